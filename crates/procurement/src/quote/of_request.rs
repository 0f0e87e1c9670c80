//! What a request shows of its quotes: whether they are needed, and where they are; to whoever decides about it, what was said.

use std::collections::{BTreeMap, HashMap};

use approvals::{QuotedBy, Quotes};
use campus::{person, school::entity::Model as School};
use kernel::{Actor, Lang, Money, Permission, Problem, Result, Tx};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Quote, SheetId},
    phase::Stage,
    repo,
    rules::Need,
    service::need,
    view::reaches,
};
use crate::{
    permissions::{CollectQuotes, ViewQuotes},
    request::{Content, Request, RequestId},
};

/// The quote that was taken.
#[derive(Debug)]
pub(crate) struct Quoted {
    pub supplier_id: Uuid,
    pub supplier_name: String,
    /// Line of the request → price of a piece.
    pub prices: BTreeMap<i64, Money>,
}

/// What an order goes by: how many quotes the request needs, and the quote that was taken of its sheet.
pub(crate) async fn settled_of(tx: &Tx, school: &School, request: &Request) -> Result<(Need, Option<Quoted>)> {
    let Some(sheet) = repo::of_request(tx, request.school_id, request.id).await? else {
        return Ok((need(tx, school, request, request.together(), tx.now()).await?, None));
    };
    let Some(settlement) = sheet.phase.settlement() else { return Ok((sheet.need, None)) };
    let taken = repo::quotes_of(tx, &sheet).await?.into_iter().find(|quote| quote.row.id == settlement.quote_id);
    let quote = taken.ok_or_else(|| Problem::internal("a settled sheet without the quote that was taken"))?;
    let quoted = Quoted { supplier_id: quote.supplier.id, supplier_name: quote.supplier.name, prices: quote.prices };
    Ok((sheet.need, Some(quoted)))
}

/// What a claim packet has to know of the sheet of a request.
#[derive(Debug)]
pub(crate) struct SheetPaper {
    pub id: SheetId,
    pub needed: u32,
    pub settled: bool,
}

pub(crate) async fn paper_of(db: &impl ConnectionTrait, school: Uuid, request: RequestId) -> Result<Option<SheetPaper>> {
    let sheet = repo::of_request(db, school, request).await?;
    Ok(sheet.map(|sheet| SheetPaper { id: sheet.id, needed: sheet.need.quotes, settled: sheet.phase.settlement().is_some() }))
}

/// How many quotes a request needs, and its sheet.
#[derive(Debug, Default)]
pub(crate) struct QuotesOfRequest {
    pub needed: Option<u32>,
    pub why: Option<String>,
    /// For those who may see it.
    pub sheet_id: Option<SheetId>,
    /// There is none, and the caller may open it now.
    pub opens: bool,
}

/// As it was judged when it was submitted (or would be now), then as it is kept with the sheet; nothing of what will not be bought. The
/// sheet of that ended with it, and is still there to be seen.
pub(crate) async fn of_request(
    db: &impl ConnectionTrait,
    request: &Request,
    judged: Option<Need>,
    actor: &Actor,
    lang: Lang,
) -> Result<QuotesOfRequest> {
    // Of what was never submitted no sheet was opened.
    let sheet = if request.round > 0 { repo::of_request(db, request.school_id, request.id).await? } else { None };
    let kept = sheet.as_ref().map(|sheet| sheet.need);
    let stage = Stage::of(request.phase.state());
    let need = match stage {
        Stage::Revised => judged,
        Stage::Waiting | Stage::Approved | Stage::Closed => kept.or(judged),
        Stage::Over => None,
    };
    let seen = reaches(actor, ViewQuotes::INFO.key, request);
    let opens = sheet.is_none() && stage.collects().is_ok() && reaches(actor, CollectQuotes::INFO.key, request);
    Ok(QuotesOfRequest {
        needed: need.map(|need| need.quotes),
        why: need.map(|need| need.text().pick(lang).to_owned()),
        sheet_id: sheet.filter(|_| seen).map(|sheet| sheet.id),
        opens,
    })
}

/// What suppliers said for what is decided about, for whoever decides; nothing where one price is enough and nobody was asked.
pub(crate) async fn collected(
    db: &impl ConnectionTrait,
    (school, request): (Uuid, RequestId),
    content: &Content,
    judged: Option<Need>,
    lang: Lang,
) -> Result<Option<Quotes>> {
    let sheet = repo::of_request(db, school, request).await?;
    let Some(need) = sheet.as_ref().map(|sheet| sheet.need).or(judged) else { return Ok(None) };
    let quotes = if let Some(sheet) = &sheet { repo::quotes_of(db, sheet).await? } else { Vec::new() };
    if quotes.is_empty() && need.quotes <= 1 {
        return Ok(None);
    }
    let names = person::repo::names(db, school, quotes.iter().map(|quote| quote.row.asked_by).collect()).await?;
    Ok(Some(Quotes {
        needed: need.quotes,
        why: need.text().pick(lang).to_owned(),
        link: sheet.map(|_| format!("/purchases/{request}/quotes")),
        said: said(&quotes, content, &names, lang),
    }))
}

/// Suppliers in the order in which they were written down; only quotes of every line are compared.
fn said(quotes: &[Quote], content: &Content, names: &HashMap<Uuid, String>, lang: Lang) -> Vec<QuotedBy> {
    let lowest = quotes.iter().filter_map(|quote| quote.total(&content.lines)).min();
    let by = |quote: &Quote| {
        let total = quote.total(&content.lines);
        QuotedBy {
            supplier: quote.supplier.name.clone(),
            total,
            lowest: total.is_some() && total == lowest,
            beyond: total.is_some_and(|total| total > content.total),
            on: quote.row.quoted_on,
            how: quote.channel.title().pick(lang).to_owned(),
            asked_by: names.get(&quote.row.asked_by).cloned().unwrap_or_default(),
        }
    };
    quotes.iter().map(by).collect()
}
