//! Under which voucher cards stand in the accounts: they learn it when what they were bought by is entered there.

use chrono::NaiveDate;
use kernel::{Result, Tx, audit::Event, db::ROWS_PER_STATEMENT};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::entity::{Column, Entity, Model};

/// What the accounts say of cards.
#[derive(Debug, Clone, Copy)]
pub struct Booking<'a> {
    pub voucher_no: &'a str,
    /// Day of the voucher.
    pub on: NaiveDate,
    /// The one invoice of all of them.
    pub invoice_no: Option<&'a str>,
}

/// Enters cards, and what was split off them since: those that stand and have no voucher yet. What somebody wrote down by hand stays.
/// Each is among the subjects of the event. Never commits.
///
/// # Errors
/// Only when the database fails.
pub async fn booked(tx: &Tx, cards: Vec<Uuid>, booking: Booking<'_>, mut event: Event) -> Result<Event> {
    let mut level = cards;
    while !level.is_empty() {
        let mut pieces = Vec::new();
        for chunk in level.chunks(ROWS_PER_STATEMENT) {
            // Held before they are looked at: nobody splits, voids or corrects them behind this.
            let as_it_is = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version));
            as_it_is.filter(Column::SchoolId.eq(tx.school()?)).filter(Column::Id.is_in(chunk.iter().copied())).exec(tx).await?;
            let rows = without_voucher(tx, chunk).await?;
            enter(tx, &rows, booking).await?;
            event = rows.iter().fold(event, |event, row| recorded(event, row, booking));
            pieces.extend(split_off(tx, chunk).await?);
        }
        level = pieces;
    }
    Ok(event)
}

async fn without_voucher(tx: &Tx, cards: &[Uuid]) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(tx.school()?)).filter(Column::Id.is_in(cards.iter().copied()));
    Ok(select.filter(Column::VoidedAt.is_null()).filter(Column::VoucherNo.is_null()).order_by_asc(Column::Id).all(tx).await?)
}

async fn split_off(tx: &Tx, cards: &[Uuid]) -> Result<Vec<Uuid>> {
    let select = Entity::find().select_only().column(Column::Id).filter(Column::SchoolId.eq(tx.school()?));
    Ok(select.filter(Column::SplitFromId.is_in(cards.iter().copied())).order_by_asc(Column::Id).into_tuple().all(tx).await?)
}

/// All of them in one statement, or two where there is an invoice.
async fn enter(tx: &Tx, rows: &[Model], booking: Booking<'_>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let school = tx.school()?;
    Entity::update_many()
        .col_expr(Column::VoucherNo, Expr::value(booking.voucher_no))
        .col_expr(Column::BookedOn, Expr::value(booking.on))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx)
        .await?;
    if let Some(invoice_no) = booking.invoice_no {
        Entity::update_many()
            .col_expr(Column::InvoiceNo, Expr::value(invoice_no))
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
            .filter(Column::InvoiceNo.is_null())
            .exec(tx)
            .await?;
    }
    Ok(())
}

fn recorded(event: Event, row: &Model, booking: Booking<'_>) -> Event {
    let said = |voucher_no: Option<&str>, booked_on: Option<NaiveDate>, invoice_no: Option<&str>| serde_json::json!({ "voucher_no": voucher_no, "booked_on": booked_on, "invoice_no": invoice_no });
    let invoice_no = row.invoice_no.as_deref();
    let before = said(row.voucher_no.as_deref(), row.booked_on, invoice_no);
    let after = said(Some(booking.voucher_no), Some(booking.on), invoice_no.or(booking.invoice_no));
    event.changed("asset", row.id, &row.asset_no, &before, &after)
}
