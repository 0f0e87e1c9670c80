//! The first lock: no grant, no data.
//!
//! A [`Grant`] proves that the caller of this very request holds a permission. It has private fields, is made only by the
//! extractor here (or [`Grant::system`] for jobs) and is the only key to [`crate::Db::begin`] and [`crate::Db::read`].

use std::{marker::PhantomData, sync::Arc};

use async_trait::async_trait;
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
};
use uuid::Uuid;

use crate::{Actor, ActorKind, Lang, Problem, Reach, RequestContext, Result, Scope, StandIn, Strength, Text, idempotency::IdempotencyKey};

/// One thing that can be permitted. A unit type per permission, declared with [`permissions!`](crate::permissions).
pub trait Permission: Send + Sync + 'static {
    const INFO: PermissionInfo;
}

/// What everybody may know of a permission.
#[derive(Debug, Clone, Copy)]
pub struct PermissionInfo {
    /// `repair_cases.assign`: the feature's noun and the act.
    pub key: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub access: Access,
    /// How strongly whoever uses it must be known.
    pub needs: Strength,
}

/// Who gets through at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// A role must give it.
    Role,
    /// Every signed-in person, for what is his own.
    SignedIn,
    /// Everybody, and why. Each is a line of `tests/public-operations.txt`.
    Public(&'static str),
}

/// A permission that needs no account.
pub trait PublicPermission: Permission {}

/// Declares permissions: `permissions! { AssignRepair = "repair_cases.assign", "派工", "Assign repairs"; }`.
/// Behind the words may stand `signed_in`, `public("why")`, `stepped_up` (a role must give it, and the proof must be fresh) or `partial`
/// (signed in, and also for a session that still has to get its second factor).
/// A list `PERMISSIONS` of all of them comes with it.
#[macro_export]
macro_rules! permissions {
    ($($(#[$meta:meta])* $name:ident = $key:literal, $zh:literal, $en:literal $(, $access:ident $(($reason:literal))?)?;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl $crate::Permission for $name {
                const INFO: $crate::PermissionInfo = $crate::PermissionInfo {
                    key: $key, zh: $zh, en: $en, access: $crate::permissions!(@access $($access $(($reason))?)?),
                    needs: $crate::permissions!(@needs $($access)?),
                };
            }
            $crate::permissions!(@public $name $($access)?);
        )+
        /// Every permission this feature declares.
        pub const PERMISSIONS: &[$crate::PermissionInfo] = &[$(<$name as $crate::Permission>::INFO),+];
    };
    (@access) => { $crate::Access::Role };
    (@access stepped_up) => { $crate::Access::Role };
    (@access signed_in) => { $crate::Access::SignedIn };
    (@access partial) => { $crate::Access::SignedIn };
    (@access public($reason:literal)) => { $crate::Access::Public($reason) };
    (@needs stepped_up) => { $crate::Strength::SteppedUp };
    (@needs partial) => { $crate::Strength::Partial };
    (@needs $($other:ident)?) => { $crate::Strength::Whole };
    (@public $name:ident public) => { impl $crate::PublicPermission for $name {} };
    (@public $name:ident $($other:ident)?) => {};
}

/// Tells who sends a request. Declared here, implemented by `identity`.
#[async_trait]
pub trait Authenticate: Send + Sync {
    /// The actor of this request; `None` without credentials.
    ///
    /// # Errors
    /// 401 for credentials that are not valid any more, 403 for a cookie used from another site.
    async fn authenticate(&self, parts: &Parts) -> Result<Option<Actor>>;
}

/// The way to the authenticator, put into every request by the server.
pub type Gate = Arc<dyn Authenticate>;

/// Proof that this request may do `P`.
#[derive(Debug)]
pub struct Grant<P> {
    actor: Actor,
    reach: Reach,
    role: &'static str,
    stand_ins: Vec<StandIn>,
    context: Arc<RequestContext>,
    idempotency: Option<IdempotencyKey>,
    permission: PhantomData<P>,
}

