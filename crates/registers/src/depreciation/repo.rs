//! Finding and keeping runs: the only place where nullable columns become a phase.

use std::collections::{HashMap, HashSet};

use kernel::{Problem, Result, Scope, ScopeColumns, Tx, db::ROWS_PER_STATEMENT};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Statement,
};
use uuid::Uuid;

use super::{
    compute::{Line, Sums},
    entity::{Column, Entity, Model, line},
    error::DepreciationError,
    follow::follow,
    model::{Basis, DepreciationRunId, Run},
    month::Month,
    phase::{Phase, State},
    plan::Start,
};
use crate::asset::entity::value_event;

/// A run is the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId))
}

pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: DepreciationRunId) -> Result<Run> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    read(row.ok_or_else(Problem::not_found)?)
}

/// The month that is computed and not closed yet.
pub(super) async fn draft(db: &impl ConnectionTrait, school: Uuid) -> Result<Option<Run>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::State.eq(State::Draft.key()));
    select.one(db).await?.map(read).transpose()
}

/// The last month that was closed, and its run.
pub(super) async fn last_closed(db: &impl ConnectionTrait, school: Uuid) -> Result<Option<Run>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::State.eq(State::Closed.key()));
    select.order_by_desc(Column::Period).one(db).await?.map(read).transpose()
}

/// The last run that was closed of a month, or of one before it.
pub(super) async fn last_closed_until(db: &impl ConnectionTrait, school: Uuid, month: Month) -> Result<Option<Uuid>> {
    let select = Entity::find().select_only().column(Column::Id).filter(Column::SchoolId.eq(school));
    let closed = select.filter(Column::State.eq(State::Closed.key())).filter(Column::Period.lte(month.to_string()));
    Ok(closed.order_by_desc(Column::Period).limit(1).into_tuple().one(db).await?)
}

/// Those of the cards that have depreciated in the books: a month of theirs is closed, or they were brought along so.
pub(crate) async fn begun(db: &impl ConnectionTrait, school: Uuid, cards: &[Uuid]) -> Result<HashSet<Uuid>> {
    use value_event::Column as Event;
    let mut found = HashSet::new();
    for chunk in cards.chunks(ROWS_PER_STATEMENT) {
        let worn = value_event::Entity::find().select_only().column(Event::AssetId).filter(Event::SchoolId.eq(school));
        let worn = worn.filter(Event::AssetId.is_in(chunk.iter().copied())).filter(Event::AccumulatedDepreciation.ne(0_i64)).distinct();
        let rows: Vec<Uuid> = worn.into_tuple().all(db).await?;
        found.extend(rows);
        let closed = Entity::find().select_only().column(Column::Id).filter(Column::SchoolId.eq(school));
        let closed = closed.filter(Column::State.eq(State::Closed.key())).into_query();
        let lines = line::Entity::find().select_only().column(line::Column::AssetId).filter(line::Column::SchoolId.eq(school));
        let lines = lines.filter(line::Column::AssetId.is_in(chunk.iter().copied())).filter(line::Column::RunId.in_subquery(closed));
        let rows: Vec<Uuid> = lines.distinct().into_tuple().all(db).await?;
        found.extend(rows);
    }
    Ok(found)
}

pub(super) fn read(row: Model) -> Result<Run> {
    let unknown = |what: &str| Problem::internal(format!("depreciation run {}: {what}", row.id));
    let phase = match State::of(&row.state).ok_or_else(|| unknown("no known state"))? {
        State::Draft => Phase::Draft,
        State::Closed => Phase::Closed,
        State::Discarded => Phase::Discarded { reason: row.discard_reason.clone().ok_or_else(|| unknown("discarded for no reason"))? },
    };
    Ok(Run {
        month: row.period.parse().map_err(|_| unknown("no month"))?,
        basis: Basis::of(&row.basis).ok_or_else(|| unknown("no known basis"))?,
        start: Start::of(&row.begins).ok_or_else(|| unknown("no known beginning"))?,
        phase,
        sums: Sums {
            cards: row.cards,
            original_value: row.original_value,
            month_amount: row.month_amount,
            accumulated: row.accumulated,
            official: row.official,
            posted: row.posted,
            differences: row.differences,
        },
        school_id: row.school_id,
        id: DepreciationRunId(row.id),
        inputs_sha256: row.inputs_sha256,
        computed_at: row.computed_at,
        computed_by: row.computed_by,
        closed_at: row.closed_at,
        closed_by: row.closed_by,
        voucher_no: row.voucher_no,
        discarded_at: row.discarded_at,
        version: row.version,
    })
}

fn row(run: &Run) -> Model {
    Model {
        school_id: run.school_id,
        id: run.id.0,
        period: run.month.to_string(),
        basis: run.basis.key().into(),
        begins: run.start.key().into(),
        state: run.phase.state().key().into(),
        cards: run.sums.cards,
        original_value: run.sums.original_value,
        month_amount: run.sums.month_amount,
        accumulated: run.sums.accumulated,
        official: run.sums.official,
        posted: run.sums.posted,
        differences: run.sums.differences,
        inputs_sha256: run.inputs_sha256.clone(),
        computed_at: run.computed_at,
        computed_by: run.computed_by,
        closed_at: run.closed_at,
        closed_by: run.closed_by,
        voucher_no: run.voucher_no.clone(),
        discarded_at: run.discarded_at,
        discard_reason: match &run.phase {
            Phase::Discarded { reason } => Some(reason.clone()),
            Phase::Draft | Phase::Closed => None,
        },
        version: run.version,
    }
}

