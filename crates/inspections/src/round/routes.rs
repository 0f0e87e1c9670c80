//! `/inspection-rounds`.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use campus::{location::DrawnFrom, person::PersonRef};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    Insiders,
    dto::{
        Cancellation, FindingBody, InspectionFound, InspectionRoundRow, InspectionRoundTotals, InspectionRoundView, ListRounds, NewRound,
        Nothing, Remark, RoundContentQuery, SignerQuery, SubmitBody,
    },
    model::RoundId,
    service::Rounds,
};
use crate::permissions::{CosignInspections, ManageInspections, PerformInspections, ReviewInspections, ViewInspections};

pub(crate) fn routes(db: &Db, files: &Files, insiders: Arc<dyn Insiders>, from: Vec<Arc<dyn DrawnFrom>>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(totals))
        .routes(routes!(signers))
        .routes(routes!(get))
        .routes(routes!(start))
        .routes(routes!(find))
        .routes(routes!(submit))
        .routes(routes!(sign))
        .routes(routes!(review))
        .routes(routes!(cancel))
        .routes(routes!(content))
        .with_state(Rounds::new(db.clone(), files.clone(), insiders).with(from))
}

/// Rounds that the caller may see, those due last first.
#[utoipa::path(get, path = "/inspection-rounds", operation_id = "inspection_round_list", tag = "inspections", params(ListRounds),
    responses((status = 200, body = Page<InspectionRoundRow>)), extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn list(
    grant: Grant<ViewInspections>,
    State(rounds): State<Rounds>,
    Query(query): Query<ListRounds>,
) -> Result<Reply<Page<InspectionRoundRow>>> {
    rounds.list(&grant, &query).await.map(Reply::ok)
}

/// Exact totals of the same filters.
#[utoipa::path(get, path = "/inspection-rounds/totals", operation_id = "inspection_round_totals", tag = "inspections", params(ListRounds),
    responses((status = 200, body = InspectionRoundTotals)), extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn totals(
    grant: Grant<ViewInspections>,
    State(rounds): State<Rounds>,
    Query(query): Query<ListRounds>,
) -> Result<Reply<InspectionRoundTotals>> {
    rounds.totals(&grant, &query).await.map(Reply::ok)
}

/// Names to choose from: who signs second, and who held a round that somebody else writes down.
#[utoipa::path(get, path = "/inspection-rounds/signers", operation_id = "inspection_round_signers", tag = "inspections",
    params(SignerQuery), responses((status = 200, body = Page<PersonRef>)),
    extensions(("x-permission" = json!(PerformInspections::INFO.key))))]
async fn signers(
    grant: Grant<PerformInspections>,
    State(rounds): State<Rounds>,
    Query(query): Query<SignerQuery>,
) -> Result<Reply<Page<PersonRef>>> {
    rounds.signers(&grant, query.q).await.map(Page::whole).map(Reply::ok)
}

/// Begins a round that no plan asked for: a spot check, or a slip of a day before.
#[utoipa::path(post, path = "/inspection-rounds", operation_id = "inspection_round_begin", tag = "inspections", request_body = NewRound,
    responses((status = 201, body = InspectionRoundView)), extensions(("x-permission" = json!(PerformInspections::INFO.key))))]
async fn begin(
    grant: Grant<PerformInspections>,
    State(rounds): State<Rounds>,
    Json(body): Json<NewRound>,
) -> Result<Reply<InspectionRoundView>> {
    rounds.begin(&grant, body).await
}

/// One round: what is to be looked at, what was found, and what the caller may do.
#[utoipa::path(get, path = "/inspection-rounds/{id}", operation_id = "inspection_round_view", tag = "inspections",
    params(("id" = Uuid, Path)), responses((status = 200, body = InspectionRoundView)),
    extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn get(grant: Grant<ViewInspections>, State(rounds): State<Rounds>, Path(id): Path<RoundId>) -> Result<Reply<InspectionRoundView>> {
    rounds.get(&grant, id).await
}