impl<P> Clone for Grant<P> {
    fn clone(&self) -> Self {
        Self {
            actor: self.actor.clone(),
            reach: self.reach.clone(),
            role: self.role,
            stand_ins: self.stand_ins.clone(),
            context: self.context.clone(),
            idempotency: self.idempotency.clone(),
            permission: PhantomData,
        }
    }
}

impl<P: Permission> Grant<P> {
    /// For jobs of the product itself: the whole of one school, or the installation when `school` is `None`.
    pub fn system(job: &'static str, school: Option<Uuid>) -> Self {
        Self::of(Actor::nobody(ActorKind::System, job, school))
    }

    /// For the set-up page, which acts before anybody exists.
    pub fn setup(context: Arc<RequestContext>, school: Uuid) -> Self {
        Self { context, ..Self::of(Actor::nobody(ActorKind::Setup, "setup", Some(school))) }
    }

    /// For whoever sits at the server's own command line when nobody can sign in any more. He owns the machine and with it the
    /// database; what he does here is written down as done from there.
    pub fn console(school: Uuid) -> Self {
        Self::of(Actor::nobody(ActorKind::Cli, "command line", Some(school)))
    }

    /// For the command line: the rights of the named person, checked like everywhere.
    ///
    /// # Errors
    /// 403 when his roles do not give the permission.
    pub fn for_actor(actor: Actor) -> Result<Self> {
        Self::checked(actor, Arc::new(RequestContext::detached()), None)
    }

    /// The same caller, speaking this language: for the command line, which sends no headers.
    #[must_use]
    pub fn speaking(mut self, lang: Lang) -> Self {
        self.context = Arc::new(RequestContext::detached_in(lang));
        self
    }

    /// The same caller with a key of its own choice: for the command line, which sends no headers.
    #[must_use]
    pub fn remembered_as(mut self, key: IdempotencyKey) -> Self {
        self.idempotency = Some(key);
        self
    }

    /// The same caller, now that a body is known which nobody hashed before: a file that came as a stream.
    #[must_use]
    pub fn for_body(mut self, parts: &[&[u8]]) -> Self {
        self.idempotency = self.idempotency.map(|key| key.of_body(parts));
        self
    }

    /// The same caller, whose answer must not be kept for a repeated request: it holds a secret that is told once.
    #[must_use]
    pub fn not_remembered(mut self) -> Self {
        self.idempotency = None;
        self
    }

    fn of(actor: Actor) -> Self {
        let context = Arc::new(RequestContext::detached());
        Self { actor, reach: Reach::School, role: "", stand_ins: Vec::new(), context, idempotency: None, permission: PhantomData }
    }

    fn checked(actor: Actor, context: Arc<RequestContext>, idempotency: Option<IdempotencyKey>) -> Result<Self> {
        let right = actor.right(P::INFO.key);
        let (reach, role, stand_ins) = match (right, P::INFO.access, actor.person) {
            (Some(right), _, _) => (right.reach.clone(), right.role, right.stand_ins.clone()),
            (None, Access::SignedIn, Some(person)) => (Reach::Parts(vec![crate::ReachPart::Own(person)]), "", Vec::new()),
            (None, _, _) => return Err(forbidden(&P::INFO)),
        };
        if actor.strength < P::INFO.needs {
            return Err(too_weak(actor.strength));
        }
        Ok(Self { actor, reach, role, stand_ins, context, idempotency, permission: PhantomData })
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The person who acts; 403 for jobs and the public, who are nobody.
    pub fn person(&self) -> Result<Uuid> {
        self.actor.person.ok_or_else(|| forbidden(&P::INFO))
    }

    pub fn context(&self) -> &Arc<RequestContext> {
        &self.context
    }

    /// The reach of this grant. Every `find` and `list` takes it.
    ///
    /// # Errors
    /// 500 when no school is known yet: a programming error, never a way around the scope.
    pub fn scope(&self) -> Result<Scope> {
        let school = self.school()?;
        Ok(Scope { school, reach: self.reach.clone() })
    }

    pub fn school(&self) -> Result<Uuid> {
        self.actor.school.ok_or_else(|| Problem::internal("a school was needed before it was known"))
    }

    pub(crate) fn role(&self) -> &'static str {
        self.role
    }

