//! Putting right what a card says: words, never number, quantity, value, place or people. What is put under another class is from today on.

use campus::school;
use kernel::{Grant, IfMatch, Problem, Reply, Result, Text, Tx, audit::Event, db::ROWS_PER_STATEMENT, text};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

use super::{
    Assets, Status,
    dto::{AssetView, ChangeAsset},
    entity::{Model, value_event},
    repo, split, view, void,
    write::{Document, tokens},
};
use crate::{RegisterError, category, depreciation, event, permissions::CorrectAsset, search};

impl Assets {
    pub async fn change(&self, grant: &Grant<CorrectAsset>, id: Uuid, seen: IfMatch, body: ChangeAsset) -> Result<Reply<AssetView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let category = new_category(&tx, [&before], &body).await?;
        let begun = begun(&tx, [&before], &body).await?;
        let after = corrected(&before, category.as_ref(), body)?;
        lives_stay(&before, &after, &begun)?;
        if after == before {
            return Err(RegisterError::NothingChanges.into());
        }
        let row = keep(&tx, &before, after).await?;
        let event = Event::new(event::CHANGED).changed("asset", row.id, &row.asset_no, &described(&before), &described(&row));
        let reply = view::one(&tx, row, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], reply).await
    }
}

/// The category that is asked for, when a card has another.
pub(super) async fn new_category(
    db: &impl ConnectionTrait,
    cards: impl IntoIterator<Item = &Model>,
    body: &ChangeAsset,
) -> Result<Option<category::entity::Model>> {
    let Some(code) = &body.category_code else { return Ok(None) };
    match cards.into_iter().find(|card| card.category_code != *code) {
        Some(card) => category::by_code(db, card.school_id, code).await.map(Some),
        None => Ok(None),
    }
}

/// The cards that have depreciated already; asked only where it matters.
pub(super) async fn begun<'a>(
    db: &impl ConnectionTrait,
    cards: impl IntoIterator<Item = &'a Model>,
    body: &ChangeAsset,
) -> Result<HashSet<Uuid>> {
    if body.details.life_months.is_none() && body.details.depreciates.is_none() {
        return Ok(HashSet::new());
    }
    let mut cards = cards.into_iter().peekable();
    let Some(school) = cards.peek().map(|card| card.school_id) else { return Ok(HashSet::new()) };
    let ids: Vec<Uuid> = cards.map(|card| card.id).collect();
    depreciation::begun(db, school, &ids).await
}

/// What has depreciated did so by its life: what was exported of earlier days has to come out again, so that it changes by voucher, from a day
/// on. A life that nobody knew may still be said.
pub(super) fn lives_stay(before: &Model, after: &Model, begun: &HashSet<Uuid>) -> Result<()> {
    if !begun.contains(&before.id) {
        return Ok(());
    }
    if before.life_months.is_some() && before.life_months != after.life_months {
        return Err(by_document("/details/life_months"));
    }
    if before.depreciates != after.depreciates {
        let text = Text::fixed(
            "这张卡片已提过折旧，是否计提不能再改；登记有误的，请作废后重新登记。",
            "This card has depreciated already: whether it does cannot change any more. If it was entered wrongly, void it and enter it again.",
        );
        return Err(Problem::refused("has_depreciated", text.clone()).field("/details/depreciates", "has_depreciated", text));
    }
    Ok(())
}

/// The card with what is said of it put right; `category` is the one of the code that is said.
pub(super) fn corrected(before: &Model, category: Option<&category::entity::Model>, body: ChangeAsset) -> Result<Model> {
    if before.voided_at.is_some() {
        return Err(RegisterError::Voided.into());
    }
    if body.details.fiscal_value.is_some() || body.details.non_fiscal_value.is_some() {
        return Err(by_document("/details/fiscal_value"));
    }
    let mut row = before.clone();
    if let Some(category) = category
        && category.code != row.category_code
    {
        row.category_id = category.id;
        row.category_code.clone_from(&category.code);
        if body.details.kind_attributes.is_none()
            && super::kind::Kind::of(&row.category_code) != super::kind::Kind::of(&before.category_code)
        {
            row.kind_attributes = None;
        }
    }
    if let Some(name) = &body.name {
        row.name = text::tidy(name);
    }
    if let Some(unit) = &body.unit {
        row.unit = text::tidy(unit);
        if row.quantity % 1000 != 0 && !category::is_measured(&row.unit) {
            return Err(RegisterError::BrokenPieces.into());
        }
    }
    let tidy = |said: Option<String>| said.map(|s| text::tidy(&s));
    if let Some(said) = body.spec_model {
        row.spec_model = tidy(said);
    }
    if let Some(said) = body.brand {
        row.brand = tidy(said);
    }
    if let Some(said) = body.serial_no {
        row.serial_no = tidy(said);
    }
    if let Some(said) = body.acquired_on {
        row.acquired_on = said;
    }
    if let Some(said) = body.acquisition_method {
        row.acquisition_method = tidy(said);
    }
    if let Some(said) = body.supplier {
        row.supplier = tidy(said);
    }
    if let Some(said) = body.remarks {
        row.remarks = said;
    }
    if let Some(status) = body.status {
        row.status = changed_status(before, status)?.key().into();
    }
    body.details.apply(&mut row).map_err(|problem| problem.under("/details"))?;
    Ok(row)
}

