//! The audit package: what an auditor takes home on a stick, and can check there without us and without a network.
//!
//! One ZIP, written while it is sent: the register with its depreciation, purchases with their approvals, stock moves, inspections, the
//! canteen's book and the audit trail as CSV, all of one state of the database; a manifest with rows, sums and hashes; a page that computes them anew in a browser. What is in it is read by the features'
//! own `evidence` and written down here; nothing is kept on the server but the two events, of which the second has the hash over all.

mod book;
mod columns;
mod goods;
mod made;
mod manifest;
mod pack;
mod purchases;
mod register;
mod routes;
mod sheet;
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
