//! What stands at a place: asked before it is moved or closed.

use kernel::{Grant, Result};
use uuid::Uuid;

use super::{
    dto::{StandingCount, StandingView},
    repo,
    service::Places,
};
use crate::{class, permissions::ManagePlaces};

impl Places {
    pub async fn standing(&self, grant: &Grant<ManagePlaces>, id: Uuid) -> Result<StandingView> {
        let reader = self.db.read(grant);
        let place = repo::find_any(&reader, &grant.scope()?, id).await?;
        let rows = repo::subtree(&reader, &place).await?;
        let classes = class::repo::of_rooms(&reader, place.school_id, rows.iter().map(|row| row.id).collect()).await?;
        let mut things = Vec::with_capacity(self.at.len());
        for feature in self.at.iter() {
            let there = feature.standing(&reader, &place).await?;
            things.push(StandingCount { kind: there.kind, count: there.count });
        }
        let lang = grant.context().lang();
        let open_below = rows.iter().filter(|row| row.active && row.id != place.id).count();
        Ok(StandingView {
            places: u64::try_from(open_below).unwrap_or_default(),
            classes: classes.iter().map(|class| class.name_in(lang)).collect(),
            things,
        })
    }
}
