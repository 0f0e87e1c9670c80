//! `/password-resets`, `/me/mail-address`, `/mail-addresses/confirm`, `/people/{id}/mail-address`.

use axum::{extract::State, http::HeaderMap};
use kernel::{Grant, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    Mails,
    dto::{AskForReset, EnterMailAddress, LinkCode, MyMailAddress, PersonMailAddress, ResetWays},
};
use crate::{
    Identity,
    permissions::{AskForReset as MayAsk, ConfirmAddress, ManageAccounts, OwnAccount},
    session::Device,
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(ways, ask))
        .routes(routes!(mine, enter, remove))
        .routes(routes!(confirm))
        .routes(routes!(of_person))
        .with_state(Mails(identity.clone()))
}

/// Whether a forgotten password can be replaced by mail here.
#[utoipa::path(get, path = "/password-resets", operation_id = "password_reset_ways", tag = "identity",
    responses((status = 200, body = ResetWays)), extensions(("x-permission" = json!(MayAsk::INFO.key))))]
async fn ways(grant: Grant<MayAsk>, State(mails): State<Mails>) -> Result<Reply<ResetWays>> {
    mails.ways(&grant).await.map(Reply::ok)
}

/// Asks for a link that makes a new password. The answer is the same whether anybody bears this name or address or not.
#[utoipa::path(post, path = "/password-resets", operation_id = "password_reset_ask", tag = "identity", request_body = AskForReset,
    responses((status = 204)), extensions(("x-permission" = json!(MayAsk::INFO.key))))]
async fn ask(grant: Grant<MayAsk>, State(mails): State<Mails>, headers: HeaderMap, Json(body): Json<AskForReset>) -> Result<Reply<()>> {
    let device = Device::of(&mails.0, grant.context(), &headers);
    mails.ask(&grant, &body.login, &device).await
}

/// One's own mail address.
#[utoipa::path(get, path = "/me/mail-address", operation_id = "me_mail_address", tag = "identity",
    responses((status = 200, body = MyMailAddress)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn mine(grant: Grant<OwnAccount>, State(mails): State<Mails>) -> Result<Reply<MyMailAddress>> {
    mails.mine(&grant).await.map(Reply::ok)
}

/// Enters a mail address; a link is sent there, and the address is one's own once it was opened.
#[utoipa::path(post, path = "/me/mail-address", operation_id = "me_enter_mail_address", tag = "identity", request_body = EnterMailAddress,
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn enter(
    grant: Grant<OwnAccount>,
    State(mails): State<Mails>,
    headers: HeaderMap,
    Json(body): Json<EnterMailAddress>,
) -> Result<Reply<()>> {
    let device = Device::of(&mails.0, grant.context(), &headers);
    mails.enter(&grant, body, device).await
}

/// Takes the own mail address away.
#[utoipa::path(delete, path = "/me/mail-address", operation_id = "me_remove_mail_address", tag = "identity",
    responses((status = 204)), extensions(("x-permission" = json!(OwnAccount::INFO.key))))]
async fn remove(grant: Grant<OwnAccount>, State(mails): State<Mails>) -> Result<Reply<()>> {
    mails.remove(&grant).await
}

/// Confirms a mail address by the code of the link that was sent there.
#[utoipa::path(post, path = "/mail-addresses/confirm", operation_id = "mail_address_confirm", tag = "identity", request_body = LinkCode,
    responses((status = 204)), extensions(("x-permission" = json!(ConfirmAddress::INFO.key))))]
async fn confirm(
    grant: Grant<ConfirmAddress>,
    State(mails): State<Mails>,
    headers: HeaderMap,
    Json(body): Json<LinkCode>,
) -> Result<Reply<()>> {
    let device = Device::of(&mails.0, grant.context(), &headers);
    mails.confirm(&grant, &body.code, &device).await
}

/// Somebody's mail address, for whoever looks after accounts.
#[utoipa::path(get, path = "/people/{id}/mail-address", operation_id = "person_mail_address", tag = "identity",
    params(("id" = Uuid, Path)), responses((status = 200, body = PersonMailAddress)),
    extensions(("x-permission" = json!(ManageAccounts::INFO.key))))]
async fn of_person(grant: Grant<ManageAccounts>, State(mails): State<Mails>, Path(id): Path<Uuid>) -> Result<Reply<PersonMailAddress>> {
    mails.of_person(&grant, id).await.map(Reply::ok)
}
