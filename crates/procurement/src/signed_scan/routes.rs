//! `…/{id}/signed-scans` of every kind of record that is signed on paper. One set of handlers, written out once a kind: a path, an
//! operation and the permission that shows the record are words of the description and cannot be arguments.

use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

use super::service::SignedScans;
use files::Files;

macro_rules! scans_of {
    ($module:ident, $kind:ident, $view:ident, $path:tt, $content:tt, $list_id:tt, $return_id:tt, $page_id:tt) => {
        mod $module {
            use axum::{extract::State, http::HeaderMap, response::Response};
            use files::upload::dto::FileBytes;
            use kernel::{Grant, Json, Path, Permission, Query, Reply, Result};
            use utoipa_axum::{router::OpenApiRouter, routes};
            use uuid::Uuid;

            use super::super::{
                dto::{PageQuery, ScansView, SignedScanBody},
                record::Kind,
                service::SignedScans,
            };
            use crate::permissions::{ReturnScans, $view};

            pub(super) fn routes() -> OpenApiRouter<SignedScans> {
                OpenApiRouter::new().routes(routes!(list, give_back)).routes(routes!(content))
            }

            /// The signed paper of a record as it came back, newest first.
            #[utoipa::path(get, path = $path, operation_id = $list_id, tag = "purchases", params(("id" = Uuid, Path)),
                        responses((status = 200, body = ScansView)), extensions(("x-permission" = json!($view::INFO.key))))]
            async fn list(grant: Grant<$view>, State(scans): State<SignedScans>, Path(id): Path<Uuid>) -> Result<Reply<ScansView>> {
                scans.list(&grant, Kind::$kind, id).await
            }

            /// The signed paper comes back to its record: photos or a PDF. It stays; a wrong one is replaced, and why is said.
            #[utoipa::path(post, path = $path, operation_id = $return_id, tag = "purchases", params(("id" = Uuid, Path)),
                        request_body = SignedScanBody, responses((status = 201, body = ScansView)),
                        extensions(("x-permission" = json!(ReturnScans::INFO.key))))]
            async fn give_back(
                grant: Grant<ReturnScans>,
                State(scans): State<SignedScans>,
                Path(id): Path<Uuid>,
                Json(body): Json<SignedScanBody>,
            ) -> Result<Reply<ScansView>> {
                scans.give_back(&grant, Kind::$kind, id, body).await
            }

            /// A page of a signed scan. Knows `If-None-Match`.
            #[utoipa::path(get, path = $content, operation_id = $page_id, tag = "purchases",
                        params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), PageQuery),
                        responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
                        extensions(("x-permission" = json!($view::INFO.key))))]
            async fn content(
                grant: Grant<$view>,
                State(scans): State<SignedScans>,
                Path((id, page)): Path<(Uuid, Uuid)>,
                Query(query): Query<PageQuery>,
                asked: HeaderMap,
            ) -> Result<Response> {
                let found = scans.page(&grant, Kind::$kind, id, page).await?;
                scans.files.content(&found, query.size, &asked).await
            }
        }
    };
}

scans_of!(
    of_request,
    Request,
    ViewPurchases,
    "/purchase-requests/{id}/signed-scans",
    "/purchase-requests/{id}/signed-scans/{attachment_id}/content",
    "purchase_request_scans",
    "purchase_request_return_scan",
    "purchase_request_scan_content"
);
scans_of!(
    of_sheet,
    Sheet,
    ViewQuotes,
    "/quote-sheets/{id}/signed-scans",
    "/quote-sheets/{id}/signed-scans/{attachment_id}/content",
    "quote_sheet_scans",
    "quote_sheet_return_scan",
    "quote_sheet_scan_content"
);
scans_of!(
    of_order,
    Order,
    ViewOrders,
    "/purchase-orders/{id}/signed-scans",
    "/purchase-orders/{id}/signed-scans/{attachment_id}/content",
    "purchase_order_scans",
    "purchase_order_return_scan",
    "purchase_order_scan_content"
);
scans_of!(
    of_receipt,
    Receipt,
    ViewReceipts,
    "/goods-receipts/{id}/signed-scans",
    "/goods-receipts/{id}/signed-scans/{attachment_id}/content",
    "goods_receipt_scans",
    "goods_receipt_return_scan",
    "goods_receipt_scan_content"
);
scans_of!(
    of_petty,
    Petty,
    ViewPurchases,
    "/petty-purchases/{id}/signed-scans",
    "/petty-purchases/{id}/signed-scans/{attachment_id}/content",
    "petty_purchase_scans",
    "petty_purchase_return_scan",
    "petty_purchase_scan_content"
);

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(of_request::routes())
        .merge(of_sheet::routes())
        .merge(of_order::routes())
        .merge(of_receipt::routes())
        .merge(of_petty::routes())
        .with_state(SignedScans::new(db.clone(), files.clone()))
}
