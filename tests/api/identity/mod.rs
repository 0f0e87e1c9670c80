//! Accounts and sessions over HTTP. (Tokens, replays and storms are in `reliability`.)

mod auditor;
pub mod authenticator;
mod district;
pub mod mail_reset;
mod openid;
pub mod openid_provider;
mod pairs;
mod passkeys;
mod password;
pub mod second_factor;
pub(crate) mod sessions;
mod set_up;
mod several_schools;
mod sign_in;
mod slips;
mod step_up;
