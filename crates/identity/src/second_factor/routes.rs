//! `/me/totp`, `/people/{id}/second-factor`.

use axum::{extract::State, http::HeaderMap};
use kernel::{Grant, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{BeginTotp, ConfirmTotp, RecoveryCodes, RemoveTotp, TotpSecret},
    service::SecondFactors,
};
use crate::{
    Identity,
    permissions::{ManageAccounts, OwnAccount},
    session::Device,
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(begin))
        .routes(routes!(confirm))
        .routes(routes!(remove))
        .routes(routes!(take_away))
        .with_state(SecondFactors(identity.clone()))
}

/// Begins with one-time codes: a secret for the authenticator. Nothing asks for codes before one was confirmed.
#[utoipa::path(post, path = "/me/totp", operation_id = "me_begin_totp", tag = "identity", request_body = BeginTotp,
    responses((status = 200, body = TotpSecret)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn begin(
    grant: Grant<OwnAccount>,
    State(factors): State<SecondFactors>,
    headers: HeaderMap,
    Json(body): Json<BeginTotp>,
) -> Result<Reply<TotpSecret>> {
    let device = Device::of(&factors.0, grant.context(), &headers);
    factors.begin(&grant, body, device).await
}

/// A first code: from now on signing in asks for one. Answers the recovery codes, once.
#[utoipa::path(post, path = "/me/totp/confirm", operation_id = "me_confirm_totp", tag = "identity", request_body = ConfirmTotp,
    responses((status = 200, body = RecoveryCodes)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn confirm(
    grant: Grant<OwnAccount>,
    State(factors): State<SecondFactors>,
    headers: HeaderMap,
    Json(body): Json<ConfirmTotp>,
) -> Result<Reply<RecoveryCodes>> {
    let device = Device::of(&factors.0, grant.context(), &headers);
    factors.confirm(&grant, body, device).await
}

/// Ends one-time codes for oneself, with password and code.
#[utoipa::path(post, path = "/me/totp/remove", operation_id = "me_remove_totp", tag = "identity", request_body = RemoveTotp,
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn remove(
    grant: Grant<OwnAccount>,
    State(factors): State<SecondFactors>,
    headers: HeaderMap,
    Json(body): Json<RemoveTotp>,
) -> Result<Reply<()>> {
    let device = Device::of(&factors.0, grant.context(), &headers);
    factors.remove(&grant, body, device).await
}

/// Takes somebody's one-time codes and passkeys away: the phone is gone, and the recovery codes too.
#[utoipa::path(delete, path = "/people/{id}/second-factor", operation_id = "person_take_second_factor", tag = "identity", params(("id" = Uuid, Path)),
    responses((status = 204)), extensions(("x-permission" = json!(ManageAccounts::INFO.key))))]
async fn take_away(grant: Grant<ManageAccounts>, State(factors): State<SecondFactors>, Path(id): Path<Uuid>) -> Result<Reply<()>> {
    factors.take_away(&grant, id).await
}
