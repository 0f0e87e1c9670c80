//! Signing in, staying signed in, and ending it.

pub(crate) mod cookie;
mod dto;
pub mod entity;
mod me;
mod routes;
mod service;
mod switch;

pub use dto::{Me, MembershipView, SessionView};
pub use routes::routes;
pub use service::{Device, Sessions, Tokens};
pub(crate) use service::{FAILURES_PER_ADDRESS, address_key, count_failure, end_where, open_in};

/// Ends every session of an account.
pub(crate) async fn end_all(tx: &kernel::Tx, account: uuid::Uuid) -> kernel::Result<()> {
    use sea_orm::ColumnTrait;
    service::end_where(tx, entity::Column::AccountId.eq(account)).await.map(|_| ())
}
