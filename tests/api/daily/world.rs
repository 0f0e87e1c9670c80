//! The school of the machine: what is there, who does each command, and what the machine counts beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use test_support::{Client, Response, School, TestApp, TestEngine, text};
use uuid::Uuid;

use super::{
    Act, What,
    certificates::Certificate,
    lots::Lot,
    months::{Card, Months},
    promises,
    rounds::Going,
    samples::{DISHES, Kept},
};
use crate::{canteen, inspections, registers, stores};

pub(super) type Tally = BTreeMap<What, (usize, usize)>;

/// Tables whose rows bear a version.
const VERSIONED: [&str; 6] = ["inspection_round", "canteen_record", "health_certificate", "stock_lot", "depreciation_run", "asset"];

/// Tables whose rows only become more, or are counted for being there.
const KEPT: [&str; 10] = [
    "inspection_answer",
    "inspection_finding",
    "food_sample",
    "menu_day",
    "stock_document",
    "stock_move",
    "asset_value_event",
    "depreciation_line",
    "repair_case",
    "audit_event",
];

/// Everybody, signed in.
pub(super) struct People {
    pub principal: Client,
    pub manager: Client,
    pub officer: Client,
    pub director: Client,
    pub duty: Client,
    pub custodian: Client,
    pub bookkeeper: Client,
    pub teacher: Client,
}

impl People {
    /// In the order in which they were entered.
    async fn signed_in(app: &TestApp) -> Self {
        Self {
            principal: app.sign_in("P001").await,
            manager: app.sign_in("T001").await,
            officer: app.sign_in("T002").await,
            director: app.sign_in("T003").await,
            duty: app.sign_in("T004").await,
            custodian: app.sign_in("T005").await,
            bookkeeper: app.sign_in("T006").await,
            teacher: app.sign_in("T007").await,
        }
    }
}

pub(super) struct World {
    pub school: School,
    pub id: Uuid,
    pub raw: DatabaseConnection,
    pub people: People,
    pub room: String,
    pub canteen: String,
    /// The first keeps the samples, the second cleans.
    pub cooks: [String; 2],
    /// The second asks for a second signature.
    pub lists: [String; 2],
    pub store: String,
    pub milk: String,
    pub rounds: Vec<Going>,
    pub samples: Vec<Kept>,
    /// Of the second cook.
    pub certificates: Vec<Certificate>,
    pub lots: Vec<Lot>,
    pub cards: Vec<Card>,
    pub months: Months,
    menus: BTreeSet<NaiveDate>,
    /// Accepted and refused commands.
    pub tally: Tally,
}

/// What the machine knows to be allowed is done exactly then.
pub(super) fn done_when(allowed: bool, answer: &Response, act: Act) {
    let said = String::from_utf8_lossy(&answer.bytes);
    assert_eq!(answer.status.is_success(), allowed, "{act:?}: {said}");
}

pub(super) fn id(of: &Value) -> String {
    text(&of["id"]).to_owned()
}

