//! Lists, totals and what waits for whom.

use std::collections::BTreeMap;

use campus::{location, school};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kernel::{Actor, Cursor, Grant, Page, PageLimit, Permission, Problem, Reader, Result, Scope, Text};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use super::Repairs;
use crate::{
    case::{
        Category,
        dto::{CaseRow, CaseTotals, ListCases, ListView, Summary},
        entity::{Column, Entity},
        phase::State,
        repo, view,
    },
    permissions::{OwnSummary, ViewRepairs},
};

/// What a row of a list shows, and no more.
#[derive(Debug, FromQueryResult)]
pub(in crate::case) struct RowModel {
    pub id: Uuid,
    pub number: String,
    pub phase: String,
    pub category: String,
    pub location_id: Uuid,
    pub description: String,
    pub danger: bool,
    pub priority: i64,
    pub reporter_name: String,
    pub owner_id: Option<Uuid>,
    pub worker_id: Option<Uuid>,
    pub reported_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub expected_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub version: i64,
}

const ROW_COLUMNS: [Column; 16] = [
    Column::Id,
    Column::Number,
    Column::Phase,
    Column::Category,
    Column::LocationId,
    Column::Description,
    Column::Danger,
    Column::Priority,
    Column::ReporterName,
    Column::OwnerId,
    Column::WorkerId,
    Column::ReportedAt,
    Column::UpdatedAt,
    Column::ExpectedOn,
    Column::Reason,
    Column::Version,
];

