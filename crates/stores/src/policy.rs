//! The numbers that stores go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use campus::policy::Policy;

/// The last day on which what happened in the month before is written down (D14).
pub const MONTH_CLOSES_ON: Policy<u32> = Policy { key: "stock.month_closes_on", default: 5 };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let packed = campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == MONTH_CLOSES_ON.key).unwrap();
        assert_eq!(packed.default, MONTH_CLOSES_ON.default);
        assert!(packed.in_use);
    }
}