/// Somebody goes.
#[utoipa::path(post, path = "/inspection-rounds/{id}/start", operation_id = "inspection_round_start", tag = "inspections",
    params(("id" = Uuid, Path)), request_body = Nothing, responses((status = 200, body = InspectionRoundView)),
    extensions(("x-permission" = json!(PerformInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn start(
    grant: Grant<PerformInspections>,
    State(rounds): State<Rounds>,
    Path(id): Path<RoundId>,
    seen: IfMatch,
    _nothing: Json<Nothing>,
) -> Result<Reply<InspectionRoundView>> {
    rounds.start(&grant, id, seen).await
}

/// A fault seen on the way; it becomes a repair in the same act. Adds only, so no version is needed.
#[utoipa::path(post, path = "/inspection-rounds/{id}/findings", operation_id = "inspection_round_find", tag = "inspections",
    params(("id" = Uuid, Path)), request_body = FindingBody, responses((status = 201, body = InspectionFound)),
    extensions(("x-permission" = json!(PerformInspections::INFO.key))))]
async fn find(
    grant: Grant<PerformInspections>,
    State(rounds): State<Rounds>,
    Path(id): Path<RoundId>,
    Json(body): Json<FindingBody>,
) -> Result<Reply<InspectionFound>> {
    rounds.find(&grant, id, body).await
}

/// Writes the round down: answers, faults that become repairs, or that nothing was found. What comes late says so.
#[utoipa::path(post, path = "/inspection-rounds/{id}/submit", operation_id = "inspection_round_submit", tag = "inspections",
    params(("id" = Uuid, Path)), request_body = SubmitBody, responses((status = 200, body = InspectionRoundView)),
    extensions(("x-permission" = json!(PerformInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn submit(
    grant: Grant<PerformInspections>,
    State(rounds): State<Rounds>,
    Path(id): Path<RoundId>,
    seen: IfMatch,
    Json(body): Json<SubmitBody>,
) -> Result<Reply<InspectionRoundView>> {
    rounds.submit(&grant, id, seen, body).await
}

/// The second signature, of another person than whoever held the round or wrote it down.
#[utoipa::path(post, path = "/inspection-rounds/{id}/sign", operation_id = "inspection_round_sign", tag = "inspections",
    params(("id" = Uuid, Path)), request_body = Remark, responses((status = 200, body = InspectionRoundView)),
    extensions(("x-permission" = json!(CosignInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn sign(
    grant: Grant<CosignInspections>,
    State(rounds): State<Rounds>,
    Path(id): Path<RoundId>,
    seen: IfMatch,
    Json(body): Json<Remark>,
) -> Result<Reply<InspectionRoundView>> {
    rounds.sign(&grant, id, seen, body).await
}

/// The office has seen it.
#[utoipa::path(post, path = "/inspection-rounds/{id}/review", operation_id = "inspection_round_review", tag = "inspections",
    params(("id" = Uuid, Path)), request_body = Remark, responses((status = 200, body = InspectionRoundView)),
    extensions(("x-permission" = json!(ReviewInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn review(
    grant: Grant<ReviewInspections>,
    State(rounds): State<Rounds>,
    Path(id): Path<RoundId>,
    seen: IfMatch,
    Json(body): Json<Remark>,
) -> Result<Reply<InspectionRoundView>> {
    rounds.review(&grant, id, seen, body).await
}

/// Calls a round off, with its reason. What was missed stays missed.
#[utoipa::path(post, path = "/inspection-rounds/{id}/cancel", operation_id = "inspection_round_cancel", tag = "inspections",
    params(("id" = Uuid, Path)), request_body = Cancellation, responses((status = 200, body = InspectionRoundView)),
    extensions(("x-permission" = json!(ManageInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<ManageInspections>,
    State(rounds): State<Rounds>,
    Path(id): Path<RoundId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<InspectionRoundView>> {
    rounds.cancel(&grant, id, seen, &body.reason).await
}

/// A photo of the round or the scan of its slip. Knows `If-None-Match`.
#[utoipa::path(get, path = "/inspection-rounds/{id}/attachments/{attachment_id}/content",
    operation_id = "inspection_round_attachment_content", tag = "inspections",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), RoundContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn content(
    grant: Grant<ViewInspections>,
    State(rounds): State<Rounds>,
    Path((id, attachment)): Path<(RoundId, Uuid)>,
    Query(query): Query<RoundContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    rounds.content(&grant, id, attachment, query.size, &headers).await
}
