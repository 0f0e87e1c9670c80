//! From when on somebody decides about a print run, and what whoever asks may print on.

use campus::school::{self, entity::Model as School};
use chrono::NaiveDate;
use kernel::{Grant, Result, Tx};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::PrintTerms,
    model::Requisition,
    print::is_large,
    repo,
    service::{Items, RequisitionService, number_of},
};
use crate::{item, permissions::RequestStock, policy::PRINT_RUN_ABOVE};

impl RequisitionService {
    /// What somebody has to know who wants something printed.
    pub async fn print_terms(&self, grant: &Grant<RequestStock>) -> Result<PrintTerms> {
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let today = school::find(&reader, school).await?.today(reader.now());
        Ok(PrintTerms {
            above: PRINT_RUN_ABOVE.on(&reader, school, today).await?,
            asked_today: asked_on(&reader, school, grant.person()?, today).await?,
            papers: item::papers(&reader, school).await?,
        })
    }
}

/// Whether somebody decides about what is asked for: about things always; about a print run alone when it is large, or takes more of a
/// controlled paper than goes over the counter. Take the number first: of two print runs at once one sees the other.
pub(super) async fn is_decided(tx: &Tx, school: &School, one: &Requisition, items: &Items) -> Result<bool> {
    let (Some(print), [paper]) = (one.print, one.lines.as_slice()) else { return Ok(true) };
    let controlled = items.get(&paper.item_id).and_then(|item| item.controlled_above);
    if controlled.is_some_and(|above| paper.quantity.thousandths() > above) {
        return Ok(true);
    }
    let today = school.today(tx.now());
    let before = asked_on(tx, school.id, one.requester_id, today).await?;
    Ok(is_large(print.sheets, before, PRINT_RUN_ABOVE.on(tx, school.id, today).await?))
}

async fn asked_on(db: &impl ConnectionTrait, school: Uuid, requester: Uuid, day: NaiveDate) -> Result<i64> {
    repo::printed_on(db, school, requester, &number_of(day)).await
}
