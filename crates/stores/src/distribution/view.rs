//! A distribution as its caller sees it.

use std::collections::BTreeSet;

use approvals::approval::{self, Words};
use campus::person::{self, PersonRef};
use kernel::{Actor, Lang, Permission, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{AllowedStep, DistributionRow, DistributionView, LineView},
    entity::Model,
    matrix::Line,
    model::Distribution,
    phase::{CommandKind, Facts, State, guard},
    repo,
};
use crate::{
    OnHand, item,
    permissions::KeepStores,
    stock::{self, dto::StockClass},
    store::{self, dto::StoreRef},
};

/// Rows of the list: approvals, names and stores in a few look-ups.
pub(super) async fn rows(db: &impl ConnectionTrait, school: Uuid, all: &[Model], lang: Lang) -> Result<Vec<DistributionRow>> {
    let deciding = all.iter().filter(|row| row.phase == State::Submitted.key()).map(|row| row.id).collect();
    let said = approval::said_of(db, school, KIND, deciding, lang).await?;
    let names = person::repo::names(db, school, all.iter().map(|row| row.made_by).collect()).await?;
    let stores = store::repo::refs(db, school, all.iter().map(|row| row.store_id).collect()).await?;
    let shown = |one: &Model| {
        let made_by = PersonRef { id: one.made_by, name: names.get(&one.made_by).cloned().unwrap_or_default() };
        row(one, said.get(&one.id).cloned(), made_by, stores.get(&one.store_id).cloned(), lang)
    };
    all.iter().map(shown).collect()
}

fn row(one: &Model, said: Option<String>, made_by: PersonRef, store: Option<StoreRef>, lang: Lang) -> Result<DistributionRow> {
    let state = repo::phase_of(one)?.state();
    Ok(DistributionRow {
        id: one.id.into(),
        number: one.number.clone(),
        store: store.ok_or_else(|| Problem::internal("a distribution without its store"))?,
        purpose: one.purpose.clone(),
        made_by,
        state,
        state_text: said.unwrap_or_else(|| state.formal().pick(lang).to_owned()),
        submitted_at: one.submitted_at,
        updated_at: one.updated_at,
        version: one.version,
    })
}

/// One distribution, whole.
pub(super) async fn view(db: &impl ConnectionTrait, one: &Distribution, actor: &Actor, lang: Lang) -> Result<DistributionView> {
    let school = one.school_id;
    let approval = approval::repo::of_subject(db, school, KIND, one.id.0).await?;
    let people = approval.iter().flat_map(approval::people_of).chain([one.made_by]).collect();
    let words = Words::of(db, school, people, lang).await?;
    let items = item::repo::refs(db, school, one.lines.iter().map(|line| line.item_id).collect()).await?;
    let classes = stock::classes(db, school, one.class_ids.iter().copied().collect(), lang).await?;
    let store = store::repo::refs(db, school, BTreeSet::from([one.store_id])).await?.remove(&one.store_id);
    let deciding = approval.as_ref().filter(|_| one.phase.state() == State::Submitted);
    let said = deciding.map(|approval| words.state_text(approval));
    let line = |line: &Line| {
        let item = items.get(&line.item_id).cloned()?;
        Some(LineView { item, quantities: line.quantities.clone(), total: OnHand::stored(line.total()) })
    };
    let class = |id: &Uuid| StockClass { id: *id, name: classes.get(id).cloned().unwrap_or_default() };
    Ok(DistributionView {
        row: row(&repo::row_of(one), said, words.person(one.made_by), store, lang)?,
        classes: one.class_ids.iter().map(class).collect(),
        lines: one.lines.iter().filter_map(line).collect(),
        reason: one.phase.reason().map(str::to_owned),
        approval_id: approval.as_ref().map(|approval| approval.id),
        steps: words.steps(db, approval.as_ref()).await?,
        allowed_actions: allowed(one, actor, lang),
        decided_at: one.decided_at,
        round: one.round,
    })
}

pub(super) fn facts(one: &Distribution, actor: &Actor) -> Facts {
    Facts { made_it: actor.person == Some(one.made_by), keeps: actor.may(KeepStores::INFO.key) }
}

/// What the caller may do now, and if not, why.
fn allowed(one: &Distribution, actor: &Actor, lang: Lang) -> Vec<AllowedStep> {
    let (state, facts) = (one.phase.state(), facts(one, actor));
    let step = |action| match guard(state, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::BY_HAND.into_iter().map(step).collect()
}
