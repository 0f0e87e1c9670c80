//! E3, a card as of a day: what made it worth what it is, where it was, and what was repaired of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use kernel::{Lang, Result};
use registers::category;
use repairs::case::{Category, entity as repair};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    as_of::{AsOf, LedgerBasis},
    depreciation,
    dto::{CardEntry, CardRepair, CardStay, LedgerBalance, LedgerCard, LedgerHead},
    names::Book,
    service::found,
    sql::Amounts,
    words,
};

/// Repairs that are shown of a card.
const REPAIRS: u64 = 200;

/// A card of the register as its ledger names it.
type Named = (Uuid, String, String, String, String);

pub(super) async fn read(db: &impl ConnectionTrait, as_of: &AsOf, id: Uuid, lang: Lang, values: bool) -> Result<LedgerCard> {
    let school = as_of.school.id;
    let (asset_id, asset_no, name, category_code, unit) = found(card(db, school, id).await?)?;
    let events = events_of(db, as_of, id).await?;
    // The class of the day, whatever it was put under since.
    let category_code = events.last().map_or(category_code, |event| event.class.clone());
    let mut balance: Amounts = events.iter().map(|event| event.amounts).sum();
    let entries = entries(&events, lang, values);
    if as_of.basis() == LedgerBasis::Forecast {
        balance.worn = depreciation::of_card(db, as_of, id).await?.unwrap_or(balance.worn);
    }
    let stays = stays(db, as_of, id).await?;
    let mut book = Book::default();
    book.learn_places(db, school, stays.iter().filter_map(|stay| stay.place)).await?;
    book.learn_people(db, school, stays.iter().filter_map(|stay| stay.custodian)).await?;
    let mut names = category::names_by_code(db, school, vec![category_code.clone()], lang).await?;
    // Where it was last on the day; before it was first seen, where it was first seen.
    let there = stays.iter().rev().find(|stay| stay.from < as_of.end()).or_else(|| stays.first());
    let place = |stay: &Stay| stay.place.and_then(|id| book.place(id));
    let custodian = |stay: &Stay| stay.custodian.and_then(|id| book.person(id));
    Ok(LedgerCard {
        head: LedgerHead::of(as_of, lang, values),
        asset_id,
        asset_no,
        name,
        category_name: names.remove(&category_code).unwrap_or_default(),
        category_code,
        unit,
        balance: LedgerBalance::of(balance, values),
        location: there.and_then(place),
        custodian: there.and_then(custodian),
        entries,
        stays: stays
            .iter()
            .map(|stay| CardStay {
                from: as_of.day_of(stay.from),
                until: stay.until.map(|at| as_of.day_of(at)),
                location: place(stay),
                custodian: custodian(stay),
                reason: stay.reason.clone(),
            })
            .collect(),
        repairs: repairs_of(db, as_of, id, lang).await?,
    })
}

async fn card(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Option<Named>> {
    use registers::asset::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::AssetNo, Column::Name, Column::CategoryCode, Column::Unit]);
    Ok(select.filter(Column::SchoolId.eq(school)).filter(Column::Id.eq(id)).into_tuple().one(db).await?)
}

struct Event {
    on: NaiveDate,
    kind: String,
    document_kind: String,
    /// The class under which it was booked.
    class: String,
    amounts: Amounts,
}

async fn events_of(db: &impl ConnectionTrait, as_of: &AsOf, card: Uuid) -> Result<Vec<Event>> {
    use registers::asset::entity::value_event::{Column, Entity};
    let rows: Vec<(NaiveDate, String, String, String, i64, i64, i64)> = Entity::find()
        .select_only()
        .columns([
            Column::EffectiveOn,
            Column::Kind,
            Column::DocumentKind,
            Column::CategoryCode,
            Column::Quantity,
            Column::OriginalValue,
            Column::AccumulatedDepreciation,
        ])
        .filter(Column::SchoolId.eq(as_of.school.id))
        .filter(Column::AssetId.eq(card))
        .filter(Column::EffectiveOn.lte(as_of.on))
        .order_by_asc(Column::EffectiveOn)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let event = |(on, kind, document_kind, class, quantity, value, worn)| {
        let amounts = Amounts { quantity, value, worn };
        Event { on, kind, document_kind, class, amounts }
    };
    Ok(rows.into_iter().map(event).collect())
}

