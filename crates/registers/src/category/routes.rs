//! `/asset-categories`.

use axum::extract::State;
use kernel::{Db, Grant, Page, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{dto::CategoryView, entity::Model};
use crate::permissions::ViewAssets;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(db.clone())
}

impl From<Model> for CategoryView {
    fn from(row: Model) -> Self {
        let card_kind = crate::asset::kind::Kind::of(&row.code);
        let aliases = row.aliases.split('|').filter(|a| !a.is_empty()).map(str::to_owned).collect();
        Self {
            id: row.id,
            code: row.code,
            name_zh: row.name_zh,
            name_en: row.name_en,
            unit: row.unit,
            kind: row.kind,
            card_kind,
            life_months: row.life_months,
            aliases,
        }
    }
}

/// All categories of the school, by code.
#[utoipa::path(get, path = "/asset-categories", operation_id = "asset_category_list", tag = "registers",
    responses((status = 200, body = Page<CategoryView>)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn list(grant: Grant<ViewAssets>, State(db): State<Db>) -> Result<Reply<Page<CategoryView>>> {
    let rows = super::all(&db.read(&grant), grant.school()?).await?;
    Ok(Reply::ok(Page::whole(rows.into_iter().map(CategoryView::from).collect())))
}
