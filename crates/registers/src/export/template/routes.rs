//! `/export-templates`.

use axum::extract::State;
use files::Files;
use kernel::{Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use sheets::ParserProgram;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddTemplate, FillTemplate, OtherProposal, ProposalOf, TemplateForm, TemplateProposal, TemplateView},
    service::Templates,
};
use crate::{
    export::{Exports, dto::ExportView},
    permissions::{ExportAssets, KeepExportTemplates},
};

pub fn routes(files: &Files, program: &ParserProgram, exports: &Exports) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(proposal))
        .routes(routes!(change, remove))
        .routes(routes!(proposal_of_kept))
        .routes(routes!(fill))
        .with_state(Templates::new(exports.clone(), files.clone(), program.clone()))
}

/// Blank forms that the school keeps, by name.
#[utoipa::path(get, path = "/export-templates", operation_id = "export_template_list", tag = "registers",
    responses((status = 200, body = Page<TemplateView>)), extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn list(grant: Grant<ExportAssets>, State(templates): State<Templates>) -> Result<Reply<Page<TemplateView>>> {
    templates.list(&grant).await.map(Reply::ok)
}

/// How an uploaded form is understood: its sheet, its heads, and what goes into which column. Writes nothing.
#[utoipa::path(get, path = "/export-templates/proposal", operation_id = "export_template_propose", tag = "registers", params(ProposalOf),
    responses((status = 200, body = TemplateProposal)), extensions(("x-permission" = json!(KeepExportTemplates::INFO.key))))]
async fn proposal(
    grant: Grant<KeepExportTemplates>,
    State(templates): State<Templates>,
    Query(query): Query<ProposalOf>,
) -> Result<Reply<TemplateProposal>> {
    templates.propose(&grant, &query).await.map(Reply::ok)
}

/// The same of a kept form, for another sheet or another row of heads.
#[utoipa::path(get, path = "/export-templates/{id}/proposal", operation_id = "export_template_propose_again", tag = "registers",
    params(("id" = Uuid, Path), OtherProposal), responses((status = 200, body = TemplateProposal)),
    extensions(("x-permission" = json!(KeepExportTemplates::INFO.key))))]
async fn proposal_of_kept(
    grant: Grant<KeepExportTemplates>,
    State(templates): State<Templates>,
    Path(id): Path<Uuid>,
    Query(query): Query<OtherProposal>,
) -> Result<Reply<TemplateProposal>> {
    templates.propose_again(&grant, id, &query).await.map(Reply::ok)
}

/// Keeps an uploaded form with what goes into which column, once it is sure that it can be filled.
#[utoipa::path(post, path = "/export-templates", operation_id = "export_template_add", tag = "registers", request_body = AddTemplate,
    responses((status = 201, body = TemplateView)), extensions(("x-permission" = json!(KeepExportTemplates::INFO.key))))]
async fn add(
    grant: Grant<KeepExportTemplates>,
    State(templates): State<Templates>,
    Json(body): Json<AddTemplate>,
) -> Result<Reply<TemplateView>> {
    templates.add(&grant, body).await
}

/// Puts right what goes where.
#[utoipa::path(put, path = "/export-templates/{id}", operation_id = "export_template_change", tag = "registers",
    params(("id" = Uuid, Path)), request_body = TemplateForm, responses((status = 200, body = TemplateView)),
    extensions(("x-permission" = json!(KeepExportTemplates::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<KeepExportTemplates>,
    State(templates): State<Templates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<TemplateForm>,
) -> Result<Reply<TemplateView>> {
    templates.change(&grant, id, seen, body).await
}

/// Removes a form. What it filled stays on record.
#[utoipa::path(delete, path = "/export-templates/{id}", operation_id = "export_template_remove", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 204)),
    extensions(("x-permission" = json!(KeepExportTemplates::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(
    grant: Grant<KeepExportTemplates>,
    State(templates): State<Templates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<()>> {
    templates.remove(&grant, id, seen).await
}

/// Fills the form with the cards that the filters let through, all of one state, and answers when it is whole. The workbook is the
/// content of the export that this makes.
#[utoipa::path(post, path = "/export-templates/{id}/fill", operation_id = "export_template_fill", tag = "registers",
    params(("id" = Uuid, Path)), request_body = FillTemplate, responses((status = 201, body = ExportView)),
    extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn fill(
    grant: Grant<ExportAssets>,
    State(templates): State<Templates>,
    Path(id): Path<Uuid>,
    Json(body): Json<FillTemplate>,
) -> Result<Reply<ExportView>> {
    templates.fill(&grant, id, body).await
}
