//! Too much at once (K10) and a storm of sign-ins (`make prove STEP=load`). The capacity is measured first, by clients that wait for their
//! answers; then requests come at twice and five times that rate whether or not the last ones are answered. Server and load each have a
//! core of their own where there are two (the server begins on it, so that its settings are those of one), so that the load does not take from the server what it asks of it.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::Client;
use serde_json::json;
use test_support::PASSWORD;
use tokio::sync::Semaphore;

use crate::{
    Engine,
    cpu::Watched,
    product::{Place, Product},
};

/// Of the capacity that must still be served.
const GOODPUT: f64 = 0.9;
const READ: Duration = Duration::from_millis(500);
const WRITE: Duration = Duration::from_secs(1);
/// A refusal comes at once.
const REFUSAL: Duration = Duration::from_millis(50);
const RECOVERY: Duration = Duration::from_secs(10);
/// One request in so many writes.
const WRITES: usize = 5;
const LASTING: Duration = Duration::from_secs(8);
/// Sockets that the load may hold; beyond it the client itself is the bottleneck.
const SOCKETS: usize = 900;
const SIGN_INS: usize = 200;
/// Below this nobody feels a storm, whatever the ratio.
const UNFELT: Duration = Duration::from_millis(50);

/// What one request came to.
#[derive(Clone, Copy)]
struct Shot {
    write: bool,
    status: u16,
    took: Duration,
}

/// A school with somebody who reports.
struct School {
    base: String,
    token: String,
    room: String,
}

/// Prints what it found; whether it is as it should be.
pub async fn show(place: &Place, engine: Engine) -> bool {
    let cores = first_core();
    let product = Product::start(place).await;
    let (admin, principal) = product.nobody().set_up(product.set_up_token.as_deref().unwrap(), "青禾小学").await;
    admin.post("/locations/generate", json!({ "building": "致远楼", "floors": 1, "rooms_per_floor": 1 })).await.expect(201);
    let room = admin.get("/locations?kind=room").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let person = admin.post("/people", json!({ "name": "李老师", "staff_no": "T001" })).await.expect(201);
    let path = format!("/people/{}", person["id"].as_str().unwrap());
    admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
    let grant = admin.post(&format!("{path}/role-grants"), json!({ "role": "staff" })).await.expect(201);
    if grant["pending"] == true {
        let confirm = format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap());
        principal.seen(1).post(&confirm, json!({})).await.expect(200);
    }
    let teacher = admin.sign_in("T001").await;
    let school = Arc::new(School { base: product.base.clone(), token: teacher.token.unwrap(), room });
    apart(&product, cores);
    let storm = storm(&school, engine).await;
    let load = overload(&school, engine).await;
    product.stop().await;
    storm && load
}

fn pin(cores: &str, process: u32) -> bool {
    Command::new("taskset").args(["-acp", cores, &process.to_string()]).output().is_ok_and(|o| o.status.success())
}

/// What is started from now on has the first core alone, and finds that out: its seats and connections are those of a machine with one
/// core. Tells how many there are.
fn first_core() -> usize {
    pin("0-1023", std::process::id());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    pin("0", std::process::id());
    cores
}

/// The database on the server's core as well, this load on the second.
fn apart(product: &Product, cores: usize) {
    let busy = [Some(product.server), product.database].into_iter().flatten().flat_map(Watched::ids).collect::<Vec<_>>();
    let pinned = cores > 1 && busy.into_iter().all(|p| pin("0", p)) && pin("1", std::process::id());
    println!("{cores} cores; server and load {}", if pinned { "each have one of their own" } else { "share them: the figures suffer" });
}

fn client(lanes: usize, from: Option<u8>) -> Client {
    let builder = Client::builder().pool_max_idle_per_host(lanes).timeout(Duration::from_secs(20));
    from.map_or(builder, |n| Client::builder().local_address(IpAddr::V4(Ipv4Addr::new(127, 0, 2, n)))).build().unwrap()
}

