//! Going over to another school that the account gets into.

use campus::{event::SCHOOL_ENTERED, person, school};
use kernel::{Grant, Problem, Reply, Result, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    dto::Me,
    entity::{Column, Entity},
    me,
    service::{Sessions, idle_life},
};
use crate::{IdentityError, account, event::SCHOOL_SWITCHED, gate, permissions::OwnAccount};

impl Sessions {
    /// Lets the session act in another school from now on. Whoever looks in for the district gets a person there the first time, so
    /// that the school sees who it was.
    ///
    /// # Errors
    /// 422 when the account does not get in there.
    pub async fn switch(&self, grant: &Grant<OwnAccount>, to: Uuid) -> Result<Reply<Me>> {
        let grant = grant.clone().not_remembered();
        let (Some(account), Some(session)) = (grant.actor().account, grant.actor().session) else {
            return Err(Problem::internal("a session without an account"));
        };
        let mut tx = self.0.db.begin(&grant).await?;
        let here = school::find(&tx, tx.school()?).await?;
        let found = school::memberships(&tx, account, &here, tx.now()).await?.into_iter().find(|known| known.school.id == to);
        let found = found.ok_or_else(|| Problem::reference("/school_id"))?;
        tx.enter_school(to, None);
        let known = person::repo::of_account(&tx, to, account).await?;
        let person = match known {
            Some(person) => person,
            None => person::repo::add_visitor(&tx, &grant.actor().name, account).await?,
        };
        let account = account::entity::Entity::find_by_id(account).one(&tx).await?.ok_or(IdentityError::SessionEnded)?;
        let proven = Entity::find_by_id(session).one(&tx).await?.ok_or(IdentityError::SessionEnded)?.passkey_id;
        let actor = gate::signed_in(&tx, &account, to, Some(session), proven, tx.now()).await?;
        let actor = actor.ok_or_else(|| Problem::reference("/school_id"))?;
        let ends = tx.now() + idle_life(&tx, to, person.id, tx.now()).await?;
        Entity::update_many()
            .col_expr(Column::SchoolId, Expr::value(to))
            .col_expr(Column::ExpiresAt, Expr::value(ends))
            .filter(Column::Id.eq(session))
            .exec(&tx)
            .await?;
        let view = me::view(&tx, &actor, tx.now(), grant.context().lang()).await?;
        tx.enter_school(to, Some(actor));
        let action = if found.visiting { SCHOOL_ENTERED } else { SCHOOL_SWITCHED };
        tx.commit([Event::new(action).about("person", person.id, &person.name).changes_rights()], Reply::ok(view)).await
    }
}
