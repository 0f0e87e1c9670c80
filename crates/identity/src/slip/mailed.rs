//! Slips that go out by mail, because their owner asked for one.

use campus::person;
use chrono::{DateTime, Utc};
use kernel::{Result, Tx, outbox::News};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    entity::{ActiveModel, Column, Entity},
    hash,
};
use crate::{IdentityError, account, event, second_factor::Checked};

/// Writes down what was sent. The slips that the office handed out stay good: whoever only knows a name must not void them.
pub(crate) async fn mail(tx: &Tx, person: &person::entity::Model, account: Uuid, code: &str, expires_at: DateTime<Utc>) -> Result<()> {
    void_mailed(tx, account).await?;
    let row = ActiveModel {
        code_hash: Set(hash(code)),
        school_id: Set(person.school_id),
        person_id: Set(person.id),
        issued_by: Set(person.id),
        issued_at: Set(tx.now()),
        expires_at: Set(expires_at),
        used_at: Set(None),
        mailed_to: Set(Some(account)),
    };
    row.insert(tx).await?;
    Ok(())
}

/// Takes back what was mailed for an account and not used yet.
pub(crate) async fn void_mailed(tx: &Tx, account: Uuid) -> Result<()> {
    Entity::delete_many().filter(Column::MailedTo.eq(account)).filter(Column::UsedAt.is_null()).exec(tx).await?;
    Ok(())
}

/// A mailed slip is good for the account that asked, as long as that is open; the office's opens it again.
pub(super) fn refuse_another(owner: &account::entity::Model, mailed_to: Option<Uuid>) -> Result<()> {
    if mailed_to.is_some_and(|account| account != owner.id || owner.disabled_at.is_some()) {
        return Err(IdentityError::SlipNotGood.into());
    }
    Ok(())
}

/// Sets the password and tells the person. The letter went through the hands of one school, whose administrator chose the mail server:
/// like its slips it opens that school only, unless a one-time code showed that it was the owner.
pub(super) async fn reset(
    tx: &Tx,
    person: person::entity::Model,
    (account, password_hash): (Uuid, String),
    checked: Checked,
) -> Result<person::entity::Model> {
    if matches!(checked, Checked::ByCode | Checked::ByRecoveryCode) {
        account::set_password(tx, account, password_hash).await?;
    } else {
        account::reset_password(tx, &person, account, password_hash).await?;
    }
    tx.tell([News::new(event::NEWS_RESET_BY_MAIL, "person", person.id, "/me/security").to([person.id])]).await?;
    Ok(person)
}
