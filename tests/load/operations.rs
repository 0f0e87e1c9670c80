//! What is measured, and against what.

use std::sync::Arc;

use reqwest::Method;
use serde_json::{Value, json};
use test_support::PASSWORD;

use crate::{
    Engine,
    data::School,
    drive::{Gun, Shot, run},
    floor::Floor,
    product::Product,
    purchases::Buying,
    report::{Cost, Figures},
};

/// Lanes of a round that measures CPU; and of one that measures throughput.
const FEW: usize = 4;
const MANY: usize = 32;
/// CPU seconds that a round uses at least.
const ROUND_SECONDS: f64 = 0.5;
/// CPU seconds from which a request is so slow that a few of them make a round.
const SLOW_SECONDS: f64 = 0.02;

/// An operation of the product.
pub struct Operation {
    pub name: &'static str,
    /// CPU milliseconds per request it is held to (server and database).
    pub bar: f64,
    pub login: &'static str,
    pub gun: Gun,
    /// The same through the raw driver.
    pub floor: Option<Gun>,
    /// Also run with 32 lanes.
    pub throughput: bool,
}

pub async fn measure(
    product: &Product,
    floor: &Floor,
    (school, buying): (&School, &Buying),
    more: Vec<Operation>,
    rounds: usize,
    figures: &mut Figures,
    engine: Engine,
) {
    let operations = operations(product, floor, school).into_iter().chain(of_purchases(product, buying)).chain(more);
    for operation in operations {
        let token = sign_in(product, operation.login).await;
        let shots = calibrated(product, &operation.gun, &token).await;
        let floor_shots = match &operation.floor {
            Some(gun) => Some((gun, calibrated_floor(floor, gun).await)),
            None => None,
        };
        let (mut ours, mut raw) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let token = sign_in(product, operation.login).await;
            let before = product.cpu();
            run(&operation.gun, &token, FEW, shots).await;
            ours.push((product.cpu() - before) * 1000.0 / shots as f64);
            if let Some((gun, shots)) = floor_shots {
                let before = floor.cpu();
                run(gun, "-", FEW, shots).await;
                raw.push((floor.cpu() - before) * 1000.0 / shots as f64);
            }
        }
        let many = if operation.throughput {
            let token = sign_in(product, operation.login).await;
            Some(run(&operation.gun, &token, MANY, shots * 3).await)
        } else {
            None
        };
        figures.cost(engine, Cost::of(operation.name, operation.bar, &ours, &raw, many.as_ref()));
    }
}

/// Requests of a round; the calibration also warms up.
async fn calibrated(product: &Product, gun: &Gun, token: &str) -> usize {
    let before = product.cpu();
    run(gun, token, FEW, FEW).await;
    let each = (product.cpu() - before) / FEW as f64;
    if each > SLOW_SECONDS {
        return ((ROUND_SECONDS / each) as usize).max(FEW);
    }
    let (trial, before) = (200, product.cpu());
    run(gun, token, FEW, trial).await;
    enough(trial, product.cpu() - before)
}

async fn calibrated_floor(floor: &Floor, gun: &Gun) -> usize {
    let (trial, before) = (200, floor.cpu());
    run(gun, "-", FEW, trial).await;
    enough(trial, floor.cpu() - before)
}

fn enough(trial: usize, seconds: f64) -> usize {
    ((ROUND_SECONDS / (seconds / trial as f64).max(1e-5)) as usize).clamp(50, 40_000)
}

pub async fn sign_in(product: &Product, login: &str) -> String {
    let http = reqwest::Client::new();
    let body = json!({ "login": login, "password": PASSWORD }).to_string();
    let request = http.post(format!("{}/api/v1/session", product.base)).header("content-type", "application/json").body(body);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200, "sign-in of {login}");
    let cookies: Vec<&str> = answer.headers().get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    let token = cookies.iter().find_map(|c| c.strip_prefix("steward_access=")).unwrap();
    token.split(';').next().unwrap().to_owned()
}

