//! The use case: the tables of some days, held against each other.

use std::collections::HashMap;

use campus::{person, school};
use chrono::TimeDelta;
use kernel::{Db, Grant, Lang, Result, Text};
use uuid::Uuid;

use super::{
    dto::{ConsistencyView, DifferenceView, ShowConsistency},
    read,
    rule::{self, Difference, Kind},
};
use crate::{
    CanteenError,
    permissions::ViewCanteen,
    site::{self, dto::CanteenRef},
};

/// Days that are compared at once.
const MOST_DAYS: i64 = 62;

/// What does not agree.
#[derive(Debug, Clone)]
pub struct Consistency {
    db: Db,
}

impl Consistency {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn show(&self, grant: &Grant<ViewCanteen>, canteen: Uuid, query: &ShowConsistency) -> Result<ConsistencyView> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let school = school::find(&reader, canteen.school_id).await?;
        let to = query.to.unwrap_or_else(|| school.today(reader.now()));
        let from = query.from.unwrap_or_else(|| to.checked_sub_signed(TimeDelta::days(6)).unwrap_or(to));
        if to - from > TimeDelta::days(MOST_DAYS) {
            return Err(CanteenError::PeriodTooLong(MOST_DAYS).into());
        }
        let stores = stores::store::repo::at_place(&reader, school.id, canteen.place_id).await?;
        let read = read(&reader, &canteen, &stores, (from, to)).await?;
        let differences = rule::compare(&read.tables, read.with_stores);
        let people = differences.iter().flat_map(|one| one.people.iter().copied()).collect();
        let names = person::repo::names(&reader, school.id, people).await?;
        let lang = grant.context().lang();
        Ok(ConsistencyView {
            canteen: CanteenRef { id: canteen.id, name: canteen.name },
            from,
            to,
            with_stores: read.with_stores,
            menus: read.tables.menus.len(),
            samples: read.tables.samples.len(),
            issues: read.tables.issues.len(),
            differences: differences.into_iter().map(|one| view(one, &names, lang)).collect(),
        })
    }
}

fn view(one: Difference, names: &HashMap<Uuid, String>, lang: Lang) -> DifferenceView {
    let said = said(&one, names, lang);
    DifferenceView { day: one.day, kind: one.kind, meal: one.meal, text: said.pick(lang).to_owned(), record_id: one.id, dish: one.dish }
}

/// A difference in plain words.
fn said(one: &Difference, names: &HashMap<Uuid, String>, lang: Lang) -> Text {
    let dish = one.dish.as_deref().unwrap_or_default();
    match one.kind {
        Kind::NoSample => Text::new(format!("“{dish}”在食谱上，没有留样。"), format!("“{dish}” is on the menu and has no sample.")),
        Kind::NoDish => {
            Text::new(format!("留样里有“{dish}”，食谱上没有。"), format!("There is a sample of “{dish}”, which is not on the menu."))
        }
        Kind::NoIssue => Text::fixed("有食谱，没有领用食品。", "There is a menu, and no food came out of the stores."),
        Kind::NoMenu => Text::fixed("领用了食品，没有食谱。", "Food came out of the stores, and there is no menu."),
        Kind::Issuers => {
            let between = if lang == Lang::Zh { "、" } else { ", " };
            let who = one.people.iter().filter_map(|id| names.get(id)).map(String::as_str).collect::<Vec<_>>().join(between);
            Text::new(
                format!("主食和副食出库人不一致：{who}。"),
                format!("Staples and everything else were handed out by different people: {who}."),
            )
        }
    }
}
