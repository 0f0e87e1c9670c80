//! What is written down day by day: rounds, the canteen's book and closed months of depreciation. Checklist, canteens and their staff come
//! in through the product; two years of records and a year of months by the bulk path, in the shape that the product writes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use canteen::{
    book::{
        Content,
        content::{Accompanied, CheckLine, Disinfection, Leftovers, Method, Rating, Ratings},
        entity as record,
    },
    menu::entity as menu,
    sample::entity as sample,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use inspections::round::entity::{self as round, answer, finding};
use kernel::{Clock, Db, Quantity};
use sea_orm::{TransactionSession, TransactionTrait};
use serde_json::{Value, json};
use test_support::{Client, text};
use uuid::Uuid;

use crate::{
    bulk,
    data::{self, Amounts, School},
    drive::{Gun, Shot},
    months,
    operations::Operation,
    product::{Place, Product},
};

/// The first page of a canteen, below `/canteens/{id}/`: what of today is done, due and missed.
const DAY_OF_CANTEEN: &str = "today";

/// Days over which records are spread, today the last of them.
const DAYS: u64 = 700;
/// Cooks of a canteen.
const STAFF: usize = 12;
const MEALS: [&str; 2] = ["lunch", "dinner"];
const DISHES: [&str; 5] = ["番茄炒蛋", "红烧豆腐", "清炒时蔬", "紫菜汤", "米饭"];
/// What a round looks at.
const ITEMS: i64 = 10;
/// Rounds that wait to be held: each is held once.
const WAITING: usize = 20_000;
/// Rows of one transaction.
const AT_ONCE: usize = 2_000;

/// What the operations need to know.
pub struct Book {
    canteen: Uuid,
    waiting: Vec<Uuid>,
}

/// Who and what the records name.
struct Made {
    manager: Uuid,
    officer: Uuid,
    director: Uuid,
    checklist: Uuid,
    /// Each with its staff.
    canteens: Vec<(Uuid, Vec<Uuid>)>,
}

/// Loads it into a place where nothing is running.
pub async fn load(place: &Place, school: &School, amounts: Amounts) -> Book {
    let product = Product::start(place).await;
    // A canteen for a school of the usual size; ten times the school has ten.
    let made = made(&product, school, (amounts.cases / 200_000).max(1)).await;
    product.stop().await;
    let db = server::start::open(&place.config(), Clock::default(), true).await.unwrap();
    let waiting = rounds(&db, school, &made, amounts.cases / 20).await;
    for (canteen, staff) in &made.canteens {
        meals(&db, school.id, &made, (*canteen, staff)).await;
    }
    months::close(&db, school.id).await;
    data::look_at_tables(&db, place).await;
    db.close().await;
    Book { canteen: made.canteens[0].0, waiting }
}

fn id(of: &Value) -> Uuid {
    text(&of["id"]).parse().unwrap()
}

async fn made(product: &Product, school: &School, canteens: usize) -> Made {
    let nobody = product.nobody();
    let (admin, principal, director) = (nobody.sign_in("A001").await, nobody.sign_in("P001").await, nobody.sign_in("D001").await);
    let manager = data::person(&admin, &principal, "冯经理", "M001", "canteen_manager").await;
    let officer = data::person(&admin, &principal, "何安全", "F001", "food_safety_officer").await;
    let (by, second) = (nobody.sign_in("M001").await, nobody.sign_in("F001").await);
    let items: Vec<Value> = (0..ITEMS).map(|n| json!({ "text": format!("第 {n} 处完好、整洁"), "kind": "yes_no" })).collect();
    let checklist = id(&director.post("/checklists", json!({ "name": "每日巡查", "items": items })).await.expect(201));
    let mut all = Vec::with_capacity(canteens);
    for n in 0..canteens {
        let body = json!({
            "name": format!("第{n}食堂"), "mode": "own", "place_id": school.rooms[n], "diners": 860, "meals": MEALS,
            "manager_id": manager, "officer_id": officer
        });
        let canteen = id(&director.post("/canteens", body).await.expect(201));
        let mut staff = Vec::with_capacity(STAFF);
        for cook in 0..STAFF {
            staff.push(cook_of(&by, &second, canteen, cook).await);
        }
        all.push((canteen, staff));
    }
    let [manager, officer, director] = [&manager, &officer, &director.person_id].map(|person| person.parse::<Uuid>().unwrap());
    Made { manager, officer, director, checklist, canteens: all }
}

