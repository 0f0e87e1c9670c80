//! Use cases of importing: look at a file, and commit what was seen. The command line and [`super::UploadedImports`] call them.

use std::{collections::HashSet, ops::ControlFlow, path::PathBuf, sync::Arc};

use campus::{
    Role,
    person::{self, PersonRef},
};
use files::{AttachmentKind, NewAttachments, Subject, UploadedDocument};
use kernel::{Db, Grant, Money, Page, PageLimit, Permission, Problem, Reach, Reply, Result, audit::Event, outbox::News};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    SqlErr,
};
use sheets::runner::Parser;
use uuid::Uuid;

use super::{
    ImportError,
    category_words::CategoryTable,
    dto::{ImportView, ListImports},
    file::digest,
    known::{Roll, categories, known},
    ledger::{ImportMode, ImportOptions, Known, LedgerBuilder, LedgerPlan, QuantityRows},
    names::{self, Where},
    progress::{Running, Step},
    update::{self, Updates},
    write,
};
use crate::{
    asset,
    asset::entity::import::{ActiveModel, Column, Entity, Model},
    event,
    permissions::{ImportRegister, ViewAssetValues},
};

/// Imports of ledgers.
#[derive(Debug, Clone)]
pub struct Imports {
    pub(super) db: Db,
    pub(super) running: Running,
    /// Numbers that are taken are no matter: for a comparison.
    any_number: bool,
}

/// A file on this machine, under the name its owner knows it by.
#[derive(Debug, Clone)]
pub struct LedgerFile {
    pub path: PathBuf,
    pub name: String,
}

/// What committing would do. Nothing is written yet.
#[derive(Debug)]
pub struct Prepared {
    pub file_name: String,
    pub file_sha256: Vec<u8>,
    pub options: ImportOptions,
    pub plan: LedgerPlan,
    /// Names that several people bear: their cards stay without a custodian.
    pub shared_names: HashSet<Arc<str>>,
    /// What becomes of the cards that are there, when they are updated.
    pub updates: Option<Updates>,
}

/// What becomes of a file with refused rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedRows {
    StopTheImport,
    LeaveOut,
}

impl Imports {
    pub fn new(db: Db) -> Self {
        Self { db, running: Running::default(), any_number: false }
    }

    pub(super) fn knowing_no_numbers(self) -> Self {
        Self { any_number: true, ..self }
    }

