//! What becomes of a sheet when its request is written or submitted anew.

use kernel::{Result, Tx, audit::Event};
use uuid::Uuid;

use super::{KIND, repo, rules::Need, service::QUOTE};
use crate::request::Request;

/// What suppliers said was said of the lines as they stood: where something else is asked for, their quotes come off the sheet. They stay
/// on record, and the sheet waits for others. Save the request first: whoever holds it writes its sheet.
pub(crate) async fn lines_changed(tx: &Tx, request: &Request, by: Uuid, event: Event) -> Result<Event> {
    let Some(sheet) = repo::of_request(tx, request.school_id, request.id).await? else { return Ok(event) };
    let quotes = repo::quotes_of(tx, &sheet).await?;
    // Also where there are none yet: whoever is about to write prices of the former lines down has to look again.
    let sheet = repo::save(tx, sheet).await?;
    let gone = repo::supersede_all(tx, &quotes, by).await?;
    let event = quotes
        .iter()
        .zip(&gone)
        .fold(event, |event, (before, after)| event.changed(QUOTE, before.row.id, &request.number, &before.recorded(), &after.recorded()));
    Ok(event.about(KIND, sheet.id, &request.number))
}

/// How many quotes a request needs is judged with every submission: its sheet goes by the last one. Save the request first.
pub(crate) async fn judged_anew(tx: &Tx, request: &Request, need: Option<Need>, event: Event) -> Result<Event> {
    let Some(need) = need else { return Ok(event) };
    let Some(before) = repo::of_request(tx, request.school_id, request.id).await?.filter(|sheet| sheet.need != need) else {
        return Ok(event);
    };
    let mut sheet = before.clone();
    sheet.need = need;
    let sheet = repo::save(tx, sheet).await?;
    Ok(event.changed(KIND, sheet.id, &request.number, &before.recorded(None), &sheet.recorded(None)))
}
