//! Use cases on due dates.

use std::collections::HashMap;

use campus::{location, school};
use chrono::NaiveDate;
use kernel::{Cursor, Db, Grant, IfMatch, Lang, Page, PageLimit, Problem, Reply, Result, Scope, Text, Tx, audit::Event};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    Kind,
    dto::{AddDueDate, ChangeDueDate, DueDateView, FinishDueDate, ListDueDates},
};
use crate::{
    RegisterError,
    asset::{
        self,
        dto::NumberedCard,
        entity::due::{ActiveModel, Column, Entity, Model},
    },
    event,
    permissions::{CorrectAsset, ViewAssets},
};

/// Due dates of cards.
#[derive(Debug, Clone)]
pub struct DueDates {
    db: Db,
}

impl DueDates {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// The next first; those that were done, the latest first.
    pub async fn list(&self, grant: &Grant<ViewAssets>, query: &ListDueDates) -> Result<Page<DueDateView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let done = query.done == Some(true);
        let mut select = Entity::find().filter(wanted(&reader, &scope, query).await?).limit(limit.fetch());
        let after: Option<(NaiveDate, Uuid)> = query.cursor.as_deref().map(|c| Cursor::decode_of(order(done), c)).transpose()?;
        if let Some((day, id)) = after {
            let same = Condition::all().add(Column::DueOn.eq(day));
            let past = if done {
                Condition::any().add(Column::DueOn.lt(day)).add(same.add(Column::Id.lt(id)))
            } else {
                Condition::any().add(Column::DueOn.gt(day)).add(same.add(Column::Id.gt(id)))
            };
            select = select.filter(past);
        }
        select = if done {
            select.order_by_desc(Column::DueOn).order_by_desc(Column::Id)
        } else {
            select.order_by_asc(Column::DueOn).order_by_asc(Column::Id)
        };
        let page = Page::cut(select.all(&reader).await?, limit, |row| (order(done), (row.due_on, row.id)))?;
        let today = school::find(&reader, scope.school).await?.today(reader.now());
        let items = views(&reader, scope.school, page.items, today, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn add(&self, grant: &Grant<CorrectAsset>, asset: Uuid, body: AddDueDate) -> Result<Reply<DueDateView>> {
        let tx = self.db.begin(grant).await?;
        let card = asset::repo::find(&tx, &grant.scope()?, asset).await?;
        if card.voided_at.is_some() {
            return Err(RegisterError::Voided.into());
        }
        let row = insert(&tx, card.id, body.kind.key().into(), body.due_on, body.note).await?;
        let event = Event::new(event::DUE_ADDED).about("asset", card.id, &card.asset_no);
        let event = event.created("asset_due", row.id, &card.asset_no, &recorded(&row));
        let reply = one(&tx, row, grant.context().lang()).await?;
        tx.commit([event], Reply { status: axum::http::StatusCode::CREATED, ..reply }).await
    }

    pub async fn change(&self, grant: &Grant<CorrectAsset>, id: Uuid, seen: IfMatch, body: ChangeDueDate) -> Result<Reply<DueDateView>> {
        let tx = self.db.begin(grant).await?;
        let (before, card) = open(&tx, &grant.scope()?, id, seen).await?;
        let mut row = before.clone();
        row.due_on = body.due_on.unwrap_or(row.due_on);
        if let Some(note) = body.note {
            row.note = note;
        }
        if row == before {
            return Err(RegisterError::NothingChanges.into());
        }
        let row = save(&tx, row).await?;
        let event = Event::new(event::DUE_CHANGED).about("asset", card.id, &card.asset_no);
        let event = event.changed("asset_due", row.id, &card.asset_no, &recorded(&before), &recorded(&row));
        let reply = one(&tx, row, grant.context().lang()).await?;
        tx.commit([event], reply).await
    }

    /// Done; with a next day, the same is due again.
    pub async fn finish(&self, grant: &Grant<CorrectAsset>, id: Uuid, seen: IfMatch, body: FinishDueDate) -> Result<Reply<DueDateView>> {
        let tx = self.db.begin(grant).await?;
        let (before, card) = open(&tx, &grant.scope()?, id, seen).await?;
        let today = school::find(&tx, tx.school()?).await?.today(tx.now());
        if body.done_on > today {
            return Err(Problem::invalid("/done_on", "in_the_future", "完成日期不能晚于今天。", "It cannot be done after today."));
        }
        if body.next_due_on.is_some_and(|next| next <= body.done_on) {
            let text = Text::fixed("下次日期要晚于完成日期。", "The next day must come after the day it was done.");
            return Err(Problem::refused("validation_failed", text.clone()).field("/next_due_on", "too_early", text));
        }
        let done = Model {
            done_on: Some(body.done_on),
            done_by: tx.actor().person,
            note: body.note.or_else(|| before.note.clone()),
            ..before.clone()
        };
        let row = save(&tx, done).await?;
        let mut event = Event::new(event::DUE_DONE).about("asset", card.id, &card.asset_no);
        event = event.changed("asset_due", row.id, &card.asset_no, &recorded(&before), &recorded(&row));
        if let Some(next) = body.next_due_on {
            let next = insert(&tx, card.id, row.kind.clone(), next, None).await?;
            event = event.created("asset_due", next.id, &card.asset_no, &recorded(&next));
        }
        let reply = one(&tx, row, grant.context().lang()).await?;
        tx.commit([event], reply).await
    }

    /// It was entered by mistake. The audit trail keeps it.
    pub async fn remove(&self, grant: &Grant<CorrectAsset>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let (row, card) = open(&tx, &grant.scope()?, id, seen).await?;
        tx.remove::<Entity>((row.school_id, row.id), row.version).await?;
        let event = Event::new(event::DUE_REMOVED).about("asset", card.id, &card.asset_no);
        tx.commit([event.removed("asset_due", row.id, &card.asset_no, &recorded(&row))], Reply::none()).await
    }
}

const fn order(done: bool) -> &'static str {
    if done { "-due_on" } else { "due_on" }
}

