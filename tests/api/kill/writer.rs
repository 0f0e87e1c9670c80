//! One client of the loop: reports, takes steps, buys, goes round, notes what was acknowledged, and asks again for what was not answered.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use test_support::Client;
use tokio::sync::watch;

use super::{
    Cast,
    day::{Day, Keeping},
    dice::Dice,
    purchase::{Buying, Purchase},
};

/// How long a restarted server may answer 503 to a repeated request, while the database ends the dead server's transaction.
const SETTLED: Duration = Duration::from_secs(10);
/// Longest that a client waits for any answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// A report and what was done about its first case.
#[derive(Debug, Default)]
pub struct Story {
    /// Stands in the text of its cases; belongs to this story only.
    pub marker: String,
    pub faults: usize,
    /// Whether the report itself was acknowledged.
    pub reported: bool,
    /// Numbers of its cases as they were told; empty when the answer told none (a faulty build).
    pub numbers: Vec<String>,
    /// Steps on the first case that were acknowledged.
    pub steps: usize,
    /// Acknowledgements so far.
    pub acknowledged: usize,
    pub id: String,
    pub version: i64,
}

/// The way of a case: who takes the step, its name, its body, its act in the audit trail, the phase after it.
pub struct Step {
    pub by_worker: bool,
    pub name: &'static str,
    pub body: &'static str,
    pub act: &'static str,
    pub phase: &'static str,
}

const fn step(by_worker: bool, name: &'static str, body: &'static str, act: &'static str, phase: &'static str) -> Step {
    Step { by_worker, name, body, act, phase }
}

