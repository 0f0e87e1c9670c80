//! The aggregate: a month and what it came to.

use chrono::{DateTime, Utc};
use kernel::{Text, typed_id};
use serde::Serialize;
use uuid::Uuid;

use super::{
    compute::{Input, Sums},
    month::Month,
    phase::Phase,
    plan::Start,
};

typed_id! {
    /// A month's depreciation.
    DepreciationRunId
}

/// What the audit trail calls a run.
pub const KIND: &str = "depreciation_run";

/// Whose figure goes into the books by a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepreciationBasis)]
pub enum Basis {
    /// The school's own.
    Own,
    /// The asset system's; the school's own is a check.
    Imported,
}

impl Basis {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Imported => "imported",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Own, Self::Imported].into_iter().find(|basis| basis.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Own => Text::fixed("本校自算入账", "Own figures in the books"),
            Self::Imported => Text::fixed("导入数入账，自算核对", "Imported figures in the books, own ones as a check"),
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Run {
    pub school_id: Uuid,
    pub id: DepreciationRunId,
    pub month: Month,
    pub basis: Basis,
    pub start: Start,
    pub phase: Phase,
    pub sums: Sums,
    pub inputs_sha256: Vec<u8>,
    pub computed_at: DateTime<Utc>,
    pub computed_by: Option<Uuid>,
    pub closed_at: Option<DateTime<Utc>>,
    pub closed_by: Option<Uuid>,
    pub voucher_no: Option<String>,
    pub discarded_at: Option<DateTime<Utc>>,
    pub version: i64,
}

/// What of a run goes into the audit trail. No amounts: not everybody who reads the trail may see those.
#[derive(Debug, Serialize)]
pub(super) struct Recorded<'a> {
    state: &'static str,
    period: Month,
    basis: &'static str,
    cards: i64,
    differences: i64,
    inputs_sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    voucher_no: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Run {
    pub(super) fn label(&self) -> String {
        self.month.to_string()
    }

    pub(super) fn recorded(&self) -> Recorded<'_> {
        Recorded {
            state: self.phase.state().key(),
            period: self.month,
            basis: self.basis.key(),
            cards: self.sums.cards,
            differences: self.sums.differences,
            inputs_sha256: hex::encode(&self.inputs_sha256),
            voucher_no: self.voucher_no.as_deref(),
            note: match &self.phase {
                Phase::Discarded { reason } => Some(reason),
                Phase::Draft | Phase::Closed => None,
            },
        }
    }

    pub(super) const fn input(&self, last_run: Option<Uuid>) -> Input {
        Input { month: self.month, basis: self.basis, start: self.start, last_run }
    }
}
