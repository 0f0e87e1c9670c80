//! Reads the papers of a request: a bounded number of look-ups, however many there are.

use std::collections::HashMap;

use approvals::approval::Words;
use campus::school;
use kernel::{Actor, Db, Grant, Money, Permission, Problem, Reach, ReachPart, Reader, Result};
use papers::signed_scan;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    dto::{Missing, Packet, PacketOrder, PacketReceipt, PacketRecord},
    missing::{Papers, ReceiptPaper, missing},
};
use crate::{
    order::{self, OrderId, phase::State as OrderState},
    permissions::{ViewOrders, ViewPurchases, ViewQuotes, ViewReceipts},
    policy, quote,
    receipt::{self, ReceiptId, phase::State as ReceiptState},
    request::{self, RequestId},
};

/// Claim packets.
#[derive(Debug, Clone)]
pub(super) struct ClaimPackets {
    db: Db,
}

impl ClaimPackets {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn of_request(&self, grant: &Grant<ViewPurchases>, id: RequestId) -> Result<Packet> {
        let reader = self.db.read(grant);
        let (lang, actor) = (grant.context().lang(), grant.actor());
        let request = request::repo::head(&reader, &grant.scope()?, id).await?;
        let state = request::repo::state_of(&request)?;
        let quotes = quote::paper_of(&reader, request.school_id, id).await?;
        let orders = orders(&reader, &request, actor).await?;
        let receipts = receipts(&reader, request.school_id, &orders, actor).await?;
        let scans = signed_scan::count_of(&reader, request.school_id, request::KIND, id.0).await?;
        let quotes_needed = match &quotes {
            Some(paper) => paper.needed,
            None => request::repo::quotes_judged(&reader, &request).await?.unwrap_or(1),
        };
        let papers = Papers {
            request: state,
            quotes_needed,
            quotes_settled: quotes.as_ref().is_some_and(|paper| paper.settled),
            orders: orders.iter().map(|order| (order.number.clone(), order.state)).collect(),
            receipts: receipts.iter().map(paper).collect(),
            scanned: scans > 0,
        };
        let mut received = Money::ZERO;
        for receipt in &receipts {
            received = received.checked_add(receipt.total).ok_or_else(|| Problem::internal("more than the product counts"))?;
        }
        let school = school::find(&reader, request.school_id).await?;
        let last = policy::last_signer(&reader, school.id, school.today(reader.now())).await?;
        let titles = Words::of(&reader, school.id, Vec::new(), lang).await?;
        let text = |(code, text): (_, kernel::Text)| Missing { code, text: text.pick(lang).to_owned() };
        Ok(Packet {
            request_id: id,
            request_number: request.number.clone(),
            request_state: state,
            requested: Money::stored(request.total),
            requested_in_words: Money::stored(request.total).in_capitals(),
            quote_sheet_id: quotes.filter(|_| reaches(actor, ViewQuotes::INFO.key, request.requester_id)).map(|paper| paper.id),
            orders,
            receipts,
            received,
            received_in_words: received.in_capitals(),
            last_signer_title: titles.title(last),
            missing: missing(&papers).into_iter().map(text).collect(),
        })
    }
}

fn paper(receipt: &PacketReceipt) -> ReceiptPaper {
    ReceiptPaper {
        number: receipt.number.clone(),
        state: receipt.state,
        worth: receipt.total > Money::ZERO,
        invoice_nos: receipt.invoice_nos.len() as u64,
        invoice_files: receipt.invoice_files,
    }
}

/// Whether a right of the actor reaches what this person did.
fn reaches(actor: &Actor, permission: &str, person: Uuid) -> bool {
    actor.right(permission).is_some_and(|right| match &right.reach {
        Reach::School => true,
        Reach::Parts(parts) => parts.contains(&ReachPart::Own(person)),
    })
}

async fn orders(db: &Reader, request: &request::entity::Model, actor: &Actor) -> Result<Vec<PacketOrder>> {
    let rows = order::entity::Entity::find()
        .filter(order::entity::Column::SchoolId.eq(request.school_id))
        .filter(order::entity::Column::RequestId.eq(request.id))
        .order_by_asc(order::entity::Column::Id)
        .all(db)
        .await?;
    // An order is its requester's too, so that whoever sees the request by that sees it.
    let readable = reaches(actor, ViewOrders::INFO.key, request.requester_id);
    rows.into_iter()
        .map(|row| {
            let state = OrderState::of(&row.phase).ok_or_else(|| Problem::internal("an order in no known phase"))?;
            Ok(PacketOrder {
                id: OrderId(row.id),
                number: row.number,
                supplier_name: row.supplier_name,
                state,
                total: Money::stored(row.total),
                readable,
            })
        })
        .collect()
}

async fn receipts(db: &Reader, school: Uuid, orders: &[PacketOrder], actor: &Actor) -> Result<Vec<PacketReceipt>> {
    use receipt::entity::{Column, Entity};
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::OrderId.is_in(orders.iter().map(|order| order.id.0)))
        .filter(Column::Phase.ne(ReceiptState::Cancelled.key()))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut became = became(db, school, &ids).await?;
    let accepted = accepted_by(db, school, ids, actor).await?;
    rows.into_iter()
        .map(|row| {
            let state = ReceiptState::of(&row.phase).ok_or_else(|| Problem::internal("a receipt in no known phase"))?;
            let readable = accepted.contains(&row.id) || reaches(actor, ViewReceipts::INFO.key, row.made_by);
            Ok(PacketReceipt {
                id: ReceiptId(row.id),
                number: row.number,
                order_number: row.order_number,
                state,
                delivered_on: row.delivered_on,
                total: Money::stored(row.total),
                invoice_nos: serde_json::from_value(row.invoice_nos).map_err(Problem::internal)?,
                invoice_files: row.invoice_files.as_array().map_or(0, |files| files.len() as u64),
                voucher_no: row.voucher_no,
                posted_on: row.posted_on,
                became: became.remove(&row.id).unwrap_or_default(),
                readable,
            })
        })
        .collect()
}

/// Cards and stock documents of each receipt, each once.
async fn became(db: &Reader, school: Uuid, receipts: &[Uuid]) -> Result<HashMap<Uuid, Vec<PacketRecord>>> {
    use receipt::entity::result::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::ReceiptId.is_in(receipts.iter().copied()))
        .filter(Column::RecordId.is_not_null())
        .order_by_asc(Column::RecordNumber)
        .all(db)
        .await?;
    let mut became: HashMap<Uuid, Vec<PacketRecord>> = HashMap::new();
    for row in rows {
        let Some((id, number)) = row.record_id.zip(row.record_number) else { continue };
        let of_receipt = became.entry(row.receipt_id).or_default();
        if !of_receipt.iter().any(|record| record.id == id) {
            of_receipt.push(PacketRecord { kind: row.kind, id, number });
        }
    }
    Ok(became)
}

/// Which of them the actor accepts; asked only of whoever does not see all.
async fn accepted_by(db: &Reader, school: Uuid, receipts: Vec<Uuid>, actor: &Actor) -> Result<Vec<Uuid>> {
    use receipt::entity::acceptor::{Column, Entity};
    let own = actor.right(ViewReceipts::INFO.key).filter(|right| right.reach != Reach::School).and(actor.person);
    let Some(person) = own else { return Ok(Vec::new()) };
    let select = Entity::find().select_only().column(Column::ReceiptId).filter(Column::SchoolId.eq(school));
    let select = select.filter(Column::ReceiptId.is_in(receipts)).filter(Column::PersonId.eq(person));
    Ok(select.into_tuple().all(db).await?)
}
