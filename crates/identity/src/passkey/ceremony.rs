//! Both ceremonies, with the library that knows their rules.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Problem, Result, Tx};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, SqlErr, sea_query::Expr};
use url::Url;
use uuid::Uuid;
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication, DiscoverableAuthenticationServerState, DiscoverableCredentialRequestOptions,
    PublicKeyCredentialCreationOptions, Registration, RegistrationServerState,
    bin::{Decode, Encode},
    request::{
        AsciiDomain, PublicKeyCredentialDescriptor, RpId,
        auth::AuthenticationVerificationOptions,
        register::{
            CredProtect, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle16, Username,
            error::UsernameErr,
        },
    },
    response::{
        AuthTransports, CredentialId,
        register::{DynamicState, StaticState},
    },
};

use super::{
    dto::{PasskeyOptions, PasskeyProof},
    entity::{Column, Entity, Model},
    error::PasskeyError,
};
use crate::{Identity, origin, used_challenge::use_up};

/// The address that the browser shows. Passkeys know it by its host, and ask for HTTPS (or this very machine).
pub(super) struct Site {
    id: RpId,
    origin: String,
}

impl Site {
    pub fn of(headers: &HeaderMap) -> Result<Self> {
        let refused = || Problem::from(PasskeyError::NotHere);
        let origin = origin::of(headers).ok_or_else(refused)?;
        let url = Url::parse(origin).map_err(|_| refused())?;
        let host = url.domain().ok_or_else(refused)?;
        if url.scheme() != "https" && host != "localhost" {
            return Err(refused());
        }
        let id = RpId::Domain(AsciiDomain::try_from(host.to_owned()).map_err(|_| refused())?);
        Ok(Self { id, origin: origin.to_owned() })
    }

    pub fn host(&self) -> &str {
        self.id.as_ref()
    }
}

/// Asks the browser for a new passkey of this account.
pub(super) fn begin(identity: &Identity, site: &Site, account: Uuid, name: &str, login: &str, known: Vec<Model>) -> Result<PasskeyOptions> {
    let handle = handle(account);
    let user = PublicKeyCredentialUserEntity {
        name: shown(login).map_err(inside)?,
        id: &handle,
        display_name: Nickname::try_from(name.to_owned()).ok(),
    };
    let transports = AuthTransports::decode(0).map_err(inside)?;
    let known = known
        .into_iter()
        .map(|row| {
            let id = CredentialId::<Vec<u8>>::decode(row.credential_id).map_err(inside)?;
            Ok(PublicKeyCredentialDescriptor { id, transports })
        })
        .collect::<Result<Vec<_>>>()?;
    let mut options = PublicKeyCredentialCreationOptions::passkey(&site.id, user, known);
    // Enforced, it keeps out every device that does not know it, phones among them. That the owner was verified is asked and looked at anyway.
    options.extensions.cred_protect = CredProtect::None;
    let (server, client) = options.start_ceremony().map_err(inside)?;
    told(identity, account, &server.encode().map_err(inside)?, &client)
}

/// Asks the browser for any passkey of this site.
pub(super) fn ask(identity: &Identity, site: &Site) -> Result<PasskeyOptions> {
    let (server, client) = DiscoverableCredentialRequestOptions::passkey(&site.id).start_ceremony().map_err(inside)?;
    told(identity, Uuid::nil(), &server.encode().map_err(inside)?, &client)
}

/// What the browser shows of whom a passkey is. Names with spaces are none to the library (RFC 8265).
fn shown(login: &str) -> std::result::Result<Username<'static>, UsernameErr> {
    Username::try_from(login.to_owned())
        .or_else(|_| Username::try_from(login.chars().map(|c| if c.is_whitespace() { '.' } else { c }).collect::<String>()))
        .or_else(|_| Username::try_from("-".to_owned()))
}

fn told(identity: &Identity, owner: Uuid, state: &[u8], options: &impl serde::Serialize) -> Result<PasskeyOptions> {
    let state = URL_SAFE_NO_PAD.encode(identity.vault.seal(owner, state)?);
    Ok(PasskeyOptions { state, options: serde_json::to_value(options).map_err(Problem::internal)? })
}

