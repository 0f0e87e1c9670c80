//! Queries and rows of the list.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, calendar::in_calendar};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What kind of exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ControlExceptionKind)]
pub enum Kind {
    /// A rule of separated duties, co-signed.
    SodException,
    /// Bought before it was approved.
    EmergencyPurchase,
    /// One purchase in several requests, or on several petty forms, by which a limit was got round.
    SplitOrder,
    /// Several orders of one supplier for requests under other names, which together pass a limit that none of them reached.
    OneSupplier,
    /// Accepted in a month that is over, and in no accounts.
    UnpostedReceipt,
    /// A petty purchase that was approved in a month that is over, and is in no accounts.
    UnpostedPetty,
    /// Ordered or accepted of a supplier whose licence was over that day.
    ExpiredLicence,
    /// Quotes that were settled and opened again.
    ReopenedSheet,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListExceptions {
    /// First day; that of the year of the last one when left out. A year at most.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    /// Last day; today when left out.
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
    #[param(inline)]
    pub kind: Option<Kind>,
}

/// E16 as a file.
#[derive(Debug, Clone, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ControlExceptionExport)]
pub struct ExceptionExport {
    #[serde(default)]
    #[garde(dive)]
    pub filter: ExceptionFilter,
}

/// Which exceptions: the filters of the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ControlExceptionFilter)]
pub struct ExceptionFilter {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub to: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub kind: Option<Kind>,
}

/// What did not go by the rules, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ControlExceptions {
    pub school_name: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub items: Vec<ControlException>,
    /// There are more than are shown: choose fewer days, or one kind.
    pub cut: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ControlException {
    pub kind: Kind,
    pub kind_title: String,
    pub at: DateTime<Utc>,
    /// `purchase_request`, `petty_purchase`, `purchase_order` or `goods_receipt`.
    pub record_kind: String,
    pub record_id: Uuid,
    #[schema(example = "DG20261127-0001")]
    pub record_number: String,
    /// Who did it or asked for it.
    pub who: PersonRef,
    /// Who co-signed.
    pub cosigner: Option<PersonRef>,
    /// What it is and how it stands, in a sentence.
    pub text: String,
    pub reason: Option<String>,
    /// It is overdue, or was refused afterwards.
    pub serious: bool,
    /// For those who may see what things cost.
    pub amount: Option<Money>,
}
