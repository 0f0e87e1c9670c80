//! `/auditor-code` and `/auditor-seats`.

use axum::{extract::State, http::HeaderMap, response::Response};
use kernel::{Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AuditorCodeView, AuditorSeatView, EndSeat, ListSeats, OpenSeat, SealedCode},
    seats::AuditorSeats,
};
use crate::{
    Identity,
    permissions::{ManageAuditorSeats, OpenAuditorSeat, ViewAuditorSeats},
    session::{Device, Me, Sessions},
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(code, make_code))
        .routes(routes!(list, open))
        .routes(routes!(end))
        .with_state(AuditorSeats::new(identity.clone()))
}

/// Whether a code lies sealed, and since when. Never the code.
#[utoipa::path(get, path = "/auditor-code", operation_id = "auditor_code_view", tag = "identity",
    responses((status = 200, body = AuditorCodeView)), extensions(("x-permission" = json!(ViewAuditorSeats::INFO.key))))]
async fn code(grant: Grant<ViewAuditorSeats>, State(seats): State<AuditorSeats>) -> Result<Reply<AuditorCodeView>> {
    seats.code(&grant).await.map(Reply::ok)
}

/// Makes a new code for the envelope; the one before opens nothing any more. It is told in this answer only.
#[utoipa::path(post, path = "/auditor-code", operation_id = "auditor_code_make", tag = "identity",
    responses((status = 201, body = SealedCode)), extensions(("x-permission" = json!(ManageAuditorSeats::INFO.key))))]
async fn make_code(grant: Grant<ManageAuditorSeats>, State(seats): State<AuditorSeats>) -> Result<Reply<SealedCode>> {
    seats.make_code(&grant).await
}

/// Who sits or sat in an auditor's seat, newest first.
#[utoipa::path(get, path = "/auditor-seats", operation_id = "auditor_seat_list", tag = "identity", params(ListSeats),
    responses((status = 200, body = Page<AuditorSeatView>)), extensions(("x-permission" = json!(ViewAuditorSeats::INFO.key))))]
async fn list(
    grant: Grant<ViewAuditorSeats>,
    State(seats): State<AuditorSeats>,
    Query(query): Query<ListSeats>,
) -> Result<Reply<Page<AuditorSeatView>>> {
    seats.list(&grant, &query).await.map(Reply::ok)
}

/// Opens a read-only seat by the sealed code and signs in. Needs no account; is written down and told to the principal.
#[utoipa::path(post, path = "/auditor-seats", operation_id = "auditor_seat_open", tag = "identity", request_body = OpenSeat,
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(OpenAuditorSeat::INFO.key))))]
async fn open(
    grant: Grant<OpenAuditorSeat>,
    State(seats): State<AuditorSeats>,
    headers: HeaderMap,
    Json(body): Json<OpenSeat>,
) -> Result<Response> {
    let device = Device::of(&seats.0, grant.context(), &headers);
    let (tokens, me) = seats.open(&grant, body, device).await?;
    Ok(Sessions::new(seats.0.clone()).with_cookies(tokens, me))
}

/// Ends a seat before its last day, with a reason.
#[utoipa::path(post, path = "/auditor-seats/{id}/end", operation_id = "auditor_seat_end", tag = "identity", params(("id" = Uuid, Path)),
    request_body = EndSeat, responses((status = 200, body = AuditorSeatView)),
    extensions(("x-permission" = json!(ManageAuditorSeats::INFO.key)), ("x-if-match" = json!(true))))]
async fn end(
    grant: Grant<ManageAuditorSeats>,
    State(seats): State<AuditorSeats>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<EndSeat>,
) -> Result<Reply<AuditorSeatView>> {
    seats.end(&grant, id, seen, body).await
}
