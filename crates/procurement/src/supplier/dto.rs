//! Bodies and views of suppliers.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::model::{BankState, LicenceKind, LicenceState, Status, SupplierId};

/// Whom the school buys from.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "城南文具店")]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    pub contact: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 40), custom(one_line))]
    pub phone: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(one_line))]
    pub address: Option<String>,
    /// What it sells, in words.
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(one_line))]
    #[schema(example = "办公用品、清洁用品")]
    pub sells: Option<String>,
    /// That it is a fixed supplier with a price list.
    #[serde(default)]
    #[garde(dive)]
    pub price_list: Option<PriceListBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierPriceListBody)]
pub struct PriceListBody {
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub valid_from: NaiveDate,
    /// For good when left out.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub valid_until: Option<NaiveDate>,
}

/// Why a supplier is suspended, or not any more; why an account is refused.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierReason)]
pub struct ReasonBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "两次送货短斤少两")]
    pub reason: String,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierLicenceBody)]
pub struct LicenceBody {
    #[garde(skip)]
    pub kind: LicenceKind,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub number: String,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub issued_on: Option<NaiveDate>,
    /// For good when left out; licences for food and insurances always end.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub expires_on: Option<NaiveDate>,
    /// Its photo or scan.
    #[serde(default)]
    #[garde(skip)]
    pub upload_id: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierBankBody)]
pub struct BankBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    pub account_name: String,
    /// The bank and its branch.
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "农业银行城南支行")]
    pub bank: String,
    /// Digits, or letters and digits; spaces and hyphens are left out.
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub account_number: String,
}

/// A second person has compared it with the paper.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierLicenceVerification)]
pub struct Verification {}

/// A second person agrees.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierBankConfirmation)]
pub struct Confirmation {}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupplierRow {
    pub id: SupplierId,
    pub name: String,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub sells: Option<String>,
    pub status: Status,
    pub status_text: String,
    pub status_reason: Option<String>,
    pub price_list: Option<PriceListView>,
    pub licences: LicenceSummary,
    /// A bank account waits for a second person.
    pub bank_account_waits: bool,
    /// A licence waits for a second person.
    pub licence_waits: bool,
    pub version: i64,
}

/// How its licences stand, by the one that ends first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupplierLicenceSummary)]
pub struct LicenceSummary {
    pub state: LicenceState,
    pub expires_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupplierPriceList)]
pub struct PriceListView {
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    /// Whether it holds today.
    pub holds: bool,
}

/// One supplier, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupplierView {
    #[serde(flatten)]
    pub row: SupplierRow,
    pub address: Option<String>,
    /// Those in force first.
    pub all_licences: Vec<LicenceView>,
    /// Every account that was proposed, newest first.
    pub bank_accounts: Vec<BankView>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupplierLicenceView)]
pub struct LicenceView {
    pub id: Uuid,
    pub kind: LicenceKind,
    pub kind_text: String,
    pub number: String,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub state: LicenceState,
    /// Another one of its kind took its place.
    pub replaced_at: Option<DateTime<Utc>>,
    pub document: Option<AttachmentView>,
    pub added_by: PersonRef,
    pub added_at: DateTime<Utc>,
    /// It does not count before a second person has compared it with the paper.
    pub waits: bool,
    pub verified_by: Option<PersonRef>,
    pub verified_at: Option<DateTime<Utc>>,
    /// Whether the caller may say now that it is what the paper says.
    pub may_verify: bool,
    /// Why he may not.
    pub verify_refused: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupplierBankView)]
pub struct BankView {
    pub id: Uuid,
    /// Left out for whoever may not see bank accounts.
    pub account_name: Option<String>,
    /// Left out for whoever may not see bank accounts.
    pub bank: Option<String>,
    /// Only its end for whoever may not see bank accounts.
    pub account_number: String,
    pub state: BankState,
    pub state_text: String,
    /// Where the money goes now: the one that was confirmed last.
    pub in_force: bool,
    pub proposed_by: PersonRef,
    pub proposed_at: DateTime<Utc>,
    pub decided_by: Option<PersonRef>,
    pub decided_at: Option<DateTime<Utc>>,
    pub refusal: Option<String>,
    /// Whether the caller may confirm it now.
    pub may_confirm: bool,
    /// Why he may not.
    pub confirm_refused: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListSuppliers {
    /// A part of the name.
    pub q: Option<String>,
    #[param(inline)]
    pub status: Option<Status>,
    /// Those with a licence that has expired or will within the school's days of warning.
    pub expiring: Option<bool>,
    /// Those with a bank account that waits for a second person.
    pub bank_account_waits: Option<bool>,
    /// Those with a licence that waits for a second person.
    pub licence_waits: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// Longer side of a photo, in pixels; 1600 when left out. Documents have one size.
    #[param(inline)]
    pub size: Option<Size>,
}
