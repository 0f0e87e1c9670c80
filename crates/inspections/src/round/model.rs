//! The aggregate: what stays the same through a round's life, and the phase it is in.

use campus::location::Levels;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kernel::typed_id;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{phase::Phase, sample::Sample};
use crate::plan::{CheckKind, Level, Performer};

typed_id! {
    /// A round of an inspection.
    RoundId
}

#[derive(Debug, Clone)]
pub struct Round {
    pub school_id: Uuid,
    pub id: RoundId,
    pub number: String,
    /// None for one that was begun on the spot.
    pub plan_id: Option<Uuid>,
    pub checklist_id: Uuid,
    /// The version of the checklist that it is held by.
    pub checklist_number: i64,
    pub location_id: Option<Uuid>,
    pub levels: Levels,
    pub check_kind: CheckKind,
    pub level: Level,
    pub performer: Performer,
    pub due_on: NaiveDate,
    pub due_from: DateTime<Utc>,
    pub due_until: DateTime<Utc>,
    pub phase: Phase,
    pub started_at: Option<DateTime<Utc>>,
    /// Kept when it is entered after all.
    pub missed_at: Option<DateTime<Utc>>,
    /// Who is asked to sign second.
    pub second_signer_id: Option<Uuid>,
    /// What was found, reported or not.
    pub faults: i64,
    /// What a spot check drew by chance when it was begun.
    pub sample: Option<Sample>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

impl Round {
    /// Whether it is a late entry: the time was over when it was held, nobody had begun when it was over, or it was written down so many
    /// minutes after it happened. With what happened in time and is written down in time nothing is wrong, even after the end.
    pub fn is_late_entry(&self, happened_at: DateTime<Utc>, recorded_at: DateTime<Utc>, minutes: i64) -> bool {
        self.missed_at.is_some() || happened_at > self.due_until || recorded_at > happened_at + TimeDelta::minutes(minutes)
    }

    /// Whether its time had not come yet: of a plan, before the time of the day from which on somebody goes. What was begun on the spot has none.
    pub fn is_too_early(&self, at: DateTime<Utc>) -> bool {
        self.plan_id.is_some() && at < self.due_from
    }

    /// What of a round goes into the audit trail.
    pub fn recorded(&self) -> Value {
        let record = self.phase.record();
        let second = record.and_then(|record| record.second.as_ref());
        let review = self.phase.review();
        let reason = if let Phase::Cancelled { reason } = &self.phase { Some(reason.as_str()) } else { None };
        let mut said = json!({
            "state": self.phase.state().key(), "checklist_id": self.checklist_id, "number": self.checklist_number,
            "location_id": self.location_id, "due_on": self.due_on, "due_from": self.due_from, "due_until": self.due_until,
            "performer_id": self.performer.person(), "performer_role": self.performer.role().map(campus::Role::code),
            "performed_by": record.map(|record| record.performed_by), "recorded_by": record.map(|record| record.recorded_by),
            "happened_at": record.map(|record| record.happened_at), "recorded_at": record.map(|record| record.recorded_at),
            "late": record.map(|record| record.late), "nothing_found": record.map(|record| record.nothing_found),
            "faults": record.map(|_| self.faults), "note": record.and_then(|record| record.remark.as_deref()),
            "second_signer_id": self.second_signer_id, "second_by": second.map(|second| second.by),
            "second_remark": second.and_then(|second| second.remark.as_deref()), "reviewed_by": review.map(|review| review.by),
            "review_note": review.and_then(|review| review.note.as_deref()), "reason": reason,
            "sample_of": self.sample.as_ref().map(|sample| sample.of), "seed": self.sample.as_ref().map(|sample| sample.seed.as_str()),
            "population": self.sample.as_ref().map(|sample| sample.population),
            "sample": self.sample.as_ref().map(|sample| sample.things.iter().map(|thing| thing.label.as_str()).collect::<Vec<_>>()),
        });
        if let Value::Object(members) = &mut said {
            members.retain(|_, value| !value.is_null());
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round() -> Round {
        let at = |text: &str| text.parse().unwrap();
        Round {
            school_id: Uuid::nil(),
            id: RoundId(Uuid::nil()),
            number: "XJ20261124-0001".into(),
            plan_id: None,
            checklist_id: Uuid::nil(),
            checklist_number: 1,
            location_id: None,
            levels: Levels::default(),
            check_kind: CheckKind::Daily,
            level: Level::SelfCheck,
            performer: Performer::Anybody,
            due_on: "2026-11-24".parse().unwrap(),
            due_from: at("2026-11-24T00:00:00Z"),
            due_until: at("2026-11-24T01:00:00Z"),
            phase: Phase::InProgress,
            started_at: None,
            missed_at: None,
            second_signer_id: None,
            faults: 0,
            sample: None,
            created_at: at("2026-11-23T16:00:00Z"),
            updated_at: at("2026-11-23T16:00:00Z"),
            version: 1,
        }
    }

    #[test]
    fn what_happened_in_time_and_is_written_down_within_the_minutes_is_not_late() {
        let late = |happened: &str, recorded: &str| round().is_late_entry(happened.parse().unwrap(), recorded.parse().unwrap(), 120);
        assert!(!late("2026-11-24T00:30:00Z", "2026-11-24T02:30:00Z"));
        assert!(late("2026-11-24T00:30:00Z", "2026-11-24T02:30:01Z"));
        // Held a second after the end.
        assert!(!late("2026-11-24T01:00:00Z", "2026-11-24T01:00:00Z"));
        assert!(late("2026-11-24T01:00:01Z", "2026-11-24T01:00:01Z"));
        let missed = Round { missed_at: Some("2026-11-24T01:00:20Z".parse().unwrap()), ..round() };
        assert!(missed.is_late_entry("2026-11-24T00:59:00Z".parse().unwrap(), "2026-11-24T01:01:00Z".parse().unwrap(), 120));
    }

    #[test]
    fn a_round_of_a_plan_is_not_held_before_its_time_and_one_begun_on_the_spot_has_none() {
        let before = "2026-11-23T23:59:59Z".parse().unwrap();
        let planned = Round { plan_id: Some(Uuid::from_u128(1)), ..round() };
        assert!(planned.is_too_early(before));
        assert!(!planned.is_too_early(planned.due_from));
        assert!(!round().is_too_early(before));
    }
}
