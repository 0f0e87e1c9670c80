//! Who gets which repair without a dispatcher.

use kernel::Result;
use repairs::{
    case::Category,
    permissions::ManageRoutes,
    route::{AddRoute, RepairRoutes},
};

use super::{
    names::{CARPENTER, DIRECTOR, PLUMBER, TECHNICIAN},
    stage::Stage,
};

/// Category, building, worker, deputy. `other` has no rule: the office looks at it.
const RULES: [(Category, Option<&str>, &str, Option<&str>); 10] = [
    (Category::Plumbing, None, PLUMBER, Some(CARPENTER)),
    (Category::DrinkingWater, None, PLUMBER, Some(CARPENTER)),
    (Category::Lighting, None, PLUMBER, Some(TECHNICIAN)),
    (Category::Lock, None, CARPENTER, Some(PLUMBER)),
    (Category::Furniture, None, CARPENTER, None),
    (Category::Window, None, CARPENTER, None),
    (Category::Projector, None, TECHNICIAN, None),
    (Category::Network, None, TECHNICIAN, None),
    (Category::Lighting, Some("综合楼"), PLUMBER, Some(CARPENTER)),
    (Category::Lock, Some("综合楼"), PLUMBER, Some(CARPENTER)),
];

pub(super) async fn set(stage: &Stage<'_>) -> Result<()> {
    let routes = RepairRoutes::new(stage.identity.db.clone());
    for (category, building, worker, deputy) in RULES {
        stage.breathe();
        let body = AddRoute {
            category: Some(category),
            building_id: building.map(|name| stage.place(name).map(|place| place.id)).transpose()?,
            worker_id: stage.person(worker)?,
            deputy_id: deputy.map(|staff_no| stage.person(staff_no)).transpose()?,
        };
        routes.add(&stage.grant::<ManageRoutes>(DIRECTOR).await?, body).await?;
    }
    Ok(())
}
