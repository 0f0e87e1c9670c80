//! An exception: which rule, why, who asked for it, who signs for it.

use chrono::{DateTime, Utc};
use kernel::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A rule of separated duties (domain.md C4) that somebody may want to have excepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = SeparationRule)]
pub enum Rule {
    /// Others accept than those who buy, two of them, one for those who will use it.
    #[serde(rename = "SD2")]
    Sd2,
    /// Two people buy.
    #[serde(rename = "SD4")]
    Sd4,
    /// Who approved, bought or accepted it does not enter it into the accounts.
    #[serde(rename = "SD8")]
    Sd8,
    /// Who assesses a damage does not take the money.
    #[serde(rename = "SD10")]
    Sd10,
    /// Whoever runs the system decides nothing.
    #[serde(rename = "SD17")]
    Sd17,
}

impl Rule {
    pub const ALL: [Self; 5] = [Self::Sd2, Self::Sd4, Self::Sd8, Self::Sd10, Self::Sd17];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Sd2 => "SD2",
            Self::Sd4 => "SD4",
            Self::Sd8 => "SD8",
            Self::Sd10 => "SD10",
            Self::Sd17 => "SD17",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }

    /// Whatever the reason.
    pub const fn is_never_excepted(self) -> bool {
        matches!(self, Self::Sd8 | Self::Sd10 | Self::Sd17)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Sd2 => Text::fixed("采购与验收分开", "Others accept than those who buy"),
            Self::Sd4 => Text::fixed("双人采购", "Two people buy"),
            Self::Sd8 => Text::fixed("记账与审批、经办、保管分开", "The books are kept apart"),
            Self::Sd10 => Text::fixed("核价与收款分开", "Who assesses does not take the money"),
            Self::Sd17 => Text::fixed("系统管理与业务审批分开", "Whoever runs the system decides nothing"),
        }
    }
}

/// A rule that is excepted for one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    pub id: Uuid,
    pub rule: Rule,
    pub reason: String,
    pub asked_by: Uuid,
    pub asked_at: DateTime<Utc>,
    pub cosigner_id: Uuid,
    /// Nothing until he signed himself.
    pub signed_at: Option<DateTime<Utc>>,
}

/// What of an exception goes into the audit trail, with its record.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    rule: &'static str,
    why: &'a str,
    cosigner_id: Uuid,
    signed_at: Option<DateTime<Utc>>,
}

impl Exception {
    pub fn recorded(&self) -> Recorded<'_> {
        Recorded { rule: self.rule.key(), why: &self.reason, cosigner_id: self.cosigner_id, signed_at: self.signed_at }
    }

    /// Nobody has signed for it yet.
    pub const fn is_open(&self) -> bool {
        self.signed_at.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_books_the_money_and_the_system_are_never_excepted() {
        let never: Vec<&str> = Rule::ALL.into_iter().filter(|rule| rule.is_never_excepted()).map(Rule::key).collect();
        assert_eq!(never, ["SD8", "SD10", "SD17"]);
        assert!(Rule::ALL.into_iter().all(|rule| Rule::of(rule.key()) == Some(rule)));
    }
}
