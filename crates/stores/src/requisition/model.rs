//! The aggregate: what is asked for, and the phase it is in.

use campus::school_days::{Zone, date_at};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Quantity, Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{phase::Phase, print::PrintRun};

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
    /// What is printed; the last line is its paper.
    pub print: Option<PrintRun>,
    pub lines: Vec<Line>,
    pub phase: Phase,
    /// How often it was submitted.
    pub round: i64,
    pub created_at: DateTime<Utc>,
    pub submitted_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    /// The last second in which what was approved may be collected; none where it waits as long as it likes.
    pub collect_by: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What the requester writes, as it is kept of every submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub class_id: Option<Uuid>,
    pub purpose: String,
    pub lines: Vec<Line>,
    /// Nothing kept with what was submitted before there were print runs.
    #[serde(default)]
    pub print: Option<PrintRun>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    print: Option<PrintRun>,
    lines: &'a [Line],
    round: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Requisition {
    pub fn content(&self) -> Content {
        Content { class_id: self.class_id, purpose: self.purpose.clone(), lines: self.lines.clone(), print: self.print }
    }

    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            state: self.phase.state().key(),
            purpose: &self.purpose,
            class_id: self.class_id,
            print: self.print,
            lines: &self.lines,
            round: self.round,
            note: self.phase.reason(),
        }
    }

    /// Whether the time to collect it is over. What the product said so of stays over.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.phase == Phase::Expired || self.collect_by.is_some_and(|last| now > last)
    }

    /// Whether a day of the school's is later than the last one on which it might be collected.
    pub fn is_late_on(&self, zone: Zone, day: NaiveDate) -> bool {
        self.collect_by.is_some_and(|last| day > date_at(zone, last))
    }

    /// In a word: what is printed; else the first thing by its name, and how many others.
    pub fn title(&self, first: &str) -> Text {
        if let Some(print) = self.print {
            return print.title(&self.purpose);
        }
        match self.lines.len() {
            0 | 1 => Text::new(first.to_owned(), first.to_owned()),
            count => Text::new(format!("{first} 等 {count} 样"), format!("{first} and {} more", count - 1)),
        }
    }

    /// Its state in words, but for who decides: a print run is not fetched from a shelf.
    pub fn state_text(&self) -> Text {
        if self.print.is_some() && self.phase == Phase::Approved {
            return Text::fixed("等文印，印好来领", "To be printed and collected");
        }
        self.phase.state().formal()
    }
}
