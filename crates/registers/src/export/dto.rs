//! Bodies and views of exports.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::asset::dto::ListAssets;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Csv,
    Xlsx,
}

impl ExportFormat {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx].into_iter().find(|format| format.key() == key)
    }

    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What to export.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportBody {
    #[garde(skip)]
    pub format: ExportFormat,
    /// The filters of the list. An export is whole and in the order of asset numbers: `sort`, `limit` and `cursor` are refused.
    #[serde(default)]
    #[garde(skip)]
    pub filter: Option<ListAssets>,
    /// Keys of fields, in the order wanted; without it the usual ones that the caller may see.
    #[serde(default)]
    #[garde(length(max = 100), inner(inner(length(chars, min = 1, max = 60))))]
    pub columns: Option<Vec<String>>,
}

/// A column of an export.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExportColumn {
    pub key: String,
    pub head: String,
}

/// A field that an export can show to the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportFieldView {
    pub key: String,
    pub head: String,
    /// Shown when no columns are named.
    pub usual: bool,
}

/// What an export holds: its manifest.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportView {
    pub id: Uuid,
    pub school: String,
    pub format: ExportFormat,
    pub file_name: String,
    pub file_bytes: i64,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// SHA-256 of the data as CSV (UTF-8 with BOM, CRLF), whatever the format: the same state and request give the same.
    pub data_sha256: String,
    /// The filters, as they were asked for.
    #[schema(value_type = ListAssets)]
    pub filter: serde_json::Value,
    pub columns: Vec<ExportColumn>,
    /// Cards.
    pub rows: i64,
    /// Pieces and measured units together.
    pub quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    pub exported_by: Option<PersonRef>,
    /// The moment whose state it is.
    pub exported_at: DateTime<Utc>,
    /// Until then its maker can fetch the file.
    pub available_until: DateTime<Utc>,
    /// Whether the caller can fetch the file now.
    pub available: bool,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListExports {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
