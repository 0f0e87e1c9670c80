//! `/session/openid`, `/me/openid`.

use axum::{extract::State, http::HeaderMap, response::Response};
use kernel::{Grant, Json, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{BeginLink, OpenIdAnswer, OpenIdAuthorization, OpenIdProof, OpenIdSignIn},
    service::OpenIds,
};
use crate::{
    Identity,
    permissions::{OwnAccount, SignIn},
    session::{Device, Me, Sessions},
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(begin))
        .routes(routes!(prove))
        .routes(routes!(sign_in))
        .routes(routes!(begin_link))
        .routes(routes!(link, unlink))
        .with_state(OpenIds(identity.clone()))
}

/// Where the browser goes to be recognised by the provider.
#[utoipa::path(post, path = "/session/openid/authorization", operation_id = "session_openid_begin", tag = "identity",
    responses((status = 200, body = OpenIdAuthorization)), extensions(("x-permission" = json!(SignIn::INFO.key))))]
async fn begin(grant: Grant<SignIn>, State(openids): State<OpenIds>, headers: HeaderMap) -> Result<Reply<OpenIdAuthorization>> {
    openids.begin(&grant, &headers).await.map(Reply::ok)
}

/// Asks the provider who came back.
#[utoipa::path(post, path = "/session/openid/proof", operation_id = "session_openid_prove", tag = "identity",
    request_body = OpenIdAnswer, responses((status = 200, body = OpenIdProof)), extensions(("x-permission" = json!(SignIn::INFO.key))))]
async fn prove(
    grant: Grant<SignIn>,
    State(openids): State<OpenIds>,
    headers: HeaderMap,
    Json(body): Json<OpenIdAnswer>,
) -> Result<Reply<OpenIdProof>> {
    let device = Device::of(&openids.0, grant.context(), &headers);
    openids.prove(&grant, body, device).await.map(Reply::ok)
}

/// Signs in whom the provider knows, with a one-time code where the account asks for one. Sets the cookies as the password does.
#[utoipa::path(post, path = "/session/openid", operation_id = "session_create_by_openid", tag = "identity", request_body = OpenIdSignIn,
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(SignIn::INFO.key))))]
async fn sign_in(
    grant: Grant<SignIn>,
    State(openids): State<OpenIds>,
    headers: HeaderMap,
    Json(body): Json<OpenIdSignIn>,
) -> Result<Response> {
    let device = Device::of(&openids.0, grant.context(), &headers);
    let (tokens, me) = openids.sign_in(&grant, body, device).await?;
    Ok(Sessions::new(openids.0.clone()).with_cookies(tokens, me))
}

/// Begins with a link of the own account to one at the provider.
#[utoipa::path(post, path = "/me/openid/authorization", operation_id = "me_begin_openid_link", tag = "identity",
    request_body = BeginLink, responses((status = 200, body = OpenIdAuthorization)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn begin_link(
    grant: Grant<OwnAccount>,
    State(openids): State<OpenIds>,
    headers: HeaderMap,
    Json(body): Json<BeginLink>,
) -> Result<Reply<OpenIdAuthorization>> {
    let device = Device::of(&openids.0, grant.context(), &headers);
    openids.begin_link(&grant, body, &headers, device).await.map(Reply::ok)
}

/// Links the own account to that of the provider with which the browser came back.
#[utoipa::path(post, path = "/me/openid", operation_id = "me_link_openid", tag = "identity", request_body = OpenIdAnswer,
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn link(grant: Grant<OwnAccount>, State(openids): State<OpenIds>, Json(body): Json<OpenIdAnswer>) -> Result<Reply<()>> {
    openids.link(&grant, body).await
}

/// Removes the own link.
#[utoipa::path(delete, path = "/me/openid", operation_id = "me_unlink_openid", tag = "identity",
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn unlink(grant: Grant<OwnAccount>, State(openids): State<OpenIds>) -> Result<Reply<()>> {
    openids.unlink(&grant).await
}
