//! Use cases on photos and documents of cards.

use axum::{http::HeaderMap, response::Response};
use campus::person;
use files::{
    Attached, AttachmentKind, Files, NewAttachments, Size, Subject,
    attachment::{self, AttachmentView},
};
use kernel::{Db, Grant, Page, Permission, Problem, Reply, Result, audit::Event};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::{
    asset::repo,
    event,
    permissions::{RegisterAsset, ViewAssetValues, ViewAssets},
};

/// Photos and documents of cards.
#[derive(Debug, Clone)]
pub struct AssetAttachments {
    db: Db,
    files: Files,
}

const fn of(asset: Uuid) -> Subject {
    Subject { kind: "asset", id: asset }
}

/// Invoices and contracts tell prices.
fn may_see<P: Permission>(grant: &Grant<P>, attached: &Attached) -> bool {
    attached.kind() == AttachmentKind::Photo || grant.actor().may(ViewAssetValues::INFO.key)
}

impl AssetAttachments {
    pub const fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub(super) async fn list(&self, grant: &Grant<ViewAssets>, asset: Uuid) -> Result<Page<AttachmentView>> {
        let reader = self.db.read(grant);
        repo::find(&reader, &grant.scope()?, asset).await?;
        let found = attachment::list(&reader, grant.school()?, of(asset)).await?;
        let shown = found.into_iter().filter(|attached| may_see(grant, attached)).collect();
        views(&reader, grant.school()?, shown).await.map(Page::whole)
    }

    pub async fn attach(&self, grant: &Grant<RegisterAsset>, asset: Uuid, body: NewAttachments) -> Result<Reply<Page<AttachmentView>>> {
        let tx = self.db.begin(grant).await?;
        let card = repo::find(&tx, &grant.scope()?, asset).await?;
        let attached = attachment::attach(&tx, of(asset), &body).await?;
        let event = attached.iter().fold(Event::new(event::ATTACHED).about("asset", card.id, &card.asset_no), |event, one| {
            event.created("attachment", one.row.id, &one.upload.file_name, &recorded(one))
        });
        let reply = views(&tx, grant.school()?, attached).await.map(Page::whole).map(Reply::created)?;
        tx.commit([event], reply).await
    }

    pub(super) async fn detach(&self, grant: &Grant<RegisterAsset>, asset: Uuid, id: Uuid) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let card = repo::find(&tx, &grant.scope()?, asset).await?;
        let removed = attachment::remove(&tx, of(asset), id).await?;
        if !may_see(grant, &removed) {
            return Err(Problem::not_found());
        }
        let event = Event::new(event::DETACHED).about("asset", card.id, &card.asset_no).removed(
            "attachment",
            removed.row.id,
            &removed.upload.file_name,
            &recorded(&removed),
        );
        tx.commit([event], Reply::none()).await
    }

    pub(super) async fn content(
        &self,
        grant: &Grant<ViewAssets>,
        asset: Uuid,
        id: Uuid,
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        repo::find(&reader, &grant.scope()?, asset).await?;
        let found = attachment::find(&reader, grant.school()?, of(asset), id).await?;
        if !may_see(grant, &found) {
            return Err(Problem::not_found());
        }
        self.files.content(&found, size, asked).await
    }
}

/// What the audit trail keeps of an attachment.
fn recorded(attached: &Attached) -> serde_json::Value {
    json!({ "kind": attached.row.kind, "caption": attached.row.caption, "media_type": attached.upload.media_type })
}

async fn views(db: &impl ConnectionTrait, school: Uuid, attached: Vec<Attached>) -> Result<Vec<AttachmentView>> {
    let names = person::repo::names(db, school, attached.iter().filter_map(|one| one.row.added_by).collect()).await?;
    Ok(attached
        .iter()
        .map(|one| AttachmentView::of(one, one.row.added_by.and_then(|id| names.get(&id)).cloned().unwrap_or_default()))
        .collect())
}
