//! The county's ledgers of food that came in: ① staples, ③ everything else, with the columns that it prints (domain.md B10, E11). Whoever
//! sees the stores sees what came into them, with the names of those who signed; what was there already or was given has none.

use std::collections::HashMap;

use campus::person::{self, PersonRef};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Grant, Lang, Money, Page, Reader, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use stores::{
    OnHand,
    item::{FoodGroup, dto::ItemRef},
    permissions::ViewStores,
    stock::food_moves::{self, FoodMove, FoodQuery},
    store::dto::StoreRef,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Destination,
    entity::{Column, Entity},
    model::{Receipt, ReceiptLine},
    repo,
};
use crate::{order::entity as order, supplier::entity as supplier};

/// A line of the county's ledger of what came in.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoodReceiptRow {
    pub id: Uuid,
    pub happened_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// On a later day than it came.
    pub late: bool,
    /// Of the store: the document.
    pub document_id: Uuid,
    #[schema(example = "RK20261126-0001")]
    pub document_number: String,
    /// The goods receipt by which it came; nothing of what was there already or was given.
    pub goods_receipt_id: Option<Uuid>,
    #[schema(example = "YS20261126-0001")]
    pub goods_receipt_number: Option<String>,
    pub store: StoreRef,
    pub item: ItemRef,
    pub group: FoodGroup,
    pub group_text: String,
    pub brand: Option<String>,
    pub lot_id: Uuid,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    pub shelf_life_days: Option<u32>,
    pub expires_on: Option<NaiveDate>,
    pub quantity: OnHand,
    /// Of one unit of the item, rounded to the fen.
    pub unit_price: Money,
    pub value: Money,
    pub supplier: Option<String>,
    pub supplier_signer: Option<String>,
    /// Those of the school who signed.
    pub acceptors: Vec<PersonRef>,
    pub certificate_nos: Vec<String>,
    pub quarantine_no: Option<String>,
    pub meat_quality_no: Option<String>,
    pub temperature_c: Option<i16>,
}

pub(super) async fn ledger(reader: &Reader, grant: &Grant<ViewStores>, query: &FoodQuery, lang: Lang) -> Result<Page<FoodReceiptRow>> {
    let page = food_moves::received(reader, grant, query).await?;
    Ok(Page { items: receipt_rows(reader, grant.school()?, page.items, lang).await?, next_cursor: page.next_cursor })
}

/// Moves into stores with the papers of their receipts and the names of those who signed: rows of the ledgers ① and ③.
///
/// # Errors
/// When the database fails.
pub async fn receipt_rows(db: &impl ConnectionTrait, school: Uuid, moves: Vec<FoodMove>, lang: Lang) -> Result<Vec<FoodReceiptRow>> {
    let receipts = receipts(db, school, moves.iter().filter_map(|row| row.source_id).collect()).await?;
    let people = receipts.values().flat_map(|receipt| receipt.acceptors.iter().map(|acceptor| acceptor.person_id)).collect();
    let names = person::repo::names(db, school, people).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let shown = |row: FoodMove| {
        let receipt = row.source_id.and_then(|id| receipts.get(&id));
        let food = receipt.and_then(|receipt| line_of(receipt, &row)).and_then(|line| line.food.clone()).unwrap_or_default();
        FoodReceiptRow {
            id: row.id,
            happened_on: row.happened_on,
            recorded_at: row.recorded_at,
            late: row.late,
            document_id: row.document_id,
            document_number: row.number,
            goods_receipt_id: receipt.map(|receipt| receipt.id.0),
            goods_receipt_number: receipt.map(|receipt| receipt.number.clone()),
            store: row.store,
            item: row.item,
            group: row.group,
            group_text: row.group.title().pick(lang).to_owned(),
            brand: food.brand,
            lot_id: row.lot_id,
            lot_no: row.lot_no,
            produced_on: row.produced_on,
            shelf_life_days: food.shelf_life_days,
            expires_on: row.expires_on,
            quantity: OnHand::stored(row.quantity),
            unit_price: unit_price(row.value, row.quantity),
            value: row.value,
            supplier: row.supplier,
            supplier_signer: receipt.and_then(|receipt| receipt.supplier_signer.clone()),
            acceptors: receipt.map(|receipt| receipt.acceptors.iter().map(|one| person(one.person_id)).collect()).unwrap_or_default(),
            certificate_nos: food.certificate_nos,
            quarantine_no: food.quarantine_no,
            meat_quality_no: food.meat_quality_no,
            temperature_c: food.temperature_c,
        }
    };
    Ok(moves.into_iter().map(shown).collect())
}

