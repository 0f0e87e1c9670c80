//! Use cases of exports.

use std::sync::Arc;

use campus::{person, person::PersonRef, school};
use chrono::{DateTime, Utc};
use kernel::{
    Cursor, Db, Grant, Lang, Money, Page, PageLimit, Permission, Problem, Quantity, Reply, Result, Snapshot, Text, Tx, audit::Event,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio::sync::{Semaphore, mpsc};
use uuid::Uuid;

use super::{
    columns,
    dto::{ExportBody, ExportColumn, ExportFieldView, ExportFormat, ExportView, ListExports},
    entity::{ActiveModel, Column, Entity, Model},
    folder::{ExportFolder, KEPT},
    manifest::About,
    pages::Pages,
    writer::{self, Job, Written},
};
use crate::{
    asset::{
        dto::ListAssets,
        fields::{FIELDS, Field, NameBook},
        filter, sees_values,
    },
    event,
    permissions::ExportAssets,
};

/// Exports that run at the same time; each keeps a connection and half a core busy.
const AT_ONCE: usize = 2;
/// Pages that wait to be written.
const WAITING: usize = 1;

/// Exports of the register.
#[derive(Debug, Clone)]
pub struct Exports {
    pub(super) db: Db,
    pub(super) folder: ExportFolder,
    pub(super) running: Arc<Semaphore>,
}

/// A file to be sent.
#[derive(Debug)]
pub(super) struct Sent {
    pub file: tokio::fs::File,
    pub export: Model,
}

impl Exports {
    pub fn new(db: Db, folder: ExportFolder) -> Self {
        Self { db, folder, running: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The fields that the caller may export.
    pub fn fields(grant: &Grant<ExportAssets>) -> Page<ExportFieldView> {
        let (values, lang) = (sees_values(grant), grant.context().lang());
        let seen = FIELDS.iter().filter(|field| values || !field.needs_values);
        Page::whole(seen.map(|f| ExportFieldView { key: f.key.into(), head: f.head(lang).into(), usual: f.usual }).collect())
    }

    /// Writes what the filters let through into a file: all of it, or nothing.
    pub async fn export(&self, grant: &Grant<ExportAssets>, body: ExportBody) -> Result<Reply<ExportView>> {
        self.db.replay(grant).await?;
        let wanted = body.filter.clone().unwrap_or_default();
        unpaged(&wanted)?;
        filter::allowed(grant, &wanted)?;
        let columns = columns::choose(body.columns.as_deref(), sees_values(grant))?;
        let _running = self.running.acquire().await.map_err(Problem::internal)?;
        let id = self.db.ids().next();
        let (written, about) = self.write(grant, id, body.format, &wanted, &columns).await?;
        let made = Made { id, format: body.format, wanted: &wanted, columns: &columns, about: &about, template: None };
        self.record(grant, made, written).await
    }

    /// Notes what was written; without its note the file goes.
    pub(super) async fn record(&self, grant: &Grant<ExportAssets>, made: Made<'_>, written: Written) -> Result<Reply<ExportView>> {
        if grant.context().client_gone() {
            return Err(writer::left());
        }
        let tx = self.db.begin(grant).await?;
        let row = insert(&tx, made, &written).await?;
        let event = Event::new(event::EXPORTED).created("asset_export", row.id, &row.file_name, &recorded(&row));
        let view = views(&tx, grant, self.db.clock().now(), vec![row])
            .await?
            .pop()
            .ok_or_else(|| Problem::internal("an export without a view"))?;
        let reply = tx.commit([event], Reply::created(view)).await?;
        written.draft.keep();
        Ok(reply)
    }

    /// Reads pages of one state while another thread writes them.
    async fn write(
        &self,
        grant: &Grant<ExportAssets>,
        id: Uuid,
        format: ExportFormat,
        wanted: &ListAssets,
        columns: &[&'static Field],
    ) -> Result<(Written, About)> {
        let snapshot = self.db.snapshot(grant).await?;
        let (scope, context) = (grant.scope()?, grant.context().clone());
        let about = self.about(&snapshot, grant, format, wanted).await?;
        let book = NameBook::open(&snapshot, scope.school, context.lang()).await?;
        let pages = Pages::open(&snapshot, &scope, wanted, columns, book).await?;
        let (sender, pieces) = mpsc::channel(WAITING);
        let job = Job {
            format,
            columns: columns.to_vec(),
            about: about.clone(),
            draft: self.folder.begin(id).map_err(writer::failed)?,
            folder: self.folder.path().to_owned(),
            context: context.clone(),
        };
        let writing = tokio::task::spawn_blocking(move || writer::write(job, pieces));
        let read = pages.hand_over(sender, &context).await;
        let written = writing.await.map_err(Problem::internal)?;
        read?;
        Ok((written?, about))
    }

    pub(super) async fn about(
        &self,
        snapshot: &Snapshot,
        grant: &Grant<ExportAssets>,
        format: ExportFormat,
        wanted: &ListAssets,
    ) -> Result<About> {
        let school = school::find(snapshot, grant.school()?).await?;
        let (at, lang, zone) = (self.db.clock().now(), grant.context().lang(), school.zone());
        let stamp = at.with_timezone(&zone).format("%Y%m%d-%H%M%S");
        let what = Text::fixed("资产台账", "assets");
        let plain: String = school.name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect();
        let file_name = format!("{plain}-{}-{stamp}.{}", what.pick(lang), format.key());
        let filter = (*wanted != ListAssets::default()).then(|| serde_json::to_string(wanted)).transpose();
        Ok(About {
            lang,
            by: grant.actor().name.to_string(),
            at,
            zone,
            filter: filter.map_err(Problem::internal)?,
            values: sees_values(grant),
            school: school.name,
            file_name,
        })
    }

    /// Exports, newest first: one's own, and everybody's for who may look into the audit log.
    pub async fn list(&self, grant: &Grant<ExportAssets>, query: &ListExports) -> Result<Page<ExportView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(seen(grant)?).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |export| export.id)?;
        Ok(Page { items: views(&reader, grant, self.db.clock().now(), page.items).await?, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ExportAssets>, id: Uuid) -> Result<ExportView> {
        let reader = self.db.read(grant);
        let row = find(&reader, grant, id).await?;
        views(&reader, grant, self.db.clock().now(), vec![row]).await?.pop().ok_or_else(Problem::not_found)
    }

    /// The file, for its maker.
    pub(super) async fn content(&self, grant: &Grant<ExportAssets>, id: Uuid) -> Result<Sent> {
        let reader = self.db.read(grant);
        let export = find(&reader, grant, id).await?;
        if !is_for(grant, &export) {
            return Err(Problem::not_found());
        }
        if export.exported_at + KEPT <= self.db.clock().now() {
            return Err(gone());
        }
        match tokio::fs::File::open(self.folder.of(id)).await {
            Ok(file) => Ok(Sent { file, export }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(gone()),
            Err(error) => Err(Problem::internal(error)),
        }
    }

    /// Removes files whose day is over. A job.
    pub async fn sweep(&self) -> Result<()> {
        let (folder, now) = (self.folder.clone(), self.db.clock().now());
        tokio::task::spawn_blocking(move || folder.sweep(now)).await.map_err(Problem::internal)?.map_err(Problem::internal)
    }

    /// Where exports lie: other features keep theirs beside them, and their day is over by the same job.
    pub const fn folder(&self) -> &ExportFolder {
        &self.folder
    }

    /// Where a finished export lies: for the command line, which copies it.
    pub fn file(&self, id: Uuid) -> std::path::PathBuf {
        self.folder.of(id)
    }
}

/// An export has no pages and one order.
pub(super) fn unpaged(query: &ListAssets) -> Result<()> {
    let asked = [(query.limit.is_some(), "limit"), (query.cursor.is_some(), "cursor"), (query.sort.is_some(), "sort")];
    match asked.into_iter().find(|(asked, _)| *asked) {
        Some((_, name)) => Err(Problem::invalid(
            format!("/filter/{name}"),
            "not_for_exports",
            "导出总是全部，按资产编号排列。",
            "An export is always whole and in the order of asset numbers.",
        )),
        None => Ok(()),
    }
}

fn gone() -> Problem {
    Problem::new(
        axum::http::StatusCode::GONE,
        "export_gone",
        Text::fixed("导出的文件只保留 24 小时，请重新导出。", "Files of exports are kept for 24 hours; export it again."),
    )
}

/// Whether the file may go to the caller: he made it, and may still see all that is in it.
fn is_for(grant: &Grant<ExportAssets>, export: &Model) -> bool {
    let secret = || columns_of(export).iter().any(|c| Field::of(&c.key).is_none_or(|field| field.needs_values));
    export.exported_by.is_some() && export.exported_by == grant.actor().person && (sees_values(grant) || !secret())
}

fn seen(grant: &Grant<ExportAssets>) -> Result<Condition> {
    let school = Condition::all().add(Column::SchoolId.eq(grant.school()?));
    if grant.actor().may(kernel::audit::trail::ViewAudit::INFO.key) {
        return Ok(school);
    }
    Ok(school.add(Column::ExportedBy.eq(grant.person()?)))
}

async fn find(db: &impl ConnectionTrait, grant: &Grant<ExportAssets>, id: Uuid) -> Result<Model> {
    Entity::find().filter(seen(grant)?).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// What is noted of an export beside what was counted while it was written.
pub(super) struct Made<'a> {
    pub id: Uuid,
    pub format: ExportFormat,
    pub wanted: &'a ListAssets,
    pub columns: &'a [&'static Field],
    pub about: &'a About,
    pub template: Option<String>,
}

async fn insert(tx: &Tx, made: Made<'_>, written: &Written) -> Result<Model> {
    let Made { id, format, wanted, columns, about, template } = made;
    let heads: Vec<ExportColumn> = columns.iter().map(|f| ExportColumn { key: f.key.into(), head: f.head(about.lang).into() }).collect();
    let row = ActiveModel {
        school_id: Set(tx.school()?),
        id: Set(id),
        format: Set(format.key().into()),
        language: Set(if about.lang == Lang::Zh { "zh" } else { "en" }.into()),
        file_name: Set(about.file_name.clone()),
        file_bytes: Set(i64::try_from(written.file_bytes).map_err(Problem::internal)?),
        file_sha256: Set(written.file_sha256.clone()),
        data_sha256: Set(written.data_sha256.clone()),
        filter: Set(serde_json::to_value(wanted).map_err(Problem::internal)?),
        columns: Set(serde_json::to_value(heads).map_err(Problem::internal)?),
        rows: Set(written.sums.rows),
        quantity: Set(written.sums.quantity()?),
        original_value: Set(written.sums.original_value()?),
        accumulated_depreciation: Set(written.sums.accumulated_depreciation()?),
        exported_by: Set(tx.actor().person),
        exported_at: Set(about.at),
        template: Set(template),
    };
    Ok(row.insert(tx).await?)
}

/// What the audit trail keeps. Not the sums of values: not everybody who reads the trail may see those.
fn recorded(row: &Model) -> serde_json::Value {
    let columns: Vec<String> = columns_of(row).into_iter().map(|column| column.key).collect();
    serde_json::json!({
        "format": row.format, "template": row.template, "file_name": row.file_name, "rows": row.rows, "columns": columns,
        "filter": filter::without_amounts(&row.filter),
        "data_sha256": hex::encode(&row.data_sha256), "file_sha256": hex::encode(&row.file_sha256),
    })
}

fn columns_of(row: &Model) -> Vec<ExportColumn> {
    serde_json::from_value(row.columns.clone()).unwrap_or_default()
}

async fn views(db: &impl ConnectionTrait, grant: &Grant<ExportAssets>, now: DateTime<Utc>, rows: Vec<Model>) -> Result<Vec<ExportView>> {
    let school = school::find(db, grant.school()?).await?;
    let names = person::repo::names(db, school.id, rows.iter().filter_map(|row| row.exported_by).collect()).await?;
    let values = sees_values(grant);
    let money = |fen: i64| values.then(|| Money::stored(fen));
    let view = |row: Model| {
        let available_until = row.exported_at + KEPT;
        Ok(ExportView {
            id: row.id,
            school: school.name.clone(),
            format: ExportFormat::of(&row.format).ok_or_else(|| Problem::internal("an export of an unknown format"))?,
            file_bytes: row.file_bytes,
            file_sha256: hex::encode(&row.file_sha256),
            data_sha256: hex::encode(&row.data_sha256),
            filter: if values { row.filter.clone() } else { filter::without_amounts(&row.filter) },
            columns: columns_of(&row),
            rows: row.rows,
            quantity: Quantity::stored(row.quantity).to_string(),
            original_value: money(row.original_value),
            accumulated_depreciation: money(row.accumulated_depreciation),
            exported_by: row.exported_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            exported_at: row.exported_at,
            available_until,
            available: now < available_until && is_for(grant, &row),
            template: row.template,
            file_name: row.file_name,
        })
    };
    rows.into_iter().map(view).collect()
}
