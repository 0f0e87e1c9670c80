//! What the school has before an import: read once, so that every row can be judged without the database.

use std::collections::{HashMap, HashSet};

use campus::{department, location::import::Matcher, person};
use kernel::{Result, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    category_words::{CategoryTable, CategoryWords},
    ledger::{Known, NameUse},
};
use crate::{asset, category};

/// Asset numbers read with one statement; more would come near the deadline of statements on a slow disk.
const NUMBERS_PER_STATEMENT: u64 = 20_000;

/// The school's own categories, ready to be searched by words.
pub(super) async fn categories(db: &impl ConnectionTrait, school: Uuid) -> Result<CategoryTable> {
    let words = category::all(db, school).await?.into_iter().map(|c| CategoryWords {
        aliases: c.aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
        names: vec![c.name_zh, c.name_en],
        code: c.code,
    });
    Ok(CategoryTable::new(words))
}

/// Places, people, departments and asset numbers.
pub(super) async fn known(db: &impl ConnectionTrait, school: Uuid, roll: &Roll, with_numbers: bool) -> Result<Known> {
    let matcher = Matcher::load(db, school).await?;
    let mut known = Known::of(matcher.school_name());
    for key in matcher.keys() {
        known.add_place(key);
    }
    for key in roll.people.keys() {
        known.add_person(key);
    }
    for name in department::names(db, school).await?.values() {
        known.add_department(name);
    }
    let mut last = String::new();
    if !with_numbers {
        return Ok(known);
    }
    loop {
        let numbers = asset_numbers_after(db, school, &last).await?;
        let Some(end) = numbers.last() else { return Ok(known) };
        last.clone_from(end);
        for number in &numbers {
            known.add_asset_no(number);
        }
        if (numbers.len() as u64) < NUMBERS_PER_STATEMENT {
            return Ok(known);
        }
    }
}

async fn asset_numbers_after(db: &impl ConnectionTrait, school: Uuid, last: &str) -> Result<Vec<String>> {
    use asset::entity::{Column, Entity};
    Ok(Entity::find()
        .select_only()
        .column(Column::AssetNo)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::VoidedAt.is_null())
        .filter(Column::AssetNo.gt(last))
        .order_by_asc(Column::AssetNo)
        .limit(NUMBERS_PER_STATEMENT)
        .into_tuple()
        .all(db)
        .await?)
}

/// The people of a school by their names.
#[derive(Debug, Default)]
pub(super) struct Roll {
    people: HashMap<String, Vec<(Uuid, bool)>>,
}

/// Whom a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearer {
    Nobody,
    One(Uuid),
    /// Only a person can tell which of them is meant.
    Several,
}

impl Roll {
    pub(super) async fn load(db: &impl ConnectionTrait, school: Uuid) -> Result<Self> {
        let mut roll = Self::default();
        for (id, key, active) in person::repo::roll(db, school).await? {
            roll.people.entry(key).or_default().push((id, active));
        }
        Ok(roll)
    }

    /// Somebody who was just added.
    pub(super) fn add(&mut self, name: &str, id: Uuid) {
        self.people.entry(text::fold(name)).or_default().push((id, true));
    }

    /// Whom a name means: those who are here go before those who left.
    pub(super) fn find(&self, name: &str) -> Bearer {
        let Some(bearers) = self.people.get(&text::fold(name)) else { return Bearer::Nobody };
        let here: Vec<Uuid> = bearers.iter().filter(|(_, active)| *active).map(|(id, _)| *id).collect();
        match (here.as_slice(), bearers.as_slice()) {
            ([one], _) | ([], [(one, _)]) => Bearer::One(*one),
            _ => Bearer::Several,
        }
    }

    /// The names among these that several people bear.
    pub(super) fn shared(&self, names: &[NameUse]) -> HashSet<std::sync::Arc<str>> {
        names.iter().filter(|used| self.find(&used.name) == Bearer::Several).map(|used| used.name.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_here_goes_before_who_left_and_two_are_nobody_in_particular() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let roll = Roll {
            people: HashMap::from([
                ("王老师".into(), vec![(a, true), (b, false)]),
                ("李老师".into(), vec![(c, false)]),
                ("张老师".into(), vec![(a, true), (b, true)]),
            ]),
        };
        assert_eq!(roll.find("王 老师"), Bearer::One(a));
        assert_eq!(roll.find("李老师"), Bearer::One(c));
        assert_eq!(roll.find("张老师"), Bearer::Several);
        assert_eq!(roll.find("赵老师"), Bearer::Nobody);
    }
}
