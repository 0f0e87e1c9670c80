//! What of stores is signed on paper and comes back ([`papers::signed_scan`]): documents, what was handed out to classes in one act, and
//! requisitions.

mod record;
mod routes;

pub(crate) use routes::routes;
