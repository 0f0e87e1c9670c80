//! Finding and keeping goods receipts. The only place where nullable columns become a [`Phase`] and back.

use std::collections::HashMap;

use kernel::{Money, Problem, Quantity, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use stores::OnHand;
use uuid::Uuid;

use super::{
    KIND, RefusedGoods,
    entity::{Column, Entity, Model, acceptor, line, result},
    model::{Acceptor, Became, Receipt, ReceiptId, ReceiptLine, ResultKind},
    phase::{Phase, Posting, PostingMode, State},
};
use crate::{
    exception::{self, Exception},
    order::OrderId,
};

/// It is its maker's and its acceptors', or the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::MadeBy).shared(accepted_by))
}

/// He accepts it, or signs for an exception.
fn accepted_by(school: Uuid, person: Uuid) -> SimpleExpr {
    let receipts = acceptor::Entity::find()
        .select_only()
        .column(acceptor::Column::ReceiptId)
        .filter(acceptor::Column::SchoolId.eq(school))
        .filter(acceptor::Column::PersonId.eq(person))
        .into_query();
    let cosigned = exception::repo::cosigned_by(Column::Id.into_expr(), KIND, school, person);
    Column::Id.into_expr().in_subquery(receipts).or(cosigned)
}

/// It waits for his signature: as one of its acceptors, or under its exception.
pub(super) fn waits_for(school: Uuid, person: Uuid) -> Condition {
    let receipts = acceptor::Entity::find()
        .select_only()
        .column(acceptor::Column::ReceiptId)
        .filter(acceptor::Column::SchoolId.eq(school))
        .filter(acceptor::Column::PersonId.eq(person))
        .filter(acceptor::Column::SignedAt.is_null())
        .into_query();
    let unsigned = exception::repo::unsigned_by(Column::Id.into_expr(), KIND, school, person);
    Condition::all().add(Column::Phase.eq(State::Inspecting.key())).add(Column::Id.into_expr().in_subquery(receipts).or(unsigned))
}

/// One of its lines became this card or stock document.
pub(super) fn became_record(school: Uuid, record: Uuid) -> SimpleExpr {
    let receipts = result::Entity::find()
        .select_only()
        .column(result::Column::ReceiptId)
        .filter(result::Column::SchoolId.eq(school))
        .filter(result::Column::RecordId.eq(record))
        .into_query();
    Column::Id.into_expr().in_subquery(receipts)
}

/// The receipt with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: ReceiptId) -> Result<Receipt> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    whole(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Those of an order, oldest first.
pub(crate) async fn of_order(db: &impl ConnectionTrait, school: Uuid, order: OrderId) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::OrderId.eq(order.0)).order_by_asc(Column::Id);
    Ok(select.all(db).await?)
}

/// Whether something of an order lies there and is not accepted yet.
pub(crate) async fn is_inspected(db: &impl ConnectionTrait, school: Uuid, order: OrderId) -> Result<bool> {
    let inspecting = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::OrderId.eq(order.0))
        .filter(Column::Phase.eq(State::Inspecting.key()));
    Ok(inspecting.count(db).await? > 0)
}

/// Several with their lines and acceptors, in the order of the rows.
pub(super) async fn whole(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Receipt>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut lines = lines_of(db, school, &ids).await?;
    let found = acceptor::Entity::find()
        .filter(acceptor::Column::SchoolId.eq(school))
        .filter(acceptor::Column::ReceiptId.is_in(ids))
        .order_by_asc(acceptor::Column::PersonId)
        .all(db)
        .await?;
    let flagged = rows.iter().filter(|row| row.excepted).map(|row| row.id);
    let mut exceptions = exception::repo::of(db, school, KIND, flagged).await?;
    let mut acceptors: HashMap<Uuid, Vec<Acceptor>> = HashMap::new();
    for row in found {
        let acceptor = Acceptor { person_id: row.person_id, using_side: row.using_side, signed_at: row.signed_at };
        acceptors.entry(row.receipt_id).or_default().push(acceptor);
    }
    rows.into_iter()
        .map(|row| {
            let (lines, mut acceptors) = (lines.remove(&row.id).unwrap_or_default(), acceptors.remove(&row.id).unwrap_or_default());
            // Who made it first.
            acceptors.sort_by_key(|acceptor| acceptor.person_id != row.made_by);
            let exception = exceptions.remove(&row.id);
            read(row, lines, acceptors, exception)
        })
        .collect()
}

