//! Use cases on accounts of people.

use campus::{
    CampusError, delegation,
    event::{PERSON_LEFT, PERSON_RETURNED},
    person::{self, PersonView},
    role_grant, school,
};
use kernel::{Grant, IfMatch, Problem, Reply, Result, audit::Event};
use uuid::Uuid;

use super::{
    dto::{AccountOpened, Leave, OpenAccount},
    names,
};
use crate::{Identity, event, password, permissions::ManageAccounts, slip};

/// Accounts.
#[derive(Clone)]
pub struct Accounts(pub(super) Identity);

impl Accounts {
    pub fn new(identity: Identity) -> Self {
        Self(identity)
    }

    /// Opens the account of a person, or sets a new password and the sign-in names the person has now; ends the sessions there were.
    pub async fn open_or_reset(&self, grant: &Grant<ManageAccounts>, id: Uuid, body: OpenAccount) -> Result<Reply<AccountOpened>> {
        let reader = self.0.db.read(grant);
        let scope = grant.scope()?;
        let found = person::repo::find(&reader, &scope, id).await?;
        if found.visitor {
            // Who looks in from outside is none of the staff, and his password none of theirs.
            return Err(Problem::not_found());
        }
        let school = school::find(&reader, scope.school).await?;
        password::refuse_weak(&body.password, &[&school.name, &found.name, found.staff_no.as_deref().unwrap_or_default()], school.demo)?;
        let hash = self.0.passwords.hash(body.password).await?;
        let tx = self.0.db.begin(grant).await?;
        let before = person::repo::find(&tx, &scope, id).await?;
        if !before.active {
            return Err(campus::CampusError::PersonInactive.into());
        }
        let roles = role_grant::effective(&tx, scope.school, id, school.today(tx.now())).await?;
        super::refuse_second_key_holder(&before, roles.iter().map(|grant| grant.role))?;
        slip::void(&tx, scope.school, vec![id]).await?;
        let (action, row) = if let Some(account) = before.account_id {
            super::reset_password(&tx, &before, account, hash).await?;
            (event::PASSWORD_RESET, before)
        } else {
            (event::ACCOUNT_OPENED, super::open(&tx, hash, before).await?)
        };
        let event = Event::new(action).about("person", row.id, &row.name).changes_rights();
        let account = row.account_id.ok_or_else(|| Problem::internal("an account was opened and is not there"))?;
        let sign_in_name = names::of(&tx, account, row.staff_no.as_deref(), &row.name).await?;
        let view = person::view(&tx, row, tx.now(), grant.context().lang()).await?;
        tx.commit([event], view.map(|person| AccountOpened { person, sign_in_name })).await
    }

    /// Somebody left: sessions, slips, roles and delegations end with the answer of this call.
    pub async fn leave(&self, grant: &Grant<ManageAccounts>, id: Uuid, seen: IfMatch, body: Leave) -> Result<Reply<PersonView>> {
        let tx = self.0.db.begin(grant).await?;
        let before = person::repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        if !before.active {
            return Err(CampusError::PersonInactive.into());
        }
        let today = school::find(&tx, before.school_id).await?.today(tx.now());
        if body.left_on.is_some_and(|day| day > today) {
            return Err(CampusError::LeavesLater.into());
        }
        role_grant::ensure_administrator_remains(&tx, Some(id), None).await?;
        let left_on = body.left_on.or(Some(today));
        let row = person::repo::save(&tx, person::entity::Model { active: false, left_on, ..before.clone() }).await?;
        if let Some(account) = row.account_id {
            super::leave(&tx, &row, account).await?;
        }
        slip::void(&tx, row.school_id, vec![row.id]).await?;
        let left = row.change_event(PERSON_LEFT, &before).changes_rights();
        let roles = role_grant::end_all(&tx, &row).await?;
        let handed = delegation::end_all(&tx, &row, today).await?;
        let view = person::view(&tx, row, tx.now(), grant.context().lang()).await?;
        tx.commit([Some(left), roles, handed].into_iter().flatten(), view).await
    }

    /// Somebody is back, with nothing of what he had: roles are granted anew, and a new password opens the account.
    pub async fn come_back(&self, grant: &Grant<ManageAccounts>, id: Uuid, seen: IfMatch) -> Result<Reply<PersonView>> {
        let tx = self.0.db.begin(grant).await?;
        let before = person::repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let row = person::repo::save(&tx, person::entity::Model { active: true, left_on: None, ..before.clone() }).await?;
        let event = row.change_event(PERSON_RETURNED, &before).changes_rights();
        let view = person::view(&tx, row, tx.now(), grant.context().lang()).await?;
        tx.commit([event], view).await
    }
}
