//! Finding and keeping distributions. The only place where nullable columns become a [`Phase`] and back.

use std::collections::{BTreeMap, HashMap};

use approvals::revision::Version;
use campus::class;
use kernel::{Problem, Result, Scope, ScopeColumns, Text, Tx};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, Statement,
    Value,
    sea_query::{ExprTrait, OnConflict, SimpleExpr},
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, cell, version},
    matrix::Line,
    model::{Content, Distribution, DistributionId},
    phase::{Phase, State},
};
use crate::{
    OnHand,
    item::dto::ItemRef,
    stock::insert_all,
    store::{self, dto::StoreRef},
};

/// A distribution is its store's keepers', or the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).shared(kept_by))
}

fn kept_by(school: Uuid, person: Uuid) -> SimpleExpr {
    Column::StoreId.into_expr().in_subquery(store::repo::kept(school, person))
}

/// The distribution with this id inside the scope.
pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: DistributionId) -> Result<Distribution> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    let cells = cell::Entity::find()
        .filter(cell::Column::SchoolId.eq(row.school_id))
        .filter(cell::Column::DistributionId.eq(row.id))
        .order_by_asc(cell::Column::ItemPosition)
        .order_by_asc(cell::Column::ClassPosition)
        .all(db)
        .await?;
    read(row, &cells)
}

/// What a distribution names as it is now, by name, as far as it was read with it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub store: Option<StoreRef>,
    pub classes: HashMap<Uuid, Text>,
    pub items: HashMap<Uuid, ItemRef>,
    /// What its store holds of the items, in thousandths.
    pub left: HashMap<Uuid, i64>,
}

/// [`find`] with what it names, in two queries.
pub(super) async fn find_named(db: &impl ConnectionTrait, scope: &Scope, id: DistributionId) -> Result<(Distribution, Known)> {
    use store::entity as stores;

    let to_store =
        Entity::belongs_to(stores::Entity).from((Column::SchoolId, Column::StoreId)).to((stores::Column::SchoolId, stores::Column::Id));
    let select = Entity::find().join(JoinType::InnerJoin, to_store.into()).select_also(stores::Entity);
    let found = select.filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    let (row, store) = found.ok_or_else(Problem::not_found)?;
    let mut known = Known { store: store.map(|store| StoreRef { id: store.id, name: store.name }), ..Known::default() };
    let sql = "SELECT c.item_position AS item_position, c.class_position AS class_position, c.item_id AS item_id, c.class_id AS class_id, \
         c.quantity AS quantity, i.name AS name, i.spec AS spec, i.unit AS unit, k.number AS class_number, \
         k.school_year - k.entry_year + 1 AS grade, COALESCE(b.quantity, 0) AS there \
         FROM stock_distribution_cell c JOIN stock_item i ON i.school_id = c.school_id AND i.id = c.item_id \
         JOIN school_class k ON k.school_id = c.school_id AND k.id = c.class_id \
         LEFT JOIN stock_balance b ON b.school_id = c.school_id AND b.item_id = c.item_id AND b.store_id = $3 \
         WHERE c.school_id = $1 AND c.distribution_id = $2 ORDER BY c.item_position, c.class_position";
    let values: [Value; 3] = [row.school_id.into(), row.id.into(), row.store_id.into()];
    let mut cells = Vec::new();
    for found in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        let cell = cell::Model {
            school_id: row.school_id,
            distribution_id: row.id,
            item_position: found.try_get("", "item_position")?,
            class_position: found.try_get("", "class_position")?,
            item_id: found.try_get("", "item_id")?,
            class_id: found.try_get("", "class_id")?,
            quantity: found.try_get("", "quantity")?,
        };
        let name = class::name(found.try_get("", "grade")?, found.try_get("", "class_number")?);
        known.classes.insert(cell.class_id, name);
        known.left.insert(cell.item_id, found.try_get("", "there")?);
        let (name, spec, unit) = (found.try_get("", "name")?, found.try_get("", "spec")?, found.try_get("", "unit")?);
        known.items.insert(cell.item_id, ItemRef { id: cell.item_id, name, spec, unit });
        cells.push(cell);
    }
    Ok((read(row, &cells)?, known))
}

