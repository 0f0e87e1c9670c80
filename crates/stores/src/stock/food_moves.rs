//! What came in and went out of food between two days, lot by lot: what the county's ledgers of staples and of everything else are made of
//! (domain.md B10, E11). Receipts are shown by procurement, which knows who signed them; issues are shown here.

use std::collections::HashMap;

use campus::{
    person::{self, PersonRef},
    school,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use kernel::{Cursor, Grant, Lang, Money, Page, PageLimit, Problem, Reader, Result};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{DocumentKind, dto::StockClass, ledger::Values, view};
use crate::{
    OnHand,
    item::{self, FoodGroup, dto::ItemRef},
    permissions::ViewStores,
    store::dto::StoreRef,
};

/// Which of the county's ledgers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoodLedger)]
pub enum FoodLedger {
    /// 主食.
    Staple,
    /// 副食, meat with it.
    NonStaple,
}

impl FoodLedger {
    const fn groups(self) -> &'static [FoodGroup] {
        match self {
            Self::Staple => &[FoodGroup::Staple],
            Self::NonStaple => &[FoodGroup::NonStaple, FoodGroup::Meat],
        }
    }
}

/// Which days of which ledger.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FoodQuery {
    /// The first day; not said: the first of the month of the last one.
    pub from: Option<NaiveDate>,
    /// The last day; not said: today.
    pub to: Option<NaiveDate>,
    /// Staples or everything else; both where it is not said.
    #[param(inline)]
    pub ledger: Option<FoodLedger>,
    /// One store; all that the caller may see where it is not said.
    pub store_id: Option<Uuid>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// What one document moved of one lot.
#[derive(Debug, Clone)]
pub struct FoodMove {
    pub id: Uuid,
    pub document_id: Uuid,
    /// Of the line in the document, from nought.
    pub position: i64,
    pub number: String,
    pub kind: DocumentKind,
    pub happened_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    pub late: bool,
    pub store: StoreRef,
    pub item: ItemRef,
    pub group: FoodGroup,
    pub lot_id: Uuid,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    /// Thousandths; less than nothing where something went out.
    pub quantity: i64,
    pub value: Money,
    /// Of whom it was bought; of what went out, of whom its lot was.
    pub supplier: Option<String>,
    /// The record that it follows from: the goods receipt of a purchase.
    pub source_id: Option<Uuid>,
    pub source_number: Option<String>,
    pub purpose: Option<String>,
    pub receiver_id: Option<Uuid>,
    pub class_id: Option<Uuid>,
    pub recorded_by: Uuid,
}

/// A line of the county's ledger of what went out: ② staples, ④ everything else.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoodIssueRow {
    pub id: Uuid,
    pub document_id: Uuid,
    #[schema(example = "LY20261126-0001")]
    pub number: String,
    pub kind: DocumentKind,
    pub happened_on: NaiveDate,
    /// Written down on a later day.
    pub late: bool,
    pub store: StoreRef,
    pub item: ItemRef,
    pub group: FoodGroup,
    pub group_text: String,
    pub lot_id: Uuid,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub went_out: OnHand,
    /// What of an issue came back.
    pub came_back: OnHand,
    pub value: Money,
    pub purpose: Option<String>,
    pub receiver: Option<PersonRef>,
    pub class: Option<StockClass>,
    pub issued_by: PersonRef,
}

/// What came in, oldest first, in the stores that the caller may see; with the key of the next page.
///
/// # Errors
/// 400 for days the wrong way round, 404 for a store that the caller does not see.
pub async fn received(reader: &Reader, grant: &Grant<ViewStores>, query: &FoodQuery) -> Result<Page<FoodMove>> {
    moves(reader, grant, query, &[DocumentKind::Receipt]).await
}

/// What went out and came back, as it is printed.
pub(super) async fn issues(reader: &Reader, grant: &Grant<ViewStores>, query: &FoodQuery, lang: Lang) -> Result<Page<FoodIssueRow>> {
    let page = moves(reader, grant, query, &[DocumentKind::Issue, DocumentKind::Return]).await?;
    Ok(Page { items: issue_rows(reader, grant.school()?, page.items, lang).await?, next_cursor: page.next_cursor })
}

