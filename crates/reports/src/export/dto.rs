//! Bodies and views of exported ledgers.

use std::collections::BTreeMap;

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Text, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::ledger::dto::LedgerBasis;

/// Which ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// E2, by class.
    General,
    /// E1, the entries of each class.
    DetailByClass,
    /// E1, the entries of each place.
    DetailByRoom,
    /// A line for each card.
    Cards,
    /// E4, the schedule of the day.
    Depreciation,
}

impl LedgerKind {
    pub const ALL: [Self; 5] = [Self::General, Self::DetailByClass, Self::DetailByRoom, Self::Cards, Self::Depreciation];

    pub const fn key(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::DetailByClass => "detail_by_class",
            Self::DetailByRoom => "detail_by_room",
            Self::Cards => "cards",
            Self::Depreciation => "depreciation",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::General => Text::fixed("固定资产总账", "General ledger"),
            Self::DetailByClass => Text::fixed("固定资产分类明细账", "Detail ledger by class"),
            Self::DetailByRoom => Text::fixed("固定资产分室明细账", "Detail ledger by room"),
            Self::Cards => Text::fixed("固定资产卡片清册", "List of asset cards"),
            Self::Depreciation => Text::fixed("资产折旧表", "Depreciation schedule"),
        }
    }
}

/// What to export.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerExportBody {
    #[garde(skip)]
    pub ledger: LedgerKind,
    /// First day of the period; the first of January of the year of `as_of` when not said.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
    /// The day of the balances; today when not said.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub as_of: Option<NaiveDate>,
    /// Only this class, of the detail ledger by class.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    pub category_code: Option<String>,
    /// Only this place, of the detail ledger by room.
    #[serde(default)]
    #[garde(skip)]
    pub place_id: Option<Uuid>,
}

/// What an archive holds: its manifest, also inside of it as `manifest.json`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LedgerManifest {
    pub school: String,
    pub ledger: LedgerKind,
    pub title: String,
    pub from: NaiveDate,
    pub as_of: NaiveDate,
    pub basis: LedgerBasis,
    pub basis_text: String,
    pub go_live: Option<NaiveDate>,
    pub category_code: Option<String>,
    pub place_id: Option<Uuid>,
    pub exported_by: String,
    pub exported_at: DateTime<Utc>,
    pub columns: Vec<LedgerColumn>,
    /// Lines below the heads.
    pub rows: i64,
    /// Sums of columns by their keys, as decimal numbers.
    pub sums: BTreeMap<String, String>,
    pub files: Vec<LedgerFile>,
}

/// A column of the data.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LedgerColumn {
    pub key: String,
    pub head: String,
}

/// A file in an archive.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LedgerFile {
    pub name: String,
    pub bytes: i64,
    pub sha256: String,
}

/// An export of a ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerExportView {
    pub id: Uuid,
    pub ledger: LedgerKind,
    pub title: String,
    pub from: NaiveDate,
    pub as_of: NaiveDate,
    pub basis: LedgerBasis,
    pub basis_text: String,
    pub file_name: String,
    pub file_bytes: i64,
    /// SHA-256 of the archive.
    pub file_sha256: String,
    /// SHA-256 of the data as CSV (UTF-8 with BOM, CRLF).
    pub data_sha256: String,
    pub rows: i64,
    /// Left out for those who may not see the amounts that are in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub manifest: Option<LedgerManifest>,
    pub exported_by: Option<PersonRef>,
    pub exported_at: DateTime<Utc>,
    /// Until then its maker can fetch the archive.
    pub available_until: DateTime<Utc>,
    pub available: bool,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLedgerExports {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
