//! What a signed scan belongs to: found where the caller sees it, with those who took part in it.

use kernel::{Result, Scope};
use papers::signed_scan::Record;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    distribution::{self, DistributionId},
    requisition::{self, RequisitionId},
    stock,
};

/// A document of a store: who wrote it down, who received, who counted and whose keeper was there.
pub(super) async fn of_document(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let row = stock::found(db, scope, id).await?;
    let took_part = stock::people_of(&row).collect();
    Ok(Record { school_id: scope.school, kind: stock::KIND, id, number: row.number, took_part })
}

/// The class sheets of one act with the list of what was short: bound into one paper. Whoever drew it up, and whoever handed it out.
pub(super) async fn of_distribution(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let one = distribution::found(db, scope, DistributionId(id)).await?;
    let sheets = stock::of_distribution(db, scope.school, id).await?;
    let took_part = sheets.iter().flat_map(stock::people_of).chain([one.made_by]).collect();
    Ok(Record { school_id: scope.school, kind: distribution::KIND, id, number: one.number, took_part })
}

/// A requisition: whoever asked, and whoever handed it out.
pub(super) async fn of_requisition(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Record> {
    let one = requisition::found(db, scope, RequisitionId(id)).await?;
    let document = stock::of_requisition(db, scope.school, id).await?;
    let took_part = document.iter().flat_map(stock::people_of).chain([one.requester_id]).collect();
    Ok(Record { school_id: scope.school, kind: requisition::KIND, id, number: one.number, took_part })
}
