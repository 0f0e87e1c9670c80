//! Too much at once, figures for those who run the product, and what everybody may know of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, extract::State, routing::get};
use futures_util::future::join_all;
use serde_json::json;
use test_support::{School, TestApp, TestDb, TestEngine};
use tokio::sync::Semaphore;

use crate::on_both_engines;

/// Who waits at the route, and what lets them go.
struct Gate {
    arrived: AtomicUsize,
    open: Semaphore,
}

/// A route that answers when it is let.
fn stuck(gate: Arc<Gate>) -> Router {
    stuck_at("/api/v1/stuck", gate)
}

fn stuck_at(path: &str, gate: Arc<Gate>) -> Router {
    async fn wait(State(gate): State<Arc<Gate>>) -> String {
        gate.arrived.fetch_add(1, Ordering::SeqCst);
        gate.open.acquire().await.unwrap().forget();
        "done".into()
    }
    Router::new().route(path, get(wait).post(wait)).with_state(gate)
}

on_both_engines! {
    /// How well the rest is served at twice and five times the capacity (K10) is for `make prove`.
    async fn what_is_too_much_is_told_so_at_once_and_the_rest_is_served(engine) {
        let gate = Arc::new(Gate { arrived: AtomicUsize::new(0), open: Semaphore::new(0) });
        let routes = stuck(gate.clone());
        let app = TestApp::start_with_routes(TestDb::new(engine).await, |config| config.server.max_requests = 8, move |_| routes).await;
        let http = reqwest::Client::new();
        let url = format!("{}/api/v1/stuck", app.base);
        let held: Vec<_> = (0..8).map(|_| tokio::spawn(http.get(&url).send())).collect();
        let seated = async {
            while gate.arrived.load(Ordering::SeqCst) < 8 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), seated).await.expect("eight seats, and not eight sit");
        let many = join_all((0..64).map(|n| {
            let (http, base) = (http.clone(), app.base.clone());
            async move {
                let began = Instant::now();
                let answer = if n % 2 == 0 { http.get(format!("{base}/api/v1/setup")).send().await } else { http.post(format!("{base}/api/v1/session")).json(&json!({})).send().await };
                (answer.unwrap(), began.elapsed())
            }
        }));
        for (answer, _) in many.await {
            assert_eq!(answer.status(), 503);
            assert_eq!(answer.headers()["retry-after"], "1");
            // Like every answer, also on the short way.
            assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
            assert_eq!(answer.headers()["content-type"], "application/problem+json");
            assert_eq!(answer.headers()["x-request-id"].len(), 36);
            assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["code"], "overloaded");
        }
        // One by one, so that this machine's own crowd is not measured.
        let mut quickest = Duration::MAX;
        for _ in 0..20 {
            let began = Instant::now();
            assert_eq!(http.get(format!("{}/api/v1/setup", app.base)).send().await.unwrap().status(), 503);
            quickest = quickest.min(began.elapsed());
        }
        assert!(quickest < Duration::from_millis(50), "{quickest:?}");
        app.nobody().get("/health/live").await.expect(200);
        app.nobody().get("/health/ready").await.expect(200);
        gate.open.add_permits(8);
        for one in held {
            assert_eq!(one.await.unwrap().unwrap().status(), 200, "whoever had a seat is served");
        }
        app.nobody().get("/setup").await.expect(200);
    }
}

on_both_engines! {
    /// Whoever signs in waits for a hash; those who are inside do not wait for him.
    async fn a_crowd_at_the_door_leaves_half_of_the_seats(engine) {
        let gate = Arc::new(Gate { arrived: AtomicUsize::new(0), open: Semaphore::new(0) });
        // Below the path of sign-ins, so that it counts as one.
        let routes = Router::new().nest("/api/v1/session", stuck_at("/stuck", gate.clone()));
        let app = TestApp::start_with_routes(TestDb::new(engine).await, |config| config.server.max_requests = 8, move |_| routes).await;
        let http = reqwest::Client::new();
        let url = format!("{}/api/v1/session/stuck", app.base);
        let held: Vec<_> = (0..4).map(|_| tokio::spawn(http.get(&url).send())).collect();
        let seated = async {
            while gate.arrived.load(Ordering::SeqCst) < 4 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), seated).await.expect("four seats at the door, and not four sit");
        let refused = app.nobody().post("/session", json!({ "login": "T001", "password": "x" })).await;
        refused.expect_problem(503, "overloaded");
        app.nobody().get("/people").await.expect_problem(401, "unauthenticated");
        gate.open.add_permits(4);
        for one in held {
            assert_eq!(one.await.unwrap().unwrap().status(), 200);
        }
        app.nobody().post("/session", json!({ "login": "T001", "password": "x" })).await.expect_problem(401, "invalid_credentials");
    }
}

