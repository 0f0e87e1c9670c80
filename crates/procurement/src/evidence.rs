//! Purchases as an auditor takes them home: all rows, page by page in the order of their ids. Who decided about them is `approvals`' matter.

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{exception, order, petty, receipt, request, supplier};

pub async fn requests(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<request::entity::Model>> {
    use request::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// What was asked for, line by line.
pub async fn request_lines(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<request::entity::line::Model>> {
    use request::entity::line::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

pub async fn orders(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<order::entity::Model>> {
    use order::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Who bought by these orders.
pub async fn buyers(db: &impl ConnectionTrait, school: Uuid, orders: Vec<Uuid>) -> Result<Vec<(Uuid, Uuid)>> {
    use order::entity::buyer::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::OrderId, Column::PersonId]).filter(Column::SchoolId.eq(school));
    Ok(select.filter(Column::OrderId.is_in(orders)).order_by_asc(Column::PersonId).into_tuple().all(db).await?)
}

pub async fn receipts(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<receipt::entity::Model>> {
    use receipt::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Who accepted what came by these receipts.
pub async fn acceptors(db: &impl ConnectionTrait, school: Uuid, receipts: Vec<Uuid>) -> Result<Vec<(Uuid, Uuid)>> {
    use receipt::entity::acceptor::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::ReceiptId, Column::PersonId]).filter(Column::SchoolId.eq(school));
    Ok(select.filter(Column::ReceiptId.is_in(receipts)).order_by_asc(Column::PersonId).into_tuple().all(db).await?)
}

pub async fn petty_purchases(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<petty::entity::Model>> {
    use petty::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Names of all suppliers of a school, suspended ones too.
pub async fn suppliers(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    use supplier::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Licences of suppliers, those that were replaced too.
pub async fn licences(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<supplier::entity::licence::Model>> {
    use supplier::entity::licence::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Rules of separated duties that were excepted for once (E16), those that nobody signed for yet too.
pub async fn exceptions(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<exception::entity::Model>> {
    use exception::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}
