//! `/suppliers`, `/supplier-licences` and `/supplier-bank-accounts`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        BankBody, Confirmation, ContentQuery, LicenceBody, ListSuppliers, ReasonBody, SupplierBody, SupplierRow, SupplierView, Verification,
    },
    model::SupplierId,
    service::Suppliers,
};
use crate::permissions::{DecideSupplierBank, KeepSuppliers, ViewSuppliers};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(get, revise))
        .routes(routes!(suspend))
        .routes(routes!(resume))
        .routes(routes!(add_licence))
        .routes(routes!(verify_licence))
        .routes(routes!(content))
        .routes(routes!(propose_account))
        .routes(routes!(confirm_account))
        .routes(routes!(refuse_account))
        .with_state(Suppliers::new(db.clone(), files.clone()))
}

/// Suppliers by name, with how their licences stand.
#[utoipa::path(get, path = "/suppliers", operation_id = "supplier_list", tag = "suppliers", params(ListSuppliers),
    responses((status = 200, body = Page<SupplierRow>)), extensions(("x-permission" = json!(ViewSuppliers::INFO.key))))]
async fn list(
    grant: Grant<ViewSuppliers>,
    State(suppliers): State<Suppliers>,
    Query(query): Query<ListSuppliers>,
) -> Result<Reply<Page<SupplierRow>>> {
    suppliers.list(&grant, &query).await.map(Reply::ok)
}

/// Adds a supplier; 409 when there is one of this name, however it is written.
#[utoipa::path(post, path = "/suppliers", operation_id = "supplier_add", tag = "suppliers", request_body = SupplierBody,
    responses((status = 201, body = SupplierView)), extensions(("x-permission" = json!(KeepSuppliers::INFO.key))))]
async fn add(
    grant: Grant<KeepSuppliers>,
    State(suppliers): State<Suppliers>,
    Json(body): Json<SupplierBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.add(&grant, body).await
}

/// One supplier with its licences and bank accounts. Account numbers are whole only for those who may see them.
#[utoipa::path(get, path = "/suppliers/{id}", operation_id = "supplier_view", tag = "suppliers", params(("id" = Uuid, Path)),
    responses((status = 200, body = SupplierView)), extensions(("x-permission" = json!(ViewSuppliers::INFO.key))))]
async fn get(grant: Grant<ViewSuppliers>, State(suppliers): State<Suppliers>, Path(id): Path<SupplierId>) -> Result<Reply<SupplierView>> {
    suppliers.get(&grant, id).await
}

/// Writes what is known of a supplier anew.
#[utoipa::path(put, path = "/suppliers/{id}", operation_id = "supplier_revise", tag = "suppliers", params(("id" = Uuid, Path)),
    request_body = SupplierBody, responses((status = 200, body = SupplierView)),
    extensions(("x-permission" = json!(KeepSuppliers::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<KeepSuppliers>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<SupplierId>,
    seen: IfMatch,
    Json(body): Json<SupplierBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.revise(&grant, id, seen, body).await
}

/// Nothing is bought there from now on.
#[utoipa::path(post, path = "/suppliers/{id}/suspend", operation_id = "supplier_suspend", tag = "suppliers", params(("id" = Uuid, Path)),
    request_body = ReasonBody, responses((status = 200, body = SupplierView)),
    extensions(("x-permission" = json!(KeepSuppliers::INFO.key)), ("x-if-match" = json!(true))))]
async fn suspend(
    grant: Grant<KeepSuppliers>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<SupplierId>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.suspend(&grant, id, seen, &body.reason).await
}

/// It may sell to the school again.
#[utoipa::path(post, path = "/suppliers/{id}/resume", operation_id = "supplier_resume", tag = "suppliers", params(("id" = Uuid, Path)),
    request_body = ReasonBody, responses((status = 200, body = SupplierView)),
    extensions(("x-permission" = json!(KeepSuppliers::INFO.key)), ("x-if-match" = json!(true))))]
