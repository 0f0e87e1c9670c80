//! Bodies and views of the yearly wizard.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{location::LocationRef, person::PersonRef};

/// What becomes of the rooms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomRule {
    /// Classes stay where they are; new ones get the rooms of those that leave.
    #[default]
    Keep,
    /// Each class takes the room of the class that had its grade and number before.
    ByGrade,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShowProposal {
    /// Classes of this grade and above leave; the highest grade when left out.
    pub leaving_grade: Option<i64>,
    /// Classes of the new lowest grade; as many as now when left out.
    pub new_classes: Option<i64>,
    #[param(inline)]
    pub rooms: Option<RoomRule>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdvanceProposal {
    pub from_year: i64,
    pub to_year: i64,
    pub lowest_grade: i64,
    pub leaving_grade: i64,
    /// Of the classes as they are now; sent back with the act, which refuses when something has changed meanwhile.
    pub state: String,
    pub classes: Vec<ProposedClass>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedClass {
    /// `null` for a new class.
    pub class_id: Option<Uuid>,
    #[schema(example = "三（2）班")]
    pub name_before: Option<String>,
    /// `null` for a class that leaves.
    #[schema(example = "四（2）班")]
    pub name_after: Option<String>,
    pub number: i64,
    pub size: Option<i64>,
    pub room: Option<LocationRef>,
    pub class_teacher: Option<PersonRef>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdvanceClasses {
    /// The year in which the new school year begins: one after that of the classes.
    #[garde(range(min = 2000, max = 2100))]
    pub to_year: i64,
    #[garde(range(min = 1, max = 12))]
    pub leaving_grade: i64,
    #[garde(length(max = 64))]
    pub state: String,
    /// Every class that stays, and the new ones.
    #[garde(length(min = 1, max = 200), dive)]
    pub classes: Vec<AdvancedClass>,
    /// Shows every change and writes nothing.
    #[serde(default)]
    #[garde(skip)]
    pub dry_run: bool,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdvancedClass {
    /// Left out for a new class.
    #[serde(default)]
    #[garde(skip)]
    pub class_id: Option<Uuid>,
    /// Of a new class; others keep theirs.
    #[serde(default)]
    #[garde(range(min = 1, max = 99))]
    pub number: Option<i64>,
    #[serde(default)]
    #[garde(range(min = 0, max = 999))]
    pub size: Option<i64>,
    #[serde(default)]
    #[garde(skip)]
    pub room_id: Option<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub class_teacher_id: Option<Uuid>,
}

/// What happened, or would happen, to each class.
#[derive(Debug, Serialize, ToSchema)]
pub struct Advanced {
    /// `null` on a dry run.
    pub advance: Option<AdvanceView>,
    pub changes: Vec<ClassStep>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ClassStep {
    pub name_before: Option<String>,
    pub name_after: Option<String>,
    pub room_before: Option<String>,
    pub room_after: Option<String>,
    pub class_teacher_before: Option<String>,
    pub class_teacher_after: Option<String>,
    pub size_after: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdvanceView {
    pub id: Uuid,
    pub to_year: i64,
    pub classes: usize,
    pub done_by: Option<PersonRef>,
    pub done_at: DateTime<Utc>,
    pub undone_at: Option<DateTime<Utc>>,
    /// Nothing has changed since: it can be taken back.
    pub undoable: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAdvances {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
