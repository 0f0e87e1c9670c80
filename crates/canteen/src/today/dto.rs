//! Views of the screen of today.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Lang;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Light, Row, What};
use crate::{Meal, site::dto::CanteenRef};

/// What of today is done, due and missed; red before amber before green.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenToday)]
pub struct TodayView {
    pub canteen: CanteenRef,
    pub day: NaiveDate,
    pub rows: Vec<TodayRow>,
}

/// What was missed in the last served days, what runs out and what does not agree; red before amber before green.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenStanding)]
pub struct StandingView {
    pub canteen: CanteenRef,
    pub day: NaiveDate,
    pub rows: Vec<TodayRow>,
}

/// One thing: how it stands, why, by when, and the record that it is about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenTodayRow)]
pub struct TodayRow {
    pub what: What,
    pub state: Light,
    pub meal: Option<Meal>,
    /// In plain words.
    #[schema(example = "这些菜还没有留样：米饭。")]
    pub why: String,
    /// By when it is to be done.
    pub by: Option<DateTime<Utc>>,
    pub day: NaiveDate,
    /// The one record that it is about, where there is one: a sample, a round, somebody of the staff, a supplier, a lot, an inspection from
    /// outside. Left out where the caller may not open it.
    pub id: Option<Uuid>,
}

/// Rows as they are shown.
pub(super) fn shown(mut rows: Vec<Row>, lang: Lang) -> Vec<TodayRow> {
    rows.sort_by_key(|row| std::cmp::Reverse(row.light));
    let row = |row: Row| TodayRow {
        what: row.what,
        state: row.light,
        meal: row.meal,
        why: row.why.pick(lang).to_owned(),
        by: row.by,
        day: row.day,
        id: row.id,
    };
    rows.into_iter().map(row).collect()
}
