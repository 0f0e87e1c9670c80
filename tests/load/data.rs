//! The school that is measured, and its neighbours: set up, staffed, built and imported through the product; the long history and
//! the neighbours by the bulk path of `bulk.rs`.

use std::{fmt::Write, ops::Range, time::Instant};

use clap::ValueEnum;
use kernel::Clock;
use sea_orm::{ColumnTrait, ConnectionTrait, Database, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use test_support::Client;
use uuid::Uuid;

use crate::{
    Engine, bulk,
    product::{Place, Product},
    report::{Figures, Task},
};

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Size {
    Tiny,
    #[value(name = "S")]
    S,
    #[value(name = "L")]
    L,
}

/// The whole installation; half of it is the school that is measured.
#[derive(Debug, Clone, Copy)]
pub struct Amounts {
    pub schools: usize,
    pub cards: usize,
    pub cases: usize,
    pub events_per_case: usize,
    pub floors: usize,
    /// Ledgers of [`FILE_ROWS`] that come in over HTTP at the end: an import has 100 000 rows at most.
    pub more_files: usize,
}

/// Rows of a whole ledger.
pub const FILE_ROWS: usize = 100_000;

pub const BUILDINGS: [&str; 10] = ["致远楼", "博学楼", "明德楼", "求是楼", "思源楼", "综合楼", "实验楼", "艺术楼", "行政楼", "图书楼"];
pub const ROOMS_PER_FLOOR: usize = 29;
const WORKERS: usize = 10;

impl Size {
    pub const fn amounts(self) -> Amounts {
        match self {
            Self::Tiny => Amounts { schools: 2, cards: 4_000, cases: 4_000, events_per_case: 5, floors: 1, more_files: 1 },
            Self::S => Amounts { schools: 20, cards: 100_000, cases: 200_000, events_per_case: 5, floors: 10, more_files: 1 },
            Self::L => Amounts { schools: 20, cards: 1_000_000, cases: 2_000_000, events_per_case: 5, floors: 10, more_files: 10 },
        }
    }
}

/// What the operations need to know of the measured school.
pub struct School {
    pub id: Uuid,
    pub building: Uuid,
    pub rooms: Vec<Uuid>,
    pub cards: Vec<Uuid>,
    pub cases: Vec<Uuid>,
    pub workers: Vec<Uuid>,
    /// The audit event with fifty older ones.
    pub fifty_left: Uuid,
}

/// On the heap: what opens a connection is larger than a future should be.
async fn open(url: &str) -> DatabaseConnection {
    Box::pin(Database::connect(url)).await.unwrap()
}

/// A new, empty database on the cluster.
pub async fn fresh_database(cluster: &str, name: &str) -> String {
    let connection = open(cluster).await;
    for sql in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
        connection.execute_unprepared(&sql).await.unwrap();
    }
    connection.close().await.unwrap();
    cluster.replacen("/postgres?", &format!("/{name}?"), 1)
}

pub async fn load(place: &Place, size: Size, figures: &mut Figures, engine: Engine) -> School {
    let amounts = size.amounts();
    let began = Instant::now();
    let product = Product::start(place).await;
    let workers = people_and_places(&product, amounts).await;
    import(place, amounts, figures, engine).await;
    product.stop().await;
    let config = place.config();
    let db = server::start::open(&config, Clock::default(), true).await.unwrap();
    let raw = db.maintenance();
    let school = campus::school::entity::Entity::find().one(raw).await.unwrap().unwrap();
    bulk::history(&db, school.id, amounts.cases / 2, amounts.events_per_case).await;
    let neighbours = amounts.schools - 1;
    for n in 0..neighbours {
        let id = bulk::neighbour(&db, &config, n, amounts.cards / 2 / neighbours).await;
        bulk::history(&db, id, amounts.cases / 2 / neighbours, amounts.events_per_case).await;
    }
    look_at_tables(&db, place).await;
    let found = known(raw, school.id, workers).await;
    db.close().await;
    figures.loaded(engine, began.elapsed());
    found
}

/// PostgreSQL does it by itself at night; on SQLite the product's jobs do.
pub async fn look_at_tables(db: &kernel::Db, place: &Place) {
    db.refresh_statistics().await.unwrap();
    if let Some(url) = &place.url {
        let nightly = open(url).await;
        nightly.execute_unprepared("ANALYZE").await.unwrap();
        nightly.close().await.unwrap();
    }
}

async fn known(raw: &DatabaseConnection, school: Uuid, workers: Vec<Uuid>) -> School {
    use campus::location::entity::{Column as Location, Entity as Locations};
    use kernel::audit::entity::header::{Column as Event, Entity as Events};
    use registers::asset::entity::{Column as Asset, Entity as Assets};
    use repairs::case::entity::{Column as Case, Entity as Cases};
    let places = |kind: &str| {
        Locations::find()
            .select_only()
            .column(Location::Id)
            .filter(Location::SchoolId.eq(school))
            .filter(Location::Kind.eq(kind))
            .order_by_asc(Location::Id)
            .into_tuple()
    };
    School {
        id: school,
        building: places("building").all(raw).await.unwrap()[0],
        rooms: places("room").all(raw).await.unwrap(),
        cards: Assets::find().select_only().column(Asset::Id).filter(Asset::SchoolId.eq(school)).into_tuple().all(raw).await.unwrap(),
        cases: Cases::find().select_only().column(Case::Id).filter(Case::SchoolId.eq(school)).into_tuple().all(raw).await.unwrap(),
        workers,
        fifty_left: Events::find()
            .select_only()
            .column(Event::Id)
            .filter(Event::SchoolId.eq(school))
            .order_by_asc(Event::Id)
            .offset(50)
            .into_tuple()
            .one(raw)
            .await
            .unwrap()
            .unwrap(),
    }
}

