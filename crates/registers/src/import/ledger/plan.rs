//! What an import would do, row by row. Owns the shape of the plan; the caller commits it.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;
use kernel::Text;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    super::{dialect::Quantity, heads::Field},
    options::QuantityRows,
    problem::{Code, RowProblem},
};

/// Where a row stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowAt {
    /// Index into [`LedgerPlan::sheets`].
    pub sheet: u32,
    /// From 1: row of the sheet, or record of the CSV file.
    pub row: u32,
    /// CSV only: physical line on which the record begins.
    pub line: Option<u32>,
}

/// A value under the head it stood under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub head: Arc<str>,
    pub value: Arc<str>,
}

/// A card to be made of an accepted row. Money is in fen. Names of places, people and departments are the first way
/// the file writes them, so that equal ones are equal texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedCard {
    pub at: RowAt,
    /// `None`: the register gives one.
    pub asset_no: Option<Arc<str>>,
    pub legacy_no: Option<Arc<str>>,
    pub official_card_no: Option<Arc<str>>,
    pub label_no: Option<Arc<str>>,
    /// Ids of the system the file comes from.
    pub other_ids: Vec<Named>,
    pub category_code: Arc<str>,
    /// A 7-digit code of the 2010 edition.
    pub legacy_category_code: Option<Arc<str>>,
    pub name: Arc<str>,
    pub brand: Option<Arc<str>>,
    pub spec_model: Option<Arc<str>>,
    pub serial_no: Option<Arc<str>>,
    pub unit: Option<Arc<str>>,
    pub quantity: Quantity,
    /// The unit measures: one card even when quantity rows are exploded.
    pub measured: bool,
    pub unit_price: Option<i64>,
    pub original_value: Option<i64>,
    /// `None` when the sheet has no such column; blank cells of the column are zero.
    pub accumulated_depreciation: Option<i64>,
    /// 名义金额: worth one yuan for the book only, not depreciated.
    pub nominal: bool,
    pub acquired_on: Option<NaiveDate>,
    pub booked_on: Option<NaiveDate>,
    pub acquisition_method: Option<Arc<str>>,
    /// The card's status in the words of an export of ours.
    pub status: Option<Arc<str>>,
    pub use_condition: Option<Arc<str>>,
    /// Levels of a path stand between ` / `.
    pub location: Option<Arc<str>>,
    /// The managing department, or the using one when the sheet has only that.
    pub department: Option<Arc<str>>,
    /// Only when the sheet has both.
    pub using_department: Option<Arc<str>>,
    pub custodian: Option<Arc<str>>,
    pub user_person: Option<Arc<str>>,
    pub supplier: Option<Arc<str>>,
    pub invoice_no: Option<Arc<str>>,
    pub voucher_no: Option<Arc<str>>,
    pub order_no: Option<Arc<str>>,
    pub fund_source: Option<Arc<str>>,
    pub remarks: Option<Arc<str>>,
    /// Columns that mean nothing to the importer, kept for the reader.
    pub extras: Vec<Named>,
}

impl PlannedCard {
    /// Who answers for the asset: the custodian, else the user.
    pub fn person(&self) -> Option<&Arc<str>> {
        self.custodian.as_ref().or(self.user_person.as_ref())
    }

    /// How many cards the row becomes.
    pub const fn cards(&self, quantity: QuantityRows) -> u64 {
        match (quantity, self.measured, self.quantity.pieces()) {
            (QuantityRows::Explode, false, Some(pieces)) => pieces,
            (QuantityRows::Keep | QuantityRows::Explode, _, _) => 1,
        }
    }
}

/// A row that is not imported unless it is corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub at: RowAt,
    /// At least one; all of the row's.
    pub problems: Vec<RowProblem>,
}

impl Refused {
    /// The different codes, in order.
    pub fn codes(&self) -> BTreeSet<Code> {
        self.problems.iter().map(|problem| problem.code).collect()
    }
}

/// Why a row describes no asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SkipKind {
    /// Above the heads, or repeated with them.
    Title,
    /// The heads again, as on every printed page.
    Head,
    /// Nothing, or only a preprinted serial number.
    Blank,
    Subtotal,
    Total,
    Signature,
    /// A remark about the list.
    Note,
}

impl SkipKind {
    pub const fn title(self) -> Text {
        match self {
            Self::Title => Text::fixed("标题", "title"),
            Self::Head => Text::fixed("重复的表头", "repeated heads"),
            Self::Blank => Text::fixed("空行", "blank"),
            Self::Subtotal => Text::fixed("小计", "subtotal"),
            Self::Total => Text::fixed("合计", "total"),
            Self::Signature => Text::fixed("签字", "signature"),
            Self::Note => Text::fixed("备注", "note"),
        }
    }
}