async fn lines_of(db: &impl ConnectionTrait, school: Uuid, receipts: &[Uuid]) -> Result<HashMap<Uuid, Vec<ReceiptLine>>> {
    let found = line::Entity::find()
        .filter(line::Column::SchoolId.eq(school))
        .filter(line::Column::ReceiptId.is_in(receipts.iter().copied()))
        .order_by_asc(line::Column::ReceiptId)
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let mut lines: HashMap<Uuid, Vec<ReceiptLine>> = HashMap::new();
    for line in found {
        lines.entry(line.receipt_id).or_default().push(ReceiptLine {
            order_position: line.order_position,
            name: line.name,
            unit: line.unit,
            delivered: Quantity::stored(line.delivered),
            accepted: OnHand::stored(line.accepted),
            refused: OnHand::stored(line.refused),
            refusal_reason: line.refusal_reason,
            destination: serde_json::from_value(line.destination).map_err(Problem::internal)?,
            food: line.food.map(serde_json::from_value).transpose().map_err(Problem::internal)?,
            refused_goods: line.refused_goods.as_deref().and_then(RefusedGoods::of),
        });
    }
    Ok(lines)
}

/// What a receipt became, line by line.
pub(super) async fn became(db: &impl ConnectionTrait, receipt: &Receipt) -> Result<Vec<Became>> {
    let rows = result::Entity::find()
        .filter(result::Column::SchoolId.eq(receipt.school_id))
        .filter(result::Column::ReceiptId.eq(receipt.id.0))
        .order_by_asc(result::Column::Position)
        .order_by_asc(result::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let kind = ResultKind::of(&row.kind).ok_or_else(|| Problem::internal("a line that became nothing known"))?;
            let value = Money::stored(row.value);
            Ok(Became { position: row.position, kind, record: row.record_id.zip(row.record_number), value })
        })
        .collect()
}