pub(super) async fn insert(tx: &Tx, run: &Run) -> Result<()> {
    row(run).into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// Saves a run over the version that was seen.
pub(super) async fn save(tx: &Tx, mut run: Run) -> Result<Run> {
    let seen = run.version;
    run.version += 1;
    tx.save(row(&run), seen).await?;
    Ok(run)
}

/// What the asset system says, as far as it was told for this run.
pub(super) async fn official(db: &impl ConnectionTrait, run: &Run) -> Result<HashMap<Uuid, i64>> {
    let told: Vec<(Uuid, Option<i64>)> = line::Entity::find()
        .select_only()
        .columns([line::Column::AssetId, line::Column::Official])
        .filter(line::Column::SchoolId.eq(run.school_id))
        .filter(line::Column::RunId.eq(run.id.0))
        .filter(line::Column::Official.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(told.into_iter().filter_map(|(card, fen)| Some((card, fen?))).collect())
}

/// Writes the lines of a draft anew.
pub(super) async fn replace_lines(tx: &Tx, run: &Run, lines: &[Line]) -> Result<()> {
    line::Entity::delete_many().filter(line::Column::SchoolId.eq(run.school_id)).filter(line::Column::RunId.eq(run.id.0)).exec(tx).await?;
    for chunk in lines.chunks(ROWS_PER_STATEMENT) {
        let rows = chunk.iter().map(|one| line::ActiveModel {
            school_id: Set(run.school_id),
            id: Set(tx.new_id()),
            run_id: Set(run.id.0),
            asset_id: Set(one.asset_id),
            category_code: Set(one.category_code.clone()),
            original_value: Set(one.original_value),
            life_months: Set(one.life_months),
            months_taken: Set(one.months_taken),
            rate: Set(one.rate),
            month_amount: Set(one.month_amount),
            accumulated: Set(one.accumulated),
            booked: Set(one.booked),
            official: Set(one.official),
            posted: Set(one.posted),
            difference: Set(one.difference),
        });
        line::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Cards of a run that may be written to are held from here on, and those that came off others since: nobody changes them behind what is
/// computed next.
pub(super) async fn hold_cards(tx: &Tx, run: &Run) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let lines = "UPDATE asset SET version = asset.version FROM depreciation_line l \
            WHERE l.school_id = $1 AND l.run_id = $2 AND asset.school_id = l.school_id AND asset.id = l.asset_id";
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lines, [run.school_id.into(), run.id.0.into()])).await?;
        let pieces = "UPDATE asset SET version = asset.version FROM asset_value_event e WHERE e.school_id = $1 AND e.effective_on > $2 \
            AND e.kind = 'opening' AND asset.school_id = e.school_id AND asset.id = e.asset_id AND asset.split_from_id IS NOT NULL";
        let values: [sea_orm::Value; 2] = [run.school_id.into(), run.month.last_day().into()];
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, pieces, values)).await?;
    }
    Ok(())
}

/// Closing a run writes what it came to into the books, a value event a line of the line's own id, and onto the cards.
const POST_EVENTS: &str = "
    INSERT INTO asset_value_event (school_id, id, asset_id, kind, original_value, accumulated_depreciation, quantity, effective_on,
        recorded_at, document_kind, document_id, voucher_no, category_code)
    SELECT l.school_id, l.id, l.asset_id, 'depreciation', 0, l.posted, 0, $3, $4, 'depreciation_run', l.run_id, $5, l.category_code
    FROM depreciation_line l WHERE l.school_id = $1 AND l.run_id = $2 AND l.posted <> 0";

const POST_CARDS: &str = "
    UPDATE asset SET accumulated_depreciation = COALESCE(asset.accumulated_depreciation, 0) + l.posted, version = asset.version + 1
    FROM depreciation_line l
    WHERE l.school_id = $1 AND l.run_id = $2 AND l.posted <> 0 AND asset.school_id = l.school_id AND asset.id = l.asset_id
        AND asset.voided_at IS NULL AND asset.status NOT IN ('disposed', 'transferred_out')";

pub(super) async fn post(tx: &Tx, run: &Run) -> Result<()> {
    let backend = tx.get_database_backend();
    let key: [sea_orm::Value; 2] = [run.school_id.into(), run.id.0.into()];
    let said: [sea_orm::Value; 3] = [run.month.last_day().into(), tx.now().into(), run.voucher_no.clone().into()];
    let values = key.iter().cloned().chain(said);
    let written = tx.execute_raw(Statement::from_sql_and_values(backend, POST_EVENTS, values)).await?;
    let changed = tx.execute_raw(Statement::from_sql_and_values(backend, POST_CARDS, key)).await?;
    let gone = follow(tx, run).await?;
    if written.rows_affected() == changed.rows_affected() + gone { Ok(()) } else { Err(DepreciationError::InputsChanged.into()) }
}

/// Months of runs by their ids, for what names a run as its document.
pub(crate) async fn months(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Month>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Period])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, period)| Some((id, period.parse().ok()?))).collect())
}