impl Repairs {
    pub async fn list(&self, grant: &Grant<ViewRepairs>, query: &ListCases) -> Result<Page<CaseRow>> {
        let limit = PageLimit::new(query.limit)?;
        let (order, newest_first) = order(query.sort.as_deref())?;
        let reader = self.db.read(grant);
        let mut select =
            filtered(&reader, &grant.scope()?, grant.actor(), query).await?.select_only().columns(ROW_COLUMNS).limit(limit.fetch());
        select = if newest_first { select.order_by_desc(Column::Id) } else { select.order_by_asc(Column::Id) };
        if let Some(cursor) = &query.cursor {
            let last: Uuid = Cursor::decode_of(order, cursor)?;
            select = select.filter(if newest_first { Column::Id.lt(last) } else { Column::Id.gt(last) });
        }
        let rows = select.into_model::<RowModel>().all(&reader).await?;
        let page = Page::cut(rows, limit, |r| (order, r.id))?;
        let items = view::rows(&reader, grant.school()?, page.items, reader.now(), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn totals(&self, grant: &Grant<ViewRepairs>, query: &ListCases) -> Result<CaseTotals> {
        PageLimit::new(query.limit)?;
        order(query.sort.as_deref())?;
        let reader = self.db.read(grant);
        let select = filtered(&reader, &grant.scope()?, grant.actor(), query).await?;
        let rows: Vec<(String, i64)> = select
            .clone()
            .select_only()
            .column(Column::Phase)
            .column_as(Column::Id.count(), "n")
            .group_by(Column::Phase)
            .into_tuple()
            .all(&reader)
            .await?;
        let today = school::find(&reader, grant.school()?).await?.today(reader.now());
        let late = count(&reader, select.filter(late(reader.now(), today))).await?;
        let by_state: BTreeMap<String, i64> = rows.into_iter().collect();
        Ok(CaseTotals { count: by_state.values().sum(), by_state, late })
    }

    /// Zeros for whoever sees no cases: the page asks for everybody.
    pub async fn summary(&self, grant: &Grant<OwnSummary>) -> Result<Summary> {
        let actor = grant.actor();
        let Some(right) = actor.right(ViewRepairs::INFO.key) else { return Ok(Summary::default()) };
        let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
        let reader = self.db.read(grant);
        let of = |view| Entity::find().filter(repo::in_scope(&scope)).filter(viewed_by(view, actor)).filter(Column::IsOpen.eq(true));
        let unassigned = if actor.may("repair_cases.assign") { Some(count(&reader, of(ListView::Unassigned)).await?) } else { None };
        Ok(Summary {
            waiting_for_me: count(&reader, of(ListView::WaitingForMe)).await?,
            assigned_to_me: count(&reader, of(ListView::AssignedToMe)).await?,
            my_open_reports: count(&reader, of(ListView::ReportedByMe)).await?,
            unassigned,
        })
    }
}

async fn count(reader: &Reader, select: Select<Entity>) -> Result<i64> {
    let n: Option<i64> = select.select_only().column_as(Column::Id.count(), "n").into_tuple().one(reader).await?;
    Ok(n.unwrap_or_default())
}

/// The order's name and whether it begins with the newest.
fn order(sort: Option<&str>) -> Result<(&'static str, bool)> {
    match sort.unwrap_or("-reported_at") {
        "-reported_at" => Ok(("-reported_at", true)),
        "reported_at" => Ok(("reported_at", false)),
        other => Err(Problem::new(
            axum::http::StatusCode::BAD_REQUEST,
            "unknown_sort",
            Text::new(
                "只能按 reported_at 排序。",
                format!("Cannot sort by {}; use reported_at or -reported_at.", other.chars().take(40).collect::<String>()),
            ),
        )),
    }
}

async fn filtered(db: &impl ConnectionTrait, scope: &Scope, actor: &Actor, query: &ListCases) -> Result<Select<Entity>> {
    let mut select = Entity::find().filter(repo::in_scope(scope));
    if let Some(view) = query.view {
        select = select.filter(viewed_by(view, actor));
    }
    if let Some(states) = &query.state {
        select = select.filter(in_states(states)?);
    }
    if let Some(categories) = &query.category {
        let known: Option<Vec<&str>> = categories.split(',').map(|c| Category::of(c.trim()).map(Category::key)).collect();
        select = select.filter(Column::Category.is_in(known.ok_or_else(unknown_value)?));
    }
    if let Some(place) = query.location_id {
        select = select.filter(location::repo::at_or_below(db, scope.school, place, repo::PLACES).await?);
    }
    if let Some(worker) = query.worker_id {
        select = select.filter(Column::WorkerId.eq(worker));
    }
    if let Some(q) = query.q.as_deref().map(|q| kernel::text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
        select = select.filter(Column::Number.gte(&q)).filter(Column::Number.lt(format!("{q}\u{10FFFF}")));
    }
    Ok(select)
}

/// Where "me" is somebody, his; for whoever dispatches, also what is in nobody's hands.
fn viewed_by(view: ListView, actor: &Actor) -> Condition {
    let me = actor.person.unwrap_or_default();
    // What was put off has its day; what nobody else can accept waits for the office like the unassigned.
    let unassigned =
        || Condition::all().add(Column::OwnerId.is_null()).add(Column::IsOpen.eq(true)).add(Column::Phase.ne(State::Deferred.key()));
    match view {
        ListView::All => Condition::all(),
        ListView::AssignedToMe => {
            Condition::all().add(Column::WorkerId.eq(me)).add(Column::IsOpen.eq(true)).add(Column::Phase.ne(State::Done.key()))
        }
        ListView::ReportedByMe => Condition::any().add(Column::ReporterId.eq(me)).add(repo::joined(actor.school.unwrap_or_default(), me)),
        ListView::Unassigned => unassigned(),
        ListView::WaitingForMe => {
            let mine = Condition::all().add(Column::OwnerId.eq(me)).add(Column::IsOpen.eq(true));
            let any = Condition::any().add(mine);
            if actor.may("repair_cases.assign") { any.add(unassigned()) } else { any }
        }
    }
}

/// The states, and whether they are open where all of them are alike: the indexes of places and people lead with that.
fn in_states(states: &str) -> Result<Condition> {
    let (mut any, mut open, mut over) = (Condition::any(), false, false);
    for word in states.split(',').map(str::trim) {
        any = match State::of(word) {
            Some(state) => {
                (open, over) = (open || state.is_open(), over || !state.is_open());
                any.add(Column::Phase.eq(state.key()))
            }
            None if word == "open" => {
                open = true;
                any.add(Column::IsOpen.eq(true))
            }
            None => return Err(unknown_value()),
        };
    }
    Ok(if open && over { any } else { Condition::all().add(Column::IsOpen.eq(open)).add(any) })
}

fn unknown_value() -> Problem {
    Problem::malformed("unknown_value", "筛选条件里有不认识的值。", "A filter has a value that does not exist.")
}

/// Days that each priority may stay open before it is late.
pub const ALLOWED_DAYS: [(i64, i64); 4] = [(1, 1), (2, 2), (3, 4), (4, 60)];

/// `today` is the school's: until eight in the morning the day in Greenwich is the one before.
fn late(now: DateTime<Utc>, today: NaiveDate) -> Condition {
    let promised = Condition::any().add(Column::ExpectedOn.is_null()).add(Column::ExpectedOn.lt(today));
    let open = Condition::all().add(Column::IsOpen.eq(true)).add(Column::Phase.ne(State::Done.key())).add(promised);
    let any = ALLOWED_DAYS.into_iter().fold(Condition::any(), |any, (priority, days)| {
        any.add(Condition::all().add(Column::Priority.eq(priority)).add(Column::ReportedAt.lt(now - TimeDelta::days(days))))
    });
    open.add(any)
}

/// The same rule for one case: nothing is late before the day that was promised while it waits.
pub(in crate::case) fn is_late(
    state: State,
    priority: i64,
    reported_at: DateTime<Utc>,
    expected_on: Option<NaiveDate>,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> bool {
    if expected_on.is_some_and(|day| day >= today) {
        return false;
    }
    let allowed = ALLOWED_DAYS.into_iter().find(|(p, _)| *p == priority).map_or(60, |(_, days)| days);
    state.is_open() && state != State::Done && reported_at < now - TimeDelta::days(allowed)
}

/// Open cases by worker.
pub(super) async fn open_by_worker(db: &impl ConnectionTrait, school: Uuid) -> Result<BTreeMap<Uuid, i64>> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::WorkerId)
        .column_as(Column::Id.count(), "n")
        .filter(Column::SchoolId.eq(school))
        .filter(Column::IsOpen.eq(true))
        .filter(Column::WorkerId.is_not_null())
        .filter(Column::Phase.ne(State::Done.key()))
        .group_by(Column::WorkerId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
