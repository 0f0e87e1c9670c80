//! Use cases on sessions.

use campus::{Role, person, role_grant, school};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Actor, Db, Grant, Lang, Page, Reply, Result, Scope, Tx, audit::Event, db::Technical, random, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    device::Device,
    dto::{ChangePassword, Me, SessionView, SignInBody},
    entity::{ActiveModel, Column, Entity, Model, refresh_token},
    me,
    step_up::own_account,
    tries::Tries,
};
use crate::{
    Identity, IdentityError,
    account::{self, entity::sign_in_name},
    authority, event, gate, password,
    permissions::{OwnAccount, RenewSession, SignIn},
    second_factor::{self, Checked},
    token::Claimed,
};

/// Idle life of a session on its device, for roles without money or approval.
const LONG_IDLE: TimeDelta = TimeDelta::days(120);
/// Idle life for roles that decide or administer.
const SHORT_IDLE: TimeDelta = TimeDelta::hours(12);

/// Two tabs of one browser may send the same refresh token; without HTTPS they have no lock to take turns by. So soon after its
/// use it is refused, and ends nothing.
const RENEWAL_GRACE: TimeDelta = TimeDelta::seconds(10);

/// Sessions.
#[derive(Clone)]
pub struct Sessions(pub(crate) Identity);

/// What the cookies are made of.
pub struct Tokens {
    pub access: String,
    pub access_ends: DateTime<Utc>,
    pub refresh: String,
    pub refresh_ends: DateTime<Utc>,
    /// The mark of the browser, where somebody has just proved to be its owner.
    pub device: Option<String>,
}

impl Sessions {
    pub(crate) fn new(identity: Identity) -> Self {
        Self(identity)
    }

    fn db(&self) -> &Db {
        &self.0.db
    }

    /// Signs in by staff number or name.
    pub async fn sign_in(&self, grant: &Grant<SignIn>, body: SignInBody, device: Device) -> Result<(Tokens, Me)> {
        let named = self.account_named(grant, &body.login).await?;
        let tries = match &named {
            Some((name, _)) => Tries::of_account(name.account_id, &device),
            None => Tries::of_nobody(&text::fold(&body.login), &device),
        };
        tries.refuse_after_too_many(&self.db().read(grant)).await?;
        // The name must be exactly the registered one; a look-alike shares its count and opens nothing.
        let account = named.filter(|(name, _)| name.name == body.login.trim()).and_then(|(_, account)| account);
        let code = body.one_time_code;
        let stored = account.as_ref().filter(|a| a.disabled_at.is_none()).map(|a| a.password_hash.clone());
        let fits = self.0.passwords.fits(body.password, stored).await?;
        let found = match account.filter(|_| fits) {
            Some(account) => self.place_of(grant, &account, None).await?.map(|actor| (account, actor)),
            None => None,
        };
        let Some((account, actor)) = found else {
            tries.count(&self.0, grant).await?;
            return Err(IdentityError::InvalidCredentials.into());
        };
        let opened = self.open(grant, (&account, code.as_deref()), actor, device).await?;
        tries.settled(&self.0, grant, opened).await
    }

    /// The name that looks like this one, with its account. One statement, whether there is such a name or not.
    async fn account_named(
        &self,
        grant: &Grant<SignIn>,
        login: &str,
    ) -> Result<Option<(sign_in_name::Model, Option<account::entity::Model>)>> {
        let named = sign_in_name::Entity::find_by_id(text::fold(login)).find_also_related(account::entity::Entity);
        Ok(named.one(&self.db().read(grant)).await?)
    }

    /// The person in whose place the account acts: in the school where it worked last, or the first.
    pub(crate) async fn place_of(
        &self,
        grant: &Grant<SignIn>,
        account: &account::entity::Model,
        passkey: Option<Uuid>,
    ) -> Result<Option<Actor>> {
        let reader = self.db().read(grant);
        let people = person::repo::of_account_everywhere(&reader, account.id).await?;
        let here = |looking_in: bool| people.iter().filter(move |p| p.active && p.visitor == looking_in).map(|p| p.school_id);
        let mut schools: Vec<Uuid> = here(false).collect();
        if schools.is_empty() {
            // None of any staff: an auditor in the seat that he opened.
            schools.extend(here(true));
        }
        if schools.len() > 1 {
            let last = Entity::find().filter(Column::AccountId.eq(account.id)).order_by_desc(Column::LastSeenAt).one(&reader).await?;
            schools.sort_by_key(|school| last.as_ref().is_none_or(|last| last.school_id != *school));
        }
        match schools.first() {
            Some(school) => gate::signed_in(&reader, account, *school, None, passkey, reader.now()).await,
            None => Ok(None),
        }
    }