/// Moves out of stores and back with the names of people and classes: rows of the ledgers ② and ④.
///
/// # Errors
/// When the database fails.
pub async fn issue_rows(db: &impl ConnectionTrait, school: Uuid, moves: Vec<FoodMove>, lang: Lang) -> Result<Vec<FoodIssueRow>> {
    let people = moves.iter().flat_map(|row| [Some(row.recorded_by), row.receiver_id]).flatten().collect();
    let names = person::repo::names(db, school, people).await?;
    let classes = view::classes(db, school, moves.iter().filter_map(|row| row.class_id).collect(), lang).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let shown = |row: FoodMove| FoodIssueRow {
        id: row.id,
        document_id: row.document_id,
        number: row.number,
        kind: row.kind,
        happened_on: row.happened_on,
        late: row.late,
        store: row.store,
        item: row.item,
        group: row.group,
        group_text: row.group.title().pick(lang).to_owned(),
        lot_id: row.lot_id,
        lot_no: row.lot_no,
        produced_on: row.produced_on,
        expires_on: row.expires_on,
        went_out: OnHand::stored(row.quantity.min(0).abs()),
        came_back: OnHand::stored(row.quantity.max(0)),
        value: Money::stored(-row.value.fen()),
        purpose: row.purpose,
        receiver: row.receiver_id.map(person),
        class: row.class_id.map(|id| StockClass { id, name: classes.get(&id).cloned().unwrap_or_default() }),
        issued_by: person(row.recorded_by),
    };
    Ok(moves.into_iter().map(shown).collect())
}

/// Which moves of food a feature asks for: days, both included, a ledger or both, and kinds of documents.
#[derive(Debug, Clone, Copy)]
pub struct FoodSpan<'a> {
    pub days: (NaiveDate, NaiveDate),
    pub ledger: Option<FoodLedger>,
    pub kinds: &'a [DocumentKind],
}

/// Moves of food in these stores, oldest first, for a feature that may see them: so many, and one to tell that there are more.
///
/// # Errors
/// When the database fails.
#[expect(clippy::implicit_hasher, reason = "the map that `store::repo::at_place` answers")]
pub async fn of_stores(
    db: &impl ConnectionTrait,
    school: Uuid,
    stores: &HashMap<Uuid, StoreRef>,
    span: FoodSpan<'_>,
    most: u64,
) -> Result<Vec<FoodMove>> {
    if stores.is_empty() {
        return Ok(Vec::new());
    }
    let (from, to) = span.days;
    let asked = Asked { school, from, to, ledger: span.ledger, kinds: span.kinds, after: None };
    let rows = db.query_all_raw(statement(db.get_database_backend(), stores, &asked, most.saturating_add(1))).await?;
    rows.iter().map(|row| read(row, stores)).collect()
}

async fn moves(reader: &Reader, grant: &Grant<ViewStores>, query: &FoodQuery, kinds: &[DocumentKind]) -> Result<Page<FoodMove>> {
    let limit = PageLimit::new(query.limit)?;
    let scope = grant.scope()?;
    let to = match query.to {
        Some(day) => day,
        None => school::find(reader, scope.school).await?.today(reader.now()),
    };
    let from = query.from.unwrap_or_else(|| to.with_day(1).unwrap_or(to));
    if from > to {
        return Err(Problem::malformed(
            "days_the_wrong_way_round",
            "起始日期不能晚于截止日期。",
            "The first day cannot be after the last.",
        ));
    }
    let after = query.cursor.as_deref().map(Cursor::decode::<(NaiveDate, Uuid)>).transpose()?;
    let mut stores = item::stores(reader, &scope).await?;
    if let Some(store) = query.store_id {
        stores.retain(|id, _| *id == store);
        if stores.is_empty() {
            return Err(Problem::not_found());
        }
    }
    if stores.is_empty() {
        return Ok(Page::whole(Vec::new()));
    }
    let asked = Asked { school: scope.school, from, to, ledger: query.ledger, kinds, after };
    let statement = statement(reader.get_database_backend(), &stores, &asked, limit.fetch());
    let rows = reader.query_all_raw(statement).await?;
    let rows: Vec<FoodMove> = rows.iter().map(|row| read(row, &stores)).collect::<Result<_>>()?;
    Page::cut(rows, limit, |row| (row.happened_on, row.id))
}

/// What is looked for.
struct Asked<'a> {
    school: Uuid,
    from: NaiveDate,
    to: NaiveDate,
    ledger: Option<FoodLedger>,
    kinds: &'a [DocumentKind],
    after: Option<(NaiveDate, Uuid)>,
}

