//! How the tables of purchases hang together, and whose department they were for: for reports that read across them.

use campus::{department::entity as department, person::entity as people};
use sea_orm::{EntityTrait, RelationDef};

use crate::{order::entity as order, petty::entity as petty, receipt::entity as receipt, request::entity as request};

pub(crate) fn order_of_receipt() -> RelationDef {
    receipt::Entity::belongs_to(order::Entity)
        .from((receipt::Column::SchoolId, receipt::Column::OrderId))
        .to((order::Column::SchoolId, order::Column::Id))
        .into()
}

pub(crate) fn request_of_order() -> RelationDef {
    order::Entity::belongs_to(request::Entity)
        .from((order::Column::SchoolId, order::Column::RequestId))
        .to((request::Column::SchoolId, request::Column::Id))
        .into()
}

pub(crate) fn requester_of_request() -> RelationDef {
    request::Entity::belongs_to(people::Entity)
        .from((request::Column::SchoolId, request::Column::RequesterId))
        .to((people::Column::SchoolId, people::Column::Id))
        .into()
}

pub(crate) fn handler_of_petty() -> RelationDef {
    petty::Entity::belongs_to(people::Entity)
        .from((petty::Column::SchoolId, petty::Column::HandlerId))
        .to((people::Column::SchoolId, people::Column::Id))
        .into()
}

/// Nothing of those who belong to none: join it from the left.
pub(crate) fn department_of_person() -> RelationDef {
    people::Entity::belongs_to(department::Entity)
        .from((people::Column::SchoolId, people::Column::DepartmentId))
        .to((department::Column::SchoolId, department::Column::Id))
        .into()
}
