//! Who sends this request: bearer token or cookie → session → person → rights.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use axum::http::{Method, header, request::Parts};
use axum_extra::extract::CookieJar;
use campus::{Role, person, role_grant, school};
use chrono::{NaiveDate, TimeDelta};
use kernel::{Actor, ActorKind, Authenticate, Db, Grant, Problem, Result, Strength, extract, http::require_same_site, jobs::Owners};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Identity, IdentityError, account, authority,
    permissions::RenewSession,
    second_factor, session,
    token::{Claimed, Signer},
};

/// How long a looked-up actor may serve reads. Writes always look afresh; changes made by this process drop the cache at once.
const FRESH_FOR: Duration = Duration::from_secs(2);
/// Actors kept at most; beyond it the cache starts anew.
const MOST_CACHED: usize = 10_000;
/// How long a proof of who one is (password, PIN, passkey) holds for what asks for a fresh one.
pub(crate) const PROOF_HOLDS: TimeDelta = TimeDelta::hours(12);

/// The authenticator of the product.
pub struct SessionGate {
    db: Db,
    signer: Signer,
    cookie: &'static str,
    cache: Mutex<HashMap<Uuid, Cached>>,
}

struct Cached {
    at: Instant,
    epoch: u64,
    version: i64,
    actor: Actor,
}

impl SessionGate {
    pub fn new(identity: &Identity) -> Arc<Self> {
        let cookie = session::cookie::access_name(identity.secure_cookies);
        Arc::new(Self { db: identity.db.clone(), signer: identity.signer.clone(), cookie, cache: Mutex::default() })
    }

    fn credentials(&self, parts: &Parts) -> Result<Option<String>> {
        if let Some(value) = extract::only(&parts.headers, header::AUTHORIZATION).map_err(|_| IdentityError::SessionEnded)? {
            let bearer = value.to_str().ok().and_then(|v| v.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
            return match bearer {
                Some((_, token)) => Ok(Some(token.trim().to_owned())),
                None => Err(IdentityError::SessionEnded.into()),
            };
        }
        let Some(cookie) = CookieJar::from_headers(&parts.headers).get(self.cookie).map(|c| c.value().to_owned()) else { return Ok(None) };
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            require_same_site(parts)?;
        }
        Ok(Some(cookie))
    }

    fn cached(&self, claimed: Claimed) -> Option<Actor> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache
            .get(&claimed.session)
            .filter(|c| c.at.elapsed() < FRESH_FOR && c.epoch == self.db.rights_epoch())
            .filter(|c| c.version == claimed.version && c.actor.account == Some(claimed.account))
            .map(|c| c.actor.clone())
    }

    fn keep(&self, claimed: Claimed, epoch: u64, actor: &Actor) {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.len() >= MOST_CACHED {
            cache.clear();
        }
        cache.insert(claimed.session, Cached { at: Instant::now(), epoch, version: claimed.version, actor: actor.clone() });
    }
}

#[async_trait]
impl Authenticate for SessionGate {
    async fn authenticate(&self, parts: &Parts) -> Result<Option<Actor>> {
        let Some(token) = self.credentials(parts)? else { return Ok(None) };
        let claimed = self.signer.read(&token)?;
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        if let Some(actor) = self.cached(claimed).filter(|_| reads) {
            return Ok(Some(actor));
        }
        // The epoch is read first: a change during the look-up makes this entry old, not fresh.
        let epoch = self.db.rights_epoch();
        let grant = Grant::<RenewSession>::system("authenticate", None);
        let reader = self.db.read(&grant);
        let actor = load(&reader, claimed, reader.now()).await?;
        self.keep(claimed, epoch, &actor);
        Ok(Some(actor))
    }
}

/// The actor of a living session.
async fn load(db: &impl ConnectionTrait, claimed: Claimed, now: chrono::DateTime<chrono::Utc>) -> Result<Actor> {
    let ended = || Problem::from(IdentityError::SessionEnded);
    let (session, account) = session::entity::Entity::find_by_id(claimed.session)
        .find_also_related(account::entity::Entity)
        .one(db)
        .await?
        .and_then(|(s, a)| a.map(|a| (s, a)))
        .ok_or_else(ended)?;
    let alive = session.account_id == claimed.account
        && session.ended_at.is_none()
        && session.expires_at > now
        && account.disabled_at.is_none()
        && account.token_version == claimed.version
        && session.token_version == claimed.version;
    if !alive {
        return Err(ended());
    }
    let actor = signed_in(db, &account, session.school_id, Some(session.id), session.passkey_id, now).await?.ok_or_else(ended)?;
    let fresh = session.stepped_up_at.is_some_and(|at| now < at + PROOF_HOLDS);
    let strength = if fresh { actor.strength() } else { actor.strength().min(Strength::Whole) };
    Ok(actor.known(strength))
}

