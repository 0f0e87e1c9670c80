//! One-time codes of an authenticator (TOTP, RFC 6238) beside the password, and recovery codes for the day on which the phone is
//! gone. The secret is kept sealed, recovery codes as hashes; neither is ever told again.

mod codes;
mod dto;
pub mod entity;
mod policy;
mod routes;
mod service;

pub(crate) use codes::{Checked, check, recovery_codes_left};
pub(crate) use policy::asked_of;
pub use routes::routes;

/// Takes every second factor of an account away: whoever lost the phone has lost what was on it.
pub(crate) async fn drop_all(tx: &kernel::Tx, account: uuid::Uuid) -> kernel::Result<()> {
    codes::drop_codes(tx, account).await?;
    crate::passkey::drop_all(tx, account).await
}
