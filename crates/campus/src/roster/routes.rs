//! `/rosters`.

use axum::extract::State;
use files::Files;
use kernel::{Db, Grant, Json, Permission, Reply, Result};
use sheets::ParserProgram;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{RosterFile, RosterPlan, RosterTaken, TakeRoster},
    service::Rosters,
};
use crate::permissions::ManagePeople;

pub fn routes(db: &Db, files: &Files, program: &ParserProgram) -> OpenApiRouter {
    let rosters = Rosters::new(db.clone(), files.clone(), program.clone());
    OpenApiRouter::new().routes(routes!(dry_run)).routes(routes!(take)).with_state(rosters)
}

/// Tells how a list of people is understood and what would become of each row. Writes nothing.
#[utoipa::path(post, path = "/rosters/dry-run", operation_id = "roster_dry_run", tag = "campus", request_body = RosterFile,
    responses((status = 200, body = RosterPlan)), extensions(("x-permission" = json!(ManagePeople::INFO.key))))]
async fn dry_run(grant: Grant<ManagePeople>, State(rosters): State<Rosters>, Json(body): Json<RosterFile>) -> Result<Reply<RosterPlan>> {
    rosters.dry_run(&grant, &body).await.map(Reply::ok)
}

/// Adds everybody of a list who is not there yet, with departments and a role: all of them, or nobody.
#[utoipa::path(post, path = "/rosters", operation_id = "roster_take", tag = "campus", request_body = TakeRoster,
    responses((status = 201, body = RosterTaken)), extensions(("x-permission" = json!(ManagePeople::INFO.key))))]
async fn take(grant: Grant<ManagePeople>, State(rosters): State<Rosters>, Json(body): Json<TakeRoster>) -> Result<Reply<RosterTaken>> {
    rosters.take(&grant, &body).await
}
