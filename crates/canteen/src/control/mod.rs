//! The control of a canteen (rules of 2025-04-15: daily control, weekly check, monthly meeting): its checks are rounds of `inspections`, which knows
//! no canteen; here is which plans are whose, and what they ask where a school begins.

mod checklists;
pub mod dto;
pub mod entity;
mod insiders;
pub(crate) mod repo;
mod routes;
pub mod service;
mod set_up;

pub use insiders::CanteenInsiders;
pub(crate) use routes::routes;
pub(crate) use set_up::hand_over;

use kernel::Text;
use serde::{Deserialize, Serialize};

/// A check of the canteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenCheckRhythm)]
pub enum Check {
    /// 日管控.
    Daily,
    /// 周排查.
    Weekly,
}

impl Check {
    pub const ALL: [Self; 2] = [Self::Daily, Self::Weekly];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Daily => Text::fixed("日管控", "Daily control"),
            Self::Weekly => Text::fixed("周排查", "Weekly check"),
        }
    }
}