/// Somebody with a certificate that another has verified.
async fn cook_of(by: &Client, second: &Client, canteen: Uuid, n: usize) -> Uuid {
    let staff = json!({ "name": format!("厨师{n:02}"), "post": "厨师" });
    let staff = id(&by.post(&format!("/canteens/{canteen}/staff"), staff).await.expect(201));
    let today = Utc::now().date_naive();
    let (issued_on, expires_on) = (today - Days::new(100), today + Days::new(200));
    let body = json!({ "number": format!("JK-{n}"), "issued_on": issued_on, "expires_on": expires_on });
    let view = by.post(&format!("/canteen-staff/{staff}/health-certificates"), body).await.expect(201);
    let path = format!("/health-certificates/{}/verify", text(&view["certificates"][0]["id"]));
    second.seen(1).post(&path, json!({})).await.expect(200);
    staff
}

/// The school's day of a moment.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    (at + TimeDelta::hours(8)).date_naive()
}

/// Rounds that were held and reviewed, one in ten with a fault, and those that wait.
async fn rounds(db: &Db, school: &School, made: &Made, held: usize) -> Vec<Uuid> {
    let began = Utc::now() - TimeDelta::days(i64::try_from(DAYS).unwrap());
    let minutes = i64::try_from(DAYS).unwrap() * 24 * 60;
    for from in (0..held).step_by(AT_ONCE) {
        let (mut rows, mut answers, mut findings) = (Vec::new(), Vec::new(), Vec::new());
        for n in from..held.min(from + AT_ONCE) {
            let at = began + TimeDelta::minutes(minutes * i64::try_from(n).unwrap() / i64::try_from(held).unwrap());
            let row = held_round(db, school, made, n, at);
            let fault = row.faults > 0;
            answers.extend((1..=ITEMS).map(|item_no| answer_of(&row, item_no, fault && item_no == 1)));
            findings.extend(fault.then(|| finding_of(db, &row, made.manager, at)));
            rows.push(row);
        }
        let tx = db.maintenance().begin().await.unwrap();
        bulk::insert::<round::Entity, round::ActiveModel>(&tx, rows).await;
        bulk::insert::<answer::Entity, answer::ActiveModel>(&tx, answers).await;
        bulk::insert::<finding::Entity, finding::ActiveModel>(&tx, findings).await;
        TransactionSession::commit(tx).await.unwrap();
    }
    let rows: Vec<round::Model> = (0..WAITING).map(|n| waiting_round(db, school, made, held + n, Utc::now())).collect();
    let waiting = rows.iter().map(|row| row.id).collect();
    let tx = db.maintenance().begin().await.unwrap();
    bulk::insert::<round::Entity, round::ActiveModel>(&tx, rows).await;
    TransactionSession::commit(tx).await.unwrap();
    waiting
}

/// One that the director is named for, open until the day after tomorrow.
fn waiting_round(db: &Db, school: &School, made: &Made, n: usize, at: DateTime<Utc>) -> round::Model {
    round::Model {
        school_id: school.id,
        id: db.ids().next(),
        number: format!("XJB-{n:07}"),
        plan_id: None,
        checklist_id: made.checklist,
        checklist_number: 1,
        location_id: None,
        campus_id: None,
        building_id: None,
        floor_id: None,
        room_id: None,
        check_kind: "daily".into(),
        level: "self_check".into(),
        performer_id: Some(made.director),
        performer_role: None,
        due_on: day_of(at),
        due_from: at,
        due_until: at + TimeDelta::days(2),
        phase: "scheduled".into(),
        started_at: None,
        missed_at: None,
        performed_by: None,
        recorded_by: None,
        happened_at: None,
        recorded_at: None,
        late: false,
        nothing_found: false,
        faults: 0,
        remark: None,
        second_signer_id: None,
        second_by: None,
        second_at: None,
        second_remark: None,
        reviewed_by: None,
        reviewed_at: None,
        review_note: None,
        reason: None,
        sample: None,
        created_at: at,
        updated_at: at,
        version: 1,
    }
}

