//! Importing an uploaded file over HTTP: look, look again with other decisions, commit.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use files::{Files, UploadedDocument};
use kernel::{Db, Grant, Lang, Problem, Reply, Result, idempotency::IdempotencyKey};
use sea_orm::EntityTrait;
use sheets::ParserProgram;
use uuid::Uuid;

use super::{
    ImportError, Imports, LedgerFile, Prepared, RefusedRows, annotate,
    dto::{AnnotatedOf, CommitImport, ImportFile, ImportPlanView, ImportView, MappingRef, ProgressView},
    ledger::{ImportOptions, LedgerPlan},
    mapping, plan_view,
    progress::Step,
    service::{blocking, views, whole_school},
};
use crate::{asset::entity::import, permissions::ImportRegister};

/// Imports of uploaded files.
#[derive(Debug, Clone)]
pub struct UploadedImports {
    pub(super) imports: Imports,
    pub(super) files: Files,
    pub(super) program: ParserProgram,
}

/// An uploaded file as it was understood.
pub(super) struct Read {
    pub document: UploadedDocument,
    pub prepared: Prepared,
    pub mapping: Option<MappingRef>,
}

impl UploadedImports {
    pub fn new(db: Db, files: Files, program: ParserProgram) -> Self {
        Self { imports: Imports::new(db), files, program }
    }

    pub(super) const fn db(&self) -> &Db {
        &self.imports.db
    }

    /// Tells every row's fate. Writes nothing.
    pub async fn dry_run(&self, grant: &Grant<ImportRegister>, body: ImportFile) -> Result<Reply<ImportPlanView>> {
        let read = self.read(grant, body, &Step::unseen()).await?;
        let before = self.imports.was_imported(grant, &read.prepared).await?;
        Ok(Reply::ok(plan_view::of(read, before, grant.context().lang())))
    }

    /// Reads again and writes: all of it, or nothing.
    pub async fn commit(&self, grant: &Grant<ImportRegister>, body: CommitImport) -> Result<Reply<ImportView>> {
        IdempotencyKey::require(grant.idempotency())?;
        self.db().replay(grant).await?;
        let school = whole_school(grant)?;
        let step = self.imports.running.begin(school, body.file.upload_id).ok_or(ImportError::ImportRunning)?;
        let refused = if body.leave_out_refused { RefusedRows::LeaveOut } else { RefusedRows::StopTheImport };
        let read = self.read(grant, body.file, &step).await.map_err(|problem| problem.under("/file"))?;
        if self.imports.was_imported(grant, &read.prepared).await? {
            return Err(ImportError::ImportedBefore.into());
        }
        self.imports.write(grant, &read.prepared, refused, Some(&read.document), &step).await
    }

    /// The file once more, with every row's fate beside it.
    pub async fn annotated(&self, grant: &Grant<ImportRegister>, query: AnnotatedOf) -> Result<Response> {
        let options = query.options.as_deref().map_or(Ok(ImportOptions::default()), serde_json::from_str);
        let options = options.map_err(|error| ImportError::BadOptions(error.to_string()))?;
        let body = ImportFile { upload_id: query.upload_id, options, mapping_id: query.mapping_id };
        let read = self.read(grant, body, &Step::unseen()).await?;
        let (parser, lang) = (self.program.on(&read.document.path), grant.context().lang());
        let stem = read.document.file_name.rsplit_once('.').map_or(read.document.file_name.as_str(), |(stem, _)| stem).to_owned();
        let name = format!("{stem}-{}.xlsx", if lang == Lang::Zh { "导入结果" } else { "import-result" });
        let book = blocking(move || annotate::annotated(&parser, &read.prepared.plan, lang)).await?;
        Ok(workbook(&name, book))
    }

    /// An empty ledger to fill in.
    pub async fn template(&self, grant: &Grant<ImportRegister>) -> Result<Response> {
        let lang = grant.context().lang();
        let name = if lang == Lang::Zh { "资产导入模板.xlsx" } else { "asset-import-template.xlsx" };
        Ok(workbook(name, blocking(move || annotate::template(lang)).await?))
    }

    pub fn progress(&self, grant: &Grant<ImportRegister>, upload: Uuid) -> Result<ProgressView> {
        Ok(ProgressView { progress: self.imports.running.of(grant.school()?, upload) })
    }

    /// The same for a comparison, where a number that is taken is what one looks for.
    pub(super) async fn read_knowing_no_numbers(&self, grant: &Grant<ImportRegister>, body: ImportFile, step: &Step) -> Result<Read> {
        let told = Self { imports: self.imports.clone().knowing_no_numbers(), ..self.clone() };
        told.read(grant, body, step).await
    }

    pub(super) async fn read(&self, grant: &Grant<ImportRegister>, body: ImportFile, step: &Step) -> Result<Read> {
        let school = whole_school(grant)?;
        let reader = self.db().read(grant);
        let document = self.files.document(&reader, school, grant.actor().person, body.upload_id, "/upload_id").await?;
        let saved = mapping::all(&reader, school).await?;
        let chosen = match body.mapping_id {
            Some(id) => Some(saved.iter().find(|row| row.id == id).ok_or_else(|| Problem::reference("/mapping_id"))?),
            None => None,
        };
        let options = match chosen {
            Some(row) => mapping::laid_over(&body.options, row)?,
            None => body.options.clone(),
        };
        let looked = self.look(grant, &document, options.clone(), step).await;
        // Nobody said what the columns are: a mapping that was made for the same heads says it.
        if chosen.is_none() && options.columns.is_empty() {
            let heads = looked.as_ref().map(|prepared| heads(&prepared.plan)).unwrap_or_default();
            if let Some(row) = saved.iter().find(|row| !heads.is_empty() && row.heads == mapping::key(&heads)) {
                let prepared = self.look(grant, &document, mapping::laid_over(&options, row)?, step).await?;
                return Ok(Read { document, prepared, mapping: Some(MappingRef { id: row.id, name: row.name.clone() }) });
            }
        }
        let mapping = chosen.map(|row| MappingRef { id: row.id, name: row.name.clone() });
        Ok(Read { document, prepared: looked?, mapping })
    }

    async fn look(
        &self,
        grant: &Grant<ImportRegister>,
        document: &UploadedDocument,
        options: ImportOptions,
        step: &Step,
    ) -> Result<Prepared> {
        let file = LedgerFile { path: document.path.clone(), name: document.file_name.clone() };
        self.imports.look_at(grant, file, self.program.on(&document.path), options, step).await
    }

    /// One import.
    pub async fn get(&self, grant: &Grant<ImportRegister>, id: Uuid) -> Result<Reply<ImportView>> {
        let school = whole_school(grant)?;
        let reader = self.db().read(grant);
        let row = import::Entity::find_by_id((school, id)).one(&reader).await?.ok_or_else(Problem::not_found)?;
        let version = row.version;
        let view = views(&reader, grant, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
        Ok(Reply::ok(view).version(version))
    }
}

fn workbook(name: &str, bytes: Vec<u8>) -> Response {
    const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(XLSX));
    headers.insert(header::CONTENT_DISPOSITION, files::disposition("attachment", name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The heads of all data sheets.
pub(super) fn heads(plan: &LedgerPlan) -> Vec<String> {
    let heads: BTreeSet<String> = plan.sheets.iter().flat_map(|sheet| &sheet.columns).map(|column| column.head.to_string()).collect();
    heads.into_iter().collect()
}
