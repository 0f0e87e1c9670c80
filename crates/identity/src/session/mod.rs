//! Signing in, staying signed in, and ending it.

pub(crate) mod cookie;
mod device;
mod dto;
pub mod entity;
mod me;
mod routes;
mod service;
mod step_up;
mod switch;
mod tries;

pub use device::Device;
pub use dto::{Me, MembershipView, SessionView};
pub use routes::routes;
pub(crate) use service::{Opening, end_where, open_in};
pub use service::{Sessions, Tokens};
pub(crate) use step_up::{mark_proven, own_account};
pub(crate) use tries::Tries;

/// Ends every session of an account.
pub(crate) async fn end_all(tx: &kernel::Tx, account: uuid::Uuid) -> kernel::Result<()> {
    use sea_orm::ColumnTrait;
    service::end_where(tx, entity::Column::AccountId.eq(account)).await.map(|_| ())
}