fn held_round(db: &Db, school: &School, made: &Made, n: usize, at: DateTime<Utc>) -> round::Model {
    let fault = n.is_multiple_of(10);
    round::Model {
        location_id: Some(school.building),
        building_id: Some(school.building),
        performer_id: Some(made.manager),
        due_until: at + TimeDelta::minutes(30),
        phase: "reviewed".into(),
        performed_by: Some(made.manager),
        recorded_by: Some(made.manager),
        happened_at: Some(at),
        recorded_at: Some(at),
        nothing_found: !fault,
        faults: i64::from(fault),
        reviewed_by: Some(made.director),
        reviewed_at: Some(at),
        version: 3,
        ..waiting_round(db, school, made, n, at)
    }
}

fn answer_of(round: &round::Model, item_no: i64, fault: bool) -> answer::Model {
    answer::Model {
        school_id: round.school_id,
        round_id: round.id,
        item_no,
        outcome: if fault { "fault" } else { "ok" }.into(),
        yes: Some(!fault),
        reading: None,
        said: None,
        remark: fault.then(|| "地面有水".into()),
    }
}

fn finding_of(db: &Db, round: &round::Model, by: Uuid, at: DateTime<Utc>) -> finding::Model {
    finding::Model {
        school_id: round.school_id,
        id: db.ids().next(),
        round_id: round.id,
        item_no: Some(1),
        location_id: round.location_id,
        found_on: day_of(at),
        said: "地面有水".into(),
        danger: false,
        case_id: None,
        recorded_by: by,
        recorded_at: at,
    }
}

/// The book of a canteen: menus, and of each day a morning check, samples of every dish, and what belongs to a meal.
async fn meals(db: &Db, school: Uuid, made: &Made, canteen: (Uuid, &[Uuid])) {
    let today = day_of(Utc::now());
    for from in (0..DAYS).step_by(50) {
        let (mut menus, mut records, mut samples) = (Vec::new(), Vec::new(), Vec::new());
        for back in from..DAYS.min(from + 50) {
            let day = Written { db, school, made, canteen, day: today - Days::new(back) };
            records.push(day.record(None, &day.morning()));
            for meal in MEALS {
                menus.push(day.menu(meal));
                for dish in DISHES {
                    let row = day.record(Some(meal), &day.sample(dish));
                    samples.push(day.life(&row));
                    records.push(row);
                }
                let others = [day.disinfection("餐具"), day.disinfection("台面"), day.accompanied(), day.leftovers()];
                records.extend(others.iter().map(|content| day.record(Some(meal), content)));
            }
        }
        let tx = db.maintenance().begin().await.unwrap();
        bulk::insert::<menu::Entity, menu::ActiveModel>(&tx, menus).await;
        bulk::insert::<record::Entity, record::ActiveModel>(&tx, records).await;
        bulk::insert::<sample::Entity, sample::ActiveModel>(&tx, samples).await;
        TransactionSession::commit(tx).await.unwrap();
    }
}

/// A day of a canteen that is being written.
struct Written<'a> {
    db: &'a Db,
    school: Uuid,
    made: &'a Made,
    canteen: (Uuid, &'a [Uuid]),
    day: NaiveDate,
}

