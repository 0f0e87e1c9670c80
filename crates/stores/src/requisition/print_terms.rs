//! From when on somebody decides about a print run, and what whoever asks may print on.

use campus::school;
use chrono::NaiveDate;
use kernel::{Grant, Result, Tx};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::{PaperAsked, PrintTerms},
    model::Requisition,
    print::is_large,
    repo::{self, Printed},
    service::{Items, RequisitionService, number_of},
};
use crate::{OnHand, item, permissions::RequestStock, policy::PRINT_RUN_ABOVE};

impl RequisitionService {
    /// What somebody has to know who wants something printed.
    pub async fn print_terms(&self, grant: &Grant<RequestStock>) -> Result<PrintTerms> {
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let today = school::find(&reader, school).await?.today(reader.now());
        let asked = asked_on(&reader, school, grant.person()?, today).await?;
        let of_paper = |one: &Printed| PaperAsked { item_id: one.item_id, quantity: OnHand::stored(one.quantity) };
        Ok(PrintTerms {
            above: PRINT_RUN_ABOVE.on(&reader, school, today).await?,
            asked_today: asked.iter().map(|one| one.sheets).sum(),
            asked_of_papers: asked.iter().map(of_paper).collect(),
            papers: item::papers(&reader, school).await?,
        })
    }
}

/// Whether somebody decides about what is asked for: about things always; about a print run alone when it is large, or takes more of a
/// controlled paper than goes over the counter, both with what was asked for before on the same day. The day is that of its number, which
/// is taken first: of two print runs at once one sees the other.
pub(super) async fn is_decided(tx: &Tx, today: NaiveDate, one: &Requisition, items: &Items) -> Result<bool> {
    let (Some(print), [paper]) = (one.print, one.lines.as_slice()) else { return Ok(true) };
    let before = asked_on(tx, one.school_id, one.requester_id, today).await?;
    let of_paper: i64 = before.iter().filter(|one| one.item_id == paper.item_id).map(|one| one.quantity).sum();
    let controlled = items.get(&paper.item_id).and_then(|item| item.controlled_above);
    if controlled.is_some_and(|above| is_large(paper.quantity.thousandths(), of_paper, above)) {
        return Ok(true);
    }
    let sheets: i64 = before.iter().map(|one| one.sheets).sum();
    Ok(is_large(print.sheets, sheets, PRINT_RUN_ABOVE.on(tx, one.school_id, today).await?))
}

async fn asked_on(db: &impl ConnectionTrait, school: Uuid, requester: Uuid, day: NaiveDate) -> Result<Vec<Printed>> {
    repo::printed_on(db, school, requester, &number_of(day)).await
}
