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
    memberships_of(db, person::repo::of_account_everywhere(db, account).await?, here, now).await
}

/// The same, when the people of the account are known.
pub async fn memberships_of(
    db: &impl ConnectionTrait,
    people: Vec<person::entity::Model>,
    here: &entity::Model,
    now: DateTime<Utc>,
) -> Result<Vec<Membership>> {
    let staff: Vec<_> = people.into_iter().filter(|person| person.active && !person.visitor).collect();
    if !here.is_district() && staff.iter().all(|person| person.school_id == here.id) {
        return Ok(staff.iter().take(1).map(|_| Membership { school: here.clone(), visiting: false }).collect());
    }
    let ids: Vec<Uuid> = staff.iter().map(|person| person.school_id).collect();
    let own = entity::Entity::find().filter(entity::Column::Id.is_in(ids)).order_by_asc(entity::Column::Id).all(db).await?;
    // There is one district at most.
    let district = own.iter().find(|school| school.is_district());
    let visited = match district.and_then(|district| Some((district, staff.iter().find(|person| person.school_id == district.id)?))) {
        Some((district, person)) => visited(db, district, person, now).await?,
        None => Vec::new(),
    };
    let visited: Vec<_> = visited.into_iter().filter(|school| own.iter().all(|mine| mine.id != school.id)).collect();
    let own = own.into_iter().map(|school| Membership { school, visiting: false });
    Ok(own.chain(visited.into_iter().map(|school| Membership { school, visiting: true })).collect())
}

/// Schools that somebody of the district may look into.
async fn visited(
    db: &impl ConnectionTrait,
    district: &entity::Model,
    person: &person::entity::Model,
    now: DateTime<Utc>,
) -> Result<Vec<entity::Model>> {
    let grants = role_grant::effective(db, district.id, person.id, district.today(now)).await?;
    let reads = grants.iter().any(|grant| grant.role == Role::DistrictReader);
    if reads { below(db, district.id).await } else { Ok(Vec::new()) }
}
