//! Whoever is named as a buyer hears of it: it is ordered once he says so.

use campus::person;
use kernel::{
    Result, Tx,
    outbox::{News, Word},
};
use uuid::Uuid;

use super::{KIND, Order};
use crate::event;

pub(super) async fn tell_buyers(tx: &Tx, order: &Order) -> Result<()> {
    let waiting: Vec<Uuid> = order.buyers.iter().filter(|buyer| buyer.confirmed_at.is_none()).map(|buyer| buyer.person_id).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let names = person::repo::names(tx, order.school_id, vec![order.made_by]).await?;
    let news = News::new(event::NEWS_BUYER, KIND, order.id, format!("/purchase-orders/{}", order.id))
        .word("who", names.get(&order.made_by).map(String::as_str).unwrap_or_default())
        .word("title", Word::from(order.title()))
        .word("supplier", order.supplier_name.as_str())
        .word("number", order.number.as_str())
        .to(waiting);
    tx.tell([news]).await
}
