//! A contract as it is seen, with what the school has to look at.

use std::collections::HashMap;

use campus::person::{self, PersonRef};
use campus::school::entity::Model as School;
use files::attachment::{self, AttachmentView};
use kernel::{Actor, Lang, Permission, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{AllowedStep, ContractView, EndedView, WarningView},
    entity::Model,
    phase::{CommandKind, Phase, State, guard},
    repo,
    warn::{Rules, text, warnings},
};
use crate::{
    permissions::ManageCanteen,
    policy::{CERTIFICATE_NOTICE_DAYS, CONTRACT_MONTHS, DIRECTOR_FROM_DINERS},
    site,
};

/// Contracts of a canteen: people and scans in two look-ups.
pub(super) async fn views(
    db: &impl ConnectionTrait,
    (school, canteen): (&School, &site::entity::Model),
    rows: Vec<Model>,
    (today, actor, lang): (chrono::NaiveDate, &Actor, Lang),
) -> Result<Vec<ContractView>> {
    let [soon, ..] = CERTIFICATE_NOTICE_DAYS.default;
    let rules = Rules {
        today,
        months: CONTRACT_MONTHS.on(db, school.id, today).await?,
        soon,
        director_needed: canteen.diners >= DIRECTOR_FROM_DINERS.on(db, school.id, today).await?,
    };
    let mut scans = attachment::of_each(db, school.id, KIND, rows.iter().map(|row| row.id).collect()).await?;
    let added = scans.values().flatten().filter_map(|one| one.row.added_by);
    let people = rows.iter().flat_map(|row| [Some(row.recorded_by), row.ended_by]).flatten().chain(added).collect();
    let names = person::repo::names(db, school.id, people).await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let found = scans.remove(&row.id).unwrap_or_default();
        let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let scans = found.iter().map(|one| AttachmentView::of(one, name(one.row.added_by))).collect();
        views.push(view(row, scans, &names, rules, actor, lang)?);
    }
    Ok(views)
}

pub(super) async fn one(
    db: &impl ConnectionTrait,
    of: (&School, &site::entity::Model),
    row: Model,
    seen_by: (chrono::NaiveDate, &Actor, Lang),
) -> Result<ContractView> {
    views(db, of, vec![row], seen_by).await?.pop().ok_or_else(Problem::not_found)
}

fn view(
    row: Model,
    scans: Vec<AttachmentView>,
    names: &HashMap<Uuid, String>,
    rules: Rules,
    actor: &Actor,
    lang: Lang,
) -> Result<ContractView> {
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let phase = repo::phase(&row)?;
    let state = phase.state();
    let manages = actor.may(ManageCanteen::INFO.key);
    let step = |action| match guard(state, action, manages) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    let warned = if state == State::Running { warnings(&row, rules) } else { Vec::new() };
    let said = |warning| WarningView { warning, text: text(warning, &row, rules.months).pick(lang).to_owned() };
    let warnings = warned.into_iter().map(said).collect();
    let ended = match (phase, row.ended_by, row.ended_at) {
        (Phase::Ended { on, reason }, Some(by), Some(at)) => Some(EndedView { on, reason, by: person(by), at }),
        (Phase::Ended { .. } | Phase::Running, ..) => None,
    };
    Ok(ContractView {
        id: row.id,
        canteen_id: row.canteen_id,
        supplier_id: row.supplier_id,
        state,
        state_text: state.formal().pick(lang).to_owned(),
        warnings,
        scans,
        recorded_by: person(row.recorded_by),
        recorded_at: row.recorded_at,
        ended,
        allowed_actions: CommandKind::ALL.into_iter().map(step).collect(),
        contractor: row.contractor,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        licence_number: row.licence_number,
        licence_expires_on: row.licence_expires_on,
        contact: row.contact,
        phone: row.phone,
        director: row.director,
        note: row.note,
        version: row.version,
    })
}
