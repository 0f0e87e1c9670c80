//! An incident as its caller sees it.

use std::collections::HashMap;

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{Actor, Lang, Permission, Problem, Result};
use uuid::Uuid;

use super::{
    dto::{AllowedStep, EndView, IncidentRow, InvestigationView, ReportView},
    entity::Model,
    phase::{CommandKind, State, Who, due, guard},
    repo,
};
use crate::{
    outside::dto::Authority,
    permissions::{KeepBook, OverseeCanteen, RaiseIncident},
};

/// Who asks, when, and in which language.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenBy<'a> {
    pub actor: &'a Actor,
    pub now: DateTime<Utc>,
    pub lang: Lang,
}

/// Whom an incident names.
pub(super) fn people(row: &Model) -> impl Iterator<Item = Uuid> {
    [Some(row.recorded_by), row.reported_by, row.investigated_by, row.ended_by].into_iter().flatten()
}

/// Who somebody is to the incidents of a canteen that he sees.
pub(super) fn who(actor: &Actor) -> Who {
    let may = |key| actor.may(key);
    Who::of(may(RaiseIncident::INFO.key), may(OverseeCanteen::INFO.key), may(KeepBook::INFO.key))
}

pub(super) fn view(row: &Model, names: &HashMap<Uuid, String>, SeenBy { actor, now, lang }: SeenBy<'_>) -> Result<IncidentRow> {
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let (state, who) = (repo::state(row)?, who(actor));
    let step = |action| match guard(state, action, who) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    let investigation = row.investigated_at.zip(row.investigated_by).zip(row.investigators.clone());
    let end = row.ended_at.zip(row.ended_by).zip(row.end_said.clone());
    Ok(IncidentRow {
        id: row.id,
        canteen_id: row.canteen_id,
        said: row.said.clone(),
        unwell: row.unwell,
        happened_at: row.happened_at,
        recorded_at: row.recorded_at,
        recorded_by: person(row.recorded_by),
        late: row.late,
        sealed: row.sealed,
        state,
        state_text: state.formal().pick(lang).to_owned(),
        report_by: due(row.happened_at),
        report_late: is_late(row, state, now),
        report: report(row, &person)?,
        investigation: investigation.map(|((at, by), investigators)| InvestigationView { at, by: person(by), investigators }),
        end: end.map(|((at, by), said)| EndView { at, by: person(by), said }),
        allowed_actions: CommandKind::ALL.into_iter().map(step).collect(),
        version: row.version,
    })
}

/// Reported after its two hours, or not at all while they are over; what was called off before is not.
fn is_late(row: &Model, state: State, now: DateTime<Utc>) -> bool {
    let by = due(row.happened_at);
    match row.reported_at {
        Some(at) => at > by,
        None => state.is_open() && now > by,
    }
}

fn report(row: &Model, person: &impl Fn(Uuid) -> PersonRef) -> Result<Option<ReportView>> {
    let (Some(at), Some(recorded_at), Some(by), Some(to)) = (row.reported_at, row.report_recorded_at, row.reported_by, &row.reported_to)
    else {
        return Ok(None);
    };
    let to: Vec<Authority> = serde_json::from_value(to.clone()).map_err(Problem::internal)?;
    Ok(Some(ReportView { at, recorded_at, by: person(by), to, said: row.report_said.clone() }))
}
