//! Accounts: opened, reset and disabled by an administrator. Nobody chooses somebody else's password for good: it is handed over
//! and changed by its owner.

mod dto;
pub mod entity;
pub(crate) mod names;
pub(crate) mod pin;
mod rescue;
mod routes;
mod service;

use campus::{Role, person};
use kernel::{Result, Tx, audit::Event};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::{IdentityError, authority, event, mail, openid, passkey, session, slip};

pub use dto::{AccountOpened, OpenAccount};
pub use rescue::Rescued;
pub use routes::routes;
pub use service::Accounts;

/// Opens the account of a person, with its sign-in names.
pub async fn open(tx: &Tx, password_hash: String, person: person::entity::Model) -> Result<person::entity::Model> {
    let id = tx.new_id();
    entity::ActiveModel {
        id: Set(id),
        password_hash: Set(password_hash),
        pin_hash: Set(None),
        token_version: Set(1),
        totp_sealed: Set(None),
        totp_since: Set(None),
        totp_step: Set(None),
        disabled_at: Set(None),
        created_at: Set(tx.now()),
    }
    .insert(tx)
    .await?;
    names::claim(tx, id, &person).await?;
    person::repo::save(tx, person::entity::Model { account_id: Some(id), ..person }).await
}

/// Sets the password of a person in whose school somebody else handed over a new one. Whoever did so could sign in with it, and has
/// nothing to do with the other schools of the account: there it needs a slip of theirs to belong again. Passkeys go with the password:
/// whoever asks for a new one may have lost the device they are on; and so does the link to a provider, which a thief may have made.
pub(crate) async fn reset_password(tx: &Tx, person: &person::entity::Model, account: Uuid, password_hash: String) -> Result<()> {
    for elsewhere in person::repo::of_account_everywhere(tx, account).await? {
        if elsewhere.school_id != person.school_id {
            let event = Event::new(event::ACCOUNT_CUT_OFF).about("person", elsewhere.id, &elsewhere.name).changes_rights();
            let school = elsewhere.school_id;
            person::repo::save(tx, person::entity::Model { account_id: None, ..elsewhere }).await?;
            tx.record_in(school, &[event]).await?;
        }
    }
    set_password(tx, account, password_hash).await?;
    passkey::drop_all(tx, account).await?;
    openid::drop_link(tx, account).await?;
    names::renew(tx, account).await
}

/// Somebody left a school. The account stays open while it has people elsewhere.
pub(crate) async fn leave(tx: &Tx, person: &person::entity::Model, account: Uuid) -> Result<()> {
    let everywhere = person::repo::of_account_everywhere(tx, account).await?;
    let staff = everywhere.iter().any(|known| known.active && !known.visitor && known.id != person.id);
    if !staff {
        return disable(tx, account).await;
    }
    let here =
        Condition::all().add(session::entity::Column::AccountId.eq(account)).add(session::entity::Column::SchoolId.eq(person.school_id));
    session::end_where(tx, here).await.map(|_| ())
}

/// The second key is worth nothing when the administrator, whose grants it confirms, can make its holder's password. Such a person
/// changes his own, or gets a new one at the server's command line.
pub(crate) fn refuse_second_key_holder(person: &person::entity::Model, mut roles: impl Iterator<Item = Role>) -> Result<()> {
    if person.account_id.is_some() && roles.any(authority::confirms_grants) { Err(IdentityError::SecondKeyHolder.into()) } else { Ok(()) }
}

/// Sets a password and ends every session of the account. Whoever gets one may sign in, also after he was away. The PIN goes with the
/// old password: whoever knew that may have set it.
pub async fn set_password(tx: &Tx, account: Uuid, password_hash: String) -> Result<()> {
    entity::Entity::update_many()
        .col_expr(entity::Column::PasswordHash, Expr::value(password_hash))
        .col_expr(entity::Column::PinHash, Expr::value(Option::<String>::None))
        .col_expr(entity::Column::DisabledAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .col_expr(entity::Column::TokenVersion, Expr::col(entity::Column::TokenVersion).add(1))
        .filter(entity::Column::Id.eq(account))
        .exec(tx)
        .await?;
    slip::void_mailed(tx, account).await?;
    crate::session::end_all(tx, account).await
}

/// Disables an account until somebody sets a new password; its sessions end, its mail address and its link to a provider
/// are forgotten.
async fn disable(tx: &Tx, account: Uuid) -> Result<()> {
    entity::Entity::update_many()
        .col_expr(entity::Column::DisabledAt, Expr::value(tx.now()))
        .col_expr(entity::Column::TokenVersion, Expr::col(entity::Column::TokenVersion).add(1))
        .filter(entity::Column::Id.eq(account))
        .exec(tx)
        .await?;
    mail::forget(tx, account).await?;
    openid::drop_link(tx, account).await?;
    crate::session::end_all(tx, account).await
}