fn operations(product: &Product, floor: &Floor, school: &School) -> Vec<Operation> {
    let reads = |name, bar, login, url: String, least| Operation {
        name,
        bar,
        login,
        gun: Arc::new(move |_, _, _| Shot::get(url.clone(), least)),
        floor: None,
        throughput: false,
    };
    let api = format!("{}/api/v1", product.base);
    let place = format!("location_id={}", school.building);
    let find = |words: &str| format!("{api}/assets?limit=50&q={words}");
    vec![
        one_of(&api, floor, school),
        Operation { gun: each(format!("{api}/repair-cases/"), &school.cases, 500), ..reads("one case", 0.35, "D001", String::new(), 0) },
        Operation {
            floor: Some({
                let url = format!("{}/page?school={}&id={}", floor.base, school.id, school.building);
                Arc::new(move |_, _, _| Shot::get(url.clone(), 3000))
            }),
            throughput: true,
            ..reads("list of 50 cards, building and status", 0.7, "C001", format!("{api}/assets?{place}&status=in_use&limit=50"), 8000)
        },
        reads("list of 50 cards, building", 0.7, "C001", format!("{api}/assets?{place}&limit=50"), 8000),
        reads("list of 50 cards, room", 0.7, "C001", format!("{api}/assets?location_id={}&limit=50", school.rooms[7]), 3000),
        reads("list of 50 cards, newest", 0.7, "C001", format!("{api}/assets?limit=50"), 8000),
        reads("list of 50 cases, building and state", 0.7, "D001", format!("{api}/repair-cases?{place}&state=closed&limit=50"), 8000),
        reads("list of 50 open cases", 0.7, "D001", format!("{api}/repair-cases?state=open&limit=50"), 8000),
        reads("totals of a tenth of the cards", 15.0, "C001", format!("{api}/assets/totals?{place}"), 20),
        reads("search, common word (投影)", 1.0, "C001", find("%E6%8A%95%E5%BD%B1"), 1500),
        reads("search, rare word (钢琴)", 1.0, "C001", find("%E9%92%A2%E7%90%B4"), 1500),
        reads("search, pinyin initials (tyy)", 1.0, "C001", find("tyy"), 1500),
        reads("search, two common words seldom together", 20.0, "C001", find("%E7%88%B1%E6%99%AE%E7%94%9F%20%E9%BB%91%E7%99%BD"), 500),
        reads("search, nothing found", 1.0, "C001", find("%E9%A3%9E%E6%9C%BA"), 10),
        reads("my work: list", 1.5, "W001", format!("{api}/repair-cases?view=assigned_to_me&limit=50"), 1000),
        reads("my work: counts", 1.5, "W001", format!("{api}/me/summary"), 20),
        reads("totals of open cases", 15.0, "D001", format!("{api}/repair-cases/totals?state=open"), 20),
        reads("audit log, newest 50", 1.5, "P001", format!("{api}/audit-events?limit=50"), 4000),
        reads("audit log, the last page", 200.0, "P001", last_page(&api, school), 4000),
        reads("timeline of a case", 1.5, "D001", format!("{api}/repair-cases/{}/timeline", school.cases[school.cases.len() / 2]), 300),
        create_card(&api, school),
        report(&api, floor, school),
        change_state(&api, school),
    ]
}

/// What those who buy and keep stores look at and do all day.
fn of_purchases(product: &Product, buying: &Buying) -> [Operation; 3] {
    let api = format!("{}/api/v1", product.base);
    let look = |name, bar, url: String| {
        let gun: Gun = Arc::new(move |_, _, _| Shot::get(url.clone(), 4000));
        Operation { name, bar, login: "D001", gun, floor: None, throughput: false }
    };
    let (url, store, teacher, items) = (format!("{api}/stock-issues"), buying.store, buying.teacher, buying.items.clone());
    let issue: Gun = Arc::new(move |_, number, _| {
        // Items of one shot are others than those of the next, as they are at a counter.
        let line = |line: usize| json!({ "item_id": items[(number * 100 + line) % items.len()], "quantity": "0.001" });
        let lines: Vec<Value> = (0..100).map(line).collect();
        let body = json!({ "store_id": store, "receiver_id": teacher, "purpose": "上课用", "confirmation": "on_paper", "lines": lines });
        Shot::post(url.clone(), &body, 201).once()
    });
    [
        look("approvals: what waits for one", 1.5, format!("{api}/approvals?limit=50")),
        look("list of 50 purchase requests", 0.7, format!("{api}/purchase-requests?view=all&limit=50")),
        // As a count of 5 000 lines within two seconds.
        Operation { name: "issue of 100 lines", bar: 40.0, login: "S001", gun: issue, floor: None, throughput: false },
    ]
}

