//! Bodies and views of set-up.

use campus::school::Kind;
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A school of the district that asks.
#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSchool {
    #[garde(dive)]
    pub school: NewSchoolBody,
    #[garde(dive)]
    pub administrator: SetupPerson,
    /// Confirms grants with weight in that school. Somebody else than the administrator.
    #[garde(dive)]
    pub second_key_holder: SetupPerson,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSchoolBody {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "青禾小学")]
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SetupState {
    /// Whether this installation still waits for its school.
    pub needed: bool,
    /// What people call the OpenID Connect provider by which they may sign in; `null` where there is none.
    pub openid: Option<String>,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupBody {
    #[garde(length(chars, min = 1, max = 200))]
    pub token: String,
    #[garde(dive)]
    pub school: SetupSchool,
    #[garde(dive)]
    pub administrator: SetupPerson,
    /// Confirms grants with weight; usually the principal. Somebody else than the administrator.
    #[garde(dive)]
    pub second_key_holder: SetupPerson,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SetupKind {
    #[default]
    School,
    District,
}

impl From<SetupKind> for Kind {
    fn from(kind: SetupKind) -> Self {
        match kind {
            SetupKind::School => Self::School,
            SetupKind::District => Self::District,
        }
    }
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupSchool {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "青禾小学")]
    pub name: String,
    /// One school, or a district whose administrator adds the schools.
    #[serde(default)]
    #[garde(skip)]
    pub kind: SetupKind,
    #[serde(default = "shanghai")]
    #[garde(length(max = 60), custom(known_zone))]
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// The address that phones reach, for door signs. Without it signs carry no QR code.
    #[serde(default)]
    #[garde(length(max = 200), custom(web_address))]
    #[schema(example = "http://192.168.1.20:8080")]
    pub public_url: Option<String>,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupPerson {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "林老师")]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 30), custom(one_line))]
    pub staff_no: Option<String>,
    #[garde(length(chars, min = 8, max = 256))]
    pub password: String,
    /// Also an ordinary member of staff, who reports faults like everybody.
    #[serde(default)]
    #[garde(skip)]
    pub also_teacher: bool,
}

fn shanghai() -> String {
    "Asia/Shanghai".into()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands its context over by reference")]
fn known_zone(value: &str, (): &()) -> garde::Result {
    value.parse::<campus::school_days::Zone>().map(|_| ()).map_err(|_| garde::Error::new("unknown time zone"))
}

#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "garde hands field and context over by reference")]
fn web_address(value: &Option<String>, (): &()) -> garde::Result {
    if value.as_deref().is_none_or(campus::school::address::is_web_address) {
        Ok(())
    } else {
        Err(garde::Error::new("must be an address such as http://192.168.1.20:8080"))
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SetupDone {
    pub school: SchoolRef,
    /// The code to be sealed for an auditor, told here only; `null` for a district, which keeps no ledgers.
    #[schema(example = "7K3M9QXT2WBC4N8P")]
    pub auditor_code: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SchoolRef {
    pub id: Uuid,
    pub name: String,
}