impl Written<'_> {
    /// Noon at school, or now when that has not come.
    fn at(&self) -> DateTime<Utc> {
        self.day.and_hms_opt(4, 0, 0).unwrap().and_utc().min(Utc::now())
    }

    fn cook(&self) -> Uuid {
        self.canteen.1[0]
    }

    fn record(&self, meal: Option<&str>, content: &Content) -> record::Model {
        record::Model {
            school_id: self.school,
            id: self.db.ids().next(),
            canteen_id: self.canteen.0,
            kind: content.kind().key().into(),
            day: self.day,
            meal: meal.map(Into::into),
            happened_at: self.at(),
            recorded_at: self.at(),
            recorded_by: self.made.manager,
            late: false,
            content: serde_json::to_value(content).unwrap(),
            replaces_id: None,
            struck_at: None,
            struck_by: None,
            struck_reason: None,
            version: 1,
        }
    }

    fn menu(&self, meal: &str) -> menu::Model {
        let dishes: Vec<Value> = DISHES.iter().map(|name| json!({ "name": name, "quantities": "原料 80 g" })).collect();
        menu::Model {
            school_id: self.school,
            id: self.db.ids().next(),
            canteen_id: self.canteen.0,
            day: self.day,
            meal: meal.into(),
            dishes: json!(dishes),
            recorded_at: self.at(),
            recorded_by: self.made.manager,
            late: false,
            replaces_id: None,
            struck_at: None,
            struck_by: None,
            struck_reason: None,
            version: 1,
        }
    }

    fn morning(&self) -> Content {
        let line = |staff: &Uuid| CheckLine {
            staff_id: *staff,
            temperature: Quantity::stored(36_500),
            symptoms: Vec::new(),
            hands_clean: true,
            fit: true,
            note: None,
            cleared: None,
        };
        Content::MorningCheck { lines: self.canteen.1.iter().map(line).collect() }
    }

    fn sample(&self, dish: &str) -> Content {
        Content::FoodSample { dish: dish.into(), grams: 130, keeper_id: self.cook(), supervisor_id: self.made.officer }
    }

    /// Discarded when its hours are over.
    fn life(&self, row: &record::Model) -> sample::Model {
        let keep_until = row.happened_at + TimeDelta::hours(48);
        let over = keep_until < Utc::now();
        sample::Model {
            school_id: self.school,
            record_id: row.id,
            phase: if over { "discarded" } else { "stored" }.into(),
            fridge: Some("1 号柜".into()),
            stored_at: Some(row.happened_at),
            stored_recorded_at: Some(row.happened_at),
            stored_late: Some(false),
            keep_until: Some(keep_until),
            discarded_at: over.then_some(keep_until),
            discard_recorded_at: over.then_some(keep_until),
            discard_late: over.then_some(false),
            discarded_by: over.then(|| self.cook()),
            discard_supervisor_id: over.then_some(self.made.officer),
            sealed_at: None,
            seal_reason: None,
            unsealed_at: None,
            unsealed_by: None,
            unseal_note: None,
            incident_id: None,
        }
    }

    fn disinfection(&self, object: &str) -> Content {
        Content::Disinfection(Disinfection {
            object: object.into(),
            method: Method::Steam,
            temperature: Some(100),
            concentration: None,
            minutes: 10,
            operator_id: self.cook(),
            supervisor_id: self.made.officer,
        })
    }

    fn accompanied(&self) -> Content {
        let ratings = Ratings { taste: Rating::Good, portion: Rating::Fair, hygiene: Rating::Good, service: Rating::Good };
        let companion_id = self.made.director;
        Content::AccompaniedMeal(Accompanied { companion_id, post: "总务主任".into(), ratings, remark: None, problems: Vec::new() })
    }

    fn leftovers(&self) -> Content {
        let (weight, operator_id) = (Some(Quantity::stored(3_500)), self.cook());
        Content::Leftovers(Leftovers { weight, handed_to: "环卫餐厨车".into(), operator_id, note: None })
    }
}

impl Book {
    /// What is looked at and written down every day.
    pub fn operations(&self, product: &Product) -> Vec<Operation> {
        let api = format!("{}/api/v1", product.base);
        let day = format!("{api}/canteens/{}/{DAY_OF_CANTEEN}", self.canteen);
        let (next, waiting) = (AtomicUsize::new(0), self.waiting.clone());
        let submit: Gun = Arc::new(move |_, _, _| {
            // Across all runs: a round is held once.
            let round = waiting[next.fetch_add(1, Ordering::Relaxed)];
            let body = json!({ "nothing_found": true });
            Shot { if_match: Some(1), ..Shot::post(format!("{api}/inspection-rounds/{round}/submit"), &body, 200) }
        });
        vec![
            Operation {
                name: "the canteen's day",
                bar: 1.5,
                login: "M001",
                gun: Arc::new(move |_, _, _| Shot::get(day.clone(), 500)),
                floor: None,
                throughput: false,
            },
            Operation { name: "a round's submission", bar: 1.0, login: "D001", gun: submit, floor: None, throughput: false },
        ]
    }
}
