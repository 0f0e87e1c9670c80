//! Counting rounds and findings, group by group: the database adds up, whatever their number.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Result, Scope};
use repairs::case::{entity as case, phase::State as CaseState};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::dto::Sums;
use crate::round::{
    entity::{Column, Entity, finding},
    phase::State,
    repo,
};

/// What is counted.
pub(super) struct Span<'a> {
    pub scope: &'a Scope,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub checklist: Option<Uuid>,
}

impl Span<'_> {
    fn rounds(&self) -> Condition {
        let due = repo::in_scope(self.scope).add(Column::DueOn.between(self.from, self.to)).add(Column::Phase.ne(State::Cancelled.key()));
        due.add_option(self.checklist.map(|list| Column::ChecklistId.eq(list)))
    }

    /// What was found in these days, on rounds that the caller sees.
    fn findings(&self) -> Condition {
        let mut seen = Entity::find().select_only().column(Column::Id).filter(repo::in_scope(self.scope));
        if let Some(list) = self.checklist {
            seen = seen.filter(Column::ChecklistId.eq(list));
        }
        Condition::all()
            .add(finding::Column::SchoolId.eq(self.scope.school))
            .add(finding::Column::FoundOn.between(self.from, self.to))
            .add(finding::Column::RoundId.in_subquery(seen.into_query()))
    }
}

/// The sums by a key, rounds and findings together.
pub(super) type Counted<K> = BTreeMap<K, Sums>;

fn add_rounds<K: Ord>(counted: &mut Counted<K>, rows: Vec<(K, String, bool, bool, i64)>) {
    for (key, phase, late, nothing_found, count) in rows {
        let sums = counted.entry(key).or_default();
        let Some(state) = State::of(&phase) else { continue };
        sums.due += count;
        if state.is_held() {
            sums.held += count;
            sums.late += if late { count } else { 0 };
            sums.nothing_found += if nothing_found { count } else { 0 };
        } else if state == State::Missed {
            sums.missed += count;
        }
    }
}

fn add_findings<K: Ord>(counted: &mut Counted<K>, rows: Vec<(K, Option<String>, i64)>) {
    for (key, phase, count) in rows {
        let sums = counted.entry(key).or_default();
        sums.found += count;
        if let Some(phase) = phase {
            sums.reported += count;
            sums.put_right += if phase == CaseState::Closed.key() { count } else { 0 };
        }
    }
}

pub(super) async fn by_checklist(db: &impl ConnectionTrait, span: &Span<'_>) -> Result<Counted<Option<Uuid>>> {
    let mut counted = Counted::new();
    add_rounds(&mut counted, rounds(span, Column::ChecklistId).into_tuple().all(db).await?);
    let select = with_round_and_case(span).column_as(Column::ChecklistId, "k").group_by(Column::ChecklistId);
    add_findings(&mut counted, counting(select).into_tuple().all(db).await?);
    Ok(counted)
}

pub(super) async fn by_place(db: &impl ConnectionTrait, span: &Span<'_>) -> Result<Counted<Option<Uuid>>> {
    let mut counted = Counted::new();
    add_rounds(&mut counted, rounds(span, Column::LocationId).into_tuple().all(db).await?);
    let select = with_round_and_case(span).column_as(finding::Column::LocationId, "k").group_by(finding::Column::LocationId);
    add_findings(&mut counted, counting(select).into_tuple().all(db).await?);
    Ok(counted)
}

pub(super) async fn by_day(db: &impl ConnectionTrait, span: &Span<'_>) -> Result<Counted<NaiveDate>> {
    let mut counted = Counted::new();
    add_rounds(&mut counted, rounds(span, Column::DueOn).into_tuple().all(db).await?);
    let select = with_round_and_case(span).column_as(finding::Column::FoundOn, "k").group_by(finding::Column::FoundOn);
    add_findings(&mut counted, counting(select).into_tuple().all(db).await?);
    Ok(counted)
}

fn rounds(span: &Span<'_>, key: Column) -> sea_orm::Select<Entity> {
    Entity::find()
        .select_only()
        .column_as(key, "k")
        .columns([Column::Phase, Column::Late, Column::NothingFound])
        .column_as(Column::Id.count(), "n")
        .filter(span.rounds())
        .group_by(key)
        .group_by(Column::Phase)
        .group_by(Column::Late)
        .group_by(Column::NothingFound)
}

fn with_round_and_case(span: &Span<'_>) -> sea_orm::Select<finding::Entity> {
    let to_round =
        finding::Entity::belongs_to(Entity).from((finding::Column::SchoolId, finding::Column::RoundId)).to((Column::SchoolId, Column::Id));
    let to_case = finding::Entity::belongs_to(case::Entity)
        .from((finding::Column::SchoolId, finding::Column::CaseId))
        .to((case::Column::SchoolId, case::Column::Id));
    finding::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, to_round.into())
        .join(JoinType::LeftJoin, to_case.into())
        .filter(span.findings())
}

fn counting(select: sea_orm::Select<finding::Entity>) -> sea_orm::Select<finding::Entity> {
    select.column_as(case::Column::Phase, "phase").column_as(finding::Column::Id.count(), "n").group_by(case::Column::Phase)
}