impl World {
    /// A canteen with a cook who may work, a store for food, two checklists, and two cards that depreciate.
    pub async fn open(engine: TestEngine) -> Self {
        let school = School::open(engine).await;
        let (raw, room) = (school.app.db.raw().await, school.a_room().await);
        let of = [
            ("冯经理", "canteen_manager"),
            ("何安全", "food_safety_officer"),
            ("周主任", "logistics_director"),
            ("陈值周", "duty_admin"),
            ("吴保管", "head_custodian"),
            ("郑报账", "finance"),
            ("李老师", "staff"),
        ];
        for (name, role) in of {
            school.person(name, &[role]).await;
        }
        registers::depreciation::rule(&school, "depreciation_source", "own").await;
        let people = People::signed_in(&school.app).await;
        let (manager, officer, director) = (&people.manager, &people.officer, &people.director);
        let at = canteen::add(director, "第一食堂", &room, manager, officer).await;
        let cooks = [canteen::hire(manager, &at, "陈厨师").await, canteen::hire(manager, &at, "孙师傅").await];
        let first = canteen::enter(manager, &cooks[0], "2026-11-01", "2027-10-31").await;
        officer.seen(1).post(&format!("/health-certificates/{first}/verify"), json!({})).await.expect(200);
        let once = inspections::list("一人检查", inspections::yes_no());
        let twice = json!({ "name": "双人检查", "items": inspections::yes_no(), "second_signature": true });
        let lists = [director.post("/checklists", once).await.expect(201), director.post("/checklists", twice).await.expect(201)];
        let lists = lists.map(|list| id(&list));
        let keeper = json!({ "name": "食堂库房", "keeper_ids": [people.custodian.person_id] });
        let store = id(&director.post("/stores", keeper).await.expect(201));
        let milk = stores::food::add_food(&people.custodian, "纯牛奶", "non_staple").await;
        let mut cards = Vec::new();
        for (value, fen) in [("600.01", 60_001), ("1234.57", 123_457)] {
            cards.push(Card::new(id(&registers::depreciation::desks(&people.custodian, value, "2026-11-02").await), fen));
        }
        let me = people.principal.get("/me").await.expect(200);
        let id = text(&me["school"]["id"]).parse().unwrap();
        Self {
            school,
            id,
            raw,
            people,
            room,
            canteen: at,
            cooks,
            lists,
            store,
            milk,
            rounds: Vec::new(),
            samples: Vec::new(),
            certificates: Vec::new(),
            lots: Vec::new(),
            cards,
            months: Months::default(),
            menus: BTreeSet::new(),
            tally: Tally::new(),
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.school.app.clock.now()
    }

    /// The school's day.
    pub(super) fn today(&self) -> NaiveDate {
        (self.now() + TimeDelta::hours(8)).date_naive()
    }

    pub(super) fn at(&self, rest: &str) -> String {
        format!("/canteens/{}/{rest}", self.canteen)
    }

    /// Does one thing after the other, and looks at the tables after each.
    pub async fn play(&mut self, acts: &[Act]) {
        for act in acts {
            if act.what == What::Wait {
                self.wait(*act).await;
                self.tally.entry(act.what).or_default().0 += 1;
            } else {
                self.step(*act).await;
            }
            assert_eq!(promises::broken(&self.raw).await, Vec::<String>::new(), "after {act:?}");
            self.rounds_agree(*act).await;
            self.samples_agree(*act).await;
            self.certificates_agree(*act).await;
            self.lots_agree(*act).await;
            self.cards_agree(*act).await;
        }
        assert_eq!(::registers::recompute::differences(&self.raw, self.id).await.unwrap(), Vec::new());
    }

    async fn step(&mut self, act: Act) {
        if act.what == What::Take {
            self.menu_of_today().await;
        }
        let before = self.marks().await;
        let Some(answer) = self.take(act).await else { return };
        let (status, said) = (answer.status.as_u16(), String::from_utf8_lossy(&answer.bytes).into_owned());
        let counted = self.tally.entry(act.what).or_default();
        if answer.status.is_success() {
            counted.0 += 1;
        } else {
            counted.1 += 1;
            assert!(matches!(status, 403 | 409 | 412 | 422), "{act:?}: {status} {said}");
            assert_eq!(self.marks().await, before, "{act:?} was refused and changed something: {said}");
        }
    }

    /// One command; nothing where there is nothing to do it to.
    async fn take(&mut self, act: Act) -> Option<Response> {
        match act.what {
            What::Wait => None,
            What::Begin => Some(self.begin(act).await),
            What::Find => self.find(act).await,
            What::Hold => self.hold(act).await,
            What::Sign => self.sign(act).await,
            What::Review => self.review(act).await,
            What::CallOff => self.call_off(act).await,
            What::Take => Some(self.take_sample(act).await),
            What::Store => self.store_sample(act).await,
            What::Discard => self.discard(act).await,
            What::Seal => self.seal(act).await,
            What::Strike => self.strike(act).await,
            What::Certify => Some(self.certify(act).await),
            What::Verify => self.verify(act).await,
            What::Suspend => self.suspend(act).await,
            What::Resume => self.resume(act).await,
            What::Withdraw => self.withdraw(act).await,
            What::Clean => Some(self.clean(act).await),
            What::Deliver => Some(self.deliver(act).await),
            What::Serve => self.serve(act).await,
            What::StopLot => self.turn_lot(act, true).await,
            What::ReleaseLot => self.turn_lot(act, false).await,
            What::Compute => Some(self.compute(act).await),
            What::CloseMonth => self.close_month(act).await,
            What::GiveUpMonth => self.give_up_month(act).await,
            What::AddValue => Some(self.add_value(act).await),
        }
    }

    /// Time goes by; everybody signs in anew, and what was begun on a day that is over is missed.
    async fn wait(&mut self, act: Act) {
        let hours = match act.size % 4 {
            0 => 10,
            1 => 24,
            2 => 48,
            _ => 31 * 24,
        };
        self.school.app.advance(TimeDelta::hours(hours));
        self.school.app.run_jobs().await;
        self.people = People::signed_in(&self.school.app).await;
        self.miss();
    }

    async fn menu_of_today(&mut self) {
        let today = self.today();
        if self.menus.insert(today) {
            let body = canteen::menu(&today.to_string(), "lunch", &DISHES);
            self.people.manager.post(&self.at("menus"), body).await.expect(201);
        }
    }

    /// How much there is of what a command may change.
    async fn marks(&self) -> Vec<i64> {
        let of_versioned = VERSIONED.iter().map(|table| {
            // A sum is no bigint on PostgreSQL.
            format!("(SELECT CAST(COUNT(*) + COALESCE(SUM(version), 0) AS bigint) FROM {table}) AS n_{table}")
        });
        let of_kept = KEPT.iter().map(|table| format!("(SELECT COUNT(*) FROM {table}) AS n_{table}"));
        let sql = format!("SELECT {}", of_versioned.chain(of_kept).collect::<Vec<_>>().join(", "));
        let row = self.raw.query_one_raw(Statement::from_string(self.raw.get_database_backend(), sql)).await.unwrap().unwrap();
        VERSIONED.iter().chain(&KEPT).map(|table| row.try_get("", &format!("n_{table}")).unwrap()).collect()
    }
}
