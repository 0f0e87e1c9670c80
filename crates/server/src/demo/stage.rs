//! What every part of the replay holds: the product's services, the clock, and who and what is there already.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use files::Files;
use identity::Identity;
use kernel::{ActorKind, Clock, Grant, Permission, Problem, Result, outbox::Subscriber};
use notices::{Notices, Outbound, inbox::Inbox};
use uuid::Uuid;

use super::days::{SchoolDays, TimeOfDay};

/// The stage of the replay.
pub(super) struct Stage<'a> {
    pub identity: &'a Identity,
    pub files: &'a Files,
    pub clock: &'a Clock,
    pub days: SchoolDays,
    /// By staff number.
    pub people: BTreeMap<&'static str, Uuid>,
    /// By building and name (`致远楼101`), or by name alone.
    pub places: BTreeMap<String, Place>,
    /// Who hands the news on, as the worker of a server does.
    post: [Arc<dyn Subscriber>; 1],
    /// By place and name of the thing: what reports point at.
    pub cards: BTreeMap<(String, &'static str), Uuid>,
}

/// A place that has a door sign.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub id: Uuid,
    /// Empty for buildings and floors.
    pub sign: String,
    /// Staff number of the responsible person.
    pub responsible: Option<&'static str>,
}

impl<'a> Stage<'a> {
    pub(super) fn new(identity: &'a Identity, files: &'a Files, clock: &'a Clock, days: SchoolDays) -> Self {
        let post: [Arc<dyn Subscriber>; 1] = [Arc::new(notices::Post::new(crate::api::TOPICS))];
        Self { identity, files, clock, days, post, people: BTreeMap::new(), places: BTreeMap::new(), cards: BTreeMap::new() }
    }

    /// The rights of a person, as his session would have them at this moment.
    pub(super) async fn grant<P: Permission>(&self, staff_no: &str) -> Result<Grant<P>> {
        Grant::for_actor(identity::actor_named(self.identity, staff_no, ActorKind::Person, None).await?)
    }

    pub(super) fn person(&self, staff_no: &str) -> Result<Uuid> {
        self.people.get(staff_no).copied().ok_or_else(|| missing("person", staff_no))
    }

    pub(super) fn place(&self, key: &str) -> Result<&Place> {
        self.places.get(key).ok_or_else(|| missing("place", key))
    }

    pub(super) fn card(&self, place: &str, name: &'static str) -> Result<Uuid> {
        self.cards.get(&(place.to_owned(), name)).copied().ok_or_else(|| missing("card", &format!("{place} {name}")))
    }

    /// Lets the time pass until then. It never runs back: ids and numbers follow it.
    pub(super) fn time_is(&self, day: i32, at: TimeOfDay) {
        self.time_is_on(self.days.date(day), at);
    }

    /// The same of any day.
    pub(super) fn time_is_on(&self, date: NaiveDate, at: TimeOfDay) {
        let then = self.days.moment(date, at);
        if then > self.clock.now() {
            self.clock.move_to(then);
        }
    }

    /// Hands on what was told, so that it stands in the inboxes with the time at which it was told.
    pub(super) async fn tell(&self) -> Result<()> {
        while kernel::outbox::dispatch(&self.identity.db, &self.post).await? > 0 {}
        Ok(())
    }

    /// Everybody reads what he was told so far.
    pub(super) async fn read(&self) -> Result<()> {
        let inbox =
            Inbox::new(Notices::new(self.identity.db.clone(), crate::api::TOPICS, Outbound::new(false).map_err(Problem::internal)?));
        for staff_no in self.people.keys() {
            // Whoever has no account yet has nothing to read.
            let Ok(grant) = self.grant(staff_no).await else { continue };
            inbox.read_all(&grant).await?;
        }
        Ok(())
    }

    /// The few seconds between one act and the next.
    pub(super) fn breathe(&self) {
        self.clock.advance(chrono::TimeDelta::milliseconds(2300));
    }
}

fn missing(what: &str, key: &str) -> Problem {
    Problem::internal(format!("the demo's data name a {what} that is not there: {key}"))
}

/// The key of a place by its path: building and own name, without the floor.
pub(super) fn place_key(path: &str) -> String {
    let mut parts = path.split(" / ");
    let first = parts.next().unwrap_or_default();
    parts.last().map_or_else(|| first.to_owned(), |last| format!("{first}{last}"))
}
