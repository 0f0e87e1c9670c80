//! `…/{id}/signed-scans` of every kind of record of stores that is signed on paper.

use files::Files;
use kernel::Db;
use papers::{signed_scan::SignedScans, signed_scans_of};
use utoipa_axum::router::OpenApiRouter;

use super::record::{of_distribution, of_document, of_requisition};
use crate::permissions::{ViewRequisitions, ViewStores};

signed_scans_of!(
    documents,
    of_document,
    ViewStores,
    "stores",
    "/stock-documents/{id}/signed-scans",
    "/stock-documents/{id}/signed-scans/{attachment_id}/content",
    "stock_document_scans",
    "stock_document_return_scan",
    "stock_document_scan_content"
);
signed_scans_of!(
    distributions,
    of_distribution,
    ViewStores,
    "stores",
    "/stock-distributions/{id}/signed-scans",
    "/stock-distributions/{id}/signed-scans/{attachment_id}/content",
    "stock_distribution_scans",
    "stock_distribution_return_scan",
    "stock_distribution_scan_content"
);
signed_scans_of!(
    requisitions,
    of_requisition,
    ViewRequisitions,
    "stores",
    "/requisitions/{id}/signed-scans",
    "/requisitions/{id}/signed-scans/{attachment_id}/content",
    "requisition_scans",
    "requisition_return_scan",
    "requisition_scan_content"
);

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(documents::routes())
        .merge(distributions::routes())
        .merge(requisitions::routes())
        .with_state(SignedScans::new(db.clone(), files.clone()))
}
