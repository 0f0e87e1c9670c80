//! Using a slip.

use campus::{person, school};
use kernel::{Grant, Permission, Problem, Reply, Result, Scope, Tx, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    dto::{RedeemSlip, SlipOwner},
    entity::{Column, Entity, Model},
    hash,
    issue::Slips,
    mailed,
};
use crate::{
    IdentityError, account, event, gate, password,
    permissions::RedeemSlip as MayRedeem,
    second_factor::{self, Checked},
    session::{self, Device, Me, Tokens, Tries},
};

impl Slips {
    /// Whose slip this is, before anything is chosen.
    pub async fn look(&self, grant: &Grant<MayRedeem>, code: &str, device: &Device) -> Result<SlipOwner> {
        let (slip, person, school) = self.find(grant, code, device).await?;
        let other_schools = school::only(&self.0.db.read(grant)).await?.is_none();
        Ok(SlipOwner {
            name: person.name,
            school: school.name,
            reset: person.account_id.is_some(),
            other_schools,
            by_mail: slip.mailed_to.is_some(),
            expires_at: slip.expires_at,
        })
    }

    /// Chooses the password, uses the slip up and signs in.
    pub async fn redeem(&self, grant: &Grant<MayRedeem>, body: RedeemSlip, device: Device) -> Result<(Tokens, Me)> {
        let (slip, found, school) = self.find(grant, &body.code, &device).await?;
        let known = [school.name.as_str(), found.name.as_str(), found.staff_no.as_deref().unwrap_or_default()];
        password::refuse_weak(&body.password, &known, school.demo).map_err(|problem| password::weak_at("/password", &problem))?;
        let password_hash = self.0.passwords.hash(body.password).await?;
        let mut tx = self.0.db.begin(grant).await?;
        let mailed_to = slip.mailed_to;
        use_up(&tx, slip).await?;
        tx.enter_school(school.id, None);
        let person = person::repo::find(&tx, &Scope::school(school.id), found.id).await?;
        let (person, action) = if let Some(account) = person.account_id {
            let owner = account::entity::Entity::find_by_id(account).one(&tx).await?.ok_or(IdentityError::SlipNotGood)?;
            mailed::refuse_another(&owner, mailed_to)?;
            let tries = Tries::of_account(account, &device);
            if owner.totp_since.is_some() {
                // Codes could be guessed here as well as at sign-in. Without them the slip alone gets in, whatever others tried.
                tries.refuse_after_too_many(&self.0.db.read(grant)).await?;
            }
            let checked = second_factor::check(&self.0, &tx, &owner, body.one_time_code.as_deref()).await?;
            if let Err(refused) = IdentityError::of_checked(checked) {
                // Nothing of the slip is used up by a wrong code; only the try is counted.
                drop(tx);
                if checked == Checked::Wrong {
                    tries.count(&self.0, grant).await?;
                }
                return Err(refused.into());
            }
            if mailed_to.is_some() {
                (mailed::reset(&tx, person, (account, password_hash), checked).await?, event::PASSWORD_RESET_BY_MAIL)
            } else {
                account::reset_password(&tx, &person, account, password_hash).await?;
                (person, event::PASSWORD_RESET)
            }
        } else if mailed_to.is_some() {
            return Err(IdentityError::SlipNotGood.into());
        } else {
            (account::open(&tx, password_hash, person).await?, event::ACCOUNT_OPENED)
        };
        let account = person.account_id.ok_or(IdentityError::SlipNotGood)?;
        let account = account::entity::Entity::find_by_id(account).one(&tx).await?.ok_or(IdentityError::SlipNotGood)?;
        let actor = gate::signed_in(&tx, &account, school.id, None, None, tx.now()).await?;
        let actor = actor.filter(|_| account.disabled_at.is_none()).ok_or(IdentityError::SlipNotGood)?;
        let (tokens, me) =
            session::open_in(&self.0, &tx, (&account, session::Opening::Password), &actor, device, grant.context().lang()).await?;
        tx.enter_school(school.id, Some(actor));
        let opened = Event::new(action).about("person", person.id, &person.name).changes_rights();
        let signed_in = Event::new(event::SIGNED_IN).about("person", person.id, &person.name);
        tx.commit([opened, signed_in], Reply::none()).await?;
        Ok((tokens, me))
    }

    /// A slip that is good. Wrong codes count with the failures of signing in from the same address.
    pub(super) async fn find<P: Permission>(
        &self,
        grant: &Grant<P>,
        code: &str,
        device: &Device,
    ) -> Result<(Model, person::entity::Model, school::entity::Model)> {
        let tries = Tries::of_address(device);
        let reader = self.0.db.read(grant);
        tries.refuse_after_too_many(&reader).await?;
        let slip = Entity::find_by_id(hash(code)).one(&reader).await?;
        if let Some(slip) = slip.filter(|slip| slip.used_at.is_none() && slip.expires_at > reader.now()) {
            let person = person::repo::find(&reader, &Scope::school(slip.school_id), slip.person_id).await?;
            let school = school::find(&reader, slip.school_id).await?;
            if person.active {
                return Ok((slip, person, school));
            }
        }
        tries.count(&self.0, grant).await?;
        Err(Problem::from(IdentityError::SlipNotGood))
    }
}

/// Of two who use the same slip at once, one does.
pub(super) async fn use_up(tx: &Tx, slip: Model) -> Result<()> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(tx.now()))
        .filter(Column::CodeHash.eq(slip.code_hash))
        .filter(Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if used.rows_affected == 0 { Err(IdentityError::SlipNotGood.into()) } else { Ok(()) }
}
