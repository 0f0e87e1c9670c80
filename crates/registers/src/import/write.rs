//! From a plan to cards, inside the import's transaction. Everything the rows name is already resolved; nothing is decided here.

use std::collections::HashMap;

use kernel::{Money, Problem, Quantity, Result, Tx, text};
use uuid::Uuid;

use super::{
    condition,
    dialect::Quantity as PlannedQuantity,
    extra,
    ledger::{LedgerPlan, Piece, PlannedCard},
    names::Resolved,
};
use crate::{
    RegisterError,
    asset::{NewCard, Status},
    category,
};

/// The cards of a plan, in the order of the file.
pub(super) async fn cards(tx: &Tx, plan: &LedgerPlan, import: Uuid, resolved: &Resolved) -> Result<Vec<NewCard>> {
    let categories: HashMap<String, category::entity::Model> =
        category::all(tx, tx.school()?).await?.into_iter().map(|c| (c.code.clone(), c)).collect();
    let many_sheets = extra::has_many_sheets(plan);
    let mut cards = Vec::with_capacity(usize::try_from(plan.cards_planned()).unwrap_or_default());
    for planned in &plan.cards {
        let category = categories.get(&*planned.category_code).ok_or(RegisterError::ListsChanged)?;
        let sheet = plan.sheets.get(planned.at.sheet as usize).map(|sheet| sheet.name.as_str()).filter(|_| many_sheets);
        let card = card(planned, category, import, sheet, resolved)?;
        for piece in planned.pieces(plan.quantity) {
            cards.push(of_piece(card.clone(), piece)?);
        }
    }
    Ok(cards)
}

/// What all pieces of a row share.
fn card(
    planned: &PlannedCard,
    category: &category::entity::Model,
    import: Uuid,
    sheet: Option<&str>,
    resolved: &Resolved,
) -> Result<NewCard> {
    let kept = |text: &Option<std::sync::Arc<str>>| text.as_deref().map(text::tidy);
    let location = planned.location.as_ref().and_then(|name| resolved.places.get(name)).cloned();
    let custodian_id = planned.person().and_then(|name| resolved.people.get(name).copied().flatten());
    let unlinked = planned.person().filter(|_| custodian_id.is_none());
    let told = planned.use_condition.as_deref().and_then(condition::status_of);
    Ok(NewCard {
        asset_no: None,
        category: category.clone(),
        name: text::tidy(&planned.name),
        spec_model: kept(&planned.spec_model),
        brand: kept(&planned.brand),
        serial_no: kept(&planned.serial_no),
        unit: kept(&planned.unit).unwrap_or_else(|| category.unit.clone()),
        quantity: Quantity::ONE,
        unit_price: money(planned.unit_price)?,
        original_value: None,
        accumulated_depreciation: None,
        acquired_on: planned.acquired_on,
        booked_on: planned.booked_on,
        acquisition_method: kept(&planned.acquisition_method),
        supplier: kept(&planned.supplier),
        voucher_no: kept(&planned.voucher_no),
        invoice_no: kept(&planned.invoice_no),
        status: told.unwrap_or(if location.is_some() { Status::InUse } else { Status::InStock }),
        location,
        department_id: planned.department.as_ref().and_then(|name| resolved.departments.get(name)).copied(),
        custodian_id,
        legacy_no: kept(&planned.legacy_no),
        official_no: kept(&planned.official_card_no),
        extra: extra::of(planned, sheet, unlinked),
        remarks: planned.remarks.as_deref().map(str::to_owned),
        import: Some((import, i64::from(planned.at.row))),
    })
}

fn of_piece(card: NewCard, piece: Piece) -> Result<NewCard> {
    Ok(NewCard {
        asset_no: piece.asset_no,
        quantity: quantity(piece.quantity)?,
        original_value: money(piece.original_value)?,
        accumulated_depreciation: money(piece.accumulated_depreciation)?,
        ..card
    })
}

/// The parser's bounds lie within the register's; a row beyond them is a defect, not the user's fault.
fn quantity(planned: PlannedQuantity) -> Result<Quantity> {
    Quantity::from_thousandths(planned.thousandths()).ok_or_else(|| Problem::internal("a planned quantity does not fit"))
}

fn money(fen: Option<i64>) -> Result<Option<Money>> {
    let fits = |fen| Money::from_fen(fen).ok_or_else(|| Problem::from(RegisterError::ValueTooLarge));
    fen.map(fits).transpose()
}
