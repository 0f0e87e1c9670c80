//! Keeping the life of samples. The only place where nullable columns become a [`Phase`] and back.

use chrono::TimeDelta;
use kernel::{Problem, Result, Tx};
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{
    entity::{Column, Entity, Model},
    phase::{Phase, State},
};
use crate::book;

/// The life of a sample that is being written down; in its fridge already where one is named.
pub(crate) fn taken(record: &book::entity::Model, fridge: Option<String>, keep: TimeDelta) -> Model {
    let stored_at = fridge.is_some().then_some(record.happened_at);
    let state = if fridge.is_some() { State::Stored } else { State::Taken };
    Model {
        school_id: record.school_id,
        record_id: record.id,
        phase: state.key().into(),
        fridge,
        stored_at,
        stored_recorded_at: stored_at.map(|_| record.recorded_at),
        stored_late: stored_at.map(|_| record.late),
        keep_until: stored_at.map(|at| at + keep),
        discarded_at: None,
        discard_recorded_at: None,
        discard_late: None,
        discarded_by: None,
        discard_supervisor_id: None,
        sealed_at: None,
        seal_reason: None,
        unsealed_at: None,
        unsealed_by: None,
        unseal_note: None,
        incident_id: None,
    }
}

pub(crate) fn phase(row: &Model) -> Result<Phase> {
    let broken = |what: &str| Problem::internal(format!("food sample {}: {what} is missing in phase {}", row.record_id, row.phase));
    Ok(match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Taken => Phase::Taken,
        State::Stored => Phase::Stored { keep_until: row.keep_until.ok_or_else(|| broken("keep_until"))? },
        State::Discarded => Phase::Discarded { at: row.discarded_at.ok_or_else(|| broken("discarded_at"))? },
        State::Sealed => {
            Phase::Sealed { reason: row.seal_reason.clone().ok_or_else(|| broken("seal_reason"))?, keep_until: row.keep_until }
        }
        State::HandedOver => Phase::HandedOver { to: row.unseal_note.clone().ok_or_else(|| broken("unseal_note"))? },
    })
}

/// Writes the life anew. Save the record first: whoever holds its version writes its sample.
pub(super) async fn save(tx: &Tx, row: &Model) -> Result<()> {
    let mut change = row.clone().into_active_model().reset_all();
    (change.school_id, change.record_id) = (NotSet, NotSet);
    Entity::update_many()
        .set(change)
        .filter(Column::SchoolId.eq(row.school_id))
        .filter(Column::RecordId.eq(row.record_id))
        .exec(tx)
        .await?;
    Ok(())
}
