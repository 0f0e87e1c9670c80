//! `/school-home`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{dto::SchoolHome, service::Homes};
use crate::{
    figure::dto::{FigureRows, ListRows},
    permissions::ViewSchoolHome,
};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(rows)).with_state(Homes::new(db.clone()))
}

/// The logistics of the school at a glance: what is late and who holds it, what is open, what was spent, what the register is worth.
#[utoipa::path(get, path = "/school-home", operation_id = "school_home_view", tag = "reports",
    responses((status = 200, body = SchoolHome)), extensions(("x-permission" = json!(ViewSchoolHome::INFO.key))))]
async fn get(grant: Grant<ViewSchoolHome>, State(homes): State<Homes>) -> Result<Reply<SchoolHome>> {
    homes.view(&grant).await.map(Reply::ok)
}

/// The rows behind a figure of the home, newest first.
#[utoipa::path(get, path = "/school-home/figures/{figure}", operation_id = "school_home_figure", tag = "reports",
    params(("figure" = String, Path), ListRows), responses((status = 200, body = FigureRows)),
    extensions(("x-permission" = json!(ViewSchoolHome::INFO.key))))]
async fn rows(
    grant: Grant<ViewSchoolHome>,
    State(homes): State<Homes>,
    Path(figure): Path<String>,
    Query(query): Query<ListRows>,
) -> Result<Reply<FigureRows>> {
    homes.rows(&grant, &figure, &query).await.map(Reply::ok)
}