pub const STEPS: [Step; 7] = [
    step(true, "take", "{}", "repair_case.taken", "assigned"),
    step(true, "start", "{}", "repair_case.started", "in_progress"),
    step(true, "wait", r#"{"on":"material","note":"等零件"}"#, "repair_case.waiting", "waiting_material"),
    step(true, "finish", r#"{"damage":"natural_wear"}"#, "repair_case.finished", "done"),
    step(false, "refuse", r#"{"reason":"还在晃"}"#, "repair_case.refused", "reopened"),
    step(true, "finish", r#"{"damage":"natural_wear"}"#, "repair_case.finished", "done"),
    step(false, "confirm", "{}", "repair_case.confirmed", "closed"),
];

/// What a request is about.
#[derive(Debug, Clone, Copy)]
enum Of {
    Story(usize),
    Purchase(usize),
    Day(usize),
}

/// A request that was sent, word for word.
#[derive(Debug, Clone)]
struct Request {
    of: Of,
    token: String,
    path: String,
    body: String,
    key: String,
    version: Option<i64>,
}

pub struct Writer {
    name: usize,
    teacher: Client,
    worker: Client,
    room: String,
    buying: Buying,
    keeping: Keeping,
    dice: Dice,
    sent: usize,
    pub stories: Vec<Story>,
    pub purchases: Vec<Purchase>,
    pub days: Vec<Day>,
    /// Sent and not answered: nobody knows yet whether it was done.
    unsure: Option<Request>,
    pub complaints: Vec<String>,
    /// Refusals for now, by status; 0 stands for connections that broke.
    pub refused: BTreeMap<u16, usize>,
    /// The longest that an answer took while a fault lasted.
    pub longest: Duration,
    /// Grows with each acknowledgement, for who watches from outside.
    pub progress: Arc<AtomicUsize>,
    /// A client that repeats under another key: what it did twice must be found out.
    pub forgets_its_keys: bool,
    /// Whether it goes round as well: where the clock jumps, the day of a round that is under way has not come yet or is over.
    pub goes_round: bool,
}

impl Writer {
    pub fn new(name: usize, cast: &Cast, dice: Dice) -> Self {
        let (teacher, worker, room) = (cast.teacher.clone(), cast.worker.clone(), cast.room.clone());
        Self {
            name,
            teacher,
            worker,
            room,
            buying: cast.buying.clone(),
            keeping: cast.keeping.clone(),
            dice,
            sent: 0,
            stories: Vec::new(),
            purchases: Vec::new(),
            days: Vec::new(),
            unsure: None,
            complaints: Vec::new(),
            refused: BTreeMap::new(),
            longest: Duration::ZERO,
            progress: Arc::default(),
            forgets_its_keys: false,
            goes_round: true,
        }
    }

    /// The same people signed in anew: what they had was too old.
    pub fn signed_in_again(&mut self, cast: &Cast) {
        (self.teacher, self.worker) = (cast.teacher.clone(), cast.worker.clone());
        (self.buying, self.keeping) = (cast.buying.clone(), cast.keeping.clone());
    }

    pub fn is_unsure(&self) -> bool {
        self.unsure.is_some()
    }

    pub fn acknowledged(&self) -> usize {
        let of_days = self.days.iter().map(|day| day.steps);
        self.stories.iter().map(|s| s.acknowledged).chain(self.purchases.iter().map(|p| p.steps)).chain(of_days).sum()
    }

    /// Writes one thing after another until the connection breaks, or an answer is not what it should be.
    pub async fn write_until_it_dies(&mut self, base: &str) {
        let http = reqwest::Client::new();
        while self.complaints.is_empty() {
            let request = match self.unsure.take() {
                Some(request) => request,
                None => self.next_request(),
            };
            self.unsure = Some(request.clone());
            match send(&http, base, &request).await {
                None => return,
                Some((503, _)) => tokio::time::sleep(Duration::from_millis(20)).await,
                Some((status, body)) => self.answered(&request, status, &body),
            }
        }
    }

    /// Writes through a fault until it is told to stop: what is refused for now (503, 507) or not answered is sent again, word for word.
    pub async fn write_through(&mut self, base: &str, stop: &watch::Receiver<bool>) {
        let http = reqwest::Client::builder().timeout(PATIENCE).build().unwrap();
        while !*stop.borrow() && self.complaints.is_empty() {
            let mut request = match self.unsure.take() {
                Some(request) => request,
                None => self.next_request(),
            };
            self.unsure = Some(request.clone());
            let began = Instant::now();
            let answer = send(&http, base, &request).await;
            self.longest = self.longest.max(began.elapsed());
            match answer {
                Some((status, body)) if !matches!(status, 503 | 507) => self.answered(&request, status, &body),
                other => {
                    *self.refused.entry(other.map_or(0, |(status, _)| status)).or_default() += 1;
                    if self.forgets_its_keys {
                        self.sent += 1;
                        request.key = format!("forgotten-{}-{}", self.name, self.sent);
                        self.unsure = Some(request);
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        }
    }

    /// Sends again what was not answered, until it is.
    pub async fn settle(&mut self, base: &str) {
        let Some(request) = self.unsure.clone() else { return };
        let (http, began) = (reqwest::Client::new(), Instant::now());
        while began.elapsed() < SETTLED {
            match send(&http, base, &request).await {
                Some((503 | 507, _)) => tokio::time::sleep(Duration::from_millis(50)).await,
                Some((status, body)) => return self.answered(&request, status, &body),
                None => break,
            }
        }
        self.complaints.push(format!("no answer to the repeated {} {}", request.path, request.key));
    }

    fn answered(&mut self, request: &Request, status: u16, body: &Value) {
        self.unsure = None;
        if !(200..300).contains(&status) {
            self.complaints.push(format!("{} {}: {status} {body}", request.path, request.key));
            return;
        }
        self.progress.fetch_add(1, Ordering::Relaxed);
        let story = match request.of {
            Of::Story(index) => &mut self.stories[index],
            Of::Purchase(index) => return self.purchases[index].acknowledged(body),
            Of::Day(index) => return self.days[index].acknowledged(body),
        };
        story.acknowledged += 1;
        if story.reported {
            story.steps += 1;
            story.version = body["version"].as_i64().unwrap_or_default();
            return;
        }
        story.reported = true;
        if let Some(cases) = body["items"].as_array() {
            story.numbers = cases.iter().map(|c| c["number"].as_str().unwrap().to_owned()).collect();
            story.id = cases[0]["id"].as_str().unwrap().to_owned();
            story.version = cases[0]["version"].as_i64().unwrap();
        }
    }

    fn next_request(&mut self) -> Request {
        self.sent += 1;
        let key = format!("kill-{}-{}", self.name, self.sent);
        if self.dice.one_in(3) {
            return self.buy(key);
        }
        if self.goes_round && self.dice.one_in(4) {
            return self.keep(key);
        }
        let going = self.stories.iter().position(|s| !s.id.is_empty() && s.version > 0 && s.steps < STEPS.len());
        match going.filter(|_| !self.dice.one_in(3)) {
            Some(index) => {
                let (story, step) = (&self.stories[index], &STEPS[self.stories[index].steps]);
                let by = if step.by_worker { &self.worker } else { &self.teacher };
                let path = format!("/api/v1/repair-cases/{}/{}", story.id, step.name);
                Request {
                    of: Of::Story(index),
                    token: by.token.clone().unwrap(),
                    path,
                    body: step.body.into(),
                    key,
                    version: Some(story.version),
                }
            }
            None => self.report(key),
        }
    }

    /// The next step of the purchase that is under way, or a new one.
    fn buy(&mut self, key: String) -> Request {
        let under_way = self.purchases.iter().rposition(|purchase| purchase.next(&self.teacher, &self.buying).is_some());
        let index = under_way.unwrap_or(self.purchases.len());
        if under_way.is_none() {
            self.purchases.push(Purchase::new(format!("purchase {index} of writer {}", self.name)));
        }
        let call = self.purchases[index].next(&self.teacher, &self.buying).unwrap();
        Request { of: Of::Purchase(index), token: call.token, path: call.path, body: call.body.to_string(), key, version: call.version }
    }

    /// The next step of the day that is under way, or a new one.
    fn keep(&mut self, key: String) -> Request {
        let under_way = self.days.iter().rposition(|day| day.next(&self.keeping).is_some());
        let index = under_way.unwrap_or(self.days.len());
        if under_way.is_none() {
            self.days.push(Day::new(format!("day {index} of writer {}", self.name)));
        }
        let call = self.days[index].next(&self.keeping).unwrap();
        Request { of: Of::Day(index), token: call.token, path: call.path, body: call.body.to_string(), key, version: call.version }
    }

    fn report(&mut self, key: String) -> Request {
        let marker = format!("story {} of writer {}", self.stories.len(), self.name);
        let faults = if self.dice.one_in(2) { vec!["furniture"] } else { vec!["lock", "window"] };
        let faults: Vec<Value> = faults.into_iter().map(|category| json!({ "category": category })).collect();
        let body = json!({ "location_id": self.room, "faults": faults, "text": marker }).to_string();
        self.stories.push(Story { marker, faults: faults.len(), ..Story::default() });
        let token = self.teacher.token.clone().unwrap();
        Request { of: Of::Story(self.stories.len() - 1), token, path: "/api/v1/repair-cases".into(), body, key, version: None }
    }
}

/// `None`: the connection broke, and nobody knows.
async fn send(http: &reqwest::Client, base: &str, request: &Request) -> Option<(u16, Value)> {
    let mut call = http
        .post(format!("{base}{}", request.path))
        .bearer_auth(&request.token)
        .header("content-type", "application/json")
        .header("idempotency-key", &request.key);
    if let Some(version) = request.version {
        call = call.header("if-match", format!("\"{version}\""));
    }
    let answer = call.body(request.body.clone()).send().await.ok()?;
    let status = answer.status().as_u16();
    let bytes = answer.bytes().await.ok()?;
    Some((status, serde_json::from_slice(&bytes).unwrap_or_default()))
}
