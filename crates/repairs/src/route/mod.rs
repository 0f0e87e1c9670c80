//! Who gets which repair without anybody dispatching it: a default worker and a deputy for a category, a building, or both.

mod dto;
pub mod entity;
mod routes;
mod service;

use std::collections::BTreeMap;

use campus::{Role, location, role_grant};
use chrono::NaiveDate;
use kernel::{Result, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use dto::AddRouteBody as AddRoute;
pub use routes::routes;
pub use service::RepairRoutes;

use crate::case::Category;
use entity::{Column, Entity, Model};

/// Stands for every category in the unique key.
pub(crate) const ANY: &str = "any";

/// The worker for each of these categories at a place, where there is one. The closest rule wins: category and building, then
/// category, then building, then the rule for everything. A worker who left or lost the role is skipped for the deputy.
pub async fn workers_for(
    tx: &Tx,
    room: &location::entity::Model,
    categories: Vec<Category>,
    today: NaiveDate,
) -> Result<BTreeMap<Category, Uuid>> {
    let rows = Entity::find().filter(Column::SchoolId.eq(room.school_id)).all(tx).await?;
    let able = role_grant::people_with(tx, room.school_id, Role::RepairWorker, today).await?;
    let mut found = BTreeMap::new();
    for category in categories {
        if let Some(worker) = closest(&rows, category, room.building_id, &able) {
            found.insert(category, worker);
        }
    }
    Ok(found)
}

fn closest(rows: &[Model], category: Category, building: Option<Uuid>, able: &[Uuid]) -> Option<Uuid> {
    let mut fitting: Vec<&Model> = rows
        .iter()
        .filter(|r| r.category == category.key() || r.category == ANY)
        .filter(|r| r.building_id.is_none() || r.building_id == building)
        .collect();
    fitting.sort_by_key(|r| (r.category == ANY, r.building_id.is_none()));
    fitting.into_iter().flat_map(|r| [Some(r.worker_id), r.deputy_id]).flatten().find(|person| able.contains(person))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(category: &str, building: Option<u128>, worker: u128, deputy: Option<u128>) -> Model {
        Model {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(worker),
            category: category.into(),
            building_key: building.map_or(Uuid::nil(), Uuid::from_u128),
            building_id: building.map(Uuid::from_u128),
            worker_id: Uuid::from_u128(worker),
            deputy_id: deputy.map(Uuid::from_u128),
            version: 1,
        }
    }

    #[test]
    fn the_closest_rule_wins_and_a_deputy_stands_in() {
        let rows = [rule(ANY, None, 1, None), rule(ANY, Some(9), 2, None), rule("lock", None, 3, Some(4)), rule("lock", Some(9), 5, None)];
        let able = |ids: &[u128]| ids.iter().map(|i| Uuid::from_u128(*i)).collect::<Vec<_>>();
        let here = Some(Uuid::from_u128(9));
        let ask = |category, building, ids: &[u128]| closest(&rows, category, building, &able(ids)).map(|u| u.as_u128());
        assert_eq!(ask(Category::Lock, here, &[1, 2, 3, 4, 5]), Some(5));
        assert_eq!(ask(Category::Lock, None, &[1, 2, 3, 4, 5]), Some(3));
        assert_eq!(ask(Category::Lock, None, &[1, 4]), Some(4));
        assert_eq!(ask(Category::Window, here, &[1, 2]), Some(2));
        assert_eq!(ask(Category::Window, None, &[1, 2]), Some(1));
        assert_eq!(ask(Category::Window, None, &[]), None);
    }
}
