//! Use cases on inspections from outside: reading them, and writing down what was found.

use std::collections::BTreeSet;

use axum::{http::HeaderMap, response::Response};
use campus::{location, person, school};
use files::{
    Files, Size,
    attachment::{self, Attached, Attaching, Subject},
};
use kernel::{
    Actor, Db, Grant, IfMatch, Page, PageLimit, Problem, Reply, Result, Text, Tx, audit::Event, idempotency::IdempotencyKey, outbox::News,
    text,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::{
    FINDING_KIND, KIND,
    dto::{ListInspections, OpenFindingView, OutsideInspectionBody, OutsideInspectionRow, OutsideInspectionView},
    entity::{Model, finding},
    phase::State,
    repo,
    report::report,
    rules,
    view::{self, SeenBy},
};
use crate::{
    CanteenError,
    book::{dto::StrikeBody, moment::Moment},
    event,
    permissions::{KeepPapers, StrikeRecord, ViewCanteen},
    site,
    strike::{self, Told, What, Who},
};

/// Inspections from outside.
#[derive(Debug, Clone)]
pub struct OutsideInspections {
    pub(super) db: Db,
    files: Files,
}

impl OutsideInspections {
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid, query: &ListInspections) -> Result<Page<OutsideInspectionRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let today = school::find(&reader, canteen.school_id).await?.today(reader.now());
        let page = Page::cut(repo::page(&reader, &canteen, query, limit.fetch()).await?, limit, |row| (row.day, row.id))?;
        let found = repo::findings_of(&reader, canteen.school_id, page.items.iter().map(|row| row.id).collect()).await?;
        let of = |row: &Model| found.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let items = page.items.iter().map(|row| view::row(row, of(row), today)).collect::<Result<Vec<_>>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// What is still to be mended, the one that is due first first.
    pub async fn open(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<Page<OpenFindingView>> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let today = school::find(&reader, canteen.school_id).await?.today(reader.now());
        let found = repo::open_findings(&reader, canteen.school_id, canteen.id).await?;
        view::open(&reader, canteen.school_id, found, today).await.map(Page::whole)
    }

    pub async fn get(&self, grant: &Grant<ViewCanteen>, id: Uuid) -> Result<Reply<OutsideInspectionView>> {
        let reader = self.db.read(grant);
        let (row, _) = repo::find(&reader, &grant.scope()?, id).await?;
        let today = school::find(&reader, row.school_id).await?.today(reader.now());
        let view = view::one(&reader, row, SeenBy { actor: grant.actor(), today, lang: grant.context().lang() }).await?;
        let version = view.version;
        Ok(Reply::ok(view).version(version))
    }

    /// A page of their paper. Whoever sees the canteen sees it.
    pub async fn content(
        &self,
        grant: &Grant<ViewCanteen>,
        (id, page): (Uuid, Uuid),
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        let (row, _) = repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::find(&reader, row.school_id, Subject { kind: KIND, id }, page).await?;
        self.files.content(&found, size, asked).await
    }

    /// Who came and what was found. What is to become a repair does so in the same transaction, and whoever answers for something hears of it.
    pub async fn record(
        &self,
        grant: &Grant<KeepPapers>,
        canteen: Uuid,
        body: OutsideInspectionBody,
    ) -> Result<Reply<OutsideInspectionView>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        IdempotencyKey::require(grant.idempotency())?;
        let moment = Moment::of_day(&tx, canteen.school_id, body.happened_at).await?;
        let penalty = body.penalty.as_deref().map(text::sentence).filter(|penalty| !penalty.is_empty());
        let due: Vec<_> = body.findings.iter().map(|one| one.due_on).collect();
        rules::fits(body.result, penalty.as_deref(), &due, moment.day)?;
        all_here(&tx, &canteen, &body).await?;
        let row = Model {
            school_id: canteen.school_id,
            id: tx.new_id(),
            canteen_id: canteen.id,
            day: moment.day,
            authority: body.authority.key().into(),
            inspectors: text::tidy(&body.inspectors),
            result: body.result.key().into(),
            said: body.said.as_deref().map(text::sentence).filter(|said| !said.is_empty()),
            penalty,
            happened_at: moment.happened_at,
            recorded_at: moment.recorded_at,
            recorded_by: grant.person()?,
            late: moment.late,
            struck_at: None,
            struck_by: None,
            struck_reason: None,
            version: 1,
        };
        row.clone().into_active_model().reset_all().insert(&tx).await?;
        let event = Event::new(event::OUTSIDE_RECORDED).created(KIND, row.id, label(&row), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let event = papers(&tx, &row, &body.upload_ids, event).await?;
        let (event, cases) = found(&tx, &canteen, &row, &body, event).await?;
        let seen_by = SeenBy { actor: grant.actor(), today: today(&tx, row.school_id).await?, lang: grant.context().lang() };
        let view = view::one(&tx, row, seen_by).await?;
        let version = view.version;
        tx.commit(std::iter::once(event).chain(cases), Reply::created(view).version(version)).await
    }

    /// A record that is wrong: by whoever wrote it down, or who oversees the canteen from outside the kitchen.
    pub async fn strike(
        &self,
        grant: &Grant<StrikeRecord>,
        id: Uuid,
        seen: IfMatch,
        body: StrikeBody,
    ) -> Result<Reply<OutsideInspectionView>> {
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
        let what = Text::new(format!("{} 外部检查", row.day), format!("Inspection from outside, {}", row.day));
        let told = Told { kind: KIND, id, link: format!("/canteen/outside/{id}"), what, reason: &reason };
        strike::tell(&tx, &canteen, &[row.recorded_by], told).await?;
        let event = Event::new(event::OUTSIDE_STRUCK).changed(KIND, row.id, label(&row), &recorded(&before), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let seen_by = SeenBy { actor: grant.actor(), today: today(&tx, row.school_id).await?, lang: grant.context().lang() };
        let view = view::one(&tx, row, seen_by).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// Whether somebody may strike this out now: for the service that refuses and for the view that shows the button.
pub(super) fn may_strike(row: &Model, actor: &Actor) -> std::result::Result<(), CanteenError> {
    if row.struck_at.is_some() {
        return Err(CanteenError::StruckAlready);
    }
    strike::may(Who::of(actor, &[row.recorded_by]), What::Criticism)
}

pub(super) async fn today(tx: &Tx, school: Uuid) -> Result<chrono::NaiveDate> {
    Ok(school::find(tx, school).await?.today(tx.now()))
}

/// Everybody and every place that the findings name is here.
async fn all_here(tx: &Tx, canteen: &site::entity::Model, body: &OutsideInspectionBody) -> Result<()> {
    let people: BTreeSet<Uuid> = body.findings.iter().map(|one| one.responsible_id).collect();
    let here = person::repo::active_of(tx, canteen.school_id, people.into_iter().collect()).await?;
    if let Some(line) = body.findings.iter().position(|one| !here.contains(&one.responsible_id)) {
        return Err(Problem::reference(format!("/findings/{line}/responsible_id")));
    }
    for (line, one) in body.findings.iter().enumerate() {
        if let Some(place) = one.place_id {
            location::repo::active(tx, canteen.school_id, place, &format!("/findings/{line}/place_id")).await?;
        }
    }
    Ok(())
}

/// Writes the findings down, each in the event of the inspection, and reports what is to become a repair.
async fn found(
    tx: &Tx,
    canteen: &site::entity::Model,
    inspection: &Model,
    body: &OutsideInspectionBody,
    mut event: Event,
) -> Result<(Event, Vec<Event>)> {
    let mut cases = Vec::new();
    for (no, one) in (1..).zip(&body.findings) {
        let mut row = finding::Model {
            school_id: inspection.school_id,
            id: tx.new_id(),
            inspection_id: inspection.id,
            no,
            said: text::sentence(&one.said),
            place_id: one.place_id,
            responsible_id: one.responsible_id,
            due_on: one.due_on,
            phase: State::Open.key().into(),
            case_id: None,
            case_number: None,
            mended_at: None,
            mended_by: None,
            mended_note: None,
            version: 1,
        };
        if let Some(wanted) = one.report {
            let (case, events) = report(tx, canteen, &row, wanted, inspection.happened_at).await?;
            (row.case_id, row.case_number) = (Some(case.id.0), Some(case.number));
            cases.extend(events);
        }
        row.clone().into_active_model().reset_all().insert(tx).await?;
        event = event.created(FINDING_KIND, row.id, &row.said, &recorded_finding(&row));
        tell(tx, canteen, inspection, &row).await?;
    }
    Ok((event, cases))
}

/// Nothing is written in somebody's name unheard: whoever answers for something hears of it (ADR 0054).
async fn tell(tx: &Tx, canteen: &site::entity::Model, inspection: &Model, row: &finding::Model) -> Result<()> {
    let actor = tx.actor();
    if actor.person == Some(row.responsible_id) {
        return Ok(());
    }
    let news = News::new(event::NEWS_FINDING, FINDING_KIND, row.id, format!("/canteen/outside/{}", inspection.id))
        .word("who", &*actor.name)
        .word("canteen", canteen.name.as_str())
        .word("said", row.said.as_str())
        .word("day", row.due_on.to_string().as_str())
        .to([row.responsible_id]);
    tx.tell([news]).await
}

/// Attaches their paper; each page stands in the event.
async fn papers(tx: &Tx, row: &Model, upload_ids: &[Uuid], event: Event) -> Result<Event> {
    let new = Attaching { upload_ids, kind: None, caption: None, purpose: None, pointer: "/upload_ids", pass: None };
    let attached = attachment::attach_to_all(tx, &[Subject { kind: KIND, id: row.id }], &new).await?;
    Ok(attached.iter().fold(event, |event, Attached { row, upload }| {
        event.created("attachment", row.id, &upload.file_name, &json!({ "kind": row.kind, "media_type": upload.media_type }))
    }))
}

/// `2026-11-24 县市场监管局 张三`: how the trail calls it.
pub(super) fn label(row: &Model) -> String {
    format!("{} {}", row.day, row.inspectors)
}

/// What of an inspection goes into the audit trail.
fn recorded(row: &Model) -> serde_json::Value {
    json!({
        "authority": row.authority, "inspectors": row.inspectors, "result": row.result, "remark": row.said, "penalty": row.penalty,
        "happened_at": row.happened_at, "late": row.late, "reason": row.struck_reason,
    })
}

/// What of a finding goes into the audit trail.
pub(super) fn recorded_finding(row: &finding::Model) -> serde_json::Value {
    json!({
        "no": row.no, "note": row.said, "location_id": row.place_id, "responsible_id": row.responsible_id, "due_on": row.due_on,
        "state": row.phase, "case": row.case_number, "mended_by": row.mended_by, "mended_note": row.mended_note,
    })
}
