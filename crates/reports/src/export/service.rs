//! Use cases of exported ledgers.

use std::sync::Arc;

use campus::{location, person, person::PersonRef};
use chrono::{DateTime, Utc};
use kernel::{Cursor, Db, Grant, Lang, Page, PageLimit, Permission, Problem, Reply, Result, Tx, audit::Event, audit::trail::ViewAudit};
use registers::export::{ExportFolder, KEPT, failed, left};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio::sync::{Semaphore, mpsc};
use uuid::Uuid;

use super::{
    bundle::{self, Job, Written},
    dto::{LedgerExportBody, LedgerExportView, LedgerKind, ListLedgerExports},
    entity::{ActiveModel, Column, Entity, Model},
    manifest::About,
    source::Source,
    table::Table,
};
use crate::{
    ReportError, event,
    ledger::{as_of::AsOf, dto::LedgerBasis, service::sees_values},
    permissions::ExportLedgers,
};

/// Exports that run at the same time; each keeps a connection and half a core busy.
const AT_ONCE: usize = 2;
/// Batches of rows that wait to be written.
const WAITING: usize = 1;
/// What its records are called in the audit trail.
const KIND: &str = "ledger_export";

/// Exports of ledgers.
#[derive(Debug, Clone)]
pub struct LedgerExports {
    db: Db,
    folder: ExportFolder,
    running: Arc<Semaphore>,
}

/// A file to be sent.
#[derive(Debug)]
pub(super) struct Sent {
    pub file: tokio::fs::File,
    pub export: Model,
}