    /// A session, or why the second factor was none.
    async fn open(
        &self,
        grant: &Grant<SignIn>,
        (account, code): (&account::entity::Model, Option<&str>),
        actor: Actor,
        device: Device,
    ) -> Result<std::result::Result<(Tokens, Me), Checked>> {
        let mut tx = self.db().begin(grant).await?;
        let checked = second_factor::check(&self.0, &tx, account, code).await?;
        if matches!(checked, Checked::Missing | Checked::Wrong) {
            return Ok(Err(checked));
        }
        let (school, person) = actor.school.zip(actor.person).ok_or(IdentityError::InvalidCredentials)?;
        let opened = open_in(&self.0, &tx, (account, Opening::Password), &actor, device, grant.context().lang()).await?;
        let event = Event::new(event::SIGNED_IN).about("person", person, actor.name.to_string());
        let recovered = (checked == Checked::ByRecoveryCode)
            .then(|| Event::new(event::RECOVERY_CODE_USED).about("person", person, actor.name.to_string()));
        tx.enter_school(school, Some(actor));
        tx.commit(std::iter::once(event).chain(recovered), Reply::none()).await?;
        Ok(Ok(opened))
    }

    /// A new pair for a refresh token that was not used yet. One that was used a while ago ends its session: somebody has a copy.
    pub async fn renew(&self, grant: &Grant<RenewSession>, refresh: &str) -> Result<(Tokens, Me)> {
        let mut tx = self.db().begin(grant).await?;
        let ended = || kernel::Problem::from(IdentityError::SessionEnded);
        let row = refresh_token::Entity::find_by_id(hash(refresh)).one(&tx).await?.ok_or_else(ended)?;
        let session = Entity::find_by_id(row.session_id).one(&tx).await?.ok_or_else(ended)?;
        let account = account::entity::Entity::find_by_id(session.account_id).one(&tx).await?.ok_or_else(ended)?;
        let alive = session.ended_at.is_none()
            && session.expires_at > tx.now()
            && account.disabled_at.is_none()
            && account.token_version == session.token_version;
        let actor = gate::signed_in(&tx, &account, session.school_id, Some(session.id), session.passkey_id, tx.now()).await?;
        let (Some(actor), true) = (actor, alive) else { return Err(ended()) };
        let fresh = refresh_token::Entity::update_many()
            .col_expr(refresh_token::Column::UsedAt, Expr::value(tx.now()))
            .filter(refresh_token::Column::TokenHash.eq(row.token_hash))
            .filter(refresh_token::Column::UsedAt.is_null())
            .exec(&tx)
            .await?;
        if fresh.rows_affected == 0 {
            // Unused when it was read above: the other one won this very race.
            if row.used_at.is_none_or(|at| tx.now() - at < RENEWAL_GRACE) {
                return Err(IdentityError::RenewedElsewhere.into());
            }
            return self.end_replayed(tx, &session, actor).await;
        }
        let person = actor.person.unwrap_or_default();
        let ends = tx.now() + idle_life(&tx, session.school_id, person, tx.now()).await?;
        let session = Model { expires_at: ends, ..session };
        Entity::update_many()
            .col_expr(Column::LastSeenAt, Expr::value(tx.now()))
            .col_expr(Column::ExpiresAt, Expr::value(ends))
            .filter(Column::Id.eq(session.id))
            .exec(&tx)
            .await?;
        let tokens = tokens(&self.0, &tx, &session).await?;
        let me = me::view(&tx, &actor, tx.now(), grant.context().lang()).await?;
        tx.enter_school(session.school_id, Some(actor));
        tx.commit_technical(Technical::SessionTouch).await?;
        Ok((tokens, me))
    }

    async fn end_replayed(&self, mut tx: Tx, session: &Model, actor: Actor) -> Result<(Tokens, Me)> {
        end_where(&tx, Column::Id.eq(session.id)).await?;
        let event =
            Event::new(event::REFRESH_REPLAYED).about("person", actor.person.unwrap_or_default(), actor.name.to_string()).changes_rights();
        tx.enter_school(session.school_id, Some(actor));
        tx.commit([event], Reply::none()).await?;
        tracing::warn!(target: "steward::refusal", session = %session.id, "a used refresh token came again; the session was ended");
        Err(IdentityError::SessionEnded.into())
    }

    pub async fn me(&self, grant: &Grant<OwnAccount>) -> Result<Me> {
        let reader = self.db().read(grant);
        me::view(&reader, grant.actor(), reader.now(), grant.context().lang()).await
    }

    pub async fn list(&self, grant: &Grant<OwnAccount>) -> Result<Page<SessionView>> {
        let reader = self.db().read(grant);
        let rows = Entity::find()
            .filter(Column::AccountId.eq(grant.actor().account))
            .filter(Column::EndedAt.is_null())
            .filter(Column::ExpiresAt.gt(reader.now()))
            .order_by_desc(Column::LastSeenAt)
            .limit(200)
            .all(&reader)
            .await?;
        let current = grant.actor().session;
        let items = rows
            .into_iter()
            .map(|s| SessionView {
                id: s.id,
                device: s.device,
                address: s.address,
                created_at: s.created_at,
                last_seen_at: s.last_seen_at,
                current: Some(s.id) == current,
            })
            .collect();
        Ok(Page::whole(items))
    }

