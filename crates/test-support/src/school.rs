//! A serving product with a school in it, and people who sign in for real.

use std::time::Duration;

use axum::Router;
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use kernel::Clock;
use serde_json::{Value, json};
use server::Running;
use tokio::net::TcpListener;

use crate::{Client, Credentials, KeptDb, TestDb, TestEngine};

/// The product on port 0 with its own database and clock.
pub struct TestApp {
    pub db: TestDb,
    pub clock: Clock,
    pub running: Option<Running>,
    pub base: String,
}

/// A school with its first two people signed in.
pub struct School {
    pub app: TestApp,
    pub admin: Client,
    pub principal: Client,
    next_person: std::sync::atomic::AtomicUsize,
}

/// A school whose server was stopped, to be opened again and again. Plain data, as [`KeptDb`] is.
#[derive(Debug)]
pub struct KeptSchool {
    db: KeptDb,
    /// Where its clock stood.
    at: DateTime<Utc>,
    admin: Credentials,
    principal: Credentials,
    next_person: usize,
}

/// Every test begins on a Tuesday morning at school: 24 November 2026, 10:00 in Shanghai.
pub fn morning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 2, 0, 0).unwrap()
}

/// The school of most tests.
pub(crate) const SCHOOL: &str = "青禾小学";

/// Passwords of all test people.
pub const PASSWORD: &str = "stone-bridge-42";

impl TestApp {
    pub async fn start(engine: TestEngine) -> Self {
        Self::start_with(TestDb::new(engine).await, |_| {}).await
    }

    /// Starts with changed settings.
    pub async fn start_with(db: TestDb, change: impl FnOnce(&mut server::Config)) -> Self {
        Self::start_with_routes(db, change, |_| Router::new()).await
    }

    /// Starts with changed settings and more routes behind the kernel's edge: handlers that misbehave.
    pub async fn start_with_routes(
        db: TestDb,
        change: impl FnOnce(&mut server::Config),
        routes: impl FnOnce(&kernel::Db) -> Router,
    ) -> Self {
        Self::start_at(morning(), db, change, routes).await
    }

    /// Starts at another moment: a clock turned back later would leave the ids where they were.
    pub(crate) async fn start_at(
        moment: DateTime<Utc>,
        db: TestDb,
        change: impl FnOnce(&mut server::Config),
        routes: impl FnOnce(&kernel::Db) -> Router,
    ) -> Self {
        let clock = Clock::set_to(moment);
        let mut config = db.config();
        change(&mut config);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let running = server::start::run_wrapped(&config, clock.clone(), listener, routes, |app| app).await.unwrap();
        let base = format!("http://{}", running.address);
        Self { db, clock, running: Some(running), base }
    }

    pub fn nobody(&self) -> Client {
        Client::nobody(&self.base)
    }

    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// Runs the product's own jobs once, as the minute hand would.
    pub async fn run_jobs(&self) {
        let running = self.running.as_ref().unwrap();
        server::jobs::round(&running.db, &running.beside).await.unwrap();
    }

    /// Hands on all news and runs every job that is due by the test's clock; answers how many that were.
    pub async fn deliver(&self) -> usize {
        self.running.as_ref().unwrap().worker.drain().await.unwrap()
    }

    /// Stops as on SIGTERM.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            tokio::time::timeout(Duration::from_secs(30), running.stop()).await.unwrap();
        }
    }

    /// Sets up a school through the page's own API and signs its first two people in.
    pub async fn set_up(&self, name: &str) -> (Client, Client) {
        let token = self.running.as_ref().unwrap().setup_token.clone().unwrap();
        self.nobody().set_up(&token, name).await
    }

    pub async fn sign_in(&self, login: &str) -> Client {
        self.nobody().sign_in(login).await
    }
}

impl School {
    pub async fn open(engine: TestEngine) -> Self {
        Self::open_with(TestDb::with_school(engine).await, |_| {}).await
    }

    /// Opens with changed settings; sets the school up where the database has none.
    pub async fn open_with(db: TestDb, change: impl FnOnce(&mut server::Config)) -> Self {
        let app = TestApp::start_with(db, change).await;
        let is_empty = app.running.as_ref().unwrap().setup_token.is_some();
        let (admin, principal) = if is_empty { app.set_up(SCHOOL).await } else { (app.sign_in("A001").await, app.sign_in("P001").await) };
        Self { app, admin, principal, next_person: 1.into() }
    }

    /// Stops its server and keeps what there is.
    pub async fn keep(self) -> KeptSchool {
        let Self { mut app, admin, principal, next_person } = self;
        app.stop().await;
        KeptSchool {
            at: app.clock.now(),
            db: app.db.keep(),
            admin: admin.credentials(),
            principal: principal.credentials(),
            next_person: next_person.into_inner(),
        }
    }

    /// Somebody new with these roles, granted, confirmed and signed in.
    pub async fn person(&self, name: &str, roles: &[&str]) -> Client {
        let number = self.next_person.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let staff_no = format!("T{number:03}");
        let person = self.admin.post("/people", json!({ "name": name, "staff_no": staff_no })).await.expect(201);
        let id = person["id"].as_str().unwrap();
        self.admin.post(&format!("/people/{id}/account"), json!({ "password": PASSWORD })).await.expect(200);
        for role in roles {
            self.grant(id, role).await;
        }
        self.app.sign_in(&staff_no).await
    }

    /// Grants a role and turns the second key where it needs one.
    pub async fn grant(&self, person: &str, role: &str) {
        let grant = self.admin.post(&format!("/people/{person}/role-grants"), json!({ "role": role })).await.expect(201);
        if grant["pending"] == true {
            let path = format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap());
            self.principal.seen(grant["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
        }
    }

    /// 致远楼 with two floors of three rooms; answers the rooms by name.
    pub async fn rooms(&self) -> std::collections::HashMap<String, Value> {
        self.admin.post("/locations/generate", json!({ "building": "致远楼", "floors": 2, "rooms_per_floor": 3 })).await.expect(201);
        let rooms = self.admin.get("/locations?kind=room&limit=200").await.expect(200);
        rooms["items"].as_array().unwrap().iter().map(|r| (r["name"].as_str().unwrap().to_owned(), r.clone())).collect()
    }

    /// One room's id.
    pub async fn a_room(&self) -> String {
        self.rooms().await["101"]["id"].as_str().unwrap().to_owned()
    }
}

impl KeptSchool {
    /// A copy of it with changed settings, a second after it was kept: what is written from now on is newer, by its ids too. Whoever had
    /// signed in still is.
    pub async fn open_with(&self, change: impl FnOnce(&mut server::Config)) -> School {
        let db = self.db.copy().await;
        let app = TestApp::start_at(self.at + TimeDelta::seconds(1), db, change, |_| Router::new()).await;
        let (admin, principal) = (Client::known(&app.base, &self.admin), Client::known(&app.base, &self.principal));
        School { app, admin, principal, next_person: self.next_person.into() }
    }
}
