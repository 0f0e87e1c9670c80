//! What a request shows of its quotes: whether they are needed, and where they are.

use std::collections::BTreeMap;

use campus::school::entity::Model as School;
use kernel::{Actor, Lang, Money, Permission, Problem, Result, Tx};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::SheetId, repo, rules::Need, service::need, view::reaches};
use crate::{
    permissions::ViewQuotes,
    request::{Request, RequestId, phase::State},
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
}

/// As it was judged when it was submitted (or would be now), then as it is kept with the sheet; nothing of what will not be bought.
pub(crate) async fn of_request(
    db: &impl ConnectionTrait,
    request: &Request,
    judged: Option<Need>,
    actor: &Actor,
    lang: Lang,
) -> Result<QuotesOfRequest> {
    let state = request.phase.state();
    if matches!(state, State::Rejected | State::Cancelled) {
        return Ok(QuotesOfRequest::default());
    }
    // Only what was approved can have one.
    let sheet = match state {
        State::Approved | State::Closed => repo::of_request(db, request.school_id, request.id).await?,
        _ => None,
    };
    let need = sheet.as_ref().map(|sheet| sheet.need).or(judged);
    let seen = reaches(actor, ViewQuotes::INFO.key, request);
    Ok(QuotesOfRequest {
        needed: need.map(|need| need.quotes),
        why: need.map(|need| need.text().pick(lang).to_owned()),
        sheet_id: sheet.filter(|_| seen).map(|sheet| sheet.id),
    })
}
