//! What is in somebody's hands: shown before he leaves, so that nothing stays with a name that nobody answers to.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Db, Grant, Lang, Reader, Result};
use uuid::Uuid;

use super::{
    dto::{HeldThing, Holding, HoldingsView, PersonRef},
    repo,
};
use crate::{class, delegation, location, permissions::ViewPeople, role_grant, school_days};

/// Things of a kind that are named; the count says how many there are.
const NAMED: usize = 20;

/// A feature whose rows are in somebody's hands.
#[async_trait]
pub trait WithPeople: Send + Sync {
    /// What of this feature a person holds, kind by kind; nothing for a kind of which he holds none.
    async fn held(&self, reader: &Reader, school: Uuid, person: Uuid) -> Result<Vec<Holding>>;
}

impl Holding {
    /// Those of which there are any.
    pub fn some(kind: &'static str, count: u64) -> Option<Self> {
        (count > 0).then(|| Self { kind, count, first: Vec::new() })
    }

    fn named(kind: &'static str, things: Vec<HeldThing>) -> Option<Self> {
        let count = u64::try_from(things.len()).unwrap_or_default();
        Self::some(kind, count).map(|holding| Self { first: things.into_iter().take(NAMED).collect(), ..holding })
    }
}

/// Holdings.
#[derive(Clone)]
pub struct Holdings {
    db: Db,
    with: Arc<Vec<Arc<dyn WithPeople>>>,
}

impl Holdings {
    pub fn new(db: Db, with: Vec<Arc<dyn WithPeople>>) -> Self {
        Self { db, with: Arc::new(with) }
    }

    pub async fn of(&self, grant: &Grant<ViewPeople>, id: Uuid) -> Result<HoldingsView> {
        let reader = self.db.read(grant);
        let lang = grant.context().lang();
        let person = repo::find(&reader, &grant.scope()?, id).await?;
        let mut items = Vec::new();
        for feature in self.with.iter() {
            items.extend(feature.held(&reader, person.school_id, person.id).await?);
        }
        let rooms = location::repo::responsible_for(&reader, person.school_id, person.id).await?;
        items.extend(Holding::named("rooms", rooms.into_iter().map(|room| HeldThing { id: room.id, title: room.path }).collect()));
        items.extend(Holding::named("classes", classes(&reader, person.school_id, person.id, lang).await?));
        // A day more or less of a role that ends is no matter here, so the school's zone is not asked.
        let today = school_days::date_at(chrono_tz::Tz::UTC, reader.now());
        let roles = role_grant::standing_count(&reader, person.school_id, person.id, today).await?;
        items.extend(Holding::some("role_grants", roles));
        let delegations = delegation::live_count(&reader, person.school_id, person.id, today).await?;
        items.extend(Holding::some("delegations", delegations));
        Ok(HoldingsView { person: PersonRef { id: person.id, name: person.name }, items })
    }
}

async fn classes(reader: &Reader, school: Uuid, person: Uuid, lang: Lang) -> Result<Vec<HeldThing>> {
    let here = class::repo::here(reader, school).await?.into_iter();
    Ok(here
        .filter(|class| class.class_teacher_id == Some(person))
        .map(|class| HeldThing { id: class.id, title: class.name_in(lang) })
        .collect())
}
