//! A requisition as its caller sees it.

use std::collections::HashMap;

use approvals::{
    approval::{self, Words},
    revision::{Fact, Version, with_changes},
};
use campus::person::{self, PersonRef};
use chrono::{DateTime, Utc};
use kernel::{Actor, Lang, Permission, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{AllowedStep, DocumentRef, EarlierLine, EarlierVersion, LineView, PrintView, RequisitionRow, RequisitionView},
    model::{Content, Line, Requisition},
    phase::{CommandKind, Facts, State, guard},
    print::PrintRun,
    repo::{self, Named},
};
use crate::{
    item::{self, dto::ItemRef},
    permissions::KeepStores,
    stock::{self, dto::StockClass},
};

/// Rows of the list: approvals, names, classes and items in four look-ups.
pub(super) async fn rows(db: &impl ConnectionTrait, school: Uuid, all: &[Requisition], lang: Lang) -> Result<Vec<RequisitionRow>> {
    let deciding = all.iter().filter(|one| one.phase.state() == State::Submitted).map(|one| one.id.0).collect();
    let said = approval::said_of(db, school, KIND, deciding, lang).await?;
    let names = person::repo::names(db, school, all.iter().map(|one| one.requester_id).collect()).await?;
    let classes = stock::classes(db, school, all.iter().filter_map(|one| one.class_id).collect(), lang).await?;
    let first = all.iter().filter_map(|one| one.lines.first()).map(|line| line.item_id).collect();
    let items = item::repo::refs(db, school, first).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(all.iter().map(|one| row(one, said.get(&one.id.0).cloned(), person(one.requester_id), &classes, &items, lang)).collect())
}

fn row(
    one: &Requisition,
    said: Option<String>,
    requester: PersonRef,
    classes: &HashMap<Uuid, String>,
    items: &HashMap<Uuid, ItemRef>,
    lang: Lang,
) -> RequisitionRow {
    let state = one.phase.state();
    let first = one.lines.first().and_then(|line| items.get(&line.item_id)).map(|item| item.name.as_str()).unwrap_or_default();
    let class = |id: Uuid| StockClass { id, name: classes.get(&id).cloned().unwrap_or_default() };
    RequisitionRow {
        id: one.id,
        number: one.number.clone(),
        title: one.title(first).pick(lang).to_owned(),
        requester,
        class: one.class_id.map(class),
        state,
        state_text: said.unwrap_or_else(|| one.state_text().pick(lang).to_owned()),
        submitted_at: one.submitted_at,
        updated_at: one.updated_at,
        version: one.version,
    }
}

/// One requisition, whole, at an instant.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    one: &Requisition,
    named: Named,
    actor: &Actor,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<RequisitionView> {
    let school = one.school_id;
    let approval = approval::repo::of_subject(db, school, KIND, one.id.0).await?;
    let people = approval.iter().flat_map(approval::people_of).chain([one.requester_id]).collect();
    let words = Words::of(db, school, people, lang).await?;
    let earlier = repo::earlier_of(db, one).await?;
    let on_hand = named.on_hand.clone();
    let said = Said::of(db, school, named, &earlier, lang).await?;
    let deciding = approval.as_ref().filter(|_| one.phase.state() == State::Submitted);
    let line = |line: &Line| {
        let item = said.items.get(&line.item_id).cloned()?;
        Some(LineView { item, quantity: line.quantity, on_hand: on_hand.get(&line.item_id).copied().unwrap_or_default() })
    };
    let state_text = deciding.map(|approval| words.state_text(approval));
    Ok(RequisitionView {
        row: row(one, state_text, words.person(one.requester_id), &said.classes, &said.items, lang),
        purpose: one.purpose.clone(),
        print: print(one.print, &one.lines, &said.items),
        lines: one.lines.iter().filter_map(line).collect(),
        reason: one.phase.reason().map(str::to_owned),
        approval_id: approval.as_ref().map(|approval| approval.id),
        steps: words.steps(db, approval.as_ref()).await?,
        earlier: said.earlier(&earlier, one),
        document: handed_out(db, one).await?,
        allowed_actions: allowed(one, facts(one, actor, now), lang),
        created_at: one.created_at,
        decided_at: one.decided_at,
        collect_by: one.collect_by,
        round: one.round,
    })
}

