//! The role of class teacher follows the classes: granted with the class, taken back with it. It has no weight and needs no second key.

use std::collections::HashMap;

use kernel::{Result, Tx, audit::Event};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    repo,
    service::recorded,
};
use crate::{Role, event, person, school};

/// Grants the role to those who teach a class and lack it, and takes it from those who teach none any more.
pub(crate) async fn follow_classes(tx: &Tx, teaching: Vec<Uuid>, no_more: Vec<Uuid>) -> Result<Vec<Event>> {
    let school = tx.school()?;
    let today = school::find(tx, school).await?.today(tx.now());
    let people: Vec<Uuid> = teaching.iter().chain(&no_more).copied().collect();
    let names = person::repo::names(tx, school, people.clone()).await?;
    let standing = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Role.eq(Role::ClassTeacher.code()))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::PersonId.is_in(people))
        .filter(repo::lasting(today))
        .all(tx)
        .await?;
    let lacking = teaching.into_iter().filter(|person| !standing.iter().any(|grant| grant.person_id == *person));
    let granted: Vec<Model> = lacking
        .map(|person| Model {
            school_id: school,
            id: tx.new_id(),
            person_id: person,
            role: Role::ClassTeacher.code().into(),
            valid_from: tx.now(),
            valid_until: None,
            granted_by: tx.actor().person,
            confirmed_by: None,
            confirmed_at: None,
            revoked_at: None,
            starts_on: None,
            ending_told_at: None,
            version: 1,
        })
        .collect();
    let mut events = Vec::new();
    if !granted.is_empty() {
        let rows: Vec<ActiveModel> = granted.iter().cloned().map(to_insert).collect();
        Entity::insert_many(rows).exec_without_returning(tx).await?;
        events.push(granted.iter().fold(Event::new(event::ROLE_GRANTED).changes_rights(), |event, grant| {
            let name = name_of(&names, grant.person_id);
            event.created("role_grant", grant.id, name, &recorded(grant, name, &[])).about("person", grant.person_id, name)
        }));
    }
    let over: Vec<Model> = standing.into_iter().filter(|grant| no_more.contains(&grant.person_id)).collect();
    if !over.is_empty() {
        Entity::update_many()
            .col_expr(Column::RevokedAt, Expr::value(tx.now()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Id.is_in(over.iter().map(|grant| grant.id)))
            .exec(tx)
            .await?;
        events.push(over.iter().fold(Event::new(event::ROLE_REVOKED).changes_rights(), |event, before| {
            let name = name_of(&names, before.person_id);
            let after = Model { revoked_at: Some(tx.now()), ..before.clone() };
            let event = event.changed("role_grant", before.id, name, &recorded(before, name, &[]), &recorded(&after, name, &[]));
            event.about("person", before.person_id, name)
        }));
    }
    Ok(events)
}

fn name_of(names: &HashMap<Uuid, String>, person: Uuid) -> &str {
    names.get(&person).map(String::as_str).unwrap_or_default()
}

fn to_insert(grant: Model) -> ActiveModel {
    grant.into_active_model().reset_all()
}
