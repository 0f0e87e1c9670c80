//! A distribution as its caller sees it.

use std::collections::{BTreeSet, HashMap};

use approvals::{
    approval::{self, Words},
    revision::{Fact, Version, with_changes},
};
use campus::person::{self, PersonRef};
use kernel::{Actor, Lang, Permission, Problem, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{AllowedStep, DistributionRow, DistributionView, EarlierVersion, LineView},
    entity::Model,
    matrix::Line,
    model::{Content, Distribution},
    phase::{CommandKind, Facts, State, guard},
    repo::{self, Known},
};
use crate::{
    OnHand,
    item::{self, dto::ItemRef},
    permissions::KeepStores,
    requisition::PURPOSE,
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
pub(super) async fn view(
    db: &impl ConnectionTrait,
    one: &Distribution,
    known: Known,
    actor: &Actor,
    lang: Lang,
) -> Result<DistributionView> {
    let school = one.school_id;
    let approval = approval::repo::of_subject(db, school, KIND, one.id.0).await?;
    let people = approval.iter().flat_map(approval::people_of).chain([one.made_by]).collect();
    let words = Words::of(db, school, people, lang).await?;
    let earlier = repo::earlier_of(db, one).await?;
    let stores = earlier.iter().map(|version| version.content.store_id).chain([one.store_id]).collect();
    let said = Said::of(db, one, known, &earlier, stores, lang).await?;
    let store = said.stores.get(&one.store_id).cloned();
    let deciding = approval.as_ref().filter(|_| one.phase.state() == State::Submitted);
    let state_text = deciding.map(|approval| words.state_text(approval));
    Ok(DistributionView {
        row: row(&repo::row_of(one), state_text, words.person(one.made_by), store, lang)?,
        classes: said.classes(&one.class_ids),
        lines: said.lines(&one.lines),
        reason: one.phase.reason().map(str::to_owned),
        approval_id: approval.as_ref().map(|approval| approval.id),
        steps: words.steps(db, approval.as_ref()).await?,
        earlier: said.earlier(&earlier, one),
        allowed_actions: allowed(one, actor, lang),
        decided_at: one.decided_at,
        round: one.round,
    })
}

pub(super) const CLASSES: Text = Text::fixed("班级", "Classes");

/// What a distribution and its earlier versions speak of, by name.
pub(super) struct Said {
    pub items: HashMap<Uuid, ItemRef>,
    classes: HashMap<Uuid, String>,
    stores: HashMap<Uuid, StoreRef>,
    lang: Lang,
}

impl Said {
    /// `stores`: those that are to be named. Looked up is only what is not known already.
    pub async fn of(
        db: &impl ConnectionTrait,
        one: &Distribution,
        known: Known,
        earlier: &[Version<Content>],
        stores: BTreeSet<Uuid>,
        lang: Lang,
    ) -> Result<Self> {
        let school = one.school_id;
        let mut items = known.items;
        let mut classes: HashMap<Uuid, String> = known.classes.into_iter().map(|(id, name)| (id, name.pick(lang).to_owned())).collect();
        let mut named: HashMap<Uuid, StoreRef> = known.store.into_iter().map(|store| (store.id, store)).collect();
        let other_items = one.lines.iter().chain(earlier.iter().flat_map(|version| &version.content.lines)).map(|line| line.item_id);
        let other_items = other_items.filter(|id| !items.contains_key(id)).collect();
        let other_classes = one.class_ids.iter().chain(earlier.iter().flat_map(|version| &version.content.class_ids)).copied();
        let other_classes = other_classes.filter(|id| !classes.contains_key(id)).collect();
        let other_stores = stores.into_iter().filter(|id| !named.contains_key(id)).collect();
        items.extend(item::repo::refs(db, school, other_items).await?);
        classes.extend(stock::classes(db, school, other_classes, lang).await?);
        named.extend(store::repo::refs(db, school, other_stores).await?);
        Ok(Self { items, classes, stores: named, lang })
    }

    /// Classes by name, in the order in which they get something. A new class that only an earlier version names may be gone.
    pub fn class_names(&self, ids: &[Uuid]) -> Vec<&str> {
        ids.iter().map(|id| self.classes.get(id).map_or("—", String::as_str)).collect()
    }

    fn classes(&self, ids: &[Uuid]) -> Vec<StockClass> {
        ids.iter().zip(self.class_names(ids)).map(|(id, name)| StockClass { id: *id, name: name.to_owned() }).collect()
    }

    fn lines(&self, lines: &[Line]) -> Vec<LineView> {
        let line = |line: &Line| {
            let item = self.items.get(&line.item_id).cloned()?;
            Some(LineView { item, quantities: line.quantities.clone(), total: OnHand::stored(line.total()) })
        };
        lines.iter().filter_map(line).collect()
    }

    fn store_name(&self, content: &Content) -> String {
        self.stores.get(&content.store_id).map(|store| store.name.clone()).unwrap_or_default()
    }

    /// What a version says, for telling what another says otherwise: what each class gets of each thing, a nought being nothing.
    pub fn facts(&self, content: &Content) -> Vec<Fact> {
        let names = self.class_names(&content.class_ids);
        let comma = Text::fixed("、", ", ");
        let mut facts = vec![
            Fact::new(PURPOSE.pick(self.lang), content.purpose.as_str()),
            Fact::new(Text::fixed("库房", "Store").pick(self.lang), self.store_name(content)),
            Fact::new(CLASSES.pick(self.lang), names.join(comma.pick(self.lang))),
        ];
        for line in &content.lines {
            let Some(item) = self.items.get(&line.item_id) else { continue };
            let given = names.iter().zip(&line.quantities).filter(|(_, quantity)| **quantity > OnHand::NOTHING);
            let fact = |(class, quantity): (&&str, &OnHand)| {
                Fact::new(format!("{} · {class}", item.in_full()), format!("{quantity} {}", item.unit))
            };
            facts.extend(given.map(fact));
        }
        facts
    }

    /// What was submitted before, each with what the next one changed.
    fn earlier(&self, kept: &[Version<Content>], now: &Distribution) -> Vec<EarlierVersion> {
        let changed = with_changes(kept, self.facts(&now.content()), |content| self.facts(content));
        let view = |(version, changes): (&Version<Content>, _)| EarlierVersion {
            round: version.round,
            submitted_at: version.submitted_at,
            changes,
            store_name: self.store_name(&version.content),
            purpose: version.content.purpose.clone(),
            classes: self.classes(&version.content.class_ids),
            lines: self.lines(&version.content.lines),
        };
        changed.into_iter().map(view).collect()
    }
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
