//! Finding and keeping requisitions. The only place where nullable columns become a [`Phase`] and back.

use std::collections::{BTreeSet, HashMap};

use approvals::revision::Version;
use campus::class::entity as class;
use kernel::{Problem, Quantity, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter,
    QueryOrder, QueryResult, QuerySelect, Statement, Value, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity, Model, line, version},
    model::{Content, Line, Requisition, RequisitionId},
    phase::{Phase, State},
    print::PrintRun,
};
use crate::{
    OnHand,
    item::{self, dto::ItemRef},
    stock::{entity::balance, insert_all},
};

/// A requisition knows no places: it is its requester's, or the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::RequesterId))
}

/// The requisition with this id inside the scope.
pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: RequisitionId) -> Result<Requisition> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    with_lines(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// What a requisition names as it is now, for views of it.
#[derive(Debug)]
pub(super) struct Named {
    pub class: Option<class::Model>,
    pub items: HashMap<Uuid, ItemRef>,
    /// In all stores together.
    pub on_hand: HashMap<Uuid, OnHand>,
}

impl Named {
    /// Looked up anew, for one that was just written.
    pub async fn of(db: &impl ConnectionTrait, one: &Requisition) -> Result<Self> {
        let items: BTreeSet<Uuid> = one.lines.iter().map(|line| line.item_id).collect();
        let class = if let Some(id) = one.class_id { class::Entity::find_by_id((one.school_id, id)).one(db).await? } else { None };
        let on_hand = on_hand(db, one.school_id, items.clone()).await?;
        Ok(Self { class, items: item::repo::refs(db, one.school_id, items).await?, on_hand })
    }
}

/// [`find`] with what it names, in two queries.
pub(super) async fn find_named(db: &impl ConnectionTrait, scope: &Scope, id: RequisitionId) -> Result<(Requisition, Named)> {
    let to_class =
        Entity::belongs_to(class::Entity).from((Column::SchoolId, Column::ClassId)).to((class::Column::SchoolId, class::Column::Id));
    let select = Entity::find().join(JoinType::LeftJoin, to_class.into()).select_also(class::Entity);
    let found = select.filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    let (row, class) = found.ok_or_else(Problem::not_found)?;
    let sql = "SELECT l.item_id AS item_id, l.quantity AS quantity, i.name AS name, i.spec AS spec, i.unit AS unit, \
         CAST(COALESCE((SELECT SUM(b.quantity) FROM stock_balance b WHERE b.school_id = l.school_id AND b.item_id = l.item_id), 0) \
         AS bigint) AS on_hand \
         FROM requisition_line l JOIN stock_item i ON i.school_id = l.school_id AND i.id = l.item_id \
         WHERE l.school_id = $1 AND l.requisition_id = $2 ORDER BY l.position";
    let values: [Value; 2] = [row.school_id.into(), row.id.into()];
    let mut named = Named { class, items: HashMap::new(), on_hand: HashMap::new() };
    let mut lines = Vec::new();
    for found in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        let (id, quantity, there): (Uuid, i64, i64) =
            (found.try_get("", "item_id")?, found.try_get("", "quantity")?, found.try_get("", "on_hand")?);
        let item = ItemRef { id, name: found.try_get("", "name")?, spec: found.try_get("", "spec")?, unit: found.try_get("", "unit")? };
        named.items.insert(id, item);
        named.on_hand.insert(id, OnHand::stored(there));
        lines.push(Line { item_id: id, quantity: Quantity::stored(quantity) });
    }
    Ok((read(row, lines)?, named))
}

/// What there is of these items in all stores together.
async fn on_hand(db: &impl ConnectionTrait, school: Uuid, items: BTreeSet<Uuid>) -> Result<HashMap<Uuid, OnHand>> {
    let rows =
        balance::Entity::find().filter(balance::Column::SchoolId.eq(school)).filter(balance::Column::ItemId.is_in(items)).all(db).await?;
    let mut sums: HashMap<Uuid, i64> = HashMap::new();
    for row in rows {
        *sums.entry(row.item_id).or_default() += row.quantity;
    }
    Ok(sums.into_iter().map(|(item, quantity)| (item, OnHand::stored(quantity))).collect())
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