pub(crate) const PURPOSE: Text = Text::fixed("用途", "Purpose");
pub(super) const CLASS: Text = Text::fixed("班级", "Class");
pub(super) const PRINT: Text = Text::fixed("文印", "Print run");

/// What a requisition and its earlier versions speak of, by name.
pub(super) struct Said {
    pub items: HashMap<Uuid, ItemRef>,
    pub classes: HashMap<Uuid, String>,
    lang: Lang,
}

impl Said {
    /// Looked up is only what an earlier version names and the requisition does not any more.
    pub async fn of(db: &impl ConnectionTrait, school: Uuid, named: Named, earlier: &[Version<Content>], lang: Lang) -> Result<Self> {
        let mut items = named.items;
        let mut classes: HashMap<Uuid, String> = named.class.into_iter().map(|class| (class.id, class.name_in(lang))).collect();
        let before = earlier.iter().flat_map(|version| &version.content.lines);
        let other_items = before.map(|line| line.item_id).filter(|id| !items.contains_key(id)).collect();
        let before = earlier.iter().filter_map(|version| version.content.class_id);
        let other_classes = before.filter(|id| !classes.contains_key(id)).collect();
        items.extend(item::repo::refs(db, school, other_items).await?);
        classes.extend(stock::classes(db, school, other_classes, lang).await?);
        Ok(Self { items, classes, lang })
    }

    /// What a version says, for telling what another says otherwise.
    pub fn facts(&self, content: &Content) -> Vec<Fact> {
        let mut facts = vec![Fact::new(PURPOSE.pick(self.lang), content.purpose.as_str())];
        let class = content.class_id.and_then(|id| self.classes.get(&id));
        facts.extend(class.map(|name| Fact::new(CLASS.pick(self.lang), name.as_str())));
        facts.extend(content.print.map(|print| Fact::new(PRINT.pick(self.lang), print.text().pick(self.lang))));
        let line = |line: &Line| {
            let item = self.items.get(&line.item_id)?;
            Some(Fact::new(item.in_full(), format!("{} {}", line.quantity, item.unit)))
        };
        facts.extend(content.lines.iter().filter_map(line));
        facts
    }

    /// What was submitted before, each with what the next one changed.
    fn earlier(&self, kept: &[Version<Content>], now: &Requisition) -> Vec<EarlierVersion> {
        let line = |line: &Line| Some(EarlierLine { item: self.items.get(&line.item_id).cloned()?, quantity: line.quantity });
        let class = |id: Uuid| StockClass { id, name: self.classes.get(&id).cloned().unwrap_or_default() };
        let changed = with_changes(kept, self.facts(&now.content()), |content| self.facts(content));
        let view = |(version, changes): (&Version<Content>, _)| EarlierVersion {
            round: version.round,
            submitted_at: version.submitted_at,
            changes,
            purpose: version.content.purpose.clone(),
            class: version.content.class_id.map(class),
            print: print(version.content.print, &version.content.lines, &self.items),
            lines: version.content.lines.iter().filter_map(line).collect(),
        };
        changed.into_iter().map(view).collect()
    }
}

/// A print run, now or as it was submitted before: its paper is the last line.
fn print(run: Option<PrintRun>, lines: &[Line], items: &HashMap<Uuid, ItemRef>) -> Option<PrintView> {
    let paper = lines.last().and_then(|line| items.get(&line.item_id))?.clone();
    let run = run?;
    Some(PrintView { paper, pages: run.pages, copies: run.copies, both_sides: run.both_sides, sheets: run.sheets })
}

async fn handed_out(db: &impl ConnectionTrait, one: &Requisition) -> Result<Option<DocumentRef>> {
    if one.phase.state() != State::Issued {
        return Ok(None);
    }
    let found = stock::of_requisition(db, one.school_id, one.id.0).await?;
    Ok(found.map(|row| DocumentRef { id: row.id, number: row.number, happened_on: row.happened_on, recorded_at: row.recorded_at }))
}

pub(super) fn facts(one: &Requisition, actor: &Actor, now: DateTime<Utc>) -> Facts {
    Facts { is_requester: actor.person == Some(one.requester_id), keeps: actor.may(KeepStores::INFO.key), is_late: one.is_late(now) }
}

/// What the caller may do now, and if not, why.
fn allowed(one: &Requisition, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let state = one.phase.state();
    let step = |action| match guard(state, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::BY_HAND.into_iter().map(step).collect()
}
