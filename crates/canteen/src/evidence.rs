//! The canteen's book as an auditor takes it home: menus, records and the lives of samples, meetings, incidents, contracts and what came from
//! outside, page by page in the order of their ids, what was struck out too. What a morning check found and certificates of health are
//! nobody's to take home (C3).

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    book::{self, Kind},
    contract, incident, meeting, menu, outside, sample, site, staff,
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

/// Names of all who work or worked in canteens, those from outside too.
pub async fn staff(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    use staff::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Lives of samples after this record: when each was put away, until when it had to stay, and who took it out. What the sample is of stands in
/// its record.
pub async fn samples(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<sample::entity::Model>> {
    use sample::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::RecordId.gt(after));
    Ok(here.order_by_asc(Column::RecordId).limit(most).all(db).await?)
}

/// The records of these samples.
pub async fn sampled(db: &impl ConnectionTrait, school: Uuid, records: Vec<Uuid>) -> Result<HashMap<Uuid, book::entity::Model>> {
    use book::entity::{Column, Entity};
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(records)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Monthly meetings after this id.
pub async fn meetings(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<meeting::entity::Model>> {
    use meeting::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Incidents after this id.
pub async fn incidents(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<incident::entity::Model>> {
    use incident::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Contracts of canteens that somebody else runs, after this id.
pub async fn contracts(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<contract::entity::Model>> {
    use contract::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Inspections from outside after this id.
pub async fn outside_inspections(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<outside::entity::Model>> {
    use outside::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// What they found, and what became of it.
pub async fn outside_findings(
    db: &impl ConnectionTrait,
    school: Uuid,
    after: Uuid,
    most: u64,
) -> Result<Vec<outside::entity::finding::Model>> {
    use outside::entity::finding::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}
