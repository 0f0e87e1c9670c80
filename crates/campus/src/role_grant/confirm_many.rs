//! The second key turned for several grants at once: what a principal does on one page, once.

use std::collections::HashMap;

use kernel::{Grant, Lang, Problem, Reply, Result, audit::Event, idempotency::IdempotencyKey};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    dto::{ConfirmGrants, GrantFate, GrantFates, GrantSeen},
    entity::{Column, Entity, Model},
    repo,
    service::{RoleGrants, news, recorded, refuse_own},
};
use crate::{Role, event, permissions::ConfirmRoleGrant, person, role_label};

impl RoleGrants {
    /// Each grant has its own fate: one that cannot be confirmed keeps none of the others.
    pub async fn confirm_many(&self, grant: &Grant<ConfirmRoleGrant>, body: ConfirmGrants) -> Result<Reply<GrantFates>> {
        IdempotencyKey::require(grant.idempotency())?;
        refuse_doubles(&body.items)?;
        let tx = self.db.begin(grant).await?;
        let (school, me, lang) = (tx.school()?, grant.person()?, grant.context().lang());
        let ids: Vec<Uuid> = body.items.iter().map(|seen| seen.id).collect();
        let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids.clone())).all(&tx).await?;
        let mut by_id: HashMap<Uuid, Model> = rows.into_iter().map(|row| (row.id, row)).collect();
        if let Some(unknown) = ids.iter().position(|id| !by_id.contains_key(id)) {
            return Err(Problem::reference(format!("/items/{unknown}/id")));
        }
        let names = person::repo::names(&tx, school, by_id.values().map(|row| row.person_id).collect()).await?;
        let places = repo::places_of(&tx, school, ids).await?;
        let labels = role_label::of(&tx, school).await?;
        let mut event = Event::new(event::ROLES_CONFIRMED).changes_rights();
        let (mut items, mut told) = (Vec::new(), Vec::new());
        for seen in &body.items {
            let before = match fate(grant, by_id.remove(&seen.id), seen) {
                Ok(before) => before,
                Err(problem) => {
                    items.push(refused(seen.id, &problem, lang));
                    continue;
                }
            };
            let row = Model { confirmed_by: Some(me), confirmed_at: Some(tx.now()), version: before.version + 1, ..before.clone() };
            tx.save(row.clone(), before.version).await?;
            let name = names.get(&row.person_id).map(String::as_str).unwrap_or_default();
            let at = places.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            event = event.changed("role_grant", row.id, name, &recorded(&before, name, at), &recorded(&row, name, at));
            event = event.about("person", row.person_id, name);
            told.extend(Role::from_code(&row.role).map(|role| news(&row, role, &labels, name)));
            items.push(GrantFate { id: row.id, confirmed: true, code: None, detail: None });
        }
        let reply = Reply::ok(GrantFates { items });
        if told.is_empty() {
            // Nothing was changed: there is nothing to keep, and the same request may be sent again.
            return Ok(reply);
        }
        tx.tell(told).await?;
        tx.commit([event], reply).await
    }
}

fn refuse_doubles(items: &[GrantSeen]) -> Result<()> {
    for (index, seen) in items.iter().enumerate() {
        if items.iter().take(index).any(|before| before.id == seen.id) {
            let (zh, en) = ("同一项授权出现了两次。", "The same grant is there twice.");
            return Err(Problem::invalid(format!("/items/{index}/id"), "duplicate", zh, en));
        }
    }
    Ok(())
}

fn fate(grant: &Grant<ConfirmRoleGrant>, found: Option<Model>, seen: &GrantSeen) -> Result<Model> {
    // Taken back since it was seen.
    let before = found.filter(|row| row.revoked_at.is_none()).ok_or_else(Problem::not_found)?;
    if before.version != seen.version {
        return Err(Problem::stale(before.version));
    }
    refuse_own(grant, &before)?;
    Ok(before)
}

fn refused(id: Uuid, problem: &Problem, lang: Lang) -> GrantFate {
    GrantFate { id, confirmed: false, code: Some(problem.code().to_owned()), detail: Some(problem.detail().pick(lang).to_owned()) }
}
