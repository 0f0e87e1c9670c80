//! Who hears of a receipt: those who are to sign it, then whoever asked for the goods, and whoever enters them into the accounts.

use campus::{Role, person};
use kernel::{
    Result, Tx,
    outbox::{News, Topic, Word},
};
use uuid::Uuid;

use super::{KIND, Receipt};
use crate::{event, order::Order};

pub(super) async fn tell_acceptors(tx: &Tx, receipt: &Receipt, order: &Order) -> Result<()> {
    let waiting: Vec<Uuid> = receipt.acceptors.iter().filter(|one| one.signed_at.is_none()).map(|one| one.person_id).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let names = person::repo::names(tx, receipt.school_id, vec![receipt.made_by]).await?;
    let who = names.get(&receipt.made_by).map(String::as_str).unwrap_or_default();
    tx.tell([news(event::NEWS_ACCEPTOR, receipt, order).word("who", who).to(waiting)]).await
}

/// What was refused whole has come to nobody, and is in no account.
pub(super) async fn tell_accepted(tx: &Tx, receipt: &Receipt, order: &Order) -> Result<()> {
    if receipt.lines.iter().all(|line| line.accepted == stores::OnHand::NOTHING) {
        return Ok(());
    }
    let asked = news(event::NEWS_ACCEPTED, receipt, order).word("request", order.request_number.as_str()).to([order.requester_id]);
    let to_post = news(event::NEWS_TO_POST, receipt, order).to_role(Role::Bookkeeper.code());
    tx.tell([asked, to_post]).await
}

fn news(topic: &'static Topic, receipt: &Receipt, order: &Order) -> News {
    News::new(topic, KIND, receipt.id, format!("/goods-receipts/{}", receipt.id))
        .word("title", Word::from(receipt.title()))
        .word("supplier", order.supplier_name.as_str())
        .word("number", receipt.number.as_str())
}