/// Depreciation of a year is one line on its last day: twelve a year would drown everything else.
fn entries(events: &[Event], lang: Lang, values: bool) -> Vec<CardEntry> {
    let mut lines: BTreeMap<(NaiveDate, usize), (String, Amounts)> = BTreeMap::new();
    let mut years: BTreeMap<i32, (NaiveDate, Amounts)> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        if event.kind == "depreciation" {
            let year = years.entry(event.on.year()).or_insert((event.on, Amounts::default()));
            *year = (event.on, year.1 + event.amounts);
        } else if event.kind == "reclassified" {
            // Out of the one and into the other: nothing comes or goes. What a month that was closed late took along has no pieces.
            if event.amounts.quantity > 0 {
                let summary = format!("{} {}", words::event(&event.kind, &event.document_kind).pick(lang), event.class);
                lines.insert((event.on, at), (summary, Amounts::default()));
            }
        } else {
            let summary = words::event(&event.kind, &event.document_kind).pick(lang).to_owned();
            lines.insert((event.on, at), (summary, event.amounts));
        }
    }
    for (at, (_, (on, amounts))) in (events.len()..).zip(years) {
        lines.insert((on, at), (words::event("depreciation", "").pick(lang).to_owned(), amounts));
    }
    let mut balance = Amounts::default();
    let view = |((posted_on, _), (summary, change)): ((NaiveDate, usize), (String, Amounts))| {
        balance = balance + change;
        CardEntry { posted_on, summary, change: LedgerBalance::of(change, values), balance: LedgerBalance::of(balance, values) }
    };
    lines.into_iter().map(view).collect()
}

struct Stay {
    from: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    place: Option<Uuid>,
    custodian: Option<Uuid>,
    reason: Option<String>,
}

/// A row of the assignments of a card.
type StayRow = (DateTime<Utc>, Option<DateTime<Utc>>, Option<Uuid>, Option<Uuid>, Option<String>);

/// Those that had begun when the day was over; at least the first.
async fn stays(db: &impl ConnectionTrait, as_of: &AsOf, card: Uuid) -> Result<Vec<Stay>> {
    use registers::asset::entity::assignment::{Column, Entity};
    let rows: Vec<StayRow> = Entity::find()
        .select_only()
        .columns([Column::StartedAt, Column::EndedAt, Column::LocationId, Column::CustodianId, Column::Reason])
        .filter(Column::SchoolId.eq(as_of.school.id))
        .filter(Column::AssetId.eq(card))
        .order_by_asc(Column::StartedAt)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let end = as_of.end();
    let kept = rows.into_iter().enumerate().filter(|(at, row)| *at == 0 || row.0 < end);
    let stay = |(_, (from, until, place, custodian, reason)): (usize, StayRow)| Stay {
        from,
        until: until.filter(|at| *at < end),
        place,
        custodian,
        reason,
    };
    Ok(kept.map(stay).collect())
}

/// What of a repair stands on a card.
type RepairRow = (Uuid, String, DateTime<Utc>, String, String, Option<String>, Option<DateTime<Utc>>, bool);

async fn repairs_of(db: &impl ConnectionTrait, as_of: &AsOf, card: Uuid, lang: Lang) -> Result<Vec<CardRepair>> {
    use repair::{Column, Entity};
    let rows: Vec<RepairRow> = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Number,
            Column::ReportedAt,
            Column::Category,
            Column::Description,
            Column::WorkNote,
            Column::DoneAt,
            Column::IsOpen,
        ])
        .filter(Column::SchoolId.eq(as_of.school.id))
        .filter(Column::AssetId.eq(card))
        .filter(Column::ReportedAt.lt(as_of.end()))
        .order_by_asc(Column::Id)
        .limit(REPAIRS)
        .into_tuple()
        .all(db)
        .await?;
    let one = |(id, number, reported_at, category, description, work_note, done_at, open): RepairRow| CardRepair {
        id,
        number,
        reported_on: as_of.day_of(reported_at),
        category: Category::of(&category).map(|category| category.title_in(lang)).unwrap_or_default(),
        description,
        work_note,
        done_on: done_at.map(|at| as_of.day_of(at)),
        open,
    };
    Ok(rows.into_iter().map(one).collect())
}
