//! The job: once an hour for each school, in bounded statements of one transaction, with one event when anything went.

use std::pin::Pin;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Db, Grant, Reply, Result, Tx, audit::Event, db::Technical};
use sea_orm::{ConnectionTrait, Statement, Value};
use serde_json::json;
use uuid::Uuid;

use super::{Reach, Rule, Rules};
use crate::{
    event,
    permissions::ForgetOldData,
    policy::{self, Entry},
    school::entity::Model as School,
};

/// Pause between two runs for a school.
const EVERY: TimeDelta = TimeDelta::hours(1);

/// Rows that one statement removes; what is more goes in the next round.
const MOST: i64 = 2000;

/// Makes go what the schools' rules say, where an hour has passed since they last ran.
///
/// # Errors
/// When the database does not answer.
pub async fn run(db: &Db, schools: &[School], rules: Rules) -> Result<()> {
    let grant = Grant::<ForgetOldData>::system("retention", None);
    let reader = db.read(&grant);
    let recent = ran_since(&reader, reader.now() - EVERY).await?;
    let due: Vec<&School> = schools.iter().filter(|school| !recent.contains(&school.id)).collect();
    if due.is_empty() {
        return Ok(());
    }
    let pack = policy::pack()?;
    let rules: Vec<&'static Rule> = rules.iter().copied().flatten().collect();
    for school in due {
        run_for(db, school, schools, &rules, &pack).await?;
    }
    Ok(())
}

/// Boxed: what the compiler cannot see through for every lifetime at once, it need not.
fn run_for<'a>(
    db: &'a Db,
    school: &'a School,
    schools: &'a [School],
    rules: &'a [&'static Rule],
    pack: &'a [Entry],
) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let grant = Grant::<ForgetOldData>::system("retention", Some(school.id));
        let tx = db.begin(&grant).await?;
        let now = tx.now();
        let (mut event, mut any) = (Event::new(event::FORGOTTEN), false);
        for rule in rules {
            let days = days(&tx, school, schools, rule, now).await?;
            let before = now - TimeDelta::days(days.into());
            let removed = remove(&tx, school.id, rule, before).await?;
            note(&tx, school.id, rule.key, removed, now).await?;
            if removed > 0 {
                any = true;
                let told = json!({ "key": rule.key, "days": days, "before": before, "removed": removed });
                event = event.created("retention", school.id, title(pack, rule.key), &told);
            }
        }
        if any {
            tx.commit([event], Reply::none()).await?;
        } else {
            tx.commit_technical(Technical::Housekeeping).await?;
        }
        Ok(())
    })
}

/// Schools whose rules ran after this moment and left nothing over.
async fn ran_since(db: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let sql = "SELECT school_id FROM retention_run GROUP BY school_id HAVING MIN(ran_at) > $1";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [since.into()])).await?;
    Ok(rows.iter().map(|row| row.try_get("", "school_id")).collect::<std::result::Result<_, _>>()?)
}

/// What holds today; of what belongs to no school, the longest that any school has set.
async fn days(tx: &Tx, school: &School, schools: &[School], rule: &Rule, now: DateTime<Utc>) -> Result<u32> {
    if rule.reach != Reach::Installation {
        let policy = rule.days();
        return policy.on(tx, school.id, school.today(now)).await;
    }
    let (policy, mut longest) = (rule.days(), 0);
    for school in schools {
        longest = longest.max(policy.on(tx, school.id, school.today(now)).await?);
    }
    Ok(longest)
}

async fn remove(tx: &Tx, school: Uuid, rule: &Rule, before: DateTime<Utc>) -> Result<u64> {
    let mut removed = 0;
    for sql in rule.statements {
        let values: Vec<Value> = match rule.reach {
            Reach::School => vec![school.into(), before.into(), MOST.into()],
            Reach::Installation => vec![before.into(), MOST.into()],
            Reach::Elsewhere => Vec::new(),
        };
        removed = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), *sql, values)).await?.rows_affected();
    }
    Ok(removed)
}

/// When it ran and how much went. What did not finish is due again at once.
async fn note(tx: &Tx, school: Uuid, key: &str, removed: u64, now: DateTime<Utc>) -> Result<()> {
    let removed = i64::try_from(removed).unwrap_or(i64::MAX);
    let ran_at = if removed >= MOST { now - EVERY } else { now };
    let removed_at = (removed > 0).then_some(now);
    let sql = "INSERT INTO retention_run (school_id, key, ran_at, removed, removed_at, total) VALUES ($1, $2, $3, $4, $5, $4) \
               ON CONFLICT (school_id, key) DO UPDATE SET ran_at = excluded.ran_at, total = retention_run.total + excluded.removed, \
               removed = CASE WHEN excluded.removed > 0 THEN excluded.removed ELSE retention_run.removed END, \
               removed_at = COALESCE(excluded.removed_at, retention_run.removed_at)";
    let values = [school.into(), key.into(), ran_at.into(), removed.into(), removed_at.into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

fn title(pack: &[Entry], key: &str) -> String {
    pack.iter().find(|entry| entry.key == key).map_or_else(|| key.to_owned(), |entry| entry.title.zh.clone())
}

/// What the sweeper of uploads removed, with its event: it removes rows and bytes together, by its own means.
///
/// # Errors
/// When the database does not answer.
pub async fn swept(db: &Db, school: Uuid, removed: u64) -> Result<()> {
    let grant = Grant::<ForgetOldData>::system("retention", Some(school));
    let tx = db.begin(&grant).await?;
    let key = super::UNATTACHED_UPLOADS.key;
    note(&tx, school, key, removed, tx.now()).await?;
    let told = json!({ "key": key, "removed": removed });
    let event = Event::new(event::FORGOTTEN).created("retention", school, title(&policy::pack()?, key), &told);
    tx.commit([event], Reply::none()).await?;
    Ok(())
}
