//! The rules that the register goes by. Their words and sources are in the policy pack (`crates/campus/src/policy/pack.json`).

use campus::policy::Policy;
use serde::{Deserialize, Serialize};

use crate::depreciation::plan::Start;

/// Whose depreciation counts in the books (domain.md B3).
pub const DEPRECIATION_SOURCE: Policy<DepreciationSource> =
    Policy { key: "asset.depreciation_source", default: DepreciationSource::ImportedOfficial };

/// In which month depreciation begins.
pub const DEPRECIATION_START: Policy<Start> = Policy { key: "asset.depreciation_start", default: Start::SameMonth };

/// Whose figures the books take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub enum DepreciationSource {
    /// Those of the asset system or of finance; the school's own are a check.
    #[default]
    #[serde(rename = "official")]
    ImportedOfficial,
    /// The school's own.
    #[serde(rename = "own")]
    OwnOfficial,
    /// The school does not depreciate.
    #[serde(rename = "none")]
    Off,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let packed = |key: &str| campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == key).unwrap();
        let source = packed(DEPRECIATION_SOURCE.key);
        assert!(source.in_use && source.default == serde_json::to_value(DEPRECIATION_SOURCE.default).unwrap());
        let known = |value: &str| serde_json::from_value::<DepreciationSource>(value.into()).is_ok();
        assert!(source.options.len() == 3 && source.options.iter().all(|one| known(&one.value)));
        let start = packed(DEPRECIATION_START.key);
        assert!(start.in_use && start.default == serde_json::to_value(DEPRECIATION_START.default).unwrap());
        assert!(start.options.len() == 2 && start.options.iter().all(|one| Start::of(&one.value).is_some()));
        // No residual (domain.md B3): nothing obeys it, and it is not said that something did.
        assert!(!packed("asset.residual_percent").in_use);
    }
}
