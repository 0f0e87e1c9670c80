//! Use cases on asset cards.

use axum::http::StatusCode;
use campus::{department, location, person};
use kernel::{
    Db, Grant, Money, Page, Permission, Problem, Quantity, Reply, Result, Tx,
    audit::{
        Event,
        trail::{self, ActionCatalogue},
    },
    idempotency::IdempotencyKey,
    text,
};
use uuid::Uuid;

use super::{
    Status,
    dto::{AssetTimelineEntry, AssetView, BatchView, NumberedCard, RegisterBatch, RegisterBody},
    repo, view,
    write::{Holders, NewCard, add_cards, recorded},
};
use crate::{
    RegisterError, category, event,
    permissions::{RegisterAsset, ViewAssetValues, ViewAssets},
};

/// Asset cards.
#[derive(Debug, Clone)]
pub struct Assets {
    pub(super) db: Db,
    /// The acts of all features: a card is also touched by those that the register does not know.
    actions: ActionCatalogue,
}

impl Assets {
    pub fn new(db: Db, actions: ActionCatalogue) -> Self {
        Self { db, actions }
    }

    pub async fn get(&self, grant: &Grant<ViewAssets>, id: Uuid) -> Result<Reply<AssetView>> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, &grant.scope()?, id).await?;
        view::one(&reader, row, grant.actor(), grant.context().lang()).await
    }

    pub async fn timeline(&self, grant: &Grant<ViewAssets>, id: Uuid) -> Result<Page<AssetTimelineEntry>> {
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let row = repo::find(&reader, &scope, id).await?;
        let query = trail::ListAuditEvents { subject_id: Some(row.id), limit: Some(200), ..Default::default() };
        let events = trail::read(&reader, &scope, &query, self.actions, grant.context().lang()).await?;
        let entry = |e: trail::AuditEventView| AssetTimelineEntry {
            id: e.id,
            at: e.at,
            actor_name: e.actor_name,
            action: e.action,
            text: e.action_text,
        };
        Ok(Page::whole(events.items.into_iter().rev().map(entry).collect()))
    }

    pub async fn register(&self, grant: &Grant<RegisterAsset>, body: RegisterBody) -> Result<Reply<AssetView>> {
        let tx = self.db.begin(grant).await?;
        let card = prepared(&tx, body).await?;
        let row = add_cards(&tx, vec![card]).await?.pop().ok_or_else(|| Problem::internal("no card was written"))?;
        let event = Event::new(event::REGISTERED).created("asset", row.id, &row.asset_no, &recorded(&row));
        let reply = view::one(&tx, row, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply }).await
    }

    pub async fn register_batch(&self, grant: &Grant<RegisterAsset>, body: RegisterBatch) -> Result<Reply<BatchView>> {
        IdempotencyKey::require(grant.idempotency())?;
        if !body.serial_numbers.is_empty() && body.serial_numbers.len() != body.count {
            return Err(RegisterError::SerialCount.into());
        }
        if body.card.asset_no.is_some() {
            return Err(Problem::invalid(
                "/card/asset_no",
                "not_for_batches",
                "批量登记时编号自动连续。",
                "A batch takes consecutive numbers by itself.",
            ));
        }
        let tx = self.db.begin(grant).await?;
        let card = prepared(&tx, body.card).await.map_err(|problem| problem.under("/card"))?;
        let batch_id = Some(tx.new_id());
        let serial_no = |n: usize| body.serial_numbers.get(n).map(|s| text::tidy(s)).or(card.serial_no.clone());
        let cards = (0..body.count).map(|n| NewCard { serial_no: serial_no(n), batch_id, ..card.clone() });
        let rows = add_cards(&tx, cards.collect()).await?;
        let event = rows
            .iter()
            .fold(Event::new(event::BATCH_REGISTERED), |event, row| event.created("asset", row.id, &row.asset_no, &recorded(row)));
        let items = rows.into_iter().map(|r| NumberedCard { id: r.id, asset_no: r.asset_no }).collect();
        tx.commit([event], Reply::created(BatchView { items })).await
    }
}

pub(crate) fn sees_values<P: Permission>(grant: &Grant<P>) -> bool {
    grant.actor().may(ViewAssetValues::INFO.key)
}

/// A body with its references found and its value computed.
async fn prepared(tx: &Tx, body: RegisterBody) -> Result<NewCard> {
    let school = tx.school()?;
    let category = category::by_code(tx, school, &body.category_code).await?;
    let unit = body.unit.as_deref().map_or_else(|| category.unit.clone(), text::tidy);
    let quantity = body.quantity.unwrap_or(Quantity::ONE);
    if quantity.pieces().is_none() && !category::is_measured(&unit) {
        return Err(RegisterError::BrokenPieces.into());
    }
    let location = match body.location_id {
        Some(id) => Some(location::repo::active(tx, school, id, "/location_id").await?),
        None => None,
    };
    let people = [
        (body.custodian_id, "/custodian_id"),
        (body.user_person_id, "/user_person_id"),
        (body.responsible_person_id, "/responsible_person_id"),
    ];
    for (id, pointer) in people {
        if let Some(id) = id {
            person::repo::active(tx, school, id, pointer).await?;
        }
    }
    let holders = Holders {
        department_id: department_named(tx, body.department.as_deref()).await?,
        using_department_id: department_named(tx, body.using_department.as_deref()).await?,
        custodian_id: body.custodian_id,
        user_person_id: body.user_person_id,
        responsible_person_id: body.responsible_person_id,
    };
    let original_value = match (body.original_value, body.unit_price, quantity.pieces()) {
        (Some(value), _, _) => Some(value),
        (None, Some(price), Some(pieces)) => Some(price.checked_mul(pieces).ok_or(RegisterError::ValueTooLarge)?),
        (None, _, _) => None,
    };
    if original_value.or(body.unit_price).is_some_and(|v| v < Money::ZERO) {
        return Err(Problem::invalid("/original_value", "negative_value", "金额不能是负数。", "An amount cannot be negative."));
    }
    Ok(NewCard {
        asset_no: body.asset_no.as_deref().map(text::tidy),
        name: text::tidy(&body.name),
        spec_model: body.spec_model.as_deref().map(text::tidy),
        brand: body.brand.as_deref().map(text::tidy),
        serial_no: body.serial_no.as_deref().map(text::tidy),
        unit,
        quantity,
        unit_price: body.unit_price,
        original_value,
        acquired_on: body.acquired_on,
        acquisition_method: body.acquisition_method.as_deref().map(text::tidy),
        supplier: body.supplier.as_deref().map(text::tidy),
        status: if location.is_some() { Status::InUse } else { Status::InStock },
        location,
        holders,
        details: body.details,
        remarks: body.remarks,
        ..NewCard::of(category, String::new())
    })
}

async fn department_named(tx: &Tx, name: Option<&str>) -> Result<Option<Uuid>> {
    Ok(match name {
        Some(name) => Some(department::find_or_create(tx, name).await?),
        None => None,
    })
}
