//! The floor: the same rows through the raw driver (sqlx, prepared statements) behind the same web server, without grants, audit
//! rules, languages or problems. Ours ÷ floor is what the product's own work costs.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use axum::{Json, Router, extract, routing};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::{Connection, Row};
use tokio::{
    net::TcpListener,
    process::{Child, Command},
};
use uuid::Uuid;

use crate::{cpu::Watched, data::School, product::Place};

/// A running floor.
pub struct Floor {
    child: Child,
    pub base: String,
    server: Watched,
    database: Option<Watched>,
}

/// What a request asks for.
#[derive(Debug, Deserialize)]
struct Asked {
    school: Uuid,
    id: Uuid,
}

impl Floor {
    /// Starts this very program again as a server on the product's database.
    pub async fn start(place: &Place, school: &School) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let base = format!("http://127.0.0.1:{port}");
        let file = format!("sqlite://{}", place.folder.join("steward.db").display());
        let database = format!("{port} {}", place.url.as_deref().unwrap_or(&file));
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--steward", "-", "--folder", "-", "--out", "-", "--floor"]).arg(database);
        let child = command.stdin(Stdio::null()).kill_on_drop(true).spawn().unwrap();
        let began = Instant::now();
        let first = format!("{base}/card?school={}&id={}", school.id, school.cards[0]);
        while !reqwest::get(&first).await.is_ok_and(|r| r.status() == 200) {
            assert!(began.elapsed() < Duration::from_secs(30), "the floor does not come up");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let server = Watched::process(child.id().unwrap());
        Self { child, base, server, database: place.url.as_deref().map(Watched::cluster) }
    }

    pub fn cpu(&self) -> f64 {
        self.server.seconds() + self.database.map_or(0.0, Watched::seconds)
    }

