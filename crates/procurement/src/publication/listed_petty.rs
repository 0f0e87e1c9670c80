//! The petty purchases that a notice lists, line by line: those that were approved in its days. Whoever bore witness stands where others
//! accepted the goods; a meeting that decided about one, because of a rule or of others that it is judged with, stands there as well.

use std::collections::HashMap;

use approvals::approval::{self, Approval, Step};
use campus::{
    department::entity as department,
    school_days::{Zone, date_at},
};
use chrono::{DateTime, Utc};
use kernel::{Money, Problem, Quantity, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    listing::{MOST, Span, meetings, recorders},
    model::{Listed, Method},
};
use crate::{
    joins::{department_of_person, handler_of_petty},
    order::emergency::approvers,
    petty::{
        self,
        entity::{self as purchases, line},
        phase::State,
    },
    request::Fund,
};

/// A line with what is known of it from its purchase.
#[derive(Debug, FromQueryResult)]
pub(super) struct Line {
    petty_id: Uuid,
    name: String,
    spec: Option<String>,
    unit: String,
    quantity: i64,
    unit_price: i64,
    amount: i64,
    petty_number: String,
    shop: String,
    fund: String,
    handler_id: Uuid,
    witness_id: Uuid,
    decided_at: DateTime<Utc>,
    department: Option<String>,
}

/// The lines, who approved each purchase, and what meetings decided about it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub lines: Vec<Line>,
    approvers: HashMap<Uuid, Vec<Uuid>>,
    decided: Vec<(Uuid, Step)>,
}

pub(super) async fn find(db: &impl ConnectionTrait, school: Uuid, span: Span) -> Result<Found> {
    let to_purchase = line::Entity::belongs_to(purchases::Entity)
        .from((line::Column::SchoolId, line::Column::PettyId))
        .to((purchases::Column::SchoolId, purchases::Column::Id));
    let select = line::Entity::find()
        .select_only()
        .columns([line::Column::PettyId, line::Column::Name, line::Column::Spec, line::Column::Unit, line::Column::Quantity])
        .columns([line::Column::UnitPrice, line::Column::Amount])
        .column_as(purchases::Column::Number, "petty_number")
        .column_as(purchases::Column::Shop, "shop")
        .column_as(purchases::Column::Fund, "fund")
        .column_as(purchases::Column::HandlerId, "handler_id")
        .column_as(purchases::Column::WitnessId, "witness_id")
        .column_as(purchases::Column::DecidedAt, "decided_at")
        .column_as(department::Column::Name, "department")
        .join(JoinType::InnerJoin, to_purchase.into())
        .join(JoinType::InnerJoin, handler_of_petty())
        .join(JoinType::LeftJoin, department_of_person())
        .filter(purchases::Column::SchoolId.eq(school))
        .filter(purchases::Column::Phase.eq(State::Approved.key()))
        .filter(purchases::Column::DecidedAt.gte(span.from))
        .filter(purchases::Column::DecidedAt.lt(span.until))
        .order_by_asc(purchases::Column::DecidedAt)
        .order_by_asc(purchases::Column::Id)
        .order_by_asc(line::Column::Position)
        .limit(MOST + 1);
    let lines = select.into_model::<Line>().all(db).await?;
    let approvals = if lines.is_empty() { Vec::new() } else { approvals_of(db, school, &lines).await? };
    let approvers = approvals.iter().map(|approval| (approval.subject.id, approvers(Some(approval)))).collect();
    let decided = approvals.into_iter().flat_map(by_meetings).collect();
    Ok(Found { lines, approvers, decided })
}

async fn approvals_of(db: &impl ConnectionTrait, school: Uuid, lines: &[Line]) -> Result<Vec<Approval>> {
    let mut ids: Vec<Uuid> = lines.iter().map(|line| line.petty_id).collect();
    ids.dedup();
    approval::repo::of_subjects(db, school, petty::KIND, ids).await
}

/// The steps of the present round that meetings decided, each with its purchase.
fn by_meetings(approval: Approval) -> impl Iterator<Item = (Uuid, Step)> {
    let petty = approval.subject.id;
    approval.steps.into_iter().filter(|step| step.approver.is_meeting()).map(move |step| (petty, step))
}

impl Found {
    /// Whoever bought, bore witness, approved or wrote minutes down.
    pub fn people(&self) -> impl Iterator<Item = Uuid> {
        let took_part = self.lines.iter().flat_map(|line| [line.handler_id, line.witness_id]);
        took_part.chain(self.approvers.values().flatten().copied()).chain(recorders(&self.decided))
    }

    pub fn records(&self) -> impl Iterator<Item = (&'static str, Uuid)> {
        self.lines.iter().map(|line| (petty::KIND, line.petty_id))
    }

    pub fn listed(self, zone: Zone, names: &HashMap<Uuid, String>) -> Result<Vec<Listed>> {
        let called = |people: &[Uuid]| -> Vec<String> { people.iter().filter_map(|person| names.get(person).cloned()).collect() };
        let (approvers, met) = (self.approvers, meetings(&self.decided, names));
        let listed = |line: Line| {
            Ok(Listed {
                department: line.department,
                name: line.name,
                spec: line.spec,
                unit: line.unit,
                quantity: Quantity::stored(line.quantity),
                unit_price: Money::stored(line.unit_price),
                amount: Money::stored(line.amount),
                method: Method::Petty,
                quotes: 0,
                supplier: line.shop,
                buyers: called(&[line.handler_id]),
                acceptors: called(&[line.witness_id]),
                fund: Fund::of(&line.fund).ok_or_else(|| Problem::internal("a petty purchase of an unknown fund"))?,
                request_number: line.petty_number.clone(),
                approvers: called(approvers.get(&line.petty_id).map_or(&[], Vec::as_slice)),
                approved_on: Some(date_at(zone, line.decided_at)),
                receipt_number: line.petty_number,
                accepted_on: date_at(zone, line.decided_at),
                meetings: met.get(&line.petty_id).cloned().unwrap_or_default(),
            })
        };
        self.lines.into_iter().map(listed).collect()
    }
}
