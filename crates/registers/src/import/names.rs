//! The names of a plan as rows of the school: found, or made in the import's own transaction.

use std::{collections::HashMap, sync::Arc};

use campus::{
    department,
    location::{self, import::Matcher},
    person::{self, NewPerson},
};
use kernel::{Result, Tx, audit::Event};
use uuid::Uuid;

use super::{
    known::{Bearer, Roll},
    ledger::{ImportOptions, NameUse, Names, Unlisted},
};
use crate::RegisterError;

/// Whom and what the names of a plan mean.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub places: HashMap<Arc<str>, location::entity::Model>,
    /// `None` for a name that several people bear.
    pub people: HashMap<Arc<str>, Option<Uuid>>,
    pub departments: HashMap<Arc<str>, Uuid>,
    pub made: Made,
}

/// What the import made beside cards.
#[derive(Debug, Default)]
pub(super) struct Made {
    places: Vec<(Uuid, String)>,
    people: Vec<(Uuid, String)>,
    departments: Vec<(Uuid, String)>,
}

impl Made {
    /// Into the import's one event.
    pub(super) fn record(self, event: Event) -> Event {
        let kinds = [("location", self.places), ("person", self.people), ("department", self.departments)];
        let all = kinds.into_iter().flat_map(|(kind, rows)| rows.into_iter().map(move |(id, name)| (kind, id, name)));
        all.fold(event, |event, (kind, id, name)| event.created(kind, id, &name, &serde_json::json!({ "name": name })))
    }
}

/// Finds or makes everything that the accepted rows name.
///
/// # Errors
/// 409 when a name that must exist is gone since the file was read.
pub(super) async fn resolve(tx: &Tx, names: &Names, options: &ImportOptions) -> Result<Resolved> {
    let mut resolved = Resolved::default();
    places(tx, &names.places, options.locations, &mut resolved).await?;
    people(tx, &names.people, options.people, &mut resolved).await?;
    departments(tx, &names.departments, options.departments, &mut resolved).await?;
    Ok(resolved)
}

async fn places(tx: &Tx, names: &[NameUse], unlisted: Unlisted, resolved: &mut Resolved) -> Result<()> {
    let mut matcher = Matcher::load(tx, tx.school()?).await?;
    for used in names {
        let row = match unlisted {
            Unlisted::Create => matcher.find_or_create(tx, &used.name).await?,
            Unlisted::MustExist => matcher.find(&used.name).cloned().ok_or(RegisterError::ListsChanged)?,
        };
        resolved.places.insert(used.name.clone(), row);
    }
    resolved.made.places = matcher.added().iter().map(|row| (row.id, row.path.clone())).collect();
    Ok(())
}

async fn people(tx: &Tx, names: &[NameUse], unlisted: Unlisted, resolved: &mut Resolved) -> Result<()> {
    let mut roll = Roll::load(tx, tx.school()?).await?;
    for used in names {
        let person = match (roll.find(&used.name), unlisted) {
            (Bearer::One(id), _) => Some(id),
            (Bearer::Several, _) => None,
            (Bearer::Nobody, Unlisted::MustExist) => return Err(RegisterError::ListsChanged.into()),
            (Bearer::Nobody, Unlisted::Create) => {
                let row = person::repo::add(tx, &NewPerson { name: used.name.to_string(), ..NewPerson::default() }).await?;
                roll.add(&row.name, row.id);
                resolved.made.people.push((row.id, row.name));
                Some(row.id)
            }
        };
        resolved.people.insert(used.name.clone(), person);
    }
    Ok(())
}

async fn departments(tx: &Tx, names: &[NameUse], unlisted: Unlisted, resolved: &mut Resolved) -> Result<()> {
    for used in names {
        let found = department::find(tx, &used.name).await?;
        let id = match (found, unlisted) {
            (Some(id), _) => id,
            (None, Unlisted::MustExist) => return Err(RegisterError::ListsChanged.into()),
            (None, Unlisted::Create) => {
                let id = department::find_or_create(tx, &used.name).await?;
                resolved.made.departments.push((id, used.name.to_string()));
                id
            }
        };
        resolved.departments.insert(used.name.clone(), id);
    }
    Ok(())
}
