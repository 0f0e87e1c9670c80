//! What a request shows of its quotes: whether they are needed, and where they are.

use kernel::{Actor, Lang, Permission, Result};
use sea_orm::ConnectionTrait;

use super::{model::SheetId, repo, rules::Need, view::reaches};
use crate::{
    permissions::ViewQuotes,
    request::{Request, phase::State},
};

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
    let sheet = if state == State::Approved { repo::of_request(db, request.school_id, request.id).await? } else { None };
    let need = sheet.as_ref().map(|sheet| sheet.need).or(judged);
    let seen = reaches(actor, ViewQuotes::INFO.key, request);
    Ok(QuotesOfRequest {
        needed: need.map(|need| need.quotes),
        why: need.map(|need| need.text().pick(lang).to_owned()),
        sheet_id: sheet.filter(|_| seen).map(|sheet| sheet.id),
    })
}