    /// Ends one of one's own sessions; `None` ends the one that asks.
    pub async fn end(&self, grant: &Grant<OwnAccount>, id: Option<Uuid>) -> Result<Reply<()>> {
        let tx = self.db().begin(grant).await?;
        let id = id.or(grant.actor().session).ok_or_else(kernel::Problem::not_found)?;
        let mine = Condition::all().add(Column::AccountId.eq(grant.actor().account)).add(Column::Id.eq(id));
        if end_where(&tx, mine).await? == 0 {
            return Err(kernel::Problem::not_found());
        }
        let event = Event::new(event::SIGNED_OUT).about("person", grant.person()?, grant.actor().name.to_string()).changes_rights();
        tx.commit([event], Reply::none()).await
    }

    /// Changes the own password and ends every session, this one included: a new sign-in follows.
    pub async fn change_password(&self, grant: &Grant<OwnAccount>, body: ChangePassword, device: Device) -> Result<Reply<()>> {
        let grant = &grant.clone().not_remembered();
        let reader = self.db().read(grant);
        let account = own_account(grant, &reader).await?;
        let school = school::find(&reader, grant.school()?).await?;
        let person = person::repo::find(&reader, &Scope::school(school.id), grant.person()?).await?;
        let staff_no = person.staff_no.unwrap_or_default();
        password::refuse_weak(&body.new, &[&school.name, &person.name, &staff_no], school.demo)
            .map_err(|problem| password::weak_at("/new", &problem))?;
        let proof = (body.current, Some(account.password_hash));
        self.prove(grant, &reader, account.id, &device, proof, IdentityError::WrongPassword { at: "/current" }).await?;
        let hash = self.0.passwords.hash(body.new).await?;
        let tx = self.db().begin(grant).await?;
        account::set_password(&tx, account.id, hash).await?;
        let event = Event::new(event::PASSWORD_CHANGED).about("person", grant.person()?, grant.actor().name.to_string()).changes_rights();
        tx.commit([event], Reply::none()).await
    }
}

/// By what a session is opened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Opening {
    /// The password, or what gives one.
    Password,
    /// This one, which proves the session for as long as it is there.
    Passkey(Uuid),
    /// A provider that may have known the browser from long ago: no fresh proof of who sits before it.
    Provider,
}

/// Opens a new session of an account, in the school of its actor.
pub(crate) async fn open_in(
    identity: &Identity,
    tx: &Tx,
    (account, opening): (&account::entity::Model, Opening),
    actor: &Actor,
    device: Device,
    lang: Lang,
) -> Result<(Tokens, Me)> {
    let (school, person) = actor.school.zip(actor.person).ok_or(IdentityError::InvalidCredentials)?;
    let ends = tx.now() + idle_life(tx, school, person, tx.now()).await?;
    let known = device.known_to(account.id).unwrap_or_else(|| tx.new_id());
    let session = ActiveModel {
        id: Set(tx.new_id()),
        account_id: Set(account.id),
        school_id: Set(school),
        token_version: Set(account.token_version),
        device: Set(device.user_agent.chars().take(200).collect()),
        address: Set(device.address),
        created_at: Set(tx.now()),
        last_seen_at: Set(tx.now()),
        expires_at: Set(ends),
        ended_at: Set(None),
        stepped_up_at: Set((!matches!(opening, Opening::Provider)).then_some(tx.now())),
        passkey_id: Set(match opening {
            Opening::Passkey(passkey) => Some(passkey),
            Opening::Password | Opening::Provider => None,
        }),
    }
    .insert(tx)
    .await?;
    let device = Some(identity.signer.sign_device(account.id, known)?);
    let tokens = Tokens { device, ..tokens(identity, tx, &session).await? };
    Ok((tokens, me::view(tx, actor, tx.now(), lang).await?))
}

async fn tokens(identity: &Identity, tx: &Tx, session: &Model) -> Result<Tokens> {
    let refresh = random::token()?;
    refresh_token::ActiveModel {
        token_hash: Set(hash(&refresh)),
        session_id: Set(session.id),
        created_at: Set(tx.now()),
        used_at: Set(None),
    }
    .insert(tx)
    .await?;
    let (access, access_ends) =
        identity.signer.sign(Claimed { account: session.account_id, session: session.id, version: session.token_version })?;
    Ok(Tokens { access, access_ends, refresh, refresh_ends: session.expires_at, device: None })
}

/// Ends the sessions that fit.
pub(crate) async fn end_where(tx: &Tx, condition: impl sea_orm::sea_query::IntoCondition) -> Result<u64> {
    let done = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(tx.now()))
        .filter(condition)
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected)
}

pub(super) async fn idle_life(db: &impl ConnectionTrait, school: Uuid, person: Uuid, now: DateTime<Utc>) -> Result<TimeDelta> {
    let school = school::find(db, school).await?;
    let person = person::repo::find(db, &Scope::school(school.id), person).await?;
    let grants = role_grant::effective_here(db, &school, &person, school.today(now)).await?;
    let roles: Vec<Role> = grants.iter().map(|g| g.role).collect();
    Ok(if authority::short_session(&roles) { SHORT_IDLE } else { LONG_IDLE })
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
