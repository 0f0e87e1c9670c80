//! Bodies and views of lots.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::phase::{CommandKind, State};
use crate::{
    OnHand,
    item::{
        Food,
        dto::{ItemRef, StockMove},
    },
    stock::fitness::Unfit,
    store::dto::StoreRef,
};

/// Nobody may use it any more, or everybody may again.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockLotReason)]
pub struct ReasonBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "厂家通知召回")]
    pub reason: String,
}

/// What the maker wrote on it: a number, the day on which it was made, or both.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockLotName)]
pub struct NameBody {
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub lot_no: Option<String>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub produced_on: Option<NaiveDate>,
    /// Its last day, where none is known yet.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub expires_on: Option<NaiveDate>,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockLotRow)]
pub struct LotRow {
    pub id: Uuid,
    pub item: ItemRef,
    pub food: Option<Food>,
    pub store: StoreRef,
    pub bin: Option<String>,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub received_on: NaiveDate,
    /// What is left of it.
    pub quantity: OnHand,
    pub state: State,
    /// Why it is not handed out today.
    pub unfit: Option<Unfit>,
    /// Days until its last one; less than nothing when it is over.
    pub days_left: Option<i64>,
    pub version: i64,
}

/// One lot: where it came from and where it went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockLotView)]
pub struct LotView {
    #[serde(flatten)]
    pub row: LotRow,
    /// Of whom it was bought.
    pub supplier: Option<String>,
    /// The goods receipt by which it came.
    pub source_id: Option<Uuid>,
    pub source_number: Option<String>,
    pub stopped_at: Option<DateTime<Utc>>,
    pub stop_reason: Option<String>,
    /// What came in and went out of it, the newest first; 100 at most.
    pub moves: Vec<StockMove>,
    pub allowed_actions: Vec<AllowedStep>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockLotAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

/// Which lots, of those that something is left of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockLotListView)]
pub enum ListView {
    /// Those that have a last day, the one that is over first before the others.
    #[default]
    ByExpiry,
    /// The newest first, whether they have one or not.
    Newest,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLots {
    #[param(inline)]
    pub view: Option<ListView>,
    pub store_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    /// Of food, or of everything else.
    pub food: Option<bool>,
    /// Those that are over by this many days from today, or are over already; 0 to 3650.
    #[param(minimum = 0, maximum = 3650)]
    pub within_days: Option<u32>,
    /// Those that were stopped, or the others.
    pub stopped: Option<bool>,
    /// A part of a lot's number.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