/// Used, idle and in the store are told from each other by looking; every other status comes with a document.
fn changed_status(row: &Model, wanted: Status) -> Result<Status> {
    let by_looking = |status: Status| matches!(status, Status::InUse | Status::Idle | Status::InStock);
    let now = Status::of(&row.status).unwrap_or(Status::InUse);
    if now == wanted || by_looking(now) && by_looking(wanted) { Ok(wanted) } else { Err(by_document("/status")) }
}

fn by_document(pointer: &str) -> Problem {
    let text = Text::fixed("这一项要用单据来改，不能直接更正。", "This changes only by a document and cannot be corrected here.");
    Problem::refused("by_document", text.clone()).field(pointer, "by_document", text)
}

/// A card as it was, and as it is put right.
#[derive(Debug)]
pub(crate) struct Corrected {
    pub before: Model,
    pub after: Model,
}

/// The kind of the events by which a card leaves one class and enters another.
pub(crate) const RECLASSIFIED: &str = "reclassified";

/// Saves a corrected card.
async fn keep(tx: &Tx, before: &Model, after: Model) -> Result<Model> {
    let words = new_words(before, &after);
    let row = repo::save(tx, after).await?;
    reclassify(tx, [(before, &row)]).await?;
    search::reindex(tx, words).await?;
    Ok(row)
}

/// Whatever class a card was under until today, it was: ledgers of earlier days stay as they are, and today it leaves the one class and
/// enters the other with all that it is worth. A card whose books begin on a day ahead is not taken out of a class before it was in it.
async fn reclassify<'a>(tx: &Tx, cards: impl IntoIterator<Item = (&'a Model, &'a Model)>) -> Result<()> {
    let moved: Vec<_> = cards.into_iter().filter(|(before, after)| before.category_code != after.category_code).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let today = school::find(tx, tx.school()?).await?.today(tx.now());
    let document = Document { kind: "correction", id: None };
    for chunk in moved.chunks(ROWS_PER_STATEMENT) {
        let opened = void::opened_on(tx, chunk.iter().map(|(before, _)| before.id).collect()).await?;
        let pairs = chunk.iter().flat_map(|&(before, after)| {
            let day = opened.get(&before.id).copied().unwrap_or(today).max(today);
            let of = |card: &Model, sign: i64| split::value(tx, card, before, sign, RECLASSIFIED, day, document);
            [of(before, -1), of(after, 1)]
        });
        value_event::Entity::insert_many(pairs).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Saves many, and puts all their words into the index at once; answers each as it is now.
pub(crate) async fn keep_many(tx: &Tx, cards: Vec<Corrected>) -> Result<Vec<Corrected>> {
    let words: Vec<_> = cards.iter().filter_map(|card| new_words(&card.before, &card.after)).collect();
    let mut saved = Vec::with_capacity(cards.len());
    for Corrected { before, after } in cards {
        saved.push(Corrected { before, after: repo::save(tx, after).await? });
    }
    reclassify(tx, saved.iter().map(|card| (&card.before, &card.after))).await?;
    search::reindex(tx, words).await?;
    Ok(saved)
}

/// What the index is to know of a card, when that is not what it knows.
fn new_words(before: &Model, after: &Model) -> Option<(i64, BTreeSet<String>)> {
    let words = tokens(after);
    (words != tokens(before)).then_some((after.search_no, words))
}

/// The lines of a card that can be corrected, for the audit trail.
pub(crate) fn described(row: &Model) -> Value {
    serde_json::json!({
        "name": row.name, "category_code": row.category_code, "unit": row.unit, "spec_model": row.spec_model, "brand": row.brand,
        "serial_no": row.serial_no, "acquired_on": row.acquired_on, "acquisition_method": row.acquisition_method,
        "supplier": row.supplier, "remarks": row.remarks, "status": row.status, "manufacturer": row.manufacturer,
        "contract_no": row.contract_no, "procurement_form": row.procurement_form, "fund_source": row.fund_source,
        "accounting_subject": row.accounting_subject, "value_type": row.value_type, "depreciates": row.depreciates,
        "life_months": row.life_months, "in_service_on": row.in_service_on, "booked_on": row.booked_on, "voucher_no": row.voucher_no,
        "invoice_no": row.invoice_no, "use_condition": row.use_condition, "use_direction": row.use_direction,
        "property_right": row.property_right, "gift_terms": row.gift_terms, "legacy_no": row.legacy_no, "official_no": row.official_no,
        "official_entered_on": row.official_entered_on, "barcode": row.barcode, "kind_attributes": row.kind_attributes,
    })
}
