//! `/canteens/{id}/…` where something is written down, and `/canteen-records`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        AccompaniedMealBody, DisinfectionBody, FoodSamplesBody, LeftoversBody, ListRecords, MorningCheckBody, RecordView, StrikeBody,
        SurveyBody, TrainingBody,
    },
    service::Book,
};
use crate::permissions::{AccompanyMeal, KeepBook, KeepHealth, StrikeRecord, ViewCanteen};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get))
        .routes(routes!(check))
        .routes(routes!(sample))
        .routes(routes!(disinfect))
        .routes(routes!(accompany))
        .routes(routes!(leave_over))
        .routes(routes!(train))
        .routes(routes!(survey))
        .routes(routes!(strike))
        .with_state(Book::new(db.clone()))
}

/// The book, newest first; what was struck out too.
#[utoipa::path(get, path = "/canteens/{id}/records", operation_id = "canteen_record_list", tag = "canteen",
    params(("id" = Uuid, Path), ListRecords), responses((status = 200, body = Page<RecordView>)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(
    grant: Grant<ViewCanteen>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Query(query): Query<ListRecords>,
) -> Result<Reply<Page<RecordView>>> {
    book.list(&grant, id, &query).await.map(Reply::ok)
}

/// One record.
#[utoipa::path(get, path = "/canteen-records/{id}", operation_id = "canteen_record_view", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = RecordView)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn get(grant: Grant<ViewCanteen>, State(book): State<Book>, Path(id): Path<Uuid>) -> Result<Reply<RecordView>> {
    book.get(&grant, id).await
}

/// The morning check: whoever is not fit is off post that day.
#[utoipa::path(post, path = "/canteens/{id}/morning-checks", operation_id = "morning_check_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = MorningCheckBody, responses((status = 201, body = RecordView)),
    extensions(("x-permission" = json!(KeepHealth::INFO.key))))]
async fn check(
    grant: Grant<KeepHealth>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<MorningCheckBody>,
) -> Result<Reply<RecordView>> {
    book.check(&grant, id, body).await
}

/// Food samples of a meal, each of a dish of its menu.
#[utoipa::path(post, path = "/canteens/{id}/food-samples", operation_id = "food_samples_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = FoodSamplesBody, responses((status = 201, body = Page<RecordView>)),
    extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn sample(
    grant: Grant<KeepBook>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<FoodSamplesBody>,
) -> Result<Reply<Page<RecordView>>> {
    book.sample(&grant, id, body).await
}

/// What was disinfected, and how.
#[utoipa::path(post, path = "/canteens/{id}/disinfections", operation_id = "disinfection_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = DisinfectionBody, responses((status = 201, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn disinfect(
    grant: Grant<KeepBook>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<DisinfectionBody>,
) -> Result<Reply<RecordView>> {
    book.disinfect(&grant, id, body).await
}

/// Who ate with the pupils and how it was; problems become cases.
#[utoipa::path(post, path = "/canteens/{id}/accompanied-meals", operation_id = "accompanied_meal_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = AccompaniedMealBody, responses((status = 201, body = RecordView)),
    extensions(("x-permission" = json!(AccompanyMeal::INFO.key))))]
async fn accompany(
    grant: Grant<AccompanyMeal>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<AccompaniedMealBody>,
) -> Result<Reply<RecordView>> {
    book.accompany(&grant, id, body).await
}

/// What was left of a meal.
#[utoipa::path(post, path = "/canteens/{id}/leftovers", operation_id = "leftovers_record", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = LeftoversBody, responses((status = 201, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn leave_over(
    grant: Grant<KeepBook>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<LeftoversBody>,
) -> Result<Reply<RecordView>> {
    book.leave_over(&grant, id, body).await
}

/// What the staff were taught, for how long, and who was there.
#[utoipa::path(post, path = "/canteens/{id}/trainings", operation_id = "canteen_training_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = TrainingBody, responses((status = 201, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn train(
    grant: Grant<KeepBook>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<TrainingBody>,
) -> Result<Reply<RecordView>> {
    book.train(&grant, id, body).await
}

/// How satisfied pupils, teachers or parents are, once a term.
#[utoipa::path(post, path = "/canteens/{id}/surveys", operation_id = "canteen_survey_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = SurveyBody, responses((status = 201, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn survey(
    grant: Grant<KeepBook>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    Json(body): Json<SurveyBody>,
) -> Result<Reply<RecordView>> {
    book.survey(&grant, id, body).await
}

/// Strikes a wrong record out. It stays readable; write it anew with `replaces_id`.
#[utoipa::path(post, path = "/canteen-records/{id}/strike", operation_id = "canteen_record_strike", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = StrikeBody, responses((status = 200, body = RecordView)),
    extensions(("x-permission" = json!(StrikeRecord::INFO.key)), ("x-if-match" = json!(true))))]
async fn strike(
    grant: Grant<StrikeRecord>,
    State(book): State<Book>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StrikeBody>,
) -> Result<Reply<RecordView>> {
    book.strike(&grant, id, seen, body).await
}