impl LedgerExports {
    pub fn new(db: Db, folder: ExportFolder) -> Self {
        Self { db, folder, running: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Writes a ledger into an archive: all of it, or nothing.
    pub async fn export(&self, grant: &Grant<ExportLedgers>, body: LedgerExportBody) -> Result<Reply<LedgerExportView>> {
        self.db.replay(grant).await?;
        fits(&body)?;
        let _running = self.running.acquire().await.map_err(Problem::internal)?;
        let id = self.db.ids().next();
        let (written, about, table) = self.write(grant, id, body).await?;
        if grant.context().client_gone() {
            return Err(left());
        }
        let tx = self.db.begin(grant).await?;
        let row = insert(&tx, id, &about, &table, &written, sees_values(grant)).await?;
        let event = Event::new(event::LEDGER_EXPORTED).created(KIND, row.id, &row.file_name, &recorded(&row));
        let view = views(&tx, grant, self.db.clock().now(), vec![row]).await?.pop().ok_or_else(|| Problem::internal("no view"))?;
        let reply = tx.commit([event], Reply::created(view)).await?;
        written.draft.keep();
        Ok(reply)
    }

    /// Reads rows of one state while another thread writes them.
    async fn write(&self, grant: &Grant<ExportLedgers>, id: Uuid, body: LedgerExportBody) -> Result<(Written, About, Table)> {
        let snapshot = self.db.snapshot(grant).await?;
        let (at, lang) = (self.db.clock().now(), grant.context().lang());
        let as_of = AsOf::read(&snapshot, grant.school()?, at, (body.from, body.as_of)).await?;
        if let Some(place) = body.place_id {
            known_place(&snapshot, as_of.school.id, place).await?;
        }
        let table = Table::of(body.ledger, sees_values(grant));
        let about = About { lang, as_of, wanted: body, by: grant.actor().name.to_string(), at };
        let (sender, pieces) = mpsc::channel(WAITING);
        let job = Job {
            table: table.clone(),
            about: about.clone(),
            draft: self.folder.begin(id).map_err(failed)?,
            workbook: self.folder.begin(self.db.ids().next()).map_err(failed)?,
            folder: self.folder.path().to_owned(),
            stem: stem(&about, table.kind),
            context: grant.context().clone(),
        };
        let writing = tokio::task::spawn_blocking(move || bundle::write(job, pieces));
        let context = grant.context().clone();
        let source = Source { snapshot: &snapshot, as_of: &about.as_of, wanted: &about.wanted, lang, context: &context, sender };
        let read = source.hand_over().await;
        let written = writing.await.map_err(Problem::internal)?;
        read?;
        Ok((written?, about, table))
    }

    /// Exports, newest first: one's own, and everybody's for who may look into the audit log.
    pub async fn list(&self, grant: &Grant<ExportLedgers>, query: &ListLedgerExports) -> Result<Page<LedgerExportView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(seen(grant)?).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |export| export.id)?;
        Ok(Page { items: views(&reader, grant, self.db.clock().now(), page.items).await?, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ExportLedgers>, id: Uuid) -> Result<LedgerExportView> {
        let reader = self.db.read(grant);
        let row = find(&reader, grant, id).await?;
        views(&reader, grant, self.db.clock().now(), vec![row]).await?.pop().ok_or_else(Problem::not_found)
    }

    /// The archive, for its maker.
    pub(super) async fn content(&self, grant: &Grant<ExportLedgers>, id: Uuid) -> Result<Sent> {
        let reader = self.db.read(grant);
        let export = find(&reader, grant, id).await?;
        if !is_for(grant, &export) {
            return Err(Problem::not_found());
        }
        if export.exported_at + KEPT <= self.db.clock().now() {
            return Err(ReportError::ExportGone.into());
        }
        match tokio::fs::File::open(self.folder.of(id)).await {
            Ok(file) => Ok(Sent { file, export }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ReportError::ExportGone.into()),
            Err(error) => Err(Problem::internal(error)),
        }
    }
}

/// A class belongs to the ledger of classes, a place to that of places.
fn fits(body: &LedgerExportBody) -> Result<()> {
    let class = body.category_code.is_some() && body.ledger != LedgerKind::DetailByClass;
    let place = body.place_id.is_some() && body.ledger != LedgerKind::DetailByRoom;
    if class || place {
        let pointer = if class { "/category_code" } else { "/place_id" };
        return Err(Problem::invalid(
            pointer,
            "not_for_this_ledger",
            "这种账簿不按它筛选。",
            "This ledger is not exported in parts like that.",
        ));
    }
    Ok(())
}

async fn known_place(db: &impl ConnectionTrait, school: Uuid, place: Uuid) -> Result<()> {
    let found = location::repo::names(db, school, vec![place]).await?;
    if found.contains_key(&place) { Ok(()) } else { Err(Problem::reference("/place_id")) }
}

/// `东城小学-固定资产总账-2026-12-31`, with a word more where the day is not of the books.
fn stem(about: &About, kind: LedgerKind) -> String {
    let plain: String = about.as_of.school.name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect();
    let basis = about.as_of.basis();
    let title = kind.title();
    let mut stem = format!("{plain}-{}-{}", title.pick(about.lang), about.as_of.on);
    if basis != LedgerBasis::Books {
        stem.push('-');
        stem.push_str(basis.title().pick(about.lang));
    }
    stem
}

/// Whether the archive may go to the caller: he made it, and may still see all that is in it.
fn is_for(grant: &Grant<ExportLedgers>, export: &Model) -> bool {
    export.exported_by.is_some() && export.exported_by == grant.actor().person && (sees_values(grant) || !export.has_values)
}

fn seen(grant: &Grant<ExportLedgers>) -> Result<Condition> {
    let school = Condition::all().add(Column::SchoolId.eq(grant.school()?));
    if grant.actor().may(ViewAudit::INFO.key) {
        return Ok(school);
    }
    Ok(school.add(Column::ExportedBy.eq(grant.person()?)))
}

async fn find(db: &impl ConnectionTrait, grant: &Grant<ExportLedgers>, id: Uuid) -> Result<Model> {
    Entity::find().filter(seen(grant)?).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

async fn insert(tx: &Tx, id: Uuid, about: &About, table: &Table, written: &Written, has_values: bool) -> Result<Model> {
    let stamp = about.at.with_timezone(&about.as_of.school.zone()).format("%Y%m%d-%H%M%S");
    let row = ActiveModel {
        school_id: Set(tx.school()?),
        id: Set(id),
        ledger: Set(table.kind.key().into()),
        from_on: Set(about.as_of.from),
        as_of: Set(about.as_of.on),
        basis: Set(about.as_of.basis().key().into()),
        language: Set(if about.lang == Lang::Zh { "zh" } else { "en" }.into()),
        file_name: Set(format!("{}-{stamp}.zip", stem(about, table.kind))),
        file_bytes: Set(i64::try_from(written.file_bytes).map_err(Problem::internal)?),
        file_sha256: Set(written.file_sha256.clone()),
        data_sha256: Set(written.data_sha256.clone()),
        has_values: Set(has_values),
        rows: Set(written.rows),
        manifest: Set(serde_json::to_value(&written.manifest).map_err(Problem::internal)?),
        exported_by: Set(tx.actor().person),
        exported_at: Set(about.at),
    };
    Ok(row.insert(tx).await?)
}

/// What the audit trail keeps. Not the sums: not everybody who reads the trail may see those.
fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "ledger": row.ledger, "from_on": row.from_on, "as_of": row.as_of, "basis": row.basis, "file_name": row.file_name, "rows": row.rows,
        "data_sha256": hex::encode(&row.data_sha256), "file_sha256": hex::encode(&row.file_sha256),
    })
}

async fn views(
    db: &impl ConnectionTrait,
    grant: &Grant<ExportLedgers>,
    now: DateTime<Utc>,
    rows: Vec<Model>,
) -> Result<Vec<LedgerExportView>> {
    let names = person::repo::names(db, grant.school()?, rows.iter().filter_map(|row| row.exported_by).collect()).await?;
    let (values, lang) = (sees_values(grant), grant.context().lang());
    let view = |row: Model| {
        let available_until = row.exported_at + KEPT;
        let ledger = LedgerKind::of(&row.ledger).ok_or_else(|| Problem::internal("an export of an unknown ledger"))?;
        let basis = LedgerBasis::of(&row.basis).ok_or_else(|| Problem::internal("an export on an unknown basis"))?;
        Ok(LedgerExportView {
            id: row.id,
            ledger,
            title: ledger.title().pick(lang).to_owned(),
            from: row.from_on,
            as_of: row.as_of,
            basis,
            basis_text: basis.title().pick(lang).to_owned(),
            file_bytes: row.file_bytes,
            file_sha256: hex::encode(&row.file_sha256),
            data_sha256: hex::encode(&row.data_sha256),
            rows: row.rows,
            manifest: (values || !row.has_values).then(|| serde_json::from_value(row.manifest.clone()).ok()).flatten(),
            exported_by: row.exported_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            exported_at: row.exported_at,
            available_until,
            available: now < available_until && is_for(grant, &row),
            file_name: row.file_name,
        })
    };
    rows.into_iter().map(view).collect()
}
