//! Reading the tables of some days.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::ConnectionTrait;
use stores::{
    item::FoodGroup,
    stock::{
        DocumentKind,
        food_moves::{self, FoodSpan},
    },
    store::dto::StoreRef,
};
use uuid::Uuid;

use super::rule::{Issue, Menu, Sample, Tables};
use crate::{
    CanteenError,
    book::{self, Content, Kind},
    menu,
    site::{dto::Mode, entity::Model as Canteen},
};

/// Records and moves of a period: what does not fit is refused, never cut.
const MOST: u64 = 10_000;

/// What was read: the tables, and whether food comes out of the school's own stores.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub tables: Tables,
    pub with_stores: bool,
}

/// The menus, samples and issues of a canteen, both days included; in three queries.
pub(crate) async fn read(
    db: &impl ConnectionTrait,
    canteen: &Canteen,
    stores: &HashMap<Uuid, StoreRef>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Read> {
    let (school, id) = (canteen.school_id, canteen.id);
    let mut tables = Tables::default();
    for row in menu::repo::between(db, school, id, from, to).await?.iter().filter(|row| row.struck_at.is_none()) {
        let dishes = menu::repo::dishes(row)?.into_iter().map(|dish| dish.name).collect();
        tables.menus.push(Menu { day: row.day, meal: menu::repo::meal(row)?, dishes });
    }
    let samples = book::repo::some_between(db, (school, id), Kind::FoodSample, (from, to), MOST).await?;
    fits(samples.len())?;
    for record in samples.iter().filter(|record| record.stands()) {
        if let Content::FoodSample { dish, .. } = &record.content {
            tables.samples.push(Sample { id: record.row.id, day: record.row.day, meal: record.meal(), dish: dish.clone() });
        }
    }
    let span = FoodSpan { days: (from, to), ledger: None, kinds: &[DocumentKind::Issue] };
    let moves = food_moves::of_stores(db, school, stores, span, MOST).await?;
    fits(moves.len())?;
    tables.issues = moves
        .into_iter()
        .map(|one| Issue {
            document_id: one.document_id,
            day: one.happened_on,
            staple: one.group == FoodGroup::Staple,
            by: one.recorded_by,
        })
        .collect();
    Ok(Read { tables, with_stores: Mode::of(&canteen.mode) != Some(Mode::Delivered) })
}

fn fits(count: usize) -> Result<()> {
    if u64::try_from(count).is_ok_and(|count| count <= MOST) { Ok(()) } else { Err(CanteenError::SheetTooLong.into()) }
}