async fn wanted(db: &impl ConnectionTrait, scope: &Scope, query: &ListDueDates) -> Result<Condition> {
    use asset::entity::{Column as Card, Entity as Cards};
    // Of the one card of each row: all cards of a school are too many to gather.
    let mut cards = Cards::find().select_only().expr(Expr::value(1)).filter(asset::repo::in_scope(scope)).filter(Card::VoidedAt.is_null());
    cards = cards.filter(Expr::col((Cards, Card::Id)).equals((Entity, Column::AssetId)));
    if let Some(place) = query.location_id {
        cards = cards.filter(location::repo::at_or_below(db, scope.school, place, asset::repo::PLACES).await?);
    }
    if let Some(card) = query.asset_id {
        cards = cards.filter(Card::Id.eq(card));
    }
    let asked = query.kind.iter().flat_map(|kinds| kinds.split(','));
    let kinds: Option<Vec<&str>> = asked.map(|kind| Kind::of(kind.trim()).map(Kind::key)).collect();
    let kinds = kinds
        .ok_or_else(|| Problem::malformed("unknown_value", "筛选条件里有不认识的值。", "A filter has a value that does not exist."))?;
    let done = if query.done == Some(true) { Column::DoneOn.is_not_null() } else { Column::DoneOn.is_null() };
    Ok(Condition::all()
        .add(Column::SchoolId.eq(scope.school))
        .add(done)
        .add(Expr::exists(cards.into_query()))
        .add_option((!kinds.is_empty()).then(|| Column::Kind.is_in(kinds)))
        .add_option(query.until.map(|day| Column::DueOn.lte(day))))
}

/// An open due date, with its card, when the caller may see the card.
async fn open(tx: &Tx, scope: &Scope, id: Uuid, seen: IfMatch) -> Result<(Model, asset::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(tx).await?.ok_or_else(Problem::not_found)?;
    let card = asset::repo::find(tx, scope, row.asset_id).await?;
    seen.check(row.version)?;
    if row.done_on.is_some() {
        return Err(Problem::conflict("done_already", Text::fixed("这一项已经完成了。", "This is done already.")));
    }
    Ok((row, card))
}

async fn insert(tx: &Tx, asset: Uuid, kind: String, due_on: NaiveDate, note: Option<String>) -> Result<Model> {
    let row = ActiveModel {
        school_id: Set(tx.school()?),
        id: Set(tx.new_id()),
        asset_id: Set(asset),
        kind: Set(kind),
        due_on: Set(due_on),
        note: Set(note),
        done_on: Set(None),
        done_by: Set(None),
        created_at: Set(tx.now()),
        version: Set(1),
    };
    Ok(row.insert(tx).await?)
}

async fn save(tx: &Tx, mut row: Model) -> Result<Model> {
    let seen = row.version;
    row.version += 1;
    tx.save(row.clone(), seen).await?;
    Ok(row)
}

fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({ "kind": row.kind, "due_on": row.due_on, "note": row.note, "done_on": row.done_on })
}

async fn one(tx: &Tx, row: Model, lang: Lang) -> Result<Reply<DueDateView>> {
    let (school, version) = (row.school_id, row.version);
    let today = school::find(tx, school).await?.today(tx.now());
    let view = views(tx, school, vec![row], today, lang).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>, today: NaiveDate, lang: Lang) -> Result<Vec<DueDateView>> {
    use asset::entity::{Column as Card, Entity as Cards};
    let cards: Vec<(Uuid, String, String, Option<Uuid>)> = Cards::find()
        .select_only()
        .columns([Card::Id, Card::AssetNo, Card::Name, Card::LocationId])
        .filter(Card::SchoolId.eq(school))
        .filter(Card::Id.is_in(rows.iter().map(|row| row.asset_id).collect::<Vec<_>>()))
        .into_tuple()
        .all(db)
        .await?;
    let places = location::repo::refs(db, school, cards.iter().filter_map(|card| card.3).collect()).await?;
    let cards: HashMap<Uuid, _> = cards.into_iter().map(|card| (card.0, card)).collect();
    let view = |row: Model| {
        let (id, asset_no, name, place) = cards.get(&row.asset_id).cloned()?;
        let kind = Kind::of(&row.kind)?;
        Some(DueDateView {
            id: row.id,
            asset: NumberedCard { id, asset_no },
            asset_name: name,
            location: place.and_then(|place| places.get(&place).cloned()),
            kind,
            kind_text: kind.title().pick(lang).to_owned(),
            due_on: row.due_on,
            overdue: row.done_on.is_none() && row.due_on < today,
            note: row.note,
            done_on: row.done_on,
            version: row.version,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}