    /// Past imports, newest first.
    pub async fn list(&self, grant: &Grant<ImportRegister>, query: &ListImports) -> Result<Page<ImportView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let school = whole_school(grant)?;
        let mut select = Entity::find().filter(Column::SchoolId.eq(school)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(sha256) = &query.file_sha256 {
            let sha256 = hex::decode(sha256).map_err(|_| asset::filter::unknown_value())?;
            select = select.filter(Column::FileSha256.eq(sha256));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(kernel::Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |import| import.id)?;
        let items = views(&reader, grant, page.items).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// Reads a file and tells every row's fate. Writes nothing. `parser` starts `steward parse-sheet` on the file.
    ///
    /// # Errors
    /// 409 for a file that was imported before; 422 for one that is no ledger; 500 when the parser could not be started.
    pub async fn prepare(
        &self,
        grant: &Grant<ImportRegister>,
        file: LedgerFile,
        parser: Parser,
        options: ImportOptions,
    ) -> Result<Prepared> {
        let prepared = self.look_at(grant, file, parser, options, &Step::unseen()).await?;
        // Asked after the numbers were read: an import of this file that ended in between would refuse every row instead.
        if self.was_imported(grant, &prepared).await? {
            return Err(ImportError::ImportedBefore.into());
        }
        Ok(prepared)
    }

    /// Whether this very file was imported already, and not undone.
    pub(super) async fn was_imported(&self, grant: &Grant<ImportRegister>, prepared: &Prepared) -> Result<bool> {
        let adds = prepared.options.mode == ImportMode::Add;
        Ok(adds && was_imported(&self.db.read(grant), grant.school()?, &prepared.file_sha256).await?)
    }

    /// The same, of a file that may have been imported before.
    pub(super) async fn look_at(
        &self,
        grant: &Grant<ImportRegister>,
        file: LedgerFile,
        parser: Parser,
        options: ImportOptions,
        step: &Step,
    ) -> Result<Prepared> {
        let school = whole_school(grant)?;
        let reader = self.db.read(grant);
        let path = file.path.clone();
        let file_sha256 = blocking(move || digest(&path).map_err(|error| ImportError::File(error.to_string()).into())).await?;
        let table = categories(&reader, school).await?;
        let roll = Roll::load(&reader, school).await?;
        let known = known(&reader, school, &roll, !self.any_number).await?;
        if options.mode == ImportMode::Update && options.quantity == QuantityRows::Explode {
            return Err(ImportError::UpdateExplodes.into());
        }
        let noted = step.clone();
        let (mut plan, options) = blocking(move || read(&parser, &table, &known, &options, &noted).map(|plan| (plan, options))).await?;
        let shared_names = roll.shared(&plan.names.people);
        let mut updates = None;
        if options.mode == ImportMode::Update {
            step.checking(plan.cards.len());
            let names = Where::load(&reader, school, &plan.names).await?;
            let (found, refused) = update::compare(&reader, school, &plan, &names).await?;
            plan.refuse(refused);
            updates = Some(found);
        }
        Ok(Prepared { file_name: file.name, file_sha256, options, plan, shared_names, updates })
    }

    /// Writes what was prepared: all of it, or nothing.
    ///
    /// # Errors
    /// 409 for a file that was imported before, a number that was taken meanwhile, or lists that changed; 422 with refused rows
    /// that are not left out.
    pub async fn commit(&self, grant: &Grant<ImportRegister>, prepared: &Prepared, refused: RefusedRows) -> Result<Reply<ImportView>> {
        self.write(grant, prepared, refused, None, &Step::unseen()).await
    }

    pub(super) async fn write(
        &self,
        grant: &Grant<ImportRegister>,
        prepared: &Prepared,
        refused: RefusedRows,
        document: Option<&UploadedDocument>,
        step: &Step,
    ) -> Result<Reply<ImportView>> {
        whole_school(grant)?;
        let plan = &prepared.plan;
        if refused == RefusedRows::StopTheImport && !plan.refused.is_empty() {
            return Err(ImportError::RowsRefused(plan.refused.len()).into());
        }
        if plan.cards.is_empty() || prepared.updates.as_ref().is_some_and(|updates| updates.changes.is_empty()) {
            return Err(ImportError::NothingToImport.into());
        }
        let tx = self.db.begin(grant).await?;
        let import = imported(&tx, prepared).await?;
        let resolved = names::resolve(&tx, &plan.names, &prepared.options).await?;
        let event = Event::new(event::IMPORTED).created("asset_import", import.id, &import.file_name, &recorded(&import, plan));
        let event = if prepared.updates.is_some() {
            let event = resolved.made.record(event);
            Box::pin(update::write(&tx, plan, import.id, event, step)).await?
        } else {
            let event = resolved.made.record(event);
            write::cards(&tx, plan, import.id, &resolved, event, step).await?
        };
        if let Some(document) = document.filter(|document| !document.attached) {
            let new = NewAttachments { upload_ids: vec![document.id], kind: AttachmentKind::Document, caption: None };
            files::attachment::attach(&tx, Subject { kind: "asset_import", id: import.id }, &new).await?;
        }
        let news = News::new(event::NEWS_IMPORTED, "asset_import", import.id, "/assets/imports")
            .to_role(Role::HeadCustodian.code())
            .to_role(Role::LogisticsDirector.code())
            .word("file", import.file_name.as_str())
            .word("count", plan.cards.len().to_string().as_str());
        tx.tell([news]).await?;
        let view = views(&tx, grant, vec![import]).await?.pop().ok_or_else(|| Problem::internal("an import without a view"))?;
        tx.commit([event], Reply::created(view)).await
    }
}

/// An import may touch every place, so a right over some of them is not enough.
pub(super) fn whole_school(grant: &Grant<ImportRegister>) -> Result<Uuid> {
    let scope = grant.scope()?;
    if scope.reach == Reach::School { Ok(scope.school) } else { Err(ImportError::NeedsWholeSchool.into()) }
}

pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?
}

/// Blocks until the parser is done.
fn read(parser: &Parser, table: &CategoryTable, known: &Known, options: &ImportOptions, step: &Step) -> Result<LedgerPlan> {
    let mut builder = LedgerBuilder::new(table, known, options);
    let run = parser.run(|found| {
        step.read_on();
        builder.take(found);
        ControlFlow::Continue(())
    });
    run.map_err(ImportError::from)?;
    builder.finish().map_err(|error| ImportError::from(error).into())
}

async fn was_imported(db: &impl ConnectionTrait, school: Uuid, sha256: &[u8]) -> Result<bool> {
    let same = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::FileSha256.eq(sha256.to_vec()))
        .filter(Column::UndoneAt.is_null())
        .filter(Column::Mode.eq("add"));
    Ok(same.count(db).await? > 0)
}

