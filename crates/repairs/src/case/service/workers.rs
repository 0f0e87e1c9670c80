//! Who can be given a case, and how much each has already.

use campus::{Role, person, role_grant, school};
use kernel::{Grant, Page, Result};

use super::{Repairs, list::open_by_worker};
use crate::{case::dto::WorkerView, permissions::ViewRoutes};

impl Repairs {
    pub async fn workers(&self, grant: &Grant<ViewRoutes>) -> Result<Page<WorkerView>> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let ids = role_grant::people_with(&reader, school.id, Role::RepairWorker, school.today(reader.now())).await?;
        let names = person::repo::names(&reader, school.id, ids).await?;
        let open = open_by_worker(&reader, school.id).await?;
        let mut items: Vec<WorkerView> =
            names.into_iter().map(|(id, name)| WorkerView { id, name, open_cases: open.get(&id).copied().unwrap_or_default() }).collect();
        items.sort_by(|a, b| (a.open_cases, &a.name).cmp(&(b.open_cases, &b.name)));
        Ok(Page::whole(items))
    }
}
