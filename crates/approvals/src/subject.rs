//! What is decided about: a feature's own record, which this crate does not know.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use chrono::NaiveDate;
use files::attachment::AttachmentView;
use kernel::{Lang, Money, Result, Text, Tx, audit::Event};
use sea_orm::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{approval::Approval, revision::Revised};

/// How the last decision left a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    Approved,
    Returned { reason: String },
    Rejected { reason: String },
}

/// A feature whose records are decided about.
#[async_trait]
pub trait Subject: Send + Sync {
    /// Its records in the audit trail, such as `purchase_request`.
    fn kind(&self) -> &'static str;

    /// Where one of its records is.
    fn link(&self, id: Uuid) -> String;

    /// What somebody has to read before he decides, on this day of the school's.
    async fn brief(&self, db: &kernel::Reader, approval: &Approval, today: NaiveDate, lang: Lang) -> Result<Brief>;

    /// Several of its records in a few words each, in one look-up: the rows of the inbox.
    async fn summaries(
        &self,
        _db: &kernel::Reader,
        _school: Uuid,
        _records: Vec<Uuid>,
        _today: NaiveDate,
        _lang: Lang,
    ) -> Result<HashMap<Uuid, Summary>> {
        Ok(HashMap::new())
    }

    /// What suppliers ask for it, what was paid and asked for the same before, and the papers that belong to it.
    async fn background(&self, _db: &kernel::Reader, _approval: &Approval, _lang: Lang) -> Result<Background> {
        Ok(Background::default())
    }

    /// Who had a part in it already and therefore decides nothing: whoever bought it before it was approved.
    async fn took_part(&self, _tx: &Tx, _approval: &Approval) -> Result<Vec<Uuid>> {
        Ok(Vec::new())
    }

    /// Whether the last signature may be given today: what the feature's own rules refuse is refused here, before anything is written.
    async fn may_be_approved(&self, _tx: &Tx, _approval: &Approval) -> Result<()> {
        Ok(())
    }

    /// Holds what several outcomes in one transaction will write beside these records and before the school's budgets: an outcome waits for
    /// nobody who waits for the budget that an earlier one has taken. Each in the order of its ids.
    async fn hold(&self, _tx: &Tx, _records: Vec<Uuid>) -> Result<()> {
        Ok(())
    }

    /// The outcome, in the transaction of the decision: the feature takes its step and adds its record to the event.
    async fn decided(&self, tx: &Tx, approval: &Approval, decided: Decided, event: Event) -> Result<Event>;
}

/// What somebody reads before he decides: why, what, and what to look out for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBrief)]
pub struct Brief {
    /// Where the whole record is.
    pub link: String,
    pub purpose: String,
    pub lines: Vec<BriefLine>,
    pub notes: Vec<BriefNote>,
    /// What the approver must not overlook.
    pub warnings: Vec<String>,
    /// That it was submitted before, and what is other now; nothing of what is here for the first time.
    pub revised: Option<Revised>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBriefLine)]
pub struct BriefLine {
    pub name: String,
    pub detail: String,
    pub quantity: String,
    pub amount: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBriefNote)]
pub struct BriefNote {
    pub label: String,
    pub text: String,
}

/// A record as a row of the inbox says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Why it is asked for.
    pub purpose: String,
    /// What is left of its money once it is approved.
    pub left: Option<Left>,
    pub marks: Vec<Mark>,
}

/// What is left of some money, less than nothing when it is overspent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApprovalLeft)]
pub struct Left {
    /// Which money: `公用经费`.
    pub of: String,
    pub amount: Money,
}

/// What a row shows that must not be overlooked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApprovalMark)]
pub struct Mark {
    #[schema(example = "split")]
    pub code: String,
    pub text: String,
}

impl Mark {
    pub fn new(code: &str, text: &Text, lang: Lang) -> Self {
        Self { code: code.to_owned(), text: text.pick(lang).to_owned() }
    }
}

