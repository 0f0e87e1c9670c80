//! The school: the tenant that every row belongs to.

pub mod address;
mod dto;
pub mod entity;
mod figures;
mod membership;
mod routes;

use chrono::{DateTime, Utc};
use kernel::{Problem, Result, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

pub use dto::SchoolView;
pub use figures::{Figure, Figures, view};
pub use membership::{Membership, memberships, memberships_of};
pub use routes::routes;

/// A school, or a district of several: whoever reads for the district reads in its schools as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    School,
    District,
}

impl Kind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::District => "district",
        }
    }
}

/// What set-up asks about a school.
#[derive(Debug, Clone)]
pub struct NewSchool {
    pub kind: Kind,
    /// The district above.
    pub parent: Option<Uuid>,
    pub name: String,
    pub time_zone: String,
    pub public_url: Option<String>,
    pub demo: bool,
}

/// What a feature does when a school comes into being: fill its tables from the pack. Called inside set-up's transaction.
#[async_trait::async_trait]
pub trait OnSchoolCreated: Send + Sync {
    async fn school_created(&self, tx: &Tx) -> Result<()>;
}

/// Creates the school row. Called by set-up and the demo, inside their transaction.
pub async fn create(tx: &Tx, id: Uuid, new: &NewSchool) -> Result<entity::Model> {
    let row = entity::ActiveModel {
        id: Set(id),
        parent_id: Set(new.parent),
        kind: Set(new.kind.code().into()),
        name: Set(kernel::text::tidy(&new.name)),
        time_zone: Set(new.time_zone.clone()),
        currency: Set("CNY".into()),
        public_url: Set(new.public_url.clone()),
        demo: Set(new.demo),
        created_at: Set(tx.now()),
        version: Set(1),
    };
    Ok(row.insert(tx).await?)
}

/// Whether an address means "this computer" on every phone that scans it: good for a look, not for a sign or a label.
pub fn is_only_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest).to_ascii_lowercase();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = if authority.starts_with('[') {
        authority.split_inclusive(']').next().unwrap_or_default()
    } else {
        authority.split(':').next().unwrap_or_default()
    };
    host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "0.0.0.0" || matches!(host, "[::1]" | "[::]")
}

/// The address that signs and labels carry: none while phones could not reach it. A demo school's leads to this computer, for a look.
pub fn for_phones(school: &entity::Model) -> Option<&str> {
    school.public_url.as_deref().filter(|address| school.demo || !is_only_here(address))
}

pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<entity::Model> {
    entity::Entity::find_by_id(id).one(db).await?.ok_or_else(Problem::not_found)
}

/// Whoever founds a school does so alone: no constraint tells the first school from a second one, or knows the names below a district.
pub async fn found_alone(tx: &Tx) -> Result<()> {
    const FOUNDING: i64 = 1_398_031_704;
    tx.alone(FOUNDING).await
}

/// Whether there is any school yet: set-up is open until there is.
pub async fn exists(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(entity::Entity::find().count(db).await? > 0)
}

/// The only school of an installation with one, for the command line.
pub async fn only(db: &impl ConnectionTrait) -> Result<Option<entity::Model>> {
    let mut all = entity::Entity::find().all(db).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

/// Puts the school under a district.
pub async fn put_under(tx: &Tx, school: Uuid, district: Uuid) -> Result<()> {
    entity::Entity::update_many()
        .col_expr(entity::Column::ParentId, Expr::value(district))
        .filter(entity::Column::Id.eq(school))
        .exec(tx)
        .await?;
    Ok(())
}

/// The schools of a district, by name.
pub async fn below(db: &impl ConnectionTrait, district: Uuid) -> Result<Vec<entity::Model>> {
    let select = entity::Entity::find().filter(entity::Column::ParentId.eq(district));
    Ok(select.order_by_asc(entity::Column::Name).order_by_asc(entity::Column::Id).all(db).await?)
}

/// All schools, for jobs that visit each.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<entity::Model>> {
    Ok(entity::Entity::find().all(db).await?)
}

impl entity::Model {
    pub fn is_district(&self) -> bool {
        self.kind == Kind::District.code()
    }

    pub fn zone(&self) -> chrono_tz::Tz {
        crate::school_days::zone(&self.time_zone)
    }

    /// Today at this school.
    pub fn today(&self, now: DateTime<Utc>) -> chrono::NaiveDate {
        crate::school_days::date_at(self.zone(), now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_computer_is_none_for_phones() {
        for here in [
            "http://localhost:8080",
            "HTTP://LOCALHOST",
            "http://127.0.0.1/s/X",
            "https://[::1]:8443",
            "http://0.0.0.0:8080",
            "http://a.localhost",
        ] {
            assert!(is_only_here(here), "{here}");
        }
        for there in [
            "http://192.168.1.20:8080",
            "https://localhost.school.test",
            "https://zongwu.school.lan",
            "http://[fd00::1]:8080",
            "http://1270.test",
        ] {
            assert!(!is_only_here(there), "{there}");
        }
    }
}
