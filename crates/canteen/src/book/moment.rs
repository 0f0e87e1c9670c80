//! When something happened, when it is written down, and whether that is late.

use campus::school;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Result, Tx};
use uuid::Uuid;

use super::rules;
use crate::policy::LATE_AFTER_MINUTES;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub happened_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    /// The school's day on which it happened.
    pub day: NaiveDate,
    pub late: bool,
}

impl Moment {
    /// Now, or when the body says.
    ///
    /// # Errors
    /// 422 for what has not happened yet.
    pub async fn of(tx: &Tx, school: Uuid, happened_at: Option<DateTime<Utc>>) -> Result<Self> {
        let school = school::find(tx, school).await?;
        let recorded_at = tx.now();
        let happened_at = happened_at.unwrap_or(recorded_at);
        let after = LATE_AFTER_MINUTES.on(tx, school.id, school.today(recorded_at)).await?;
        let late = rules::is_late(happened_at, recorded_at, after)?;
        Ok(Self { happened_at, recorded_at, day: school.today(happened_at), late })
    }

    /// The same for what is of a day and of no meal: late from the next day on.
    ///
    /// # Errors
    /// 422 for what has not happened yet.
    pub async fn of_day(tx: &Tx, school: Uuid, happened_at: Option<DateTime<Utc>>) -> Result<Self> {
        let school = school::find(tx, school).await?;
        let recorded_at = tx.now();
        let happened_at = happened_at.unwrap_or(recorded_at);
        rules::is_late(happened_at, recorded_at, 0)?;
        let day = school.today(happened_at);
        Ok(Self { happened_at, recorded_at, day, late: day < school.today(recorded_at) })
    }
}
