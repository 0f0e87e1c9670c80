//! Ledgers in and out of the running product: how fast, how much memory it takes, and what others notice of it. The last of a run,
//! because the imports change what everything else is measured on.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    Engine,
    data::{self, Amounts, FILE_ROWS, School},
    drive::Shot,
    operations::sign_in,
    product::Product,
    report::{Figures, Task},
};

/// Pause between the requests of those who notice.
const PAUSE: Duration = Duration::from_millis(10);
/// How long they are alone first.
const ALONE: Duration = Duration::from_secs(3);
/// Rows a second they are held to (performance.md): a dry run of 100 000 within 10 s, a commit within 30 s.
const BARS: [(&str, f64); 4] = [("dry run", 10_000.0), ("commit", 3_333.0), ("csv", 100_000.0), ("xlsx", 35_000.0)];

pub async fn measure(product: &Product, school: &School, amounts: Amounts, figures: &mut Figures, engine: Engine) {
    let others = Others { product, card: school.cards[school.cards.len() / 2] };
    let alone = others.alone().await;
    let note = |name: String, bar: &str, rows: usize, seen: Seen| {
        let bar = BARS.iter().find(|(what, _)| *what == bar).map(|(_, bar)| *bar);
        Task {
            name,
            rows,
            seconds: seen.seconds,
            cpu_s: seen.cpu_s,
            bar_per_second: bar,
            memory_mb: Some(seen.memory_mb),
            alone_ms: Some(alone),
            beside_ms: Some(seen.p99_ms),
        }
    };
    let first = school.cards.len();
    let (mut looked, mut written) = (Seen::default(), Seen::default());
    for file in 0..amounts.more_files {
        let from = first + file * FILE_ROWS;
        let token = sign_in(product, "C001").await;
        let upload = upload(product, &token, &data::ledger(from..from + FILE_ROWS, amounts)).await;
        let dry_run =
            others.beside(async || drop(post(product, &token, "imports/dry-run", &json!({ "upload_id": upload }), 200).await)).await;
        looked = looked.and(dry_run);
        let import = json!({ "file": { "upload_id": upload } });
        written = written.and(others.beside(async || drop(post(product, &token, "imports", &import, 201).await)).await);
    }
    let rows = amounts.more_files * FILE_ROWS;
    figures.task(engine, note(format!("import over HTTP of {} files, dry runs", amounts.more_files), "dry run", rows, looked));
    figures.task(engine, note("the same, commits".into(), "commit", rows, written));
    for format in ["csv", "xlsx"] {
        let token = sign_in(product, "C001").await;
        let seen = others.beside(async || export(product, &token, format, first + rows).await).await;
        figures.task(engine, note(format!("export of the whole register, {format}"), format, first + rows, seen));
    }
}

/// What a piece of work took, and what those beside it noticed.
#[derive(Debug, Default, Clone, Copy)]
pub struct Seen {
    pub seconds: f64,
    pub cpu_s: f64,
    /// Most memory above what there was before.
    pub memory_mb: f64,
    pub p99_ms: f64,
}

impl Seen {
    /// One after the other: times add up, the worst counts for the rest.
    fn and(self, next: Self) -> Self {
        Self {
            seconds: self.seconds + next.seconds,
            cpu_s: self.cpu_s + next.cpu_s,
            memory_mb: self.memory_mb.max(next.memory_mb),
            p99_ms: self.p99_ms.max(next.p99_ms),
        }
    }
}

/// Somebody who looks at a card a hundred times a second while something else is done.
pub struct Others<'a> {
    pub product: &'a Product,
    pub card: uuid::Uuid,
}

impl Others<'_> {
    /// Milliseconds of the slowest in a hundred when nothing else is done.
    pub async fn alone(&self) -> f64 {
        self.beside(async || tokio::time::sleep(ALONE).await).await.p99_ms
    }

    pub async fn beside(&self, work: impl AsyncFnOnce()) -> Seen {
        let token = sign_in(self.product, "C001").await;
        let (http, over) = (Client::new(), Arc::new(AtomicBool::new(false)));
        let shot = Shot::get(format!("{}/api/v1/assets/{}", self.product.base, self.card), 500);
        let before = self.product.server.anonymous_megabytes();
        let reading = tokio::spawn({
            let over = over.clone();
            async move {
                let mut took = Vec::new();
                while !over.load(Ordering::Relaxed) {
                    let fired = Instant::now();
                    shot.fire(&http, &token).await;
                    took.push(fired.elapsed());
                    tokio::time::sleep(PAUSE).await;
                }
                took.sort_unstable();
                took
            }
        });
        let (server, stop) = (self.product.server, over.clone());
        let weighing = tokio::spawn(async move {
            let mut most = 0.0_f64;
            while !stop.load(Ordering::Relaxed) {
                most = most.max(server.anonymous_megabytes());
                tokio::time::sleep(PAUSE).await;
            }
            most
        });
        let (began, cpu) = (Instant::now(), self.product.cpu());
        work().await;
        let seconds = began.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        let (took, most) = (reading.await.unwrap(), weighing.await.unwrap());
        let p99_ms = took[took.len() * 99 / 100].as_secs_f64() * 1000.0;
        Seen { seconds, cpu_s: self.product.cpu() - cpu, memory_mb: (most - before).max(0.0), p99_ms }
    }
}

async fn upload(product: &Product, token: &str, ledger: &str) -> String {
    let request = Client::new().post(format!("{}/api/v1/uploads", product.base)).bearer_auth(token);
    let request = request.header("content-type", "text/csv").header("file-name", "ledger.csv").body(ledger.to_owned());
    answer(request, 201).await["id"].as_str().unwrap().to_owned()
}

pub async fn post(product: &Product, token: &str, path: &str, body: &Value, expect: u16) -> Value {
    let request = Client::new().post(format!("{}/api/v1/{path}", product.base)).bearer_auth(token).body(body.to_string());
    let key = uuid::Uuid::now_v7().to_string();
    answer(request.header("content-type", "application/json").header("idempotency-key", key), expect).await
}

async fn answer(request: RequestBuilder, expect: u16) -> Value {
    let answer = request.send().await.unwrap();
    let (status, bytes) = (answer.status().as_u16(), answer.bytes().await.unwrap());
    assert_eq!(status, expect, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}

/// Made and fetched, to the last byte.
async fn export(product: &Product, token: &str, format: &str, rows: usize) {
    let made = post(product, token, "asset-exports", &json!({ "format": format }), 201).await;
    assert!(made["rows"].as_u64().unwrap() >= rows as u64, "{made}");
    let path = format!("{}/api/v1/asset-exports/{}/content", product.base, made["id"].as_str().unwrap());
    let mut file = Client::new().get(path).bearer_auth(token).send().await.unwrap();
    let mut bytes = 0;
    while let Some(piece) = file.chunk().await.unwrap() {
        bytes += piece.len() as u64;
    }
    assert_eq!(Some(bytes), made["file_bytes"].as_u64(), "{made}");
}
