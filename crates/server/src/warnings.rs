//! What the product says at its start when something is not as it should be, but no reason to refuse.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Db, Engine};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

use crate::Config;

/// Less than this free beside the data is soon none.
const LITTLE_SPACE: u64 = 1 << 30;
/// Clocks of server and database may differ by this.
const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(5);

/// Why somebody should look after this installation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    #[error("only {0} MB are free in the data folder; make room before the database cannot grow")]
    LittleSpace(u64),
    #[error("PostgreSQL keeps no data checksums: a failing disk could damage the books unseen (initdb --data-checksums, or pg_checksums)")]
    NoChecksums,
    #[error("the database role is a superuser; give Steward a role of its own that owns its database and nothing else")]
    Superuser,
    #[error("the clocks of this server and of PostgreSQL differ by {0} s; keep both in time")]
    Clock(i64),
    #[error(
        "the token secret is not that of the last start: everybody has to sign in again, and servers that share the database must share the secret"
    )]
    OtherTokenSecret,
}

/// Looks at the surroundings at a start. `fingerprint` names the token secret; it is noted.
///
/// # Errors
/// When the database does not answer.
pub async fn look(config: &Config, db: &Db, fingerprint: &str) -> Result<Vec<Warning>, DbErr> {
    let found = see(config, db, fingerprint).await?;
    note_secret(db.maintenance(), fingerprint, db.clock().now()).await?;
    Ok(found)
}

/// Looks at the surroundings and notes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn see(config: &Config, db: &Db, fingerprint: &str) -> Result<Vec<Warning>, DbErr> {
    let mut found = Vec::new();
    // A folder that cannot be asked is no reason to stop, and the database has been opened already.
    if let Ok(space) = rustix::fs::statvfs(&config.data.dir) {
        found.extend(little(space.f_bavail.saturating_mul(space.f_frsize)));
    }
    let connection = db.maintenance();
    if db.engine() == Engine::Postgres {
        let sql = "SELECT current_setting('data_checksums') AS checksums, rolsuper AS superuser, clock_timestamp() AS now \
             FROM pg_roles WHERE rolname = current_user";
        if let Some(row) = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await? {
            let checksums: String = row.try_get("", "checksums")?;
            let (superuser, now): (bool, DateTime<Utc>) = (row.try_get("", "superuser")?, row.try_get("", "now")?);
            found.extend((checksums == "off").then_some(Warning::NoChecksums));
            found.extend(superuser.then_some(Warning::Superuser));
            let skew = (db.clock().now() - now).abs();
            found.extend((skew > CLOCK_SKEW).then(|| Warning::Clock(skew.num_seconds())));
        }
    }
    if is_other_secret(connection, fingerprint).await? {
        found.push(Warning::OtherTokenSecret);
    }
    Ok(found)
}

fn little(free: u64) -> Option<Warning> {
    (free < LITTLE_SPACE).then_some(Warning::LittleSpace(free >> 20))
}

/// Whether the last start had another secret.
async fn is_other_secret(db: &impl ConnectionTrait, fingerprint: &str) -> Result<bool, DbErr> {
    let others = "SELECT fingerprint FROM token_key WHERE fingerprint <> $1";
    let others = Statement::from_sql_and_values(db.get_database_backend(), others, [fingerprint.into()]);
    Ok(db.query_one_raw(others).await?.is_some())
}

/// Notes this secret in the place of others.
async fn note_secret(db: &impl ConnectionTrait, fingerprint: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let forget = "DELETE FROM token_key WHERE fingerprint <> $1";
    db.execute_raw(Statement::from_sql_and_values(backend, forget, [fingerprint.into()])).await?;
    let values: [Value; 2] = [fingerprint.into(), now.into()];
    let note = "INSERT INTO token_key (fingerprint, noted_at) VALUES ($1, $2) ON CONFLICT (fingerprint) DO NOTHING";
    db.execute_raw(Statement::from_sql_and_values(backend, note, values)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gigabyte_is_enough_and_less_is_said_in_megabytes() {
        assert_eq!(little(LITTLE_SPACE), None);
        assert_eq!(little(300 << 20), Some(Warning::LittleSpace(300)));
    }
}
