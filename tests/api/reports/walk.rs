//! A school whose cards come, move, are split and are taken back over some weeks, and what its books say, read without the product.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use registers::asset::entity::{self, assignment, value_event};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::{Value, json};
use test_support::{Client, School, TestEngine, text};
use uuid::Uuid;

/// Quantity in thousandths, value and depreciation in fen.
pub type Sums = (i64, i64, i64);

pub struct Walked {
    pub school: School,
    pub custodian: Client,
    /// Every card there is, oldest first.
    pub cards: Vec<String>,
}

/// What the tables hold.
pub struct Books {
    pub cards: BTreeMap<Uuid, entity::Model>,
    pub events: Vec<value_event::Model>,
    /// By card, oldest first.
    pub stays: BTreeMap<Uuid, Vec<assignment::Model>>,
}

/// The first day of every test.
pub fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// The day of a moment in the school's zone.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&FixedOffset::east_opt(8 * 3600).unwrap()).date_naive()
}

pub async fn register(custodian: &Client, body: Value) -> Value {
    custodian.post("/assets", body).await.expect(201)
}

/// Moves a card, or pieces of it, as it is now.
pub async fn move_to(custodian: &Client, key: &str, card: &str, room: &Value, pieces: Option<&str>) {
    let version = custodian.get(&format!("/assets/{card}")).await.expect(200)["version"].clone();
    let mut item = json!({ "asset_id": card, "version": version });
    if let Some(pieces) = pieces {
        item["quantity"] = json!(pieces);
    }
    let body = json!({ "items": [item], "location_id": room["id"], "reason": "调整教室" });
    custodian.with("idempotency-key", key).post("/asset-moves", body).await.expect(201);
}

impl Walked {
    /// Seven days: three classes, three rooms, a card without a place, one from before the books, pieces that wander, a card taken back, one
    /// that was under the wrong class.
    pub async fn open(engine: TestEngine) -> Self {
        let mut school = School::open(engine).await;
        let rooms = school.rooms().await;
        let mut custodian = school.person("吴保管", &["head_custodian"]).await;
        let projector = json!({
            "name": "投影仪", "category_code": "A02020200", "location_id": rooms["101"]["id"], "original_value": "4980.00",
            "acquired_on": "2024-09-01", "custodian_id": custodian.person_id
        });
        let projector = register(&custodian, projector).await;
        let chairs = json!({ "name": "课椅", "category_code": "A05010304", "quantity": "40", "unit_price": "83.33", "location_id": rooms["102"]["id"] });
        let chairs = register(&custodian, chairs).await;
        let nowhere = register(&custodian, json!({ "name": "电视", "category_code": "A02020200", "original_value": "0.07" })).await;
        let mut ids = vec![projector, chairs, nowhere];
        for day in 1..=6 {
            school.app.advance(TimeDelta::days(1));
            custodian = school.app.sign_in("T001").await;
            match day {
                1 => move_to(&custodian, "m1", text(&ids[0]["id"]), &rooms["102"], None).await,
                2 => move_to(&custodian, "m2", text(&ids[1]["id"]), &rooms["203"], Some("7")).await,
                3 => {
                    let version = custodian.get(&format!("/assets/{}", text(&ids[2]["id"]))).await.expect(200)["version"].as_i64().unwrap();
                    let screen = json!({ "category_code": "A02010601" });
                    custodian.seen(version).patch(&format!("/assets/{}", text(&ids[2]["id"])), screen).await.expect(200);
                    let wrong = json!({ "name": "错的", "category_code": "A05010304", "original_value": "9.00", "location_id": rooms["203"]["id"] });
                    let wrong = register(&custodian, wrong).await;
                    ids.push(wrong);
                }
                4 => {
                    let path = format!("/assets/{}/void", text(&ids[3]["id"]));
                    custodian.seen(1).post(&path, json!({ "reason": "登记错了" })).await.expect(200);
                }
                5 => {
                    let desk = json!({ "name": "讲桌", "category_code": "A05010203", "original_value": "318.50", "location_id": rooms["101"]["id"] });
                    ids.push(register(&custodian, desk).await);
                    move_to(&custodian, "m5", text(&ids[2]["id"]), &rooms["101"], None).await;
                }
                _ => move_to(&custodian, "m6", text(&ids[0]["id"]), &rooms["101"], None).await,
            }
        }
        // Days have passed.
        school.admin = school.app.sign_in("A001").await;
        school.principal = school.app.sign_in("P001").await;
        let cards = ids.iter().map(|card| text(&card["id"]).to_owned()).collect();
        Self { school, custodian, cards }
    }

