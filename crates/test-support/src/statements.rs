//! What the server asks its database, as its log tells it, and how the database would go about it.

#![expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "looks at the database behind the product's back")]

use std::{
    fmt::Debug,
    sync::{Arc, Mutex},
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use tracing::{
    Event,
    field::{Field, Visit},
    subscriber::DefaultGuard,
};
use tracing_subscriber::{Layer, filter::LevelFilter, layer::Context, layer::SubscriberExt};

/// Listens on this thread as long as it lives: the server of a test runs on the test's own thread.
pub struct Statements {
    heard: Arc<Mutex<Vec<String>>>,
    _guard: DefaultGuard,
}

impl Statements {
    pub fn listen() -> Self {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let layer = Ear(heard.clone()).with_filter(LevelFilter::TRACE);
        Self { _guard: tracing::subscriber::set_default(tracing_subscriber::registry().with(layer)), heard }
    }

    /// Those since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

struct Ear(Arc<Mutex<Vec<String>>>);

impl<S: tracing::Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "steward::sql" {
            event.record(&mut Sql(&self.0));
        }
    }
}

struct Sql<'a>(&'a Mutex<Vec<String>>);

impl Visit for Sql<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "sql" {
            self.0.lock().unwrap().push(value.to_owned());
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

/// The highest `$n`.
fn places(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    numbers.filter_map(|number| number.parse().ok()).max().unwrap_or_default()
}