/// The audit log from the place where fifty of its events are left, as a reader would come to it after ten thousand pages.
fn last_page(api: &str, school: &School) -> String {
    format!("{api}/audit-events?limit=50&cursor={}", kernel::Cursor::encode(&school.fifty_left).unwrap())
}

/// Rows spread over the whole table.
fn each(prefix: String, ids: &[uuid::Uuid], least: usize) -> Gun {
    let ids: Vec<uuid::Uuid> = ids.iter().copied().step_by((ids.len() / 5000).max(1)).collect();
    Arc::new(move |_, number, _| Shot::get(format!("{prefix}{}", ids[number * 7919 % ids.len()]), least))
}

fn one_of(api: &str, floor: &Floor, school: &School) -> Operation {
    Operation {
        name: "one card",
        bar: 0.35,
        login: "C001",
        gun: each(format!("{api}/assets/"), &school.cards, 500),
        floor: Some(each(format!("{}/card?school={}&id=", floor.base, school.id), &school.cards, 200)),
        throughput: true,
    }
}

fn create_card(api: &str, school: &School) -> Operation {
    let (url, rooms) = (format!("{api}/assets"), school.rooms.clone());
    Operation {
        name: "create a card",
        bar: 1.0,
        login: "C001",
        gun: Arc::new(move |_, number, _| {
            let room = rooms[number % rooms.len()];
            let body = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room, "unit_price": "5200.00" });
            Shot::post(url.clone(), &body, 201)
        }),
        floor: None,
        throughput: false,
    }
}

fn report(api: &str, floor: &Floor, school: &School) -> Operation {
    let (url, rooms) = (format!("{api}/repair-cases"), school.rooms.clone());
    let (raw, raw_school, raw_rooms) = (format!("{}/report", floor.base), school.id, school.rooms.clone());
    Operation {
        name: "report a fault",
        bar: 0.8,
        login: "T001",
        gun: Arc::new(move |_, number, _| {
            let room = rooms[number % rooms.len()];
            let body = json!({ "location_id": room, "faults": [{ "category": "lighting" }], "text": "第三排的灯不亮" });
            Shot::post(url.clone(), &body, 201)
        }),
        floor: Some(Arc::new(move |_, number, _| {
            Shot::post(raw.clone(), &json!({ "school": raw_school, "id": raw_rooms[number % raw_rooms.len()] }), 200)
        })),
        throughput: true,
    }
}

/// Every lane has a case of its own and hands it to one worker after the other.
fn change_state(api: &str, school: &School) -> Operation {
    let (api, room, workers) = (api.to_owned(), school.rooms[0], school.workers.clone());
    Operation {
        name: "state change of a case",
        bar: 1.0,
        login: "D001",
        gun: Arc::new(move |_, number, last| {
            let last: Option<Value> = last.map(|bytes| serde_json::from_slice(bytes).unwrap());
            let view = match last {
                None => {
                    let body = json!({ "location_id": room, "faults": [{ "category": "lock" }], "text": "锁打不开" });
                    return Shot::post(format!("{api}/repair-cases"), &body, 201);
                }
                Some(answer) if answer["items"].is_array() => answer["items"][0].clone(),
                Some(answer) => answer,
            };
            let id = view["id"].as_str().unwrap().to_owned();
            let shot = Shot::post(format!("{api}/repair-cases/{id}/assign"), &json!({ "worker_id": workers[number % workers.len()] }), 200);
            Shot { method: Method::POST, if_match: view["version"].as_i64(), ..shot }
        }),
        floor: None,
        throughput: false,
    }
}
