//! What was found at a place becomes a repair, by repairs' own use case and in the same transaction.

use campus::location;
use chrono::{DateTime, Utc};
use kernel::{Problem, Result, Tx, audit::Event};
use repairs::{
    case::{
        Case,
        dto::Fault,
        model::{Channel, Reporter},
        service::{NewReport, file, tell},
    },
    case_attachment::Photos,
};

use super::{dto::ReportBody, entity::finding};
use crate::{CanteenError, site};

/// Reports it where it is, or at the canteen's own place.
///
/// # Errors
/// 409 where neither is known.
pub(super) async fn report(
    tx: &Tx,
    canteen: &site::entity::Model,
    row: &finding::Model,
    wanted: ReportBody,
    happened_at: DateTime<Utc>,
) -> Result<(Case, Vec<Event>)> {
    let place = row.place_id.or(canteen.place_id).ok_or(CanteenError::NoPlace)?;
    let place = location::repo::of_record(tx, canteen.school_id, place).await?;
    let actor = tx.actor();
    let new = NewReport {
        reporter: Reporter { person: actor.person, name: actor.name.to_string(), phone: None, channel: Channel::App, entered_by: None },
        faults: vec![Fault { category: wanted.category, danger: wanted.danger }],
        text: Some(row.said.clone()),
        asset_id: None,
        happened_at: Some(happened_at),
        photos: Photos { upload_ids: Vec::new(), pass: None },
        with_follow_up: false,
    };
    let (cases, events) = file(tx, &place, new).await?;
    tell(tx, &place, &cases).await?;
    let case = cases.into_iter().next().ok_or_else(|| Problem::internal("a finding became no repair"))?;
    Ok((case, events))
}
