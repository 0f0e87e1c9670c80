//! Asking for a link that makes a new password.

use campus::school;
use chrono::{DateTime, Utc};
use kernel::{Grant, Lang, Reply, Result, Tx, db::Technical, jobs::NewJob, limits, text};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    MailError, Mails, PER_ACCOUNT, PER_ADDRESS, RESET_HOLDS,
    dto::ResetWays,
    entity::{Column, Entity},
    key_of,
    send::{self, Errand},
};
use crate::{account::entity::sign_in_name, permissions::AskForReset, session::Device};

impl Mails {
    /// Whether anybody here can get mail.
    pub async fn ways(&self, grant: &Grant<AskForReset>) -> Result<ResetWays> {
        let carriers = self.0.post.schools().await?;
        let schools = school::all(&self.0.db.read(grant)).await?;
        Ok(ResetWays { by_mail: schools.iter().any(|school| school.public_url.is_some() && carriers.contains(&school.id)) })
    }

    /// Notes that somebody wants a link. For a name that nobody bears the same is done as for one that somebody bears: the same
    /// statements, the same job, and the same answer. Whether there is a letter to write is found out by the job.
    pub async fn ask(&self, grant: &Grant<AskForReset>, login: &str, device: &Device) -> Result<Reply<()>> {
        let grant = grant.clone().not_remembered();
        let (account, first_school) = {
            let reader = self.0.db.read(&grant);
            let named = sign_in_name::Entity::find_by_id(text::fold(login)).one(&reader).await?;
            let named = named.filter(|name| name.name == login.trim()).map(|name| name.account_id);
            let addressed = Entity::find().filter(Column::AddressKey.eq(key_of(login))).one(&reader).await?;
            let schools = school::all(&reader).await?;
            // The address first: its owner proved that it is his, names are given.
            (addressed.map(|row| row.account_id).or(named), schools.into_iter().map(|school| school.id).min())
        };
        // Nobody is anybody before the school is set up.
        let Some(school) = first_school else { return Ok(Reply::none()) };
        let mut tx = self.0.db.begin(&grant).await?;
        refuse_after_too_many(&tx, &device.address).await?;
        let own = account.map_or_else(|| text::fold(login), |account| account.to_string());
        if limits::count_within_hour(&tx, &format!("reset-mail:{own}"), PER_ACCOUNT).await? {
            tx.enter_school(school, None);
            errand(&tx, &Errand::Reset { account }, grant.context().lang()).await?;
        }
        tx.commit_technical(Technical::AttemptCounter).await?;
        Ok(Reply::none())
    }
}

/// # Errors
/// 429 for whoever asks for many letters from one place.
async fn refuse_after_too_many(tx: &Tx, address: &str) -> Result<()> {
    let counted = limits::count_within_hour(tx, &format!("letters-from:{address}"), PER_ADDRESS).await?;
    if counted { Ok(()) } else { Err(MailError::TooManyLetters.into()) }
}

/// Gives the letter to whoever has a hand free.
pub(super) async fn errand(tx: &Tx, errand: &Errand, lang: Lang) -> Result<()> {
    later(tx, errand, lang, tx.now()).await
}

/// The same, not before `at`.
pub(super) async fn later(tx: &Tx, errand: &Errand, lang: Lang, at: DateTime<Utc>) -> Result<()> {
    tx.enqueue(NewJob::new(send::KIND, send::payload(errand, at + RESET_HOLDS, lang)?, at)).await
}

/// The account of a confirmed address, for whoever wants to know whether it is taken.
pub(super) async fn is_taken(db: &impl sea_orm::ConnectionTrait, key: &str, by_other_than: Uuid) -> Result<bool> {
    let row = Entity::find().filter(Column::AddressKey.eq(key)).filter(Column::AccountId.ne(by_other_than)).one(db).await?;
    Ok(row.is_some())
}
