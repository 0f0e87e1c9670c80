//! Whoever leaves takes no role along.

use kernel::{Result, Tx, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity, Model},
    repo,
    service::recorded,
};
use crate::{event, person};

/// Ends every grant of a person that stands, those that wait for the second key or begin later included. Coming back gives none of
/// them back.
pub async fn end_all(tx: &Tx, person: &person::entity::Model) -> Result<Option<Event>> {
    let of_person = || Entity::find().filter(Column::SchoolId.eq(person.school_id)).filter(Column::PersonId.eq(person.id));
    let standing = of_person().filter(Column::RevokedAt.is_null()).all(tx).await?;
    if standing.is_empty() {
        return Ok(None);
    }
    let ids: Vec<_> = standing.iter().map(|grant| grant.id).collect();
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(tx.now()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::SchoolId.eq(person.school_id))
        .filter(Column::Id.is_in(ids.clone()))
        .exec(tx)
        .await?;
    let places = repo::places_of(tx, person.school_id, ids).await?;
    let event = standing.iter().fold(Event::new(event::ROLES_ENDED), |event, before| {
        let after = Model { revoked_at: Some(tx.now()), ..before.clone() };
        let at = places.get(&before.id).map(Vec::as_slice).unwrap_or_default();
        event.changed("role_grant", before.id, &person.name, &recorded(before, &person.name, at), &recorded(&after, &person.name, at))
    });
    Ok(Some(event.about("person", person.id, &person.name).changes_rights()))
}
