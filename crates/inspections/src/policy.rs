//! The numbers that inspections go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use campus::policy::Policy;

/// Minutes after which what happened is a late entry when it is written down.
pub const LATE_ENTRY_MINUTES: Policy<i64> = Policy { key: "inspection.late_entry_minutes", default: 120 };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let packed = campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == LATE_ENTRY_MINUTES.key).unwrap();
        assert_eq!(packed.default, LATE_ENTRY_MINUTES.default);
        assert!(packed.in_use);
    }
}