    pub async fn raw(&self) -> DatabaseConnection {
        self.school.app.db.raw().await
    }
}

impl Books {
    pub async fn read(raw: &DatabaseConnection) -> Self {
        let cards = entity::Entity::find().all(raw).await.unwrap().into_iter().map(|card| (card.id, card)).collect();
        let mut events = value_event::Entity::find().all(raw).await.unwrap();
        events.sort_by_key(|event| (event.effective_on, event.id));
        let mut stays: BTreeMap<Uuid, Vec<assignment::Model>> = BTreeMap::new();
        for stay in assignment::Entity::find().all(raw).await.unwrap() {
            stays.entry(stay.asset_id).or_default().push(stay);
        }
        for of_card in stays.values_mut() {
            of_card.sort_by_key(|stay| (stay.started_at, stay.id));
        }
        Self { cards, events, stays }
    }

    /// What a card comes to when a day is over.
    pub fn card(&self, card: Uuid, on: NaiveDate) -> Sums {
        self.events.iter().filter(|event| event.asset_id == card && event.effective_on <= on).fold((0, 0, 0), |sums, event| {
            (sums.0 + event.quantity, sums.1 + event.original_value, sums.2 + event.accumulated_depreciation)
        })
    }

    /// The class of its last event until a day.
    pub fn class(&self, card: Uuid, on: NaiveDate) -> String {
        let last = self.events.iter().rev().find(|event| event.asset_id == card && event.effective_on <= on);
        last.map_or_else(|| self.cards[&card].category_code.clone(), |event| event.category_code.clone())
    }

    /// Where it was then.
    pub fn place(&self, card: Uuid, on: NaiveDate) -> Option<Uuid> {
        let stays = &self.stays[&card];
        stays.iter().rev().find(|stay| day_of(stay.started_at) <= on).unwrap_or(&stays[0]).location_id
    }

    /// Sums by whatever a card has.
    pub fn by<K: Ord>(&self, on: NaiveDate, key: impl Fn(&entity::Model) -> K) -> BTreeMap<K, Sums> {
        let mut found: BTreeMap<K, Sums> = BTreeMap::new();
        for card in self.cards.values() {
            let sums = self.card(card.id, on);
            if sums != (0, 0, 0) {
                let into = found.entry(key(card)).or_default();
                *into = (into.0 + sums.0, into.1 + sums.1, into.2 + sums.2);
            }
        }
        found
    }
}

/// `"12.34"` in fen.
pub fn fen(value: &Value) -> i64 {
    let (whole, cents) = text(value).split_once('.').unwrap();
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().unwrap() * 100 + sign * cents.parse::<i64>().unwrap()
}

/// `"1.5"` in thousandths.
pub fn thousandths(value: &Value) -> i64 {
    let said = text(value);
    let (whole, rest) = said.split_once('.').unwrap_or((said, ""));
    whole.parse::<i64>().unwrap() * 1000 + format!("{rest:0<3}").parse::<i64>().unwrap()
}

/// Quantity, value and depreciation of a balance.
pub fn sums(balance: &Value) -> Sums {
    (thousandths(&balance["quantity"]), fen(&balance["value"]), fen(&balance["accumulated_depreciation"]))
}

/// Days before the books, in them, and after today.
pub fn days() -> Vec<NaiveDate> {
    let far = ["2020-01-01", "2024-08-31", "2024-09-01", "2026-11-23", "2026-12-31", "2030-06-30"];
    let far = far.into_iter().map(|day| day.parse().unwrap());
    far.chain((0..8).map(|n| first() + TimeDelta::days(n))).collect()
}
