//! What a notice lists: what was accepted in its period, line by line, and the petty purchases that were approved in it where they are asked
//! for; in seven look-ups however many there are.

use std::collections::{BTreeSet, HashMap};

use approvals::approval::{self, Step};
use campus::{
    department::entity as department,
    person,
    school::entity::Model as School,
    school_days::{Zone, date_at},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use kernel::{Money, Problem, Quantity, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    error::PublicationError,
    listed_petty,
    model::{Listed, Met, Method, Period},
};
use crate::{
    joins::{department_of_person, order_of_receipt, request_of_order, requester_of_request},
    order::entity::{self as order, line as ordered},
    quote::entity as sheet,
    receipt::{
        self,
        entity::{self as receipts, line},
    },
    request::{Fund, KIND as REQUEST, entity as request},
};

/// Most rows of one notice.
pub(super) const MOST: u64 = 2000;

/// What a period lists.
#[derive(Debug)]
pub(super) struct Listing {
    pub rows: Vec<Listed>,
    /// The receipt or petty purchase of each row.
    pub of: Vec<Uuid>,
    /// The receipts and petty purchases that they are of, once each.
    pub records: Vec<(&'static str, Uuid)>,
    /// Of everybody who is in it, and of those who were asked for besides.
    pub names: HashMap<Uuid, String>,
}

/// Between which moments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// A line of a receipt with what is known of it from its order and request, and how its price was found.
#[derive(Debug, FromQueryResult)]
struct Line {
    receipt_id: Uuid,
    name: String,
    unit: String,
    accepted: i64,
    /// The sum of what it became.
    amount: i64,
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
    sheet_phase: Option<String>,
    single_source: Option<String>,
    quotes: i64,
}

/// As it would hang on the board now, with the names of others as well.
///
/// # Errors
/// 409 for more than one notice lists.
pub(super) async fn of_period(db: &impl ConnectionTrait, school: &School, period: Period, others: Vec<Uuid>) -> Result<Listing> {
    let zone = school.zone();
    let after = period.to.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let span = Span { from: begins(zone, period.from), until: begins(zone, after) };
    let lines = lines(db, school.id, span).await?;
    let petty = if period.with_petty { listed_petty::find(db, school.id, span).await? } else { listed_petty::Found::default() };
    if (lines.len() + petty.lines.len()) as u64 > MOST {
        return Err(PublicationError::TooMuchListed.into());
    }
    let took_part = if lines.is_empty() { HashMap::new() } else { buyers_and_acceptors(db, school.id, span).await? };
    let requests: BTreeSet<Uuid> = lines.iter().map(|line| line.request_id).collect();
    let decided = approval::repo::meetings_of(db, school.id, REQUEST, requests.into_iter().collect()).await?;
    let mut approvers: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for line in &lines {
        approvers.insert(line.order_id, serde_json::from_value(line.approver_ids.clone()).map_err(Problem::internal)?);
    }
    let signed = took_part.values().chain(approvers.values()).flatten().copied();
    let everybody = signed.chain(petty.people()).chain(recorders(&decided)).chain(others).collect();
    let names = person::repo::names(db, school.id, everybody).await?;
    let meetings = meetings(&decided, &names);
    let records: Vec<(&'static str, Uuid)> = lines.iter().map(|line| (receipt::KIND, line.receipt_id)).chain(petty.records()).collect();
    let of = records.iter().map(|(_, id)| *id).collect();
    let records = records.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let called = |people: Option<&Vec<Uuid>>| -> Vec<String> {
        people.into_iter().flatten().filter_map(|person| names.get(person).cloned()).collect()
    };
    let mut rows = Vec::with_capacity(lines.len() + petty.lines.len());
    for line in lines {
        rows.push(Listed {
            buyers: called(took_part.get(&line.order_id)),
            acceptors: called(took_part.get(&line.receipt_id)),
            approvers: called(approvers.get(&line.order_id)),
            meetings: meetings.get(&line.request_id).cloned().unwrap_or_default(),
            ..listed(line, zone)?
        });
    }
    rows.extend(petty.listed(zone, &names)?);
    Ok(Listing { rows, of, records, names })
}

/// What a line says by itself, without the names of those who took part.
fn listed(line: Line, zone: Zone) -> Result<Listed> {
    Ok(Listed {
        department: line.department,
        name: line.name,
        spec: line.spec,
        unit: line.unit,
        quantity: Quantity::stored(line.accepted),
        unit_price: Money::stored(line.unit_price),
        amount: Money::stored(line.amount),
        method: method(line.sheet_phase.as_deref(), line.single_source.is_some()),
        quotes: line.quotes,
        supplier: line.supplier_name,
        buyers: Vec::new(),
        acceptors: Vec::new(),
        fund: Fund::of(&line.fund).ok_or_else(|| Problem::internal("a request of an unknown fund"))?,
        request_number: line.request_number,
        approvers: Vec::new(),
        approved_on: line.decided_at.map(|at| date_at(zone, at)),
        receipt_number: line.receipt_number,
        accepted_on: date_at(zone, line.accepted_at),
        meetings: Vec::new(),
    })
}

fn method(sheet: Option<&str>, single_source: bool) -> Method {
    match (sheet, single_source) {
        (Some("settled"), true) => Method::SingleSource,
        (Some("settled"), false) => Method::Compared,
        _ => Method::Direct,
    }
}

/// Whoever wrote down what these meetings decided.
pub(super) fn recorders(decided: &[(Uuid, Step)]) -> impl Iterator<Item = Uuid> {
    decided.iter().filter_map(|(_, step)| step.decision.as_ref()).map(|decision| decision.by)
}

/// What meetings decided about each record, in the order of its chain.
pub(super) fn meetings(decided: &[(Uuid, Step)], names: &HashMap<Uuid, String>) -> HashMap<Uuid, Vec<Met>> {
    let mut of: HashMap<Uuid, Vec<Met>> = HashMap::new();
    for (record, step) in decided {
        let Some((decision, meeting)) = step.decision.as_ref().and_then(|decision| Some((decision, decision.meeting.as_ref()?))) else {
            continue;
        };
        of.entry(*record).or_default().push(Met {
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
pub(super) fn begins(zone: Zone, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// The sum of what a line became.
const AMOUNT: &str = "(SELECT CAST(COALESCE(SUM(became.value), 0) AS bigint) FROM goods_receipt_result became \
     WHERE became.school_id = goods_receipt_line.school_id AND became.receipt_id = goods_receipt_line.receipt_id \
     AND became.position = goods_receipt_line.position)";

/// How many suppliers' prices stand on the sheet.
const QUOTES: &str = "(SELECT COUNT(*) FROM quote said WHERE said.school_id = quote_sheet.school_id AND said.sheet_id = quote_sheet.id \
     AND said.superseded_at IS NULL)";

async fn lines(db: &impl ConnectionTrait, school: Uuid, span: Span) -> Result<Vec<Line>> {
    let to_receipt = line::Entity::belongs_to(receipts::Entity)
        .from((line::Column::SchoolId, line::Column::ReceiptId))
        .to((receipts::Column::SchoolId, receipts::Column::Id));
    let to_ordered = receipts::Entity::belongs_to(ordered::Entity)
        .from((receipts::Column::SchoolId, receipts::Column::OrderId))
        .to((ordered::Column::SchoolId, ordered::Column::OrderId));
    let to_sheet = request::Entity::belongs_to(sheet::Entity)
        .from((request::Column::SchoolId, request::Column::Id))
        .to((sheet::Column::SchoolId, sheet::Column::RequestId));
    let select = line::Entity::find()
        .select_only()
        .columns([line::Column::ReceiptId, line::Column::Name, line::Column::Unit, line::Column::Accepted])
        .column_as(Expr::cust(AMOUNT), "amount")
        .column_as(receipts::Column::Number, "receipt_number")
        .column_as(receipts::Column::AcceptedAt, "accepted_at")
        .column_as(receipts::Column::OrderId, "order_id")
        .column_as(order::Column::SupplierName, "supplier_name")
        .column_as(order::Column::ApproverIds, "approver_ids")
        .column_as(ordered::Column::Spec, "spec")
        .column_as(ordered::Column::UnitPrice, "unit_price")
        .column_as(request::Column::Id, "request_id")
        .column_as(request::Column::Number, "request_number")
        .column_as(request::Column::Fund, "fund")
        .column_as(request::Column::DecidedAt, "decided_at")
        .column_as(department::Column::Name, "department")
        .column_as(sheet::Column::Phase, "sheet_phase")
        .column_as(sheet::Column::SingleSource, "single_source")
        .column_as(Expr::cust(QUOTES), "quotes")
        .join(JoinType::InnerJoin, to_receipt.into())
        .join(JoinType::InnerJoin, order_of_receipt())
        .join(JoinType::InnerJoin, to_ordered.into())
        .join(JoinType::InnerJoin, request_of_order())
        .join(JoinType::LeftJoin, to_sheet.into())
        .join(JoinType::InnerJoin, requester_of_request())
        .join(JoinType::LeftJoin, department_of_person())
        .filter(receipts::Column::SchoolId.eq(school))
        .filter(receipts::Column::AcceptedAt.gte(span.from))
        .filter(receipts::Column::AcceptedAt.lt(span.until))
        .filter(line::Column::Accepted.gt(0))
        .filter(Expr::col((ordered::Entity, ordered::Column::Position)).eq(Expr::col((line::Entity, line::Column::OrderPosition))))
        .order_by_asc(receipts::Column::AcceptedAt)
        .order_by_asc(receipts::Column::Id)
        .order_by_asc(line::Column::Position)
        .limit(MOST + 1);
    Ok(select.into_model::<Line>().all(db).await?)
}

/// Whoever accepted a receipt of these days, and whoever bought its order, in the order in which they signed: by the receipt or the order.
async fn buyers_and_acceptors(db: &impl ConnectionTrait, school: Uuid, span: Span) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let sql = "SELECT a.receipt_id AS record_id, a.person_id AS person_id, a.signed_at AS signed_at FROM goods_receipt r \
         JOIN goods_receipt_acceptor a ON a.school_id = r.school_id AND a.receipt_id = r.id \
         WHERE r.school_id = $1 AND r.accepted_at >= $2 AND r.accepted_at < $3 \
         UNION \
         SELECT b.order_id, b.person_id, b.confirmed_at FROM goods_receipt r \
         JOIN purchase_order_buyer b ON b.school_id = r.school_id AND b.order_id = r.order_id \
         WHERE r.school_id = $1 AND r.accepted_at >= $2 AND r.accepted_at < $3 \
         ORDER BY 3, 2";
    let values: [sea_orm::Value; 3] = [school.into(), span.from.into(), span.until.into()];
    let mut people: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        people.entry(row.try_get("", "record_id")?).or_default().push(row.try_get("", "person_id")?);
    }
    Ok(people)
}
