//! An import taken back, as long as nobody touched what it made.

use kernel::{Grant, IfMatch, Problem, Reply, Result, audit::Event};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    ImportError, UploadedImports,
    dto::{ImportView, UndoImport},
    service::{views, whole_school},
};
use crate::{
    asset::{
        self, Document,
        entity::{Column as Card, Entity as Cards, Model, due, import},
    },
    depreciation::closed::one_after_another,
    event,
    permissions::ImportRegister,
};

impl UploadedImports {
    /// Takes back a whole import: its cards are voided, as long as nobody touched them. Places, people and departments that it made
    /// stay.
    pub async fn undo(&self, grant: &Grant<ImportRegister>, id: Uuid, seen: IfMatch, body: UndoImport) -> Result<Reply<ImportView>> {
        let school = whole_school(grant)?;
        let tx = self.db().begin(grant).await?;
        one_after_another(&tx).await?;
        let before = import::Entity::find_by_id((school, id)).one(&tx).await?.ok_or_else(Problem::not_found)?;
        seen.check(before.version)?;
        if before.undone_at.is_some() {
            return Err(ImportError::UndoneBefore.into());
        }
        if before.mode != "add" {
            return Err(ImportError::UpdateNotUndone.into());
        }
        let touched = touched(&tx, school, id).await?;
        if touched > 0 {
            return Err(ImportError::CardsTouched(touched).into());
        }
        let document = Document { kind: "import_undone", id: Some(id) };
        let mut event = Event::new(event::IMPORT_UNDONE);
        let mut last = Uuid::nil();
        loop {
            let rows = cards_after(&tx, school, id, last).await?;
            let Some(end) = rows.last().map(|row| row.id) else { break };
            last = end;
            asset::void_many(&tx, &rows, &body.reason).await?;
            asset::take_back(&tx, &rows, document).await?;
            for row in &rows {
                let said = serde_json::json!({ "voided_at": tx.now(), "void_reason": body.reason });
                event = event.changed("asset", row.id, &row.asset_no, &serde_json::json!({}), &said);
            }
        }
        let after = import::Model {
            undone_at: Some(tx.now()),
            undone_by: tx.actor().person,
            undo_reason: Some(body.reason),
            version: before.version + 1,
            ..before.clone()
        };
        tx.save(after.clone(), before.version).await?;
        let said = |row: &import::Model| serde_json::json!({ "undone_at": row.undone_at, "undo_reason": row.undo_reason });
        event = event.changed("asset_import", id, &after.file_name, &said(&before), &said(&after));
        let version = after.version;
        let view = views(&tx, grant, vec![after]).await?.pop().ok_or_else(Problem::not_found)?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// Cards voided with one statement each.
const CARDS_AT_ONCE: u64 = 500;

async fn cards_after(db: &impl ConnectionTrait, school: Uuid, import: Uuid, last: Uuid) -> Result<Vec<Model>> {
    Ok(Cards::find()
        .filter(Card::SchoolId.eq(school))
        .filter(Card::ImportId.eq(import))
        .filter(Card::SplitFromId.is_null())
        .filter(Card::Id.gt(last))
        .order_by_asc(Card::Id)
        .limit(CARDS_AT_ONCE)
        .all(db)
        .await?)
}

/// Cards of an import that are not as the import made them.
async fn touched(db: &impl ConnectionTrait, school: Uuid, import: Uuid) -> Result<u64> {
    let of_import = || Cards::find().filter(Card::SchoolId.eq(school)).filter(Card::ImportId.eq(import));
    let changed = of_import().filter(Card::Version.gt(1)).count(db).await?;
    if changed > 0 {
        return Ok(changed);
    }
    let ids = || sea_orm::QueryTrait::into_query(of_import().select_only().column(Card::Id));
    let due = due::Entity::find().filter(due::Column::SchoolId.eq(school)).filter(due::Column::AssetId.in_subquery(ids()));
    Ok(due.count(db).await? + files::attachment::attached_to(db, school, "asset", ids()).await?)
}
