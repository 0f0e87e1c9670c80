//! Use cases on passkeys.

use axum::http::HeaderMap;
use campus::person;
use kernel::{
    Grant, Problem, Reply, Result, Strength, Tx,
    audit::{ActionInfo, Event},
    text,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    ceremony::{self, Site},
    dto::{AddPasskey, BeginPasskey, PasskeyOptions, PasskeyProof, PasskeyView},
    entity::{Column, Entity, Model},
    error::{NOT_GOOD, PasskeyError},
};
use crate::{
    Identity, IdentityError, account, event,
    permissions::{OwnAccount, SignIn},
    session::{self, Device, Me, Opening, Sessions, Tokens, Tries, own_account},
};

/// Passkeys of one account.
const MOST: usize = 20;

/// Passkeys.
#[derive(Clone)]
pub struct Passkeys(pub(super) Identity);

impl Passkeys {
    /// Begins with a new one; the password shows that it is the owner who adds it.
    pub async fn begin(
        &self,
        grant: &Grant<OwnAccount>,
        body: BeginPasskey,
        headers: &HeaderMap,
        device: Device,
    ) -> Result<Reply<PasskeyOptions>> {
        let grant = &grant.clone().not_remembered();
        let site = Site::of(headers)?;
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        Sessions::new(self.0.clone()).prove_password(grant, &reader, &account, &device, body.password).await?;
        refuse_unproven(grant, &reader, account.id).await?;
        let known = few(&reader, account.id).await?;
        let row = person::repo::find(&reader, &grant.scope()?, grant.person()?).await?;
        let login = account::names::of(&reader, account.id, row.staff_no.as_deref(), &row.name).await?;
        Ok(Reply::ok(ceremony::begin(&self.0, &site, account.id, &row.name, &login, known)?))
    }

    /// Keeps it. Who has just added one has it at hand: the session counts as proven by it.
    pub async fn add(&self, grant: &Grant<OwnAccount>, body: AddPasskey, headers: &HeaderMap) -> Result<Reply<PasskeyView>> {
        let grant = &grant.clone().not_remembered();
        let site = Site::of(headers)?;
        let (Some(account), Some(session)) = (grant.actor().account, grant.actor().session) else {
            return Err(IdentityError::SessionEnded.into());
        };
        let tx = self.0.db.begin(grant).await?;
        refuse_unproven(grant, &tx, account).await?;
        few(&tx, account).await?;
        let name = text::tidy(&body.name);
        let row = ceremony::keep(&self.0, &tx, &site, account, &name, (&body.state, &body.credential)).await?;
        session::mark_proven(&tx, session, Some(row.id)).await?;
        tx.commit([mine(grant, event::PASSKEY_ADDED)?], Reply::created(view(row))).await
    }

    pub async fn remove(&self, grant: &Grant<OwnAccount>, id: Uuid) -> Result<Reply<()>> {
        let account = grant.actor().account.ok_or(IdentityError::SessionEnded)?;
        let tx = self.0.db.begin(grant).await?;
        refuse_unproven(grant, &tx, account).await?;
        let own = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::AccountId.eq(account));
        if own.exec(&tx).await?.rows_affected == 0 {
            return Err(Problem::not_found());
        }
        tx.commit([mine(grant, event::PASSKEY_REMOVED)?], Reply::none()).await
    }

    /// A question for any passkey of this site. Nothing is kept of it.
    pub fn ask(&self, headers: &HeaderMap) -> Result<Reply<PasskeyOptions>> {
        Ok(Reply::ok(ceremony::ask(&self.0, &Site::of(headers)?)?))
    }

    /// Signs in. The device has asked for finger, face or code: that is both factors.
    pub async fn sign_in(&self, grant: &Grant<SignIn>, proof: PasskeyProof, headers: &HeaderMap, device: Device) -> Result<(Tokens, Me)> {
        let reader = self.0.db.read(grant);
        let tries = match ceremony::claimed(&reader, &proof).await? {
            Some(account) => Tries::of_account(account, &device),
            None => Tries::of_nobody("passkey", &device),
        };
        tries.refuse_after_too_many(&reader).await?;
        match self.open(grant, &proof, headers, device).await {
            Err(problem) if problem.code() == NOT_GOOD => {
                tries.count(&self.0, grant).await?;
                Err(problem)
            }
            other => other,
        }
    }

    async fn open(&self, grant: &Grant<SignIn>, proof: &PasskeyProof, headers: &HeaderMap, device: Device) -> Result<(Tokens, Me)> {
        let refused = || Problem::from(PasskeyError::NotGood { at: None });
        let mut tx = self.0.db.begin(grant).await?;
        let used = ceremony::prove(&self.0, &tx, headers, proof).await?;
        let account = account::entity::Entity::find_by_id(used.account_id).one(&tx).await?;
        let account = account.filter(|account| account.disabled_at.is_none()).ok_or_else(refused)?;
        let actor = Sessions::new(self.0.clone()).place_of(grant, &account, Some(used.id)).await?.ok_or_else(refused)?;
        let (school, person) = actor.school.zip(actor.person).ok_or_else(refused)?;
        let opened = session::open_in(&self.0, &tx, (&account, Opening::Passkey(used.id)), &actor, device, grant.context().lang()).await?;
        let events = [event::SIGNED_IN, event::PASSKEY_USED].map(|act| Event::new(act).about("person", person, actor.name.to_string()));
        tx.enter_school(school, Some(actor));
        tx.commit(events, Reply::none()).await?;
        Ok(opened)
    }
}

/// In a session that the password alone opened although the school asks for more, nobody may change what more there is: neither add
/// to it nor take from it.
pub(crate) async fn refuse_unproven(grant: &Grant<OwnAccount>, db: &impl ConnectionTrait, account: Uuid) -> Result<()> {
    if grant.actor().strength() == Strength::Partial && any(db, account).await? {
        return Err(PasskeyError::AskedFor.into());
    }
    Ok(())
}

/// Whether the account has a passkey.
pub(crate) async fn any(db: &impl ConnectionTrait, account: Uuid) -> Result<bool> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).one(db).await?.is_some())
}

/// Removes every passkey of an account. Sessions that they had proven are so no longer.
pub(crate) async fn drop_all(tx: &Tx, account: Uuid) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
    Ok(())
}

async fn rows(db: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).order_by_asc(Column::CreatedAt).all(db).await?)
}

/// The same, where there is room for one more.
async fn few(db: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Model>> {
    let known = rows(db, account).await?;
    if known.len() < MOST { Ok(known) } else { Err(PasskeyError::TooMany.into()) }
}

/// The passkeys of an account, for its owner.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: Uuid) -> Result<Vec<PasskeyView>> {
    Ok(rows(db, account).await?.into_iter().map(view).collect())
}

fn view(row: Model) -> PasskeyView {
    PasskeyView { id: row.id, name: row.name, created_at: row.created_at, last_used_at: row.last_used_at }
}

fn mine(grant: &Grant<OwnAccount>, action: &'static ActionInfo) -> Result<Event> {
    Ok(Event::new(action).about("person", grant.person()?, grant.actor().name.to_string()).changes_rights())
}
