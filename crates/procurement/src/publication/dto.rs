//! Bodies and views of notices.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::{Money, Quantity, calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::{Method, PublicationId},
    phase::{CommandKind, State},
};
use crate::request::Fund;

/// A notice to be hung up.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "2026年11月采购公示")]
    pub title: String,
    /// What was accepted from this day on,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub period_from: NaiveDate,
    /// to this day, is listed.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub period_to: NaiveDate,
    /// By when it has to hang on the board.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub due_on: NaiveDate,
    /// Whom to ring who has something to say about it.
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "0571-88880000（总务处）")]
    pub phone: String,
    /// Approved petty purchases are listed too.
    #[serde(default)]
    #[garde(skip)]
    pub with_petty: bool,
}

/// It hangs on the board.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicationPosting)]
pub struct PostingBody {
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub published_on: NaiveDate,
    /// The last day on the board.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub published_until: NaiveDate,
    /// Photos of the board with the notice on it.
    #[garde(length(max = 10))]
    #[schema(min_items = 1, max_items = 10)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicationCancellation)]
pub struct Cancellation {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "电话写错了")]
    pub reason: String,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicationRow)]
pub struct PublicationRow {
    pub id: PublicationId,
    #[schema(example = "GS20261127-0001")]
    pub number: String,
    pub title: String,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    pub due_on: NaiveDate,
    /// Petty purchases are listed too.
    pub with_petty: bool,
    pub published_on: Option<NaiveDate>,
    pub published_until: Option<NaiveDate>,
    /// It should hang there and does not, or was hung up late.
    pub overdue: bool,
    pub state: State,
    pub state_text: String,
    pub version: i64,
}

/// One notice, whole enough to be printed.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationView {
    #[serde(flatten)]
    pub row: PublicationRow,
    pub school_name: String,
    pub phone: String,
    /// As it will hang there, or as it did.
    pub rows: Vec<PublishedRow>,
    /// What meetings decided about the requests and petty purchases that it lists.
    pub meetings: Vec<PublishedMeeting>,
    pub total: Money,
    pub total_in_words: String,
    pub made_by: PersonRef,
    pub made_at: DateTime<Utc>,
    pub posted_by: Option<PersonRef>,
    pub posted_at: Option<DateTime<Utc>>,
    /// Photos of the board.
    pub attachments: Vec<AttachmentView>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    pub allowed_actions: Vec<AllowedStep>,
}

/// What a notice of these days would list, whoever makes one: the report E10.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationReport {
    pub school_name: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub with_petty: bool,
    pub rows: Vec<ReportRow>,
    pub total: Money,
    pub total_in_words: String,
}

/// One accepted thing, and when it hung on the board.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicationReportRow)]
pub struct ReportRow {
    #[serde(flatten)]
    pub row: PublishedRow,
    /// Since when it hangs in a notice that was posted, or hung until its days were over.
    pub published_on: Option<NaiveDate>,
    /// It should hang there by now and does not, or was hung up too late.
    pub overdue: bool,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// First day; that of the month of the last one when left out. A year at most.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    /// Last day; today when left out.
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
    /// With approved petty purchases.
    pub with_petty: Option<bool>,
}

/// E10 of any days as a file.
#[derive(Debug, Clone, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicationReportExport)]
pub struct ReportExport {
    #[serde(default)]
    #[garde(dive)]
    pub filter: ReportFilter,
}

/// Which days: the filters of the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicationReportFilter)]
pub struct ReportFilter {
    /// First day; that of the month of the last one when left out. A year at most.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
    /// Last day; today when left out.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub to: Option<NaiveDate>,
    /// With approved petty purchases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub with_petty: Option<bool>,
}

/// What should hang on the board by now: accepted in a month that is over, within the last year, and in no notice that was posted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicationOverdue)]
pub struct Overdue {
    /// Oldest first.
    pub months: Vec<OverdueMonth>,
    pub count: i64,
    pub amount: Money,
    /// Petty purchases count: the notice that was posted last lists them.
    pub with_petty: bool,
    /// There are more than are counted.
    pub cut: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicationOverdueMonth)]
pub struct OverdueMonth {
    #[schema(example = "2026-10")]
    pub month: String,
    /// First and last day: the period of the notice that is wanting.
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub receipts: i64,
    pub petty: i64,
    pub amount: Money,
}

/// One accepted thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedRow {
    pub department: Option<String>,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub amount: Money,
    pub method: Method,
    pub method_text: String,
    /// How many suppliers' prices were compared.
    pub quotes: i64,
    pub supplier: String,
    pub buyers: Vec<String>,
    pub acceptors: Vec<String>,
    pub fund: Fund,
    pub fund_title: String,
    pub request_number: String,
    pub approvers: Vec<String>,
    pub approved_on: Option<NaiveDate>,
    pub receipt_number: String,
    pub accepted_on: NaiveDate,
    /// Meetings that decided about it too, such as `校务会`.
    pub meetings: Vec<String>,
}

/// What a meeting decided about a request or a petty purchase.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedMeeting {
    pub request_number: String,
    /// Which meeting: `校务会`.
    pub title: String,
    pub held_on: NaiveDate,
    pub present: i64,
    pub votes_for: i64,
    pub votes_against: i64,
    pub votes_abstained: i64,
    /// What was resolved, where it was written down here.
    pub minutes: Option<String>,
    /// Who wrote it down.
    pub recorded_by: String,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicationAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPublications {
    #[param(inline)]
    pub state: Option<State>,
    /// Only what should hang on the board by now and does not.
    pub overdue: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PhotoQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    pub size: Option<Size>,
}
