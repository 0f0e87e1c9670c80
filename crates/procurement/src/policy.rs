//! The numbers that purchases go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use approvals::ladder::Tier;
use campus::policy::{self, Policy};
use chrono::NaiveDate;
use kernel::{Money, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Days over which purchases of the same thing are counted together (D04).
pub const SPLIT_WINDOW_DAYS: Policy<u32> = Policy { key: "purchase.split_window_days", default: 30 };

/// Who approves how much; the words of one tier are `approvals::Approver`'s.
const TIERS: &str = "purchase.tiers";

/// From which amount the staff congress decides; a school may know none.
const MAJOR_AMOUNT: &str = "purchase.major_amount";

/// From which amount two people buy; below it one form afterwards will do.
const TWO_BUYERS_FROM: &str = "purchase.two_buyers_from";

/// From which amount on two people buy, on a day.
pub async fn two_buyers_from(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Money> {
    serde_json::from_value(policy::value(db, school, TWO_BUYERS_FROM, day).await?).map_err(Problem::internal)
}

/// The tiers that hold on a day.
pub async fn tiers(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Vec<Tier>> {
    serde_json::from_value(policy::value(db, school, TIERS, day).await?).map_err(Problem::internal)
}

/// The amount of a major purchase on a day.
pub async fn major_amount(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Option<Money>> {
    serde_json::from_value(policy::value(db, school, MAJOR_AMOUNT, day).await?).map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let pack = campus::policy::pack().unwrap();
        let of = |key: &str| pack.iter().find(|entry| entry.key == key).unwrap();
        assert_eq!(of(SPLIT_WINDOW_DAYS.key).default, SPLIT_WINDOW_DAYS.default);
        let tiers: Vec<Tier> = serde_json::from_value(of(TIERS).default.clone()).unwrap();
        assert_eq!(tiers.len(), 4);
        assert!(serde_json::from_value::<Option<Money>>(of(MAJOR_AMOUNT).default.clone()).unwrap().is_some());
        assert!(serde_json::from_value::<Money>(of(TWO_BUYERS_FROM).default.clone()).is_ok());
        assert!([SPLIT_WINDOW_DAYS.key, TIERS, MAJOR_AMOUNT, TWO_BUYERS_FROM].into_iter().all(|key| of(key).in_use));
    }
}
