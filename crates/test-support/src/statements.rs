//! What the server asks its database, as its log tells it, and how the database would go about it.

#![expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "looks at the database behind the product's back")]

use std::{cell::RefCell, fmt::Debug, sync::Once};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    filter::Targets,
    layer::{Context, SubscriberExt},
};

thread_local! {
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Listens on this thread as long as it lives: the server of a test runs on the test's own thread.
#[derive(Debug)]
pub struct Statements(());

impl Statements {
    /// # Panics
    /// When somebody else in this process has taken the log.
    pub fn listen() -> Self {
        static EAR: Once = Once::new();
        EAR.call_once(|| {
            let ear = Ear.with_filter(Targets::new().with_target("steward::sql", Level::TRACE));
            tracing::subscriber::set_global_default(tracing_subscriber::registry().with(ear)).unwrap();
            // What was said before there was an ear is remembered as never wanted.
            tracing::callsite::rebuild_interest_cache();
        });
        HEARD.set(Some(Vec::new()));
        Self(())
    }

    /// Those since the last call.
    pub fn take(&self) -> Vec<String> {
        HEARD.with_borrow_mut(|heard| heard.as_mut().map(std::mem::take).unwrap_or_default())
    }
}

impl Drop for Statements {
    fn drop(&mut self) {
        HEARD.set(None);
    }
}

struct Ear;

impl<S: Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut Sql);
    }
}

struct Sql;

impl Visit for Sql {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "sql" {
            HEARD.with_borrow_mut(|heard| heard.as_mut().map(|heard| heard.push(value.to_owned())));
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// The way to the rows of a statement, whatever its values: a line for each table or index that is read, and each sorting.
pub async fn plan(raw: &DatabaseConnection, sql: &str) -> Vec<String> {
    match raw.get_database_backend() {
        DbBackend::Sqlite => {
            let explained = format!("EXPLAIN QUERY PLAN {sql}");
            let rows = raw.query_all_raw(Statement::from_string(DbBackend::Sqlite, explained)).await.unwrap();
            let lines = rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap());
            lines.filter(|line| line.starts_with("S") || line.starts_with("USE TEMP B-TREE")).collect()
        }
        backend => {
            // One connection keeps what is prepared.
            let tx = raw.begin().await.unwrap();
            // A small table is read whole whatever indexes there are: the question is which there are.
            for setting in ["SET LOCAL enable_seqscan = off", "SET LOCAL plan_cache_mode = force_generic_plan"] {
                tx.execute_unprepared(setting).await.unwrap();
            }
            tx.execute_unprepared(&format!("PREPARE asked AS {sql}")).await.unwrap();
            let nulls = vec!["NULL"; places(sql)];
            let arguments = if nulls.is_empty() { String::new() } else { format!("({})", nulls.join(", ")) };
            let explained = format!("EXPLAIN (COSTS OFF) EXECUTE asked{arguments}");
            let rows = tx.query_all_raw(Statement::from_string(backend, explained)).await.unwrap();
            tx.execute_unprepared("DEALLOCATE asked").await.unwrap();
            tx.rollback().await.unwrap();
            let lines = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap());
            let told = lines.map(|line| line.trim().trim_start_matches("->").trim().to_owned());
            told.filter(|line| line.contains("Scan") || line.starts_with("Sort") || line.starts_with("Incremental Sort")).collect()
        }
    }
}

/// Counts the rows, as the product's jobs and PostgreSQL itself do in time: as many of each index as the jobs look at, and averages alone, since
/// samples would judge the values, which are not known to [`plan`].
pub async fn count_rows(raw: &DatabaseConnection) {
    let averages = if raw.get_database_backend() == DbBackend::Postgres {
        "ANALYZE"
    } else {
        "PRAGMA analysis_limit = 2000; ANALYZE; DELETE FROM sqlite_stat4; ANALYZE sqlite_schema"
    };
    raw.execute_unprepared(averages).await.unwrap();
}

/// The highest `$n`.
fn places(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    numbers.filter_map(|number| number.parse().ok()).max().unwrap_or_default()
}
