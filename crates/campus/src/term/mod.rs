//! Terms: when school is held, by which weeks are counted and vacations follow.

mod dto;
pub mod entity;
mod error;
mod routes;
mod service;

pub use dto::{AddTerm, Season, TermView};
pub use error::TermError;
pub use routes::routes;
pub use service::Terms;

use chrono::NaiveDate;
use kernel::{Lang, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::school_days::TermSpan;

/// Every term of a school, in the order of time. A school has two or three a year.
pub async fn all(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<entity::Model>> {
    use entity::{Column, Entity};
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).order_by_asc(Column::StartsOn).all(db).await?)
}

/// The term that a day lies in.
pub async fn of_day(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Option<entity::Model>> {
    use entity::{Column, Entity};
    let of_day = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::StartsOn.lte(day)).filter(Column::EndsOn.gte(day));
    Ok(of_day.one(db).await?)
}

/// What the term is called that a day lies in: nothing between two, or of a school that has entered none.
pub async fn title_of_day(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate, lang: Lang) -> Result<Option<String>> {
    Ok(of_day(db, school, day).await?.map(|term| term.title(lang)))
}

/// 2026—2027学年第一学期, as schools write it; of a term that a record remembers.
pub fn title(school_year: i64, season: Season, lang: Lang) -> String {
    let years = format!("{school_year}—{}", school_year + 1);
    match lang {
        Lang::Zh => format!("{years}学年{}", season.title().zh),
        Lang::En => format!("{years}, {}", season.title().en),
    }
}

impl entity::Model {
    pub fn span(&self) -> TermSpan {
        TermSpan { first: self.starts_on, last: self.ends_on }
    }

    pub fn season(&self) -> Season {
        Season::of(self.code)
    }

    /// 2026—2027学年第一学期, as schools write it.
    pub fn title(&self, lang: Lang) -> String {
        title(self.school_year, self.season(), lang)
    }

    pub fn view(&self, lang: Lang) -> TermView {
        TermView {
            id: self.id,
            school_year: self.school_year,
            season: self.season(),
            title: self.title(lang),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            weeks: self.span().weeks(),
            version: self.version,
        }
    }
}
