//! `/setup`.

use axum::extract::State;
use kernel::{Grant, Json, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{SetupBody, SetupDone, SetupState},
    service::Setup,
};
use crate::{Identity, permissions::SetUpSchool};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(state, run)).with_state(Setup(identity.clone()))
}

/// Whether set-up is still to be done.
#[utoipa::path(get, path = "/setup", operation_id = "setup_view", tag = "identity",
    responses((status = 200, body = SetupState)), extensions(("x-permission" = json!(SetUpSchool::INFO.key))))]
async fn state(grant: Grant<SetUpSchool>, State(setup): State<Setup>) -> Result<Reply<SetupState>> {
    setup.state(&grant).await.map(Reply::ok)
}

/// Creates the school, its administrator and the holder of the second key. Once; afterwards 404.
#[utoipa::path(post, path = "/setup", operation_id = "setup_run", tag = "identity", request_body = SetupBody,
    responses((status = 201, body = SetupDone)), extensions(("x-permission" = json!(SetUpSchool::INFO.key))))]
async fn run(grant: Grant<SetUpSchool>, State(setup): State<Setup>, Json(body): Json<SetupBody>) -> Result<Reply<SetupDone>> {
    setup.run(&grant, body).await
}
