//! Using a slip with the account one has: for people who work in several schools.

use campus::{
    person,
    school::{self, Membership},
};
use kernel::{ActorKind, Grant, Problem, Reply, Result, Scope, audit::Event};

use super::{issue::Slips, redeem::use_up};
use crate::{IdentityError, account, event, gate, permissions::OwnAccount, session::Device};

impl Slips {
    /// From now on the signed-in account is the person of the slip as well. The session stays where it is.
    pub async fn join(&self, grant: &Grant<OwnAccount>, code: &str, device: &Device) -> Result<Vec<Membership>> {
        let grant = grant.clone().not_remembered();
        let account = grant.actor().account.ok_or_else(|| Problem::internal("a session without an account"))?;
        let (slip, found, school) = self.find(&grant, code, device).await?;
        let mut tx = self.0.db.begin(&grant).await?;
        use_up(&tx, slip).await?;
        let person = person::repo::find(&tx, &Scope::school(school.id), found.id).await?;
        if person.account_id.is_some() {
            return Err(IdentityError::HasAccount.into());
        }
        match person::repo::of_account(&tx, school.id, account).await? {
            // So far somebody from the district who looked in; what he did stays with that person.
            Some(visitor) if visitor.visitor => {
                person::repo::save(&tx, person::entity::Model { account_id: None, active: false, ..visitor }).await?;
            }
            Some(_) => return Err(IdentityError::BelongsAlready.into()),
            None => {}
        }
        let person = person::repo::save(&tx, person::entity::Model { account_id: Some(account), ..person }).await?;
        account::names::claim(&tx, account, &person).await?;
        let actor = gate::actor_of(&tx, ActorKind::Person, account, school.id, None, tx.now()).await?;
        let all = school::memberships(&tx, account, &school, tx.now()).await?;
        tx.enter_school(school.id, actor);
        let event = Event::new(event::ACCOUNT_JOINED).about("person", person.id, &person.name).changes_rights();
        tx.commit([event], Reply::none()).await?;
        Ok(all)
    }
}
