//! The canteen's book over HTTP: who may cook, what is on the menu, and what is written down of every meal.

mod book;
mod control;
mod foreign;
mod incident;
mod menus;
mod pairs;
mod papers;
mod plans;
mod rights;
mod samples;
mod sheets;
mod staff;
mod strikes;

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use test_support::{Client, Response, School, TestApp, TestEngine, text};

use crate::coverage::{Walk, fixtures::Everything};
pub(crate) use foreign::references;

/// A school with a canteen, a cook who may work, and everybody who has to do with them.
pub(crate) struct Kitchen {
    pub school: School,
    pub director: Client,
    pub manager: Client,
    pub officer: Client,
    pub canteen: String,
    pub room: String,
    /// From outside, with a certificate that was verified.
    pub cook: String,
}

impl Kitchen {
    pub async fn open(engine: TestEngine) -> Self {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let manager = school.person("冯经理", &["canteen_manager"]).await;
        let officer = school.person("何安全", &["food_safety_officer"]).await;
        let canteen = add(&director, "第一食堂", &room, &manager, &officer).await;
        let cook = hire(&manager, &canteen, "陈厨师").await;
        let certificate = enter(&manager, &cook, "2026-03-01", "2027-02-28").await;
        officer.seen(1).post(&format!("/health-certificates/{certificate}/verify"), json!({})).await.expect(200);
        Self { school, director, manager, officer, canteen, room, cook }
    }

    pub fn at(&self, rest: &str) -> String {
        format!("/canteens/{}/{rest}", self.canteen)
    }

    /// The menu of a lunch.
    pub async fn menu(&self, day: &str, dishes: &[&str]) -> Value {
        self.manager.post(&self.at("menus"), menu(day, "lunch", dishes)).await.expect(201)
    }

    pub async fn sample(&self, body: Value) -> Response {
        keyed(&self.officer).post(&self.at("food-samples"), body).await
    }

    /// The first sample of a lunch that was put into its fridge at once.
    pub async fn stored(&self, dish: &str) -> Value {
        let body = samples(&self.cook, &[(dish, 130)], Some("1 号柜"));
        self.sample(body).await.expect(201)["items"][0].clone()
    }

    /// A day of the canteen, as somebody sees it.
    pub async fn day(&self, by: &Client, day: &str) -> Value {
        by.get(&self.at(&format!("day?day={day}"))).await.expect(200)
    }
}

