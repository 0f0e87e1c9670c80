//! `/imports`, `/import-mappings`.

use axum::{extract::State, response::Response};
use files::Files;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use sheets::ParserProgram;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        AnnotatedOf, CommitImport, ComparisonView, ImportFile, ImportPlanView, ImportView, ListImports, MappingView, ProgressOf,
        ProgressView, SaveMapping, UndoImport,
    },
    mapping::Mappings,
    service::Imports,
    web::UploadedImports,
};
use crate::permissions::ImportRegister;

pub fn routes(db: &Db, files: &Files, program: &ParserProgram) -> OpenApiRouter {
    let uploaded = UploadedImports::new(db.clone(), files.clone(), program.clone());
    OpenApiRouter::new()
        .routes(routes!(list))
        .with_state(Imports::new(db.clone()))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(dry_run))
                .routes(routes!(commit))
                .routes(routes!(progress))
                .routes(routes!(annotated))
                .routes(routes!(template))
                .routes(routes!(compare))
                .routes(routes!(get))
                .routes(routes!(undo))
                .with_state(uploaded),
        )
        .merge(
            OpenApiRouter::new()
                .routes(routes!(mappings, add_mapping))
                .routes(routes!(change_mapping, remove_mapping))
                .with_state(Mappings::new(db.clone())),
        )
}

/// Ledgers that were imported, newest first.
#[utoipa::path(get, path = "/imports", operation_id = "import_list", tag = "registers", params(ListImports),
    responses((status = 200, body = Page<ImportView>)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn list(
    grant: Grant<ImportRegister>,
    State(imports): State<Imports>,
    Query(query): Query<ListImports>,
) -> Result<Reply<Page<ImportView>>> {
    imports.list(&grant, &query).await.map(Reply::ok)
}

/// Tells what would become of every row of an uploaded ledger. Writes nothing.
#[utoipa::path(post, path = "/imports/dry-run", operation_id = "import_dry_run", tag = "registers", request_body = ImportFile,
    responses((status = 200, body = ImportPlanView)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn dry_run(
    grant: Grant<ImportRegister>,
    State(imports): State<UploadedImports>,
    Json(body): Json<ImportFile>,
) -> Result<Reply<ImportPlanView>> {
    imports.dry_run(&grant, body).await
}

/// Imports an uploaded ledger: all of it, or nothing. Needs an `Idempotency-Key`; a file is imported once.
#[utoipa::path(post, path = "/imports", operation_id = "import_commit", tag = "registers", request_body = CommitImport,
    responses((status = 201, body = ImportView)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn commit(
    grant: Grant<ImportRegister>,
    State(imports): State<UploadedImports>,
    Json(body): Json<CommitImport>,
) -> Result<Reply<ImportView>> {
    imports.commit(&grant, body).await
}

/// How far the import of an upload is.
#[utoipa::path(get, path = "/imports/progress", operation_id = "import_progress", tag = "registers", params(ProgressOf),
    responses((status = 200, body = ProgressView)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn progress(
    grant: Grant<ImportRegister>,
    State(imports): State<UploadedImports>,
    Query(query): Query<ProgressOf>,
) -> Result<Reply<ProgressView>> {
    imports.progress(&grant, query.upload_id).map(Reply::ok)
}

/// The uploaded file as a workbook with every row's fate beside it.
#[utoipa::path(get, path = "/imports/annotated", operation_id = "import_annotated", tag = "registers", params(AnnotatedOf),
    responses((status = 200, body = Vec<u8>, content_type = "*/*")),
    extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn annotated(
    grant: Grant<ImportRegister>,
    State(imports): State<UploadedImports>,
    Query(query): Query<AnnotatedOf>,
) -> Result<Response> {
    imports.annotated(&grant, query).await
}

/// An empty ledger to fill in.
#[utoipa::path(get, path = "/imports/template", operation_id = "import_template", tag = "registers",
    responses((status = 200, body = Vec<u8>, content_type = "*/*")),
    extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn template(grant: Grant<ImportRegister>, State(imports): State<UploadedImports>) -> Result<Response> {
    imports.template(&grant).await
}

/// Compares an export of the government's asset system with the register, difference by difference. Changes no card.
#[utoipa::path(post, path = "/imports/comparisons", operation_id = "import_compare", tag = "registers", request_body = ImportFile,
    responses((status = 200, body = ComparisonView)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn compare(
    grant: Grant<ImportRegister>,
    State(imports): State<UploadedImports>,
    Json(body): Json<ImportFile>,
) -> Result<Reply<ComparisonView>> {
    imports.compare(&grant, body).await
}

/// One import.
#[utoipa::path(get, path = "/imports/{id}", operation_id = "import_view", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportView)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn get(grant: Grant<ImportRegister>, State(imports): State<UploadedImports>, Path(id): Path<Uuid>) -> Result<Reply<ImportView>> {
    imports.get(&grant, id).await
}

/// Takes back a whole import while nobody touched its cards.
#[utoipa::path(post, path = "/imports/{id}/undo", operation_id = "import_undo", tag = "registers", params(("id" = Uuid, Path)),
    request_body = UndoImport, responses((status = 200, body = ImportView)),
    extensions(("x-permission" = json!(ImportRegister::INFO.key)), ("x-if-match" = json!(true))))]
async fn undo(
    grant: Grant<ImportRegister>,
    State(imports): State<UploadedImports>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<UndoImport>,
) -> Result<Reply<ImportView>> {
    imports.undo(&grant, id, seen, body).await
}

/// Mappings of columns that the school keeps, the latest first.
#[utoipa::path(get, path = "/import-mappings", operation_id = "import_mapping_list", tag = "registers",
    responses((status = 200, body = Page<MappingView>)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn mappings(grant: Grant<ImportRegister>, State(mappings): State<Mappings>) -> Result<Reply<Page<MappingView>>> {
    mappings.list(&grant).await.map(Reply::ok)
}

/// Keeps the decisions about a kind of file under a name.
#[utoipa::path(post, path = "/import-mappings", operation_id = "import_mapping_add", tag = "registers", request_body = SaveMapping,
    responses((status = 201, body = MappingView)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn add_mapping(
    grant: Grant<ImportRegister>,
    State(mappings): State<Mappings>,
    Json(body): Json<SaveMapping>,
) -> Result<Reply<MappingView>> {
    mappings.add(&grant, body).await
}

/// Puts a kept mapping right.
#[utoipa::path(put, path = "/import-mappings/{id}", operation_id = "import_mapping_change", tag = "registers",
    params(("id" = Uuid, Path)), request_body = SaveMapping, responses((status = 200, body = MappingView)),
    extensions(("x-permission" = json!(ImportRegister::INFO.key)), ("x-if-match" = json!(true))))]
async fn change_mapping(
    grant: Grant<ImportRegister>,
    State(mappings): State<Mappings>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<SaveMapping>,
) -> Result<Reply<MappingView>> {
    mappings.change(&grant, id, seen, body).await
}

/// Removes a kept mapping. Imports that used it stay as they are.
#[utoipa::path(delete, path = "/import-mappings/{id}", operation_id = "import_mapping_remove", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 204)), extensions(("x-permission" = json!(ImportRegister::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove_mapping(
    grant: Grant<ImportRegister>,
    State(mappings): State<Mappings>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<()>> {
    mappings.remove(&grant, id, seen).await
}
