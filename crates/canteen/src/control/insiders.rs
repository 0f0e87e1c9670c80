//! Who is of a canteen and so does not sign its daily sheet second (domain.md S75): whoever works there or answers for it.

use std::collections::BTreeSet;

use async_trait::async_trait;
use inspections::{Insiders, On, plan::PlanId};
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entity::{Column, Entity};
use crate::{
    site::{self, entity::Model as Canteen},
    staff::{self, entity::Model as Staff},
};

/// Told to inspections, which knows no canteen.
#[derive(Debug, Clone, Copy)]
pub struct CanteenInsiders;

#[async_trait]
impl Insiders for CanteenInsiders {
    async fn of_plan(&self, on: On<'_>, school: Uuid, plan: PlanId) -> Result<BTreeSet<Uuid>> {
        match on {
            On::Reader(reader) => of_plan(reader, school, plan).await,
            On::Tx(tx) => of_plan(tx, school, plan).await,
        }
    }
}

async fn of_plan(db: &impl ConnectionTrait, school: Uuid, plan: PlanId) -> Result<BTreeSet<Uuid>> {
    use site::entity::Column as OfCanteen;
    let to_canteen =
        Entity::belongs_to(site::entity::Entity).from((Column::SchoolId, Column::CanteenId)).to((OfCanteen::SchoolId, OfCanteen::Id));
    let found = Entity::find()
        .join(JoinType::InnerJoin, to_canteen.into())
        .select_also(site::entity::Entity)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::PlanId.eq(plan.0))
        .one(db)
        .await?;
    let Some((_, Some(canteen))) = found else { return Ok(BTreeSet::new()) };
    let staff = staff::repo::of_canteen(db, school, canteen.id).await?;
    Ok(insiders(&canteen, &staff))
}

/// Those who work there now, and those who are named for it.
fn insiders(canteen: &Canteen, staff: &[Staff]) -> BTreeSet<Uuid> {
    let named = [canteen.manager_id, canteen.officer_id, canteen.director_id];
    let works = staff.iter().filter(|one| one.active).map(|one| one.person_id);
    named.into_iter().chain(works).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_works_there_or_answers_for_it_is_of_the_canteen() {
        let epoch = chrono::DateTime::<chrono::Utc>::UNIX_EPOCH;
        let canteen = Canteen {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(9),
            name: "第一食堂".into(),
            name_key: String::new(),
            mode: "own".into(),
            place_id: None,
            diners: 1,
            meals: serde_json::json!([]),
            manager_id: Some(Uuid::from_u128(1)),
            officer_id: Some(Uuid::from_u128(2)),
            director_id: None,
            retired: false,
            created_at: epoch,
            version: 1,
        };
        let works = |person: Option<u128>, active| Staff {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(20),
            canteen_id: canteen.id,
            person_id: person.map(Uuid::from_u128),
            name: "陈厨师".into(),
            name_key: String::new(),
            post: "厨师".into(),
            active,
            created_at: epoch,
            version: 1,
        };
        let staff = [works(Some(3), true), works(Some(4), false), works(None, true)];
        assert_eq!(insiders(&canteen, &staff), [1, 2, 3].map(Uuid::from_u128).into());
    }
}