/// Where a supplier is and who answers for it, as the county's form asks (domain.md E11).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seller {
    pub address: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
}

/// Of whom these goods receipts are, by receipt: as the supplier is known now.
///
/// # Errors
/// When the database fails.
pub async fn sellers(db: &impl ConnectionTrait, school: Uuid, receipts: Vec<Uuid>) -> Result<HashMap<Uuid, Seller>> {
    if receipts.is_empty() {
        return Ok(HashMap::new());
    }
    let select = Entity::find().select_only().columns([Column::Id, Column::OrderId]).filter(Column::SchoolId.eq(school));
    let of_orders: Vec<(Uuid, Uuid)> = select.filter(Column::Id.is_in(receipts)).into_tuple().all(db).await?;
    let orders: Vec<(Uuid, Uuid)> = order::Entity::find()
        .select_only()
        .columns([order::Column::Id, order::Column::SupplierId])
        .filter(order::Column::SchoolId.eq(school))
        .filter(order::Column::Id.is_in(of_orders.iter().map(|(_, order)| *order)))
        .into_tuple()
        .all(db)
        .await?;
    let orders: HashMap<Uuid, Uuid> = orders.into_iter().collect();
    let found = supplier::Entity::find().filter(supplier::Column::SchoolId.eq(school));
    let found = found.filter(supplier::Column::Id.is_in(orders.values().copied())).all(db).await?;
    let known: HashMap<Uuid, Seller> =
        found.into_iter().map(|row| (row.id, Seller { address: row.address, contact: row.contact, phone: row.phone })).collect();
    let seller = |(receipt, order): (Uuid, Uuid)| Some((receipt, known.get(orders.get(&order)?)?.clone()));
    Ok(of_orders.into_iter().filter_map(seller).collect())
}

async fn receipts(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Receipt>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?;
    let receipts = repo::whole(db, rows).await?;
    Ok(receipts.into_iter().map(|receipt| (receipt.id.0, receipt)).collect())
}

/// Which line of a receipt came into a store as this line of its document: a document has those of its store, in their order.
fn line_of<'a>(receipt: &'a Receipt, moved: &FoodMove) -> Option<&'a ReceiptLine> {
    let here = |line: &&ReceiptLine| {
        line.accepted > OnHand::NOTHING && matches!(&line.destination, Destination::Stock { store_id, .. } if *store_id == moved.store.id)
    };
    receipt.lines.iter().filter(here).nth(usize::try_from(moved.position).ok()?)
}

/// Rounded half up to the fen.
fn unit_price(value: Money, thousandths: i64) -> Money {
    let (value, quantity) = (i128::from(value.fen()) * 1000, i128::from(thousandths.max(1)));
    Money::stored(i64::try_from((value * 2 + quantity) / (quantity * 2)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_of_one_unit_to_the_fen() {
        assert_eq!(unit_price(Money::stored(1_000), 3_000), Money::stored(333));
        assert_eq!(unit_price(Money::stored(25_050), 50_000), Money::stored(501));
        assert_eq!(unit_price(Money::stored(1), 2_000), Money::stored(1));
        assert_eq!(unit_price(Money::ZERO, 5_000), Money::ZERO);
    }
}
