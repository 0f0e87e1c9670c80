//! What of purchases is signed on paper and comes back ([`papers::signed_scan`]): requests, quote sheets, orders, goods receipts, petty
//! purchases, and what a shop is paid for a month.

mod record;
mod routes;

pub(crate) use routes::routes;
