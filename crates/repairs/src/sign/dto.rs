//! Bodies and views of the public pages. They name the room and what is open in it, never a custodian, a value or a phone number.

use chrono::{DateTime, Utc};
use kernel::validate::{one_line, plain_text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::case::{
    Category,
    dto::{AllowedAction, CategoryView, Fault},
    phase::State,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct SignPage {
    pub school_name: String,
    pub room: SignRoom,
    /// The thing whose label was scanned; `null` at a door.
    pub asset: Option<SignAsset>,
    pub categories: Vec<CategoryView>,
    /// What is reported here already, oldest first.
    pub open_cases: Vec<SignCase>,
    /// The name of whoever is signed in on this phone; the report will be his.
    pub viewer_name: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignRoom {
    pub name: String,
    pub path: String,
}

/// A thing as everybody may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignAsset {
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignCase {
    pub number: String,
    pub category: Category,
    pub category_title: String,
    pub state: State,
    pub state_text: String,
    pub reported_at: DateTime<Utc>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignReport {
    #[garde(length(min = 1, max = 9), dive)]
    pub faults: Vec<Fault>,
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub text: Option<String>,
    /// Optional: nobody has to give a name.
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub reporter_name: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 30), custom(one_line))]
    pub phone: Option<String>,
    /// Photos of what is broken, uploaded at this sign.
    #[serde(default)]
    #[garde(length(max = 3))]
    #[schema(max_items = 3)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignReported {
    pub cases: Vec<SignReportedCase>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignReportedCase {
    pub number: String,
    pub category: Category,
    pub category_title: String,
    pub state_text: String,
    /// For following it without an account.
    pub follow_up_code: Option<String>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignJoin {
    /// Number of the open case of this room.
    #[garde(length(chars, min = 1, max = 40))]
    #[schema(example = "BX20260901-0007")]
    pub number: String,
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub text: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub reporter_name: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpPage {
    pub school_name: String,
    pub room: SignRoom,
    pub number: String,
    pub category_title: String,
    pub text: String,
    pub state: State,
    pub state_text: String,
    pub reported_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    /// When silence accepts.
    pub auto_close_at: Option<DateTime<Utc>>,
    pub version: i64,
    /// The photos that came with the report; nobody else's.
    pub photos: Vec<FollowUpPhoto>,
    pub timeline: Vec<FollowUpEntry>,
    pub allowed_actions: Vec<AllowedAction>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpPhoto {
    pub id: Uuid,
    pub width: Option<i64>,
    pub height: Option<i64>,
}

/// A line of the public timeline: acts without names of people.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpEntry {
    pub at: DateTime<Utc>,
    pub text: String,
}
