//! Places as ledgers write them: 教学楼202, 行政楼档案室, 操场. Found by what they are, made where they are missing.

use std::collections::HashMap;

use kernel::{Result, Tx, text};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Kind,
    entity::{Column, Entity, Model},
    repo::{self, NewLocation},
};

/// All places of a school by the ways people write them, and the making of new ones.
#[derive(Debug)]
pub struct Matcher {
    by_key: HashMap<String, Model>,
    added: Vec<Uuid>,
}

impl Matcher {
    pub async fn load(tx: &Tx) -> Result<Self> {
        let rows = Entity::find().filter(Column::SchoolId.eq(tx.school()?)).filter(Column::Active.eq(true)).all(tx).await?;
        let mut matcher = Self { by_key: HashMap::with_capacity(rows.len() * 2), added: Vec::new() };
        for row in rows {
            matcher.remember(row);
        }
        Ok(matcher)
    }

    fn remember(&mut self, row: Model) {
        self.by_key.insert(row.path_key.clone(), row.clone());
        self.by_key.entry(row.name_key.clone()).or_insert(row);
    }

    /// The place that a cell names, made when there is none.
    pub async fn find_or_create(&mut self, tx: &Tx, written: &str) -> Result<Model> {
        let key = text::fold(written);
        if let Some(row) = self.by_key.get(&key) {
            return Ok(row.clone());
        }
        let (building, rest) = split(&text::tidy(written));
        let row = match building {
            Some(building) if !rest.is_empty() => self.room_in(tx, &building, &rest).await?,
            _ => self.make(tx, None, Kind::Zone, written).await?,
        };
        self.by_key.insert(key, row.clone());
        Ok(row)
    }

    async fn room_in(&mut self, tx: &Tx, building: &str, rest: &str) -> Result<Model> {
        let building = match self.by_key.get(&text::fold(building)) {
            Some(row) => row.clone(),
            None => self.make(tx, None, Kind::Building, building).await?,
        };
        let parent = match floor_of(rest) {
            Some(floor) if building.kind() == Kind::Building => {
                let name = format!("{floor}层");
                let key = text::fold(&format!("{} / {name}", building.path));
                match self.by_key.get(&key) {
                    Some(row) => row.clone(),
                    None => self.make(tx, Some(&building), Kind::Floor, &name).await?,
                }
            }
            _ => building,
        };
        self.make(tx, Some(&parent), Kind::Room, rest).await
    }

    async fn make(&mut self, tx: &Tx, parent: Option<&Model>, kind: Kind, name: &str) -> Result<Model> {
        let position = i64::try_from(self.added.len()).unwrap_or(i64::MAX);
        let row = repo::add(tx, &NewLocation { parent, kind, name, room_use: None, position }).await?;
        self.added.push(row.id);
        self.remember(row.clone());
        Ok(row)
    }

    /// The places this import made.
    pub fn added(&self) -> &[Uuid] {
        &self.added
    }
}

/// 教学楼202 → 教学楼 and 202; 操场 → nothing and 操场.
fn split(written: &str) -> (Option<String>, String) {
    let end = written.char_indices().filter(|(_, c)| matches!(c, '楼' | '馆')).map(|(i, c)| i + c.len_utf8()).next();
    match end {
        Some(end) => (written.get(..end).map(str::to_owned), written.get(end..).unwrap_or_default().trim().to_owned()),
        None => (None, written.to_owned()),
    }
}

/// The floor that a room number speaks of: 202 → 2, 1203 → 12.
fn floor_of(room: &str) -> Option<u32> {
    let digits = room.len() >= 3 && room.len() <= 4 && room.bytes().all(|b| b.is_ascii_digit());
    if digits { room.get(..room.len() - 2)?.parse().ok().filter(|f| *f > 0) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_places_fall_into_building_and_room() {
        assert_eq!(split("教学楼202"), (Some("教学楼".into()), "202".into()));
        assert_eq!(split("行政楼档案室"), (Some("行政楼".into()), "档案室".into()));
        assert_eq!(split("操场"), (None, "操场".into()));
        assert_eq!((floor_of("202"), floor_of("1203"), floor_of("档案室"), floor_of("7")), (Some(2), Some(12), None, None));
    }
}
