//! Walk mode: one call for a fault. What it answers has the rooms next door.

use campus::location;
use kernel::{Grant, Reply, Result, Tx, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Opened, Rounds,
    report::{Reported, Seen, keep, place, report},
    step::happened,
};
use crate::{
    InspectionError, event,
    permissions::PerformInspections,
    round::{
        KIND,
        dto::{FindingBody, InspectionFound},
        model::RoundId,
        phase::{Command, CommandKind, guard},
        repo, view,
    },
};

/// Rooms that one floor is shown with: more than any has.
const NEXT_DOOR: u64 = 200;

impl Rounds {
    /// Writes a fault down and files its repair. The first one begins the round. It changes nothing that anybody can have seen otherwise, so
    /// no version is asked for: two may walk the same round.
    pub async fn find(&self, grant: &Grant<PerformInspections>, id: RoundId, body: FindingBody) -> Result<Reply<InspectionFound>> {
        let Opened { tx, round: before, list, school, insiders } = self.held(grant, id).await?;
        let now = tx.now();
        let facts = view::facts(&tx, (grant.actor(), &insiders), &before, list.second_signature, view::Now::of(&school, now)).await?;
        guard(before.phase.state(), CommandKind::Find, facts).map_err(InspectionError::Refused)?;
        let at = happened(&school, &before, body.happened_at, now)?;
        let place = place(&tx, &before, body.location_id, "/location_id").await?;
        let text = body.text.as_deref().unwrap_or_default();
        let fault = Reported { category: body.category, danger: body.danger, text, happened_at: at, upload_ids: &body.upload_ids };
        let (case, mut events) = report(&tx, &place, &fault).await?;
        let mut round = before.clone();
        round.phase = before.phase.clone().step(Command::Find).map_err(InspectionError::Refused)?;
        round.faults += 1;
        round.started_at = round.started_at.or(Some(now));
        // A step of its own once; what is found after it counts up without a new version.
        let round = if round.phase == before.phase { repo::count_fault(&tx, round).await? } else { repo::save(&tx, round).await? };
        let lang = grant.context().lang();
        let said = if text.trim().is_empty() { body.category.title().zh.into_owned() } else { text.to_owned() };
        let seen = Seen { item_no: None, place: Some(place.id), said: &said, danger: body.danger, case: Some(&case), happened_at: at };
        let event = Event::new(event::ROUND_FOUND);
        let event = if round.phase == before.phase {
            event.about(KIND, round.id, &round.number)
        } else {
            event.changed(KIND, round.id, &round.number, &before.recorded(), &round.recorded())
        };
        let (row, event) = keep(&tx, (&school, &round), event, seen).await?;
        events.push(event);
        let words = view::finding_words(&tx, round.school_id, place.id, lang).await?;
        let kept = repo::case_of(&tx, round.school_id, case.id.0).await?;
        let found = InspectionFound {
            finding: words.finding(&row, kept.as_ref()),
            state: round.phase.state(),
            version: round.version,
            next_places: next_door(&tx, &place).await?,
        };
        tx.commit(events, Reply::created(found)).await
    }
}

/// The rooms and open places beside a place, in their order, itself included.
async fn next_door(tx: &Tx, place: &location::entity::Model) -> Result<Vec<location::LocationRef>> {
    use location::entity::{Column, Entity};
    let Some(parent) = place.parent_id else { return Ok(vec![place.into()]) };
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(place.school_id))
        .filter(Column::ParentId.eq(parent))
        .filter(Column::Active.eq(true))
        .filter(Column::Kind.is_in([location::Kind::Room.key(), location::Kind::Zone.key()]))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .limit(NEXT_DOOR)
        .all(tx)
        .await?;
    Ok(rows.iter().map(location::LocationRef::from).collect())
}
