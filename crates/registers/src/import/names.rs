//! The names of a plan as rows of the school: found, or made in the import's own transaction.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use campus::{
    department,
    location::{self, import::Matcher},
    person::{self, NewPerson},
};
use kernel::{Result, Tx, audit::Event, text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    ImportError,
    known::{Bearer, Roll},
    ledger::{ImportOptions, NameUse, Names, Unlisted},
};
use crate::category;

/// Whom and what the names of a plan mean.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub places: HashMap<Arc<str>, location::entity::Model>,
    /// `None` for a name that several people bear.
    pub people: HashMap<Arc<str>, Option<Uuid>>,
    pub departments: HashMap<Arc<str>, Uuid>,
    pub made: Made,
}

/// The names of a plan against the school's lists, and the other way round: for comparing rows with cards that are there.
#[derive(Debug, Default)]
pub(super) struct Where {
    /// `None`: there is no such place yet.
    pub places: HashMap<Arc<str>, Option<location::entity::Model>>,
    pub place_paths: HashMap<Uuid, String>,
    pub people: HashMap<Arc<str>, Option<Uuid>>,
    pub person_names: HashMap<Uuid, String>,
    pub departments: HashMap<Arc<str>, Option<Uuid>>,
    pub department_names: HashMap<Uuid, String>,
    pub categories: HashMap<String, Uuid>,
    /// Names that several people bear.
    pub shared: HashSet<Arc<str>>,
}

impl Where {
    pub(super) async fn load(db: &impl ConnectionTrait, school: Uuid, names: &Names) -> Result<Self> {
        let matcher = Matcher::load(db, school).await?;
        let roll = Roll::load(db, school).await?;
        let department_names = department::names(db, school).await?;
        let by_name: HashMap<String, Uuid> = department_names.iter().map(|(id, name)| (text::fold(name), *id)).collect();
        let person = |used: &NameUse| match roll.find(&used.name) {
            Bearer::One(id) => Some(id),
            Bearer::Nobody | Bearer::Several => None,
        };
        Ok(Self {
            places: names.places.iter().map(|used| (used.name.clone(), matcher.find(&used.name).cloned())).collect(),
            place_paths: location::repo::paths(db, school).await?,
            people: names.people.iter().map(|used| (used.name.clone(), person(used))).collect(),
            person_names: person::repo::all_names(db, school).await?,
            departments: names.departments.iter().map(|used| (used.name.clone(), by_name.get(&text::fold(&used.name)).copied())).collect(),
            department_names,
            categories: category::all(db, school).await?.into_iter().map(|c| (c.code, c.id)).collect(),
            shared: roll.shared(&names.people),
        })
    }
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
    pub(super) fn record(&self, event: Event) -> Event {
        let kinds = [("location", &self.places), ("person", &self.people), ("department", &self.departments)];
        let all = kinds.into_iter().flat_map(|(kind, rows)| rows.iter().map(move |(id, name)| (kind, *id, name)));
        all.fold(event, |event, (kind, id, name)| event.created(kind, id, name, &serde_json::json!({ "name": name })))
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
            Unlisted::MustExist => matcher.find(&used.name).cloned().ok_or(ImportError::ListsChanged)?,
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
            (Bearer::Nobody, Unlisted::MustExist) => return Err(ImportError::ListsChanged.into()),
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
            (None, Unlisted::MustExist) => return Err(ImportError::ListsChanged.into()),
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
