//! Lists and their totals.

use std::collections::BTreeMap;

use campus::{
    location,
    person::{self, PersonRef},
    role_grant, school,
};
use chrono::{DateTime, Utc};
use kernel::{Cursor, Grant, Page, PageLimit, Reader, Result, text};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::Rounds;
use crate::{
    InspectionError,
    permissions::{PerformInspections, ViewInspections},
    round::{
        dto::{InspectionRoundRow, InspectionRoundTotals, ListRounds, ListView},
        entity::{Column, Entity},
        phase::State,
        repo, view,
    },
};

/// People that are offered at once; the rest are found by their name.
const SIGNERS: u64 = 50;

/// The order of the list, for its cursors.
const ORDER: &str = "-due_from";

impl Rounds {
    pub async fn list(&self, grant: &Grant<ViewInspections>, query: &ListRounds) -> Result<Page<InspectionRoundRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = filtered(&reader, grant, query).await?;
        if let Some(cursor) = &query.cursor {
            let (at, id): (DateTime<Utc>, Uuid) = Cursor::decode_of(ORDER, cursor)?;
            let same = Condition::all().add(Column::DueFrom.eq(at)).add(Column::Id.lt(id));
            select = select.filter(Condition::any().add(Column::DueFrom.lt(at)).add(same));
        }
        let rows = select.order_by_desc(Column::DueFrom).order_by_desc(Column::Id).limit(limit.fetch()).all(&reader).await?;
        let page = Page::cut(rows, limit, |row| (ORDER, (row.due_from, row.id)))?;
        let rounds = page.items.into_iter().map(repo::read).collect::<Result<Vec<_>>>()?;
        let items = view::rows(&reader, grant.school()?, &rounds, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// Names to choose the second signer from, or whoever held a round: whoever goes round need not see people otherwise.
    pub(in crate::round) async fn signers(&self, grant: &Grant<PerformInspections>, q: Option<String>) -> Result<Vec<PersonRef>> {
        person::repo::choices(&self.db.read(grant), grant.school()?, q, SIGNERS).await
    }

    pub(in crate::round) async fn totals(&self, grant: &Grant<ViewInspections>, query: &ListRounds) -> Result<InspectionRoundTotals> {
        PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let rows: Vec<(String, bool, bool, i64, Option<i64>)> = filtered(&reader, grant, query)
            .await?
            .select_only()
            .columns([Column::Phase, Column::Late, Column::NothingFound])
            .column_as(Column::Id.count(), "n")
            // As the number that it is: PostgreSQL would make it a numeric.
            .column_as(Expr::col(Column::Faults).sum().cast_as("bigint"), "faults")
            .group_by(Column::Phase)
            .group_by(Column::Late)
            .group_by(Column::NothingFound)
            .into_tuple()
            .all(&reader)
            .await?;
        let mut totals = InspectionRoundTotals { by_state: BTreeMap::new(), ..InspectionRoundTotals::default() };
        for (state, late, nothing_found, count, faults) in rows {
            totals.count += count;
            totals.late += if late { count } else { 0 };
            totals.nothing_found += if nothing_found { count } else { 0 };
            totals.faults += faults.unwrap_or_default();
            *totals.by_state.entry(state).or_default() += count;
        }
        Ok(totals)
    }
}

async fn filtered(reader: &Reader, grant: &Grant<ViewInspections>, query: &ListRounds) -> Result<Select<Entity>> {
    let scope = grant.scope()?;
    let mut select = Entity::find().filter(repo::in_scope(&scope));
    match query.view.unwrap_or_default() {
        ListView::All => {}
        ListView::Mine => select = select.filter(mine(reader, grant).await?),
        ListView::ToSign => {
            let asked = Condition::all().add(Column::SecondSignerId.eq(grant.person()?)).add(Column::SecondAt.is_null());
            select = select.filter(asked.add(Column::Phase.eq(State::Submitted.key())));
        }
    }
    if let Some(states) = &query.state {
        let known: Option<Vec<&str>> = states.split(',').map(|state| State::of(state.trim()).map(State::key)).collect();
        select = select.filter(Column::Phase.is_in(known.ok_or(InspectionError::UnknownValue)?));
    }
    if let Some(day) = query.from {
        select = select.filter(Column::DueOn.gte(day));
    }
    if let Some(day) = query.to {
        select = select.filter(Column::DueOn.lte(day));
    }
    if let Some(place) = query.location_id {
        select = select.filter(location::repo::at_or_below(reader, scope.school, place, repo::PLACES).await?);
    }
    if let Some(list) = query.checklist_id {
        select = select.filter(Column::ChecklistId.eq(list));
    }
    if let Some(plan) = query.plan_id {
        select = select.filter(Column::PlanId.eq(plan));
    }
    if let Some(late) = query.late {
        select = select.filter(Column::Late.eq(late));
    }
    if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
        select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
    }
    Ok(select)
}

/// What somebody is named for, himself or by a role that he holds today, and what he held.
async fn mine(reader: &Reader, grant: &Grant<ViewInspections>) -> Result<Condition> {
    let me = grant.person()?;
    let school = school::find(reader, grant.school()?).await?;
    let held = role_grant::effective(reader, school.id, me, school.today(reader.now())).await?;
    let roles: Vec<&str> = held.iter().map(|grant| grant.role.code()).collect();
    let named = Condition::any().add(Column::PerformerId.eq(me)).add(Column::PerformedBy.eq(me));
    Ok(if roles.is_empty() { named } else { named.add(Column::PerformerRole.is_in(roles)) })
}
