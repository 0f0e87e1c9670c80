//! `/canteen-staff/{id}/health-certificates` and `/health-certificates`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{CertificateBody, Reason},
    phase::Command,
    service::Certificates,
};
use crate::{permissions::KeepHealth, staff::dto::StaffView};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(enter))
        .routes(routes!(verify))
        .routes(routes!(suspend))
        .routes(routes!(resume))
        .routes(routes!(withdraw))
        .with_state(Certificates::new(db.clone()))
}

/// Enters somebody's health certificate; another person verifies it.
#[utoipa::path(post, path = "/canteen-staff/{id}/health-certificates", operation_id = "health_certificate_enter", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = CertificateBody, responses((status = 201, body = StaffView)),
    extensions(("x-permission" = json!(KeepHealth::INFO.key))))]
async fn enter(
    grant: Grant<KeepHealth>,
    State(certificates): State<Certificates>,
    Path(id): Path<Uuid>,
    Json(body): Json<CertificateBody>,
) -> Result<Reply<StaffView>> {
    certificates.enter(&grant, id, body).await
}

/// Says that the paper was seen and says the same. Not by whoever entered it, and not by its holder.
#[utoipa::path(post, path = "/health-certificates/{id}/verify", operation_id = "health_certificate_verify", tag = "canteen",
    params(("id" = Uuid, Path)), responses((status = 200, body = StaffView)),
    extensions(("x-permission" = json!(KeepHealth::INFO.key)), ("x-if-match" = json!(true))))]
async fn verify(
    grant: Grant<KeepHealth>,
    State(certificates): State<Certificates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<StaffView>> {
    certificates.step(&grant, id, seen, Command::Verify).await
}

/// Its holder is unwell: it does not count until he is fit again.
#[utoipa::path(post, path = "/health-certificates/{id}/suspend", operation_id = "health_certificate_suspend", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = Reason, responses((status = 200, body = StaffView)),
    extensions(("x-permission" = json!(KeepHealth::INFO.key)), ("x-if-match" = json!(true))))]
async fn suspend(
    grant: Grant<KeepHealth>,
    State(certificates): State<Certificates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<StaffView>> {
    certificates.step(&grant, id, seen, Command::Suspend { reason: kernel::text::sentence(&body.reason) }).await
}

/// Its holder is fit again.
#[utoipa::path(post, path = "/health-certificates/{id}/resume", operation_id = "health_certificate_resume", tag = "canteen",
    params(("id" = Uuid, Path)), responses((status = 200, body = StaffView)),
    extensions(("x-permission" = json!(KeepHealth::INFO.key)), ("x-if-match" = json!(true))))]
async fn resume(
    grant: Grant<KeepHealth>,
    State(certificates): State<Certificates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<StaffView>> {
    certificates.step(&grant, id, seen, Command::Resume).await
}

/// It was entered wrongly, or does not hold any more.
#[utoipa::path(post, path = "/health-certificates/{id}/withdraw", operation_id = "health_certificate_withdraw", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = Reason, responses((status = 200, body = StaffView)),
    extensions(("x-permission" = json!(KeepHealth::INFO.key)), ("x-if-match" = json!(true))))]
async fn withdraw(
    grant: Grant<KeepHealth>,
    State(certificates): State<Certificates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<StaffView>> {
    certificates.step(&grant, id, seen, Command::Withdraw { reason: kernel::text::sentence(&body.reason) }).await
}
