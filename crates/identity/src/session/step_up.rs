//! Proving once more who one is, and the PIN to do so with.

use axum::http::HeaderMap;
use campus::{Role, person, role_grant, school};
use kernel::{Grant, Problem, Reader, Reply, Result, Scope, Tx, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    device::Device,
    dto::{SecurityView, SetPin, StepUp},
    entity::{Column, Entity},
    service::Sessions,
    tries::Tries,
};
use crate::{
    IdentityError,
    account::{self, pin},
    event, gate, openid,
    passkey::{self, NOT_GOOD, PasskeyError, PasskeyProof},
    permissions::OwnAccount,
    second_factor,
};

impl Sessions {
    /// One's own means of proving who one is.
    pub async fn security(&self, grant: &Grant<OwnAccount>) -> Result<SecurityView> {
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        let session = Entity::find_by_id(grant.actor().session.unwrap_or_default()).one(&reader).await?;
        let proven = session.and_then(|session| session.stepped_up_at).map(|at| at + gate::PROOF_HOLDS);
        let school = school::find(&reader, grant.school()?).await?;
        let today = school.today(reader.now());
        let roles = role_grant::effective(&reader, school.id, grant.person()?, today).await?;
        let roles: Vec<Role> = roles.into_iter().map(|grant| grant.role).collect();
        Ok(SecurityView {
            has_pin: account.pin_hash.is_some(),
            proven_until: proven.filter(|until| *until > reader.now()),
            second_factor_since: account.totp_since,
            second_factor_asked: second_factor::asked_of(&reader, school.id, &roles, today).await?,
            recovery_codes_left: second_factor::recovery_codes_left(&reader, account.id).await?,
            passkeys: passkey::of_account(&reader, account.id).await?,
            openid: openid::of_account(&self.0, &reader, account.id).await?,
        })
    }

    /// PIN, password or passkey once more: what asks for a fresh proof is open for the next hours.
    pub async fn step_up(&self, grant: &Grant<OwnAccount>, body: StepUp, headers: &HeaderMap, device: Device) -> Result<Reply<()>> {
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        let (given, stored, wrong) = match (body.pin, body.password, body.passkey) {
            (Some(pin), None, None) => (pin, account.pin_hash, IdentityError::WrongPin),
            (None, Some(password), None) => (password, Some(account.password_hash), IdentityError::WrongPassword { at: "/password" }),
            (None, None, Some(proof)) => return self.step_up_by_passkey(grant, account.id, &proof, headers, device).await,
            _ => return Err(IdentityError::OneProof.into()),
        };
        self.prove(grant, &reader, account.id, &device, (given, stored), wrong).await?;
        // Never answered from memory: the key's row would hold a hash of six digits.
        let tx = self.0.db.begin(&grant.clone().not_remembered()).await?;
        note_proof(grant, tx, None).await
    }

    async fn step_up_by_passkey(
        &self,
        grant: &Grant<OwnAccount>,
        account: uuid::Uuid,
        proof: &PasskeyProof,
        headers: &HeaderMap,
        device: Device,
    ) -> Result<Reply<()>> {
        let tries = Tries::of_account(account, &device);
        tries.refuse_after_too_many(&self.0.db.read(grant)).await?;
        let tx = self.0.db.begin(&grant.clone().not_remembered()).await?;
        match passkey::prove(&self.0, &tx, headers, proof).await {
            Ok(used) if used.account_id == account => return note_proof(grant, tx, Some(used.id)).await,
            Err(problem) if problem.code() != NOT_GOOD => return Err(problem),
            Ok(_) | Err(_) => drop(tx),
        }
        tries.count(&self.0, grant).await?;
        Err(PasskeyError::NotGood { at: Some("/passkey") }.into())
    }

