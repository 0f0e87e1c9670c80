//! What only statistics can show (`make prove`): that the time of a refused sign-in, or of asking for a new password, tells nothing (I08), and what hostile bodies cost
//! (F01). On a small school of its own.

use std::{
    net::{IpAddr, Ipv4Addr},
    time::{Duration, Instant},
};

use reqwest::Client;
use serde_json::json;
use test_support::PASSWORD;

use crate::{
    Engine,
    product::{Place, Product},
};

/// Addresses to sign in from, each below the limits that count failures.
const ADDRESSES: u8 = 125;
/// Tries of each kind from one address: 500 of each kind in all.
const TRIES: usize = 4;
/// People whose new password is asked for, each once.
const RESETS: usize = 500;
/// Medians may differ by this.
const MOST_APART: f64 = 0.05;
/// CPU that a hostile body may cost.
const MOST_CPU: Duration = Duration::from_millis(100);

/// Prints what it found; whether it is as it should be.
pub async fn show(place: &Place, engine: Engine) -> bool {
    let product = Product::start(place).await;
    let (admin, _) = product.nobody().set_up(product.set_up_token.as_deref().unwrap(), "青禾小学").await;
    for (name, number) in [("李老师", "T001"), ("离职人", "T002")] {
        let person = admin.post("/people", json!({ "name": name, "staff_no": number })).await.expect(201);
        let path = format!("/people/{}", person["id"].as_str().unwrap());
        admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
        if number == "T002" {
            let version = admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
            admin.seen(version).post(&format!("{path}/disable"), json!({})).await.expect(200);
        }
    }
    let silent = sign_ins_tell_nothing(&product, engine).await & resets_tell_nothing(&product, &admin, engine).await;
    let cheap = hostile_bodies_are_cheap(&product, admin.token.as_deref().unwrap(), engine).await;
    product.stop().await;
    silent && cheap
}

async fn sign_ins_tell_nothing(product: &Product, engine: Engine) -> bool {
    let kinds =
        [("a wrong password", "T001", "wrong-stone-42"), ("nobody of that name", "nobody", PASSWORD), ("a leaver", "T002", PASSWORD)];
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); kinds.len()];
    for address in 1..=ADDRESSES {
        let from = IpAddr::V4(Ipv4Addr::new(127, 0, 1, address));
        let http = Client::builder().local_address(from).build().unwrap();
        for turn in 0..TRIES {
            // In another order each time: what comes first must not always be the same kind.
            for at in 0..kinds.len() {
                let kind = (at + turn + usize::from(address)) % kinds.len();
                let (_, login, password) = kinds[kind];
                let body = json!({ "login": login, "password": password }).to_string();
                let request = http.post(format!("{}/api/v1/session", product.base)).header("content-type", "application/json");
                let began = Instant::now();
                let answer = request.body(body).send().await.unwrap();
                times[kind].push(began.elapsed());
                assert_eq!(answer.status(), 401);
            }
        }
    }
    alike(engine, "refused sign-ins", &kinds.map(|(what, ..)| what), &mut times)
}

/// The same for asking for a new password by mail: whether anybody bears the name must not show.
async fn resets_tell_nothing(product: &Product, admin: &test_support::Client, engine: Engine) -> bool {
    for nth in 0..RESETS {
        let number = format!("R{nth:03}");
        let person = admin.post("/people", json!({ "name": format!("老师{nth:03}"), "staff_no": number })).await.expect(201);
        let path = format!("/people/{}/account", person["id"].as_str().unwrap());
        admin.post(&path, json!({ "password": PASSWORD })).await.expect(200);
    }
    let mut times = vec![Vec::new(); 2];
    for nth in 0..RESETS {
        // A few from one address and one for each name: below the limits.
        let from = IpAddr::V4(Ipv4Addr::new(127, 0, 2, u8::try_from(nth / 8).unwrap() + 1));
        let http = Client::builder().local_address(from).build().unwrap();
        // The connection costs as well, and only the first time.
        http.get(format!("{}/api/v1/password-resets", product.base)).send().await.unwrap();
        for turn in 0..2 {
            let kind = (turn + nth) % 2;
            let login = if kind == 0 { format!("R{nth:03}") } else { format!("N{nth:03}") };
            let request = http.post(format!("{}/api/v1/password-resets", product.base)).header("content-type", "application/json");
            let began = Instant::now();
            let answer = request.body(json!({ "login": login }).to_string()).send().await.unwrap();
            times[kind].push(began.elapsed());
            assert_eq!(answer.status(), 204);
        }
    }
    alike(engine, "questions for a new password", &["somebody's name", "nobody's name"], &mut times)
}

/// Prints the medians of each kind; whether they are close enough.
fn alike(engine: Engine, what: &str, kinds: &[&str], times: &mut [Vec<Duration>]) -> bool {
    let medians: Vec<f64> = times.iter_mut().map(|kind| median(kind)).collect();
    let (least, most) = (medians.iter().copied().fold(f64::MAX, f64::min), medians.iter().copied().fold(0.0, f64::max));
    println!("{}: I08, medians of {} {what} of each kind:", engine.name(), times[0].len());
    for (kind, median) in kinds.iter().zip(&medians) {
        println!("  {kind:<22}{median:>8.2} ms");
    }
    let apart = most / least - 1.0;
    println!("  {:.1} % apart (at most {:.0} %)", apart * 100.0, MOST_APART * 100.0);
    apart <= MOST_APART
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

async fn hostile_bodies_are_cheap(product: &Product, token: &str, engine: Engine) -> bool {
    let deep = 10_000;
    let bodies = [
        ("nested 10 000 deep", format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        ("nested 10 000 deep, as an object", format!("{}1{}", "{\"a\":".repeat(deep), "}".repeat(deep))),
        ("a string of 10 MB", format!("{{\"name\":\"{}\"}}", "x".repeat(10 << 20))),
        ("a string of 900 KB", format!("{{\"name\":\"{}\"}}", "x".repeat(900 << 10))),
        ("400 000 elements", format!("[{}0]", "0,".repeat(400_000))),
        ("1e400", "{\"name\":1e400}".to_owned()),
        ("a lone surrogate", "{\"name\":\"\\ud800\"}".to_owned()),
    ];
    let http = Client::new();
    let (times, mut all) = (20, true);
    println!("{}: F01, CPU of a hostile body (at most {} ms):", engine.name(), MOST_CPU.as_millis());
    for (what, body) in bodies {
        let before = product.cpu();
        for _ in 0..times {
            let request =
                http.post(format!("{}/api/v1/people", product.base)).bearer_auth(token).header("content-type", "application/json");
            // What is announced as monstrous is cut off while it is still being sent: no answer is an answer then.
            if let Ok(answer) = request.body(body.clone()).send().await {
                assert!([400, 413, 422].contains(&answer.status().as_u16()), "{what}: {}", answer.status());
            } else {
                assert!(body.len() > 8 << 20, "{what}: cut off");
            }
        }
        let each = (product.cpu() - before) / f64::from(times);
        println!("  {what:<36}{:>8.2} ms", each * 1000.0);
        all &= each <= MOST_CPU.as_secs_f64();
    }
    all
}
