//! Numbers and rules that a school may change, with the date from which they hold, why and after which source. A key is typed in the
//! crate that uses it ([`Policy`]); what it is called and what holds by default stands in the embedded pack for mainland China.

mod dto;
pub mod entity;
mod error;
mod pack;
mod routes;
mod service;
mod value;

use chrono::NaiveDate;
use kernel::{Problem, Result};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub use dto::SetPolicy;
pub use error::PolicyError;
pub use pack::{Entry, pack};
pub use routes::routes;
pub use service::Policies;

/// A policy value: its key, and what holds when the school has set nothing.
#[derive(Debug)]
pub struct Policy<T: 'static> {
    pub key: &'static str,
    pub default: T,
}

impl<T: DeserializeOwned + Copy> Policy<T> {
    /// The value that holds for a school on a day.
    pub async fn on(&self, db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<T> {
        self.of(set_on(db, school, self.key, day).await?)
    }

    /// What holds by what the school has set, or by default: for queries that [`look_up`] for themselves.
    pub fn of(&self, set: Option<serde_json::Value>) -> Result<T> {
        set.map_or(Ok(self.default), |value| serde_json::from_value(value).map_err(Problem::internal))
    }
}

/// The look-up of the value that holds on a day, as SQL: the numbers are those of the parameters that say the school, the key and the day.
pub fn look_up(school: u32, key: u32, day: u32) -> String {
    format!(
        "SELECT v.value_json FROM policy_value v WHERE v.school_id = ${school} AND v.key = ${key} AND v.valid_from <= ${day} \
         ORDER BY v.valid_from DESC LIMIT 1"
    )
}

/// Every value that a school has set and that holds on a day, read at once: for what is judged by several.
#[derive(Debug)]
pub struct Values(std::collections::HashMap<String, serde_json::Value>);

impl Values {
    pub async fn on(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Self> {
        on_day(db, school, day).await.map(Self)
    }

    /// The value of one key, or its default.
    pub fn of<T: DeserializeOwned + Copy>(&self, policy: &Policy<T>) -> Result<T> {
        let Some(value) = self.0.get(policy.key) else { return Ok(policy.default) };
        T::deserialize(value).map_err(Problem::internal)
    }

    /// The value of one key that is no mere number: the school's own, or that of the pack.
    pub fn value(&self, key: &str) -> Result<serde_json::Value> {
        self.0.get(key).map_or_else(|| of_pack(key), |value| Ok(value.clone()))
    }
}

/// Every value that a school ever set, by the day from which it holds: for lists of which each row goes by the rules of its own day.
#[derive(Debug)]
pub struct History(Vec<(NaiveDate, String, serde_json::Value)>);

impl History {
    /// All that held on some day until this one.
    pub async fn until(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Self> {
        let sql = "SELECT valid_from, key, value_json FROM policy_value WHERE school_id = $1 AND valid_from <= $2 ORDER BY valid_from";
        let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into(), day.into()])).await?;
        let read = |row: &QueryResult| -> Result<_> {
            Ok((row.try_get("", "valid_from")?, row.try_get("", "key")?, row.try_get("", "value_json")?))
        };
        rows.iter().map(read).collect::<Result<Vec<_>>>().map(Self)
    }

    /// All that one key ever was, its default with it.
    pub fn all_of<T: DeserializeOwned + Copy>(&self, policy: &Policy<T>) -> Result<Vec<T>> {
        let set = self.0.iter().filter(|(_, key, _)| key == policy.key);
        set.map(|(.., value)| T::deserialize(value).map_err(Problem::internal)).chain([Ok(policy.default)]).collect()
    }

    /// The day since which everything is as it was on this one; the first of all days where nothing was set by then.
    pub fn since(&self, day: NaiveDate) -> NaiveDate {
        self.0.iter().map(|(from, ..)| *from).take_while(|from| *from <= day).last().unwrap_or(NaiveDate::MIN)
    }

    /// Every value that held on a day.
    pub fn on(&self, day: NaiveDate) -> Values {
        let held = self.0.iter().take_while(|(from, ..)| *from <= day);
        Values(held.map(|(_, key, value)| (key.clone(), value.clone())).collect())
    }
}

/// The value of a key for a school on a day, for what is no mere number: the school's own, or that of the pack.
pub async fn value(db: &impl ConnectionTrait, school: Uuid, key: &str, day: NaiveDate) -> Result<serde_json::Value> {
    if let Some(value) = set_on(db, school, key, day).await? {
        return Ok(value);
    }
    of_pack(key)
}

/// What holds where a school has set nothing.
fn of_pack(key: &str) -> Result<serde_json::Value> {
    let entry = pack()?.into_iter().find(|entry| entry.key == key);
    entry.map(|entry| entry.default).ok_or_else(|| Problem::internal(format!("no rule {key} in the pack")))
}

async fn set_on(db: &impl ConnectionTrait, school: Uuid, key: &str, day: NaiveDate) -> Result<Option<serde_json::Value>> {
    let row = db
        .query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), look_up(1, 2, 3), [school.into(), key.into(), day.into()]))
        .await?;
    Ok(row.map(|row| row.try_get("", "value_json")).transpose()?)
}

/// Every value that a school has set and that holds on a day.
pub(crate) async fn on_day(
    db: &impl ConnectionTrait,
    school: Uuid,
    day: NaiveDate,
) -> Result<std::collections::HashMap<String, serde_json::Value>> {
    let sql = "SELECT key, value_json FROM policy_value WHERE school_id = $1 AND valid_from <= $2 ORDER BY valid_from";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into(), day.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "key")?, row.try_get("", "value_json")?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Policy<u32> = Policy { key: "purchase.split_window_days", default: 30 };

    #[test]
    fn each_day_goes_by_what_was_set_last_before_it() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let set = |from: &str, days: u32| (day(from), WINDOW.key.to_owned(), serde_json::json!(days));
        let history = History(vec![set("2026-03-01", 40), set("2026-09-01", 20)]);
        let of = |text: &str| (history.since(day(text)), history.on(day(text)).of(&WINDOW).unwrap());
        assert_eq!(of("2026-02-28"), (NaiveDate::MIN, 30));
        assert_eq!(of("2026-03-01"), (day("2026-03-01"), 40));
        assert_eq!(of("2026-08-31"), (day("2026-03-01"), 40));
        assert_eq!(of("2026-09-01"), (day("2026-09-01"), 20));
        assert_eq!(history.all_of(&WINDOW).unwrap(), [40, 20, 30]);
        assert!(history.on(day("2026-09-01")).value("purchase.tiers").unwrap().is_array(), "that of the pack");
    }
}
