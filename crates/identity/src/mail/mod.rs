//! A mail address, for those who want one: confirmed by a link that was sent there, and good for a new password when the old one is
//! forgotten (ADR 0032). Nobody learns by it who has an account: whoever asks is answered before anything was looked at, and the letter,
//! if there is one, is a job's work.

mod address;
mod dto;
pub mod entity;
mod error;
mod home;
mod postman;
mod reset;
mod routes;
mod send;
mod words;

use chrono::TimeDelta;
use kernel::{Result, Tx};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::{Identity, slip};

pub use error::MailError;
pub use postman::{Letter, NotCarried, Postman};
pub use routes::routes;
pub use send::Letters;

/// Letters of one kind that an account gets in an hour.
const PER_ACCOUNT: i64 = 3;
/// Letters that are asked for from one network address in an hour.
const PER_ADDRESS: i64 = 20;
/// How long a link for a new password is good.
const RESET_HOLDS: TimeDelta = TimeDelta::minutes(30);
/// How long a link that confirms an address is good.
const CONFIRM_HOLDS: TimeDelta = TimeDelta::hours(24);

/// Use cases on mail addresses.
#[derive(Clone)]
pub struct Mails(Identity);

/// However an address is written, it is one.
fn key_of(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Forgets the address of an account, and what was sent there.
pub(crate) async fn forget(tx: &Tx, account: Uuid) -> Result<bool> {
    slip::void_mailed(tx, account).await?;
    Ok(entity::Entity::delete_by_id(account).exec(tx).await?.rows_affected > 0)
}