    pub async fn set_pin(&self, grant: &Grant<OwnAccount>, body: SetPin, device: Device) -> Result<Reply<()>> {
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        let person = person::repo::find(&reader, &Scope::school(grant.school()?), grant.person()?).await?;
        pin::check(&body.pin, person.staff_no.as_deref().unwrap_or_default()).map_err(IdentityError::Pin)?;
        self.prove_password(grant, &reader, &account, &device, body.password).await?;
        let hash = self.0.passwords.hash(body.pin).await?;
        self.keep_pin(grant, account.id, Some(hash)).await
    }

    pub async fn remove_pin(&self, grant: &Grant<OwnAccount>) -> Result<Reply<()>> {
        let account = own_account(grant, &self.0.db.read(grant)).await?;
        if account.pin_hash.is_none() {
            return Err(Problem::not_found());
        }
        self.keep_pin(grant, account.id, None).await
    }

    async fn keep_pin(&self, grant: &Grant<OwnAccount>, account: uuid::Uuid, hash: Option<String>) -> Result<Reply<()>> {
        let tx = self.0.db.begin(grant).await?;
        let action = if hash.is_some() { event::PIN_SET } else { event::PIN_REMOVED };
        account::entity::Entity::update_many()
            .col_expr(account::entity::Column::PinHash, Expr::value(hash))
            .filter(account::entity::Column::Id.eq(account))
            .exec(&tx)
            .await?;
        let event = Event::new(action).about("person", grant.person()?, grant.actor().name.to_string());
        tx.commit([event], Reply::none()).await
    }

    /// The field `/password` of whoever changes how he signs in.
    pub(crate) async fn prove_password(
        &self,
        grant: &Grant<OwnAccount>,
        reader: &Reader,
        account: &account::entity::Model,
        device: &Device,
        password: String,
    ) -> Result<()> {
        let proof = (password, Some(account.password_hash.clone()));
        self.prove(grant, reader, account.id, device, proof, IdentityError::WrongPassword { at: "/password" }).await
    }

    /// Whether what was given fits; a failure counts with those of signing in.
    pub(crate) async fn prove(
        &self,
        grant: &Grant<OwnAccount>,
        reader: &Reader,
        account: uuid::Uuid,
        device: &Device,
        (given, stored): (String, Option<String>),
        wrong: IdentityError,
    ) -> Result<()> {
        let tries = Tries::of_account(account, device);
        tries.refuse_after_too_many(reader).await?;
        if self.0.passwords.fits(given, stored).await? {
            return Ok(());
        }
        tries.count(&self.0, grant).await?;
        Err(wrong.into())
    }
}

/// Notes in the session that its owner has just proved who he is.
async fn note_proof(grant: &Grant<OwnAccount>, tx: Tx, passkey: Option<uuid::Uuid>) -> Result<Reply<()>> {
    let session = grant.actor().session.ok_or(IdentityError::SessionEnded)?;
    mark_proven(&tx, session, passkey).await?;
    let event = Event::new(event::STEPPED_UP).about("person", grant.person()?, grant.actor().name.to_string()).changes_rights();
    tx.commit([event], Reply::none()).await
}

/// A proof by PIN or password takes nothing from one by a passkey.
pub(crate) async fn mark_proven(tx: &Tx, session: uuid::Uuid, passkey: Option<uuid::Uuid>) -> Result<()> {
    let mut update = Entity::update_many().col_expr(Column::SteppedUpAt, Expr::value(tx.now()));
    if passkey.is_some() {
        update = update.col_expr(Column::PasskeyId, Expr::value(passkey));
    }
    update.filter(Column::Id.eq(session)).filter(Column::EndedAt.is_null()).exec(tx).await?;
    Ok(())
}

pub(crate) async fn own_account(grant: &Grant<OwnAccount>, reader: &Reader) -> Result<account::entity::Model> {
    let id = grant.actor().account.ok_or(IdentityError::SessionEnded)?;
    Ok(account::entity::Entity::find_by_id(id).one(reader).await?.ok_or(IdentityError::SessionEnded)?)
}