    pub async fn stop(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// Serves until it is killed. `database`: the port and the URL.
pub async fn serve(database: &str) {
    let (port, url) = database.split_once(' ').unwrap();
    let routes = if url.starts_with("sqlite:") { sqlite::routes(url).await } else { postgres::routes(url).await };
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await.unwrap();
    axum::serve(axum::serve::ListenerExt::tap_io(listener, |tcp| tcp.set_nodelay(true).unwrap()), routes).await.unwrap();
}

/// Columns of a list, with the names that our list looks up.
const PAGE: &str = "SELECT a.id, a.asset_no, a.name, a.spec_model, a.category_code, a.quantity, a.unit, a.original_value, a.status, \
     l.path, p.name AS custodian FROM asset a LEFT JOIN location l ON l.school_id = a.school_id AND l.id = a.location_id \
     LEFT JOIN person p ON p.school_id = a.school_id AND p.id = a.custodian_id \
     WHERE a.school_id = $1 AND a.building_id = $2 AND a.status = 'in_use' ORDER BY a.id DESC LIMIT 50";
const CARD: &str = "SELECT a.id, a.asset_no, a.name, a.spec_model, a.category_code, a.quantity, a.unit, a.original_value, a.status, \
     l.path, p.name AS custodian FROM asset a LEFT JOIN location l ON l.school_id = a.school_id AND l.id = a.location_id \
     LEFT JOIN person p ON p.school_id = a.school_id AND p.id = a.custodian_id WHERE a.school_id = $1 AND a.id = $2";
const NUMBER: &str = "INSERT INTO number_sequence (school_id, prefix, period, last) VALUES ($1, 'FLOOR', '', 1) \
     ON CONFLICT (school_id, prefix, period) DO UPDATE SET last = number_sequence.last + 1 RETURNING last";
const CASE: &str = "INSERT INTO repair_case (school_id, id, number, category, description, danger, priority, location_id, reporter_name, \
     channel, happened_at, reported_at, updated_at, phase, is_open, auto_accepted, refusals, version) \
     VALUES ($1, $2, $3, 'lighting', $4, false, 3, $5, '李老师', 'app', $6, $6, $6, 'submitted', true, false, 0, 1)";
const EVENT: &str = "INSERT INTO audit_event (school_id, id, at, actor_kind, actor_name, acting_role, permission, request_id, action, \
     row_hash) VALUES ($1, $2, $3, 'person', '李老师', 'staff', 'repair_cases.report', '-', 'repair_case.reported', $4)";
const SUBJECT: &str = "INSERT INTO audit_subject (school_id, event_id, seq, kind, subject_id, label, after) \
     VALUES ($1, $2, 0, 'repair_case', $3, $4, $5)";

macro_rules! row_as_json {
    ($row:expr) => {
        json!({
            "id": $row.get::<Uuid, _>("id"),
            "asset_no": $row.get::<String, _>("asset_no"),
            "name": $row.get::<String, _>("name"),
            "spec_model": $row.get::<Option<String>, _>("spec_model"),
            "category_code": $row.get::<String, _>("category_code"),
            "quantity": $row.get::<i64, _>("quantity"),
            "unit": $row.get::<String, _>("unit"),
            "original_value": $row.get::<Option<i64>, _>("original_value"),
            "status": $row.get::<String, _>("status"),
            "place": $row.get::<Option<String>, _>("path"),
            "custodian": $row.get::<Option<String>, _>("custodian"),
        })
    };
}

/// The same handlers over each driver: sqlx's generic pool knows no UUIDs.
macro_rules! engine {
    ($engine:ident, $pool:ty, $begin:literal, $open:expr) => {
        mod $engine {
            use super::*;

            #[derive(Clone)]
            struct Pools {
                read: $pool,
                write: $pool,
            }

            pub async fn routes(url: &str) -> Router {
                let (read, write) = $open(url.to_owned()).await;
                Router::new()
                    .route("/card", routing::get(card))
                    .route("/page", routing::get(page))
                    .route("/report", routing::post(report))
                    .with_state(Pools { read, write })
            }

            async fn card(extract::State(pools): extract::State<Pools>, extract::Query(asked): extract::Query<Asked>) -> Json<Value> {
                let row = sqlx::query(CARD).bind(asked.school).bind(asked.id).fetch_one(&pools.read).await.unwrap();
                Json(row_as_json!(row))
            }

            async fn page(extract::State(pools): extract::State<Pools>, extract::Query(asked): extract::Query<Asked>) -> Json<Value> {
                let rows = sqlx::query(PAGE).bind(asked.school).bind(asked.id).fetch_all(&pools.read).await.unwrap();
                Json(rows.iter().map(|row| row_as_json!(row)).collect())
            }

            async fn report(extract::State(pools): extract::State<Pools>, Json(asked): Json<Asked>) -> Json<Value> {
                let (now, case, event) = (chrono::Utc::now(), Uuid::now_v7(), Uuid::now_v7());
                let mut connection = pools.write.acquire().await.unwrap();
                let mut tx = connection.begin_with($begin).await.unwrap();
                let number = sqlx::query(NUMBER).bind(asked.school).fetch_one(&mut *tx).await.unwrap().get::<i64, _>("last");
                let number = format!("FLOOR{number:07}");
                let insert = sqlx::query(CASE).bind(asked.school).bind(case).bind(&number).bind("灯不亮").bind(asked.id).bind(now);
                insert.execute(&mut *tx).await.unwrap();
                let header = sqlx::query(EVENT).bind(asked.school).bind(event).bind(now).bind(case.as_bytes().repeat(2));
                header.execute(&mut *tx).await.unwrap();
                let after = json!({ "number": number, "category": "lighting" });
                let subject = sqlx::query(SUBJECT).bind(asked.school).bind(event).bind(case).bind(&number).bind(after);
                subject.execute(&mut *tx).await.unwrap();
                tx.commit().await.unwrap();
                Json(json!({ "id": case, "number": number }))
            }
        }
    };
}

engine!(sqlite, sqlx::SqlitePool, "BEGIN IMMEDIATE", async |url: String| {
    use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
    let options: SqliteConnectOptions = url.parse().unwrap();
    let read = options.clone().read_only(true).pragma("cache_size", "-16000");
    let write = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).foreign_keys(true);
    let pool = |most| SqlitePoolOptions::new().max_connections(most).test_before_acquire(false);
    (pool(4).connect_with(read).await.unwrap(), pool(1).connect_with(write).await.unwrap())
});
engine!(postgres, sqlx::PgPool, "BEGIN", async |url: String| {
    let pool = || sqlx::postgres::PgPoolOptions::new().max_connections(4).test_before_acquire(false);
    (pool().connect(&url).await.unwrap(), pool().connect(&url).await.unwrap())
});
