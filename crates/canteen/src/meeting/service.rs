//! Use cases on meetings.

use campus::{person, school};
use chrono::NaiveDate;
use kernel::{Actor, Db, Grant, IfMatch, Reply, Result, Text, Tx, audit::Event, outbox::News, text};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{MeetingBody, MeetingView},
    entity::Model,
    people, repo, view,
};
use crate::{
    CanteenError,
    book::dto::StrikeBody,
    event,
    permissions::{RecordMeeting, StrikeRecord},
    site,
    strike::{self, Told, What, Who},
};

/// Meetings.
#[derive(Debug, Clone)]
pub struct Meetings {
    db: Db,
}

impl Meetings {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn record(&self, grant: &Grant<RecordMeeting>, canteen: Uuid, body: MeetingBody) -> Result<Reply<MeetingView>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        let today = school::find(&tx, canteen.school_id).await?.today(tx.now());
        let held_on = body.held_on.unwrap_or(today);
        check(held_on, body.next_on, today)?;
        let me = grant.person()?;
        let chair_id = match body.chair_id {
            Some(id) => person::repo::active(&tx, canteen.school_id, id, "/chair_id").await?.id,
            None => me,
        };
        let row = Model {
            school_id: canteen.school_id,
            id: tx.new_id(),
            canteen_id: canteen.id,
            held_on,
            chair_id,
            attendees: text::tidy(&body.attendees),
            problems: text::sentence(&body.problems),
            decisions: text::sentence(&body.decisions),
            next_on: body.next_on,
            recorded_at: tx.now(),
            recorded_by: me,
            late: today > held_on,
            struck_at: None,
            struck_by: None,
            struck_reason: None,
            version: 1,
        };
        repo::insert(&tx, &row).await?;
        tell_chair(&tx, &canteen, &row).await?;
        let event = Event::new(event::MEETING_RECORDED).created(KIND, row.id, label(&row), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let view = one(&tx, &row, grant.actor()).await?;
        tx.commit([event], Reply::created(view).version(row.version)).await
    }

    pub async fn strike(&self, grant: &Grant<StrikeRecord>, id: Uuid, seen: IfMatch, body: StrikeBody) -> Result<Reply<MeetingView>> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        may_strike(&before, grant.actor())?;
        let reason = text::sentence(&body.reason);
        let row = Model {
            struck_at: Some(tx.now()),
            struck_by: Some(grant.person()?),
            struck_reason: Some(reason.clone()),
            version: before.version + 1,
            ..before.clone()
        };
        tx.save(row.clone(), before.version).await?;
        let what = Text::new(format!("{} 调度会", row.held_on), format!("Monthly meeting, {}", row.held_on));
        let told = Told { kind: KIND, id, link: format!("/canteen/control?canteen_id={}", canteen.id), what, reason: &reason };
        strike::tell(&tx, &canteen, &[row.recorded_by, row.chair_id], told).await?;
        let event = Event::new(event::MEETING_STRUCK).changed(KIND, row.id, label(&row), &recorded(&before), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let view = one(&tx, &row, grant.actor()).await?;
        tx.commit([event], Reply::ok(view).version(row.version)).await
    }
}

/// A meeting is written down when it was held, and the next one comes after it.
fn check(held_on: NaiveDate, next_on: Option<NaiveDate>, today: NaiveDate) -> std::result::Result<(), CanteenError> {
    if held_on > today {
        return Err(CanteenError::MeetingAhead);
    }
    if next_on.is_some_and(|next| next <= held_on) { Err(CanteenError::NextMeetingBefore) } else { Ok(()) }
}

/// Whether somebody may strike this out: whoever wrote it down or led it, or who oversees the canteen from outside the kitchen.
pub(super) fn may_strike(row: &Model, actor: &Actor) -> std::result::Result<(), CanteenError> {
    if row.struck_at.is_some() {
        return Err(CanteenError::StruckAlready);
    }
    strike::may(Who::of(actor, &[row.recorded_by, row.chair_id]), What::Criticism)
}

/// Nothing is written in somebody's name unheard: whoever another says was in the chair hears of it.
async fn tell_chair(tx: &Tx, canteen: &site::entity::Model, row: &Model) -> Result<()> {
    let actor = tx.actor();
    if actor.person == Some(row.chair_id) {
        return Ok(());
    }
    let news = News::new(event::NEWS_CHAIR, KIND, row.id, format!("/canteen/control?canteen_id={}", canteen.id))
        .word("who", &*actor.name)
        .word("day", row.held_on.to_string().as_str())
        .word("canteen", canteen.name.as_str())
        .to([row.chair_id]);
    tx.tell([news]).await
}

async fn one(tx: &Tx, row: &Model, actor: &Actor) -> Result<MeetingView> {
    let names = person::repo::names(tx, row.school_id, people(row).collect()).await?;
    Ok(view(row, &names, actor))
}

/// `2026-11-24 调度会`: how the trail calls it.
fn label(row: &Model) -> String {
    format!("{} 调度会", row.held_on)
}

/// What of a meeting goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    held_on: NaiveDate,
    chair_id: Uuid,
    attendees: &'a str,
    meeting_problems: &'a str,
    decisions: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_on: Option<NaiveDate>,
    late: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded {
        held_on: row.held_on,
        chair_id: row.chair_id,
        attendees: &row.attendees,
        meeting_problems: &row.problems,
        decisions: &row.decisions,
        next_on: row.next_on,
        late: row.late,
        reason: row.struck_reason.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_written_down_when_it_was_held_and_the_next_comes_after_it() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
        assert_eq!(check(day(24), None, day(24)), Ok(()));
        assert_eq!(check(day(25), None, day(24)), Err(CanteenError::MeetingAhead));
        assert_eq!(check(day(20), Some(day(20)), day(24)), Err(CanteenError::NextMeetingBefore));
        assert_eq!(check(day(20), Some(day(21)), day(24)), Ok(()));
    }
}