/// What somebody may look up before he decides.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = ApprovalBackground)]
pub struct Background {
    /// What suppliers ask for the very things that are decided about; nothing where prices need not be compared and nobody was asked.
    pub quotes: Option<Quotes>,
    /// At what prices the same things were bought, of each the newest first.
    pub bought: Vec<Price>,
    /// What suppliers asked for them on other occasions, of each the newest first.
    pub quoted: Vec<Price>,
    /// Whatever is attached to the record itself.
    pub papers: Vec<AttachmentView>,
    /// Where their contents are, before `/{id}/content`; whoever opens them needs the right to see the record.
    #[schema(example = "/api/v1/petty-purchases/0193…/attachments")]
    pub papers_at: Option<String>,
}

/// The quotes for what is decided about, as they stand now. Whose is taken is settled after the approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApprovalQuotes)]
pub struct Quotes {
    /// How many are compared before it is bought.
    pub needed: u32,
    /// By which rule.
    pub why: String,
    /// Where they are, once somebody began to ask.
    pub link: Option<String>,
    /// In the order in which they were written down.
    pub said: Vec<QuotedBy>,
}

/// What one supplier asks for all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApprovalQuotedBy)]
pub struct QuotedBy {
    pub supplier: String,
    /// None where he lacks some of it: such a quote is compared with nothing.
    pub total: Option<Money>,
    /// Nobody asks for less.
    pub lowest: bool,
    /// More than is asked for: it could not be taken.
    pub beyond: bool,
    pub on: NaiveDate,
    /// By telephone, in the shop, as a screenshot.
    pub how: String,
    pub asked_by: String,
}

/// A price of a thing, from an earlier record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApprovalPrice)]
pub struct Price {
    pub name: String,
    pub unit: String,
    pub price: Money,
    pub on: NaiveDate,
    /// Of whom.
    pub of: String,
    /// The record that says so, and where it is.
    pub number: String,
    pub link: String,
}

/// All features that ask. Cheap to clone.
#[derive(Clone)]
pub struct Subjects(Arc<Vec<Arc<dyn Subject>>>);

impl std::fmt::Debug for Subjects {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|subject| subject.kind())).finish()
    }
}

impl Subjects {
    pub fn new(all: Vec<Arc<dyn Subject>>) -> Self {
        Self(Arc::new(all))
    }

    pub(crate) fn of(&self, approval: &Approval) -> Result<&dyn Subject> {
        let found = self.0.iter().find(|subject| subject.kind() == approval.subject.kind);
        found.map(AsRef::as_ref).ok_or_else(|| kernel::Problem::internal(format!("nobody knows what {} is", approval.subject.kind)))
    }
}

impl Subjects {
    /// Records in a few words, by one look-up for each kind that is among them.
    pub(crate) async fn summaries(
        &self,
        db: &kernel::Reader,
        school: Uuid,
        records: &[(&str, Uuid)],
        today: NaiveDate,
        lang: Lang,
    ) -> Result<HashMap<Uuid, Summary>> {
        let mut all = HashMap::new();
        for subject in self.0.iter() {
            let its: Vec<Uuid> = records.iter().filter(|(kind, _)| *kind == subject.kind()).map(|(_, id)| *id).collect();
            if !its.is_empty() {
                all.extend(subject.summaries(db, school, its, today, lang).await?);
            }
        }
        Ok(all)
    }

    /// Records that are about to be decided, held kind by kind.
    pub(crate) async fn hold(&self, tx: &Tx, approvals: &[&Approval]) -> Result<()> {
        for subject in self.0.iter() {
            let about = approvals.iter().map(|approval| &approval.subject);
            let its: Vec<Uuid> = about.filter(|about| about.kind == subject.kind()).map(|about| about.id).collect();
            if !its.is_empty() {
                subject.hold(tx, its).await?;
            }
        }
        Ok(())
    }
}

/// The record that an approval is about, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub kind: String,
    pub id: Uuid,
    pub number: String,
    pub title: String,
}
