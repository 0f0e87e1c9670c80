//! Use cases on values.

use axum::http::StatusCode;
use campus::school;
use chrono::NaiveDate;
use kernel::{
    Cursor, Db, Grant, IfMatch, Money, Page, PageLimit, Problem, Reply, Result, Tx, audit::Event, idempotency::IdempotencyKey, text,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    act::{Asked, Before, Effect, effect},
    dto::{ListEvents, RecordBody, ValueEventView, ValueView},
    view,
};
use crate::{
    asset::{
        self, RECLASSIFIED,
        entity::{Model, value_event},
        stands_still,
    },
    depreciation::{DepreciationError, closed::closed_before, owed},
    event,
    permissions::{RecordValue, ViewAssetValues},
};

/// The order of the events, in their cursors.
const NEWEST_FIRST: &str = "-effective_on";

/// Values of cards.
#[derive(Debug, Clone)]
pub struct Values {
    db: Db,
}

impl Values {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn get(&self, grant: &Grant<ViewAssetValues>, id: Uuid) -> Result<Reply<ValueView>> {
        let reader = self.db.read(grant);
        let card = asset::repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::one(&reader, &card, grant.actor(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(card.version))
    }

    /// What changed the value of a card, the newest first.
    pub async fn events(&self, grant: &Grant<ViewAssetValues>, id: Uuid, query: &ListEvents) -> Result<Page<ValueEventView>> {
        use value_event::{Column, Entity};
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let card = asset::repo::find(&reader, &grant.scope()?, id).await?;
        let mut select = Entity::find()
            .filter(Column::SchoolId.eq(card.school_id))
            .filter(Column::AssetId.eq(card.id))
            .order_by_desc(Column::EffectiveOn)
            .order_by_desc(Column::Id)
            .limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            let (day, last): (NaiveDate, Uuid) = Cursor::decode_of(NEWEST_FIRST, cursor)?;
            let same = Condition::all().add(Column::EffectiveOn.eq(day)).add(Column::Id.lt(last));
            select = select.filter(Condition::any().add(Column::EffectiveOn.lt(day)).add(same));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| (NEWEST_FIRST, (row.effective_on, row.id)))?;
        let items = view::events(&reader, card.school_id, page.items, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// Changes the value or the life of a card by voucher.
    pub async fn record(&self, grant: &Grant<RecordValue>, id: Uuid, seen: IfMatch, body: RecordBody) -> Result<Reply<ValueEventView>> {
        let tx = self.db.begin(grant).await?;
        let today = school::find(&tx, tx.school()?).await?.today(tx.now());
        let closed = closed_before(&tx, [body.effective_on], today).await?;
        let before = asset::repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        IdempotencyKey::require(grant.idempotency())?;
        if body.effective_on > today {
            return Err(DepreciationError::InTheFuture.into());
        }
        if let Some(why) = stands_still(&before) {
            return Err(Problem::conflict("card_stands_still", why));
        }
        if view::holders(&before).any(|holder| grant.decides_as(holder)) {
            return Err(DepreciationError::OwnCustody.into());
        }
        closed.refuse(body.effective_on)?;
        since_opening(&tx, &before, body.effective_on).await?;
        let money = |fen: Option<i64>| Money::stored(fen.unwrap_or_default());
        let life_months = before.life_months.filter(|_| before.depreciates);
        let state = Before { value: money(before.original_value), accumulated: money(before.accumulated_depreciation), life_months };
        let effect = effect(state, Asked { act: body.kind, amount: body.amount, life_months: body.life_months })?;
        not_below_coming(&tx, &before, body.effective_on, effect).await?;
        let after =
            Model { original_value: Some(effect.value.fen()), life_months: effect.life_months.or(before.life_months), ..before.clone() };
        let after = asset::repo::save(&tx, after).await?;
        let row = insert(&tx, &before, &body, effect).await?;
        let said = |card: &Model| json!({ "original_value": money(card.original_value), "life_months": card.life_months });
        let mut now = said(&after);
        if let Some(members) = now.as_object_mut() {
            members.insert("value_act".into(), body.kind.key().into());
            members.insert("effective_on".into(), json!(body.effective_on));
            members.insert("voucher_no".into(), json!(row.voucher_no));
            members.insert("reason".into(), json!(row.reason));
        }
        let event = Event::new(event::VALUE_RECORDED).changed("asset", after.id, &after.asset_no, &said(&before), &now);
        let view = view::events(&tx, after.school_id, vec![row], grant.context().lang()).await?.pop();
        let view = view.ok_or_else(|| Problem::internal("a value event without a view"))?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..Reply::ok(view).version(after.version) }).await
    }
}

/// Nothing changes a value before there was one, or under a class that the card has left since.
async fn since_opening(tx: &Tx, card: &Model, day: NaiveDate) -> Result<()> {
    use value_event::{Column, Entity};
    let of_kind = |kind: &str| {
        let here = Entity::find().select_only().column(Column::EffectiveOn).filter(Column::SchoolId.eq(card.school_id));
        here.filter(Column::AssetId.eq(card.id)).filter(Column::Kind.eq(kind)).limit(1)
    };
    let opened: Option<NaiveDate> = of_kind("opening").order_by_asc(Column::EffectiveOn).into_tuple().one(tx).await?;
    if let Some(opened_on) = opened.filter(|first| day < *first) {
        return Err(DepreciationError::BeforeOpening { opened_on }.into());
    }
    let since: Option<NaiveDate> = of_kind(RECLASSIFIED).order_by_desc(Column::EffectiveOn).into_tuple().one(tx).await?;
    match since.filter(|since| day < *since) {
        Some(since) => Err(DepreciationError::BeforeReclassified { since }.into()),
        None => Ok(()),
    }
}

/// What the months before the day take that are over and not closed comes into the books as well: a value does not fall below that.
async fn not_below_coming(tx: &Tx, before: &Model, day: NaiveDate, effect: Effect) -> Result<()> {
    if effect.value.fen() >= before.original_value.unwrap_or_default() {
        return Ok(());
    }
    let coming = owed(tx, before.school_id, before.id, day).await?;
    let accumulated = Money::stored(before.accumulated_depreciation.unwrap_or_default() + coming);
    if coming > 0 && effect.value < accumulated { Err(DepreciationError::BelowComing { accumulated }.into()) } else { Ok(()) }
}

async fn insert(tx: &Tx, before: &Model, body: &RecordBody, effect: Effect) -> Result<value_event::Model> {
    let id = tx.new_id();
    let row = value_event::ActiveModel {
        school_id: Set(before.school_id),
        id: Set(id),
        asset_id: Set(before.id),
        kind: Set(body.kind.key().into()),
        original_value: Set(effect.value.fen() - before.original_value.unwrap_or_default()),
        accumulated_depreciation: Set(0),
        quantity: Set(0),
        effective_on: Set(body.effective_on),
        recorded_at: Set(tx.now()),
        document_kind: Set("voucher".into()),
        document_id: Set(None),
        voucher_no: Set(Some(text::tidy(&body.voucher_no))),
        reason: Set(Some(text::sentence(&body.reason))),
        life_months: Set(effect.life_months),
        life_before: Set(effect.life_months.and(before.life_months)),
        category_code: Set(before.category_code.clone()),
    };
    Ok(row.insert(tx).await?)
}
