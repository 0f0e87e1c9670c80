//! Bodies and views of imports.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{
    Money,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    heads::Field,
    ledger::{Code, ImportOptions, SheetRole, SkipKind},
};

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    pub id: Uuid,
    pub file_name: String,
    pub file_sha256: String,
    /// `add` new cards, or `update` those that are there.
    pub mode: String,
    /// `keep`: a row is a card with its quantity; `explode`: a card for each piece.
    pub quantity_mode: String,
    pub source_rows: i64,
    /// Cards that were made.
    pub cards: i64,
    /// Cards that were changed.
    pub changed_cards: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
    pub imported_by: Option<PersonRef>,
    pub imported_at: DateTime<Utc>,
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: Option<PersonRef>,
    pub undo_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListImports {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
    /// Of this very file.
    #[param(min_length = 64, max_length = 64)]
    pub file_sha256: Option<String>,
}

/// A file that was uploaded, and what the user decides about it.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportFile {
    #[garde(skip)]
    pub upload_id: Uuid,
    #[serde(default)]
    #[garde(skip)]
    pub options: ImportOptions,
    /// A saved mapping; its decisions go before those of `options`.
    #[serde(default)]
    #[garde(skip)]
    pub mapping_id: Option<Uuid>,
}

/// Writes what a dry run showed.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitImport {
    #[garde(dive)]
    pub file: ImportFile,
    /// Import the good rows and leave out the refused ones; otherwise a refused row stops everything.
    #[serde(default)]
    #[garde(skip)]
    pub leave_out_refused: bool,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoImport {
    #[garde(length(chars, min = 1, max = 500), custom(plain_text))]
    #[schema(example = "导错了文件")]
    pub reason: String,
}

/// What an import would do. Nothing is written yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportPlanView {
    pub upload_id: Uuid,
    pub file_name: String,
    pub file_sha256: String,
    /// The decisions the plan was made by: to be sent back, changed or not.
    pub options: ImportOptions,
    /// The saved mapping that was used: the one asked for, or one made for the same heads.
    pub mapping: Option<MappingRef>,
    /// This very file was imported already.
    pub imported_before: bool,
    pub sheets: Vec<SheetView>,
    /// Rows that describe an asset, good or bad.
    pub rows: usize,
    pub accepted_rows: usize,
    pub refused_rows: usize,
    /// Cards when quantities are kept.
    pub cards_kept: u64,
    /// Cards when there is one for each piece.
    pub cards_exploded: u64,
    /// When cards are updated: how many would change.
    pub changed_cards: usize,
    /// When cards are updated: how many stay as they are.
    pub unchanged_cards: usize,
    pub original_value: Option<Money>,
    pub accumulated_depreciation: Option<Money>,
    pub rows_without_value: u32,
    /// Every refused row, at most 1 000; all of them are in the annotated copy.
    pub refused: Vec<RefusedRow>,
    pub skipped: Vec<SkippedRows>,
    /// The first cards as they would be.
    pub examples: Vec<ExampleCard>,
    /// When cards are updated: the first changes.
    pub changes: Vec<CardUpdate>,
    pub places: NamesView,
    pub people: NamesView,
    pub departments: NamesView,
    /// Names that several people bear: their cards get no custodian.
    pub shared_names: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MappingRef {
    pub id: Uuid,
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SheetView {
    pub index: u32,
    /// Empty for a text file.
    pub name: String,
    pub visible: bool,
    pub role: SheetRole,
    pub head_rows: Vec<u32>,
    pub columns: Vec<ColumnView>,
    /// The place of all rows that name none themselves.
    pub place: Option<String>,
    pub first_row: Option<u32>,
    pub last_row: Option<u32>,
    pub rows: u32,
    pub original_value: Option<Money>,
    /// What the sheet's own total row says.
    pub stated_value: Option<Money>,
    /// Whether the sheet's own total agrees with its rows.
    pub agrees: Option<bool>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ColumnView {
    pub head: String,
    /// `null`: kept with the card as it is.
    pub field: Option<Field>,
    pub field_text: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedRow {
    pub sheet: u32,
    pub row: u32,
    /// In a text file: the line on which the row begins.
    pub line: Option<u32>,
    pub problems: Vec<RowProblemView>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RowProblemView {
    pub code: Code,
    pub head: String,
    pub value: String,
    pub detail: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SkippedRows {
    pub kind: SkipKind,
    pub kind_text: String,
    pub count: u64,
    /// The first of them.
    pub rows: Vec<RowRef>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RowRef {
    pub sheet: u32,
    pub row: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ExampleCard {
    pub sheet: u32,
    pub row: u32,
    pub asset_no: Option<String>,
    pub name: String,
    pub category_code: String,
    pub quantity: String,
    pub original_value: Option<Money>,
    pub location: Option<String>,
    pub custodian: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardUpdate {
    pub row: u32,
    pub asset_no: String,
    pub fields: Vec<FieldChange>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldChange {
    pub field: Field,
    pub field_text: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NamesView {
    pub used: usize,
    pub new: usize,
    /// The first new names.
    pub new_names: Vec<String>,
}

/// How far an import is that is being done; `null` when none is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportProgress {
    /// `reading`, `checking` or `writing`.
    pub phase: &'static str,
    pub done: u64,
    /// `null` while the file is being read.
    pub total: Option<u64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressView {
    pub progress: Option<ImportProgress>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProgressOf {
    pub upload_id: Uuid,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AnnotatedOf {
    pub upload_id: Uuid,
    pub mapping_id: Option<Uuid>,
    /// The options as JSON, as the dry run had them.
    pub options: Option<String>,
}

/// Where the file and the register differ.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparisonView {
    pub rows: usize,
    pub refused_rows: usize,
    /// Cards found on both sides, by the official number or by the asset number.
    pub matched: usize,
    pub equal: usize,
    pub different: usize,
    pub only_in_file: usize,
    pub only_here: usize,
    pub differences: Vec<CardDifference>,
    pub missing_here: Vec<ComparedRow>,
    pub missing_there: Vec<ComparedCard>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CardDifference {
    pub row: u32,
    pub id: Uuid,
    pub asset_no: String,
    pub official_no: Option<String>,
    pub name: String,
    pub fields: Vec<FieldDifference>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FieldDifference {
    pub field: Field,
    pub field_text: String,
    pub here: Option<String>,
    pub there: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedRow {
    pub row: u32,
    pub number: Option<String>,
    pub name: String,
    pub quantity: String,
    pub original_value: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedCard {
    pub id: Uuid,
    pub asset_no: String,
    pub official_no: Option<String>,
    pub name: String,
    pub quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
}

/// Decisions about a kind of file under a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingView {
    pub id: Uuid,
    pub name: String,
    pub options: ImportOptions,
    /// The heads it was made for.
    pub heads: Vec<String>,
    pub updated_by: Option<PersonRef>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveMapping {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "财政资产系统导出")]
    pub name: String,
    /// The heads of the file, as the dry run showed them.
    #[garde(length(max = 500), inner(length(chars, max = 200)))]
    pub heads: Vec<String>,
    #[garde(skip)]
    pub options: ImportOptions,
}
