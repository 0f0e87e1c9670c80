//! `/session`, `/sessions`, `/me`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use kernel::{Grant, Json, Page, Path, Permission, Reply, Result, http::require_same_site};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    cookie,
    device::Device,
    dto::{ChangePassword, Me, SecurityView, SessionView, SetPin, SignInBody, StepUp, SwitchSchool},
    service::{Sessions, Tokens},
};
use crate::{
    Identity, IdentityError,
    error::RENEWED_ELSEWHERE,
    permissions::{OwnAccount, RenewSession, SignIn},
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(sign_in, sign_out))
        .routes(routes!(renew))
        .routes(routes!(switch))
        .routes(routes!(list))
        .routes(routes!(end))
        .routes(routes!(me))
        .routes(routes!(change_password))
        .routes(routes!(security))
        .routes(routes!(step_up))
        .routes(routes!(set_pin, remove_pin))
        .with_state(Sessions::new(identity.clone()))
}

impl Sessions {
    pub(crate) fn with_cookies(&self, tokens: Tokens, me: Me) -> Response {
        let (now, secure) = (self.0.db.clock().now(), self.0.secure_cookies);
        let access = cookie::access(tokens.access, secure, now, tokens.access_ends);
        let refresh = cookie::refresh(tokens.refresh, secure, now, tokens.refresh_ends);
        let jar = CookieJar::new().add(access).add(refresh);
        let jar = match tokens.device {
            Some(device) => jar.add(cookie::device(device, secure)),
            None => jar,
        };
        (jar, Reply::ok(me)).into_response()
    }

    fn without_cookies(&self, response: impl IntoResponse) -> Response {
        let [access, refresh] = cookie::cleared(self.0.secure_cookies);
        (CookieJar::new().add(access).add(refresh), response).into_response()
    }
}

/// Signs in. Sets the two cookies; always a new session.
#[utoipa::path(post, path = "/session", operation_id = "session_create", tag = "identity", request_body = SignInBody,
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(SignIn::INFO.key))))]
async fn sign_in(
    grant: Grant<SignIn>,
    State(sessions): State<Sessions>,
    headers: HeaderMap,
    Json(body): Json<SignInBody>,
) -> Result<Response> {
    let device = Device::of(&sessions.0, grant.context(), &headers);
    let (tokens, me) = sessions.sign_in(&grant, body, device).await?;
    Ok(sessions.with_cookies(tokens, me))
}

/// Ends this session and clears the cookies.
#[utoipa::path(delete, path = "/session", operation_id = "session_end_current", tag = "identity",
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn sign_out(grant: Grant<OwnAccount>, State(sessions): State<Sessions>) -> Result<Response> {
    let reply = sessions.end(&grant, None).await?;
    Ok(sessions.without_cookies(reply))
}

/// Exchanges the refresh cookie for a new pair.
#[utoipa::path(post, path = "/session/refresh", operation_id = "session_renew", tag = "identity",
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(RenewSession::INFO.key))))]
async fn renew(grant: Grant<RenewSession>, State(sessions): State<Sessions>, request: axum::extract::Request) -> Result<Response> {
    let (parts, _) = request.into_parts();
    let jar = CookieJar::from_headers(&parts.headers);
    let Some(refresh) = jar.get(cookie::refresh_name(sessions.0.secure_cookies)) else {
        return Err(IdentityError::SessionEnded.into());
    };
    require_same_site(&parts)?;
    match sessions.renew(&grant, refresh.value()).await {
        Ok((tokens, me)) => Ok(sessions.with_cookies(tokens, me)),
        // The browser's newer cookies stay.
        Err(problem) if problem.code() == RENEWED_ELSEWHERE => Err(problem),
        Err(problem) if problem.status() == StatusCode::UNAUTHORIZED => Ok(sessions.without_cookies(problem)),
        Err(problem) => Err(problem),
    }
}

/// Goes over to another school of the same account; the session acts there from now on, in every tab.
#[utoipa::path(post, path = "/session/school", operation_id = "session_switch_school", tag = "identity", request_body = SwitchSchool,
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn switch(grant: Grant<OwnAccount>, State(sessions): State<Sessions>, Json(body): Json<SwitchSchool>) -> Result<Reply<Me>> {
    sessions.switch(&grant, body.school_id).await
}

/// Own devices.
#[utoipa::path(get, path = "/sessions", operation_id = "session_list", tag = "identity",
    responses((status = 200, body = Page<SessionView>)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn list(grant: Grant<OwnAccount>, State(sessions): State<Sessions>) -> Result<Reply<Page<SessionView>>> {
    sessions.list(&grant).await.map(Reply::ok)
}

/// Ends one of one's own devices.
#[utoipa::path(delete, path = "/sessions/{id}", operation_id = "session_end", tag = "identity", params(("id" = Uuid, Path)),
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn end(grant: Grant<OwnAccount>, State(sessions): State<Sessions>, Path(id): Path<Uuid>) -> Result<Reply<()>> {
    sessions.end(&grant, Some(id)).await
}

/// Who is signed in.
#[utoipa::path(get, path = "/me", operation_id = "me_view", tag = "identity",
    responses((status = 200, body = Me)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn me(grant: Grant<OwnAccount>, State(sessions): State<Sessions>) -> Result<Reply<Me>> {
    sessions.me(&grant).await.map(Reply::ok)
}

/// Changes the own password. Every session ends; sign in anew.
#[utoipa::path(post, path = "/me/password", operation_id = "me_change_password", tag = "identity", request_body = ChangePassword,
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn change_password(
    grant: Grant<OwnAccount>,
    State(sessions): State<Sessions>,
    headers: HeaderMap,
    Json(body): Json<ChangePassword>,
) -> Result<Response> {
    let device = Device::of(&sessions.0, grant.context(), &headers);
    let reply = sessions.change_password(&grant, body, device).await?;
    Ok(sessions.without_cookies(reply))
}

/// One's own means of proving who one is.
#[utoipa::path(get, path = "/me/security", operation_id = "me_security", tag = "identity",
    responses((status = 200, body = SecurityView)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn security(grant: Grant<OwnAccount>, State(sessions): State<Sessions>) -> Result<Reply<SecurityView>> {
    sessions.security(&grant).await.map(Reply::ok)
}

/// PIN, password or passkey once more, after `step_up_required`. Good for twelve hours of this session.
#[utoipa::path(post, path = "/session/step-up", operation_id = "session_step_up", tag = "identity", request_body = StepUp,
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn step_up(
    grant: Grant<OwnAccount>,
    State(sessions): State<Sessions>,
    headers: HeaderMap,
    Json(body): Json<StepUp>,
) -> Result<Reply<()>> {
    let device = Device::of(&sessions.0, grant.context(), &headers);
    sessions.step_up(&grant, body, &headers, device).await
}

/// Sets the own PIN. A new password takes it away again.
#[utoipa::path(put, path = "/me/pin", operation_id = "me_set_pin", tag = "identity", request_body = SetPin,
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn set_pin(
    grant: Grant<OwnAccount>,
    State(sessions): State<Sessions>,
    headers: HeaderMap,
    Json(body): Json<SetPin>,
) -> Result<Reply<()>> {
    let device = Device::of(&sessions.0, grant.context(), &headers);
    sessions.set_pin(&grant, body, device).await
}

/// Removes the own PIN: the password proves who one is.
#[utoipa::path(delete, path = "/me/pin", operation_id = "me_remove_pin", tag = "identity",
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn remove_pin(grant: Grant<OwnAccount>, State(sessions): State<Sessions>) -> Result<Reply<()>> {
    sessions.remove_pin(&grant).await
}
