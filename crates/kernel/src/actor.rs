//! Who acts, and what he may do. Only `identity` makes actors from sessions; jobs, set-up and the command line have their own kinds.

use std::{collections::BTreeMap, sync::Arc};

use uuid::Uuid;

use crate::Reach;

/// In what capacity somebody acts; written into every audit event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// A signed-in person.
    Person,
    /// Somebody at a door sign, without an account.
    Public,
    /// A job of the product itself.
    System,
    /// The set-up page, once.
    Setup,
    /// A person at the server's command line.
    Cli,
}

impl ActorKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Public => "public",
            Self::System => "system",
            Self::Setup => "setup",
            Self::Cli => "cli",
        }
    }
}

/// How strongly a session is known to be its owner's. What acts without a session (jobs, set-up, the command line) is never asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The role asks for a second factor that is not set up yet: good for setting it up, and for nothing else.
    Partial,
    /// Signed in.
    Whole,
    /// Proved who he is a short while ago.
    SteppedUp,
}

/// One permission as somebody holds it: how far it reaches, and by which role.
#[derive(Debug, Clone)]
pub struct Right {
    /// Everything it reaches: what is his own, and what others handed to him for a while.
    pub reach: Reach,
    /// Code of the role that gives it; written into audit events as the acting role.
    pub role: &'static str,
    /// How far it reaches without what others handed to him.
    pub own: Reach,
    /// Whose right it is where his own does not reach.
    pub stand_ins: Vec<StandIn>,
}

/// That somebody stands in for another person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// The delegation that says so.
    pub delegation: Uuid,
    /// For whom.
    pub person: Uuid,
    pub name: Arc<str>,
    /// Code of the role that the other handed over.
    pub role: &'static str,
}

/// Permission key → right.
pub type Rights = BTreeMap<&'static str, Right>;

/// Who acts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Actor {
    pub kind: ActorKind,
    pub account: Option<Uuid>,
    pub person: Option<Uuid>,
    pub session: Option<Uuid>,
    /// `None` only before a school is known: signing in, door signs, set-up.
    pub school: Option<Uuid>,
    /// The name for audit events and timelines, as it was at that time.
    pub name: Arc<str>,
    pub(crate) strength: Strength,
    rights: Arc<Rights>,
}

impl Actor {
    /// A signed-in person. Called by `identity` and nobody else (`clippy.toml`).
    pub fn signed_in(
        kind: ActorKind,
        account: Uuid,
        person: Uuid,
        school: Uuid,
        session: Option<Uuid>,
        name: &str,
        rights: Rights,
    ) -> Self {
        Self {
            kind,
            account: Some(account),
            person: Some(person),
            session,
            school: Some(school),
            name: name.into(),
            strength: Strength::SteppedUp,
            rights: Arc::new(rights),
        }
    }

    /// The same person, by a session that is known so strongly.
    #[must_use]
    pub fn known(self, strength: Strength) -> Self {
        Self { strength, ..self }
    }

    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// Somebody who is not a person with an account.
    pub(crate) fn nobody(kind: ActorKind, name: &str, school: Option<Uuid>) -> Self {
        Self {
            kind,
            account: None,
            person: None,
            session: None,
            school,
            name: name.into(),
            strength: Strength::SteppedUp,
            rights: Arc::default(),
        }
    }

    pub fn right(&self, permission: &str) -> Option<&Right> {
        self.rights.get(permission)
    }

    /// Whether the decision under this permission would be this person's: his who acts, or his for whom he stands in.
    pub fn decides_as(&self, permission: &str, person: Uuid) -> bool {
        let stands_in = || self.right(permission).is_some_and(|right| right.stand_ins.iter().any(|other| other.person == person));
        self.person == Some(person) || stands_in()
    }

    pub fn may(&self, permission: &str) -> bool {
        self.rights.contains_key(permission)
    }

    pub fn permissions(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.rights.keys().copied()
    }
}