fn read(row: Model, cells: &[cell::Model]) -> Result<Distribution> {
    let phase = phase_of(&row)?;
    let classes: BTreeMap<i64, Uuid> = cells.iter().map(|cell| (cell.class_position, cell.class_id)).collect();
    let mut by_item: BTreeMap<i64, (Uuid, BTreeMap<i64, i64>)> = BTreeMap::new();
    for cell in cells {
        let (_, quantities) = by_item.entry(cell.item_position).or_insert_with(|| (cell.item_id, BTreeMap::new()));
        quantities.insert(cell.class_position, cell.quantity);
    }
    let line = |(item_id, quantities): (Uuid, BTreeMap<i64, i64>)| {
        let at = |position: &i64| OnHand::stored(quantities.get(position).copied().unwrap_or_default());
        Line { item_id, quantities: classes.keys().map(at).collect() }
    };
    Ok(Distribution {
        school_id: row.school_id,
        id: DistributionId(row.id),
        number: row.number,
        store_id: row.store_id,
        made_by: row.made_by,
        purpose: row.purpose,
        lines: by_item.into_values().map(line).collect(),
        class_ids: classes.into_values().collect(),
        phase,
        round: row.round,
        created_at: row.created_at,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

/// Where the distribution of a row stands.
pub(super) fn phase_of(row: &Model) -> Result<Phase> {
    let broken = |what: &str| Problem::internal(format!("distribution {}: {what} is missing in phase {}", row.number, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    Ok(match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Submitted => Phase::Submitted,
        State::Approved => Phase::Approved,
        State::Issued => Phase::Issued,
        State::Returned => Phase::Returned { reason: reason()? },
        State::Rejected => Phase::Rejected { reason: reason()? },
        State::Cancelled => Phase::Cancelled { reason: reason()? },
    })
}

/// The row of a distribution, without its matrix.
pub(super) fn row_of(one: &Distribution) -> Model {
    Model {
        school_id: one.school_id,
        id: one.id.0,
        number: one.number.clone(),
        store_id: one.store_id,
        made_by: one.made_by,
        purpose: one.purpose.clone(),
        phase: one.phase.state().key().into(),
        round: one.round,
        reason: one.phase.reason().map(str::to_owned),
        created_at: one.created_at,
        submitted_at: one.submitted_at,
        decided_at: one.decided_at,
        updated_at: one.updated_at,
        version: one.version,
    }
}

pub(super) async fn insert(tx: &Tx, one: &Distribution) -> Result<()> {
    row_of(one).into_active_model().reset_all().insert(tx).await?;
    insert_cells(tx, one).await
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut one: Distribution) -> Result<Distribution> {
    let seen = one.version;
    one.version += 1;
    one.updated_at = tx.now();
    tx.save(row_of(&one), seen).await?;
    Ok(one)
}

/// The matrix anew. Call [`save`] first: whoever holds the row writes its cells.
pub(super) async fn replace_cells(tx: &Tx, one: &Distribution) -> Result<()> {
    cell::Entity::delete_many()
        .filter(cell::Column::SchoolId.eq(one.school_id))
        .filter(cell::Column::DistributionId.eq(one.id.0))
        .exec(tx)
        .await?;
    insert_cells(tx, one).await
}

async fn insert_cells(tx: &Tx, one: &Distribution) -> Result<()> {
    let mut cells = Vec::new();
    for (line, item_position) in one.lines.iter().zip(0_i64..) {
        for ((class_id, quantity), class_position) in one.class_ids.iter().zip(&line.quantities).zip(0_i64..) {
            cells.push(cell::Model {
                school_id: one.school_id,
                distribution_id: one.id.0,
                item_position,
                class_position,
                item_id: line.item_id,
                class_id: *class_id,
                quantity: quantity.thousandths(),
            });
        }
    }
    insert_all(tx, cells).await
}

/// Keeps what is submitted, as those who decide will see it: each round once, so that what was submitted before versions were kept can
/// be kept before it is written anew.
pub(super) async fn keep_version(tx: &Tx, one: &Distribution) -> Result<()> {
    let row = version::ActiveModel {
        school_id: Set(one.school_id),
        distribution_id: Set(one.id.0),
        round: Set(one.round),
        content: Set(serde_json::to_value(one.content()).map_err(Problem::internal)?),
        submitted_at: Set(one.submitted_at),
    };
    let keys = [version::Column::SchoolId, version::Column::DistributionId, version::Column::Round];
    let unless_kept = OnConflict::columns(keys).do_nothing().to_owned();
    version::Entity::insert(row).on_conflict(unless_kept).exec_without_returning(tx).await?;
    Ok(())
}

/// What was submitted before, oldest first. Of what was submitted once nothing is looked up.
pub(super) async fn earlier_of(db: &impl ConnectionTrait, one: &Distribution) -> Result<Vec<Version<Content>>> {
    if one.round == 1 {
        return Ok(Vec::new());
    }
    let rows = version::Entity::find()
        .filter(version::Column::SchoolId.eq(one.school_id))
        .filter(version::Column::DistributionId.eq(one.id.0))
        .filter(version::Column::Round.lt(one.round))
        .order_by_asc(version::Column::Round)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Version::kept(row.round, row.submitted_at, row.content)).collect()
}
