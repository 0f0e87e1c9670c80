//! `/locations`.

use std::sync::Arc;

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    LocationView,
    dto::{
        AddLocation, ChangeLocation, CloseLocation, GenerateRooms, GeneratedRooms, ListLocations, ListSigns, LocationNode, MoveLocation,
        SignView, StandingView,
    },
    moved::AtPlaces,
    service::Places,
};
use crate::permissions::{ManagePlaces, ViewPlaces};

/// `at`: the features whose rows stand at places.
pub fn routes(db: &Db, at: Vec<Arc<dyn AtPlaces>>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(tree))
        .routes(routes!(generate))
        .routes(routes!(signs))
        .routes(routes!(get, change))
        .routes(routes!(sign))
        .routes(routes!(standing))
        .routes(routes!(move_below))
        .routes(routes!(close))
        .routes(routes!(reopen))
        .with_state(Places::new(db.clone()).with(at))
}

/// Places by path.
#[utoipa::path(get, path = "/locations", operation_id = "location_list", tag = "campus", params(ListLocations),
    responses((status = 200, body = Page<LocationView>)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn list(
    grant: Grant<ViewPlaces>,
    State(places): State<Places>,
    Query(query): Query<ListLocations>,
) -> Result<Reply<Page<LocationView>>> {
    places.list(&grant, &query).await.map(Reply::ok)
}

/// The whole tree, flat and in order; the client hangs children under `parent_id`.
#[utoipa::path(get, path = "/locations/tree", operation_id = "location_tree", tag = "campus",
    responses((status = 200, body = Page<LocationNode>)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn tree(grant: Grant<ViewPlaces>, State(places): State<Places>) -> Result<Reply<Page<LocationNode>>> {
    places.tree(&grant).await.map(Reply::ok)
}

/// Adds one place.
#[utoipa::path(post, path = "/locations", operation_id = "location_add", tag = "campus", request_body = AddLocation,
    responses((status = 201, body = LocationView)), extensions(("x-permission" = json!(ManagePlaces::INFO.key))))]
async fn add(grant: Grant<ManagePlaces>, State(places): State<Places>, Json(body): Json<AddLocation>) -> Result<Reply<LocationView>> {
    places.add(&grant, body).await
}

/// Makes a building with floors and numbered rooms; `dry_run` shows the names and writes nothing.
#[utoipa::path(post, path = "/locations/generate", operation_id = "location_generate", tag = "campus", request_body = GenerateRooms,
    responses((status = 201, body = GeneratedRooms), (status = 200, description = "Dry run", body = GeneratedRooms)),
    extensions(("x-permission" = json!(ManagePlaces::INFO.key))))]
async fn generate(
    grant: Grant<ManagePlaces>,
    State(places): State<Places>,
    Json(body): Json<GenerateRooms>,
) -> Result<Reply<GeneratedRooms>> {
    places.generate(&grant, body).await
}

/// One place.
#[utoipa::path(get, path = "/locations/{id}", operation_id = "location_view", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = LocationView)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn get(grant: Grant<ViewPlaces>, State(places): State<Places>, Path(id): Path<Uuid>) -> Result<Reply<LocationView>> {
    places.get(&grant, id).await
}

/// Changes name, use or responsible person.
#[utoipa::path(patch, path = "/locations/{id}", operation_id = "location_update", tag = "campus", params(("id" = Uuid, Path)), request_body = ChangeLocation,
    responses((status = 200, body = LocationView)), extensions(("x-permission" = json!(ManagePlaces::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<ManagePlaces>,
    State(places): State<Places>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeLocation>,
) -> Result<Reply<LocationView>> {
    places.change(&grant, id, seen, body).await
}

/// The door sign of one room.
#[utoipa::path(get, path = "/locations/{id}/sign", operation_id = "location_sign", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = SignView)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn sign(grant: Grant<ViewPlaces>, State(places): State<Places>, Path(id): Path<Uuid>) -> Result<Reply<SignView>> {
    places.sign(&grant, id).await.map(Reply::ok)
}

/// The door signs of everything at or below a place, or of the whole school, for printing.
#[utoipa::path(get, path = "/location-signs", operation_id = "location_sign_list", tag = "campus", params(ListSigns),
    responses((status = 200, body = Page<SignView>)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn signs(grant: Grant<ViewPlaces>, State(places): State<Places>, Query(query): Query<ListSigns>) -> Result<Reply<Page<SignView>>> {
    places.signs(&grant, query.under).await.map(Reply::ok)
}

/// What is at a place or below it: asked before it is moved or closed.
#[utoipa::path(get, path = "/locations/{id}/standing", operation_id = "location_standing", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = StandingView)), extensions(("x-permission" = json!(ManagePlaces::INFO.key))))]
async fn standing(grant: Grant<ManagePlaces>, State(places): State<Places>, Path(id): Path<Uuid>) -> Result<Reply<StandingView>> {
    places.standing(&grant, id).await.map(Reply::ok)
}

/// Hangs a place below another one, with all that is below it and stands there.
#[utoipa::path(post, path = "/locations/{id}/move", operation_id = "location_move", tag = "campus", params(("id" = Uuid, Path)),
    request_body = MoveLocation, responses((status = 200, body = LocationView)),
    extensions(("x-permission" = json!(ManagePlaces::INFO.key)), ("x-if-match" = json!(true))))]
async fn move_below(
    grant: Grant<ManagePlaces>,
    State(places): State<Places>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<MoveLocation>,
) -> Result<Reply<LocationView>> {
    places.move_below(&grant, id, seen, body).await
}

/// Closes a place and all below it: no new reports, nothing moves in. What stands there stays and is found by its place.
#[utoipa::path(post, path = "/locations/{id}/close", operation_id = "location_close", tag = "campus", params(("id" = Uuid, Path)),
    request_body = CloseLocation, responses((status = 200, body = LocationView)),
    extensions(("x-permission" = json!(ManagePlaces::INFO.key)), ("x-if-match" = json!(true))))]
async fn close(
    grant: Grant<ManagePlaces>,
    State(places): State<Places>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<CloseLocation>,
) -> Result<Reply<LocationView>> {
    places.close(&grant, id, seen, body).await
}

/// Opens a closed place and all below it again.
#[utoipa::path(post, path = "/locations/{id}/reopen", operation_id = "location_reopen", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = LocationView)),
    extensions(("x-permission" = json!(ManagePlaces::INFO.key)), ("x-if-match" = json!(true))))]
async fn reopen(
    grant: Grant<ManagePlaces>,
    State(places): State<Places>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<LocationView>> {
    places.reopen(&grant, id, seen).await
}