fn read(row: Model, lines: Vec<ReceiptLine>, acceptors: Vec<Acceptor>, exception: Option<Exception>) -> Result<Receipt> {
    let broken = |what: &str| Problem::internal(format!("goods receipt {}: {what} is missing in phase {}", row.number, row.phase));
    let accepted_at = || row.accepted_at.ok_or_else(|| broken("when it was accepted"));
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Inspecting => Phase::Inspecting,
        State::Accepted => Phase::Accepted { at: accepted_at()? },
        State::Posted => {
            let posting = Posting {
                by: row.posted_by.ok_or_else(|| broken("who posted it"))?,
                at: row.posted_at.ok_or_else(|| broken("when it was posted"))?,
                on: row.posted_on.ok_or_else(|| broken("the day of the voucher"))?,
                voucher_no: row.voucher_no.clone().ok_or_else(|| broken("the voucher"))?,
                mode: row.posting_mode.as_deref().and_then(PostingMode::of).ok_or_else(|| broken("who keeps the accounts"))?,
                submitted_on: row.submitted_on,
            };
            Phase::Posted { accepted_at: accepted_at()?, posting }
        }
        State::Cancelled => Phase::Cancelled { reason: row.reason.clone().ok_or_else(|| broken("reason"))? },
    };
    Ok(Receipt {
        school_id: row.school_id,
        id: ReceiptId(row.id),
        number: row.number,
        order_id: OrderId(row.order_id),
        order_number: row.order_number,
        phase,
        delivered_on: row.delivered_on,
        note: row.note,
        supplier_signer: row.supplier_signer,
        invoice_nos: serde_json::from_value(row.invoice_nos).map_err(Problem::internal)?,
        invoice_files: serde_json::from_value(row.invoice_files).map_err(Problem::internal)?,
        lines,
        acceptors,
        exception,
        total: Money::stored(row.total),
        made_by: row.made_by,
        made_at: row.made_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn row_of(receipt: &Receipt) -> Result<Model> {
    let posting = receipt.phase.posting();
    Ok(Model {
        school_id: receipt.school_id,
        id: receipt.id.0,
        number: receipt.number.clone(),
        order_id: receipt.order_id.0,
        order_number: receipt.order_number.clone(),
        phase: receipt.phase.state().key().into(),
        delivered_on: receipt.delivered_on,
        note: receipt.note.clone(),
        supplier_signer: receipt.supplier_signer.clone(),
        reason: receipt.phase.reason().map(str::to_owned),
        invoice_nos: serde_json::to_value(&receipt.invoice_nos).map_err(Problem::internal)?,
        invoice_files: serde_json::to_value(&receipt.invoice_files).map_err(Problem::internal)?,
        total: receipt.total.fen(),
        excepted: receipt.exception.is_some(),
        made_by: receipt.made_by,
        made_at: receipt.made_at,
        accepted_at: receipt.phase.accepted_at(),
        posted_by: posting.map(|posting| posting.by),
        posted_at: posting.map(|posting| posting.at),
        posted_on: posting.map(|posting| posting.on),
        voucher_no: posting.map(|posting| posting.voucher_no.clone()),
        posting_mode: posting.map(|posting| posting.mode.key().to_owned()),
        submitted_on: posting.and_then(|posting| posting.submitted_on),
        updated_at: receipt.updated_at,
        version: receipt.version,
    })
}

pub(super) async fn insert(tx: &Tx, receipt: &Receipt) -> Result<()> {
    row_of(receipt)?.into_active_model().reset_all().insert(tx).await?;
    let mut lines = Vec::with_capacity(receipt.lines.len());
    for (line, position) in receipt.lines.iter().zip(0_i64..) {
        let row = line::Model {
            school_id: receipt.school_id,
            receipt_id: receipt.id.0,
            position,
            order_position: line.order_position,
            name: line.name.clone(),
            unit: line.unit.clone(),
            delivered: line.delivered.thousandths(),
            accepted: line.accepted.thousandths(),
            refused: line.refused.thousandths(),
            refusal_reason: line.refusal_reason.clone(),
            destination: serde_json::to_value(&line.destination).map_err(Problem::internal)?,
            food: line.food.as_ref().map(serde_json::to_value).transpose().map_err(Problem::internal)?,
            refused_goods: line.refused_goods.map(|goods| goods.key().into()),
        };
        lines.push(row.into_active_model().reset_all());
    }
    line::Entity::insert_many(lines).exec_without_returning(tx).await?;
    let acceptors = receipt.acceptors.iter().map(|acceptor| {
        acceptor::Model {
            school_id: receipt.school_id,
            receipt_id: receipt.id.0,
            person_id: acceptor.person_id,
            using_side: acceptor.using_side,
            signed_at: acceptor.signed_at,
        }
        .into_active_model()
        .reset_all()
    });
    acceptor::Entity::insert_many(acceptors).exec_without_returning(tx).await?;
    if let Some(exception) = &receipt.exception {
        exception::repo::insert(tx, exception, KIND, receipt.id.0, &receipt.number).await?;
    }
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut receipt: Receipt) -> Result<Receipt> {
    let seen = receipt.version;
    receipt.version += 1;
    receipt.updated_at = tx.now();
    tx.save(row_of(&receipt)?, seen).await?;
    Ok(receipt)
}

/// Keeps a signature. Call [`save`] first: whoever holds the row writes what belongs to it.
pub(super) async fn sign(tx: &Tx, receipt: &Receipt, person: Uuid) -> Result<()> {
    acceptor::Entity::update_many()
        .col_expr(acceptor::Column::SignedAt, Expr::value(tx.now()))
        .filter(acceptor::Column::SchoolId.eq(receipt.school_id))
        .filter(acceptor::Column::ReceiptId.eq(receipt.id.0))
        .filter(acceptor::Column::PersonId.eq(person))
        .filter(acceptor::Column::SignedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps what the lines became.
pub(super) async fn keep_became(tx: &Tx, receipt: &Receipt, became: &[Became]) -> Result<()> {
    for some in became.chunks(500) {
        let rows = some.iter().map(|one| {
            result::Model {
                school_id: receipt.school_id,
                id: tx.new_id(),
                receipt_id: receipt.id.0,
                position: one.position,
                kind: one.kind.key().into(),
                record_id: one.record.as_ref().map(|(id, _)| *id),
                record_number: one.record.as_ref().map(|(_, number)| number.clone()),
                value: one.value.fen(),
            }
            .into_active_model()
            .reset_all()
        });
        result::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
