//! What a school calls its roles. The codes, and what a role may do, stay what they are.

mod dto;
pub mod entity;
mod routes;
mod service;

use std::collections::{BTreeSet, HashMap};

use kernel::{Lang, Result, Text, outbox::Word};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value};
use uuid::Uuid;

use crate::Role;

pub use dto::RenameRole;
pub use routes::routes;

/// The names of a school's roles, where it has its own.
#[derive(Debug, Clone, Default)]
pub struct Labels(HashMap<String, String>);

/// Reads them: a handful of rows.
pub async fn of(db: &impl ConnectionTrait, school: Uuid) -> Result<Labels> {
    let rows = entity::Entity::find().filter(entity::Column::SchoolId.eq(school)).all(db).await?;
    Ok(Labels::of_rows(&rows))
}

/// What a view speaks in: people by name, and the school's own names of roles, in one query.
pub async fn with_names(db: &impl ConnectionTrait, school: Uuid, people: BTreeSet<Uuid>) -> Result<(HashMap<Uuid, String>, Labels)> {
    let mut values: Vec<Value> = vec![school.into()];
    values.extend(people.into_iter().map(Value::from));
    let places: Vec<String> = (2..=values.len()).map(|n| format!("${n}")).collect();
    let places = if places.is_empty() { "NULL".to_owned() } else { places.join(", ") };
    let sql = format!(
        "SELECT id AS person_id, NULL AS role, name AS said FROM person WHERE school_id = $1 AND id IN ({places}) \
         UNION ALL SELECT NULL, role, label FROM role_label WHERE school_id = $1 AND label IS NOT NULL"
    );
    let (mut names, mut labels) = (HashMap::new(), HashMap::new());
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        let (person, role): (Option<Uuid>, Option<String>) = (row.try_get("", "person_id")?, row.try_get("", "role")?);
        let said: String = row.try_get("", "said")?;
        if let Some(role) = role {
            labels.insert(role, said);
        } else if let Some(person) = person {
            names.insert(person, said);
        }
    }
    Ok((names, Labels(labels)))
}

impl Labels {
    fn of_rows(rows: &[entity::Model]) -> Self {
        Self(rows.iter().filter_map(|row| Some((row.role.clone(), row.label.clone()?))).collect())
    }

    /// The school's own name, which is one for all languages.
    pub fn own(&self, role: Role) -> Option<&str> {
        self.0.get(role.code()).map(String::as_str)
    }

    pub fn title(&self, role: Role, lang: Lang) -> String {
        self.own(role).map_or_else(|| role.title().pick(lang).to_owned(), str::to_owned)
    }

    /// The name as a word of news, which may be read in either language.
    pub fn word(&self, role: Role) -> Word {
        self.own(role).map_or_else(|| role.title().into(), Word::from)
    }

    /// The names of several roles as one word.
    pub fn words(&self, roles: &[Role]) -> Word {
        let joined = |lang, between: &str| roles.iter().map(|role| self.title(*role, lang)).collect::<Vec<_>>().join(between);
        Text::new(joined(Lang::Zh, "、"), joined(Lang::En, ", ")).into()
    }
}
