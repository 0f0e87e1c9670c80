//! The aggregate: what is asked for, and the phase it is in.

use chrono::{DateTime, Utc};
use kernel::{Quantity, Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::phase::Phase;

typed_id! {
    /// A requisition.
    RequisitionId
}

#[derive(Debug, Clone)]
pub struct Requisition {
    pub school_id: Uuid,
    pub id: RequisitionId,
    pub number: String,
    pub requester_id: Uuid,
    /// For which class.
    pub class_id: Option<Uuid>,
    pub purpose: String,
    pub lines: Vec<Line>,
    pub phase: Phase,
    /// How often it was submitted.
    pub round: i64,
    pub created_at: DateTime<Utc>,
    pub submitted_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What the requester writes, as it is kept of every submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub class_id: Option<Uuid>,
    pub purpose: String,
    pub lines: Vec<Line>,
}

/// So much of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub item_id: Uuid,
    pub quantity: Quantity,
}

/// What of a requisition goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    purpose: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    class_id: Option<Uuid>,
    lines: &'a [Line],
    round: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Requisition {
    pub fn content(&self) -> Content {
        Content { class_id: self.class_id, purpose: self.purpose.clone(), lines: self.lines.clone() }
    }

    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            state: self.phase.state().key(),
            purpose: &self.purpose,
            class_id: self.class_id,
            lines: &self.lines,
            round: self.round,
            note: self.phase.reason(),
        }
    }

    /// In a word: the first thing by its name, and how many others.
    pub fn title(&self, first: &str) -> Text {
        match self.lines.len() {
            0 | 1 => Text::new(first.to_owned(), first.to_owned()),
            count => Text::new(format!("{first} 等 {count} 样"), format!("{first} and {} more", count - 1)),
        }
    }
}
