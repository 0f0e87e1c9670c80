//! Bodies and views of classes.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{location::LocationRef, person::PersonRef};

#[derive(Debug, Serialize, ToSchema)]
pub struct ClassView {
    pub id: Uuid,
    #[schema(example = "三（2）班")]
    pub name: String,
    #[schema(example = 3)]
    pub grade: i64,
    #[schema(example = 2)]
    pub number: i64,
    /// The year in which the school year of this grade begins.
    pub school_year: i64,
    /// Pupils; `null` when nobody has counted them.
    pub size: Option<i64>,
    pub room: Option<LocationRef>,
    pub class_teacher: Option<PersonRef>,
    /// False once the class has left the school.
    pub active: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListClasses {
    /// Only those that have left, or only those that are here; here when left out.
    pub active: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddClass {
    /// Grade in the current school year.
    #[garde(range(min = 1, max = 12))]
    #[schema(example = 3)]
    pub grade: i64,
    #[garde(range(min = 1, max = 99))]
    #[schema(example = 2)]
    pub number: i64,
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

/// What is left out stays; `null` clears.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeClass {
    #[serde(default, deserialize_with = "kernel::extract::given")]
    #[garde(range(min = 1, max = 12))]
    #[schema(nullable = false)]
    pub grade: Option<i64>,
    #[serde(default, deserialize_with = "kernel::extract::given")]
    #[garde(range(min = 1, max = 99))]
    #[schema(nullable = false)]
    pub number: Option<i64>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(custom(countable))]
    #[schema(value_type = Option<i64>)]
    pub size: Option<Option<i64>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub room_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub class_teacher_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::given")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub active: Option<bool>,
}

#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "garde hands field and context over by reference")]
fn countable(value: &Option<Option<i64>>, (): &()) -> garde::Result {
    match value.unwrap_or_default() {
        Some(size) if size < 0 => Err(garde::Error::new("lower than 0")),
        Some(size) if size > 999 => Err(garde::Error::new("greater than 999")),
        _ => Ok(()),
    }
}
