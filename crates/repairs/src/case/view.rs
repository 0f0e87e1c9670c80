//! Cases as the caller sees them: with names, places and what he may do.

use campus::{location, location::LocationRef, person, person::PersonRef, school};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Actor, Lang, Reply, Result, Text, audit::trail::AuditEventView};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    Case, Category,
    dto::{AllowedAction, CaseRow, CaseView, JoinerView, TimelineEntry},
    phase::{CommandKind, Phase, State, guard},
    repo,
    service::{
        actor_facts,
        list::{RowModel, is_late},
        permission_of, reaches, reopen_until,
    },
    words::{Said, day, line, named, state_text},
};

/// Entered this long after it happened, a case is a late entry.
const LATE_ENTRY: TimeDelta = TimeDelta::hours(12);

pub(super) async fn reply(
    db: &impl ConnectionTrait,
    case: &Case,
    actor: &Actor,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Reply<CaseView>> {
    Ok(Reply::ok(one(db, case, actor, now, lang).await?).version(case.version))
}

pub(super) async fn one(db: &impl ConnectionTrait, case: &Case, actor: &Actor, now: DateTime<Utc>, lang: Lang) -> Result<CaseView> {
    let done_by = if let Phase::Done { by, .. } | Phase::Closed { by, .. } = &case.phase { *by } else { None };
    let people = [case.phase.worker(), case.owner_id, case.reporter.person, case.reporter.entered_by, done_by];
    let names = person::repo::names(db, case.school_id, people.into_iter().flatten().collect()).await?;
    let today = school::find(db, case.school_id).await?.today(now);
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let room = location::repo::of_record(db, case.school_id, case.location_id).await?;
    let joiners = repo::joiners(db, case).await?;
    let worker = case.phase.worker().map(person);
    let state = case.phase.state();
    let said = Said { state, worker: worker.as_ref().map(|w| w.name.as_str()), until: case.expected_on(), reason: case.reason() };
    let row = CaseRow {
        id: case.id,
        number: case.number.clone(),
        state,
        state_text: state_text(said, lang),
        category: case.category,
        category_title: case.category.title_in(lang),
        location: LocationRef::from(&room),
        text: case.description.clone(),
        danger: case.danger,
        priority: case.priority,
        reporter_name: named(case.reporter.name.clone(), lang),
        owner: case.owner_id.map(person),
        worker,
        reported_at: case.reported_at,
        updated_at: case.updated_at,
        expected_on: case.expected_on(),
        late: is_late(state, case.priority, case.reported_at, case.expected_on(), (now, today)),
        version: case.version,
    };
    let phone =
        case.reporter.phone.clone().filter(|_| reaches(actor, "repair_cases.work", case) || reaches(actor, "repair_cases.assign", case));
    let mut view = CaseView {
        row,
        reporter: case.reporter.person.map(person),
        reporter_phone: phone,
        channel: case.reporter.channel,
        entered_by: case.reporter.entered_by.map(person),
        happened_at: case.happened_at,
        late_entry: case.reported_at - case.happened_at > LATE_ENTRY,
        assigned_at: case.assigned_at,
        started_at: case.started_at,
        note: None,
        done_at: None,
        done_by: done_by.map(person),
        work_note: None,
        damage: None,
        auto_close_at: None,
        closed_at: None,
        auto_accepted: false,
        reason: case.reason().map(str::to_owned),
        refusals: case.refusals,
        previous_case_id: case.previous_case_id,
        asset_id: case.asset_id,
        joiners: joiners.into_iter().map(|j| JoinerView { name: named(j.name, lang), at: j.at, text: j.description }).collect(),
        allowed_actions: allowed(db, case, &room, actor, now, lang).await?,
    };
    show_phase(&mut view, &case.phase);
    Ok(view)
}

fn show_phase(view: &mut CaseView, phase: &Phase) {
    match phase {
        Phase::Waiting { note, .. } => view.note = Some(note.clone()),
        Phase::Done { at, damage, note, accept_due_at, .. } => {
            view.done_at = Some(*at);
            view.damage = Some(*damage);
            view.work_note.clone_from(note);
            view.auto_close_at = *accept_due_at;
        }
        Phase::Closed { done_at, damage, note, at, auto_accepted, .. } => {
            view.done_at = Some(*done_at);
            view.damage = Some(*damage);
            view.work_note.clone_from(note);
            view.closed_at = Some(*at);
            view.auto_accepted = *auto_accepted;
        }
        Phase::Submitted
        | Phase::Triaged
        | Phase::Assigned { .. }
        | Phase::InProgress { .. }
        | Phase::Deferred { .. }
        | Phase::Reopened { .. }
        | Phase::Rejected { .. }
        | Phase::Cancelled { .. } => {}
    }
}

/// Every step the caller's roles speak of, and whether it is possible now: the same rule that refuses.
async fn allowed(
    db: &impl ConnectionTrait,
    case: &Case,
    room: &location::entity::Model,
    actor: &Actor,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Vec<AllowedAction>> {
    let facts = case.facts(reopen_until(db, case).await?);
    let steps = CommandKind::ALL.into_iter().filter(|kind| actor.may(permission_of(*kind)));
    Ok(steps
        .map(|kind| {
            let refusal = guard(&case.phase, facts, kind, actor_facts(actor, case, Some(room), kind), now).err();
            AllowedAction { action: kind, allowed: refusal.is_none(), reason: refusal.map(|r| r.text().pick(lang).to_owned()) }
        })
        .collect())
}

/// Rows of a list: three look-ups for all of them together.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    school: Uuid,
    rows: Vec<RowModel>,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Vec<CaseRow>> {
    let names = person::repo::names(db, school, rows.iter().flat_map(|r| [r.owner_id, r.worker_id]).flatten().collect()).await?;
    let today = school::find(db, school).await?.today(now);
    let places = location::repo::refs(db, school, rows.iter().map(|r| r.location_id).collect()).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(rows
        .into_iter()
        .filter_map(|r| {
            let (state, category) = (State::of(&r.phase)?, Category::of(&r.category)?);
            let worker = r.worker_id.map(person);
            let said = Said { state, worker: worker.as_ref().map(|w| w.name.as_str()), until: r.expected_on, reason: r.reason.as_deref() };
            Some(CaseRow {
                state_text: state_text(said, lang),
                category_title: category.title_in(lang),
                location: places.get(&r.location_id).cloned()?,
                late: is_late(state, r.priority, r.reported_at, r.expected_on, (now, today)),
                owner: r.owner_id.map(person),
                id: r.id.into(),
                number: r.number,
                text: r.description,
                danger: r.danger,
                priority: r.priority,
                reporter_name: named(r.reporter_name, lang),
                reported_at: r.reported_at,
                updated_at: r.updated_at,
                expected_on: r.expected_on,
                version: r.version,
                worker,
                state,
                category,
            })
        })
        .collect())
}

/// An audit event as a line of the timeline: the act, and the name or reason that belongs to it.
pub(super) fn timeline_entry(event: AuditEventView, case: &Case, lang: Lang) -> TimelineEntry {
    // Who stood in for somebody decided in the other's name: both are told.
    let other = event.subjects.iter().find(|s| s.kind == "delegation").map(|s| s.label.clone());
    let actor_name = other.map_or(event.actor_name.clone(), |other| {
        Text::new(format!("{}（代{other}）", event.actor_name), format!("{} (for {other})", event.actor_name)).pick(lang).to_owned()
    });
    let after = event.subjects.into_iter().find(|s| s.id == case.id.0).and_then(|s| s.after).unwrap_or_default();
    let member = |name: &str| after.get(name).and_then(|v| v.as_str()).filter(|s| !s.is_empty()).map(str::to_owned);
    let joined_by = after.get("joined_by").and_then(|name| name.as_str()).map(|name| named(name.to_owned(), lang));
    let until = member("until").map(|date| date.parse().map_or(date, |date| day(date, lang)));
    let said: Vec<String> = [member("worker"), joined_by, until, member("note")].into_iter().flatten().collect();
    let text = line(event.action_text, &said, lang);
    TimelineEntry { id: event.id, at: event.at, actor_name, actor_kind: event.actor_kind, action: event.action, text }
}
