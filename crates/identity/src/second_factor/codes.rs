//! Whether a code is good, and good for the first time.

use chrono::{DateTime, Utc};
use kernel::{Problem, Result, Tx, random};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use super::entity::{ActiveModel, Column, Entity};
use crate::{Identity, account::entity as account};

/// Recovery codes that somebody gets.
const RECOVERY_CODES: usize = 10;
/// Characters of one: 60 bits.
const RECOVERY_LENGTH: usize = 12;
/// Bytes of a secret, as RFC 4226 asks.
pub(super) const SECRET_LENGTH: usize = 20;

/// What became of the question for a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checked {
    /// The account has none.
    NotAsked,
    Missing,
    Wrong,
    ByCode,
    ByRecoveryCode,
}

/// Uses a code up. A step of the clock is good once, and so is a recovery code, also for two who try at once.
pub(crate) async fn check(identity: &Identity, tx: &Tx, account: &account::Model, code: Option<&str>) -> Result<Checked> {
    if account.totp_since.is_none() {
        return Ok(Checked::NotAsked);
    }
    let Some(code) = code else { return Ok(Checked::Missing) };
    if let Some(step) = step_of(identity, account, code, tx.now())? {
        return Ok(if use_step(tx, account.id, step).await? { Checked::ByCode } else { Checked::Wrong });
    }
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(tx.now()))
        .filter(Column::CodeHash.eq(hash(code)))
        .filter(Column::AccountId.eq(account.id))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(if used.rows_affected == 1 { Checked::ByRecoveryCode } else { Checked::Wrong })
}

/// The step of the clock that this code belongs to: the present one, the one before or the one after.
pub(super) fn step_of(identity: &Identity, account: &account::Model, code: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
    let typed: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let secret = account.totp_sealed.as_deref().and_then(|sealed| identity.vault.open(account.id, sealed));
    let (Some(secret), true) = (secret, typed.len() == 6 && typed.bytes().all(|b| b.is_ascii_digit())) else { return Ok(None) };
    let step = generator(&secret)?.check(&typed, now.timestamp().unsigned_abs());
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Takes a step for this account; false when it, or a later one, was taken before.
pub(super) async fn use_step(tx: &Tx, account: Uuid, step: i64) -> Result<bool> {
    let fresh = Condition::any().add(account::Column::TotpStep.is_null()).add(account::Column::TotpStep.lt(step));
    let done = account::Entity::update_many()
        .col_expr(account::Column::TotpStep, Expr::value(step))
        .filter(account::Column::Id.eq(account))
        .filter(fresh)
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

fn generator(secret: &[u8]) -> Result<Totp> {
    let builder = Builder::new().with_secret(Secret::from(secret.to_vec())).with_skew(1);
    builder.build().map_err(|error| Problem::internal(format!("{error:?}")))
}

/// New recovery codes in place of whatever there was; told once.
pub(super) async fn new_recovery_codes(tx: &Tx, account: Uuid) -> Result<Vec<String>> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| random::code::<RECOVERY_LENGTH>()).collect::<Result<_>>()?;
    let rows = codes.iter().map(|code| ActiveModel { code_hash: Set(hash(code)), account_id: Set(account), used_at: Set(None) });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(codes)
}

/// Recovery codes that were not used yet.
pub(crate) async fn recovery_codes_left(db: &impl ConnectionTrait, account: Uuid) -> Result<u64> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).filter(Column::UsedAt.is_null()).count(db).await?)
}

/// Takes the one-time codes of an account away, with its recovery codes.
pub(super) async fn drop_codes(tx: &Tx, account: Uuid) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
    account::Entity::update_many()
        .col_expr(account::Column::TotpSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(account::Column::TotpSince, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(account::Column::Id.eq(account))
        .exec(tx)
        .await?;
    Ok(())
}

/// What is kept of a recovery code, however it was typed.
fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(random::read_code(code).as_bytes()).to_vec()
}
