//! The ledgers of fixed assets and the figures of those who answer for the school: the general ledger as of a day, the figures of a term, the
//! director's home; and a detail ledger of a million rows as evidence in a file, the last of all, because it needs more events than a
//! school has.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Utc};
use kernel::Clock;
use registers::asset::entity::{Column as Card, Entity as Cards, value_event};
use reqwest::Client as Http;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TransactionSession, TransactionTrait,
};
use serde_json::json;
use test_support::text;
use uuid::Uuid;

use crate::{
    Engine,
    book::day_of,
    bulk,
    data::{self, School},
    drive::Shot,
    ledgers::{Others, post},
    operations::{Operation, sign_in},
    product::{Place, Product},
    report::{Figures, Task},
};

/// What is asked for, below `/api/v1/`.
const GENERAL_LEDGER: &str = "general-ledger";
const LEDGER_EXPORTS: &str = "ledger-exports";
const TERM_SUMMARIES: &str = "term-summaries";
const SCHOOL_HOME: &str = "school-home";

/// Rows of the detail ledger that is written into a file.
const ROWS: u64 = 1_000_000;
/// Rows a second it is held to: the archive has the rows twice, as text with commas (100 000 a second) and as a workbook (35 000).
const BAR: f64 = 25_926.0;
/// Events of one transaction.
const AT_ONCE: u64 = 20_000;
/// Days over which those are spread that make up for what is missing.
const SPREAD: u64 = 300;

/// What is looked at once in a while, and costs what a school has.
pub async fn operations(product: &Product) -> Vec<Operation> {
    let api = format!("{}/api/v1", product.base);
    let look = |name, bar, login, path: String, least| {
        let url = format!("{api}/{path}");
        Operation { name, bar, login, gun: Arc::new(move |_, _, _| Shot::get(url.clone(), least)), floor: None, throughput: false }
    };
    let day = day_of(Utc::now()) - Days::new(100);
    vec![
        look("general ledger as of a day", 500.0, "C001", format!("{GENERAL_LEDGER}?as_of={day}"), 1_000),
        look("figures of a term", 150.0, "D001", format!("{TERM_SUMMARIES}/{}", term(product).await), 1_000),
        look("the director's home", 150.0, "D001", SCHOOL_HOME.to_owned(), 500),
    ]
}

/// The first term of the school year that is over, as long as a term may be.
async fn term(product: &Product) -> Uuid {
    let (today, admin) = (day_of(Utc::now()), product.nobody().sign_in("A001").await);
    let year = today.year() - if today.month() < 9 { 2 } else { 1 };
    let starts_on = NaiveDate::from_ymd_opt(year, 9, 1).unwrap();
    let term = json!({ "school_year": year, "season": "autumn", "starts_on": starts_on, "ends_on": starts_on + Days::new(219) });
    text(&admin.post("/terms", term).await.expect(201)["id"]).parse().unwrap()
}

/// Fills a place where nothing is running up to a million entries, and writes them into a file beside somebody who reads a card.
pub async fn million(place: &Place, school: &School, figures: &mut Figures, engine: Engine) {
    let db = server::start::open(&place.config(), Clock::default(), true).await.unwrap();
    fill(&db, school.id).await;
    data::look_at_tables(&db, place).await;
    db.close().await;
    let product = Product::start(place).await;
    let others = Others { product: &product, card: school.cards[school.cards.len() / 2] };
    let alone = others.alone().await;
    let (token, rows) = (sign_in(&product, "C001").await, std::cell::Cell::new(0));
    let seen = others.beside(async || rows.set(export(&product, &token).await)).await;
    let task = Task {
        name: "detail ledger by class as an archive".into(),
        rows: rows.get(),
        seconds: seen.seconds,
        cpu_s: seen.cpu_s,
        bar_per_second: Some(BAR),
        memory_mb: Some(seen.memory_mb),
        alone_ms: Some(alone),
        beside_ms: Some(seen.p99_ms),
    };
    figures.task(engine, task);
    product.stop().await;
}

/// A yuan more and a yuan less for card after card: the cards stay worth what they are.
async fn fill(db: &kernel::Db, school: Uuid) {
    use value_event::{ActiveModel, Column, Entity};
    let raw = db.maintenance();
    let counts = Condition::any().add(Column::Quantity.ne(0)).add(Column::OriginalValue.ne(0));
    let there = Entity::find().filter(Column::SchoolId.eq(school)).filter(counts).count(raw).await.unwrap();
    let cards: Vec<(Uuid, String)> = Cards::find()
        .select_only()
        .columns([Card::Id, Card::CategoryCode])
        .filter(Card::SchoolId.eq(school))
        .order_by_asc(Card::Id)
        .into_tuple()
        .all(raw)
        .await
        .unwrap();
    // Always a pair.
    let missing = ROWS.saturating_sub(there).next_multiple_of(2);
    let last = day_of(Utc::now());
    let of = |n: u64| &cards[usize::try_from(n / 2).unwrap() % cards.len()];
    for from in (0..missing).step_by(usize::try_from(AT_ONCE).unwrap()) {
        let events: Vec<value_event::Model> = (from..missing.min(from + AT_ONCE))
            .map(|n| value_event::Model {
                school_id: school,
                id: db.ids().next(),
                asset_id: of(n).0,
                kind: if n % 2 == 0 { "addition" } else { "impairment" }.into(),
                original_value: if n % 2 == 0 { 100 } else { -100 },
                accumulated_depreciation: 0,
                quantity: 0,
                effective_on: last - Days::new(n / 2 % SPREAD),
                recorded_at: Utc::now(),
                document_kind: "voucher".into(),
                document_id: None,
                voucher_no: Some(format!("记-{n}")),
                reason: None,
                life_months: None,
                life_before: None,
                category_code: of(n).1.clone(),
            })
            .collect();
        let tx = raw.begin().await.unwrap();
        bulk::insert::<Entity, ActiveModel>(&tx, events).await;
        TransactionSession::commit(tx).await.unwrap();
    }
}

/// Made and fetched, to the last byte; how many rows it has.
async fn export(product: &Product, token: &str) -> usize {
    let body = json!({ "ledger": "detail_by_class", "from": "1990-01-01" });
    let made = post(product, token, LEDGER_EXPORTS, &body, 201).await;
    let rows = made["rows"].as_u64().unwrap();
    assert!(rows >= ROWS, "{made}");
    let path = format!("{}/api/v1/{LEDGER_EXPORTS}/{}/content", product.base, text(&made["id"]));
    let mut file = Http::new().get(path).bearer_auth(token).send().await.unwrap();
    let mut bytes = 0;
    while let Some(piece) = file.chunk().await.unwrap() {
        bytes += piece.len() as u64;
    }
    assert_eq!(Some(bytes), made["file_bytes"].as_u64(), "{made}");
    usize::try_from(rows).unwrap()
}