/// Keeps what the browser made.
pub(super) async fn keep(
    identity: &Identity,
    tx: &Tx,
    site: &Site,
    account: Uuid,
    name: &str,
    (state, credential): (&str, &BTreeMap<String, serde_json::Value>),
) -> Result<Model> {
    let refused = || Problem::from(PasskeyError::NotGood { at: Some("/credential") });
    let state = opened(identity, account, state).ok_or_else(refused)?;
    let state = RegistrationServerState::<16>::decode(&state).map_err(|_| refused())?;
    let answer = Registration::from_json_relaxed(&serde_json::to_vec(credential).map_err(Problem::internal)?).map_err(|_| refused())?;
    use_up(tx, answer.challenge_relaxed().map_err(|_| refused())?.0.to_be_bytes().to_vec(), refused()).await?;
    let origins = [site.origin.as_str()];
    let rules = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &origins,
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    let made = state.verify(&site.id, &answer, &rules).map_err(|_| refused())?;
    let credential_id = made.id().as_ref().to_vec();
    let row = super::entity::ActiveModel {
        id: Set(tx.new_id()),
        account_id: Set(account),
        credential_id: Set(credential_id),
        host: Set(site.host().to_owned()),
        name: Set(name.to_owned()),
        fixed: Set(made.static_state().encode().map_err(inside)?),
        moving: Set(made.dynamic_state().encode().map_err(inside)?.to_vec()),
        created_at: Set(tx.now()),
        last_used_at: Set(None),
    };
    row.insert(tx).await.map_err(|error| taken(error, refused()))
}

/// The account whose passkey it says it is, before anything is proven.
pub(super) async fn claimed(db: &impl ConnectionTrait, proof: &PasskeyProof) -> Result<Option<Uuid>> {
    let id = proof.credential.get("id").and_then(serde_json::Value::as_str).and_then(|id| URL_SAFE_NO_PAD.decode(id).ok());
    let Some(id) = id else { return Ok(None) };
    Ok(Entity::find().filter(Column::CredentialId.eq(id)).one(db).await?.map(|row| row.account_id))
}

/// The passkey that answered, once for each question.
pub(crate) async fn prove(identity: &Identity, tx: &Tx, headers: &HeaderMap, proof: &PasskeyProof) -> Result<Model> {
    let refused = || Problem::from(PasskeyError::NotGood { at: None });
    let site = Site::of(headers)?;
    let state = opened(identity, Uuid::nil(), &proof.state).ok_or_else(refused)?;
    let state = DiscoverableAuthenticationServerState::decode(&state).map_err(|_| refused())?;
    let answer = DiscoverableAuthentication::<16>::from_json_relaxed(&serde_json::to_vec(&proof.credential).map_err(Problem::internal)?)
        .map_err(|_| refused())?;
    use_up(tx, answer.challenge_relaxed().map_err(|_| refused())?.0.to_be_bytes().to_vec(), refused()).await?;
    let row = Entity::find()
        .filter(Column::CredentialId.eq(answer.raw_id().as_ref().to_vec()))
        .filter(Column::Host.eq(site.host()))
        .one(tx)
        .await?
        .ok_or_else(refused)?;
    let handle = handle(row.account_id);
    let moving: [u8; 7] = row.moving.as_slice().try_into().map_err(|_| refused())?;
    let mut known = AuthenticatedCredential::new(
        CredentialId::<&[u8]>::decode(&row.credential_id).map_err(|_| refused())?,
        &handle,
        StaticState::decode(&row.fixed).map_err(inside)?,
        DynamicState::decode(moving).map_err(inside)?,
    )
    .map_err(inside)?;
    let origins = [site.origin.as_str()];
    let rules = AuthenticationVerificationOptions::<&str, &str> {
        allowed_origins: &origins,
        error_on_unsolicited_extensions: false,
        ..AuthenticationVerificationOptions::default()
    };
    state.verify(&site.id, &answer, &mut known, &rules).map_err(|_| refused())?;
    let now = known.dynamic_state().encode().map_err(inside)?.to_vec();
    // Of two that count from the same number at once, or while it is being removed, none but the first.
    let kept = Entity::update_many()
        .col_expr(Column::Moving, Expr::value(now))
        .col_expr(Column::LastUsedAt, Expr::value(tx.now()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Moving.eq(row.moving.clone()))
        .exec(tx)
        .await?;
    if kept.rows_affected == 0 {
        return Err(refused());
    }
    Ok(row)
}

fn handle(account: Uuid) -> UserHandle16 {
    match UserHandle16::decode(*account.as_bytes()) {
        Ok(handle) => handle,
        Err(never) => match never {},
    }
}

fn opened(identity: &Identity, owner: Uuid, state: &str) -> Option<Vec<u8>> {
    identity.vault.open(owner, &URL_SAFE_NO_PAD.decode(state).ok()?)
}

fn taken(error: DbErr, refused: Problem) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => refused,
        _ => error.into(),
    }
}

fn inside(error: impl std::fmt::Debug) -> Problem {
    Problem::internal(format!("{error:?}"))
}
