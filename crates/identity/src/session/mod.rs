//! Signing in, staying signed in, and ending it.

pub(crate) mod cookie;
mod dto;
pub mod entity;
mod me;
mod routes;
mod service;

pub use dto::{Me, SessionView};
pub use routes::routes;
pub use service::Sessions;

/// Ends every session of an account.
pub(crate) async fn end_all(tx: &kernel::Tx, account: uuid::Uuid) -> kernel::Result<()> {
    use sea_orm::ColumnTrait;
    service::end_where(tx, entity::Column::AccountId.eq(account)).await.map(|_| ())
}
