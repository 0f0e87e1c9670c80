//! Use cases on budgets.

use std::collections::HashMap;

use campus::{
    person::{self, PersonRef},
    school,
};
use chrono::Datelike;
use kernel::{
    Cursor, Db, Grant, Lang, Money, Page, PageLimit, Permission, Problem, Reply, Result, audit::Event, idempotency::IdempotencyKey, text,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{BudgetBody, BudgetEvent, BudgetRow, BudgetSource, BudgetYear, ListBudgets, ListEvents},
    entity::{Column, Entity, Model, event},
    error::BudgetError,
    model::{BudgetId, EventKind},
    repo,
    rules::{Figures, allot},
};
use crate::{
    event::BUDGET_ALLOTTED,
    permissions::{KeepBudgets, ViewBudgets},
    request::Fund,
};

/// Budgets.
#[derive(Debug, Clone)]
pub struct Budgets {
    db: Db,
}

/// What of a budget goes into the audit trail; what purchases do to it stands in its events.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    year: i64,
    fund: &'static str,
    allotted: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Budgets {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn of_year(&self, grant: &Grant<ViewBudgets>, query: &ListBudgets) -> Result<BudgetYear> {
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let scope = grant.scope()?;
        let this_year = i64::from(school::find(&reader, school).await?.today(reader.now()).year());
        let year = query.year.unwrap_or(this_year);
        let mut years = repo::years(&reader, &scope).await?;
        years.extend([this_year, this_year + 1]);
        years.sort_unstable();
        years.dedup();
        let rows = Entity::find().filter(repo::in_scope(&scope)).filter(Column::Year.eq(year)).all(&reader).await?;
        let figures = repo::figures(&reader, school, &rows).await?;
        let lang = grant.context().lang();
        let mut budgets = rows.iter().map(|row| row_of(row, &figures, lang)).collect::<Result<Vec<_>>>()?;
        budgets.sort_by_key(|row| Fund::ALL.iter().position(|fund| *fund == row.fund));
        Ok(BudgetYear { year, this_year, years, budgets, may_allot: grant.actor().may(KeepBudgets::INFO.key) })
    }

    /// Gives money to a fund for a year, or takes some back.
    pub async fn allot(&self, grant: &Grant<KeepBudgets>, body: BudgetBody) -> Result<Reply<BudgetRow>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let school = tx.school()?;
        repo::one_after_another(&tx, school).await?;
        let mut budget = repo::of_year(&tx, body.year, body.fund).await?;
        let before = figures_of(&repo::figures(&tx, school, std::slice::from_ref(&budget)).await?, &budget).allotted;
        if before != body.allotted_before {
            return Err(BudgetError::AllottedMeanwhile(before).into());
        }
        let after = allot(before, body.amount).map_err(BudgetError::NotAllotted)?;
        let reason = text::sentence(&body.reason);
        let row = event::Model {
            school_id: school,
            budget_id: budget.id,
            seq: 0,
            kind: EventKind::Allotted.key().into(),
            amount: body.amount.fen(),
            reason: Some(reason.clone()),
            source_kind: None,
            source_id: None,
            source_number: None,
            request_id: None,
            order_id: None,
            by_id: grant.person()?,
            at: tx.now(),
        };
        repo::append(&tx, &mut budget, row).await?;
        let recorded = |allotted, reason| Recorded { year: body.year, fund: body.fund.key(), allotted, reason };
        let (label, now) = (repo::label(body.year, body.fund), recorded(Some(after), Some(reason.as_str())));
        let event = Event::new(BUDGET_ALLOTTED);
        let event = match before {
            None => event.created(KIND, budget.id, label, &now),
            Some(before) => event.changed(KIND, budget.id, label, &recorded(Some(before), None), &now),
        };
        let figures = repo::figures(&tx, school, std::slice::from_ref(&budget)).await?;
        let view = row_of(&budget, &figures, grant.context().lang())?;
        tx.commit([event], Reply::created(view).version(budget.version)).await
    }

    /// What happened to the money of a budget, the newest first.
    pub async fn events(&self, grant: &Grant<ViewBudgets>, id: BudgetId, query: &ListEvents) -> Result<Page<BudgetEvent>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let budget = repo::find(&reader, &grant.scope()?, id).await?;
        let before = query.cursor.as_deref().map(|cursor| Cursor::decode_of::<i64>(repo::NEWEST_FIRST, cursor)).transpose()?;
        let found = repo::events(&reader, &budget, (query.kind, before), limit).await?;
        let page = Page::cut(found, limit, |row| (repo::NEWEST_FIRST, row.seq))?;
        let names = person::repo::names(&reader, budget.school_id, page.items.iter().map(|row| row.by_id).collect()).await?;
        let lang = grant.context().lang();
        let items = page.items.into_iter().map(|row| event_of(row, &names, lang)).collect::<Result<Vec<_>>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }
}

fn figures_of(all: &HashMap<Uuid, Figures>, budget: &Model) -> Figures {
    all.get(&budget.id).copied().unwrap_or_default()
}

fn row_of(budget: &Model, figures: &HashMap<Uuid, Figures>, lang: Lang) -> Result<BudgetRow> {
    let fund = Fund::of(&budget.fund).ok_or_else(|| Problem::internal(format!("a budget of no known fund: {}", budget.fund)))?;
    let figures = figures_of(figures, budget);
    let balance = figures.balance();
    Ok(BudgetRow {
        id: BudgetId(budget.id),
        year: budget.year,
        fund,
        fund_title: fund.title().pick(lang).to_owned(),
        allotted: figures.allotted,
        reserved: figures.reserved,
        committed: figures.committed,
        spent: figures.spent,
        used: figures.used(),
        balance,
        over: balance.is_some_and(|balance| balance.fen() < 0),
        events: budget.version,
    })
}

fn event_of(row: event::Model, names: &HashMap<Uuid, String>, lang: Lang) -> Result<BudgetEvent> {
    let kind = EventKind::of(&row.kind).ok_or_else(|| Problem::internal(format!("a budget event of no known kind: {}", row.kind)))?;
    let source = match (row.source_kind, row.source_id, row.source_number) {
        (Some(kind), Some(id), Some(number)) => Some(BudgetSource { kind, id, number }),
        _ => None,
    };
    Ok(BudgetEvent {
        seq: row.seq,
        kind,
        kind_text: kind.title().pick(lang).to_owned(),
        amount: Money::stored(row.amount),
        amount_in_words: (kind == EventKind::Allotted).then(|| Money::stored(row.amount).in_capitals()),
        reason: row.reason,
        source,
        by: PersonRef { id: row.by_id, name: names.get(&row.by_id).cloned().unwrap_or_default() },
        at: row.at,
    })
}
