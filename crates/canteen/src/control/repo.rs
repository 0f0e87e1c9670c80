//! Finding which plans of inspections are a canteen's checks.

use inspections::plan::PlanId;
use kernel::{Problem, Result, Scope, Tx};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    Check,
    entity::{Column, Entity, Model},
};
use crate::site;

/// The plans of a canteen's checks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plans(Vec<(Check, PlanId)>);

impl Plans {
    fn of(rows: impl IntoIterator<Item = Model>) -> Self {
        Self(rows.into_iter().filter_map(|row| Some((Check::of(&row.rhythm)?, PlanId(row.plan_id)))).collect())
    }

    pub fn plan(&self, check: Check) -> Option<PlanId> {
        self.0.iter().find(|(one, _)| *one == check).map(|(_, plan)| *plan)
    }

    pub fn check(&self, plan: PlanId) -> Option<Check> {
        self.0.iter().find(|(_, one)| one.0 == plan.0).map(|(check, _)| *check)
    }

    pub fn ids(&self) -> Vec<PlanId> {
        self.0.iter().map(|(_, plan)| *plan).collect()
    }
}

/// The canteen with the plans of its checks, in one query.
pub(crate) async fn canteen(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(site::entity::Model, Plans)> {
    use site::entity::Column as Canteen;
    let to_plans =
        site::entity::Entity::belongs_to(Entity).from((Canteen::SchoolId, Canteen::Id)).to((Column::SchoolId, Column::CanteenId));
    let select = site::repo::selected(scope, id).join(JoinType::LeftJoin, to_plans.into()).select_also(Entity);
    let mut rows = select.all(db).await?;
    let plans = Plans::of(rows.iter_mut().filter_map(|(_, plan)| plan.take()));
    let (canteen, _) = rows.pop().ok_or_else(Problem::not_found)?;
    Ok((canteen, plans))
}

/// The plans alone.
pub(crate) async fn plans(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Plans> {
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen)).all(db).await?;
    Ok(Plans::of(rows))
}

pub(super) async fn keep(tx: &Tx, canteen: &site::entity::Model, check: Check, plan: PlanId) -> Result<()> {
    let row = Model { school_id: canteen.school_id, canteen_id: canteen.id, rhythm: check.key().into(), plan_id: plan.0 };
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}
