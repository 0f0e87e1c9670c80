//! Use cases on checklists.

use campus::location;
use kernel::{Cursor, Db, Grant, IfMatch, Page, PageLimit, Reply, Result, Tx, audit::Event, text};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    ChecklistId, GENERAL, Item, ItemKind, KIND,
    dto::{ChecklistBody, ChecklistRow, ChecklistVersion, ChecklistView, ItemBody, ListChecklists},
    entity::Column,
    repo::{self, New, Versioned},
};
use crate::{
    InspectionError, event,
    permissions::{ManageInspections, ViewInspections},
};

/// Checklists. They are no secret: whoever sees inspections sees all of them.
#[derive(Debug, Clone)]
pub struct Checklists {
    db: Db,
}

impl Checklists {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub(super) async fn list(&self, grant: &Grant<ViewInspections>, query: &ListChecklists) -> Result<Page<ChecklistRow>> {
        let limit = PageLimit::new(query.limit)?;
        let mut select = repo::latest(grant.school()?).order_by_desc(Column::Id).limit(limit.fetch());
        if !query.retired.unwrap_or_default() {
            select = select.filter(Column::Active.eq(true));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let found = select.all(&self.db.read(grant)).await?;
        let page = Page::cut(found, limit, |(row, _)| row.id)?;
        let items = page.items.into_iter().map(|found| repo::read(found).map(|one| row(&one))).collect::<Result<_>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub(super) async fn get(
        &self,
        grant: &Grant<ViewInspections>,
        id: ChecklistId,
        query: &ChecklistVersion,
    ) -> Result<Reply<ChecklistView>> {
        let reader = self.db.read(grant);
        let found = match query.number {
            Some(number) => repo::of_version(&reader, grant.school()?, id.0, number).await?,
            None => repo::find(&reader, grant.school()?, id.0).await?,
        };
        Ok(reply(found))
    }

    pub async fn add(&self, grant: &Grant<ManageInspections>, body: ChecklistBody) -> Result<Reply<ChecklistView>> {
        let tx = self.db.begin(grant).await?;
        let items = items(&tx, &body.items).await?;
        let (name, second_signature, active) = (body.name.as_str(), body.second_signature, !body.retired);
        let new = New { key: None, subject: GENERAL, name, items, second_signature, active };
        let row = repo::add(&tx, &new).await?;
        let event =
            Event::new(event::CHECKLIST_ADDED).created(KIND, row.id, &row.name, &repo::recorded(&row, &new.items, second_signature));
        let version = row.version;
        let view = reply(Versioned { number: row.latest, made_at: tx.now(), row, items: new.items, second_signature });
        tx.commit([event], Reply { status: axum::http::StatusCode::CREATED, version: Some(version), body: view.body }).await
    }

    /// Writes a checklist anew. What it asks becomes a version of its own, where that is other than before.
    pub(super) async fn revise(
        &self,
        grant: &Grant<ManageInspections>,
        id: ChecklistId,
        seen: IfMatch,
        body: ChecklistBody,
    ) -> Result<Reply<ChecklistView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, grant.school()?, id.0).await?;
        seen.check(before.row.version)?;
        let items = items(&tx, &body.items).await?;
        let mut row = before.row.clone();
        row.name = text::tidy(&body.name);
        row.name_key = text::fold(&row.name);
        row.active = !body.retired;
        let asks_other = items != before.items || body.second_signature != before.second_signature;
        row.latest += i64::from(asks_other);
        let row = repo::save(&tx, row).await?;
        if asks_other {
            repo::add_version(&tx, &row, &items, body.second_signature).await?;
        }
        let event = Event::new(event::CHECKLIST_REVISED).changed(
            KIND,
            row.id,
            &row.name,
            &repo::recorded(&before.row, &before.items, before.second_signature),
            &repo::recorded(&row, &items, body.second_signature),
        );
        let made_at = if asks_other { tx.now() } else { before.made_at };
        let view = reply(Versioned { number: row.latest, made_at, row, items, second_signature: body.second_signature });
        tx.commit([event], view).await
    }
}

/// The items of a body with their numbers, when they make sense.
async fn items(tx: &Tx, bodies: &[ItemBody]) -> Result<Vec<Item>> {
    let mut made = Vec::with_capacity(bodies.len());
    for (index, (body, no)) in bodies.iter().zip(1_i64..).enumerate() {
        let is_number = body.kind == ItemKind::Number;
        if !is_number && (body.unit.is_some() || body.min.is_some() || body.max.is_some()) {
            return Err(InspectionError::LimitsOfNoNumber(index).into());
        }
        if body.min.zip(body.max).is_some_and(|(min, max)| min > max) {
            return Err(InspectionError::LimitsCrossed(index).into());
        }
        if let Some(place) = body.location_id {
            location::repo::active(tx, tx.school()?, place, &format!("/items/{index}/location_id")).await?;
        }
        made.push(Item {
            no,
            text: text::sentence(&body.text),
            kind: body.kind,
            unit: body.unit.as_deref().map(text::tidy),
            min: body.min,
            max: body.max,
            required: body.required,
            location_id: body.location_id,
        });
    }
    Ok(made)
}

fn row(one: &Versioned) -> ChecklistRow {
    ChecklistRow {
        id: ChecklistId(one.row.id),
        name: one.row.name.clone(),
        subject: one.row.subject.clone(),
        number: one.row.latest,
        items_count: i64::try_from(one.items.len()).unwrap_or(i64::MAX),
        second_signature: one.second_signature,
        retired: !one.row.active,
        version: one.row.version,
    }
}

fn reply(one: Versioned) -> Reply<ChecklistView> {
    let version = one.row.version;
    Reply::ok(ChecklistView { row: row(&one), shown: one.number, items: one.items, made_at: one.made_at }).version(version)
}
