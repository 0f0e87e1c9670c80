//! The numbers that canteens go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use campus::policy::Policy;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Grams of a food sample, at least (Order 45 of the ministry of education, art. 40).
pub const SAMPLE_MIN_GRAMS: Policy<i64> = Policy { key: "canteen.sample_min_grams", default: 125 };

/// Hours that a food sample stays in its fridge, at least (Order 45 of the ministry of education, art. 40).
pub const SAMPLE_KEEP_HOURS: Policy<i64> = Policy { key: "canteen.sample_keep_hours", default: 48 };

/// Diners from which a canteen has a director of food safety (domain.md B10).
pub const DIRECTOR_FROM_DINERS: Policy<i64> = Policy { key: "canteen.director_from_diners", default: 500 };

/// Months for which a health certificate holds, at most (Food Safety Law, art. 45).
pub const CERTIFICATE_MONTHS: Policy<u32> = Policy { key: "canteen.health_certificate_months", default: 12 };

/// Days before a certificate ends on which is reminded of it (domain.md S72).
pub const CERTIFICATE_NOTICE_DAYS: Policy<[i64; 3]> = Policy { key: "canteen.certificate_notice_days", default: [60, 30, 7] };

/// Months of a canteen's contract, at most (domain.md B10, P83).
pub const CONTRACT_MONTHS: Policy<u32> = Policy { key: "canteen.contract_months", default: 24 };

/// Minutes after which what is written down counts as late.
pub const LATE_AFTER_MINUTES: Policy<i64> = Policy { key: "canteen.late_after_minutes", default: 120 };

// What the law says is a floor (its own number is the default). What a school had set before that was refused counts as the floor.

pub(crate) async fn sample_min_grams(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<i64> {
    Ok(SAMPLE_MIN_GRAMS.on(db, school, day).await?.max(SAMPLE_MIN_GRAMS.default))
}

pub(crate) async fn sample_keep_hours(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<i64> {
    Ok(SAMPLE_KEEP_HOURS.on(db, school, day).await?.max(SAMPLE_KEEP_HOURS.default))
}

pub(crate) async fn certificate_months(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<u32> {
    Ok(CERTIFICATE_MONTHS.on(db, school, day).await?.min(CERTIFICATE_MONTHS.default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let packed = |key: &str| campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == key).unwrap();
        assert_eq!(packed(SAMPLE_MIN_GRAMS.key).default, SAMPLE_MIN_GRAMS.default);
        assert_eq!(packed(SAMPLE_KEEP_HOURS.key).default, SAMPLE_KEEP_HOURS.default);
        assert_eq!(packed(DIRECTOR_FROM_DINERS.key).default, DIRECTOR_FROM_DINERS.default);
        assert_eq!(packed(CERTIFICATE_MONTHS.key).default, CERTIFICATE_MONTHS.default);
        assert_eq!(packed(CERTIFICATE_NOTICE_DAYS.key).default, serde_json::json!(CERTIFICATE_NOTICE_DAYS.default));
        assert_eq!(packed(CONTRACT_MONTHS.key).default, CONTRACT_MONTHS.default);
        assert_eq!(packed(LATE_AFTER_MINUTES.key).default, LATE_AFTER_MINUTES.default);
        // The floors that the law sets are those of the pack too.
        assert_eq!(packed(SAMPLE_MIN_GRAMS.key).min, Some(SAMPLE_MIN_GRAMS.default));
        assert_eq!(packed(SAMPLE_KEEP_HOURS.key).min, Some(SAMPLE_KEEP_HOURS.default));
        assert_eq!(packed(CERTIFICATE_MONTHS.key).max, Some(i64::from(CERTIFICATE_MONTHS.default)));
        let keys = [
            SAMPLE_MIN_GRAMS.key,
            SAMPLE_KEEP_HOURS.key,
            DIRECTOR_FROM_DINERS.key,
            CERTIFICATE_MONTHS.key,
            CERTIFICATE_NOTICE_DAYS.key,
            CONTRACT_MONTHS.key,
            LATE_AFTER_MINUTES.key,
        ];
        assert!(keys.into_iter().all(|key| packed(key).in_use));
    }
}
