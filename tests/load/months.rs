//! A year of closed months of depreciation by the bulk path: a run with a line for each card, the value event of each line, and what the
//! cards say in the end.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use kernel::Db;
use registers::{
    asset::entity::{Column as Card, Entity as Cards, value_event},
    depreciation::{
        Month,
        entity::{self as run, line},
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement, TransactionSession, TransactionTrait,
};
use uuid::Uuid;

use crate::{book::day_of, bulk};

/// Months that are closed, the last of them that before the present one.
const MONTHS: usize = 12;
/// Lines of all months together: what is larger closes fewer.
const LINES: usize = 1_200_000;
/// Of a card whose kind says no life.
const LIFE: i64 = 120;

/// A card that takes something every month.
struct Taking {
    id: Uuid,
    category_code: String,
    value: i64,
    life: i64,
    begins: Month,
    accumulated: i64,
}

/// Closes them, the earliest first.
pub async fn close(db: &Db, school: Uuid) {
    let mut cards = cards(db, school).await;
    let months = (LINES / cards.len().max(1)).clamp(1, MONTHS);
    let this_month = Month::of(day_of(Utc::now()));
    for back in (1..=i64::try_from(months).unwrap()).rev() {
        month(db, school, &mut cards, this_month.plus(-back)).await;
    }
    let sql = "UPDATE asset SET accumulated_depreciation = v.worn FROM (
            SELECT asset_id, CAST(SUM(accumulated_depreciation) AS bigint) AS worn FROM asset_value_event WHERE school_id = $1 GROUP BY asset_id
        ) v WHERE asset.school_id = $1 AND asset.id = v.asset_id AND v.worn <> 0";
    let raw = db.maintenance();
    raw.execute_raw(Statement::from_sql_and_values(raw.get_database_backend(), sql, [school.into()])).await.unwrap();
}

/// In the order of their ids, which is that of the lines.
async fn cards(db: &Db, school: Uuid) -> Vec<Taking> {
    type Row = (Uuid, String, Option<i64>, Option<i64>, Option<NaiveDate>);
    let rows: Vec<Row> = Cards::find()
        .select_only()
        .columns([Card::Id, Card::CategoryCode, Card::OriginalValue, Card::LifeMonths, Card::AcquiredOn])
        .filter(Card::SchoolId.eq(school))
        .filter(Card::OriginalValue.gt(0))
        .order_by_asc(Card::Id)
        .into_tuple()
        .all(db.maintenance())
        .await
        .unwrap();
    let taking = |(id, category_code, value, life, acquired): Row| {
        let (value, begins) = (value?, Month::of(acquired?));
        Some(Taking { id, category_code, value, life: life.unwrap_or(LIFE), begins, accumulated: 0 })
    };
    rows.into_iter().filter_map(taking).collect()
}

async fn month(db: &Db, school: Uuid, cards: &mut [Taking], month: Month) {
    let (run_id, at) = (db.ids().next(), closed_at(month));
    let mut lines = Vec::with_capacity(cards.len());
    for card in cards.iter_mut() {
        let taken = month.since(card.begins) + 1;
        let amount = (card.value / card.life).max(1).min(card.value - card.accumulated);
        if !(1..=card.life).contains(&taken) || amount == 0 {
            continue;
        }
        lines.push(line::Model {
            school_id: school,
            id: db.ids().next(),
            run_id,
            asset_id: card.id,
            category_code: card.category_code.clone(),
            original_value: card.value,
            life_months: card.life,
            months_taken: taken,
            rate: amount,
            month_amount: amount,
            accumulated: card.accumulated + amount,
            booked: card.accumulated,
            official: None,
            posted: amount,
            difference: 0,
        });
        card.accumulated += amount;
    }
    let events: Vec<value_event::Model> = lines.iter().map(|line| event(line, month, at)).collect();
    let row = closed(school, run_id, month, &lines);
    let tx = db.maintenance().begin().await.unwrap();
    bulk::insert::<run::Entity, run::ActiveModel>(&tx, vec![row]).await;
    bulk::insert::<line::Entity, line::ActiveModel>(&tx, lines).await;
    bulk::insert::<value_event::Entity, value_event::ActiveModel>(&tx, events).await;
    TransactionSession::commit(tx).await.unwrap();
}

/// On the first day of the next month.
fn closed_at(month: Month) -> DateTime<Utc> {
    month.plus(1).first_day().and_hms_opt(2, 0, 0).unwrap().and_utc()
}

fn closed(school: Uuid, id: Uuid, month: Month, lines: &[line::Model]) -> run::Model {
    let sum = |of: fn(&line::Model) -> i64| lines.iter().map(of).sum();
    run::Model {
        school_id: school,
        id,
        period: month.to_string(),
        basis: "own".into(),
        begins: "same_month".into(),
        state: "closed".into(),
        cards: i64::try_from(lines.len()).unwrap(),
        original_value: sum(|line| line.original_value),
        month_amount: sum(|line| line.month_amount),
        accumulated: sum(|line| line.accumulated),
        official: sum(|line| line.booked + line.posted),
        posted: sum(|line| line.posted),
        differences: 0,
        // Of no use once a month is closed.
        inputs_sha256: vec![0; 32],
        computed_at: closed_at(month),
        computed_by: None,
        closed_at: Some(closed_at(month)),
        closed_by: None,
        voucher_no: Some(format!("记-{}-40", month.first_day().month())),
        discarded_at: None,
        discard_reason: None,
        version: 2,
    }
}

fn event(line: &line::Model, month: Month, at: DateTime<Utc>) -> value_event::Model {
    value_event::Model {
        school_id: line.school_id,
        id: line.id,
        asset_id: line.asset_id,
        kind: "depreciation".into(),
        original_value: 0,
        accumulated_depreciation: line.posted,
        quantity: 0,
        effective_on: month.last_day(),
        recorded_at: at,
        document_kind: "depreciation_run".into(),
        document_id: Some(line.run_id),
        voucher_no: None,
        reason: None,
        life_months: None,
        life_before: None,
        category_code: line.category_code.clone(),
    }
}
