//! The numbers that purchases go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use approvals::Approver;
use campus::policy::{self, Policy, Values};
use chrono::NaiveDate;
use kernel::{Money, Problem, Result};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{limits::Limits, quote::rules::Rules, raises::Raise};

/// Days over which purchases of the same thing are counted together (D04).
pub const SPLIT_WINDOW_DAYS: Policy<u32> = Policy { key: "purchase.split_window_days", default: 30 };

/// School working days within which the approvals of an emergency purchase have to be complete.
pub const EMERGENCY_APPROVAL_DAYS: Policy<u32> = Policy { key: "purchase.emergency_approval_days", default: 3 };

/// How many quotes are compared, and from which price of a piece or of the whole on.
pub const QUOTES: Policy<u32> = Policy { key: "purchase.quotes", default: 3 };
pub const QUOTES_UNIT_PRICE_FROM: Policy<Money> = Policy { key: "purchase.quotes_unit_price_from", default: Money::stored(100_000) };
pub const QUOTES_TOTAL_FROM: Policy<Money> = Policy { key: "purchase.quotes_total_from", default: Money::stored(200_000) };

/// What is bought by the price list of a fixed supplier, or in the government's e-mall, needs no quotes of others.
pub const QUOTES_EXEMPT_PRICE_LISTS: Policy<bool> = Policy { key: "purchase.quotes_exempt_price_lists", default: true };
pub const QUOTES_EXEMPT_E_MALL: Policy<bool> = Policy { key: "purchase.quotes_exempt_e_mall", default: true };

/// Days before a supplier's licence expires from which on it is pointed at.
pub const LICENCE_WARNING_DAYS: Policy<u32> = Policy { key: "supplier.licence_warning_days", default: 60 };

/// From which price of a piece on a thing is a fixed asset, and whether large lots of like things are below it too.
pub const RECOGNITION_THRESHOLD: Policy<Money> = Policy { key: "asset.recognition_threshold", default: Money::stored(100_000) };
pub const BULK_HOMOGENEOUS: Policy<bool> = Policy { key: "asset.bulk_homogeneous", default: true };

/// How many cards a lot of like things has.
pub const LOT_CARDS: Policy<LotCards> = Policy { key: "asset.cards", default: LotCards::OneWithQuantity };

/// How many cards a school gives a lot of like things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotCards {
    OneWithQuantity,
    OneEach,
}

/// What is done about what goes beyond the budget.
pub const BUDGET_CONTROL: Policy<BudgetControl> = Policy { key: "budget.control", default: BudgetControl::Warn };

/// What a school does about what goes beyond the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetControl {
    #[default]
    Warn,
    Refuse,
    /// It does not go by budgets: nothing is said about them.
    Off,
}

impl BudgetControl {
    /// The same for a purchase: what cannot wait is warned of where others are refused.
    #[must_use]
    pub const fn unless(self, emergency: bool) -> Self {
        if emergency && matches!(self, Self::Refuse) { Self::Warn } else { self }
    }
}

/// What goes higher up whatever it costs.
const RAISES: &str = "purchase.raises";

/// Who approves how much; the words of one tier are `approvals::Approver`'s.
const TIERS: &str = "purchase.tiers";

/// From which amount the staff congress decides; a school may know none.
const MAJOR_AMOUNT: &str = "purchase.major_amount";

/// Whose signature comes last on a paper by which something is paid.
const LAST_SIGNER: &str = "purchase.last_signer";

/// From which amount on it is government procurement; a school may know none.
const GOV_PROCUREMENT_LIMIT: &str = "purchase.gov_procurement_limit";

/// From which amount two people buy; below it one form afterwards will do.
const TWO_BUYERS_FROM: &str = "purchase.two_buyers_from";

/// From which amount two people accept the goods.
const TWO_ACCEPTORS_FROM: &str = "purchase.two_acceptors_from";

