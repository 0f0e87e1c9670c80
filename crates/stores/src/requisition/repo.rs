//! Finding and keeping requisitions. The only place where nullable columns become a [`Phase`] and back.

use std::collections::HashMap;

use approvals::revision::Version;
use kernel::{Problem, Quantity, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QueryResult, Statement, Value, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity, Model, line, version},
    model::{Content, Line, Requisition, RequisitionId},
    phase::{Phase, State},
    print::PrintRun,
};
use crate::stock::insert_all;

/// A requisition knows no places: it is its requester's, or the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::RequesterId))
}

/// The requisition with this id inside the scope.
pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: RequisitionId) -> Result<Requisition> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    with_lines(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Several with their lines, in the order of the rows.
pub(super) async fn with_lines(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Requisition>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let found = line::Entity::find()
        .filter(line::Column::SchoolId.eq(school))
        .filter(line::Column::RequisitionId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(line::Column::RequisitionId)
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let mut by_requisition: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in found {
        let lines = by_requisition.entry(line.requisition_id).or_default();
        lines.push(Line { item_id: line.item_id, quantity: Quantity::stored(line.quantity) });
    }
    rows.into_iter()
        .map(|row| {
            let lines = by_requisition.remove(&row.id).unwrap_or_default();
            read(row, lines)
        })
        .collect()
}

fn read(row: Model, lines: Vec<Line>) -> Result<Requisition> {
    let broken = |what: &str| Problem::internal(format!("requisition {}: {what} is missing in phase {}", row.number, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Submitted => Phase::Submitted,
        State::Approved => Phase::Approved,
        State::Issued => Phase::Issued,
        State::Returned => Phase::Returned { reason: reason()? },
        State::Rejected => Phase::Rejected { reason: reason()? },
        State::Cancelled => Phase::Cancelled { reason: reason()? },
        State::Expired => Phase::Expired,
    };
    let of_print = (row.print_pages, row.print_copies, row.print_both_sides, row.print_sheets);
    let print = if let (Some(pages), Some(copies), Some(both_sides), Some(sheets)) = of_print {
        Some(PrintRun { pages, copies, both_sides, sheets })
    } else {
        None
    };
    Ok(Requisition {
        school_id: row.school_id,
        id: RequisitionId(row.id),
        number: row.number,
        requester_id: row.requester_id,
        class_id: row.class_id,
        purpose: row.purpose,
        print,
        lines,
        phase,
        round: row.round,
        created_at: row.created_at,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
        collect_by: row.collect_by,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn row_of(requisition: &Requisition) -> Model {
    Model {
        school_id: requisition.school_id,
        id: requisition.id.0,
        number: requisition.number.clone(),
        requester_id: requisition.requester_id,
        class_id: requisition.class_id,
        purpose: requisition.purpose.clone(),
        print_pages: requisition.print.map(|print| print.pages),
        print_copies: requisition.print.map(|print| print.copies),
        print_both_sides: requisition.print.map(|print| print.both_sides),
        print_sheets: requisition.print.map(|print| print.sheets),
        phase: requisition.phase.state().key().into(),
        round: requisition.round,
        reason: requisition.phase.reason().map(str::to_owned),
        created_at: requisition.created_at,
        submitted_at: requisition.submitted_at,
        decided_at: requisition.decided_at,
        collect_by: requisition.collect_by,
        updated_at: requisition.updated_at,
        version: requisition.version,
    }
}

/// What somebody asked to be printed on a day and nobody decided about, of one paper.
pub(super) struct Printed {
    pub item_id: Uuid,
    pub sheets: i64,
    /// So much of the paper these sheets take, in thousandths.
    pub quantity: i64,
}

/// What somebody asked to be printed on a day and nobody decided about, paper by paper. Numbers say the day; what nobody decides about has
/// no line but its paper.
pub(super) async fn printed_on(db: &impl ConnectionTrait, school: Uuid, requester: Uuid, number_begins: &str) -> Result<Vec<Printed>> {
    let sql = "SELECT l.item_id AS item_id, CAST(SUM(r.print_sheets) AS bigint) AS sheets, CAST(SUM(l.quantity) AS bigint) AS quantity \
         FROM requisition r JOIN requisition_line l ON l.school_id = r.school_id AND l.requisition_id = r.id \
         WHERE r.school_id = $1 AND r.requester_id = $2 AND r.number LIKE $3 AND r.print_sheets IS NOT NULL AND r.phase <> $4 \
         AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.school_id = r.school_id AND a.subject_kind = $5 AND a.subject_id = r.id) \
         GROUP BY l.item_id ORDER BY l.item_id";
    let values: [Value; 5] =
        [school.into(), requester.into(), format!("{number_begins}%").into(), State::Cancelled.key().into(), KIND.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let read = |row: &QueryResult| {
        Ok(Printed { item_id: row.try_get("", "item_id")?, sheets: row.try_get("", "sheets")?, quantity: row.try_get("", "quantity")? })
    };
    rows.iter().map(read).collect()
}

pub(super) async fn insert(tx: &Tx, requisition: &Requisition) -> Result<()> {
    row_of(requisition).into_active_model().reset_all().insert(tx).await?;
    insert_lines(tx, requisition).await
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut requisition: Requisition) -> Result<Requisition> {
    let seen = requisition.version;
    requisition.version += 1;
    requisition.updated_at = tx.now();
    tx.save(row_of(&requisition), seen).await?;
    Ok(requisition)
}

/// The lines anew. Call [`save`] first: whoever holds the row writes its lines.
pub(super) async fn replace_lines(tx: &Tx, requisition: &Requisition) -> Result<()> {
    line::Entity::delete_many()
        .filter(line::Column::SchoolId.eq(requisition.school_id))
        .filter(line::Column::RequisitionId.eq(requisition.id.0))
        .exec(tx)
        .await?;
    insert_lines(tx, requisition).await
}

async fn insert_lines(tx: &Tx, requisition: &Requisition) -> Result<()> {
    let rows = requisition.lines.iter().zip(0_i64..).map(|(line, position)| line::Model {
        school_id: requisition.school_id,
        id: tx.new_id(),
        requisition_id: requisition.id.0,
        position,
        item_id: line.item_id,
        quantity: line.quantity.thousandths(),
    });
    insert_all(tx, rows.collect()).await
}

/// Keeps what is submitted, as those who decide will see it: each round once, so that what was submitted before versions were kept can
/// be kept before it is written anew.
pub(super) async fn keep_version(tx: &Tx, one: &Requisition) -> Result<()> {
    let row = version::ActiveModel {
        school_id: Set(one.school_id),
        requisition_id: Set(one.id.0),
        round: Set(one.round),
        content: Set(serde_json::to_value(one.content()).map_err(Problem::internal)?),
        submitted_at: Set(one.submitted_at),
    };
    let keys = [version::Column::SchoolId, version::Column::RequisitionId, version::Column::Round];
    let unless_kept = OnConflict::columns(keys).do_nothing().to_owned();
    version::Entity::insert(row).on_conflict(unless_kept).exec_without_returning(tx).await?;
    Ok(())
}

/// What was submitted before, oldest first. Of what was submitted once nothing is looked up.
pub(super) async fn earlier_of(db: &impl ConnectionTrait, one: &Requisition) -> Result<Vec<Version<Content>>> {
    if one.round == 1 {
        return Ok(Vec::new());
    }
    let rows = version::Entity::find()
        .filter(version::Column::SchoolId.eq(one.school_id))
        .filter(version::Column::RequisitionId.eq(one.id.0))
        .filter(version::Column::Round.lt(one.round))
        .order_by_asc(version::Column::Round)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Version::kept(row.round, row.submitted_at, row.content)).collect()
}
