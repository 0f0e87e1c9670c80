//! Parts of repairs: what was handed out for a case, and the cases that somebody has in hand.
//!
//! SD9: whoever hands out is not whoever repairs. The parts of a repair are handed to its worker, and SD5 keeps him from being the issuer.

use std::collections::BTreeMap;

use campus::{location, person, person::PersonRef};
use chrono::NaiveDate;
use kernel::{Grant, Money, Page, Permission, Problem, Reach, Reader, Result, Scope, Tx};
use repairs::{
    case::{self, model::CaseId},
    permissions::ViewRepairs,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    DocumentKind,
    entity::{Column, Entity, line},
};
use crate::{
    OnHand,
    item::{self, dto::ItemRef},
    permissions::{PrepareStores, ViewStores},
};

/// A repair by its number.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StockRepairRef)]
pub struct RepairRef {
    pub id: Uuid,
    pub number: String,
}

/// A repair that somebody has in hand, with as much as it takes to know which one it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockRepair)]
pub struct RepairInHand {
    pub id: Uuid,
    pub number: String,
    pub worker: PersonRef,
    #[schema(example = "水龙头、漏水")]
    pub category_text: String,
    #[schema(example = "致远楼 302")]
    pub place: String,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRepairs {
    /// Those that this person has in hand.
    pub receiver_id: Option<Uuid>,
}

/// What went into a repair.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RepairParts)]
pub struct Parts {
    /// What was handed out and did not come back.
    pub items: Vec<PartLine>,
    /// By which documents, the first one first.
    pub documents: Vec<PartDocument>,
    /// What all of it cost; for those who see what stores cost.
    pub value: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RepairPartLine)]
pub struct PartLine {
    pub item: ItemRef,
    pub quantity: OnHand,
    pub value: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RepairPartDocument)]
pub struct PartDocument {
    pub id: Uuid,
    pub number: String,
    pub kind: DocumentKind,
    pub happened_on: NaiveDate,
    pub recorded_by: PersonRef,
}

/// The case that parts are handed out for: open, and in the receiver's hands.
///
/// # Errors
/// 422 at `/repair_case_id`.
pub(super) async fn in_hand(tx: &Tx, receiver: Option<Uuid>, id: Uuid) -> Result<(Uuid, String)> {
    let absent = |problem: Problem| if problem.code() == "not_found" { Problem::reference("/repair_case_id") } else { problem };
    let case = case::repo::find(tx, &Scope::school(tx.school()?), CaseId(id)).await.map_err(absent)?;
    let his = receiver.is_some() && case.phase.worker() == receiver;
    if his && case.phase.state().is_open() { Ok((case.id.0, case.number)) } else { Err(not_his()) }
}

fn not_his() -> Problem {
    Problem::invalid(
        "/repair_case_id",
        "not_his_repair",
        "这张报修单现在不在领用人手上，配件只能发给正在修的人。",
        "The receiver does not have this repair in hand: its parts go to whoever repairs it.",
    )
}

/// The open cases that people have in hand.
pub(super) async fn list(reader: &Reader, grant: &Grant<PrepareStores>, query: &ListRepairs) -> Result<Page<RepairInHand>> {
    let (school, lang) = (grant.school()?, grant.context().lang());
    let cases = case::repo::in_hand(reader, school, query.receiver_id).await?;
    let places = location::repo::refs(reader, school, cases.iter().map(|case| case.location_id).collect()).await?;
    let names = person::repo::names(reader, school, cases.iter().filter_map(|case| case.phase.worker()).collect()).await?;
    let view = |case: &case::Case| {
        let worker = case.phase.worker()?;
        Some(RepairInHand {
            id: case.id.0,
            number: case.number.clone(),
            worker: PersonRef { id: worker, name: names.get(&worker).cloned().unwrap_or_default() },
            category_text: case.category.title_in(lang),
            place: places.get(&case.location_id).map(|place| place.path.clone()).unwrap_or_default(),
        })
    };
    Ok(Page::whole(cases.iter().filter_map(view).collect()))
}

/// What went into a case that the caller sees.
pub(super) async fn parts(reader: &Reader, grant: &Grant<ViewRepairs>, id: Uuid) -> Result<Parts> {
    let scope = grant.scope()?;
    let case = case::repo::find(reader, &scope, CaseId(id)).await?;
    let documents = Entity::find()
        .filter(Column::SchoolId.eq(scope.school))
        .filter(Column::RepairCaseId.eq(case.id.0))
        .order_by_asc(Column::Id)
        .all(reader)
        .await?;
    let came_back = |row: &super::entity::Model| DocumentKind::of(&row.kind) == Some(DocumentKind::Return);
    let signs: BTreeMap<Uuid, i64> = documents.iter().map(|row| (row.id, if came_back(row) { -1 } else { 1 })).collect();
    let mut sums: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
    for line in lines(reader, scope.school, signs.keys().copied().collect()).await? {
        let sign = signs.get(&line.document_id).copied().unwrap_or_default();
        let sum = sums.entry(line.item_id).or_default();
        *sum = (sum.0 + sign * line.quantity, sum.1 + sign * line.value);
    }
    let mut items = item::repo::refs(reader, scope.school, sums.keys().copied().collect()).await?;
    let names = person::repo::names(reader, scope.school, documents.iter().map(|row| row.recorded_by).collect()).await?;
    // A keeper knows what his own store costs; a case may hold parts of several.
    let priced = grant.actor().right(ViewStores::INFO.key).is_some_and(|right| right.reach == Reach::School);
    let money = |fen: i64| priced.then(|| Money::stored(fen));
    let document = |row: super::entity::Model| {
        let person = PersonRef { id: row.recorded_by, name: names.get(&row.recorded_by).cloned().unwrap_or_default() };
        Some(PartDocument {
            id: row.id,
            number: row.number,
            kind: DocumentKind::of(&row.kind)?,
            happened_on: row.happened_on,
            recorded_by: person,
        })
    };
    let value = money(sums.values().map(|(_, value)| value).sum());
    let part = |(id, (quantity, value)): (Uuid, (i64, i64))| {
        let item = items.remove(&id).filter(|_| quantity > 0)?;
        Some(PartLine { item, quantity: OnHand::stored(quantity), value: money(value) })
    };
    let mut items: Vec<PartLine> = sums.into_iter().filter_map(part).collect();
    items.sort_by(|a, b| a.item.name.cmp(&b.item.name));
    Ok(Parts { items, documents: documents.into_iter().filter_map(document).collect(), value })
}

async fn lines(db: &impl ConnectionTrait, school: Uuid, documents: Vec<Uuid>) -> Result<Vec<line::Model>> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let found = line::Entity::find().filter(line::Column::SchoolId.eq(school)).filter(line::Column::DocumentId.is_in(documents));
    Ok(found.all(db).await?)
}
