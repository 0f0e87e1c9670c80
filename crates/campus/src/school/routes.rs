//! `/schools`.

use std::sync::Arc;

use axum::extract::State;
use kernel::{Db, Grant, Page, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    below,
    dto::SchoolView,
    figures::{Figures, People, view},
};
use crate::permissions::ViewSchools;

/// The schools of a district.
#[derive(Clone)]
struct Schools {
    db: Db,
    figures: Vec<Arc<dyn Figures>>,
}

pub fn routes(db: &Db, features: Vec<Arc<dyn Figures>>) -> OpenApiRouter {
    let figures = std::iter::once(Arc::new(People) as Arc<dyn Figures>).chain(features).collect();
    OpenApiRouter::new().routes(routes!(list)).with_state(Schools { db: db.clone(), figures })
}

/// The schools of this district in figures; a school itself has none below it.
#[utoipa::path(get, path = "/schools", operation_id = "school_list", tag = "campus",
    responses((status = 200, body = Page<SchoolView>)), extensions(("x-permission" = json!(ViewSchools::INFO.key))))]
async fn list(grant: Grant<ViewSchools>, State(schools): State<Schools>) -> Result<Reply<Page<SchoolView>>> {
    let reader = schools.db.read(&grant);
    let rows = below(&reader, grant.school()?).await?;
    let ids: Vec<Uuid> = rows.iter().map(|school| school.id).collect();
    let mut figures = Vec::new();
    if !ids.is_empty() {
        for feature in &schools.figures {
            figures.extend(feature.of(&reader, &ids).await?);
        }
    }
    Ok(Reply::ok(Page::whole(rows.into_iter().map(|school| view(school, &figures)).collect())))
}