/// The person of an account in a school, known as strongly as somebody who signs in now: partially as long as the second factor that
/// the school asks for is missing. A passkey is one for the session that was proven by it, not for those that the password opened.
pub(crate) async fn signed_in(
    db: &impl ConnectionTrait,
    account: &account::entity::Model,
    school: Uuid,
    session: Option<Uuid>,
    passkey: Option<Uuid>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Actor>> {
    let Some((actor, roles, today)) = found(db, ActorKind::Person, account.id, school, session, now).await? else { return Ok(None) };
    let unfinished = account.totp_since.is_none() && passkey.is_none() && second_factor::asked_of(db, school, &roles, today).await?;
    Ok(Some(actor.known(if unfinished { Strength::Partial } else { Strength::SteppedUp })))
}

/// The person of an account in a school with the rights of his roles; `None` when he left, or looked in for a district and may not any
/// more.
pub(crate) async fn actor_of(
    db: &impl ConnectionTrait,
    kind: ActorKind,
    account: Uuid,
    school: Uuid,
    session: Option<Uuid>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Actor>> {
    Ok(found(db, kind, account, school, session, now).await?.map(|(actor, _, _)| actor))
}

async fn found(
    db: &impl ConnectionTrait,
    kind: ActorKind,
    account: Uuid,
    school: Uuid,
    session: Option<Uuid>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<(Actor, Vec<Role>, NaiveDate)>> {
    let found = person::entity::Entity::find()
        .filter(person::entity::Column::SchoolId.eq(school))
        .filter(person::entity::Column::AccountId.eq(account))
        .filter(person::entity::Column::Active.eq(true))
        .one(db)
        .await?;
    let Some(person) = found else { return Ok(None) };
    let place = school::find(db, school).await?;
    let today = place.today(now);
    let grants = role_grant::effective_here(db, &place, &person, today).await?;
    if person.visitor && grants.is_empty() {
        return Ok(None);
    }
    let rights = authority::rights(db, school, person.id, &grants).await?;
    #[expect(clippy::disallowed_methods, reason = "identity is the issuer of actors")]
    let actor = Actor::signed_in(kind, account, person.id, school, session, &person.name, rights);
    Ok(Some((actor, grants.into_iter().map(|grant| grant.role).collect(), today)))
}

/// Who somebody is today, for jobs that run for him.
#[derive(Debug)]
pub struct PeopleToday;

#[async_trait]
impl Owners for PeopleToday {
    async fn today(&self, db: &Db, school: Uuid, person: Uuid) -> Result<Option<Actor>> {
        let reader = db.read(&Grant::<RenewSession>::system("job owner", Some(school)));
        let found = person::entity::Entity::find_by_id((school, person)).one(&reader).await?;
        let Some(account) = found.and_then(|person| person.account_id) else { return Ok(None) };
        actor_of(&reader, ActorKind::Person, account, school, None, reader.now()).await
    }
}

/// The actor of a sign-in name, for the command line (`--as`) and the demo school. No password: whoever runs commands on the
/// server's console owns the database file anyway; what he does is written down with his name. `school` by its name, for people of several.
///
/// # Errors
/// 404 when nobody active signs in by this name; 409 when the school has to be named.
pub async fn actor_named(identity: &Identity, login: &str, kind: ActorKind, school: Option<&str>) -> Result<Actor> {
    let grant = Grant::<RenewSession>::system("command line", None);
    let reader = identity.db.read(&grant);
    let name =
        account::entity::sign_in_name::Entity::find_by_id(kernel::text::fold(login)).one(&reader).await?.ok_or_else(Problem::not_found)?;
    let people = person::repo::of_account_everywhere(&reader, name.account_id).await?;
    let mut places = Vec::new();
    for person in people.into_iter().filter(|person| person.active && !person.visitor) {
        let place = school::find(&reader, person.school_id).await?;
        if school.is_none_or(|name| place.name == name) {
            places.push(place.id);
        }
    }
    match (places.len(), places.pop()) {
        (1, Some(place)) => actor_of(&reader, kind, name.account_id, place, None, reader.now()).await?.ok_or_else(Problem::not_found),
        (0, _) => Err(Problem::not_found()),
        _ => Err(IdentityError::SeveralSchools.into()),
    }
}
