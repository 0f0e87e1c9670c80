//! Finding and keeping petty purchases. The only place where nullable columns become a [`Phase`] and back: what was decided stands in one
//! column, under which voucher it is in the accounts in others, so that what is posted is still what was approved.

use std::collections::HashMap;

use approvals::revision::Version;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Problem, Quantity, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, line, version},
    model::{Content, Petty, PettyId, RepairCase},
    phase::{Phase, State},
    shop::{SameShop, Slip},
};
use crate::{
    receipt::{PostingMode, phase::Posting},
    request::{Fund, Line},
};

/// It is its handler's, or the whole school's; whoever is named as the witness sees what he is named for.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::HandlerId).own(Column::WitnessId))
}

/// Those that are called so.
pub(super) fn in_states(states: &[State]) -> Condition {
    states.iter().fold(Condition::any(), |any, state| any.add(in_state(*state)))
}

fn in_state(state: State) -> Condition {
    let all = Condition::all().add(Column::Phase.eq(stored(state)));
    match state {
        State::Approved => all.add(Column::PostedAt.is_null()),
        State::Posted => all.add(Column::PostedAt.is_not_null()),
        State::Submitted | State::Returned | State::Rejected | State::Cancelled => all,
    }
}

/// What stands in the column of the phase.
const fn stored(state: State) -> &'static str {
    match state {
        State::Approved | State::Posted => State::Approved.key(),
        State::Submitted | State::Returned | State::Rejected | State::Cancelled => state.key(),
    }
}

/// Those with these ids inside the scope.
pub(super) async fn several(db: &impl ConnectionTrait, scope: &Scope, ids: Vec<Uuid>) -> Result<Vec<Petty>> {
    with_lines(db, Entity::find().filter(in_scope(scope)).filter(Column::Id.is_in(ids)).all(db).await?).await
}

/// The petty purchase with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: PettyId) -> Result<Petty> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    with_lines(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Other slips of a shop, however it is written, that were handed in since then and neither came back nor were taken back.
pub(super) async fn of_shop(
    db: &impl ConnectionTrait,
    school: Uuid,
    itself: PettyId,
    shop_key: &str,
    since: DateTime<Utc>,
) -> Result<Vec<Slip>> {
    let rows: Vec<(NaiveDate, i64)> = Entity::find()
        .select_only()
        .columns([Column::BoughtOn, Column::Total])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::ShopKey.eq(shop_key))
        .filter(Column::Id.ne(itself.0))
        .filter(Column::SubmittedAt.gte(since))
        .filter(Column::Phase.is_in([State::Submitted, State::Approved].map(State::key)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(bought_on, total)| Slip { bought_on, total: Money::stored(total) }).collect())
}

