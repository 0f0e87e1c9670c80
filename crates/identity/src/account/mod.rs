//! Accounts: opened, reset and disabled by an administrator. Nobody chooses somebody else's password for good: it is handed over
//! and changed by its owner.

mod dto;
pub mod entity;
mod rescue;
mod routes;
mod service;

use kernel::{Result, Tx, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, SqlErr, sea_query::Expr,
};
use uuid::Uuid;

use crate::IdentityError;
use entity::sign_in_name;

pub use dto::{AccountOpened, OpenAccount};
pub use rescue::Rescued;
pub use routes::routes;
pub use service::Accounts;

/// Most people of one name and no staff number.
const MOST_NAMESAKES: u32 = 200;

/// Opens an account with its sign-in names: the staff number must be free; the name is taken only while nobody else has it, and who
/// has no number gets the name with a digit then.
pub async fn open(tx: &Tx, password_hash: String, staff_no: Option<&str>, name: &str) -> Result<Uuid> {
    let id = tx.new_id();
    entity::ActiveModel {
        id: Set(id),
        password_hash: Set(password_hash),
        token_version: Set(1),
        disabled_at: Set(None),
        created_at: Set(tx.now()),
    }
    .insert(tx)
    .await?;
    claim_names(tx, id, staff_no, name).await?;
    Ok(id)
}

/// The sign-in names that fit the person now, in place of those from when the account was opened. An account has one person so far; with
/// people in several schools, the names of all of them stay.
pub(crate) async fn rename(tx: &Tx, account: Uuid, staff_no: Option<&str>, name: &str) -> Result<()> {
    sign_in_name::Entity::delete_many().filter(sign_in_name::Column::AccountId.eq(account)).exec(tx).await?;
    claim_names(tx, account, staff_no, name).await
}

async fn claim_names(tx: &Tx, account: Uuid, staff_no: Option<&str>, name: &str) -> Result<()> {
    if let Some(staff_no) = staff_no {
        claim_name(tx, account, staff_no).await?;
    }
    if is_free(tx, name).await? {
        return claim_name(tx, account, name).await;
    }
    if staff_no.is_some() {
        return Ok(());
    }
    for namesakes in 2..MOST_NAMESAKES {
        let numbered = format!("{name}{namesakes}");
        if is_free(tx, &numbered).await? {
            return claim_name(tx, account, &numbered).await;
        }
    }
    Err(IdentityError::NameTaken.into())
}

async fn is_free(tx: &Tx, name: &str) -> Result<bool> {
    Ok(sign_in_name::Entity::find_by_id(text::fold(name)).one(tx).await?.is_none())
}

/// By what an account signs in: the staff number where there is one.
pub(crate) async fn sign_in_name(db: &impl ConnectionTrait, account: Uuid, staff_no: Option<&str>) -> Result<String> {
    if let Some(staff_no) = staff_no {
        return Ok(staff_no.to_owned());
    }
    let name = sign_in_name::Entity::find().filter(sign_in_name::Column::AccountId.eq(account)).one(db).await?;
    Ok(name.map(|row| row.name).unwrap_or_default())
}

async fn claim_name(tx: &Tx, account: Uuid, name: &str) -> Result<()> {
    let row = sign_in_name::ActiveModel { name_key: Set(text::fold(name)), name: Set(name.to_owned()), account_id: Set(account) };
    row.insert(tx).await.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => IdentityError::NameTaken.into(),
        _ => error.into(),
    })
}

/// Sets a password and ends every session of the account.
pub async fn set_password(tx: &Tx, account: Uuid, password_hash: String) -> Result<()> {
    entity::Entity::update_many()
        .col_expr(entity::Column::PasswordHash, Expr::value(password_hash))
        .col_expr(entity::Column::TokenVersion, Expr::col(entity::Column::TokenVersion).add(1))
        .filter(entity::Column::Id.eq(account))
        .exec(tx)
        .await?;
    crate::session::end_all(tx, account).await
}

/// Disables or enables an account; either way its sessions end.
pub(crate) async fn set_disabled(tx: &Tx, account: Uuid, disabled: bool) -> Result<()> {
    let at = disabled.then(|| tx.now());
    entity::Entity::update_many()
        .col_expr(entity::Column::DisabledAt, Expr::value(at))
        .col_expr(entity::Column::TokenVersion, Expr::col(entity::Column::TokenVersion).add(1))
        .filter(entity::Column::Id.eq(account))
        .exec(tx)
        .await?;
    crate::session::end_all(tx, account).await
}
