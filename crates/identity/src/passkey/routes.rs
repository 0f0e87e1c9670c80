//! `/me/passkeys`, `/session/passkey`.

use axum::{extract::State, http::HeaderMap, response::Response};
use kernel::{Grant, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddPasskey, BeginPasskey, PasskeyOptions, PasskeyProof, PasskeyView},
    service::Passkeys,
};
use crate::{
    Identity,
    permissions::{OwnAccount, SignIn},
    session::{Device, Me, Sessions},
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(begin))
        .routes(routes!(add))
        .routes(routes!(remove))
        .routes(routes!(ask))
        .routes(routes!(sign_in))
        .with_state(Passkeys(identity.clone()))
}

/// Begins with a new passkey: options for the browser.
#[utoipa::path(post, path = "/me/passkeys/options", operation_id = "me_begin_passkey", tag = "identity", request_body = BeginPasskey,
    responses((status = 200, body = PasskeyOptions)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn begin(
    grant: Grant<OwnAccount>,
    State(passkeys): State<Passkeys>,
    headers: HeaderMap,
    Json(body): Json<BeginPasskey>,
) -> Result<Reply<PasskeyOptions>> {
    let device = Device::of(&passkeys.0, grant.context(), &headers);
    passkeys.begin(&grant, body, &headers, device).await
}

/// Keeps the passkey that the browser made.
#[utoipa::path(post, path = "/me/passkeys", operation_id = "me_add_passkey", tag = "identity", request_body = AddPasskey,
    responses((status = 201, body = PasskeyView)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn add(
    grant: Grant<OwnAccount>,
    State(passkeys): State<Passkeys>,
    headers: HeaderMap,
    Json(body): Json<AddPasskey>,
) -> Result<Reply<PasskeyView>> {
    passkeys.add(&grant, body, &headers).await
}

/// Removes one of one's own passkeys.
#[utoipa::path(delete, path = "/me/passkeys/{id}", operation_id = "me_remove_passkey", tag = "identity", params(("id" = Uuid, Path)),
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn remove(grant: Grant<OwnAccount>, State(passkeys): State<Passkeys>, Path(id): Path<Uuid>) -> Result<Reply<()>> {
    passkeys.remove(&grant, id).await
}

/// Options with which the browser asks for a passkey: to sign in, or to step up.
#[utoipa::path(post, path = "/session/passkey-options", operation_id = "session_passkey_options", tag = "identity",
    responses((status = 200, body = PasskeyOptions)), extensions(("x-permission" = json!(SignIn::INFO.key))))]
async fn ask(_: Grant<SignIn>, State(passkeys): State<Passkeys>, headers: HeaderMap) -> Result<Reply<PasskeyOptions>> {
    passkeys.ask(&headers)
}

/// Signs in with a passkey. Sets the cookies as the password does.
#[utoipa::path(post, path = "/session/passkey", operation_id = "session_create_by_passkey", tag = "identity", request_body = PasskeyProof,
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(SignIn::INFO.key))))]
async fn sign_in(
    grant: Grant<SignIn>,
    State(passkeys): State<Passkeys>,
    headers: HeaderMap,
    Json(body): Json<PasskeyProof>,
) -> Result<Response> {
    let device = Device::of(&passkeys.0, grant.context(), &headers);
    let (tokens, me) = passkeys.sign_in(&grant, body, &headers, device).await?;
    Ok(Sessions::new(passkeys.0.clone()).with_cookies(tokens, me))
}
