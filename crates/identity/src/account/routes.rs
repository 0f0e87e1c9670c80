//! `/people/{id}/account`, `/people/{id}/disable`, `/people/{id}/enable`.

use axum::extract::State;
use campus::person::PersonView;
use kernel::{Grant, IfMatch, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AccountOpened, Leave, OpenAccount},
    service::Accounts,
};
use crate::{Identity, permissions::ManageAccounts};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(open_or_reset))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .with_state(Accounts::new(identity.clone()))
}

/// Opens a person's account, or resets its password. Sessions there were end.
#[utoipa::path(post, path = "/people/{id}/account", operation_id = "account_open", tag = "identity", params(("id" = Uuid, Path)), request_body = OpenAccount,
    responses((status = 200, body = AccountOpened)), extensions(("x-permission" = json!(ManageAccounts::INFO.key))))]
async fn open_or_reset(
    grant: Grant<ManageAccounts>,
    State(accounts): State<Accounts>,
    Path(id): Path<Uuid>,
    Json(body): Json<OpenAccount>,
) -> Result<Reply<AccountOpened>> {
    accounts.open_or_reset(&grant, id, body).await
}

/// A leaver: sessions, slips, roles and delegations end at once; what he did stays.
#[utoipa::path(post, path = "/people/{id}/disable", operation_id = "person_disable", tag = "identity", params(("id" = Uuid, Path)),
    request_body = Leave, responses((status = 200, body = PersonView)),
    extensions(("x-permission" = json!(ManageAccounts::INFO.key)), ("x-if-match" = json!(true))))]
async fn disable(
    grant: Grant<ManageAccounts>,
    State(accounts): State<Accounts>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<Leave>,
) -> Result<Reply<PersonView>> {
    accounts.leave(&grant, id, seen, body).await
}

/// Somebody who left is back: without roles, and with the account closed until it gets a new password.
#[utoipa::path(post, path = "/people/{id}/enable", operation_id = "person_enable", tag = "identity", params(("id" = Uuid, Path)),
    responses((status = 200, body = PersonView)), extensions(("x-permission" = json!(ManageAccounts::INFO.key)), ("x-if-match" = json!(true))))]
async fn enable(
    grant: Grant<ManageAccounts>,
    State(accounts): State<Accounts>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<PersonView>> {
    accounts.come_back(&grant, id, seen).await
}
