//! The numbers that repairs go by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use campus::policy::Policy;

/// Working days after which silence accepts a finished repair (design default; never for danger).
pub const AUTO_ACCEPT_DAYS: Policy<u32> = Policy { key: "repair.auto_accept_working_days", default: 3 };

/// Working days within which a closed repair may be reopened instead of reported anew (domain.md D1).
pub const REOPEN_DAYS: Policy<u32> = Policy { key: "repair.reopen_working_days", default: 2 };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        for policy in [AUTO_ACCEPT_DAYS, REOPEN_DAYS] {
            let packed = campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == policy.key).unwrap();
            assert_eq!(packed.default, policy.default, "{}", policy.key);
            assert!(packed.in_use, "{}", policy.key);
        }
    }
}
