//! What a notice lists: what was accepted in its period, line by line, in seven look-ups however many there are.

use std::collections::HashMap;

use approvals::approval::{self, Step};
use campus::{
    department::entity as department,
    person::{self, entity as people},
    school::entity::Model as School,
    school_days::{Zone, date_at},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use kernel::{Money, Problem, Quantity, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    error::PublicationError,
    model::{Listed, Met, Method, Publication},
};
use crate::{
    order::entity::{self as order, buyer, line as ordered},
    quote::entity::{self as sheet, quote},
    receipt::entity::{self as receipt, acceptor, line, result},
    request::{Fund, KIND as REQUEST, entity as request},
};

/// Most rows of one notice.
const MOST: u64 = 2000;

/// A line of a receipt with what is known of it from its order and request.
#[derive(Debug, FromQueryResult)]
struct Line {
    receipt_id: Uuid,
    position: i64,
    name: String,
    unit: String,
    accepted: i64,
    receipt_number: String,
    accepted_at: DateTime<Utc>,
    order_id: Uuid,
    supplier_name: String,
    approver_ids: serde_json::Value,
    spec: Option<String>,
    unit_price: i64,
    request_id: Uuid,
    request_number: String,
    fund: String,
    decided_at: Option<DateTime<Utc>>,
    department: Option<String>,
}

/// How the prices of a request were found.
#[derive(Debug, FromQueryResult)]
struct Compared {
    request_id: Uuid,
    phase: String,
    single_source: Option<String>,
    quotes: i64,
}

/// As it would hang on the board now, and the names of who is in it, with whoever made the notice.
///
/// # Errors
/// 409 for more than one notice lists.
pub(super) async fn of_period(
    db: &impl ConnectionTrait,
    school: &School,
    notice: &Publication,
) -> Result<(Vec<Listed>, HashMap<Uuid, String>)> {
    let lines = lines(db, school, notice).await?;
    if lines.is_empty() {
        return Ok((Vec::new(), person::repo::names(db, school.id, vec![notice.made_by]).await?));
    }
    if lines.len() as u64 > MOST {
        return Err(PublicationError::TooMuchListed.into());
    }
    let mut receipts: Vec<Uuid> = lines.iter().map(|line| line.receipt_id).collect();
    receipts.dedup();
    let mut orders: Vec<Uuid> = lines.iter().map(|line| line.order_id).collect();
    orders.sort_unstable();
    orders.dedup();
    let amounts = amounts(db, school.id, &receipts).await?;
    let acceptors = acceptors(db, school.id, receipts).await?;
    let buyers = buyers(db, school.id, orders).await?;
    let mut requests: Vec<Uuid> = lines.iter().map(|line| line.request_id).collect();
    requests.sort_unstable();
    requests.dedup();
    let compared = compared(db, school.id, requests.clone()).await?;
    let decided = approval::repo::meetings_of(db, school.id, REQUEST, requests).await?;
    let recorders = decided.iter().filter_map(|(_, step)| step.decision.as_ref()).map(|decision| decision.by);
    let mut approvers: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for line in &lines {
        approvers.insert(line.order_id, serde_json::from_value(line.approver_ids.clone()).map_err(Problem::internal)?);
    }
    let everybody = acceptors.values().chain(buyers.values()).chain(approvers.values()).flatten().copied();
    let names = person::repo::names(db, school.id, everybody.chain(recorders).chain([notice.made_by]).collect()).await?;
    let meetings = meetings(&decided, &names);
    let of = |people: &HashMap<Uuid, Vec<Uuid>>, id: Uuid| -> Vec<String> {
        people.get(&id).into_iter().flatten().filter_map(|person| names.get(person).cloned()).collect()
    };
    let zone = school.zone();
    let listed: Result<Vec<Listed>> = lines
        .into_iter()
        .map(|line| {
            let found = compared.get(&line.request_id);
            Ok(Listed {
                department: line.department,
                name: line.name,
                spec: line.spec,
                unit: line.unit,
                quantity: Quantity::stored(line.accepted),
                unit_price: Money::stored(line.unit_price),
                amount: amounts.get(&(line.receipt_id, line.position)).copied().unwrap_or(Money::ZERO),
                method: found.map_or(Method::Direct, |found| found.0),
                quotes: found.map_or(0, |found| found.1),
                supplier: line.supplier_name,
                buyers: of(&buyers, line.order_id),
                acceptors: of(&acceptors, line.receipt_id),
                fund: Fund::of(&line.fund).ok_or_else(|| Problem::internal("a request of an unknown fund"))?,
                request_number: line.request_number,
                approvers: of(&approvers, line.order_id),
                approved_on: line.decided_at.map(|at| date_at(zone, at)),
                receipt_number: line.receipt_number,
                accepted_on: date_at(zone, line.accepted_at),
                meetings: meetings.get(&line.request_id).cloned().unwrap_or_default(),
            })
        })
        .collect();
    Ok((listed?, names))
}

/// What meetings decided about each request, in the order of its chain.
fn meetings(decided: &[(Uuid, Step)], names: &HashMap<Uuid, String>) -> HashMap<Uuid, Vec<Met>> {
    let mut of: HashMap<Uuid, Vec<Met>> = HashMap::new();
    for (request, step) in decided {
        let Some((decision, meeting)) = step.decision.as_ref().and_then(|decision| Some((decision, decision.meeting.as_ref()?))) else {
            continue;
        };
        of.entry(*request).or_default().push(Met {
            approver: step.approver,
            held_on: meeting.held_on,
            present: meeting.present,
            votes_for: meeting.votes_for,
            votes_against: meeting.votes_against,
            votes_abstained: meeting.votes_abstained,
            minutes: meeting.minutes.clone(),
            recorded_by: names.get(&decision.by).cloned().unwrap_or_default(),
        });
    }
    of
}

/// What all of it came to.
pub(super) fn total(listed: &[Listed]) -> Result<Money> {
    let sum = listed.iter().try_fold(Money::ZERO, |sum, one| sum.checked_add(one.amount));
    sum.ok_or_else(|| Problem::internal("more than the product counts"))
}

/// The moment at which a day begins at the school.
fn begins(zone: Zone, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

async fn lines(db: &impl ConnectionTrait, school: &School, notice: &Publication) -> Result<Vec<Line>> {
    let zone = school.zone();
    let after = notice.period_to.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let to_receipt = line::Entity::belongs_to(receipt::Entity)
        .from((line::Column::SchoolId, line::Column::ReceiptId))
        .to((receipt::Column::SchoolId, receipt::Column::Id));
    let to_order = receipt::Entity::belongs_to(order::Entity)
        .from((receipt::Column::SchoolId, receipt::Column::OrderId))
        .to((order::Column::SchoolId, order::Column::Id));
    let to_ordered = receipt::Entity::belongs_to(ordered::Entity)
        .from((receipt::Column::SchoolId, receipt::Column::OrderId))
        .to((ordered::Column::SchoolId, ordered::Column::OrderId));
    let to_request = order::Entity::belongs_to(request::Entity)
        .from((order::Column::SchoolId, order::Column::RequestId))
        .to((request::Column::SchoolId, request::Column::Id));
    let to_person = request::Entity::belongs_to(people::Entity)
        .from((request::Column::SchoolId, request::Column::RequesterId))
        .to((people::Column::SchoolId, people::Column::Id));
    let to_department = people::Entity::belongs_to(department::Entity)
        .from((people::Column::SchoolId, people::Column::DepartmentId))
        .to((department::Column::SchoolId, department::Column::Id));
    let select = line::Entity::find()
        .select_only()
        .columns([line::Column::ReceiptId, line::Column::Position, line::Column::Name, line::Column::Unit, line::Column::Accepted])
        .column_as(receipt::Column::Number, "receipt_number")
        .column_as(receipt::Column::AcceptedAt, "accepted_at")
        .column_as(receipt::Column::OrderId, "order_id")
        .column_as(order::Column::SupplierName, "supplier_name")
        .column_as(order::Column::ApproverIds, "approver_ids")
        .column_as(ordered::Column::Spec, "spec")
        .column_as(ordered::Column::UnitPrice, "unit_price")
        .column_as(request::Column::Id, "request_id")
        .column_as(request::Column::Number, "request_number")
        .column_as(request::Column::Fund, "fund")
        .column_as(request::Column::DecidedAt, "decided_at")
        .column_as(department::Column::Name, "department")
        .join(JoinType::InnerJoin, to_receipt.into())
        .join(JoinType::InnerJoin, to_order.into())
        .join(JoinType::InnerJoin, to_ordered.into())
        .join(JoinType::InnerJoin, to_request.into())
        .join(JoinType::InnerJoin, to_person.into())
        .join(JoinType::LeftJoin, to_department.into())
        .filter(receipt::Column::SchoolId.eq(school.id))
        .filter(receipt::Column::AcceptedAt.gte(begins(zone, notice.period_from)))
        .filter(receipt::Column::AcceptedAt.lt(begins(zone, after)))
        .filter(line::Column::Accepted.gt(0))
        .filter(Expr::col((ordered::Entity, ordered::Column::Position)).eq(Expr::col((line::Entity, line::Column::OrderPosition))))
        .order_by_asc(receipt::Column::AcceptedAt)
        .order_by_asc(receipt::Column::Id)
        .order_by_asc(line::Column::Position)
        .limit(MOST + 1);
    Ok(select.into_model::<Line>().all(db).await?)
}

/// What each line is worth: the sum of what it became.
async fn amounts(db: &impl ConnectionTrait, school: Uuid, receipts: &[Uuid]) -> Result<HashMap<(Uuid, i64), Money>> {
    let found: Vec<(Uuid, i64, i64)> = result::Entity::find()
        .select_only()
        .columns([result::Column::ReceiptId, result::Column::Position])
        .column_as(result::Column::Value.sum().cast_as("bigint"), "value")
        .filter(result::Column::SchoolId.eq(school))
        .filter(result::Column::ReceiptId.is_in(receipts.iter().copied()))
        .group_by(result::Column::ReceiptId)
        .group_by(result::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(receipt, position, value)| ((receipt, position), Money::stored(value))).collect())
}

async fn acceptors(db: &impl ConnectionTrait, school: Uuid, receipts: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let found = acceptor::Entity::find()
        .filter(acceptor::Column::SchoolId.eq(school))
        .filter(acceptor::Column::ReceiptId.is_in(receipts))
        .order_by_asc(acceptor::Column::SignedAt)
        .order_by_asc(acceptor::Column::PersonId)
        .all(db)
        .await?;
    Ok(grouped(found.into_iter().map(|row| (row.receipt_id, row.person_id))))
}

async fn buyers(db: &impl ConnectionTrait, school: Uuid, orders: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let found = buyer::Entity::find()
        .filter(buyer::Column::SchoolId.eq(school))
        .filter(buyer::Column::OrderId.is_in(orders))
        .order_by_asc(buyer::Column::ConfirmedAt)
        .order_by_asc(buyer::Column::PersonId)
        .all(db)
        .await?;
    Ok(grouped(found.into_iter().map(|row| (row.order_id, row.person_id))))
}

fn grouped(pairs: impl Iterator<Item = (Uuid, Uuid)>) -> HashMap<Uuid, Vec<Uuid>> {
    let mut groups: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (of, one) in pairs {
        groups.entry(of).or_default().push(one);
    }
    groups
}

async fn compared(db: &impl ConnectionTrait, school: Uuid, requests: Vec<Uuid>) -> Result<HashMap<Uuid, (Method, i64)>> {
    let to_quotes = sheet::Entity::belongs_to(quote::Entity)
        .from((sheet::Column::SchoolId, sheet::Column::Id))
        .to((quote::Column::SchoolId, quote::Column::SheetId));
    let found = sheet::Entity::find()
        .select_only()
        .columns([sheet::Column::RequestId, sheet::Column::Phase, sheet::Column::SingleSource])
        .column_as(quote::Column::Id.count(), "quotes")
        .join(JoinType::InnerJoin, to_quotes.into())
        .filter(sheet::Column::SchoolId.eq(school))
        .filter(sheet::Column::RequestId.is_in(requests))
        .filter(quote::Column::SupersededAt.is_null())
        .group_by(sheet::Column::RequestId)
        .group_by(sheet::Column::Phase)
        .group_by(sheet::Column::SingleSource)
        .into_model::<Compared>()
        .all(db)
        .await?;
    let method = |one: &Compared| match (one.phase.as_str(), &one.single_source) {
        ("settled", Some(_)) => Method::SingleSource,
        ("settled", None) => Method::Compared,
        _ => Method::Direct,
    };
    Ok(found.into_iter().map(|one| (one.request_id, (method(&one), one.quotes))).collect())
}
