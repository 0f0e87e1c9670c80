//! `/people`.

use std::sync::Arc;

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddPerson, ChangePerson, HoldingsView, ListPeople, PersonView},
    holdings::{Holdings, WithPeople},
    service::People,
};
use crate::permissions::{ManagePeople, ViewPeople};

pub fn routes(db: &Db, with: Vec<Arc<dyn WithPeople>>) -> OpenApiRouter {
    let holdings = OpenApiRouter::new().routes(routes!(holdings)).with_state(Holdings::new(db.clone(), with));
    let people = OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(get, change)).with_state(People::new(db.clone()));
    people.merge(holdings)
}

/// What is in a person's hands: to be handed over before he leaves.
#[utoipa::path(get, path = "/people/{id}/holdings", operation_id = "person_holdings", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = HoldingsView)), extensions(("x-permission" = json!(ViewPeople::INFO.key))))]
async fn holdings(grant: Grant<ViewPeople>, State(holdings): State<Holdings>, Path(id): Path<Uuid>) -> Result<Reply<HoldingsView>> {
    holdings.of(&grant, id).await.map(Reply::ok)
}

/// People of the school, by name.
#[utoipa::path(get, path = "/people", operation_id = "person_list", tag = "campus", params(ListPeople),
    responses((status = 200, body = Page<PersonView>)), extensions(("x-permission" = json!(ViewPeople::INFO.key))))]
async fn list(grant: Grant<ViewPeople>, State(people): State<People>, Query(query): Query<ListPeople>) -> Result<Reply<Page<PersonView>>> {
    people.list(&grant, &query).await.map(Reply::ok)
}

/// Adds a person. An account is opened separately.
#[utoipa::path(post, path = "/people", operation_id = "person_add", tag = "campus", request_body = AddPerson,
    responses((status = 201, body = PersonView)), extensions(("x-permission" = json!(ManagePeople::INFO.key))))]
async fn add(grant: Grant<ManagePeople>, State(people): State<People>, Json(body): Json<AddPerson>) -> Result<Reply<PersonView>> {
    people.add(&grant, body).await
}

/// One person.
#[utoipa::path(get, path = "/people/{id}", operation_id = "person_view", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = PersonView)), extensions(("x-permission" = json!(ViewPeople::INFO.key))))]
async fn get(grant: Grant<ViewPeople>, State(people): State<People>, Path(id): Path<Uuid>) -> Result<Reply<PersonView>> {
    people.get(&grant, id).await
}

/// Changes a person's facts.
#[utoipa::path(patch, path = "/people/{id}", operation_id = "person_update", tag = "campus", params(("id" = Uuid, Path)), request_body = ChangePerson,
    responses((status = 200, body = PersonView)), extensions(("x-permission" = json!(ManagePeople::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<ManagePeople>,
    State(people): State<People>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangePerson>,
) -> Result<Reply<PersonView>> {
    people.change(&grant, id, seen, body).await
}
