//! Photos that come with a step: they are attached in its transaction and stand in its event.

use files::{Attached, Attaching, AttachmentKind, attachment::attach_to_all};
use kernel::{Result, Tx, audit::Event};
use serde_json::json;
use uuid::Uuid;

use super::{dto::Purpose, of};
use crate::case::{Case, model::CaseId};

/// Photos that come with a report.
#[derive(Debug, Clone, Default)]
pub struct Photos {
    pub upload_ids: Vec<Uuid>,
    /// The sign's code, for whoever has no account.
    pub pass: Option<String>,
}

impl Photos {
    /// Attaches them to every case of the report: which of them shows which fault, nobody is asked.
    pub(crate) async fn show(&self, tx: &Tx, cases: &[Case]) -> Result<Vec<Attached>> {
        let subjects: Vec<_> = cases.iter().map(|case| of(case.id)).collect();
        let new = Attaching {
            upload_ids: &self.upload_ids,
            kind: Some(AttachmentKind::Photo),
            caption: None,
            purpose: Some(Purpose::Reported.key()),
            pointer: "/upload_ids",
            pass: self.pass.as_deref(),
        };
        attach_to_all(tx, &subjects, &new).await
    }
}

/// Photos of the finished work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinishedWith<'a> {
    pub upload_ids: &'a [Uuid],
    pub pointer: &'a str,
}

impl FinishedWith<'_> {
    pub(crate) async fn show(self, tx: &Tx, cases: &[Case]) -> Result<Vec<Attached>> {
        let subjects: Vec<_> = cases.iter().map(|case| of(case.id)).collect();
        let new = Attaching {
            upload_ids: self.upload_ids,
            kind: Some(AttachmentKind::Photo),
            caption: None,
            purpose: Some(Purpose::Done.key()),
            pointer: self.pointer,
            pass: None,
        };
        attach_to_all(tx, &subjects, &new).await
    }
}

/// The event with what was attached to this case.
pub(crate) fn with(event: Event, attached: &[Attached], case: CaseId) -> Event {
    attached
        .iter()
        .filter(|one| one.row.subject_id == case.0)
        .fold(event, |event, one| event.created("attachment", one.row.id, &one.upload.file_name, &recorded(one)))
}

/// What the audit trail keeps of an attachment.
pub(super) fn recorded(attached: &Attached) -> serde_json::Value {
    let Attached { row, upload } = attached;
    json!({ "kind": row.kind, "purpose": row.purpose, "caption": row.caption, "media_type": upload.media_type })
}
