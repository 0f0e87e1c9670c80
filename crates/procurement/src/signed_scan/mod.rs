//! What of purchases is signed on paper and comes back ([`papers::signed_scan`]): requests, quote sheets, orders, goods receipts, petty
//! purchases, what a shop is paid for a month, what budgets are given, and where a supplier's money goes.

mod record;
mod routes;

pub(crate) use routes::routes;
