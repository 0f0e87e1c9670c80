//! `/term-summaries`.

use axum::{extract::State, response::Response};
use files::upload::dto::FileBytes;
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{SummaryWords, TermSummary},
    service::TermSummaries,
};
use crate::{
    figure::dto::{FigureRows, ListRows},
    permissions::{ViewTermSummaries, WriteTermSummaries},
};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get, write)).routes(routes!(rows)).routes(routes!(file)).with_state(TermSummaries::new(db.clone()))
}

/// The summary of a term: its figures as they are now, and the words around them.
#[utoipa::path(get, path = "/term-summaries/{id}", operation_id = "term_summary_view", tag = "reports", params(("id" = Uuid, Path)),
    responses((status = 200, body = TermSummary)), extensions(("x-permission" = json!(ViewTermSummaries::INFO.key))))]
async fn get(grant: Grant<ViewTermSummaries>, State(summaries): State<TermSummaries>, Path(id): Path<Uuid>) -> Result<Reply<TermSummary>> {
    summaries.get(&grant, id).await
}

/// Writes the words around the figures. `If-Match` is `"0"` before anybody wrote any.
#[utoipa::path(put, path = "/term-summaries/{id}", operation_id = "term_summary_write", tag = "reports", params(("id" = Uuid, Path)),
    request_body = SummaryWords, responses((status = 200, body = TermSummary)),
    extensions(("x-permission" = json!(WriteTermSummaries::INFO.key)), ("x-if-match" = json!(true))))]
async fn write(
    grant: Grant<WriteTermSummaries>,
    State(summaries): State<TermSummaries>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<SummaryWords>,
) -> Result<Reply<TermSummary>> {
    summaries.write(&grant, id, seen, body).await
}

/// The rows behind a figure of a term, newest first.
#[utoipa::path(get, path = "/term-summaries/{id}/figures/{figure}", operation_id = "term_summary_figure", tag = "reports",
    params(("id" = Uuid, Path), ("figure" = String, Path), ListRows), responses((status = 200, body = FigureRows)),
    extensions(("x-permission" = json!(ViewTermSummaries::INFO.key))))]
async fn rows(
    grant: Grant<ViewTermSummaries>,
    State(summaries): State<TermSummaries>,
    Path((id, figure)): Path<(Uuid, String)>,
    Query(query): Query<ListRows>,
) -> Result<Reply<FigureRows>> {
    summaries.rows(&grant, id, &figure, &query).await.map(Reply::ok)
}

/// The summary as a Word document, in the reader's language. Making it stands in the audit trail.
#[utoipa::path(post, path = "/term-summaries/{id}/export", operation_id = "term_summary_export", tag = "reports", params(("id" = Uuid, Path)),
    responses((status = 200, body = FileBytes, content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
    extensions(("x-permission" = json!(ViewTermSummaries::INFO.key))))]
async fn file(grant: Grant<ViewTermSummaries>, State(summaries): State<TermSummaries>, Path(id): Path<Uuid>) -> Result<Response> {
    summaries.file(grant, id).await
}