async fn people_and_places(product: &Product, amounts: Amounts) -> Vec<Uuid> {
    let nobody = product.nobody();
    let (admin, principal) = nobody.set_up(product.set_up_token.as_deref().unwrap(), "青禾小学").await;
    for building in BUILDINGS {
        let rooms = json!({ "building": building, "floors": amounts.floors, "rooms_per_floor": ROOMS_PER_FLOOR });
        admin.post("/locations/generate", rooms).await.expect(201);
    }
    for (name, number, role) in
        [("李老师", "T001", "staff"), ("周主任", "D001", "logistics_director"), ("吴保管", "C001", "head_custodian")]
    {
        person(&admin, &principal, name, number, role).await;
    }
    let mut workers = Vec::new();
    for n in 0..WORKERS {
        let id = person(&admin, &principal, &format!("王师傅{n}"), &format!("W{n:03}"), "repair_worker").await;
        workers.push(id.parse().unwrap());
    }
    admin.post("/repair-routes", json!({ "worker_id": workers[0] })).await.expect(201);
    workers
}

pub async fn person(admin: &Client, principal: &Client, name: &str, number: &str, role: &str) -> String {
    let made: Value = admin.post("/people", json!({ "name": name, "staff_no": number })).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    admin.post(&format!("/people/{id}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
    let grant = admin.post(&format!("/people/{id}/role-grants"), json!({ "role": role })).await.expect(201);
    if grant["pending"] == true {
        let path = format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap());
        principal.seen(grant["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
    }
    id
}

/// What a school has most of.
#[derive(Debug, Clone, Copy)]
pub struct Thing {
    pub name: &'static str,
    pub code: &'static str,
    pub unit: &'static str,
    pub models: [&'static str; 3],
    pub yuan: u32,
    /// Of 100 cards.
    share: usize,
}

const fn things(name: &'static str, code: &'static str, unit: &'static str, models: [&'static str; 3], yuan: u32, share: usize) -> Thing {
    Thing { name, code, unit, models, yuan, share }
}

const THINGS: [Thing; 9] = [
    things("学生课桌", "A05010203", "张", ["育才 KZ-1", "育才 KZ-2", "华森 ZY-3"], 180, 30),
    things("学生课椅", "A05010304", "把", ["育才 KY-1", "育才 KY-2", "华森 YY-3"], 83, 28),
    things("台式计算机", "A02010105", "台", ["联想 M430", "联想 M455", "华硕 D500"], 4500, 14),
    things("投影仪", "A02020200", "台", ["爱普生 CB-X05", "明基 MX532", "松下 PT-X388"], 5200, 8),
    things("空调机", "A02061804", "台", ["格力 KFR-72", "美的 KFR-50", "海尔 KFR-35"], 5600, 7),
    things("文件柜", "A05010502", "个", ["洛阳 WJ-1", "洛阳 WJ-2", "华森 WJ-3"], 620, 6),
    things("A4黑白打印机", "A02021003", "台", ["爱普生 L4168", "惠普 1020", "惠普 M126"], 1500, 4),
    things("生物显微镜", "A02100301", "台", ["江南 XSP-1", "江南 XSP-2", "凤凰 XSP-3"], 900, 2),
    things("钢琴", "A02450100", "架", ["珠江 118", "珠江 121", "星海 120"], 16000, 1),
];

/// The thing of the card with this number and its model, the same in every run.
pub fn thing(n: usize) -> (Thing, &'static str) {
    // A prime step scatters kinds over rooms and pages.
    let mut place = n * 37 % 100;
    for thing in THINGS {
        if place < thing.share {
            return (thing, thing.models[n / 100 % 3]);
        }
        place -= thing.share;
    }
    unreachable!("shares add up to 100")
}

/// A ledger with the cards of these numbers.
pub fn ledger(cards: Range<usize>, amounts: Amounts) -> String {
    let mut csv = String::from("资产编号,资产名称,分类代码,规格型号,计量单位,数量,单价,原值,取得日期,使用状况,存放地点,保管人\n");
    for n in cards {
        let (Thing { name, code, unit, yuan, .. }, model) = thing(n);
        let (year, month, day) = (2012 + n % 14, 1 + n % 12, 1 + n % 28);
        let status = if n % 20 == 7 { "闲置" } else { "在用" };
        let (building, floor, room) = (BUILDINGS[n % 10], 1 + n / 290 % amounts.floors, 1 + n / 10 % ROOMS_PER_FLOOR);
        let keeper = n % 40;
        writeln!(
            csv,
            "QH-{n:07},{name},{code},{model},{unit},1,{yuan}.00,{yuan}.00,{year}-{month:02}-{day:02},{status},\
             {building}{floor}{room:02},保管员{keeper}"
        )
        .unwrap();
    }
    csv
}

/// The real import by the command, file after file, timed as whole processes.
async fn import(place: &Place, amounts: Amounts, figures: &mut Figures, engine: Engine) {
    let cards = amounts.cards / 2;
    let file = place.folder.join("ledger.csv");
    for (what, more) in [("dry run", &[][..]), ("commit", &["--commit"][..])] {
        let began = Instant::now();
        for from in (0..cards).step_by(FILE_ROWS) {
            std::fs::write(&file, ledger(from..cards.min(from + FILE_ROWS), amounts)).unwrap();
            let out = place.command("import").arg(&file).args(["--as", "C001"]).args(more).output().await.unwrap();
            assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        }
        figures.task(engine, Task::of(format!("import by the command, {what}"), cards, began.elapsed()));
    }
    std::fs::remove_file(&file).unwrap();
}
