//! A sample as its caller sees it.

use chrono::{DateTime, Utc};
use kernel::{Actor, Lang, Permission, Problem, Result, Text};

use super::{
    dto::{AllowedStep, SampleView},
    entity::Model,
    phase::{CommandKind, Facts, Phase, State, Who, guard},
    repo,
};
use crate::{
    book::{Content, repo::Record, view::Names},
    permissions::{KeepBook, OverseeCanteen},
};

/// Its hours are over.
const DUE: Text = Text::fixed("可以销毁", "May be discarded");

pub(crate) fn view(one: &Record, names: &Names, actor: &Actor, now: DateTime<Utc>, lang: Lang) -> Result<SampleView> {
    let Content::FoodSample { dish, grams, keeper_id, supervisor_id } = &one.content else {
        return Err(Problem::internal(format!("canteen record {} is no sample", one.row.id)));
    };
    let life = one.sample.as_ref().ok_or_else(|| Problem::internal(format!("food sample {} has no life", one.row.id)))?;
    let phase = repo::phase(life)?;
    let due = is_due(&phase, now);
    let facts = facts(actor, one, life, now);
    let step = |action| match guard(&phase, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    let state = phase.state();
    let said = if due { DUE } else { state.formal() };
    Ok(SampleView {
        dish: dish.clone(),
        grams: *grams,
        keeper: names.staff(*keeper_id),
        supervisor: names.person(*supervisor_id),
        state,
        state_text: said.pick(lang).to_owned(),
        fridge: life.fridge.clone(),
        stored_at: life.stored_at,
        stored_recorded_at: life.stored_recorded_at,
        stored_late: life.stored_late,
        keep_until: life.keep_until,
        due,
        discarded_at: life.discarded_at,
        discard_recorded_at: life.discard_recorded_at,
        discard_late: life.discard_late,
        discarded_by: life.discarded_by.map(|id| names.staff(id)),
        discard_supervisor: life.discard_supervisor_id.map(|id| names.person(id)),
        seal_reason: life.seal_reason.clone(),
        unsealed_at: life.unsealed_at,
        unsealed_by: life.unsealed_by.map(|id| names.person(id)),
        unseal_note: life.unseal_note.clone(),
        allowed_actions: CommandKind::ALL.into_iter().map(step).collect(),
    })
}

/// What counts for a step of his that is said to be taken at this moment.
pub(super) fn facts(actor: &Actor, record: &Record, life: &Model, at: DateTime<Utc>) -> Facts {
    let who = Who::of(actor.may(KeepBook::INFO.key), actor.may(OverseeCanteen::INFO.key));
    Facts { who, of_incident: life.incident_id.is_some(), is_struck: !record.stands(), at }
}

/// Whether its hours are over and it is still there.
pub(crate) fn is_due(phase: &Phase, now: DateTime<Utc>) -> bool {
    phase.state() == State::Stored && phase.keep_until().is_some_and(|until| until <= now)
}
