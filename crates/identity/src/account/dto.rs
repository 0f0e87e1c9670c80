//! Bodies about accounts.

use campus::person::PersonView;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// Handed to the person, who changes it.
    #[garde(length(chars, min = 8, max = 256))]
    pub password: String,
}

#[derive(Debug, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// The last day at the school: today when left out, and not later. Access ends now, whatever it is.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub left_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AccountOpened {
    pub person: PersonView,
    /// By what the person signs in: the staff number, or the name, with a digit where somebody else bears it.
    #[schema(example = "T0123")]
    pub sign_in_name: String,
}