/// The import's own row, first of all: a second import of the file at the same time waits here and is refused.
async fn imported(tx: &kernel::Tx, prepared: &Prepared) -> Result<Model> {
    let plan = &prepared.plan;
    let mode = match plan.quantity {
        QuantityRows::Keep => "keep",
        QuantityRows::Explode => "explode",
    };
    let row = ActiveModel {
        school_id: Set(tx.school()?),
        id: Set(tx.new_id()),
        file_name: Set(prepared.file_name.clone()),
        file_sha256: Set(prepared.file_sha256.clone()),
        quantity_mode: Set(mode.into()),
        source_rows: Set(i64::try_from(plan.data_rows()).map_err(Problem::internal)?),
        cards: Set(if prepared.updates.is_some() { 0 } else { i64::try_from(plan.cards_planned()).map_err(Problem::internal)? }),
        original_value: Set(plan.sums.original_value.unwrap_or_default()),
        accumulated_depreciation: Set(plan.sums.accumulated_depreciation),
        imported_by: Set(tx.actor().person),
        imported_at: Set(tx.now()),
        mode: Set(if prepared.updates.is_some() { "update" } else { "add" }.into()),
        changed_cards: Set(i64::try_from(prepared.updates.as_ref().map_or(0, |u| u.changes.len())).map_err(Problem::internal)?),
        undone_at: Set(None),
        undone_by: Set(None),
        undo_reason: Set(None),
        version: Set(1),
    };
    row.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => ImportError::ImportedBefore.into(),
        _ => error.into(),
    })
}

/// What of an import goes into the audit trail.
fn recorded(import: &Model, plan: &LedgerPlan) -> serde_json::Value {
    serde_json::json!({
        "file_name": import.file_name, "file_sha256": hex::encode(&import.file_sha256), "quantity_mode": import.quantity_mode,
        "source_rows": import.source_rows, "refused_rows": plan.refused.len(), "cards": import.cards, "mode": import.mode,
        "changed_cards": import.changed_cards,
    })
}

pub(super) async fn views(db: &impl ConnectionTrait, grant: &Grant<ImportRegister>, rows: Vec<Model>) -> Result<Vec<ImportView>> {
    let people = rows.iter().flat_map(|row| [row.imported_by, row.undone_by]).flatten().collect();
    let names = person::repo::names(db, grant.school()?, people).await?;
    let values = grant.actor().may(ViewAssetValues::INFO.key);
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let view = |row: Model| ImportView {
        id: row.id,
        file_sha256: hex::encode(&row.file_sha256),
        file_name: row.file_name,
        quantity_mode: row.quantity_mode,
        source_rows: row.source_rows,
        cards: row.cards,
        original_value: values.then(|| Money::stored(row.original_value)),
        imported_by: row.imported_by.map(person),
        imported_at: row.imported_at,
        mode: row.mode,
        changed_cards: row.changed_cards,
        undone_at: row.undone_at,
        undone_by: row.undone_by.map(person),
        undo_reason: row.undo_reason,
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}
