//! `/petty-purchases`.

use axum::{extract::State, http::HeaderMap, response::Response};
use campus::person::PersonRef;
use files::{Files, attachment, attachment::Size, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{Cancellation, ListPetty, PettyBody, PettyPosted, PettyRow, PettyView, PostBody, Statement, StatementQuery, WitnessQuery},
    model::PettyId,
    repo,
    service::{PettyForms, owner},
};
use crate::permissions::{PostReceipts, RequestPurchase, ViewPurchases};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, record))
        .routes(routes!(monthly))
        .routes(routes!(witnesses))
        .routes(routes!(post))
        .routes(routes!(get, revise))
        .routes(routes!(cancel))
        .routes(routes!(content))
        .with_state(PettyForms::new(db.clone(), files.clone()))
}

/// Petty purchases, newest first: one's own, or all that the caller may see. `posted=false` are those that no voucher names yet.
#[utoipa::path(get, path = "/petty-purchases", operation_id = "petty_purchase_list", tag = "purchases", params(ListPetty),
    responses((status = 200, body = Page<PettyRow>)), extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn list(
    grant: Grant<ViewPurchases>,
    State(petty): State<PettyForms>,
    Query(query): Query<ListPetty>,
) -> Result<Reply<Page<PettyRow>>> {
    petty.list(&grant, &query).await.map(Reply::ok)
}

/// Writes down what was bought, with a photo of the invoice, and puts it before whoever decides. The same invoice is taken once.
#[utoipa::path(post, path = "/petty-purchases", operation_id = "petty_purchase_record", tag = "purchases", request_body = PettyBody,
    responses((status = 201, body = PettyView)), extensions(("x-permission" = json!(RequestPurchase::INFO.key))))]
async fn record(grant: Grant<RequestPurchase>, State(petty): State<PettyForms>, Json(body): Json<PettyBody>) -> Result<Reply<PettyView>> {
    petty.record(&grant, body).await
}

/// What was bought in a month, shop by shop.
#[utoipa::path(get, path = "/petty-purchases/statement", operation_id = "petty_purchase_statement", tag = "purchases", params(StatementQuery),
    responses((status = 200, body = Statement)), extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn monthly(
    grant: Grant<ViewPurchases>,
    State(petty): State<PettyForms>,
    Query(query): Query<StatementQuery>,
) -> Result<Reply<Statement>> {
    petty.statement(&grant, query.month.as_deref()).await.map(Reply::ok)
}

/// Who may be named as the witness: names to choose from, at most fifty.
#[utoipa::path(get, path = "/petty-purchases/witnesses", operation_id = "petty_purchase_witnesses", tag = "purchases", params(WitnessQuery),
    responses((status = 200, body = Page<PersonRef>)), extensions(("x-permission" = json!(RequestPurchase::INFO.key))))]
async fn witnesses(
    grant: Grant<RequestPurchase>,
    State(petty): State<PettyForms>,
    Query(query): Query<WitnessQuery>,
) -> Result<Reply<Page<PersonRef>>> {
    petty.witnesses(&grant, query.q).await.map(Page::whole).map(Reply::ok)
}

/// Enters approved ones into the accounts under one voucher: all of them or none. Never by whoever bought one, bore witness or approved it.
#[utoipa::path(post, path = "/petty-purchases/post", operation_id = "petty_purchase_post", tag = "purchases", request_body = PostBody,
    responses((status = 200, body = PettyPosted)), extensions(("x-permission" = json!(PostReceipts::INFO.key))))]
async fn post(grant: Grant<PostReceipts>, State(petty): State<PettyForms>, Json(body): Json<PostBody>) -> Result<Reply<PettyPosted>> {
    petty.post(&grant, body).await
}

/// One petty purchase: what, of whom, three names, the invoice.
#[utoipa::path(get, path = "/petty-purchases/{id}", operation_id = "petty_purchase_view", tag = "purchases", params(("id" = Uuid, Path)),
    responses((status = 200, body = PettyView)), extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn get(grant: Grant<ViewPurchases>, State(petty): State<PettyForms>, Path(id): Path<PettyId>) -> Result<Reply<PettyView>> {
    petty.get(&grant, id).await
}

/// Writes anew what was returned or not decided yet, and puts it before whoever decides again.
#[utoipa::path(put, path = "/petty-purchases/{id}", operation_id = "petty_purchase_revise", tag = "purchases", params(("id" = Uuid, Path)),
    request_body = PettyBody, responses((status = 200, body = PettyView)),
    extensions(("x-permission" = json!(RequestPurchase::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<RequestPurchase>,
    State(petty): State<PettyForms>,
    Path(id): Path<PettyId>,
    seen: IfMatch,
    Json(body): Json<PettyBody>,
) -> Result<Reply<PettyView>> {
    petty.revise(&grant, id, seen, body).await
}

/// It was a mistake, or the thing was taken back to the shop.
#[utoipa::path(post, path = "/petty-purchases/{id}/cancel", operation_id = "petty_purchase_cancel", tag = "purchases",
    params(("id" = Uuid, Path)), request_body = Cancellation, responses((status = 200, body = PettyView)),
    extensions(("x-permission" = json!(RequestPurchase::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<RequestPurchase>,
    State(petty): State<PettyForms>,
    Path(id): Path<PettyId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<PettyView>> {
    petty.cancel(&grant, id, seen, &body.reason).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PhotoQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    size: Option<Size>,
}

/// The photo of an invoice. Knows `If-None-Match`.
#[utoipa::path(get, path = "/petty-purchases/{id}/attachments/{attachment_id}/content", operation_id = "petty_purchase_attachment_content",
    tag = "purchases", params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), PhotoQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn content(
    grant: Grant<ViewPurchases>,
    State(petty): State<PettyForms>,
    Path((id, attachment)): Path<(PettyId, Uuid)>,
    Query(query): Query<PhotoQuery>,
    asked: HeaderMap,
) -> Result<Response> {
    let reader = petty.db.read(&grant);
    repo::find(&reader, &grant.scope()?, id).await?;
    let found = attachment::find(&reader, grant.school()?, owner(id), attachment).await?;
    petty.files.content(&found, query.size, &asked).await
}