/// Several with their lines, in the order of the rows.
pub(super) async fn with_lines(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Petty>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let found = line::Entity::find()
        .filter(line::Column::SchoolId.eq(school))
        .filter(line::Column::PettyId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(line::Column::PettyId)
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let mut lines: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in found {
        lines.entry(line.petty_id).or_default().push(Line {
            name: line.name,
            spec: line.spec,
            unit: line.unit,
            quantity: Quantity::stored(line.quantity),
            unit_price: Money::stored(line.unit_price),
            amount: Money::stored(line.amount),
        });
    }
    rows.into_iter()
        .map(|row| {
            let of_this = lines.remove(&row.id).unwrap_or_default();
            read(row, of_this)
        })
        .collect()
}

fn read(row: Model, lines: Vec<Line>) -> Result<Petty> {
    let broken = |what: &str| Problem::internal(format!("petty purchase {}: {what} is missing in phase {}", row.number, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Submitted => Phase::Submitted,
        State::Returned => Phase::Returned { reason: reason()? },
        State::Approved | State::Posted => posting(&row)?.map_or(Phase::Approved, Phase::Posted),
        State::Rejected => Phase::Rejected { reason: reason()? },
        State::Cancelled => Phase::Cancelled { reason: reason()? },
    };
    let fund = Fund::of(&row.fund).ok_or_else(|| broken("a known fund"))?;
    Ok(Petty {
        school_id: row.school_id,
        id: PettyId(row.id),
        number: row.number,
        handler_id: row.handler_id,
        content: Content {
            witness_id: row.witness_id,
            shop: row.shop,
            bought_on: row.bought_on,
            purpose: row.purpose,
            fund,
            invoice_no: row.invoice_no,
            repair_case: row.repair_case_id.zip(row.repair_case_no).map(|(id, number)| RepairCase { id, number }),
            lines,
            total: Money::stored(row.total),
        },
        phase,
        judged_amount: Money::stored(row.judged_amount),
        split_count: row.split_count,
        in_pieces: row.in_pieces,
        same_shop: SameShop { count: row.shop_count, amount: Money::stored(row.shop_amount) },
        round: row.round,
        recorded_at: row.recorded_at,
        recorded_on: row.recorded_on,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

/// Under which voucher it stands, if it does.
fn posting(row: &Model) -> Result<Option<Posting>> {
    let Some(by) = row.posted_by else { return Ok(None) };
    let broken = |what: &str| Problem::internal(format!("petty purchase {}: {what} is missing in the accounts", row.number));
    Ok(Some(Posting {
        by,
        at: row.posted_at.ok_or_else(|| broken("when it was posted"))?,
        on: row.posted_on.ok_or_else(|| broken("the day of the voucher"))?,
        voucher_no: row.voucher_no.clone().ok_or_else(|| broken("the voucher"))?,
        mode: row.posting_mode.as_deref().and_then(PostingMode::of).ok_or_else(|| broken("who keeps the accounts"))?,
        submitted_on: row.submitted_on,
    }))
}

fn row_of(petty: &Petty) -> Model {
    let (content, posting) = (&petty.content, petty.phase.posting());
    Model {
        school_id: petty.school_id,
        id: petty.id.0,
        number: petty.number.clone(),
        handler_id: petty.handler_id,
        witness_id: content.witness_id,
        shop: content.shop.clone(),
        shop_key: content.shop_key(),
        bought_on: content.bought_on,
        purpose: content.purpose.clone(),
        fund: content.fund.key().into(),
        invoice_no: content.invoice_no.clone(),
        repair_case_id: content.repair_case.as_ref().map(|case| case.id),
        repair_case_no: content.repair_case.as_ref().map(|case| case.number.clone()),
        phase: stored(petty.phase.state()).into(),
        total: content.total.fen(),
        judged_amount: petty.judged_amount.fen(),
        split_count: petty.split_count,
        in_pieces: petty.in_pieces,
        shop_count: petty.same_shop.count,
        shop_amount: petty.same_shop.amount.fen(),
        round: petty.round,
        reason: petty.phase.reason().map(str::to_owned),
        recorded_at: petty.recorded_at,
        recorded_on: petty.recorded_on,
        submitted_at: petty.submitted_at,
        decided_at: petty.decided_at,
        updated_at: petty.updated_at,
        version: petty.version,
        late: petty.is_late(),
        // What was approved by then is written once more, with its voucher.
        before_vouchers: false,
        posted_by: posting.map(|posting| posting.by),
        posted_at: posting.map(|posting| posting.at),
        posted_on: posting.map(|posting| posting.on),
        voucher_no: posting.map(|posting| posting.voucher_no.clone()),
        posting_mode: posting.map(|posting| posting.mode.key().to_owned()),
        submitted_on: posting.and_then(|posting| posting.submitted_on),
    }
}

pub(super) async fn insert(tx: &Tx, petty: &Petty) -> Result<()> {
    row_of(petty).into_active_model().reset_all().insert(tx).await?;
    insert_lines(tx, petty).await
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut petty: Petty) -> Result<Petty> {
    let seen = petty.version;
    petty.version += 1;
    petty.updated_at = tx.now();
    tx.save(row_of(&petty), seen).await?;
    Ok(petty)
}

/// The lines anew. Call [`save`] first: whoever holds the row writes its lines.
pub(super) async fn replace_lines(tx: &Tx, petty: &Petty) -> Result<()> {
    line::Entity::delete_many()
        .filter(line::Column::SchoolId.eq(petty.school_id))
        .filter(line::Column::PettyId.eq(petty.id.0))
        .exec(tx)
        .await?;
    insert_lines(tx, petty).await
}

async fn insert_lines(tx: &Tx, petty: &Petty) -> Result<()> {
    let rows = petty.content.lines.iter().zip(0_i64..).map(|(line, position)| {
        line::Model {
            school_id: petty.school_id,
            id: tx.new_id(),
            petty_id: petty.id.0,
            position,
            name: line.name.clone(),
            item_key: line.item_key(),
            spec: line.spec.clone(),
            unit: line.unit.clone(),
            quantity: line.quantity.thousandths(),
            unit_price: line.unit_price.fen(),
            amount: line.amount.fen(),
        }
        .into_active_model()
        .reset_all()
    });
    line::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what is handed in, as those who decide will see it: each round once, so that what was handed in before versions were kept can
/// be kept before it is written anew.
pub(super) async fn keep_version(tx: &Tx, petty: &Petty) -> Result<()> {
    let row = version::ActiveModel {
        school_id: Set(petty.school_id),
        petty_id: Set(petty.id.0),
        round: Set(petty.round),
        content: Set(serde_json::to_value(&petty.content).map_err(Problem::internal)?),
        submitted_at: Set(petty.submitted_at),
    };
    let once = OnConflict::columns([version::Column::SchoolId, version::Column::PettyId, version::Column::Round]).do_nothing().to_owned();
    version::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    Ok(())
}

/// What was handed in before, oldest first. Of what was handed in once nothing is looked up.
pub(super) async fn earlier_of(db: &impl ConnectionTrait, petty: &Petty) -> Result<Vec<Version<Content>>> {
    if petty.round == 1 {
        return Ok(Vec::new());
    }
    let rows = version::Entity::find()
        .filter(version::Column::SchoolId.eq(petty.school_id))
        .filter(version::Column::PettyId.eq(petty.id.0))
        .filter(version::Column::Round.lt(petty.round))
        .order_by_asc(version::Column::Round)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Version::kept(row.round, row.submitted_at, row.content)).collect()
}
