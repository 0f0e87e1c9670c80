//! The aggregate: who is to get what, and the phase it is in.

use chrono::{DateTime, Utc};
use kernel::{Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{matrix::Line, phase::Phase};

typed_id! {
    /// A distribution to classes.
    DistributionId
}

#[derive(Debug, Clone)]
pub struct Distribution {
    pub school_id: Uuid,
    pub id: DistributionId,
    pub number: String,
    pub store_id: Uuid,
    pub made_by: Uuid,
    pub purpose: String,
    /// In the order in which they get something, where there is not enough for all.
    pub class_ids: Vec<Uuid>,
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

/// What is written of it, as it is kept of every submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub store_id: Uuid,
    pub purpose: String,
    pub class_ids: Vec<Uuid>,
    pub lines: Vec<Line>,
}

/// What of a distribution goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    purpose: &'a str,
    class_ids: &'a [Uuid],
    lines: &'a [Line],
    round: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Distribution {
    pub fn content(&self) -> Content {
        let (purpose, class_ids, lines) = (self.purpose.clone(), self.class_ids.clone(), self.lines.clone());
        Content { store_id: self.store_id, purpose, class_ids, lines }
    }

    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            state: self.phase.state().key(),
            purpose: &self.purpose,
            class_ids: &self.class_ids,
            lines: &self.lines,
            round: self.round,
            note: self.phase.reason(),
        }
    }

    /// In a word, for whoever decides.
    pub fn title(&self) -> Text {
        let (purpose, classes, items) = (&self.purpose, self.class_ids.len(), self.lines.len());
        Text::new(format!("{purpose}（{classes} 个班，{items} 样）"), format!("{purpose} (classes: {classes}, items: {items})"))
    }
}
