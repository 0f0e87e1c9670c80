//! What is wrong becomes a finding, and with it a repair: in the transaction of the round.

use campus::{
    location::{self, Kind},
    school::entity::Model as School,
    school_days::date_at,
};
use chrono::{DateTime, Utc};
use kernel::{Problem, Result, Tx, audit::Event, text};
use repairs::{
    case::{
        Case, Category,
        dto::Fault,
        model::{Channel, Reporter},
        service::{NewReport, file, tell},
    },
    case_attachment::Photos,
};
use uuid::Uuid;

use crate::{
    InspectionError,
    round::{entity::finding, model::Round, repo},
};

/// A fault to be reported.
pub(super) struct Reported<'a> {
    pub category: Category,
    pub danger: bool,
    pub text: &'a str,
    pub happened_at: DateTime<Utc>,
    pub upload_ids: &'a [Uuid],
}

/// Where things break: a room, an open place or a floor of the school, within the round's own place.
pub(super) async fn place(tx: &Tx, round: &Round, id: Uuid, pointer: &str) -> Result<location::entity::Model> {
    let place = location::repo::active(tx, round.school_id, id, pointer).await?;
    match place.kind() {
        Kind::Room | Kind::Zone | Kind::Floor => {}
        Kind::Campus | Kind::Building => return Err(InspectionError::NotARoom(pointer.to_owned()).into()),
    }
    let levels = place.levels();
    let above = [levels.campus, levels.building, levels.floor, levels.room, Some(place.id), place.parent_id];
    // A walk that is planned for a building is not one through another.
    if round.location_id.is_some() && !above.contains(&round.location_id) {
        return Err(InspectionError::Elsewhere.into());
    }
    Ok(place)
}

/// Files the repair by repairs' own use case, and tells whoever repairs such things there.
pub(super) async fn report(tx: &Tx, place: &location::entity::Model, fault: &Reported<'_>) -> Result<(Case, Vec<Event>)> {
    let actor = tx.actor();
    let new = NewReport {
        reporter: Reporter { person: actor.person, name: actor.name.to_string(), phone: None, channel: Channel::App, entered_by: None },
        faults: vec![Fault { category: fault.category, danger: fault.danger }],
        text: Some(fault.text.to_owned()),
        asset_id: None,
        happened_at: Some(fault.happened_at),
        photos: Photos { upload_ids: fault.upload_ids.to_vec(), pass: None },
        with_follow_up: false,
    };
    let (cases, events) = file(tx, place, new).await?;
    tell(tx, place, &cases).await?;
    let case = cases.into_iter().next().ok_or_else(|| Problem::internal("a fault became no repair"))?;
    Ok((case, events))
}

/// A finding, as it is kept.
pub(super) struct Seen<'a> {
    pub item_no: Option<i64>,
    pub place: Option<Uuid>,
    pub said: &'a str,
    pub danger: bool,
    pub case: Option<&'a Case>,
    pub happened_at: DateTime<Utc>,
}

/// Writes a finding down, into the event too.
pub(super) async fn keep(tx: &Tx, (school, round): (&School, &Round), event: Event, seen: Seen<'_>) -> Result<(finding::Model, Event)> {
    let recorded_by = tx.actor().person.ok_or_else(|| Problem::internal("a finding of nobody"))?;
    let row = finding::Model {
        school_id: round.school_id,
        id: tx.new_id(),
        round_id: round.id.0,
        item_no: seen.item_no,
        location_id: seen.place,
        found_on: date_at(school.zone(), seen.happened_at),
        said: text::sentence(seen.said),
        danger: seen.danger,
        case_id: seen.case.map(|case| case.id.0),
        recorded_by,
        recorded_at: tx.now(),
    };
    repo::insert_finding(tx, row.clone()).await?;
    let recorded = serde_json::json!({
        "item": row.item_no, "location_id": row.location_id, "note": row.said, "danger": row.danger,
        "case": seen.case.map(|case| case.number.as_str()),
    });
    let label = if row.said.is_empty() { round.number.clone() } else { row.said.chars().take(60).collect() };
    let event = event.created("inspection_finding", row.id, label, &recorded);
    Ok((row, event))
}
