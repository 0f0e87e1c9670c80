//! Figures and their rows as they are sent.

use campus::person::PersonRef;
use chrono::NaiveDate;
use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::source::Measure;

/// A number, what it counts, and where its rows are.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FigureView {
    /// Its name, by which its rows are asked for.
    #[schema(example = "repairs_received")]
    pub key: String,
    pub title: String,
    /// What exactly is counted.
    pub definition: String,
    pub measure: Measure,
    pub sum: FigureSum,
    /// What it is made of, largest first; nothing where it is one thing.
    pub parts: Vec<FigurePart>,
}

/// What the rows come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FigureSum {
    /// How many things: the rows, or what they stand for.
    pub count: i64,
    /// Of money, and of what is worth something.
    pub amount: Option<Money>,
    /// Pieces and measured units together, or kilograms.
    pub quantity: Option<String>,
    /// Of a share: how many are as they should be.
    pub met: Option<i64>,
    /// The same in tenths of a percent, rounded down; nothing of no rows.
    #[schema(example = 917)]
    pub per_mille: Option<i64>,
}

/// A part of a figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FigurePart {
    /// By which its rows are asked for.
    pub part: String,
    pub title: String,
    pub sum: FigureSum,
}

/// Which rows of a figure.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRows {
    /// Only those of a part.
    pub part: Option<String>,
    /// Only those that this person holds.
    pub holder_id: Option<Uuid>,
    /// Only those that nobody holds.
    pub unheld: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// A record that a figure counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureRow {
    /// Tells rows apart: a record may be there more than once.
    pub row_id: Uuid,
    /// What the record is, as the audit trail calls it.
    #[schema(example = "repair_case")]
    pub kind: String,
    pub id: Uuid,
    #[schema(example = "BX20260901-0007")]
    pub number: String,
    pub title: String,
    pub part_title: Option<String>,
    /// Who holds it, asked for it or got it, as the figure says.
    pub holder: Option<PersonRef>,
    pub on: Option<NaiveDate>,
    pub amount: Option<Money>,
    pub quantity: Option<String>,
    /// How many things it stands for in the figure: the dishes of a meal, the people of a morning; else itself.
    pub things: i64,
    /// Of a share: whether all of them are as they should be.
    pub met: Option<bool>,
    /// Of a share: how many of them are.
    pub things_met: Option<i64>,
}

/// The rows of a figure, with what they are rows of.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureRows {
    pub key: String,
    pub title: String,
    pub definition: String,
    pub measure: Measure,
    /// First day of what was counted; nothing of what is counted as it stands now.
    pub from: Option<NaiveDate>,
    /// Last day of what was counted.
    pub to: NaiveDate,
    pub items: Vec<FigureRow>,
    pub next_cursor: Option<String>,
}
