//! `…/{id}/signed-scans` of every kind of record that is signed on paper.

use files::Files;
use kernel::Db;
use papers::{signed_scan::SignedScans, signed_scans_of};
use utoipa_axum::router::OpenApiRouter;

use super::record::{of_account, of_budget, of_order, of_petty, of_receipt, of_request, of_sheet, of_statement};
use crate::permissions::{ViewBudgets, ViewOrders, ViewPurchases, ViewQuotes, ViewReceipts, ViewSpending, ViewSupplierBank};

signed_scans_of!(
    requests,
    of_request,
    ViewPurchases,
    "purchases",
    "/purchase-requests/{id}/signed-scans",
    "/purchase-requests/{id}/signed-scans/{attachment_id}/content",
    "purchase_request_scans",
    "purchase_request_return_scan",
    "purchase_request_scan_content"
);
signed_scans_of!(
    sheets,
    of_sheet,
    ViewQuotes,
    "purchases",
    "/quote-sheets/{id}/signed-scans",
    "/quote-sheets/{id}/signed-scans/{attachment_id}/content",
    "quote_sheet_scans",
    "quote_sheet_return_scan",
    "quote_sheet_scan_content"
);
signed_scans_of!(
    orders,
    of_order,
    ViewOrders,
    "purchases",
    "/purchase-orders/{id}/signed-scans",
    "/purchase-orders/{id}/signed-scans/{attachment_id}/content",
    "purchase_order_scans",
    "purchase_order_return_scan",
    "purchase_order_scan_content"
);
signed_scans_of!(
    receipts,
    of_receipt,
    ViewReceipts,
    "purchases",
    "/goods-receipts/{id}/signed-scans",
    "/goods-receipts/{id}/signed-scans/{attachment_id}/content",
    "goods_receipt_scans",
    "goods_receipt_return_scan",
    "goods_receipt_scan_content"
);
signed_scans_of!(
    petty,
    of_petty,
    ViewPurchases,
    "purchases",
    "/petty-purchases/{id}/signed-scans",
    "/petty-purchases/{id}/signed-scans/{attachment_id}/content",
    "petty_purchase_scans",
    "petty_purchase_return_scan",
    "petty_purchase_scan_content"
);
// By any purchase that stands on it.
signed_scans_of!(
    statements,
    of_statement,
    ViewSpending,
    "purchases",
    "/petty-purchases/{id}/shop-statement/signed-scans",
    "/petty-purchases/{id}/shop-statement/signed-scans/{attachment_id}/content",
    "shop_statement_scans",
    "shop_statement_return_scan",
    "shop_statement_scan_content"
);
signed_scans_of!(
    budgets,
    of_budget,
    ViewBudgets,
    "budgets",
    "/budgets/{id}/signed-scans",
    "/budgets/{id}/signed-scans/{attachment_id}/content",
    "budget_scans",
    "budget_return_scan",
    "budget_scan_content"
);
signed_scans_of!(
    accounts,
    of_account,
    ViewSupplierBank,
    "suppliers",
    "/supplier-bank-accounts/{id}/signed-scans",
    "/supplier-bank-accounts/{id}/signed-scans/{attachment_id}/content",
    "supplier_bank_account_scans",
    "supplier_bank_account_return_scan",
    "supplier_bank_account_scan_content"
);

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(requests::routes())
        .merge(sheets::routes())
        .merge(orders::routes())
        .merge(receipts::routes())
        .merge(petty::routes())
        .merge(statements::routes())
        .merge(budgets::routes())
        .merge(accounts::routes())
        .with_state(SignedScans::new(db.clone(), files.clone()))
}
