//! The petty purchases that a notice lists, line by line: those that were approved in its days. Whoever bore witness stands where others
//! accepted the goods.

use std::collections::HashMap;

use approvals::approval;
use campus::{
    department::entity as department,
    person::entity as people,
    school_days::{Zone, date_at},
};
use chrono::{DateTime, Utc};
use kernel::{Money, Problem, Quantity, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    listing::{MOST, Span},
    model::{Listed, Method},
};
use crate::{
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

/// The lines, and who approved each purchase.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub lines: Vec<Line>,
    approvers: HashMap<Uuid, Vec<Uuid>>,
}

pub(super) async fn find(db: &impl ConnectionTrait, school: Uuid, span: Span) -> Result<Found> {
    let to_purchase = line::Entity::belongs_to(purchases::Entity)
        .from((line::Column::SchoolId, line::Column::PettyId))
        .to((purchases::Column::SchoolId, purchases::Column::Id));
    let to_person = purchases::Entity::belongs_to(people::Entity)
        .from((purchases::Column::SchoolId, purchases::Column::HandlerId))
        .to((people::Column::SchoolId, people::Column::Id));
    let to_department = people::Entity::belongs_to(department::Entity)
        .from((people::Column::SchoolId, people::Column::DepartmentId))
        .to((department::Column::SchoolId, department::Column::Id));
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
        .join(JoinType::InnerJoin, to_person.into())
        .join(JoinType::LeftJoin, to_department.into())
        .filter(purchases::Column::SchoolId.eq(school))
        .filter(purchases::Column::Phase.eq(State::Approved.key()))
        .filter(purchases::Column::DecidedAt.gte(span.from))
        .filter(purchases::Column::DecidedAt.lt(span.until))
        .order_by_asc(purchases::Column::DecidedAt)
        .order_by_asc(purchases::Column::Id)
        .order_by_asc(line::Column::Position)
        .limit(MOST + 1);
    let lines = select.into_model::<Line>().all(db).await?;
    let approvers = if lines.is_empty() { HashMap::new() } else { approved_by(db, school, &lines).await? };
    Ok(Found { lines, approvers })
}

async fn approved_by(db: &impl ConnectionTrait, school: Uuid, lines: &[Line]) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut ids: Vec<Uuid> = lines.iter().map(|line| line.petty_id).collect();
    ids.dedup();
    let found = approval::repo::of_subjects(db, school, petty::KIND, ids).await?;
    Ok(found.iter().map(|approval| (approval.subject.id, approvers(Some(approval)))).collect())
}

impl Found {
    /// Whoever bought, bore witness or approved.
    pub fn people(&self) -> impl Iterator<Item = Uuid> {
        let took_part = self.lines.iter().flat_map(|line| [line.handler_id, line.witness_id]);
        took_part.chain(self.approvers.values().flatten().copied())
    }

    pub fn records(&self) -> impl Iterator<Item = (&'static str, Uuid)> {
        self.lines.iter().map(|line| (petty::KIND, line.petty_id))
    }

    pub fn listed(self, zone: Zone, names: &HashMap<Uuid, String>) -> Result<Vec<Listed>> {
        let called = |people: &[Uuid]| -> Vec<String> { people.iter().filter_map(|person| names.get(person).cloned()).collect() };
        let approvers = self.approvers;
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
                // A petty purchase stays below every meeting.
                meetings: Vec::new(),
            })
        };
        self.lines.into_iter().map(listed).collect()
    }
}
