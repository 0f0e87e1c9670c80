//! Places as ledgers write them: 教学楼202, 行政楼档案室, 青禾小学 / 教学楼 / 202, 操场. Found by what they are, made where they
//! are missing.

use std::collections::HashMap;

use kernel::{Result, Tx, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Kind,
    entity::{Column, Entity, Model},
    repo::{self, NewLocation},
};
use crate::school;

/// All places of a school by the ways people write them, and the making of new ones.
#[derive(Debug)]
pub struct Matcher {
    school_name: String,
    by_key: HashMap<String, Model>,
    added: Vec<Model>,
}

impl Matcher {
    pub async fn load(db: &impl ConnectionTrait, school: Uuid) -> Result<Self> {
        let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Active.eq(true)).all(db).await?;
        let school_name = school::find(db, school).await?.name;
        let mut matcher = Self { school_name, by_key: HashMap::with_capacity(rows.len() * 2), added: Vec::new() };
        for row in rows {
            matcher.remember(row);
        }
        Ok(matcher)
    }

    /// The school whose places these are.
    pub fn school_name(&self) -> &str {
        &self.school_name
    }

    fn remember(&mut self, row: Model) {
        self.by_key.insert(row.path_key.clone(), row.clone());
        self.by_key.entry(row.name_key.clone()).or_insert(row);
    }

    /// The place that a cell names, if the school has it.
    pub fn find(&self, written: &str) -> Option<&Model> {
        self.by_key.get(&text::fold(written)).or_else(|| self.by_key.get(&text::fold(&plain(written, &self.school_name))))
    }

    /// The place that a cell names, made when there is none.
    pub async fn find_or_create(&mut self, tx: &Tx, written: &str) -> Result<Model> {
        if let Some(row) = self.find(written) {
            return Ok(row.clone());
        }
        let name = plain(written, &self.school_name);
        let row = match split(&name) {
            (Some(building), rest) if rest.is_empty() => self.make(tx, None, Kind::Building, &building).await?,
            (Some(building), rest) => self.place_in(tx, &building, &rest, &name).await?,
            (None, name) => self.make(tx, None, kind_of(&name), &name).await?,
        };
        self.by_key.insert(text::fold(&name), row.clone());
        Ok(row)
    }

    async fn place_in(&mut self, tx: &Tx, building: &str, rest: &str, whole: &str) -> Result<Model> {
        let building = match self.by_key.get(&text::fold(building)) {
            Some(row) => row.clone(),
            None => self.make(tx, None, Kind::Building, building).await?,
        };
        if !Kind::Room.may_be_below(Some(building.kind())) {
            // What bears the building's name here is no building; nothing goes below a room.
            return self.make(tx, None, kind_of(whole), whole).await;
        }
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
        self.added.push(row.clone());
        self.remember(row.clone());
        Ok(row)
    }

    /// Every way of writing that is known already, folded: for whoever asks before there is a transaction.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }

    /// The places this import made.
    pub fn added(&self) -> &[Model] {
        &self.added
    }
}

/// A written place without the levels that say nothing: 青禾小学 / 教学楼 / 2层 / 202 → 教学楼202, 校园 / 操场 → 操场,
/// 行政楼 / 行政楼档案室 → 行政楼档案室.
pub fn plain(written: &str, school_name: &str) -> String {
    let tidy = text::tidy(written);
    let school = text::fold(school_name);
    let is_school = |level: &str| {
        let key = text::fold(level);
        matches!(key.as_str(), "校园" | "学校" | "本校" | "校内") || (key.chars().count() > 1 && school.contains(&key))
    };
    let levels: Vec<&str> = tidy.split(" / ").map(str::trim).filter(|level| !level.is_empty()).collect();
    let Some((last, above)) = levels.split_last() else { return tidy };
    match above.iter().rev().find(|level| !is_school(level) && !is_floor(level)) {
        Some(parent) if !last.starts_with(*parent) => format!("{parent}{last}"),
        _ => (*last).to_owned(),
    }
}

/// 2层, 三楼, 2F.
fn is_floor(level: &str) -> bool {
    let number = level.strip_suffix(['层', '楼', 'F', 'f']).unwrap_or_default();
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// 教学楼202 → 教学楼 and 202; 操场 → nothing and 操场.
fn split(written: &str) -> (Option<String>, String) {
    let end = written.char_indices().filter(|(_, c)| matches!(c, '楼' | '馆')).map(|(i, c)| i + c.len_utf8()).next();
    match end {
        Some(end) => (written.get(..end).map(str::to_owned), written.get(end..).unwrap_or_default().trim().to_owned()),
        None => (None, written.to_owned()),
    }
}

/// A place outside any building: by its last word a room, else a yard or a field.
fn kind_of(name: &str) -> Kind {
    if name.ends_with(['室', '房', '库', '间', '厅']) { Kind::Room } else { Kind::Zone }
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

    #[test]
    fn levels_that_say_nothing_are_left_out() {
        for (written, short) in [
            ("青禾小学 / 行政楼 / 行政楼德育处", "行政楼德育处"),
            ("青禾小学 / 校园 / 食堂库房", "食堂库房"),
            ("教学楼 / 2层 / 202", "教学楼202"),
            ("教学楼 / 三楼 / 美术室", "教学楼美术室"),
            ("教学楼202", "教学楼202"),
            ("校园", "校园"),
        ] {
            assert_eq!(plain(written, "示例市青禾小学"), short);
        }
    }
}