async fn fire(http: &Client, school: &School, number: usize) -> Shot {
    let write = number.is_multiple_of(WRITES);
    let request = if write {
        let body = json!({ "location_id": school.room, "faults": [{ "category": "furniture" }], "text": "桌子坏了" }).to_string();
        http.post(format!("{}/api/v1/repair-cases", school.base)).header("content-type", "application/json").body(body)
    } else {
        http.get(format!("{}/api/v1/repair-cases?limit=20", school.base))
    };
    let began = Instant::now();
    let answer = request.bearer_auth(&school.token).send().await;
    let status = match answer {
        Ok(answer) => {
            let status = answer.status().as_u16();
            if answer.bytes().await.is_ok() { status } else { 0 }
        }
        Err(_) => 0,
    };
    Shot { write, status, took: began.elapsed() }
}

/// Clients that wait for each answer: what is answered in a second.
async fn capacity(school: &Arc<School>) -> f64 {
    let (http, began) = (client(32, None), Instant::now());
    let lanes: Vec<_> = (0..32)
        .map(|lane| {
            let (http, school) = (http.clone(), school.clone());
            tokio::spawn(async move {
                let mut done = 0;
                while began.elapsed() < LASTING {
                    done += usize::from((200..300).contains(&fire(&http, &school, lane + done).await.status));
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for lane in lanes {
        done += lane.await.unwrap();
    }
    done as f64 / began.elapsed().as_secs_f64()
}

/// Requests at a fixed rate, whether or not the last ones are answered.
async fn at_rate(school: &Arc<School>, rate: f64, lasting: Duration) -> Vec<Shot> {
    let (http, seats) = (client(SOCKETS, None), Arc::new(Semaphore::new(SOCKETS)));
    let (began, mut fired, mut running) = (Instant::now(), 0, Vec::new());
    let mut tick = tokio::time::interval(Duration::from_millis(2));
    while began.elapsed() < lasting {
        tick.tick().await;
        let due = (began.elapsed().as_secs_f64() * rate) as usize;
        while fired < due {
            // More than a client of this machine can hold open is not sent: it would measure the client.
            if let Ok(seat) = seats.clone().try_acquire_owned() {
                let (http, school, number) = (http.clone(), school.clone(), fired);
                running.push(tokio::spawn(async move {
                    let shot = fire(&http, &school, number).await;
                    drop(seat);
                    shot
                }));
            }
            fired += 1;
        }
    }
    let mut shots = Vec::with_capacity(running.len());
    for shot in running {
        shots.push(shot.await.unwrap());
    }
    shots
}

fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() * 99 / 100).copied().unwrap_or_default()
}

fn times(shots: &[Shot], which: impl Fn(&Shot) -> bool) -> Vec<Duration> {
    shots.iter().filter(|shot| which(shot)).map(|shot| shot.took).collect()
}

/// What is wrong with a run, in words.
fn judge(shots: &[Shot], capacity: f64, lasting: Duration) -> Vec<String> {
    let taken = |shot: &Shot| shot.status < 300 && shot.status > 0;
    let good = shots.iter().filter(|s| taken(s)).count() as f64 / lasting.as_secs_f64();
    let mut wrong = Vec::new();
    if good < capacity * GOODPUT {
        wrong.push(format!("{good:.0}/s of {capacity:.0}/s"));
    }
    for (what, most, which) in [("reads", READ, false), ("writes", WRITE, true)] {
        let slow = p99(times(shots, |s| taken(s) && s.write == which));
        if slow > most {
            wrong.push(format!("{what} {slow:.0?}"));
        }
    }
    let refused = p99(times(shots, |s| matches!(s.status, 429 | 503)));
    if refused > REFUSAL {
        wrong.push(format!("refusals {refused:.0?}"));
    }
    let odd: BTreeMap<u16, usize> =
        shots.iter().filter(|s| !taken(s) && !matches!(s.status, 429 | 503)).fold(BTreeMap::new(), |mut all, s| {
            *all.entry(s.status).or_default() += 1;
            all
        });
    if !odd.is_empty() {
        wrong.push(format!("other answers {odd:?}"));
    }
    wrong
}

async fn overload(school: &Arc<School>, engine: Engine) -> bool {
    let bad = [Shot { write: false, status: 200, took: READ * 2 }, Shot { write: true, status: 500, took: WRITE }];
    assert_eq!(judge(&bad, 1000.0, LASTING).len(), 3, "the judge sees a slow read, a failure and too little");
    let capacity = capacity(school).await;
    println!("{}: K10, {capacity:.0} requests/s when clients wait for their answers, one in {WRITES} writes", engine.name());
    println!(
        "  {:<8}{:>9}{:>10}{:>10}{:>11}{:>11}{:>13}{:>10}  wrong",
        "load", "sent/s", "taken/s", "refused/s", "p99 read", "p99 write", "p99 refusal", "well in"
    );
    let mut well = true;
    for factor in [2.0, 5.0] {
        let shots = at_rate(school, capacity * factor, LASTING).await;
        let began = Instant::now();
        let http = client(1, None);
        while began.elapsed() < RECOVERY * 2 && fire(&http, school, 0).await.status != 201 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let (recovery, mut wrong) = (began.elapsed(), judge(&shots, capacity, LASTING));
        if recovery > RECOVERY {
            wrong.push(format!("well again after {recovery:.0?}"));
        }
        let rate = |which: &dyn Fn(&Shot) -> bool| shots.iter().filter(|s| which(s)).count() as f64 / LASTING.as_secs_f64();
        println!(
            "  {factor:<8}{:>9.0}{:>10.0}{:>10.0}{:>11.0?}{:>11.0?}{:>13.0?}{:>10.0?}  {}",
            rate(&|_| true),
            rate(&|s| s.status > 0 && s.status < 300),
            rate(&|s| matches!(s.status, 429 | 503)),
            p99(times(&shots, |s| s.status == 200)),
            p99(times(&shots, |s| s.status == 201)),
            p99(times(&shots, |s| matches!(s.status, 429 | 503))),
            recovery,
            if wrong.is_empty() { "nothing".to_owned() } else { wrong.join(", ") }
        );
        well &= wrong.is_empty();
    }
    well
}

/// Two hundred sign-ins at once, all the time, and somebody who reads meanwhile.
async fn storm(school: &Arc<School>, engine: Engine) -> bool {
    let quiet = p99(times(&at_rate(school, 40.0, LASTING).await, |s| s.status == 200));
    let began = Instant::now();
    let lanes: Vec<_> = (0..SIGN_INS)
        .map(|lane| {
            let (http, base) = (client(1, Some(u8::try_from(lane % 200 + 1).unwrap())), school.base.clone());
            tokio::spawn(async move {
                let (mut taken, mut refused, mut odd) = (0, 0, 0);
                while began.elapsed() < LASTING {
                    let body = json!({ "login": "T001", "password": PASSWORD }).to_string();
                    let call = http.post(format!("{base}/api/v1/session")).header("content-type", "application/json").body(body);
                    match call.send().await.map(|a| a.status().as_u16()) {
                        Ok(200 | 201) => taken += 1,
                        Ok(429 | 503) => {
                            refused += 1;
                            tokio::time::sleep(Duration::from_millis(100)).await;
                        }
                        _ => odd += 1,
                    }
                }
                (taken, refused, odd)
            })
        })
        .collect();
    let shots = at_rate(school, 40.0, LASTING).await;
    let (mut taken, mut refused, mut odd) = (0, 0, 0);
    for lane in lanes {
        let (t, r, o) = lane.await.unwrap();
        (taken, refused, odd) = (taken + t, refused + r, odd + o);
    }
    let failed = shots.iter().filter(|s| !(200..300).contains(&s.status)).count() + odd;
    let stormy = p99(times(&shots, |s| s.status == 200));
    let well = failed == 0 && (stormy <= quiet * 2 || stormy <= UNFELT);
    println!(
        "{}: {SIGN_INS} sign-ins at once: {taken} taken, {refused} told to come again; other reads p99 {quiet:.1?} before, {stormy:.1?} meanwhile, {failed} failed: {}",
        engine.name(),
        if well { "kept" } else { "WRONG" }
    );
    well
}
