//! The home as it is sent.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::figure::dto::FigureView;

/// The logistics of the school at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub struct SchoolHome {
    pub as_of: DateTime<Utc>,
    pub today: NaiveDate,
    pub late: LateWork,
    /// By kind, those with the most first; kinds of which nothing is open are left out.
    pub open: Vec<OpenWork>,
    pub spend: SpendToDate,
    /// The register by class: `assets_now`.
    pub value: FigureView,
    /// Whether the books that others keep are complete, such as the canteen's and the rounds; those of which nothing was due are left out.
    pub completeness: Vec<FigureView>,
}

/// What is past its day.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateWork {
    pub count: i64,
    /// Whoever holds the most first; at most twenty, the rest are in `others`.
    pub holders: Vec<LateHolder>,
    /// What further ones hold.
    pub others: i64,
}

/// Somebody who holds what is late.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LateHolder {
    /// `null`: nobody by name, whoever has the seat.
    pub person: Option<PersonRef>,
    /// His name, or what the role or the meeting is called.
    #[schema(example = "王师傅")]
    pub title: String,
    pub count: i64,
    pub kinds: Vec<LateKind>,
}

/// What of one kind somebody holds. Its rows are asked for by these: `figure`, `holder_id` or `unheld`, `part`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LateKind {
    #[schema(example = "late_repairs")]
    pub figure: String,
    pub title: String,
    pub definition: String,
    pub count: i64,
    /// Day of the oldest: when it was reported, began to wait, or was due.
    pub oldest_on: Option<NaiveDate>,
    pub holder_id: Option<Uuid>,
    /// Only what nobody holds by name.
    pub unheld: bool,
    pub part: String,
}

/// What of a kind is not finished.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenWork {
    #[schema(example = "open_repairs")]
    pub figure: String,
    pub title: String,
    pub definition: String,
    pub count: i64,
    /// Of kinds that cost money.
    pub amount: Option<Money>,
    /// How many of them are late; nothing where the kind has no such rule.
    pub late: Option<i64>,
}

/// What was spent in the calendar year so far, beside the same days of the year before.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpendToDate {
    pub year: i32,
    /// `purchases_spent` from the first of January.
    pub figure: FigureView,
    pub year_before: Money,
    /// In the order of the figure's parts, and those of which only the year before knows.
    pub funds: Vec<FundToDate>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FundToDate {
    /// By which its rows are asked for.
    #[schema(example = "public")]
    pub fund: String,
    pub title: String,
    pub spent: Money,
    pub count: i64,
    pub year_before: Money,
}
