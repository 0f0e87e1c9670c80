//! Use cases of importing: look at a file, and commit what was seen. The command line calls them; so will the web wizard.

use std::{collections::HashSet, ops::ControlFlow, path::PathBuf, sync::Arc};

use campus::person::{self, PersonRef};
use kernel::{Db, Grant, Money, Page, PageLimit, Permission, Problem, Reach, Reply, Result, audit::Event};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    SqlErr,
};
use uuid::Uuid;

use super::{
    category_words::CategoryTable,
    dto::{ImportView, ListImports},
    file::digest,
    known::{Roll, categories, known},
    ledger::{ImportOptions, Known, LedgerBuilder, LedgerPlan, QuantityRows},
    names,
    runner::Parser,
    write,
};
use crate::{
    RegisterError, asset,
    asset::entity::import::{ActiveModel, Column, Entity, Model},
    event, hex,
    permissions::{ImportRegister, ViewAssetValues},
};

/// Imports of ledgers.
#[derive(Debug, Clone)]
pub struct Imports {
    db: Db,
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
}

/// What becomes of a file with refused rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedRows {
    StopTheImport,
    LeaveOut,
}

impl Imports {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// Past imports, newest first.
    pub async fn list(&self, grant: &Grant<ImportRegister>, query: &ListImports) -> Result<Page<ImportView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let school = whole_school(grant)?;
        let mut select = Entity::find().filter(Column::SchoolId.eq(school)).order_by_desc(Column::Id).limit(limit.fetch());
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
        let school = whole_school(grant)?;
        let reader = self.db.read(grant);
        let path = file.path.clone();
        let file_sha256 = blocking(move || digest(&path).map_err(|error| RegisterError::File(error.to_string()).into())).await?;
        let table = categories(&reader, school).await?;
        let roll = Roll::load(&reader, school).await?;
        let known = known(&reader, school, &roll).await?;
        // Asked after the numbers were read: an import of this file that ended in between would refuse every row instead.
        if was_imported(&reader, school, &file_sha256).await? {
            return Err(RegisterError::ImportedBefore.into());
        }
        let (plan, options) = blocking(move || read(&parser, &table, &known, &options).map(|plan| (plan, options))).await?;
        let shared_names = roll.shared(&plan.names.people);
        Ok(Prepared { file_name: file.name, file_sha256, options, plan, shared_names })
    }

    /// Writes what was prepared: all of it, or nothing.
    ///
    /// # Errors
    /// 409 for a file that was imported before, a number that was taken meanwhile, or lists that changed; 422 with refused rows
    /// that are not left out.
    pub async fn commit(&self, grant: &Grant<ImportRegister>, prepared: &Prepared, refused: RefusedRows) -> Result<Reply<ImportView>> {
        whole_school(grant)?;
        let plan = &prepared.plan;
        if refused == RefusedRows::StopTheImport && !plan.refused.is_empty() {
            return Err(RegisterError::RowsRefused(plan.refused.len()).into());
        }
        if plan.cards.is_empty() {
            return Err(RegisterError::NothingToImport.into());
        }
        let tx = self.db.begin(grant).await?;
        let import = imported(&tx, prepared).await?;
        let resolved = names::resolve(&tx, &plan.names, &prepared.options).await?;
        let cards = write::cards(&tx, plan, import.id, &resolved).await?;
        let rows = asset::add_cards(&tx, cards).await?;
        let event = Event::new(event::IMPORTED).created("asset_import", import.id, &import.file_name, &recorded(&import, plan));
        let event = resolved.made.record(event);
        let event = rows.iter().fold(event, |event, row| event.created("asset", row.id, &row.asset_no, &asset::recorded(row)));
        drop(rows);
        let view = views(&tx, grant, vec![import]).await?.pop().ok_or_else(|| Problem::internal("an import without a view"))?;
        tx.commit([event], Reply::created(view)).await
    }
}

/// An import may touch every place, so a right over some of them is not enough.
fn whole_school(grant: &Grant<ImportRegister>) -> Result<Uuid> {
    let scope = grant.scope()?;
    if scope.reach == Reach::School { Ok(scope.school) } else { Err(RegisterError::NeedsWholeSchool.into()) }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?
}

/// Blocks until the parser is done.
fn read(parser: &Parser, table: &CategoryTable, known: &Known, options: &ImportOptions) -> Result<LedgerPlan> {
    let mut builder = LedgerBuilder::new(table, known, options);
    let run = parser.run(|found| {
        builder.take(found);
        ControlFlow::Continue(())
    });
    run.map_err(RegisterError::from)?;
    builder.finish().map_err(|error| RegisterError::from(error).into())
}

async fn was_imported(db: &impl ConnectionTrait, school: Uuid, sha256: &[u8]) -> Result<bool> {
    let same = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::FileSha256.eq(sha256.to_vec()))
        .filter(Column::UndoneAt.is_null());
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
        cards: Set(i64::try_from(plan.cards_planned()).map_err(Problem::internal)?),
        original_value: Set(plan.sums.original_value.unwrap_or_default()),
        accumulated_depreciation: Set(plan.sums.accumulated_depreciation),
        imported_by: Set(tx.actor().person),
        imported_at: Set(tx.now()),
        mode: Set("add".into()),
        changed_cards: Set(0),
        undone_at: Set(None),
        undone_by: Set(None),
        undo_reason: Set(None),
        version: Set(1),
    };
    row.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => RegisterError::ImportedBefore.into(),
        _ => error.into(),
    })
}

/// What of an import goes into the audit trail.
fn recorded(import: &Model, plan: &LedgerPlan) -> serde_json::Value {
    serde_json::json!({
        "file_name": import.file_name, "file_sha256": hex(&import.file_sha256), "quantity_mode": import.quantity_mode,
        "source_rows": import.source_rows, "refused_rows": plan.refused.len(), "cards": import.cards,
    })
}

async fn views(db: &impl ConnectionTrait, grant: &Grant<ImportRegister>, rows: Vec<Model>) -> Result<Vec<ImportView>> {
    let names = person::repo::names(db, grant.school()?, rows.iter().filter_map(|row| row.imported_by).collect()).await?;
    let values = grant.actor().may(ViewAssetValues::INFO.key);
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let view = |row: Model| ImportView {
        id: row.id,
        file_sha256: hex(&row.file_sha256),
        file_name: row.file_name,
        quantity_mode: row.quantity_mode,
        source_rows: row.source_rows,
        cards: row.cards,
        original_value: values.then(|| Money::stored(row.original_value)),
        imported_by: row.imported_by.map(person),
        imported_at: row.imported_at,
    };
    Ok(rows.into_iter().map(view).collect())
}
