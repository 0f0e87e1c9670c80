//! Accounts: opened, reset and disabled by an administrator. Nobody chooses somebody else's password for good: it is handed over
//! and changed by its owner.

mod dto;
pub mod entity;
pub(crate) mod names;
mod rescue;
mod routes;
mod service;

use campus::{Role, person};
use kernel::{Result, Tx};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::{IdentityError, authority};

pub use dto::{AccountOpened, OpenAccount};
pub use rescue::Rescued;
pub use routes::routes;
pub use service::Accounts;

/// Opens an account with its sign-in names.
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
    names::claim(tx, id, staff_no, name).await?;
    Ok(id)
}

/// The second key is worth nothing when the administrator, whose grants it confirms, can make its holder's password. Such a person
/// changes his own, or gets a new one at the server's command line.
pub(crate) fn refuse_second_key_holder(person: &person::entity::Model, mut roles: impl Iterator<Item = Role>) -> Result<()> {
    if person.account_id.is_some() && roles.any(authority::confirms_grants) { Err(IdentityError::SecondKeyHolder.into()) } else { Ok(()) }
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
