//! Views of the ledgers. Amounts are there for those who may see the values of assets, and are left out for others.

use chrono::NaiveDate;
use kernel::{Money, Quantity};
use registers::depreciation::{Month, ScheduleStanding, ScheduleTotal, Scheduled};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

pub use super::as_of::LedgerBasis;
use super::{as_of::AsOf, sql::Amounts};

/// Whose ledger, of which days.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerHead {
    pub school: String,
    /// First day of the period.
    pub from: NaiveDate,
    /// The day whose balances are shown.
    pub as_of: NaiveDate,
    pub today: NaiveDate,
    /// The day on which the register was begun here; nothing before the first card.
    pub go_live: Option<NaiveDate>,
    pub basis: LedgerBasis,
    pub basis_text: String,
    /// Whether the caller sees amounts.
    pub values: bool,
}

impl LedgerHead {
    pub(crate) fn of(as_of: &AsOf, lang: kernel::Lang, values: bool) -> Self {
        let basis = as_of.basis();
        Self {
            school: as_of.school.name.clone(),
            from: as_of.from,
            as_of: as_of.on,
            today: as_of.today,
            go_live: as_of.go_live,
            basis,
            basis_text: basis.title().pick(lang).to_owned(),
            values,
        }
    }
}

/// How much, and what it cost.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerAmount {
    /// Pieces and measured units together.
    #[schema(example = "50")]
    pub quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub value: Option<Money>,
}

impl LedgerAmount {
    pub(crate) fn of(quantity: i64, value: i64, values: bool) -> Self {
        Self { quantity: Quantity::stored(quantity).to_string(), value: values.then(|| Money::stored(value)) }
    }
}

/// What stands at the end, with what it has lost.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerBalance {
    #[schema(example = "50")]
    pub quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub net_value: Option<Money>,
}

impl LedgerBalance {
    pub(crate) fn of(amounts: Amounts, values: bool) -> Self {
        let money = |fen| values.then(|| Money::stored(fen));
        Self {
            quantity: Quantity::stored(amounts.quantity).to_string(),
            value: money(amounts.value),
            accumulated_depreciation: money(amounts.worn),
            net_value: money(amounts.net()),
        }
    }
}

/// E2, the general ledger by class.
#[derive(Debug, Serialize, ToSchema)]
pub struct GeneralLedger {
    pub head: LedgerHead,
    /// Every class that has, had or got something in the period, in the order of the codes.
    pub classes: Vec<GeneralLine>,
    /// Sums of the groups of the classification (A01, A02 …).
    pub groups: Vec<GeneralLine>,
    pub total: GeneralLine,
}

/// A class in the period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GeneralLine {
    /// Of the class or its group; empty for the total.
    #[schema(example = "A05010502")]
    pub category_code: String,
    pub category_name: String,
    pub opening: LedgerAmount,
    pub increase: LedgerAmount,
    pub decrease: LedgerAmount,
    pub closing: LedgerBalance,
}

/// What is at which place.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoomLedger {
    pub head: LedgerHead,
    /// In the order of their names; what has no place last.
    pub places: Vec<RoomLine>,
    pub total: RoomLine,
}

/// A place and what stands there.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoomLine {
    /// Nothing for what has no place, and for the total.
    pub place_id: Option<Uuid>,
    pub place: Option<String>,
    pub cards: i64,
    pub balance: LedgerBalance,
}

/// E1, the detail ledger of a class or a place.
#[derive(Debug, Serialize, ToSchema)]
pub struct DetailLedger {
    pub head: LedgerHead,
    pub category_code: Option<String>,
    pub place_id: Option<Uuid>,
    /// The name of the class or the place; nothing for what has no place.
    pub title: Option<String>,
    /// What was there before the first of these entries.
    pub brought_forward: LedgerAmount,
    pub items: Vec<DetailEntry>,
    pub next_cursor: Option<String>,
}

/// An entry of the detail ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DetailEntry {
    pub id: Uuid,
    pub posted_on: NaiveDate,
    pub voucher_no: Option<String>,
    pub summary: String,
    pub asset_id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub spec_model: Option<String>,
    pub unit: String,
    pub increase: Option<LedgerAmount>,
    pub decrease: Option<LedgerAmount>,
    pub balance: LedgerAmount,
    /// Where it was on the day of the ledger.
    pub location: Option<String>,
    pub custodian: Option<String>,
    pub remark: Option<String>,
}