/// Rows that describe no asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    pub at: RowAt,
    /// How many rows from there on; more than one only for blank rows.
    pub rows: u32,
    pub kind: SkipKind,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFate<'a> {
    Card(&'a PlannedCard),
    Refused(&'a Refused),
    Skipped(&'a Skipped),
}

/// Sums in fen over accepted rows. `None` when the file has no such column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    pub original_value: Option<i64>,
    pub accumulated_depreciation: Option<i64>,
}

impl Sums {
    pub(super) fn add(&mut self, other: Self) {
        let sum = |a: &mut Option<i64>, b: Option<i64>| {
            if let Some(b) = b {
                *a = Some(a.unwrap_or(0).saturating_add(b));
            }
        };
        sum(&mut self.original_value, other.original_value);
        sum(&mut self.accumulated_depreciation, other.accumulated_depreciation);
    }
}

/// What a sheet was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetRole {
    Data,
    /// Its name says that it carries no assets.
    Notes,
    Empty,
    /// It holds something, but no row that looks like heads: the user must be told.
    NoHeads,
    /// The user left it out.
    LeftOut,
}

/// A column as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPlan {
    pub head: Arc<str>,
    /// `None`: kept among the extras.
    pub field: Option<Field>,
}

/// What a sheet was understood as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlan {
    pub name: String,
    pub visible: bool,
    pub role: SheetRole,
    pub head_rows: Vec<u32>,
    pub columns: Vec<ColumnPlan>,
    /// The place of all rows of the sheet that name none themselves.
    pub place: Option<Arc<str>>,
    pub first_data_row: Option<u32>,
    pub last_data_row: Option<u32>,
    /// Accepted and refused.
    pub data_rows: u32,
    pub sums: Sums,
    /// What the sheet's own total row says, where it can be read.
    pub stated: Option<Sums>,
}

/// A name that accepted rows use, and whether the school has it already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameUse {
    pub name: Arc<str>,
    pub known: bool,
    pub rows: u32,
}

/// The names that accepted rows use, in order of first use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    pub places: Vec<NameUse>,
    pub people: Vec<NameUse>,
    pub departments: Vec<NameUse>,
    pub suppliers: Vec<NameUse>,
}

/// What an import would do. Cards, refused and skipped rows are each in file order, and no row is in two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerPlan {
    pub sheets: Vec<SheetPlan>,
    pub quantity: QuantityRows,
    pub cards: Vec<PlannedCard>,
    pub refused: Vec<Refused>,
    pub skipped: Vec<Skipped>,
    pub sums: Sums,
    pub rows_without_value: u32,
    /// Cards when quantity rows are kept.
    pub cards_kept: u64,
    /// Cards when quantity rows are exploded.
    pub cards_exploded: u64,
    pub names: Names,
}

impl LedgerPlan {
    /// Moves rows to the refused, with what is wrong with them.
    pub fn refuse(&mut self, rows: Vec<Refused>) {
        if rows.is_empty() {
            return;
        }
        let gone: HashSet<RowAt> = rows.iter().map(|row| row.at).collect();
        self.cards.retain(|card| !gone.contains(&card.at));
        self.refused.extend(rows);
        self.refused.sort_by_key(|row| row.at);
    }

    /// Rows that describe an asset, good or bad.
    pub fn data_rows(&self) -> usize {
        self.cards.len() + self.refused.len()
    }

    /// How many cards committing the plan makes.
    pub const fn cards_planned(&self) -> u64 {
        match self.quantity {
            QuantityRows::Keep => self.cards_kept,
            QuantityRows::Explode => self.cards_exploded,
        }
    }

    /// What became of a row; `None` for heads and for rows of sheets that are no data.
    pub fn fate(&self, sheet: u32, row: u32) -> Option<RowFate<'_>> {
        let wanted = (sheet, row);
        let here = |at: RowAt| (at.sheet, at.row);
        let card = self.cards.binary_search_by_key(&wanted, |card| here(card.at)).ok().and_then(|i| self.cards.get(i));
        let refused = || self.refused.binary_search_by_key(&wanted, |r| here(r.at)).ok().and_then(|i| self.refused.get(i));
        let skipped = || {
            let after = self.skipped.partition_point(|skip| here(skip.at) <= wanted);
            let skip = self.skipped.get(after.checked_sub(1)?)?;
            (skip.at.sheet == sheet && row - skip.at.row < skip.rows).then_some(skip)
        };
        card.map(RowFate::Card).or_else(|| refused().map(RowFate::Refused)).or_else(|| skipped().map(RowFate::Skipped))
    }
}

/// Why there is no plan at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    #[error("no sheet has heads")]
    NoHeads,
    #[error("no row describes an asset")]
    NoAssets,
    #[error("more than {} cards", super::MAX_CARDS)]
    TooManyCards,
}

impl LedgerError {
    /// What programs switch on; stable.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoHeads => "ledger_no_heads",
            Self::NoAssets => "ledger_no_assets",
            Self::TooManyCards => "ledger_too_many_cards",
        }
    }

    pub fn zh(&self) -> String {
        match self {
            Self::NoHeads => "找不到表头：请确认有一行写着“资产名称、数量、金额”等列名，或手工指定各列。".into(),
            Self::NoAssets => "表头下面没有资产。".into(),
            Self::TooManyCards => format!("按件拆分后超过 {} 张卡片，请保留数量或分批导入。", super::MAX_CARDS),
        }
    }

    pub fn en(&self) -> String {
        match self {
            Self::NoHeads => "No heads were found: one row must name the columns, or say yourself which column is which.".into(),
            Self::NoAssets => "There are no assets below the heads.".into(),
            Self::TooManyCards => {
                format!("More than {} cards when split into pieces. Keep the quantities, or import it in parts.", super::MAX_CARDS)
            }
        }
    }
}
