//! The aggregate: a plan with its rhythm.

use campus::{location::Levels, school::entity::Model as School, school_days::SchoolCalendar};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Text, typed_id};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Performer, Rhythm, Window};

typed_id! {
    /// A plan of inspections.
    PlanId
}

/// How thorough it is (domain.md S55).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionCheckKind)]
pub enum CheckKind {
    Major,
    Minor,
    /// Without being announced.
    Spot,
    Daily,
}

/// Who checks whom (domain.md S56).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionLevel)]
pub enum Level {
    /// The department itself.
    SelfCheck,
    /// Logistics, what the department has checked.
    Recheck,
    /// The school, everything.
    General,
}

impl CheckKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Spot => "spot",
            Self::Daily => "daily",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Major, Self::Minor, Self::Spot, Self::Daily].into_iter().find(|kind| kind.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Major => Text::fixed("大检查", "Major"),
            Self::Minor => Text::fixed("小检查", "Minor"),
            Self::Spot => Text::fixed("抽查", "Spot check"),
            Self::Daily => Text::fixed("日常检查", "Daily"),
        }
    }
}

impl Level {
    pub const fn key(self) -> &'static str {
        match self {
            Self::SelfCheck => "self_check",
            Self::Recheck => "recheck",
            Self::General => "general",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::SelfCheck, Self::Recheck, Self::General].into_iter().find(|level| level.key() == key)
    }
}

/// A plan.
#[derive(Debug, Clone)]
pub struct Plan {
    pub school_id: Uuid,
    pub id: PlanId,
    /// Of a feature that made it for itself.
    pub key: Option<String>,
    pub name: String,
    pub checklist_id: Uuid,
    /// A place and everything below it; the whole school where none is said.
    pub location_id: Option<Uuid>,
    pub levels: Levels,
    pub check_kind: CheckKind,
    pub level: Level,
    pub rhythm: Rhythm,
    pub windows: Vec<Window>,
    /// On days without school too.
    pub on_holidays: bool,
    pub performer: Performer,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub active: bool,
    /// When it was last said on which days and at what time: nothing that was over by then is made.
    pub since: DateTime<Utc>,
    /// The last day whose rounds are made.
    pub made_until: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// A round that a plan asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Plan {
    /// Its rounds of a day, in the order of the clock.
    pub fn due(&self, school: &School, calendar: &SchoolCalendar, day: NaiveDate) -> Vec<Due> {
        let over = self.ends_on.is_some_and(|last| day > last);
        if !self.active || over || !self.rhythm.is_due(self.starts_on, self.on_holidays, calendar, day) {
            return Vec::new();
        }
        let mut due: Vec<Due> = self
            .windows
            .iter()
            .map(|window| {
                let (from, until) = window.on(school.zone(), day);
                Due { on: day, from, until }
            })
            .filter(|due| due.until > self.since)
            .collect();
        due.sort_by_key(|due| due.from);
        due
    }

    /// What of a plan goes into the audit trail.
    pub fn recorded(&self) -> Value {
        json!({
            "name": self.name, "checklist_id": self.checklist_id, "location_id": self.location_id, "check_kind": self.check_kind.key(),
            "level": self.level.key(), "rhythm": self.rhythm, "windows": self.windows, "on_holidays": self.on_holidays,
            "performer_id": self.performer.person(), "performer_role": self.performer.role().map(campus::Role::code),
            "starts_on": self.starts_on, "ends_on": self.ends_on, "retired": !self.active,
        })
    }
}
