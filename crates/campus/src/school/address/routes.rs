//! `/school-address`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Addresses,
    dto::{SchoolAddress, SetSchoolAddress},
};
use crate::permissions::ManageAddress;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get, set)).with_state(Addresses::new(db.clone()))
}

/// The address that signs and labels lead to, and whether phones can open it.
#[utoipa::path(get, path = "/school-address", operation_id = "school_address_get", tag = "campus",
    responses((status = 200, body = SchoolAddress)), extensions(("x-permission" = json!(ManageAddress::INFO.key))))]
async fn get(grant: Grant<ManageAddress>, State(addresses): State<Addresses>) -> Result<Reply<SchoolAddress>> {
    addresses.get(&grant).await
}

/// Gives the school another address; 422 when phones could not open it. What is printed already keeps the old one.
#[utoipa::path(put, path = "/school-address", operation_id = "school_address_set", tag = "campus", request_body = SetSchoolAddress,
    responses((status = 200, body = SchoolAddress)),
    extensions(("x-permission" = json!(ManageAddress::INFO.key)), ("x-if-match" = json!(true))))]
async fn set(
    grant: Grant<ManageAddress>,
    State(addresses): State<Addresses>,
    seen: IfMatch,
    Json(body): Json<SetSchoolAddress>,
) -> Result<Reply<SchoolAddress>> {
    addresses.set(&grant, seen, body).await
}