    pub(crate) fn stand_ins(&self) -> &[StandIn] {
        &self.stand_ins
    }

    /// Whether what is decided by this grant is this person's decision: his who acts, or his for whom he stands in.
    pub fn decides_as(&self, person: Uuid) -> bool {
        self.actor.person == Some(person) || self.stand_ins.iter().any(|other| other.person == person)
    }

    /// For whom the caller stands in here, where this is not his by his own right.
    pub fn stands_in_for(&self) -> Option<Uuid> {
        self.stand_ins.first().map(|other| other.person)
    }

    /// The key under which this request is remembered, if the caller sent one.
    pub fn idempotency(&self) -> Option<&IdempotencyKey> {
        self.idempotency.as_ref()
    }
}

impl<P: PublicPermission> Grant<P> {
    /// Somebody without an account, in work that is no request: whoever stands before a door of the demo school.
    pub fn public() -> Self {
        Self::of(Actor::nobody(ActorKind::Public, "public", None))
    }

    /// The same caller, now that his door sign, code or session told which school this is about.
    #[must_use]
    pub fn in_school(mut self, school: Uuid) -> Self {
        self.actor.school = Some(school);
        self
    }

    /// The same request, signed by the person whose session came with it: a teacher at a door sign.
    #[must_use]
    pub fn signed_by(mut self, actor: Actor) -> Self {
        self.context.acts_as(&actor);
        self.actor = actor;
        self
    }
}

impl<S: Send + Sync, P: Permission> FromRequestParts<S> for Grant<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let context = RequestContext::of(parts);
        context.operation(P::INFO.key);
        if matches!(P::INFO.access, Access::Public(_)) {
            let idempotency = IdempotencyKey::from_parts(parts)?;
            let actor = Actor::nobody(ActorKind::Public, "public", None);
            return Ok(Self { context, idempotency, ..Self::of(actor) });
        }
        let gate = parts.extensions.get::<Gate>().cloned().ok_or_else(|| Problem::internal("no gate in the request"))?;
        let actor = gate.authenticate(parts).await?.ok_or_else(unauthorized)?;
        context.acts_as(&actor);
        let idempotency = IdempotencyKey::from_parts(parts)?;
        Self::checked(actor, context, idempotency)
    }
}

/// Who looks at a page that also works without an account: `None` without credentials or with stale ones.
#[derive(Debug, Clone)]
pub struct Viewer(pub Option<Actor>);

impl<S: Send + Sync> FromRequestParts<S> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Some(gate) = parts.extensions.get::<Gate>().cloned() else { return Ok(Self(None)) };
        Ok(Self(gate.authenticate(parts).await.unwrap_or(None).filter(|actor| actor.strength > Strength::Partial)))
    }
}

/// 401 without valid credentials.
pub fn unauthorized() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthenticated", Text::fixed("请先登录。", "Please sign in."))
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}

/// 403 that says what proof is missing.
fn too_weak(strength: Strength) -> Problem {
    if strength == Strength::Partial {
        let detail = Text::fixed(
            "您的角色需要动态验证码。请先在“登录与安全”里设置好。",
            "Your role asks for one-time codes; set them up under “Sign-in and security” first.",
        );
        return Problem::new(StatusCode::FORBIDDEN, "second_factor_required", detail);
    }
    let detail =
        Text::fixed("这一步要再确认一次是您本人：请输入 PIN 或密码。", "This step asks once more who you are: enter your PIN or password.");
    Problem::new(StatusCode::FORBIDDEN, "step_up_required", detail)
}

/// 403 that names the permission.
pub fn forbidden(info: &PermissionInfo) -> Problem {
    let detail = Text::new(format!("您没有“{}”的权限。", info.zh), format!("You do not have the permission “{}”.", info.en));
    Problem::new(StatusCode::FORBIDDEN, "forbidden", detail).member("permission", info.key.into())
}
