//! Bodies and views of templates.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::asset::dto::ListAssets;

/// A column of the form and what goes into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TemplateColumn {
    /// From 0.
    pub column: u32,
    /// As spreadsheets name it.
    #[schema(example = "B")]
    pub letter: String,
    /// As it stands in the form.
    pub head: String,
    /// The key of a field of exports, or `row_number`; `null` for a column that stays as it is.
    pub field: Option<String>,
}

/// A kept template.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateView {
    pub id: Uuid,
    pub name: String,
    pub file_name: String,
    /// The file was an `.xls`: its format cannot be kept, every filled workbook is a new `.xlsx` with its words and merged cells.
    pub saved_anew: bool,
    pub sheet: String,
    /// The last row of the heads, from 1.
    pub head_row: u32,
    /// The first row that data goes into.
    pub first_row: u32,
    pub columns: Vec<TemplateColumn>,
    pub created_by: Option<PersonRef>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// A row of the form as it stands there.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateLine {
    /// From 1.
    pub row: u32,
    pub cells: Vec<String>,
}

/// How a form is understood. Nothing is kept yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateProposal {
    pub file_name: String,
    pub saved_anew: bool,
    /// Names of all sheets.
    pub sheets: Vec<String>,
    pub sheet: String,
    pub head_row: u32,
    pub first_row: u32,
    pub columns: Vec<TemplateColumn>,
    /// The first rows of the sheet.
    pub lines: Vec<TemplateLine>,
}

/// A field for a column.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    #[garde(range(max = 255))]
    #[schema(maximum = 255)]
    pub column: u32,
    /// The key of a field of exports, or `row_number`.
    #[garde(length(chars, min = 1, max = 60))]
    #[schema(example = "asset_no")]
    pub field: String,
}

/// Where the data goes.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateForm {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "区教育局资产报表")]
    pub name: String,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub sheet: String,
    /// The last row of the heads, from 1.
    #[garde(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000)]
    pub head_row: u32,
    /// The first row that data goes into.
    #[garde(range(min = 2, max = 1100))]
    #[schema(minimum = 2, maximum = 1100)]
    pub first_row: u32,
    /// The columns that are filled; all others stay as they are.
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub columns: Vec<MappedColumn>,
}

/// A form to be kept.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTemplate {
    #[garde(skip)]
    pub upload_id: Uuid,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "区教育局资产报表")]
    pub name: String,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub sheet: String,
    /// The last row of the heads, from 1.
    #[garde(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000)]
    pub head_row: u32,
    /// The first row that data goes into.
    #[garde(range(min = 2, max = 1100))]
    #[schema(minimum = 2, maximum = 1100)]
    pub first_row: u32,
    /// The columns that are filled; all others stay as they are.
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub columns: Vec<MappedColumn>,
}

impl AddTemplate {
    pub(super) fn form(self) -> TemplateForm {
        let Self { upload_id: _, name, sheet, head_row, first_row, columns } = self;
        TemplateForm { name, sheet, head_row, first_row, columns }
    }
}

/// What to fill a template with.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FillTemplate {
    /// The filters of the list. A filled form is whole and in the order of asset numbers: `sort`, `limit` and `cursor` are refused.
    #[serde(default)]
    #[garde(skip)]
    pub filter: Option<ListAssets>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProposalOf {
    pub upload_id: Uuid,
    /// Another sheet than the one with the most heads.
    pub sheet: Option<String>,
    /// Another row of heads, from 1.
    pub head_row: Option<u32>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OtherProposal {
    pub sheet: Option<String>,
    pub head_row: Option<u32>,
}
