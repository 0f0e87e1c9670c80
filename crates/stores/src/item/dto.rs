//! Bodies and views of stock items.

use chrono::NaiveDate;
use kernel::{Money, Quantity, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Food;
use crate::{
    OnHand,
    stock::{DocumentKind, fitness::Unfit},
    store::dto::StoreRef,
};

/// An item as it is to be.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockItemBody)]
pub struct ItemBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "无尘粉笔")]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(one_line))]
    pub spec: Option<String>,
    /// Cannot be changed any more once something was moved.
    #[garde(length(chars, min = 1, max = 20), custom(one_line))]
    #[schema(example = "盒")]
    pub unit: String,
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "教学用品")]
    pub category: String,
    /// More than this on one day to one receiver is handed out on an approved requisition only; not said: never controlled.
    #[serde(default)]
    #[garde(skip)]
    pub controlled_above: Option<OnHand>,
    /// The worn-out ones are handed in for the new ones.
    #[serde(default)]
    #[garde(skip)]
    pub old_for_new: bool,
    /// Below this much in all stores together it is proposed to be bought.
    #[serde(default)]
    #[garde(skip)]
    pub minimum: Option<Quantity>,
    /// Of a paper that print runs may ask for: how many sheets a unit has, 500 of a pack. Not said: nothing is printed on it.
    #[serde(default)]
    #[garde(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10000, example = 500)]
    pub sheets_per_unit: Option<i64>,
    /// Of food: which kind, and how it is kept. Its lots have a number or a day on which they were made.
    #[serde(default)]
    #[garde(skip)]
    pub food: Option<Food>,
    /// No longer handed out: only where nothing is left of it.
    #[serde(default)]
    #[garde(skip)]
    pub retired: bool,
}

/// An item by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StockItemRef)]
pub struct ItemRef {
    pub id: Uuid,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
}

impl ItemRef {
    /// Its name with its specification.
    pub fn in_full(&self) -> String {
        [Some(self.name.as_str()), self.spec.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What can be asked for; nothing of what it costs.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockChoice {
    #[serde(flatten)]
    pub item: ItemRef,
    pub category: String,
    pub controlled_above: Option<OnHand>,
    pub old_for_new: bool,
    /// Of a paper that can be printed on.
    pub sheets_per_unit: Option<i64>,
    /// Of food.
    pub food: Option<Food>,
    /// In all stores together.
    pub on_hand: OnHand,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockItemRow)]
pub struct ItemRow {
    #[serde(flatten)]
    pub choice: StockChoice,
    pub minimum: Option<OnHand>,
    /// What is missing up to the minimum: what to ask for.
    pub missing: Option<OnHand>,
    /// Where it is, in the stores that the caller may see.
    pub balances: Vec<StockBalance>,
    pub retired: bool,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StockBalance {
    pub store: StoreRef,
    pub quantity: OnHand,
    pub value: Money,
}

/// An item, its lots, and what was moved last.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockItemView)]
pub struct ItemView {
    #[serde(flatten)]
    pub row: ItemRow,
    /// In the order in which they are handed out.
    pub lots: Vec<StockLot>,
    /// The newest first, of the stores that the caller may see.
    pub moves: Vec<StockMove>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StockLot {
    pub id: Uuid,
    pub store: StoreRef,
    pub bin: Option<String>,
    pub received_on: NaiveDate,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub quantity: OnHand,
    /// Why it is not handed out today.
    pub unfit: Option<Unfit>,
    /// Of where it lies, and whether it may be used.
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StockMove {
    pub document_id: Uuid,
    pub number: String,
    pub kind: DocumentKind,
    pub happened_on: NaiveDate,
    pub store: StoreRef,
    /// What came in; nothing when something went out.
    pub came_in: OnHand,
    pub went_out: OnHand,
    /// Less than nothing when something went out.
    pub value: Money,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListItems {
    /// A part of a name.
    pub q: Option<String>,
    pub category: Option<String>,
    /// Only what is or was in this store.
    pub store_id: Option<Uuid>,
    /// Food, or everything else.
    pub food: Option<bool>,
    /// Only what is below its minimum.
    pub below_minimum: Option<bool>,
    /// Those no longer handed out; not said: the others.
    pub retired: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListChoices {
    /// A part of a name.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