/// The caller with a key that is like no other.
pub(crate) fn keyed(by: &Client) -> Client {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    by.with("idempotency-key", format!("canteen-{}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

pub(crate) async fn add(director: &Client, name: &str, room: &str, manager: &Client, officer: &Client) -> String {
    let body = json!({
        "name": name, "mode": "own", "place_id": room, "diners": 860, "meals": ["lunch", "dinner"],
        "manager_id": manager.person_id, "officer_id": officer.person_id
    });
    text(&director.post("/canteens", body).await.expect(201)["id"]).to_owned()
}

/// Somebody from outside who begins to work there.
pub(crate) async fn hire(by: &Client, canteen: &str, name: &str) -> String {
    let body = json!({ "name": name, "post": "厨师" });
    text(&by.post(&format!("/canteens/{canteen}/staff"), body).await.expect(201)["id"]).to_owned()
}

/// Enters a certificate; the newest of those that there are is its id.
pub(crate) async fn enter(by: &Client, staff: &str, from: &str, to: &str) -> String {
    let body = json!({ "number": "JK-1", "issued_on": from, "expires_on": to });
    let view = by.post(&format!("/canteen-staff/{staff}/health-certificates"), body).await.expect(201);
    text(&view["certificates"][0]["id"]).to_owned()
}

pub(crate) fn menu(day: &str, meal: &str, dishes: &[&str]) -> Value {
    let dishes: Vec<Value> = dishes.iter().map(|name| json!({ "name": name })).collect();
    json!({ "day": day, "meal": meal, "dishes": dishes })
}

pub(crate) fn samples(keeper: &str, dishes: &[(&str, i64)], fridge: Option<&str>) -> Value {
    let dishes: Vec<Value> = dishes.iter().map(|(dish, grams)| json!({ "dish": dish, "grams": grams })).collect();
    json!({ "meal": "lunch", "keeper_id": keeper, "fridge": fridge, "samples": dishes })
}

pub(crate) fn check(staff: &str, temperature: &str, fit: bool) -> Value {
    json!({ "lines": [{ "staff_id": staff, "temperature": temperature, "hands_clean": true, "fit": fit }] })
}

pub(crate) fn disinfection(operator: &str) -> Value {
    json!({ "meal": "lunch", "object": "餐具", "method": "steam", "temperature": 100, "minutes": 10, "operator_id": operator })
}

pub(crate) fn accompanied(problems: Value) -> Value {
    let ratings = json!({ "taste": "good", "portion": "fair", "hygiene": "good", "service": "good" });
    json!({ "meal": "lunch", "post": "副校长", "ratings": ratings, "problems": problems })
}

pub(crate) fn meeting(held_on: &str) -> Value {
    json!({
        "held_on": held_on, "attendees": "校长、总务主任、食堂管理员", "problems": "没有", "decisions": "继续做好留样", "next_on": "2026-12-25"
    })
}

pub(crate) fn leftovers(operator: &str) -> Value {
    json!({ "meal": "lunch", "weight": "3.5", "handed_to": "环卫餐厨车", "operator_id": operator })
}

/// One of everything, for the cases that look at all operations.
pub(crate) async fn one_of_each(director: &Client, manager: &Client, officer: &Client, room: &str) -> Value {
    let canteen = add(director, "第一食堂", room, manager, officer).await;
    let at = |rest: &str| format!("/canteens/{canteen}/{rest}");
    let cook = hire(manager, &canteen, "陈厨师").await;
    let valid = enter(officer, &cook, "2026-03-01", "2027-02-28").await;
    manager.seen(1).post(&format!("/health-certificates/{valid}/verify"), json!({})).await.expect(200);
    let second = hire(manager, &canteen, "孙师傅").await;
    let waits = enter(officer, &second, "2026-03-01", "2027-02-28").await;
    director.post(&at("checks"), json!({})).await.expect(200);
    let meeting = officer.post(&at("meetings"), meeting("2026-11-20")).await.expect(201);
    // Before there is any sample: it would be sealed.
    let incident = keyed(officer).post(&at("incidents"), json!({ "said": "演练" })).await.expect(201);
    manager.post(&at("menus"), menu("2026-11-24", "lunch", &["番茄炒蛋", "米饭"])).await.expect(201);
    let dinner = manager.post(&at("menus"), menu("2026-11-24", "dinner", &["面条"])).await.expect(201);
    let sample = keyed(officer).post(&at("food-samples"), samples(&cook, &[("番茄炒蛋", 130)], None)).await.expect(201);
    let record = officer.post(&at("disinfections"), disinfection(&cook)).await.expect(201);
    let around = papers::one_of_each(manager, officer, &canteen).await;
    let mut all = json!({
        "canteen": canteen, "cook": cook, "staff": second, "certificate": waits, "menu": dinner["id"], "record": record["id"],
        "sample": sample["items"][0]["id"], "meeting": meeting["id"], "incident": incident["id"]
    });
    all.as_object_mut().unwrap().extend(around.as_object().unwrap().clone());
    all
}

/// One more row of every list of a canteen.
pub(crate) async fn grow(all: &Everything, name: &str) {
    let (room, canteen) = (&all.ids["/api/v1/locations/{id}"], &all.ids["/api/v1/canteens/{id}"]);
    add(&all.director, &format!("{name}食堂"), room, &all.manager, &all.officer).await;
    let cook = hire(&all.manager, canteen, &format!("{name}师傅")).await;
    let certificate = enter(&all.officer, &cook, "2026-03-01", "2027-02-28").await;
    all.manager.seen(1).post(&format!("/health-certificates/{certificate}/verify"), json!({})).await.expect(200);
    let at = |rest: &str| format!("/canteens/{canteen}/{rest}");
    let checked = all.manager.post(&at("morning-checks"), check(&cook, "36.5", true)).await.expect(201);
    assert_eq!(checked["morning_check"]["checked"], 1);
    all.officer.post(&at("leftovers"), leftovers(&cook)).await.expect(201);
    all.officer.post(&at("meetings"), meeting("2026-11-20")).await.expect(201);
    keyed(&all.officer).post(&at("incidents"), json!({ "said": name })).await.expect(201);
    all.officer.post(&at("disinfections"), disinfection(&cook)).await.expect(201);
    papers::grow(all, canteen, &cook, name).await;
}

/// A body with every field that there is, for what has to do with canteens.
pub(crate) fn body(all: &Everything, template: &str) -> Option<Value> {
    let id = |template: &str| all.ids[format!("/api/v1/{template}/{{id}}").as_str()].clone();
    let (at, cook) = ("2026-11-24T01:50:00Z", || all.cook.clone());
    if let Some(body) = papers::body(all, template) {
        return Some(body);
    }
    Some(match template {
        "/canteens" | "/canteens/{id}" => json!({
            "name": "第二食堂", "mode": "contracted", "place_id": id("locations"), "diners": 300, "meals": ["lunch"],
            "manager_id": all.manager.person_id, "officer_id": all.officer.person_id, "director_id": all.director.person_id,
            "retired": false
        }),
        "/canteens/{id}/staff" | "/canteen-staff/{id}" => {
            json!({ "person_id": all.worker.person_id, "name": "王师傅", "post": "帮厨", "active": true })
        }
        "/canteen-staff/{id}/health-certificates" => {
            json!({ "number": "JK-9", "issued_on": "2026-05-01", "expires_on": "2027-04-30" })
        }
        "/canteens/{id}/menus" => json!({
            "day": "2026-11-25", "meal": "lunch", "dishes": [{ "name": "红烧豆腐", "quantities": "豆腐 80 g" }]
        }),
        "/canteen-menus/{id}/rewrite" => {
            json!({ "reason": "没到货", "dishes": [{ "name": "馒头", "quantities": "面粉 80 g" }] })
        }
        "/canteen-menus/{id}/strike" | "/canteen-records/{id}/strike" | "/canteen-meetings/{id}/strike" => json!({ "reason": "写错了" }),
        "/canteens/{id}/checks" => json!({}),
        "/canteens/{id}/sheet/export" => json!({ "filter": {
            "kind": "pupil_signatures", "from": "2026-11-01", "to": "2026-11-24", "class_id": id("classes")
        } }),
        "/canteens/{id}/meetings" => json!({
            "held_on": "2026-11-20", "chair_id": all.director.person_id, "attendees": "校长、食堂管理员", "problems": "冷柜温度偏高一次",
            "decisions": "换密封条", "next_on": "2026-12-25"
        }),
        "/canteens/{id}/incidents" => json!({ "said": "午餐后三人腹痛", "unwell": 3, "happened_at": at }),
        "/canteens/{id}/morning-checks" => json!({
            "happened_at": at, "replaces_id": null, "lines": [{
                "staff_id": cook(), "temperature": "36.5", "symptoms": [], "hands_clean": true, "fit": true, "note": "正常", "cleared": "县医院返岗证明"
            }]
        }),
        "/canteens/{id}/food-samples" => json!({
            "meal": "lunch", "happened_at": at, "keeper_id": cook(), "supervisor_id": all.officer.person_id, "fridge": "1 号柜",
            "samples": [{ "dish": "米饭", "grams": 130, "replaces_id": null }]
        }),
        "/canteens/{id}/disinfections" => json!({
            "meal": "lunch", "happened_at": at, "object": "餐具", "method": "chlorine", "temperature": 40, "concentration": 250,
            "minutes": 5, "operator_id": cook(), "supervisor_id": all.officer.person_id, "replaces_id": null
        }),
        "/canteens/{id}/accompanied-meals" => json!({
            "meal": "lunch", "happened_at": at, "companion_id": all.director.person_id, "post": "主任",
            "ratings": { "taste": "good", "portion": "good", "hygiene": "good", "service": "good" }, "remark": "菜热",
            "problems": [{ "text": "洗手池没水", "category": "plumbing", "danger": false }], "replaces_id": null
        }),
        "/canteens/{id}/leftovers" => json!({
            "meal": "lunch", "happened_at": at, "weight": "3.5", "handed_to": "环卫餐厨车", "operator_id": cook(), "note": "米饭多",
            "replaces_id": null
        }),
        "/health-certificates/{id}/verify" | "/health-certificates/{id}/resume" => json!({}),
        "/health-certificates/{id}/suspend" | "/health-certificates/{id}/withdraw" => json!({ "reason": "腹泻" }),
        "/food-samples/{id}/store" => json!({ "fridge": "1 号柜", "happened_at": at }),
        "/food-samples/{id}/discard" => {
            json!({ "operator_id": cook(), "supervisor_id": all.officer.person_id, "happened_at": at })
        }
        "/food-samples/{id}/seal" | "/food-samples/{id}/release" => json!({ "reason": "封存备查" }),
        "/food-samples/{id}/hand-over" => json!({ "to": "县疾控中心 王五" }),
        "/canteen-incidents/{id}/report" => {
            json!({ "to": ["education", "market", "health"], "said": "县教育局值班室", "happened_at": at })
        }
        "/canteen-incidents/{id}/investigate" => json!({ "investigators": "县疾控中心 王五" }),
        "/canteen-incidents/{id}/close" | "/canteen-incidents/{id}/call-off" => json!({ "said": "与食堂无关" }),
        _ => return None,
    })
}

/// The same with nothing in it that is there, for rows of another school.
pub(crate) fn foreign_body(template: &str) -> Option<Value> {
    let nowhere = TestApp::unknown_id();
    if let Some(body) = papers::foreign_body(template.trim_start_matches("/api/v1")) {
        return Some(body);
    }
    Some(match template.trim_start_matches("/api/v1") {
        "/canteens/{id}" => json!({ "name": "x", "mode": "own", "diners": 1, "meals": ["lunch"] }),
        "/canteens/{id}/staff" | "/canteen-staff/{id}" => json!({ "name": "x", "post": "x" }),
        "/canteen-staff/{id}/health-certificates" => json!({ "number": "x", "issued_on": "2026-05-01", "expires_on": "2027-04-30" }),
        "/canteens/{id}/menus" => menu("2026-11-25", "lunch", &["x"]),
        "/canteen-menus/{id}/rewrite" => json!({ "reason": "x", "dishes": [{ "name": "x" }] }),
        "/canteen-menus/{id}/strike"
        | "/canteen-records/{id}/strike"
        | "/canteen-meetings/{id}/strike"
        | "/health-certificates/{id}/suspend"
        | "/health-certificates/{id}/withdraw"
        | "/food-samples/{id}/release"
        | "/food-samples/{id}/seal" => json!({ "reason": "x" }),
        "/food-samples/{id}/hand-over" => json!({ "to": "x" }),
        "/canteen-incidents/{id}/report" => json!({ "to": ["education"] }),
        "/canteen-incidents/{id}/investigate" => json!({ "investigators": "x" }),
        "/canteen-incidents/{id}/close" | "/canteen-incidents/{id}/call-off" => json!({ "said": "x" }),
        "/canteens/{id}/meetings" => meeting("2026-11-20"),
        "/canteens/{id}/sheet/export" => json!({ "filter": { "kind": "menu" } }),
        "/canteens/{id}/incidents" => json!({ "said": "x" }),
        "/canteens/{id}/morning-checks" => check(&nowhere.to_string(), "36.5", true),
        "/canteens/{id}/food-samples" => samples(&nowhere.to_string(), &[("x", 130)], None),
        "/canteens/{id}/disinfections" => disinfection(&nowhere.to_string()),
        "/canteens/{id}/accompanied-meals" => accompanied(json!([])),
        "/canteens/{id}/leftovers" => leftovers(&nowhere.to_string()),
        "/food-samples/{id}/store" => json!({ "fridge": "x" }),
        "/food-samples/{id}/discard" => json!({ "operator_id": nowhere }),
        _ => return None,
    })
}

/// The walk of `coverage::audit` over canteens.
pub(crate) async fn walk(all: &Everything, walk: &mut Walk) {
    let (director, manager, officer) = (&all.director, &all.manager, &all.officer);
    let body = |template: &str| body(all, template).unwrap();
    let room = &all.ids["/api/v1/locations/{id}"];
    let new = json!({
        "name": "走一遍食堂", "mode": "own", "place_id": room, "diners": 90, "meals": ["lunch"], "officer_id": officer.person_id
    });
    let canteen = walk.write(director, "POST", "/canteens", "/canteens", new.clone()).await;
    let path = format!("/canteens/{}", text(&canteen["id"]));
    walk.write(&director.seen(1), "PUT", "/canteens/{id}", &path, new).await;
    let at = |rest: &str| format!("{path}/{rest}");
    walk.write(director, "POST", "/canteens/{id}/checks", &at("checks"), json!({})).await;
    let table = json!({ "filter": { "kind": "menu" } });
    walk.file_of(officer, "/canteens/{id}/sheet/export", &at("sheet/export"), table).await;
    let met = walk.write(officer, "POST", "/canteens/{id}/meetings", &at("meetings"), meeting("2026-11-20")).await;
    let strike = format!("/canteen-meetings/{}/strike", text(&met["id"]));
    walk.write(&officer.seen(1), "POST", "/canteen-meetings/{id}/strike", &strike, json!({ "reason": "写错了" })).await;
    let hired = json!({ "name": "走厨师", "post": "厨师" });
    let cook = walk.write(manager, "POST", "/canteens/{id}/staff", &at("staff"), hired.clone()).await;
    let his = format!("/canteen-staff/{}", text(&cook["id"]));
    walk.write(&manager.seen(1), "PUT", "/canteen-staff/{id}", &his, hired).await;
    let cook = text(&cook["id"]);
    for steps in [vec!["withdraw"], vec!["verify", "suspend", "resume"]] {
        let (template, path) = ("/canteen-staff/{id}/health-certificates", format!("{his}/health-certificates"));
        let entered = walk.write(manager, "POST", template, &path, body(template)).await;
        let certificate = text(&entered["certificates"][0]["id"]).to_owned();
        for (version, step) in (1..).zip(steps) {
            let template = format!("/health-certificates/{{id}}/{step}");
            let path = format!("/health-certificates/{certificate}/{step}");
            walk.write(&officer.seen(version), "POST", &template, &path, body(&template)).await;
        }
    }
    walk.write(manager, "POST", "/canteens/{id}/morning-checks", &at("morning-checks"), check(cook, "36.5", true)).await;
    let lunch = menu("2026-11-24", "lunch", &["番茄炒蛋", "米饭"]);
    walk.write(manager, "POST", "/canteens/{id}/menus", &at("menus"), lunch).await;
    let dinner = manager.post(&at("menus"), menu("2026-11-24", "dinner", &["面条"])).await.expect(201);
    let path = format!("/canteen-menus/{}/rewrite", text(&dinner["id"]));
    let template = "/canteen-menus/{id}/rewrite";
    let anew = walk.write(&manager.seen(1), "POST", template, &path, body(template)).await;
    let path = format!("/canteen-menus/{}/strike", text(&anew["id"]));
    walk.write(&manager.seen(1), "POST", "/canteen-menus/{id}/strike", &path, json!({ "reason": "停餐" })).await;
    let both = samples(cook, &[("番茄炒蛋", 130), ("米饭", 130)], None);
    let taken = walk.write(&keyed(officer), "POST", "/canteens/{id}/food-samples", &at("food-samples"), both).await;
    let sample = |index: usize, step: &str| format!("/food-samples/{}/{step}", text(&taken["items"][index]["id"]));
    let store = json!({ "fridge": "1 号柜" });
    walk.write(&officer.seen(1), "POST", "/food-samples/{id}/store", &sample(0, "store"), store).await;
    walk.write(&officer.seen(1), "POST", "/food-samples/{id}/seal", &sample(1, "seal"), json!({ "reason": "封存备查" })).await;
    let over = json!({ "reason": "已查清" });
    walk.write(&director.seen(2), "POST", "/food-samples/{id}/release", &sample(1, "release"), over).await;
    officer.seen(3).post(&sample(1, "seal"), json!({ "reason": "封存备查" })).await.expect(200);
    let given = json!({ "to": "县疾控中心 王五" });
    walk.write(&director.seen(4), "POST", "/food-samples/{id}/hand-over", &sample(1, "hand-over"), given).await;
    let early = json!({ "operator_id": cook });
    officer.seen(2).post(&sample(0, "discard"), early).await.expect_problem(409, "kept_too_short");
    let wiped = disinfection(cook);
    let record = walk.write(officer, "POST", "/canteens/{id}/disinfections", &at("disinfections"), wiped).await;
    walk.write(officer, "POST", "/canteens/{id}/leftovers", &at("leftovers"), leftovers(cook)).await;
    let ate = accompanied(json!([{ "text": "洗手池没水" }]));
    walk.write(&keyed(director), "POST", "/canteens/{id}/accompanied-meals", &at("accompanied-meals"), ate).await;
    let path = format!("/canteen-records/{}/strike", text(&record["id"]));
    walk.write(&officer.seen(1), "POST", "/canteen-records/{id}/strike", &path, json!({ "reason": "写错了" })).await;
    papers::walk(all, walk, &path_of(&canteen), cook).await;
    discarded(all, walk, &path_of(&canteen), cook).await;
    let incident = json!({ "said": "午餐后三人腹痛" });
    let raised = walk.write(&keyed(officer), "POST", "/canteens/{id}/incidents", &at("incidents"), incident.clone()).await;
    let step = |incident: &Value, step: &str| format!("/canteen-incidents/{}/{step}", text(&incident["id"]));
    let reported = json!({ "to": ["education", "market", "health"] });
    walk.write(&officer.seen(1), "POST", "/canteen-incidents/{id}/report", &step(&raised, "report"), reported).await;
    let who = json!({ "investigators": "县疾控中心 王五" });
    walk.write(&officer.seen(2), "POST", "/canteen-incidents/{id}/investigate", &step(&raised, "investigate"), who).await;
    let said = json!({ "said": "与食堂无关" });
    walk.write(&director.seen(3), "POST", "/canteen-incidents/{id}/close", &step(&raised, "close"), said.clone()).await;
    let again = keyed(officer).post(&at("incidents"), incident).await.expect(201);
    walk.write(&director.seen(1), "POST", "/canteen-incidents/{id}/call-off", &step(&again, "call-off"), said).await;
}

fn path_of(canteen: &Value) -> String {
    format!("/canteens/{}", text(&canteen["id"]))
}

/// A sample of a meal three days ago, written down late: its hours are over.
async fn discarded(all: &Everything, walk: &mut Walk, path: &str, cook: &str) {
    let (manager, officer) = (&all.manager, &all.officer);
    manager.post(&format!("{path}/menus"), menu("2026-11-21", "lunch", &["馒头"])).await.expect(201);
    let mut late = samples(cook, &[("馒头", 130)], Some("1 号柜"));
    late["happened_at"] = json!("2026-11-21T04:00:00Z");
    let taken = keyed(officer).post(&format!("{path}/food-samples"), late).await.expect(201);
    let path = format!("/food-samples/{}/discard", text(&taken["items"][0]["id"]));
    let body = json!({ "operator_id": cook });
    walk.write(&officer.seen(1), "POST", "/food-samples/{id}/discard", &path, body).await;
}
