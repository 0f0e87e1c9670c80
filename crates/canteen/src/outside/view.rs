//! An inspection from outside as it is seen.

use std::collections::HashMap;

use campus::{
    location::{self, LocationRef},
    person::{self, PersonRef},
};
use chrono::NaiveDate;
use files::attachment::{self, AttachmentView, Subject};
use kernel::{Actor, Lang, Permission, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{AllowedStep, Authority, FindingView, MendedView, OpenFindingView, Outcome, OutsideInspectionRow, OutsideInspectionView},
    entity::{Model, finding},
    phase::{CommandKind, Facts, Phase, State, Who, guard},
    repo::{self, OpenFinding},
    service::may_strike,
};
use crate::{book::dto::Struck, permissions::KeepPapers};

/// Who asks, when, and in which language.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenBy<'a> {
    pub actor: &'a Actor,
    pub today: NaiveDate,
    pub lang: Lang,
}

pub(crate) fn authority(row: &Model) -> Result<Authority> {
    Authority::of(&row.authority).ok_or_else(|| Problem::internal(format!("outside inspection {}: authority {}", row.id, row.authority)))
}

pub(crate) fn outcome(row: &Model) -> Result<Outcome> {
    Outcome::of(&row.result).ok_or_else(|| Problem::internal(format!("outside inspection {}: result {}", row.id, row.result)))
}

/// Whether something is still to be mended.
pub(crate) fn is_open(row: &finding::Model) -> bool {
    row.phase == State::Open.key()
}

pub(super) fn row(row: &Model, findings: &[finding::Model], today: NaiveDate) -> Result<OutsideInspectionRow> {
    // What was struck out asks nothing of anybody.
    let open = findings.iter().filter(|one| row.struck_at.is_none() && is_open(one));
    Ok(OutsideInspectionRow {
        id: row.id,
        day: row.day,
        authority: authority(row)?,
        inspectors: row.inspectors.clone(),
        result: outcome(row)?,
        findings: findings.len(),
        open: open.clone().count(),
        overdue: open.filter(|one| one.due_on < today).count(),
        late: row.late,
        struck: row.struck_at.is_some(),
    })
}

/// One inspection with all that it found: people, places and its paper in a look-up each.
pub(super) async fn one(db: &impl ConnectionTrait, row: Model, seen_by: SeenBy<'_>) -> Result<OutsideInspectionView> {
    let findings = repo::findings_of(db, row.school_id, vec![row.id]).await?.remove(&row.id).unwrap_or_default();
    let attached = attachment::list(db, row.school_id, Subject { kind: KIND, id: row.id }).await?;
    let added = attached.iter().filter_map(|one| one.row.added_by);
    let of_findings = findings.iter().flat_map(|one| [Some(one.responsible_id), one.mended_by]);
    let people = [Some(row.recorded_by), row.struck_by].into_iter().chain(of_findings).flatten().chain(added).collect();
    let names = person::repo::names(db, row.school_id, people).await?;
    let places = location::repo::refs(db, row.school_id, findings.iter().filter_map(|one| one.place_id).collect()).await?;
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let person = |id: Uuid| PersonRef { id, name: name(Some(id)) };
    let is_struck = row.struck_at.is_some();
    let findings = findings.iter().map(|one| finding(one, &person, &places, is_struck, seen_by)).collect::<Result<Vec<_>>>()?;
    Ok(OutsideInspectionView {
        id: row.id,
        canteen_id: row.canteen_id,
        day: row.day,
        authority: authority(&row)?,
        result: outcome(&row)?,
        happened_at: row.happened_at,
        recorded_at: row.recorded_at,
        recorded_by: person(row.recorded_by),
        late: row.late,
        findings,
        attachments: attached.iter().map(|one| AttachmentView::of(one, name(one.row.added_by))).collect(),
        struck: Struck::of(row.struck_at, row.struck_by.map(person), row.struck_reason.clone()),
        may_strike: may_strike(&row, seen_by.actor).is_ok(),
        version: row.version,
        inspectors: row.inspectors,
        said: row.said,
        penalty: row.penalty,
    })
}

fn finding(
    row: &finding::Model,
    person: &impl Fn(Uuid) -> PersonRef,
    places: &HashMap<Uuid, LocationRef>,
    is_struck: bool,
    SeenBy { actor, today, lang }: SeenBy<'_>,
) -> Result<FindingView> {
    let phase = repo::phase(row)?;
    let state = phase.state();
    // For whom he stands in, the service asks; the page spares the look-up.
    let who = Who::of(actor.may(KeepPapers::INFO.key), actor.person == Some(row.responsible_id));
    let facts = Facts { who, is_reported: row.case_id.is_some(), is_struck };
    let step = |action| match guard(state, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    let mended = match (phase, row.mended_at, row.mended_by) {
        (Phase::Mended { note }, Some(at), Some(by)) => Some(MendedView { at, by: person(by), note }),
        (Phase::Open | Phase::Mended { .. }, ..) => None,
    };
    Ok(FindingView {
        id: row.id,
        no: row.no,
        said: row.said.clone(),
        place: row.place_id.and_then(|id| places.get(&id).cloned()),
        responsible: person(row.responsible_id),
        due_on: row.due_on,
        state,
        state_text: state.formal().pick(lang).to_owned(),
        overdue: state == State::Open && !is_struck && row.due_on < today,
        case_id: row.case_id,
        case_number: row.case_number.clone(),
        mended,
        allowed_actions: CommandKind::ALL.into_iter().map(step).collect(),
        version: row.version,
    })
}

/// What is still to be mended, with who answers for it in one look-up.
pub(super) async fn open(
    db: &impl ConnectionTrait,
    school: Uuid,
    found: Vec<OpenFinding>,
    today: NaiveDate,
) -> Result<Vec<OpenFindingView>> {
    let names = person::repo::names(db, school, found.iter().map(|one| one.finding.responsible_id).collect()).await?;
    let view = |one: OpenFinding| -> Result<OpenFindingView> {
        let overdue = one.is_overdue(today);
        let responsible_id = one.finding.responsible_id;
        Ok(OpenFindingView {
            id: one.finding.id,
            inspection_id: one.inspection.id,
            day: one.inspection.day,
            authority: authority(&one.inspection)?,
            said: one.finding.said,
            responsible: PersonRef { id: responsible_id, name: names.get(&responsible_id).cloned().unwrap_or_default() },
            due_on: one.finding.due_on,
            overdue,
            case_id: one.finding.case_id,
            case_number: one.finding.case_number,
        })
    };
    found.into_iter().map(view).collect()
}