fn statement(backend: DbBackend, stores: &HashMap<Uuid, StoreRef>, asked: &Asked<'_>, most: u64) -> Statement {
    let mut values = Values::default();
    let school = values.place(asked.school);
    let (from, to) = (values.place(asked.from), values.place(asked.to));
    let here = stores.keys().map(|store| values.place(*store)).collect::<Vec<_>>().join(", ");
    let kinds = asked.kinds.iter().map(|kind| values.place(kind.key())).collect::<Vec<_>>().join(", ");
    let group = match asked.ledger {
        None => "i.food_group IS NOT NULL".to_owned(),
        Some(ledger) => {
            let groups = ledger.groups().iter().map(|group| values.place(group.key())).collect::<Vec<_>>();
            format!("i.food_group IN ({})", groups.join(", "))
        }
    };
    let after = asked.after.map_or_else(String::new, |(day, id)| {
        let (day, id) = (values.place(day), values.place(id));
        format!(" AND (m.happened_on > {day} OR (m.happened_on = {day} AND m.id > {id}))")
    });
    let most = values.place(i64::try_from(most).unwrap_or(i64::MAX));
    let sql = format!(
        "SELECT m.id, m.document_id, m.position, m.store_id, m.happened_on, m.lot_id, m.quantity, m.value, \
         o.number, o.kind, o.recorded_at, o.late, COALESCE(o.supplier, r.supplier) AS supplier, o.source_id, o.source_number, o.purpose, o.receiver_id, o.class_id, \
         o.recorded_by, l.lot_no, l.produced_on, l.expires_on, m.item_id, i.name, i.spec, i.unit, i.food_group \
         FROM stock_move m \
         JOIN stock_document o ON o.school_id = m.school_id AND o.id = m.document_id \
         JOIN stock_lot l ON l.school_id = m.school_id AND l.id = m.lot_id \
         JOIN stock_item i ON i.school_id = m.school_id AND i.id = m.item_id \
         LEFT JOIN stock_document r ON r.school_id = l.school_id AND r.id = l.document_id \
         WHERE m.school_id = {school} AND m.happened_on >= {from} AND m.happened_on <= {to} AND m.store_id IN ({here}) \
         AND o.kind IN ({kinds}) AND {group}{after} ORDER BY m.happened_on, m.id LIMIT {most}"
    );
    Statement::from_sql_and_values(backend, sql, values.0)
}

fn read(row: &QueryResult, stores: &HashMap<Uuid, StoreRef>) -> Result<FoodMove> {
    let broken = |what: &str| Problem::internal(format!("a move of food without {what}"));
    let (kind, group): (String, String) = (row.try_get("", "kind")?, row.try_get("", "food_group")?);
    let store: Uuid = row.try_get("", "store_id")?;
    Ok(FoodMove {
        id: row.try_get("", "id")?,
        document_id: row.try_get("", "document_id")?,
        position: row.try_get("", "position")?,
        number: row.try_get("", "number")?,
        kind: DocumentKind::of(&kind).ok_or_else(|| broken("a known kind"))?,
        happened_on: row.try_get("", "happened_on")?,
        recorded_at: row.try_get("", "recorded_at")?,
        late: row.try_get("", "late")?,
        store: stores.get(&store).cloned().ok_or_else(|| broken("a store that was asked for"))?,
        item: ItemRef {
            id: row.try_get("", "item_id")?,
            name: row.try_get("", "name")?,
            spec: row.try_get("", "spec")?,
            unit: row.try_get("", "unit")?,
        },
        group: FoodGroup::of(&group).ok_or_else(|| broken("a known group"))?,
        lot_id: row.try_get("", "lot_id")?,
        lot_no: row.try_get("", "lot_no")?,
        produced_on: row.try_get("", "produced_on")?,
        expires_on: row.try_get("", "expires_on")?,
        quantity: row.try_get("", "quantity")?,
        value: Money::stored(row.try_get("", "value")?),
        supplier: row.try_get("", "supplier")?,
        source_id: row.try_get("", "source_id")?,
        source_number: row.try_get("", "source_number")?,
        purpose: row.try_get("", "purpose")?,
        receiver_id: row.try_get("", "receiver_id")?,
        class_id: row.try_get("", "class_id")?,
        recorded_by: row.try_get("", "recorded_by")?,
    })
}
