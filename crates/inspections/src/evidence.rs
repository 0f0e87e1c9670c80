//! Rounds as an auditor takes them home: all of them, page by page in the order of their ids, missed and called off ones too, with every
//! answer and everything that was found.

use std::collections::HashMap;

use kernel::{Problem, Result};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{checklist, checklist::Item, round};

/// Rounds after this id.
pub async fn rounds(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<round::entity::Model>> {
    use round::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Names of all checklists of a school.
pub async fn checklists(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    use checklist::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// What every version of every checklist asks, by checklist and version: an answer says the number of its item only.
pub type Questions = HashMap<(Uuid, i64), Vec<Item>>;

/// Reads all of them; a school has a few hundred.
pub async fn questions(db: &impl ConnectionTrait, school: Uuid) -> Result<Questions> {
    use checklist::entity::version::{Column, Entity};
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).all(db).await?;
    let read = |row: checklist::entity::version::Model| -> Result<((Uuid, i64), Vec<Item>)> {
        let items = serde_json::from_value(row.items).map_err(Problem::internal)?;
        Ok(((row.checklist_id, row.number), items))
    };
    rows.into_iter().map(read).collect()
}

/// A round as its answers and findings name it: its number, and by which version of which checklist it was held.
#[derive(Debug, Clone)]
pub struct RoundOf {
    pub number: String,
    pub held_by: (Uuid, i64),
}

/// These rounds.
pub async fn rounds_of(db: &impl ConnectionTrait, school: Uuid, rounds: Vec<Uuid>) -> Result<HashMap<Uuid, RoundOf>> {
    use round::entity::{Column, Entity};
    let columns = [Column::Id, Column::Number, Column::ChecklistId, Column::ChecklistNumber];
    let select = Entity::find().select_only().columns(columns).filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(rounds));
    let rows: Vec<(Uuid, String, Uuid, i64)> = select.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, number, list, version)| (id, RoundOf { number, held_by: (list, version) })).collect())
}

/// Answers after this item of this round.
pub async fn answers(
    db: &impl ConnectionTrait,
    school: Uuid,
    (round, item): (Uuid, i64),
    most: u64,
) -> Result<Vec<round::entity::answer::Model>> {
    use round::entity::answer::{Column, Entity};
    let of_this = Condition::all().add(Column::RoundId.eq(round)).add(Column::ItemNo.gt(item));
    let later = Condition::any().add(Column::RoundId.gt(round)).add(of_this);
    // The first bound says nothing more; it is the one that an index begins at.
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::RoundId.gte(round)).filter(later);
    Ok(here.order_by_asc(Column::RoundId).order_by_asc(Column::ItemNo).limit(most).all(db).await?)
}

/// What was found, after this id.
pub async fn findings(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<round::entity::finding::Model>> {
    use round::entity::finding::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Numbers of the repairs that findings became.
pub async fn repairs(db: &impl ConnectionTrait, school: Uuid, cases: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    use repairs::case::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Number]).filter(Column::SchoolId.eq(school));
    let rows: Vec<(Uuid, String)> = select.filter(Column::Id.is_in(cases)).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}
