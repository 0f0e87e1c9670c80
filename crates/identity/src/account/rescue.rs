//! When nobody can get in any more: an administrator's password set anew, or an administrator added, from the server's own command
//! line ([`Grant::console`]).

use campus::{Role, person, role_grant, school};
use kernel::{Grant, Problem, Reply, Result, Text, audit::Event};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{Accounts, entity::sign_in_name};
use crate::{event, openid, password, permissions::ManageAccounts, second_factor};

/// Who can sign in now.
#[derive(Debug, serde::Serialize)]
pub struct Rescued {
    pub name: String,
    pub staff_no: Option<String>,
}

impl Accounts {
    /// Sets an administrator's password and ends his sessions. Everybody else asks an administrator.
    pub async fn rescue(&self, grant: &Grant<ManageAccounts>, login: &str, new: String) -> Result<Rescued> {
        let reader = self.0.db.read(grant);
        let (account, row) = self.named(grant, login).await?;
        let school = school::find(&reader, row.school_id).await?;
        let held = role_grant::effective(&reader, school.id, row.id, school.today(reader.now())).await?;
        if !row.active || !held.iter().any(|grant| grant.role == Role::SystemAdmin) {
            let text = Text::fixed("这不是在职管理员的账号。", "This is not the account of an administrator who is still here.");
            return Err(Problem::conflict("no_administrator", text));
        }
        password::refuse_weak(&new, &[&school.name, &row.name, row.staff_no.as_deref().unwrap_or_default()], school.demo)?;
        let hash = self.0.passwords.hash(new).await?;
        let tx = self.0.db.begin(grant).await?;
        super::set_password(&tx, account, hash).await?;
        // Whoever owns the machine has lost the phone as well, as like as not.
        second_factor::drop_all(&tx, account).await?;
        openid::drop_link(&tx, account).await?;
        let event = Event::new(event::PASSWORD_RESET).about("person", row.id, &row.name).changes_rights();
        tx.commit([event], Reply::ok(())).await?;
        Ok(Rescued { name: row.name, staff_no: row.staff_no })
    }

    /// Takes somebody's one-time codes and passkeys away: also those of the second key's holder, whom no administrator may touch. The password stays.
    pub async fn take_codes(&self, grant: &Grant<ManageAccounts>, login: &str) -> Result<Rescued> {
        let (account, row) = self.named(grant, login).await?;
        let tx = self.0.db.begin(grant).await?;
        second_factor::drop_all(&tx, account).await?;
        let event = Event::new(event::TOTP_TAKEN).about("person", row.id, &row.name).changes_rights();
        tx.commit([event], Reply::ok(())).await?;
        Ok(Rescued { name: row.name, staff_no: row.staff_no })
    }

    async fn named(&self, grant: &Grant<ManageAccounts>, login: &str) -> Result<(Uuid, person::entity::Model)> {
        let reader = self.0.db.read(grant);
        let known = sign_in_name::Entity::find_by_id(kernel::text::fold(login)).one(&reader).await?.ok_or_else(Problem::not_found)?;
        let row = person::repo::of_account(&reader, grant.school()?, known.account_id).await?.ok_or_else(Problem::not_found)?;
        Ok((known.account_id, row))
    }

    /// Adds a person with an account and the administrator's role, in force at once: nobody may be there to turn the second key.
    pub async fn add_administrator(&self, grant: &Grant<ManageAccounts>, new: &person::NewPerson, secret: String) -> Result<Rescued> {
        let school = school::find(&self.0.db.read(grant), grant.school()?).await?;
        password::refuse_weak(&secret, &[&school.name, &new.name, new.staff_no.as_deref().unwrap_or_default()], school.demo)?;
        let hash = self.0.passwords.hash(secret).await?;
        let tx = self.0.db.begin(grant).await?;
        let row = person::repo::add(&tx, new).await?;
        let row = super::open(&tx, hash, row).await?;
        let opened = Event::new(event::ACCOUNT_OPENED).about("person", row.id, &row.name).changes_rights();
        let granted = role_grant::grant_at_setup(&tx, &row, Role::SystemAdmin).await?.changes_rights();
        tx.commit([row.added_event(), opened, granted], Reply::ok(())).await?;
        Ok(Rescued { name: row.name, staff_no: row.staff_no })
    }
}
