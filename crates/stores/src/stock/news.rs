//! Whoever something goes out to hears of it. The receiver's signature is one tap on the keeper's own phone: nothing goes out in somebody's
//! name that he does not learn of.

use std::collections::BTreeMap;

use campus::{Role, person, role_label};
use kernel::{
    Result, Text, Tx,
    outbox::{News, Topic, Word},
};
use uuid::Uuid;

use super::{
    KIND,
    document::{Document, so_much},
};
use crate::{event, item::entity::Model as Item, requisition};

/// Things that are named; of more than that it is said how many there are.
const NAMED: usize = 3;

/// One message a receiver, however many sheets of one act are in his name. What he was not given he did not receive.
pub(crate) async fn tell_receivers(tx: &Tx, documents: &[Document], items: &BTreeMap<Uuid, Item>) -> Result<()> {
    let mut received: BTreeMap<Uuid, Vec<&Document>> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.lines.iter().any(|line| line.quantity > 0)) {
        if let Some(receiver) = document.row.receiver_id {
            received.entry(receiver).or_default().push(document);
        }
    }
    if received.is_empty() {
        return Ok(());
    }
    let school = tx.school()?;
    let by: Vec<Uuid> = received.values().flatten().map(|document| document.row.recorded_by).collect();
    let names = person::repo::names(tx, school, by).await?;
    let director = role_label::of(tx, school).await?.word(Role::LogisticsDirector);
    let told = received.iter().filter_map(|(receiver, sheets)| {
        let first = sheets.first()?;
        let who = names.get(&first.row.recorded_by).map(String::as_str).unwrap_or_default();
        let link = if sheets.len() == 1 { format!("{RECEIVED}/{}", first.id()) } else { RECEIVED.to_owned() };
        let news = about(event::NEWS_ISSUED, KIND, first.id(), link, (sheets.as_slice(), items));
        Some(news.word("number", numbers(sheets)).word("who", who).word("director", director.clone()).to([*receiver]))
    });
    tx.tell(told.collect::<Vec<_>>()).await
}

/// Whoever asked hears who collected it, where that was another.
pub(crate) async fn tell_requester(tx: &Tx, document: &Document, items: &BTreeMap<Uuid, Item>, requester: Uuid) -> Result<()> {
    let collected = document.row.receiver_id.filter(|receiver| *receiver != requester).zip(document.row.requisition_id);
    let Some((receiver, asked)) = collected else { return Ok(()) };
    let names = person::repo::names(tx, tx.school()?, vec![receiver, document.row.recorded_by]).await?;
    let name = |id: Uuid| names.get(&id).map(String::as_str).unwrap_or_default();
    let link = format!("/requisitions/{asked}");
    let news = about(event::NEWS_COLLECTED, requisition::KIND, asked, link, (std::slice::from_ref(&document), items))
        .word("receiver", name(receiver))
        .word("number", document.number())
        .word("who", name(document.row.recorded_by))
        .to([requester]);
    tx.tell([news]).await
}

/// Where everybody sees what he was handed.
const RECEIVED: &str = "/requisitions/received";

fn about(
    topic: &'static Topic,
    kind: &'static str,
    id: Uuid,
    link: String,
    (documents, items): (&[&Document], &BTreeMap<Uuid, Item>),
) -> News {
    News::new(topic, kind, id, link).word("what", said(&things(documents), items))
}

/// What these documents handed out, in their order, each thing once.
fn things(documents: &[&Document]) -> Vec<(Uuid, i64)> {
    let mut things: Vec<(Uuid, i64)> = Vec::new();
    for line in documents.iter().flat_map(|document| &document.lines).filter(|line| line.quantity > 0) {
        if let Some((_, sum)) = things.iter_mut().find(|(item, _)| *item == line.item_id) {
            *sum += line.quantity;
        } else {
            things.push((line.item_id, line.quantity));
        }
    }
    things
}

fn said(things: &[(Uuid, i64)], items: &BTreeMap<Uuid, Item>) -> Word {
    let thing = |(item, quantity): &(Uuid, i64)| items.get(item).map(|item| format!("{} {}", item.name, so_much(item, *quantity)));
    let named: Vec<String> = things.iter().take(NAMED).filter_map(thing).collect();
    let (zh, en, all) = (named.join("、"), named.join(", "), things.len());
    if all > NAMED {
        return Text::new(format!("{zh} 等 {all} 样"), format!("{en} and {} more", all - NAMED)).into();
    }
    Text::new(zh, en).into()
}

/// The number of his sheet, or of the first one and how many there are.
fn numbers(sheets: &[&Document]) -> Word {
    let first = sheets.first().map_or("", |sheet| sheet.number());
    match sheets.len() {
        0 | 1 => first.into(),
        several => Text::new(format!("{first} 等 {several} 张"), format!("{first} and {} more", several - 1)).into(),
    }
}
