//! Use cases on signed scans. Whoever calls has found the record where its reader sees it.

use axum::{http::HeaderMap, response::Response};
use campus::person::{self, PersonRef};
use files::{
    Attaching, Files, Size, Subject as Owner,
    attachment::{self, Attached, AttachmentView},
};
use kernel::{Actor, Db, Grant, Lang, Permission, Problem, Reader, Reply, Result, Scope, Tx, audit::Event, text};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    KIND,
    dto::{ScanView, ScansView, SignedScanBody},
    entity::Model,
    error::ScanError,
    record::Record,
    repo,
};
use crate::{event, permissions::ReturnScans};

/// What a scan comes as.
const SCANS: [&str; 3] = ["image/jpeg", "image/png", "application/pdf"];

/// Most scans of one record, those that were replaced among them.
const MOST: usize = 50;

/// What the operations of every kind of record share.
#[derive(Debug, Clone)]
pub struct SignedScans {
    db: Db,
    files: Files,
}

impl SignedScans {
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub fn read<P: Permission>(&self, grant: &Grant<P>) -> Reader {
        self.db.read(grant)
    }

    /// Opens the return of a scan: the transaction, and how far the caller sees such records, which is what `V` permits.
    ///
    /// # Errors
    /// 404 for who sees none.
    pub async fn begin<V: Permission>(&self, grant: &Grant<ReturnScans>) -> Result<(Tx, Scope)> {
        let tx = self.db.begin(grant).await?;
        let right = grant.actor().right(V::INFO.key).ok_or_else(Problem::not_found)?;
        Ok((tx, Scope { school: grant.school()?, reach: right.reach.clone() }))
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn content(&self, found: &Attached, size: Option<Size>, asked: &HeaderMap) -> Result<Response> {
        self.files.content(found, size, asked).await
    }
}

/// The scans of a record, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list<P: Permission>(grant: &Grant<P>, reader: &Reader, record: &Record) -> Result<Reply<ScansView>> {
    view(reader, record, grant.actor(), grant.context().lang()).await.map(Reply::ok)
}

/// The signed paper comes back to its record.
///
/// # Errors
/// 403 for who took no part, 422 for what is no scan, 409 where another was faster.
pub async fn give_back(grant: &Grant<ReturnScans>, tx: Tx, record: &Record, body: SignedScanBody) -> Result<Reply<ScansView>> {
    if !record.is_returned_by(grant.actor()) {
        return Err(ScanError::NotYours.into());
    }
    let reason = body.reason.as_deref().map(text::sentence).filter(|reason| !reason.is_empty());
    if reason.is_some() != body.replaces.is_some() {
        return Err(ScanError::ReasonMissing.into());
    }
    let there = repo::list(&tx, record).await?;
    if there.len() >= MOST {
        return Err(ScanError::TooMany.into());
    }
    if let Some(replaced) = body.replaces
        && !there.iter().any(|scan| scan.id == replaced)
    {
        return Err(Problem::reference("/replaces"));
    }
    let scan_id = tx.new_id();
    let pages = attach(&tx, scan_id, &body.upload_ids).await?;
    let scan = Model {
        school_id: record.school_id,
        id: scan_id,
        subject_kind: record.kind.to_owned(),
        subject_id: record.id,
        subject_number: record.number.clone(),
        pages: json!(pages.iter().map(|page| page.row.id).collect::<Vec<_>>()),
        replaces: body.replaces,
        reason,
        added_by: grant.person()?,
        added_at: tx.now(),
    };
    repo::insert(&tx, &scan).await?;
    let kept = json!({ "pages": pages.len(), "replaces": scan.replaces, "reason": scan.reason });
    let event =
        Event::new(event::SCAN_RETURNED).created(KIND, scan.id, &record.number, &kept).about(record.kind, record.id, &record.number);
    let event = pages.iter().fold(event, |event, page| {
        let kept = json!({ "kind": page.row.kind, "media_type": page.upload.media_type });
        event.created("attachment", page.row.id, &page.upload.file_name, &kept)
    });
    let view = view(&tx, record, grant.actor(), grant.context().lang()).await?;
    tx.commit([event], Reply::created(view)).await
}

/// A page of a scan of this record.
///
/// # Errors
/// 404 for another record's.
pub async fn page(reader: &Reader, record: &Record, page: Uuid) -> Result<Attached> {
    let mut found = attachment::several(reader, record.school_id, KIND, vec![page]).await?;
    let found = found.remove(&page).ok_or_else(Problem::not_found)?;
    repo::find(reader, record, found.row.subject_id).await?;
    Ok(found)
}

async fn attach(tx: &Tx, scan: Uuid, upload_ids: &[Uuid]) -> Result<Vec<Attached>> {
    let new = Attaching { upload_ids, kind: None, caption: None, purpose: None, pointer: "/upload_ids", pass: None };
    let pages = attachment::attach_to_all(tx, &[Owner { kind: KIND, id: scan }], &new).await?;
    match pages.iter().position(|page| !SCANS.contains(&page.upload.media_type.as_str())) {
        Some(index) => Err(ScanError::NoScan(index).into()),
        None => Ok(pages),
    }
}

async fn view(db: &impl ConnectionTrait, record: &Record, actor: &Actor, lang: Lang) -> Result<ScansView> {
    let scans = repo::list(db, record).await?;
    let mut ids = Vec::new();
    for scan in &scans {
        ids.extend(repo::pages_of(scan)?);
    }
    let pages = attachment::several(db, record.school_id, KIND, ids).await?;
    let names = person::repo::names(db, record.school_id, scans.iter().map(|scan| scan.added_by).collect()).await?;
    let mut items = Vec::with_capacity(scans.len());
    for scan in &scans {
        let name = names.get(&scan.added_by).cloned().unwrap_or_default();
        let newer = scans.iter().find(|other| other.replaces == Some(scan.id));
        let of_scan = repo::pages_of(scan)?.into_iter().filter_map(|id| pages.get(&id));
        items.push(ScanView {
            id: scan.id,
            pages: of_scan.map(|page| AttachmentView::of(page, name.clone())).collect(),
            added_by: PersonRef { id: scan.added_by, name },
            added_at: scan.added_at,
            replaced_because: newer.and_then(|newer| newer.reason.clone()),
        });
    }
    let may_return = record.is_returned_by(actor);
    let reason = (!may_return).then(|| ScanError::not_yours().pick(lang).to_owned());
    Ok(ScansView { items, may_return, reason })
}
