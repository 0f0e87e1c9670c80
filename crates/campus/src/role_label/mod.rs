//! What a school calls its roles. The codes, and what a role may do, stay what they are.

mod dto;
pub mod entity;
mod routes;
mod service;

use std::collections::HashMap;

use kernel::{Lang, Result, Text, outbox::Word};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
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