async fn resume(
    grant: Grant<KeepSuppliers>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<SupplierId>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.resume(&grant, id, seen, &body.reason).await
}

/// Adds a licence with its scan. The one of the same kind that was in force is replaced and stays on record.
#[utoipa::path(post, path = "/suppliers/{id}/licences", operation_id = "supplier_licence_add", tag = "suppliers",
    params(("id" = Uuid, Path)), request_body = LicenceBody, responses((status = 201, body = SupplierView)),
    extensions(("x-permission" = json!(KeepSuppliers::INFO.key))))]
async fn add_licence(
    grant: Grant<KeepSuppliers>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<SupplierId>,
    Json(body): Json<LicenceBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.add_licence(&grant, id, body).await
}

/// Says that a licence for food was compared with its paper; not by whoever entered it. Food is bought under it from then on.
#[utoipa::path(post, path = "/supplier-licences/{id}/verify", operation_id = "supplier_licence_verify", tag = "suppliers",
    params(("id" = Uuid, Path)), request_body = Verification, responses((status = 200, body = SupplierView)),
    extensions(("x-permission" = json!(KeepSuppliers::INFO.key))))]
async fn verify_licence(
    grant: Grant<KeepSuppliers>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<Uuid>,
    Json(Verification {}): Json<Verification>,
) -> Result<Reply<SupplierView>> {
    suppliers.verify_licence(&grant, id).await
}

/// The scan of a licence. Knows `If-None-Match`.
#[utoipa::path(get, path = "/suppliers/{id}/attachments/{attachment_id}/content", operation_id = "supplier_document_content",
    tag = "suppliers", params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewSuppliers::INFO.key))))]
async fn content(
    grant: Grant<ViewSuppliers>,
    State(suppliers): State<Suppliers>,
    Path((id, attachment)): Path<(SupplierId, Uuid)>,
    Query(query): Query<ContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    suppliers.content(&grant, id, attachment, query.size, &headers).await
}

/// Says where a supplier's money shall go. It goes there when a second person has confirmed it; one proposal at a time.
#[utoipa::path(post, path = "/suppliers/{id}/bank-accounts", operation_id = "supplier_bank_account_propose", tag = "suppliers",
    params(("id" = Uuid, Path)), request_body = BankBody, responses((status = 201, body = SupplierView)),
    extensions(("x-permission" = json!(DecideSupplierBank::INFO.key))))]
async fn propose_account(
    grant: Grant<DecideSupplierBank>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<SupplierId>,
    Json(body): Json<BankBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.propose_account(&grant, id, body).await
}

/// Confirms a proposed account: another person than who proposed it.
#[utoipa::path(post, path = "/supplier-bank-accounts/{id}/confirm", operation_id = "supplier_bank_account_confirm", tag = "suppliers",
    params(("id" = Uuid, Path)), request_body = Confirmation, responses((status = 200, body = SupplierView)),
    extensions(("x-permission" = json!(DecideSupplierBank::INFO.key)), ("x-if-match" = json!(true))))]
async fn confirm_account(
    grant: Grant<DecideSupplierBank>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(Confirmation {}): Json<Confirmation>,
) -> Result<Reply<SupplierView>> {
    suppliers.confirm_account(&grant, id, seen).await
}

/// Refuses a proposed account, or takes one's own back.
#[utoipa::path(post, path = "/supplier-bank-accounts/{id}/refuse", operation_id = "supplier_bank_account_refuse", tag = "suppliers",
    params(("id" = Uuid, Path)), request_body = ReasonBody, responses((status = 200, body = SupplierView)),
    extensions(("x-permission" = json!(DecideSupplierBank::INFO.key)), ("x-if-match" = json!(true))))]
async fn refuse_account(
    grant: Grant<DecideSupplierBank>,
    State(suppliers): State<Suppliers>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<SupplierView>> {
    suppliers.refuse_account(&grant, id, seen, &body.reason).await
}