/// From which amount on two people buy, on a day.
pub async fn two_buyers_from(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Money> {
    serde_json::from_value(policy::value(db, school, TWO_BUYERS_FROM, day).await?).map_err(Problem::internal)
}

/// From which amount on two people accept, on a day.
pub async fn two_acceptors_from(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Money> {
    serde_json::from_value(policy::value(db, school, TWO_ACCEPTORS_FROM, day).await?).map_err(Problem::internal)
}

/// All that follows from an amount by rules that hold together.
pub(crate) fn limits(values: &Values) -> Result<Limits> {
    Ok(Limits {
        tiers: read(values, TIERS)?,
        major_from: read(values, MAJOR_AMOUNT)?,
        gov_from: read(values, GOV_PROCUREMENT_LIMIT)?,
        two_buyers_from: read(values, TWO_BUYERS_FROM)?,
        two_acceptors_from: read(values, TWO_ACCEPTORS_FROM)?,
        quotes: quote_rules(values)?,
    })
}

/// When quotes are compared, by rules that hold together.
pub(crate) fn quote_rules(values: &Values) -> Result<Rules> {
    Ok(Rules {
        quotes: values.of(&QUOTES)?,
        unit_price_from: values.of(&QUOTES_UNIT_PRICE_FROM)?,
        total_from: values.of(&QUOTES_TOTAL_FROM)?,
        exempt_price_lists: values.of(&QUOTES_EXEMPT_PRICE_LISTS)?,
        exempt_e_mall: values.of(&QUOTES_EXEMPT_E_MALL)?,
    })
}

/// What goes higher up whatever it costs, by rules that hold together.
pub(crate) fn raises_of(values: &Values) -> Result<Vec<Raise>> {
    read(values, RAISES)
}

fn read<T: DeserializeOwned>(values: &Values, key: &str) -> Result<T> {
    serde_json::from_value(values.value(key)?).map_err(Problem::internal)
}

/// Whose signature comes last on a paper by which something is paid, on a day.
pub async fn last_signer(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Approver> {
    let value = policy::value(db, school, LAST_SIGNER, day).await?;
    value.as_str().and_then(Approver::of).ok_or_else(|| Problem::internal(format!("{value} signs nothing last")))
}

#[cfg(test)]
mod tests {
    use approvals::ladder::Tier;

    use super::*;
    use crate::request::Fund;

    #[test]
    fn the_pack_says_the_same() {
        let pack = campus::policy::pack().unwrap();
        let of = |key: &str| pack.iter().find(|entry| entry.key == key).unwrap();
        for number in [SPLIT_WINDOW_DAYS, EMERGENCY_APPROVAL_DAYS, QUOTES, LICENCE_WARNING_DAYS] {
            assert_eq!(of(number.key).default, number.default);
            assert!(of(number.key).in_use);
        }
        for amount in [QUOTES_UNIT_PRICE_FROM, QUOTES_TOTAL_FROM, RECOGNITION_THRESHOLD] {
            assert_eq!(of(amount.key).default, amount.default.to_string());
            assert!(of(amount.key).in_use);
        }
        for choice in [QUOTES_EXEMPT_PRICE_LISTS, QUOTES_EXEMPT_E_MALL, BULK_HOMOGENEOUS] {
            assert_eq!(of(choice.key).default, choice.default);
            assert!(of(choice.key).in_use);
        }
        let tiers: Vec<Tier> = serde_json::from_value(of(TIERS).default.clone()).unwrap();
        assert_eq!(tiers.len(), 4);
        assert!(serde_json::from_value::<Option<Money>>(of(MAJOR_AMOUNT).default.clone()).unwrap().is_some());
        for limit in [TWO_BUYERS_FROM, TWO_ACCEPTORS_FROM] {
            assert!(serde_json::from_value::<Money>(of(limit).default.clone()).is_ok());
        }
        let funds: Vec<(&str, &str, &str)> = of(RAISES).funds.iter().map(|one| (&*one.value, &*one.words.zh, &*one.words.en)).collect();
        let ours: Vec<_> = Fund::ALL.into_iter().map(|fund| (fund.key(), fund.title())).collect();
        assert_eq!(funds, ours.iter().map(|(key, title)| (*key, &*title.zh, &*title.en)).collect::<Vec<_>>());
        assert!(of(RAISES).options.iter().all(|one| approvals::Approver::of(&one.value).is_some()));
        assert!(of(GOV_PROCUREMENT_LIMIT).default.is_null(), "it is the region's: there is no default");
        assert!(
            [TIERS, RAISES, MAJOR_AMOUNT, TWO_BUYERS_FROM, TWO_ACCEPTORS_FROM, GOV_PROCUREMENT_LIMIT].into_iter().all(|key| of(key).in_use)
        );
    }

    #[test]
    fn every_choice_of_the_pack_is_known_here() {
        let pack = campus::policy::pack().unwrap();
        let of = |key: &str| pack.iter().find(|entry| entry.key == key).unwrap();
        let control = of(BUDGET_CONTROL.key);
        assert!(control.in_use && control.default == serde_json::to_value(BUDGET_CONTROL.default).unwrap());
        let known = |value: &str| serde_json::from_value::<BudgetControl>(value.into()).is_ok();
        assert!(control.options.len() == 3 && control.options.iter().all(|one| known(&one.value)));
        let cards = of(LOT_CARDS.key);
        assert!(cards.in_use && cards.default == serde_json::to_value(LOT_CARDS.default).unwrap());
        let fits = |value: &str| serde_json::from_value::<LotCards>(value.into()).is_ok();
        assert!(cards.options.len() == 2 && cards.options.iter().all(|one| fits(&one.value)));
        let last = of(LAST_SIGNER);
        assert!(last.in_use && last.default == "principal");
        assert!(last.options.iter().all(|one| Approver::of(&one.value).and_then(Approver::role).is_some()));
        // A budget is a fund in a calendar year, and nothing else is offered.
        let period = of("budget.period");
        assert!(period.in_use && period.options.iter().map(|one| &*one.value).eq(["calendar_year"]));
        // Neither is asked: an invoice that comes twice is refused, and what was bought hangs on the wall.
        for (key, only) in [("invoice.duplicates", "refuse"), ("publication.form", "printed_notice")] {
            let one = of(key);
            assert!(one.in_use && one.question.is_none() && one.options.iter().map(|one| &*one.value).eq([only]), "{key}");
        }
    }

    #[test]
    fn what_cannot_wait_is_only_warned_of() {
        use BudgetControl::{Off, Refuse, Warn};
        assert_eq!([Warn, Refuse, Off].map(|control| control.unless(false)), [Warn, Refuse, Off]);
        assert_eq!([Warn, Refuse, Off].map(|control| control.unless(true)), [Warn, Warn, Off]);
    }
}
