//! The minutes of a meeting: what has to be in them, and their pages, which hang on the step that the meeting decided.

use std::collections::HashMap;

use campus::school;
use chrono::NaiveDate;
use files::{
    Attaching, Subject as Owner,
    attachment::{self, Attached},
};
use kernel::{Problem, Result, Tx, audit::Event};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    Approval, Step,
    dto::MeetingBody,
    model::{Meeting, Outcome},
};
use crate::error::ApprovalError;

/// What the pages hang on.
const KIND: &str = "approval_step";

/// What a page comes as.
const PAGES: [&str; 3] = ["image/jpeg", "image/png", "application/pdf"];

/// What a meeting decided, when its minutes are whole and agree with what is decided here.
///
/// # Errors
/// 422 for what is missing or cannot be.
pub(super) async fn read(tx: &Tx, body: Option<&MeetingBody>, outcome: Outcome) -> Result<Meeting> {
    let today = school::find(tx, tx.school()?).await?.today(tx.now());
    Ok(check(body, outcome, today)?)
}

fn check(body: Option<&MeetingBody>, outcome: Outcome, today: NaiveDate) -> std::result::Result<Meeting, ApprovalError> {
    let body = body.ok_or(ApprovalError::MinutesMissing)?;
    let minutes = body.minutes.as_deref().map(str::trim).filter(|minutes| !minutes.is_empty());
    if minutes.is_none() && body.upload_ids.is_empty() {
        return Err(ApprovalError::NothingResolved);
    }
    if body.held_on > today {
        return Err(ApprovalError::HeldLater);
    }
    if body.votes_for + body.votes_against + body.votes_abstained > body.present {
        return Err(ApprovalError::MoreVotesThanPeople);
    }
    if outcome == Outcome::Approved && body.votes_for * 2 <= body.present {
        return Err(ApprovalError::NotCarried);
    }
    Ok(Meeting {
        held_on: body.held_on,
        present: body.present,
        votes_for: body.votes_for,
        votes_against: body.votes_against,
        votes_abstained: body.votes_abstained,
        minutes: minutes.map(str::to_owned),
    })
}

/// Pages of the minutes, in the transaction of the decision: as final as it is, for nobody takes them off.
pub(super) async fn attach(tx: &Tx, step: &Step, body: Option<&MeetingBody>, event: Event) -> Result<Event> {
    let Some(body) = body else { return Ok(event) };
    let (upload_ids, pointer) = (body.upload_ids.as_slice(), "/meeting/upload_ids");
    let new = Attaching { upload_ids, kind: None, caption: None, purpose: None, pointer, pass: None };
    let pages = attachment::attach_to_all(tx, &[Owner { kind: KIND, id: step.id }], &new).await?;
    if let Some(index) = pages.iter().position(|page| !PAGES.contains(&page.upload.media_type.as_str())) {
        return Err(ApprovalError::NoPage(index).into());
    }
    Ok(pages.iter().fold(event, |event, page| {
        let kept = json!({ "kind": page.row.kind, "media_type": page.upload.media_type });
        event.created("attachment", page.row.id, &page.upload.file_name, &kept)
    }))
}

/// The pages of each step that a meeting decided; no look-up where none did.
pub(super) async fn pages_of(db: &impl ConnectionTrait, approval: &Approval) -> Result<HashMap<Uuid, Vec<Attached>>> {
    let met = approval.all_steps().filter(|step| step.decision.as_ref().is_some_and(|decision| decision.meeting.is_some()));
    attachment::of_each(db, approval.school_id, KIND, met.map(|step| step.id).collect()).await
}

/// One page of what a meeting decided about this; 404 for another's.
pub(super) async fn page(db: &impl ConnectionTrait, approval: &Approval, id: Uuid) -> Result<Attached> {
    let mut found = attachment::several(db, approval.school_id, KIND, vec![id]).await?;
    let found = found.remove(&id).filter(|page| approval.all_steps().any(|step| step.id == page.row.subject_id));
    found.ok_or_else(Problem::not_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of_november: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap()
    }

    fn body() -> MeetingBody {
        MeetingBody {
            held_on: day(23),
            present: 7,
            votes_for: 4,
            votes_against: 2,
            votes_abstained: 1,
            minutes: Some(" 校务会〔2026〕12号 ".into()),
            upload_ids: Vec::new(),
        }
    }

    fn checked(body: &MeetingBody) -> std::result::Result<Meeting, ApprovalError> {
        check(Some(body), Outcome::Approved, day(24))
    }

    #[test]
    fn the_text_or_a_page_is_needed_and_either_is_enough() {
        assert_eq!(checked(&body()).unwrap().minutes.as_deref(), Some("校务会〔2026〕12号"));
        let page = MeetingBody { upload_ids: vec![Uuid::from_u128(1)], ..body() };
        for minutes in [None, Some(String::new()), Some(" \n".to_owned())] {
            assert_eq!(checked(&MeetingBody { minutes: minutes.clone(), ..body() }), Err(ApprovalError::NothingResolved));
            assert_eq!(checked(&MeetingBody { minutes, ..page.clone() }).unwrap().minutes, None);
        }
        assert_eq!(check(None, Outcome::Rejected, day(24)), Err(ApprovalError::MinutesMissing));
    }

    #[test]
    fn a_meeting_was_held_its_votes_fit_its_people_and_a_yes_has_more_than_half() {
        assert_eq!(checked(&MeetingBody { held_on: day(25), ..body() }), Err(ApprovalError::HeldLater));
        assert!(checked(&MeetingBody { held_on: day(24), ..body() }).is_ok());
        assert_eq!(checked(&MeetingBody { present: 6, ..body() }), Err(ApprovalError::MoreVotesThanPeople));
        let half = MeetingBody { present: 8, ..body() };
        assert_eq!(checked(&half), Err(ApprovalError::NotCarried));
        assert!(check(Some(&half), Outcome::Rejected, day(24)).is_ok());
    }
}