/// E3, a card as of a day: what its books say. What it says of itself is the card of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerCard {
    pub head: LedgerHead,
    pub asset_id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub category_code: String,
    pub category_name: String,
    pub unit: String,
    pub balance: LedgerBalance,
    pub location: Option<String>,
    pub custodian: Option<String>,
    /// What made it worth what it is; depreciation is one line a year.
    pub entries: Vec<CardEntry>,
    /// Where it was and who had it, oldest first.
    pub stays: Vec<CardStay>,
    /// Faults that were reported of it, oldest first.
    pub repairs: Vec<CardRepair>,
}

/// A value event of a card, or the depreciation of a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardEntry {
    pub posted_on: NaiveDate,
    pub summary: String,
    pub change: LedgerBalance,
    pub balance: LedgerBalance,
}

/// Where a card was from a day on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardStay {
    pub from: NaiveDate,
    /// Nothing while it is still there.
    pub until: Option<NaiveDate>,
    pub location: Option<String>,
    pub custodian: Option<String>,
    pub reason: Option<String>,
}

/// A repair of a card.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardRepair {
    pub id: Uuid,
    pub number: String,
    pub reported_on: NaiveDate,
    pub category: String,
    pub description: String,
    /// What was done.
    pub work_note: Option<String>,
    pub done_on: Option<NaiveDate>,
    pub open: bool,
}

/// E4, the depreciation schedule as of a day: what every card takes, has lost and is worth.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepreciationSchedule {
    pub head: LedgerHead,
    /// The last month that is over with the day: the one whose amount is shown.
    pub month: Month,
    /// In the order of the classes.
    pub items: Vec<ScheduleLine>,
    /// What all cards come to; with the first page only.
    pub total: Option<ScheduleSum>,
    pub next_cursor: Option<String>,
}

/// A card in the schedule.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScheduleLine {
    pub asset_id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub category_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
    /// Nothing for what takes no depreciation.
    pub life_months: Option<i64>,
    /// Of its life, as far as the books took them.
    pub months_taken: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub month_amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub net_value: Option<Money>,
    pub standing: ScheduleStanding,
    pub standing_text: String,
}

impl ScheduleLine {
    pub(crate) fn of(card: Scheduled, lang: kernel::Lang, values: bool) -> Self {
        let money = |fen| values.then(|| Money::stored(fen));
        Self {
            asset_id: card.asset_id,
            original_value: money(card.original_value),
            life_months: card.life_months,
            months_taken: card.months_taken,
            month_amount: money(card.month_amount),
            accumulated_depreciation: money(card.accumulated),
            net_value: money(card.net()),
            standing: card.standing,
            standing_text: card.standing.title().pick(lang).to_owned(),
            asset_no: card.asset_no,
            name: card.name,
            category_code: card.category_code,
        }
    }
}

/// What all cards of the schedule come to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScheduleSum {
    pub cards: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub month_amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub net_value: Option<Money>,
}

impl ScheduleSum {
    pub(crate) fn of(total: ScheduleTotal, values: bool) -> Self {
        let money = |fen| values.then(|| Money::stored(fen));
        Self {
            cards: total.cards,
            original_value: money(total.original_value),
            month_amount: money(total.month_amount),
            accumulated_depreciation: money(total.accumulated),
            net_value: money(total.original_value - total.accumulated),
        }
    }
}

/// Whether the ledgers say the same, each computed in its own way.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerTies {
    pub head: LedgerHead,
    pub ties: bool,
    pub ledgers: Vec<LedgerTie>,
}

/// A ledger and its sums.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerTie {
    pub key: TieKey,
    pub text: String,
    /// Nothing where the ledger does not know it.
    pub quantity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    /// Whether it says what the general ledger says.
    pub agrees: bool,
}

/// Which ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TieKey {
    General,
    DetailByClass,
    DetailByRoom,
    /// The cards themselves, as they are now: only for today.
    Cards,
    Depreciation,
}

/// Days of a ledger.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerDays {
    /// First day of the period; the first of January of the year of `as_of` when not said.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    pub from: Option<NaiveDate>,
    /// The day whose balances are wanted; today when not said.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    pub as_of: Option<NaiveDate>,
}

/// A part of the detail ledger.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DetailQuery {
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    pub from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    pub as_of: Option<NaiveDate>,
    /// A class; without one it is the ledger of a place.
    pub category_code: Option<String>,
    /// A place; without class and place it is the ledger of what has no place.
    pub place_id: Option<Uuid>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// A page of the depreciation schedule.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ScheduleQuery {
    /// First day of the period, as the other ledgers have one; the schedule is of the day alone.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    pub from: Option<NaiveDate>,
    /// The day whose schedule is wanted; today when not said.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    pub as_of: Option<NaiveDate>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
