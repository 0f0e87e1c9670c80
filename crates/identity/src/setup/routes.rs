//! `/setup`, and `/schools` for more of them.

use axum::extract::State;
use campus::school::SchoolView;
use kernel::{Grant, Json, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{AddSchool, SetupBody, SetupDone, SetupState},
    service::Setup,
};
use crate::{
    Identity,
    permissions::{AddSchool as MayAddSchool, SetUpSchool},
};

pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(state, run)).routes(routes!(add)).with_state(Setup::new(identity.clone()))
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

/// Adds a school to the district, with its administrator and the holder of its second key.
#[utoipa::path(post, path = "/schools", operation_id = "school_add", tag = "identity", request_body = AddSchool,
    responses((status = 201, body = SchoolView)), extensions(("x-permission" = json!(MayAddSchool::INFO.key))))]
async fn add(grant: Grant<MayAddSchool>, State(setup): State<Setup>, Json(body): Json<AddSchool>) -> Result<Reply<SchoolView>> {
    setup.add(&grant, body).await
}
