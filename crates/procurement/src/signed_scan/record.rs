//! What a signed scan belongs to: found where the caller sees it, with those who took part in it.

use kernel::{Result, Scope};
use papers::signed_scan::Record;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    budget,
    order::{self, OrderId},
    petty::{self, PettyId},
    quote::{self, SheetId},
    receipt::{self, ReceiptId},
    request::{self, RequestId},
    supplier,
};

pub(super) async fn of_request(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let request = request::repo::find(db, scope, RequestId(id)).await?;
    Ok(Record { school_id: scope.school, kind: request::KIND, id, number: request.number, took_part: vec![request.requester_id] })
}

pub(super) async fn of_sheet(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let (sheet, request) = quote::find_sheet(db, scope, SheetId(id)).await?;
    let took_part = vec![sheet.opened_by, request.requester_id];
    Ok(Record { school_id: scope.school, kind: quote::KIND, id, number: request.number, took_part })
}

pub(super) async fn of_order(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let order = order::repo::find(db, scope, OrderId(id)).await?;
    let buyers = order.buyers.iter().map(|buyer| buyer.person_id);
    let took_part = buyers.chain([order.made_by, order.requester_id]).collect();
    Ok(Record { school_id: scope.school, kind: order::KIND, id, number: order.number, took_part })
}

pub(super) async fn of_receipt(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let receipt = receipt::repo::find(db, scope, ReceiptId(id)).await?;
    let acceptors = receipt.acceptors.iter().map(|acceptor| acceptor.person_id);
    let took_part = acceptors.chain([receipt.made_by]).collect();
    Ok(Record { school_id: scope.school, kind: receipt::KIND, id, number: receipt.number, took_part })
}

pub(super) async fn of_petty(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let petty = petty::repo::find(db, scope, PettyId(id)).await?;
    let took_part = vec![petty.handler_id, petty.content.witness_id];
    Ok(Record { school_id: scope.school, kind: petty::KIND, id, number: petty.number, took_part })
}

/// What the shop of this purchase is paid for its month. It adds up what several people bought, so none of them took part in all of it:
/// it is returned by those who keep the school's papers.
pub(super) async fn of_statement(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let petty = petty::repo::find(db, scope, PettyId(id)).await?;
    let (id, number) = petty::statement_paper(&petty);
    Ok(Record { school_id: scope.school, kind: petty::STATEMENT, id, number, took_part: Vec::new() })
}

/// What a fund was given for a year, allotment by allotment. None of those who entered one took part in all of them: it is returned by
/// those who keep the school's papers.
pub(super) async fn of_budget(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let number = budget::paper_of(db, scope, id).await?;
    Ok(Record { school_id: scope.school, kind: budget::KIND, id, number, took_part: Vec::new() })
}

/// Where a supplier's money is to go: whoever proposed it, and whoever decided.
pub(super) async fn of_account(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let (account, number) = supplier::account_of(db, scope, id).await?;
    let took_part = [Some(account.proposed_by), account.decided_by].into_iter().flatten().collect();
    Ok(Record { school_id: scope.school, kind: supplier::ACCOUNT, id, number, took_part })
}
