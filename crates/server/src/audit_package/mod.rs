//! The audit package: what an auditor takes home on a stick, and can check there without us and without a network.
//!
//! One ZIP, written while it is sent: the register with its depreciation and what finance said of it, purchases with their approvals,
//! licences and exceptions, stock with its lots, inspections with their answers, the canteen's book with the lives of its samples, and the
//! audit trail as CSV, all of one state of the database; a manifest with rows, sums and hashes; a page that computes them anew in a browser.
//! What is in it is read by the features' own `evidence` and written down here; nothing is kept on the server but the two events, of which
//! the second has the hash over all.

mod book;
mod columns;
mod finance;
mod goods;
mod held;
mod kitchen;
mod made;
mod manifest;
mod outside;
mod pack;
mod purchases;
mod register;
mod routes;
mod sheet;
mod suppliers;
mod trail;
mod worth;

kernel::permissions! {
    MakeAuditPackage = "audit_packages.make", "导出审计包", "Take an audit package";
}

kernel::actions! {
    BEGUN = "audit_package.begun", "开始导出审计包", "Audit package begun";
    MADE = "audit_package.made", "审计包已导出", "Audit package taken";
}

pub(crate) use routes::routes;
