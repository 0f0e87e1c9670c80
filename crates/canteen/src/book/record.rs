//! A record that is about to be written down, and what of it goes into the audit trail.

use chrono::{DateTime, Utc};
use kernel::{Problem, Result, Tx, audit::Event};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    CHECK_KIND, KIND,
    content::{Content, Kind},
    entity::Model,
    moment::Moment,
    repo::Record,
};
use crate::{Meal, sample, site};

/// The row of something that happened.
pub(super) fn row(
    tx: &Tx,
    canteen: &site::entity::Model,
    me: Uuid,
    (moment, meal): (Moment, Option<Meal>),
    content: &Content,
    replaces_id: Option<Uuid>,
) -> Result<Model> {
    Ok(Model {
        school_id: canteen.school_id,
        id: tx.new_id(),
        canteen_id: canteen.id,
        kind: content.kind().key().into(),
        day: moment.day,
        meal: meal.map(|meal| meal.key().into()),
        happened_at: moment.happened_at,
        recorded_at: moment.recorded_at,
        recorded_by: me,
        late: moment.late,
        content: serde_json::to_value(content).map_err(Problem::internal)?,
        replaces_id,
        struck_at: None,
        struck_by: None,
        struck_reason: None,
        version: 1,
    })
}

/// The event with a record that came into being.
pub(crate) fn created(event: Event, record: &Record) -> Event {
    match record.content.kind() {
        Kind::MorningCheck => event.created(CHECK_KIND, record.row.id, label(record), &recorded(record)),
        Kind::FoodSample | Kind::Disinfection | Kind::AccompaniedMeal | Kind::Leftovers | Kind::Training | Kind::Survey => {
            event.created(KIND, record.row.id, label(record), &recorded(record))
        }
    }
}

/// The event with a record that was struck out, or whose sample took a step.
pub(crate) fn changed(event: Event, before: &Record, after: &Record) -> Event {
    match after.content.kind() {
        Kind::MorningCheck => event.changed(CHECK_KIND, after.row.id, label(after), &recorded(before), &recorded(after)),
        Kind::FoodSample | Kind::Disinfection | Kind::AccompaniedMeal | Kind::Leftovers | Kind::Training | Kind::Survey => {
            event.changed(KIND, after.row.id, label(after), &recorded(before), &recorded(after))
        }
    }
}

/// `2026-11-24 午餐 留样`: how the trail calls it.
fn label(record: &Record) -> String {
    let meal = record.meal().map(|meal| format!("{} ", meal.title().zh)).unwrap_or_default();
    format!("{} {meal}{}", record.row.day, record.content.kind().title().zh)
}

/// What of a record goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meal: Option<String>,
    happened_at: DateTime<Utc>,
    late: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(flatten)]
    life: Option<LifeRecorded>,
    #[serde(flatten)]
    said: serde_json::Map<String, Value>,
}

fn recorded(record: &Record) -> Recorded {
    let mut said = match &record.row.content {
        Value::Object(members) => members.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => serde_json::Map::new(),
    };
    said.remove("is");
    Recorded {
        kind: record.content.kind().key(),
        meal: record.row.meal.clone(),
        happened_at: record.row.happened_at,
        late: record.row.late,
        reason: record.row.struck_reason.clone(),
        life: record.sample.as_ref().map(LifeRecorded::of),
        said,
    }
}

/// What of the life of a sample goes there: whoever reads it sees for himself whether it was kept its hours.
#[derive(Debug, Serialize)]
struct LifeRecorded {
    state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fridge: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored_late: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keep_until: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discarded_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discard_late: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discarded_by: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discard_supervisor_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seal_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsealed_at: Option<DateTime<Utc>>,
    /// Why it left its seal, or to whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    unseal_note: Option<String>,
}

impl LifeRecorded {
    fn of(life: &sample::entity::Model) -> Self {
        Self {
            state: life.phase.clone(),
            fridge: life.fridge.clone(),
            stored_at: life.stored_at,
            stored_late: life.stored_late,
            keep_until: life.keep_until,
            discarded_at: life.discarded_at,
            discard_late: life.discard_late,
            discarded_by: life.discarded_by,
            discard_supervisor_id: life.discard_supervisor_id,
            sealed_at: life.sealed_at,
            seal_reason: life.seal_reason.clone(),
            unsealed_at: life.unsealed_at,
            unseal_note: life.unseal_note.clone(),
        }
    }
}
