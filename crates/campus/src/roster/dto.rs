//! Bodies and views of rosters.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterFile {
    /// A document that the caller has uploaded: `.xlsx`, `.xls` or CSV.
    #[garde(skip)]
    pub upload_id: Uuid,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeRoster {
    #[garde(skip)]
    pub upload_id: Uuid,
    /// A role for everybody who is added; only one that needs no second key.
    #[serde(default)]
    #[garde(length(max = 40))]
    #[schema(example = "staff")]
    pub role: Option<String>,
    /// Leave out the rows that are refused; otherwise a refused row stops everything.
    #[serde(default)]
    #[garde(skip)]
    pub leave_out_refused: bool,
}

/// How a list was understood, and what would become of each of its rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterPlan {
    pub sheet: String,
    pub columns: Vec<RosterColumn>,
    /// Heads of columns that were dropped unread.
    pub dropped: Vec<String>,
    /// Other sheets that hold something; they are not read.
    pub other_sheets: Vec<String>,
    pub new: usize,
    pub known: usize,
    pub refused: usize,
    /// Departments that would be made.
    pub new_departments: Vec<String>,
    pub rows: Vec<RosterRow>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RosterColumn {
    pub head: String,
    /// `name`, `staff_no`, `phone` or `department`.
    pub field: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RosterRow {
    /// Counted from 1 in the sheet.
    pub row: u32,
    pub name: String,
    pub staff_no: Option<String>,
    pub phone: Option<String>,
    pub department: Option<String>,
    /// `new`, `known` or `refused`.
    #[schema(example = "new")]
    pub fate: String,
    /// Somebody else bears the same name; without a staff number the sign-in name gets a digit.
    pub namesake: bool,
    pub problem: Option<RosterProblem>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RosterProblem {
    pub code: String,
    pub detail: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RosterTaken {
    pub added: usize,
    pub known: usize,
    /// Refused rows that were left out.
    pub left_out: usize,
}
