//! Into which schools an account gets: where its people are staff, and where a district lets them look in.

use chrono::{DateTime, Utc};
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{below, entity};
use crate::{Role, person, role_grant};

/// A school that an account gets into.
#[derive(Debug, Clone)]
pub struct Membership {
    pub school: entity::Model,
    /// Only looking in, for the district.
    pub visiting: bool,
}

/// The schools of an account, its own first. `here` is one that is at hand: nearly everybody has no other.
pub async fn memberships(db: &impl ConnectionTrait, account: Uuid, here: &entity::Model, now: DateTime<Utc>) -> Result<Vec<Membership>> {
    let people = person::repo::of_account_everywhere(db, account).await?;
    let staff: Vec<_> = people.into_iter().filter(|person| person.active && !person.visitor).collect();
    if !here.is_district() && staff.iter().all(|person| person.school_id == here.id) {
        return Ok(staff.iter().take(1).map(|_| Membership { school: here.clone(), visiting: false }).collect());
    }
    let ids: Vec<Uuid> = staff.iter().map(|person| person.school_id).collect();
    let own = entity::Entity::find().filter(entity::Column::Id.is_in(ids)).order_by_asc(entity::Column::Id).all(db).await?;
    let mut reading = Vec::new();
    for district in own.iter().filter(|school| school.is_district()) {
        let Some(person) = staff.iter().find(|person| person.school_id == district.id) else { continue };
        let grants = role_grant::effective(db, district.id, person.id, district.today(now)).await?;
        if grants.iter().any(|grant| grant.role == Role::DistrictReader) {
            reading.push(district.id);
        }
    }
    let visited = below(db, reading).await?.into_iter().filter(|school| own.iter().all(|mine| mine.id != school.id)).collect::<Vec<_>>();
    let own = own.into_iter().map(|school| Membership { school, visiting: false });
    Ok(own.chain(visited.into_iter().map(|school| Membership { school, visiting: true })).collect())
}
