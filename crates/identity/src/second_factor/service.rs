//! Getting a second factor, giving it up, and taking it from somebody whose phone is gone.

use campus::{Role, person, role_grant, school};
use kernel::{Grant, Problem, Reply, Result, audit::Event, random};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use totp_rs::Secret;
use uuid::Uuid;

use super::{
    codes::{self, Checked},
    dto::{BeginTotp, ConfirmTotp, RecoveryCodes, RemoveTotp, TotpSecret},
};
use crate::{
    Identity, IdentityError,
    account::{self, entity as accounts},
    event, passkey,
    permissions::{ManageAccounts, OwnAccount},
    session::{Device, Sessions, Tries, own_account},
};

/// Second factors.
#[derive(Clone)]
pub struct SecondFactors(pub(super) Identity);

impl SecondFactors {
    /// Makes a secret; it asks for nothing until a code of it was seen.
    pub async fn begin(&self, grant: &Grant<OwnAccount>, body: BeginTotp, device: Device) -> Result<Reply<TotpSecret>> {
        let grant = &grant.clone().not_remembered();
        let account = self.proven(grant, body.password, &device).await?;
        if account.totp_since.is_some() {
            return Err(IdentityError::SecondFactorThere.into());
        }
        passkey::refuse_unproven(grant, &self.0.db.read(grant), account.id).await?;
        let secret = random::bytes::<{ codes::SECRET_LENGTH }>()?;
        let tx = self.0.db.begin(grant).await?;
        let school = school::find(&tx, grant.school()?).await?;
        let person = person::repo::find(&tx, &grant.scope()?, grant.person()?).await?;
        let login = account::names::of(&tx, account.id, person.staff_no.as_deref(), &person.name).await?;
        keep(&tx, account.id, &self.0.vault.seal(account.id, &secret)?).await?;
        let secret = Secret::from(secret.to_vec()).to_base32();
        let told = TotpSecret { uri: uri(&school.name, &login, &secret), secret };
        tx.commit([mine(grant, event::TOTP_BEGUN)?], Reply::ok(told)).await
    }

    /// A first code shows that the authenticator has the secret: from now on it is asked for.
    pub async fn confirm(&self, grant: &Grant<OwnAccount>, body: ConfirmTotp, device: Device) -> Result<Reply<RecoveryCodes>> {
        let grant = &grant.clone().not_remembered();
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        let tries = Tries::of_account(account.id, &device);
        tries.refuse_after_too_many(&reader).await?;
        if account.totp_since.is_some() || account.totp_sealed.is_none() {
            return Err(IdentityError::NothingToConfirm.into());
        }
        passkey::refuse_unproven(grant, &reader, account.id).await?;
        let Some(step) = codes::step_of(&self.0, &account, &body.code, reader.now())? else {
            tries.count(&self.0, grant).await?;
            return Err(IdentityError::WrongCode { at: Some("/code") }.into());
        };
        let tx = self.0.db.begin(grant).await?;
        let done = accounts::Entity::update_many()
            .col_expr(accounts::Column::TotpSince, Expr::value(tx.now()))
            .filter(accounts::Column::Id.eq(account.id))
            .filter(accounts::Column::TotpSince.is_null())
            .filter(accounts::Column::TotpSealed.eq(account.totp_sealed))
            .exec(&tx)
            .await?;
        if done.rows_affected == 0 || !codes::use_step(&tx, account.id, step).await? {
            return Err(IdentityError::NothingToConfirm.into());
        }
        let told = RecoveryCodes { codes: codes::new_recovery_codes(&tx, account.id).await? };
        tx.commit([mine(grant, event::TOTP_ON)?.changes_rights()], Reply::ok(told)).await
    }

    /// Gives one's own up, with password and code: a session left open is not enough.
    pub async fn remove(&self, grant: &Grant<OwnAccount>, body: RemoveTotp, device: Device) -> Result<Reply<()>> {
        let grant = &grant.clone().not_remembered();
        let account = self.proven(grant, body.password, &device).await?;
        let tx = self.0.db.begin(grant).await?;
        match codes::check(&self.0, &tx, &account, Some(&body.code)).await? {
            Checked::ByCode | Checked::ByRecoveryCode => {}
            Checked::NotAsked => return Err(Problem::not_found()),
            Checked::Wrong | Checked::Missing => {
                drop(tx);
                Tries::of_account(account.id, &device).count(&self.0, grant).await?;
                return Err(IdentityError::WrongCode { at: Some("/code") }.into());
            }
        }
        codes::drop_codes(&tx, account.id).await?;
        tx.commit([mine(grant, event::TOTP_OFF)?.changes_rights()], Reply::none()).await
    }

    /// Takes somebody's away, because the phone is gone: never one's own, nor the second key holder's, who could then be got at.
    pub async fn take_away(&self, grant: &Grant<ManageAccounts>, id: Uuid) -> Result<Reply<()>> {
        let tx = self.0.db.begin(grant).await?;
        let scope = grant.scope()?;
        let row = person::repo::find(&tx, &scope, id).await?;
        if Some(id) == grant.actor().person {
            return Err(IdentityError::OwnSecondFactor.into());
        }
        let today = school::find(&tx, scope.school).await?.today(tx.now());
        let roles: Vec<Role> = role_grant::effective(&tx, scope.school, id, today).await?.into_iter().map(|grant| grant.role).collect();
        account::refuse_second_key_holder(&row, roles.into_iter())?;
        let account = match row.account_id {
            Some(account) => accounts::Entity::find_by_id(account).one(&tx).await?,
            None => None,
        };
        let account = account.ok_or(IdentityError::NoSecondFactor)?;
        if account.totp_since.is_none() && !passkey::any(&tx, account.id).await? {
            return Err(IdentityError::NoSecondFactor.into());
        }
        super::drop_all(&tx, account.id).await?;
        for elsewhere in person::repo::of_account_everywhere(&tx, account.id).await? {
            if elsewhere.school_id != scope.school {
                let told = Event::new(event::TOTP_TAKEN).about("person", elsewhere.id, &elsewhere.name).changes_rights();
                tx.record_in(elsewhere.school_id, &[told]).await?;
            }
        }
        tx.commit([Event::new(event::TOTP_TAKEN).about("person", row.id, &row.name).changes_rights()], Reply::none()).await
    }

    async fn proven(&self, grant: &Grant<OwnAccount>, password: String, device: &Device) -> Result<accounts::Model> {
        let reader = self.0.db.read(grant);
        let account = own_account(grant, &reader).await?;
        Sessions::new(self.0.clone()).prove_password(grant, &reader, &account, device, password).await?;
        Ok(account)
    }
}

async fn keep(tx: &kernel::Tx, account: Uuid, sealed: &[u8]) -> Result<()> {
    accounts::Entity::update_many()
        .col_expr(accounts::Column::TotpSealed, Expr::value(sealed.to_vec()))
        .col_expr(accounts::Column::TotpStep, Expr::value(Option::<i64>::None))
        .filter(accounts::Column::Id.eq(account))
        .filter(accounts::Column::TotpSince.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

fn mine(grant: &Grant<OwnAccount>, action: &'static kernel::audit::ActionInfo) -> Result<Event> {
    Ok(Event::new(action).about("person", grant.person()?, grant.actor().name.to_string()))
}

/// What authenticators read: <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>.
fn uri(school: &str, login: &str, secret: &str) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (school, login) = (encode(school), encode(login));
    format!("otpauth://totp/{school}:{login}?secret={secret}&issuer={school}")
}
