//! From a plan to cards, inside the import's transaction. Everything the rows name is already resolved; nothing is decided here.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use kernel::{Money, Problem, Quantity, Result, Tx, audit::Event, text};
use sea_orm::{ConnectionTrait, DbBackend};
use uuid::Uuid;

use super::{
    ImportError, condition,
    dialect::Quantity as PlannedQuantity,
    extra,
    ledger::{LedgerPlan, Piece, PlannedCard},
    names::Resolved,
    progress::Step,
};
use crate::{
    RegisterError, asset,
    asset::{CardDetails, Holders, NewCard, Status},
    category,
};

/// Cards in memory at once: each is two kilobytes as long as it is not written.
const AT_ONCE: usize = 500;

/// Writes the cards of a plan, in the order of the file, and tells of each.
pub(super) async fn cards(tx: &Tx, plan: &LedgerPlan, import: Uuid, resolved: &Resolved, mut event: Event, step: &Step) -> Result<Event> {
    let categories: HashMap<String, category::entity::Model> =
        category::all(tx, tx.school()?).await?.into_iter().map(|c| (c.code.clone(), c)).collect();
    let many_sheets = extra::has_many_sheets(plan);
    let barcodes = free_barcodes(tx, plan).await?;
    // Before the first card takes a number of the school's own: a later row may have given it.
    asset::go_on_above(tx, plan.cards.iter().filter_map(|card| card.asset_no.as_deref())).await?;
    step.writing(usize::try_from(plan.cards_planned()).unwrap_or_default());
    let (mut batch, mut written) = (Vec::new(), 0);
    let mut rows = plan.cards.iter().peekable();
    while let Some(planned) = rows.next() {
        let category = categories.get(&*planned.category_code).ok_or(ImportError::ListsChanged)?;
        let sheet = plan.sheets.get(planned.at.sheet as usize).map(|sheet| sheet.name.as_str()).filter(|_| many_sheets);
        let barcode = planned.label_no.clone().filter(|code| planned.cards(plan.quantity) == 1 && barcodes.contains(code));
        let card = card(planned, category, import, sheet, resolved, barcode.as_ref())?;
        for piece in planned.pieces(plan.quantity) {
            batch.push(of_piece(card.clone(), piece)?);
        }
        if batch.len() >= AT_ONCE || rows.peek().is_none() {
            let cards = asset::add_cards(tx, std::mem::take(&mut batch)).await?;
            written += cards.len();
            event = cards.iter().fold(event, |event, row| event.created("asset", row.id, &row.asset_no, &asset::recorded(row)));
            step.written(written);
            if written.ilog2() > (written - cards.len()).max(1).ilog2() {
                plan_anew(tx).await?;
            }
        }
    }
    Ok(event)
}

/// PostgreSQL keeps the plans of its own checks of foreign keys. One made when the table was empty may read a whole school for each row:
/// whenever the rows have doubled it is to think again.
async fn plan_anew(tx: &Tx) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("DISCARD PLANS").await?;
    }
    Ok(())
}

/// Labels of the file that can be bound as bar codes: each on one row only, and on no card yet.
async fn free_barcodes(tx: &Tx, plan: &LedgerPlan) -> Result<HashSet<Arc<str>>> {
    let mut uses: HashMap<&Arc<str>, u32> = HashMap::new();
    for code in plan.cards.iter().filter_map(|card| card.label_no.as_ref()) {
        *uses.entry(code).or_default() += 1;
    }
    let single: Vec<&Arc<str>> = uses.into_iter().filter(|(_, rows)| *rows == 1).map(|(code, _)| code).collect();
    let mut free: HashSet<Arc<str>> = single.iter().map(|code| (*code).clone()).collect();
    for chunk in single.chunks(BARCODES_PER_STATEMENT) {
        let codes = chunk.iter().map(ToString::to_string).collect();
        for taken in asset::repo::barcodes_among(tx, tx.school()?, codes).await? {
            free.remove(taken.as_str());
        }
    }
    Ok(free)
}

const BARCODES_PER_STATEMENT: usize = 1000;

/// What all pieces of a row share.
fn card(
    planned: &PlannedCard,
    category: &category::entity::Model,
    import: Uuid,
    sheet: Option<&str>,
    resolved: &Resolved,
    barcode: Option<&Arc<str>>,
) -> Result<NewCard> {
    let kept = |text: &Option<Arc<str>>| text.as_deref().map(text::tidy);
    let location = planned.location.as_ref().and_then(|name| resolved.places.get(name)).cloned();
    let custodian_id = planned.person().and_then(|name| resolved.people.get(name).copied().flatten());
    let unlinked = planned.person().filter(|_| custodian_id.is_none());
    let told = planned.status.as_deref().and_then(Status::titled);
    let told = told.or_else(|| planned.use_condition.as_deref().and_then(condition::status_of));
    let person = |name: Option<&Arc<str>>| name.and_then(|name| resolved.people.get(name).copied().flatten());
    let department = |name: Option<&Arc<str>>| name.and_then(|name| resolved.departments.get(name)).copied();
    let said = |text: &Option<Arc<str>>| kept(text).map(Some);
    let both = planned.custodian.is_some();
    let details = CardDetails {
        booked_on: planned.booked_on.map(Some),
        voucher_no: said(&planned.voucher_no),
        invoice_no: said(&planned.invoice_no),
        contract_no: said(&planned.order_no),
        fund_source: said(&planned.fund_source),
        use_condition: said(&planned.use_condition),
        legacy_no: said(&planned.legacy_no),
        official_no: said(&planned.official_card_no),
        value_type: planned.nominal.then(|| Some("名义金额".to_owned())),
        depreciates: planned.nominal.then_some(false),
        barcode: barcode.map(|code| Some(code.to_string())),
        ..CardDetails::default()
    };
    Ok(NewCard {
        spec_model: kept(&planned.spec_model),
        brand: kept(&planned.brand),
        serial_no: kept(&planned.serial_no),
        unit: kept(&planned.unit).unwrap_or_else(|| category.unit.clone()),
        unit_price: money(planned.unit_price)?,
        acquired_on: planned.acquired_on,
        acquisition_method: kept(&planned.acquisition_method),
        supplier: kept(&planned.supplier),
        status: told.unwrap_or(if location.is_some() { Status::InUse } else { Status::InStock }),
        location,
        holders: Holders {
            department_id: department(planned.department.as_ref()),
            using_department_id: department(planned.using_department.as_ref()),
            custodian_id,
            user_person_id: person(planned.user_person.as_ref().filter(|_| both)),
            responsible_person_id: None,
        },
        details,
        extra: extra::of(planned, sheet, unlinked, barcode.is_some()),
        remarks: planned.remarks.as_deref().map(str::to_owned),
        import: Some((import, i64::from(planned.at.row))),
        ..NewCard::of(category.clone(), text::tidy(&planned.name))
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