on_both_engines! {
    /// Those who write wait for one another; those who read do not wait for them.
    async fn a_crowd_that_writes_leaves_seats_for_those_who_read(engine) {
        let gate = Arc::new(Gate { arrived: AtomicUsize::new(0), open: Semaphore::new(0) });
        let routes = stuck(gate.clone());
        let app = TestApp::start_with_routes(TestDb::new(engine).await, |config| config.server.max_requests = 5, move |_| routes).await;
        let http = reqwest::Client::new();
        let url = format!("{}/api/v1/stuck", app.base);
        let held: Vec<_> = (0..4).map(|_| tokio::spawn(http.post(&url).send())).collect();
        let seated = async {
            while gate.arrived.load(Ordering::SeqCst) < 4 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), seated).await.expect("four seats for those who write, and not four sit");
        app.nobody().post("/repair-cases", json!({})).await.expect_problem(503, "overloaded");
        app.nobody().get("/people").await.expect_problem(401, "unauthenticated");
        gate.open.add_permits(4);
        for one in held {
            assert_eq!(one.await.unwrap().unwrap().status(), 200);
        }
        app.nobody().post("/repair-cases", json!({})).await.expect_problem(401, "unauthenticated");
    }
}

on_both_engines! {
    async fn a_slow_sender_holds_no_seat(engine) {
        use tokio::io::AsyncWriteExt;
        let app = TestApp::start_with(TestDb::new(engine).await, |config| config.server.max_requests = 2).await;
        let address = app.base.strip_prefix("http://").unwrap().to_owned();
        let mut slow = Vec::new();
        for _ in 0..6 {
            let mut stream = tokio::net::TcpStream::connect(&address).await.unwrap();
            let head = format!("POST /api/v1/session HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{{");
            stream.write_all(head.as_bytes()).await.unwrap();
            slow.push(stream);
        }
        for _ in 0..5 {
            app.nobody().get("/setup").await.expect(200);
        }
        drop(slow);
    }
}

/// Connections have nothing to do with the engine. (Thousands of them: `make prove STEP=chaos`.)
#[tokio::test]
async fn k11_connections_that_say_nothing_are_shown_out_and_leave_their_seats() {
    let app = TestApp::start_with(TestDb::new(TestEngine::Sqlite).await, |config| {
        (config.server.max_connections, config.server.header_timeout_ms) = (4, 500);
    })
    .await;
    let address = app.base.strip_prefix("http://").unwrap().to_owned();
    let mut silent = Vec::new();
    for _ in 0..8 {
        silent.push(tokio::net::TcpStream::connect(&address).await.unwrap());
    }
    let served = tokio::time::timeout(Duration::from_secs(20), app.nobody().get("/setup")).await;
    served.expect("nobody gets in past those who say nothing").expect(200);
    drop(silent);
}

on_both_engines! {
    async fn b13_health_says_up_or_down_and_figures_are_on_an_address_of_their_own(engine) {
        let school = School::open_with(TestDb::new(engine).await, |config| config.server.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await;
        let nobody = school.app.nobody();
        for path in ["/health/live", "/health/ready"] {
            let answer = nobody.get(path).await;
            assert_eq!(answer.json(), json!({ "status": "ok" }));
            let headers = format!("{:?}", answer.headers).to_lowercase();
            for word in ["server", "x-powered-by", "steward", "sqlite", "postgres", env!("CARGO_PKG_VERSION")] {
                assert!(!headers.contains(&format!("\"{word}")), "{word} in {headers}");
            }
        }
        for path in ["/metrics", "/api/v1/metrics", "/status", "/version", "/health"] {
            for client in [&nobody, &school.admin] {
                let answer = reqwest::Client::new().get(format!("{}{path}", school.app.base));
                let answer = if let Some(token) = &client.token { answer.bearer_auth(token) } else { answer };
                assert_eq!(answer.send().await.unwrap().status(), 404, "{path}");
            }
        }
        let person = format!("/people/{}", school.admin.person_id);
        school.admin.get(&person).await.expect(200);
        school.admin.get("/people/not-a-uuid").await.expect_problem(404, "not_found");
        let address = school.app.running.as_ref().unwrap().metrics_address.unwrap();
        let told = reqwest::get(format!("http://{address}/metrics")).await.unwrap().text().await.unwrap();
        let counted = |line: &str| told.lines().any(|told| told.starts_with(line));
        assert!(counted("http_requests_total{method=\"GET\",route=\"/api/v1/people/{id}\",status=\"200\"} 1"), "{told}");
        assert!(counted("http_requests_total{method=\"GET\",route=\"/api/v1/people/{id}\",status=\"404\"} 1"), "{told}");
        assert!(counted("http_request_duration_seconds_bucket"), "{told}");
        assert!(counted("http_requests_in_hand 0"), "{told}");
        assert!(counted("db_connections_in_use{pool=\"read\"}"), "{told}");
        assert!(!told.contains(&school.admin.person_id), "no ids in labels: {told}");
    }
}

#[tokio::test]
async fn b14_the_api_description_is_nowhere_to_be_fetched() {
    let school = School::open(TestEngine::Sqlite).await;
    for path in
        ["/openapi.json", "/api/v1/openapi.json", "/api/openapi.json", "/api-docs/openapi.json", "/swagger-ui/index.html", "/docs.json"]
    {
        for client in [&school.app.nobody(), &school.admin] {
            let request = reqwest::Client::new().get(format!("{}{path}", school.app.base));
            let request = if let Some(token) = &client.token { request.bearer_auth(token) } else { request };
            assert_eq!(request.send().await.unwrap().status(), 404, "{path}");
        }
    }
}
