//! Numbers that a school may change, with the date from which they hold. Keys are typed here; the embedded defaults are the
//! policy pack for mainland China (domain.md I).

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::{ConnectionTrait, Statement};
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A policy value: its key, and what holds when the school has set nothing.
#[derive(Debug)]
pub struct Policy<T: 'static> {
    pub key: &'static str,
    pub default: T,
}

/// Working days after which silence accepts a finished repair (design default; never for danger).
pub const AUTO_ACCEPT_DAYS: Policy<u32> = Policy { key: "repair.auto_accept_working_days", default: 3 };

/// Working days within which a closed repair may be reopened instead of reported anew (domain.md D1).
pub const REOPEN_DAYS: Policy<u32> = Policy { key: "repair.reopen_working_days", default: 2 };

impl<T: DeserializeOwned + Copy> Policy<T> {
    /// The value that holds for a school on a day.
    pub async fn on(&self, db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<T> {
        let row = db
            .query_one_raw(Statement::from_sql_and_values(
                db.get_database_backend(),
                "SELECT value_json FROM policy_value WHERE school_id = $1 AND key = $2 AND valid_from <= $3 ORDER BY valid_from DESC LIMIT 1",
                [school.into(), self.key.into(), day.into()],
            ))
            .await?;
        let Some(row) = row else { return Ok(self.default) };
        let value: serde_json::Value = row.try_get("", "value_json")?;
        serde_json::from_value(value).map_err(kernel::Problem::internal)
    }
}
