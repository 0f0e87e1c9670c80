//! Use cases of signing in by a provider.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    Grant, Problem, Reply, Result, Tx,
    audit::{ActionInfo, Event},
    random,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, SqlErr, sea_query::Expr};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    BACK,
    dto::{BeginLink, OpenIdAnswer, OpenIdAuthorization, OpenIdProof, OpenIdSignIn, OpenIdView},
    entity::{ActiveModel, Column, Entity, Model},
    error::{NOT_GOOD, OpenIdError},
    provider::{Journey, Provider},
};
use crate::{
    Identity, IdentityError, account, event, origin,
    passkey::refuse_unproven,
    permissions::{OwnAccount, SignIn},
    second_factor::{self, Checked},
    session::{self, Device, Me, Opening, Sessions, Tokens, Tries, own_account},
    used_challenge::use_up,
};

/// Longest that the browser may be away: somebody types a password over there.
const AWAY: TimeDelta = TimeDelta::minutes(10);
/// Longest from the provider's word to the session: somebody types a one-time code.
const PROOF_HOLDS: TimeDelta = TimeDelta::minutes(5);

/// Signing in by a provider.
#[derive(Clone)]
pub struct OpenIds(pub(super) Identity);

/// The provider's word, until the session is opened.
#[derive(Serialize, Deserialize)]
struct Proof {
    /// Good once.
    id: [u8; 16],
    account: Uuid,
    subject: String,
    since: DateTime<Utc>,
}

impl OpenIds {
    fn provider(&self) -> Result<&Provider> {
        self.0.openid.as_deref().ok_or_else(Problem::not_found)
    }

    fn now(&self) -> DateTime<Utc> {
        self.0.db.clock().now()
    }

    /// The way there, to sign in.
    pub async fn begin(&self, _: &Grant<SignIn>, headers: &HeaderMap) -> Result<OpenIdAuthorization> {
        self.authorization(Uuid::nil(), headers).await
    }

    /// The way there, to link. The password shows that it is the owner who does.
    pub async fn begin_link(
        &self,
        grant: &Grant<OwnAccount>,
        body: BeginLink,
        headers: &HeaderMap,
        device: Device,
    ) -> Result<OpenIdAuthorization> {
        let provider = self.provider()?;
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        Sessions::new(self.0.clone()).prove_password(grant, &reader, &account, &device, body.password).await?;
        refuse_unproven(grant, &reader, account.id).await?;
        if linked(&reader, provider, account.id).await?.is_some() {
            return Err(OpenIdError::LinkedAlready.into());
        }
        self.authorization(account.id, headers).await
    }

    async fn authorization(&self, owner: Uuid, headers: &HeaderMap) -> Result<OpenIdAuthorization> {
        let provider = self.provider()?;
        // From the browser's own word; the provider knows to which addresses it may send anybody back.
        let site = origin::of(headers).ok_or(OpenIdError::NoOrigin)?;
        let (url, journey) = provider.begin(&format!("{site}{BACK}"), self.now()).await?;
        Ok(OpenIdAuthorization { url: url.into(), ceremony: self.sealed(owner, &journey)? })
    }

    /// Whom the provider vouches for, if that is somebody of here.
    /// What the provider does not vouch for counts with the failures of signing in from the same address: it is asked each time.
    pub async fn prove(&self, grant: &Grant<SignIn>, answer: OpenIdAnswer, device: Device) -> Result<OpenIdProof> {
        let provider = self.provider()?;
        let tries = Tries::of_address(&device);
        let reader = self.0.db.read(grant);
        tries.refuse_after_too_many(&reader).await?;
        let subject = match self.subject(Uuid::nil(), answer).await {
            Err(problem) if problem.code() == NOT_GOOD => {
                tries.count(&self.0, grant).await?;
                return Err(problem);
            }
            other => other?,
        };
        let link = Entity::find().filter(Column::Issuer.eq(provider.issuer())).filter(Column::Subject.eq(&subject)).one(&reader).await?;
        let link = link.ok_or(OpenIdError::Unknown)?;
        let account = account::entity::Entity::find_by_id(link.account_id).one(&reader).await?;
        let account = account.filter(|account| account.disabled_at.is_none()).ok_or(OpenIdError::Unknown)?;
        let proof = Proof { id: random::bytes::<16>()?, account: account.id, subject, since: self.now() };
        Ok(OpenIdProof { proof: self.sealed(Uuid::nil(), &proof)?, totp_required: account.totp_since.is_some() })
    }

    /// Opens the session. The provider's word is one factor, as the password is; wrong codes count with all other tries.
    pub async fn sign_in(&self, grant: &Grant<SignIn>, body: OpenIdSignIn, device: Device) -> Result<(Tokens, Me)> {
        self.provider()?;
        let proof: Proof = self.opened(Uuid::nil(), &body.proof).ok_or(OpenIdError::NotGood)?;
        if self.now() - proof.since > PROOF_HOLDS {
            return Err(OpenIdError::NotGood.into());
        }
        let tries = Tries::of_account(proof.account, &device);
        tries.refuse_after_too_many(&self.0.db.read(grant)).await?;
        let opened = self.open(grant, &proof, body.one_time_code.as_deref(), device).await?;
        tries.settled(&self.0, grant, opened).await
    }

