//! One's own mail address: entered, confirmed, taken away.

use campus::person;
use kernel::{ActorKind, Grant, Problem, Reply, Result, audit::Event, limits};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, SqlErr,
    sea_query::{Expr, OnConflict},
};

use super::{
    CONFIRM_HOLDS, MailError, Mails, PER_ACCOUNT,
    dto::{EnterMailAddress, MyMailAddress, PersonMailAddress},
    entity::{ActiveModel, Column, Entity},
    home, key_of, reset,
    send::Errand,
};
use crate::{
    event, gate,
    permissions::{ConfirmAddress, ManageAccounts, OwnAccount},
    session::{Device, Sessions, Tries, own_account},
    slip,
};

impl Mails {
    pub async fn mine(&self, grant: &Grant<OwnAccount>) -> Result<MyMailAddress> {
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        let row = Entity::find_by_id(account.id).one(&reader).await?;
        let waits = row.as_ref().filter(|row| row.wanted_until.is_some_and(|until| until > reader.now()));
        Ok(MyMailAddress {
            available: home::sending(&self.0, &reader, account.id).await?.is_some(),
            waiting: waits.and_then(|row| row.wanted.clone()),
            address: row.as_ref().and_then(|row| row.address.clone()),
            confirmed_at: row.and_then(|row| row.confirmed_at),
            codes_needed: home::is_locked(&reader, &account).await?,
        })
    }

    /// Sends a link to an address, with the password. The one that was confirmed before stays until the link was opened. Whether
    /// somebody else has the address is told to whoever reads its mail, not to whoever asks.
    pub async fn enter(&self, grant: &Grant<OwnAccount>, body: EnterMailAddress, device: Device) -> Result<Reply<()>> {
        let grant = &grant.clone().not_remembered();
        let address = body.address.trim().to_owned();
        if !self.0.post.readable(&address) {
            return Err(MailError::BadAddress.into());
        }
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        Sessions::new(self.0.clone()).prove_password(grant, &reader, &account, &device, body.password).await?;
        if home::sending(&self.0, &reader, account.id).await?.is_none() {
            return Err(MailError::NoMailServer.into());
        }
        let tx = self.0.db.begin(grant).await?;
        if !limits::count_within_hour(&tx, &format!("confirm-mail:{}", account.id), PER_ACCOUNT).await? {
            return Err(MailError::TooManyLetters.into());
        }
        let row = ActiveModel {
            account_id: Set(account.id),
            wanted_key: Set(Some(key_of(&address))),
            wanted: Set(Some(address)),
            wanted_until: Set(Some(tx.now() + CONFIRM_HOLDS)),
            code_hash: Set(None),
            ..Default::default()
        };
        let waiting = [Column::Wanted, Column::WantedKey, Column::WantedUntil, Column::CodeHash];
        let again = OnConflict::column(Column::AccountId).update_columns(waiting).to_owned();
        Entity::insert(row).on_conflict(again).exec_without_returning(&tx).await?;
        let (lang, until) = (grant.context().lang(), tx.now() + CONFIRM_HOLDS);
        reset::errand(&tx, &Errand::Confirm { account: account.id }, lang).await?;
        // What nobody confirms is not kept.
        reset::later(&tx, &Errand::Forget { account: account.id }, lang, until).await?;
        tx.commit([mine(grant, event::ADDRESS_ENTERED)?], Reply::none()).await
    }

    /// Opens the link: from now on the address is the account's. Wrong codes count with the failures of signing in from the same place.
    pub async fn confirm(&self, grant: &Grant<ConfirmAddress>, code: &str, device: &Device) -> Result<Reply<()>> {
        let grant = &grant.clone().not_remembered();
        let tries = Tries::of_address(device);
        let reader = self.0.db.read(grant);
        tries.refuse_after_too_many(&reader).await?;
        let hash = slip::hash(code);
        let found = Entity::find().filter(Column::CodeHash.eq(hash.clone())).one(&reader).await?;
        let row = match found.filter(|row| row.wanted_until.is_some_and(|until| until > reader.now())) {
            Some(row) => home::all(&reader, row.account_id).await?.into_iter().next().map(|home| (row, home)),
            None => None,
        };
        let Some((row, home)) = row else {
            tries.count(&self.0, grant).await?;
            return Err(MailError::LinkNotGood.into());
        };
        let mut tx = self.0.db.begin(grant).await?;
        let change = Entity::update_many()
            .col_expr(Column::Address, Expr::value(row.wanted))
            .col_expr(Column::AddressKey, Expr::value(row.wanted_key))
            .col_expr(Column::ConfirmedAt, Expr::value(tx.now()))
            .col_expr(Column::Wanted, Expr::value(Option::<String>::None))
            .col_expr(Column::WantedKey, Expr::value(Option::<String>::None))
            .col_expr(Column::WantedUntil, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
            .col_expr(Column::CodeHash, Expr::value(Option::<Vec<u8>>::None))
            .filter(Column::AccountId.eq(row.account_id))
            .filter(Column::CodeHash.eq(hash));
        let done = change.exec(&tx).await.map_err(taken_meanwhile)?;
        if done.rows_affected == 0 {
            return Err(MailError::LinkNotGood.into());
        }
        // What is on its way to the older address.
        slip::void_mailed(&tx, row.account_id).await?;
        let actor = gate::actor_of(&tx, ActorKind::Person, row.account_id, home.school.id, None, tx.now()).await?;
        tx.enter_school(home.school.id, actor);
        tx.commit([Event::new(event::ADDRESS_CONFIRMED).about("person", home.person.id, &home.person.name)], Reply::none()).await
    }

    /// Takes the own address away, and what was sent there with it.
    pub async fn remove(&self, grant: &Grant<OwnAccount>) -> Result<Reply<()>> {
        let account = own_account(grant, &self.0.db.read(grant)).await?;
        let tx = self.0.db.begin(grant).await?;
        if !super::forget(&tx, account.id).await? {
            return Err(Problem::not_found());
        }
        tx.commit([mine(grant, event::ADDRESS_REMOVED)?], Reply::none()).await
    }

    /// Somebody's, for whoever looks after accounts.
    pub async fn of_person(&self, grant: &Grant<ManageAccounts>, id: uuid::Uuid) -> Result<PersonMailAddress> {
        let reader = self.0.db.read(grant);
        let account = person::repo::find(&reader, &grant.scope()?, id).await?.account_id;
        let row = match account {
            Some(account) => Entity::find_by_id(account).one(&reader).await?,
            None => None,
        };
        Ok(row.map_or(PersonMailAddress { address: None, confirmed_at: None }, |row| PersonMailAddress {
            address: row.address,
            confirmed_at: row.confirmed_at,
        }))
    }
}

fn mine(grant: &Grant<OwnAccount>, action: &'static kernel::audit::ActionInfo) -> Result<Event> {
    Ok(Event::new(action).about("person", grant.person()?, grant.actor().name.to_string()))
}

/// Another account confirmed the same address since the letter was sent.
fn taken_meanwhile(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => MailError::LinkNotGood.into(),
        _ => error.into(),
    }
}
