//! The canteen's book as an auditor takes it home: menus and records, page by page in the order of their ids, what was struck out too. What
//! a morning check found and certificates of health are nobody's to take home (C3).

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    book::{self, Kind},
    menu, site,
};

/// Names of all canteens of a school, those that were given up too.
pub async fn canteens(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    use site::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Menus after this id.
pub async fn menus(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<menu::entity::Model>> {
    use menu::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Records after this id; a morning check says how many were checked and nothing else.
pub async fn records(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<book::entity::Model>> {
    use book::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    let mut rows = here.order_by_asc(Column::Id).limit(most).all(db).await?;
    for row in rows.iter_mut().filter(|row| row.kind == Kind::MorningCheck.key()) {
        let checked = row.content.get("lines").and_then(Value::as_array).map(Vec::len);
        row.content = json!({ "checked": checked });
    }
    Ok(rows)
}