    async fn open(
        &self,
        grant: &Grant<SignIn>,
        proof: &Proof,
        code: Option<&str>,
        device: Device,
    ) -> Result<std::result::Result<(Tokens, Me), Checked>> {
        let refused = || Problem::from(OpenIdError::NotGood);
        let mut tx = self.0.db.begin(grant).await?;
        // The link may have gone meanwhile, and the account with it.
        let used = Entity::update_many()
            .col_expr(Column::LastUsedAt, Expr::value(tx.now()))
            .filter(Column::AccountId.eq(proof.account))
            .filter(Column::Issuer.eq(self.provider()?.issuer()))
            .filter(Column::Subject.eq(&proof.subject))
            .exec(&tx)
            .await?;
        let account = account::entity::Entity::find_by_id(proof.account).one(&tx).await?;
        let account = account.filter(|account| account.disabled_at.is_none() && used.rows_affected == 1).ok_or_else(refused)?;
        use_up(&tx, proof.id.to_vec(), refused()).await?;
        let checked = second_factor::check(&self.0, &tx, &account, code).await?;
        if matches!(checked, Checked::Missing | Checked::Wrong) {
            return Ok(Err(checked));
        }
        let actor = Sessions::new(self.0.clone()).place_of(grant, &account, None).await?.ok_or_else(refused)?;
        let (school, person) = actor.school.zip(actor.person).ok_or_else(refused)?;
        let lang = grant.context().lang();
        let opened = session::open_in(&self.0, &tx, (&account, Opening::Provider), &actor, device, lang).await?;
        let recovered = (checked == Checked::ByRecoveryCode).then_some(event::RECOVERY_CODE_USED);
        let events = [event::SIGNED_IN, event::OPENID_USED]
            .into_iter()
            .chain(recovered)
            .map(|act| Event::new(act).about("person", person, actor.name.to_string()))
            .collect::<Vec<_>>();
        tx.enter_school(school, Some(actor));
        tx.commit(events, Reply::none()).await?;
        Ok(Ok(opened))
    }

    pub async fn link(&self, grant: &Grant<OwnAccount>, answer: OpenIdAnswer) -> Result<Reply<()>> {
        let grant = &grant.clone().not_remembered();
        let account = grant.actor().account.ok_or(IdentityError::SessionEnded)?;
        let subject = self.subject(account, answer).await?;
        let tx = self.0.db.begin(grant).await?;
        refuse_unproven(grant, &tx, account).await?;
        let issuer = self.provider()?.issuer().to_owned();
        // To another provider, which is not asked any more.
        Entity::delete_many().filter(Column::AccountId.eq(account)).filter(Column::Issuer.ne(&issuer)).exec(&tx).await?;
        if Entity::find_by_id(account).one(&tx).await?.is_some() {
            return Err(OpenIdError::LinkedAlready.into());
        }
        let row = ActiveModel {
            account_id: Set(account),
            issuer: Set(issuer),
            subject: Set(subject),
            linked_at: Set(tx.now()),
            last_used_at: Set(None),
        };
        row.insert(&tx).await.map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => OpenIdError::Taken.into(),
            _ => Problem::from(error),
        })?;
        tx.commit([mine(grant, event::OPENID_LINKED)?], Reply::none()).await
    }

    pub async fn unlink(&self, grant: &Grant<OwnAccount>) -> Result<Reply<()>> {
        let account = grant.actor().account.ok_or(IdentityError::SessionEnded)?;
        let tx = self.0.db.begin(grant).await?;
        refuse_unproven(grant, &tx, account).await?;
        if !drop_link(&tx, account).await? {
            return Err(Problem::not_found());
        }
        tx.commit([mine(grant, event::OPENID_UNLINKED)?], Reply::none()).await
    }

    /// Asks the provider who came back to the tab that had been sent there.
    async fn subject(&self, owner: Uuid, answer: OpenIdAnswer) -> Result<String> {
        let provider = self.provider()?;
        let journey: Journey = self.opened(owner, &answer.ceremony).ok_or(OpenIdError::NotGood)?;
        if journey.state != answer.state || self.now() - journey.since > AWAY {
            return Err(OpenIdError::NotGood.into());
        }
        provider.subject(&journey, answer.code, self.now()).await
    }

    fn sealed(&self, owner: Uuid, what: &impl Serialize) -> Result<String> {
        let plain = serde_json::to_vec(what).map_err(Problem::internal)?;
        Ok(URL_SAFE_NO_PAD.encode(self.0.vault.seal(owner, &plain)?))
    }

    fn opened<T: DeserializeOwned>(&self, owner: Uuid, sealed: &str) -> Option<T> {
        let plain = self.0.vault.open(owner, &URL_SAFE_NO_PAD.decode(sealed).ok()?)?;
        serde_json::from_slice(&plain).ok()
    }
}

async fn linked(db: &impl ConnectionTrait, provider: &Provider, account: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(account).filter(Column::Issuer.eq(provider.issuer())).one(db).await?)
}

/// One's own link, where there is a provider.
pub(crate) async fn of_account(identity: &Identity, db: &impl ConnectionTrait, account: Uuid) -> Result<Option<OpenIdView>> {
    let Some(provider) = identity.openid.as_deref() else { return Ok(None) };
    let link = linked(db, provider, account).await?;
    Ok(Some(OpenIdView {
        provider: provider.name().to_owned(),
        linked_at: link.as_ref().map(|link| link.linked_at),
        last_used_at: link.and_then(|link| link.last_used_at),
    }))
}

/// Removes the link of an account; whether there was one.
pub(crate) async fn drop_link(tx: &Tx, account: Uuid) -> Result<bool> {
    Ok(Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?.rows_affected > 0)
}

fn mine(grant: &Grant<OwnAccount>, action: &'static ActionInfo) -> Result<Event> {
    Ok(Event::new(action).about("person", grant.person()?, grant.actor().name.to_string()).changes_rights())
}
