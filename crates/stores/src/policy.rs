//! The numbers that stores go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use campus::policy::Policy;

/// The last day on which what happened in the month before is written down (D14).
pub const MONTH_CLOSES_ON: Policy<u32> = Policy { key: "stock.month_closes_on", default: 5 };

/// More sheets than this on one day are printed on an approval only (everyday.md scene 5).
pub const PRINT_RUN_ABOVE: Policy<i64> = Policy { key: "stock.print_run_above", default: 300 };

/// School days within which what was approved is collected (domain.md D4); at 0 it waits as long as it likes.
pub const COLLECT_WITHIN_DAYS: Policy<u32> = Policy { key: "stock.collect_within_days", default: 5 };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let packed = |key: &str| campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == key).unwrap();
        assert_eq!(packed(MONTH_CLOSES_ON.key).default, MONTH_CLOSES_ON.default);
        assert_eq!(packed(PRINT_RUN_ABOVE.key).default, PRINT_RUN_ABOVE.default);
        assert_eq!(packed(COLLECT_WITHIN_DAYS.key).default, COLLECT_WITHIN_DAYS.default);
        assert!([MONTH_CLOSES_ON.key, PRINT_RUN_ABOVE.key, COLLECT_WITHIN_DAYS.key].into_iter().all(|key| packed(key).in_use));
    }
}
