//! What there was to eat, beside who ate it with the pupils: ⑥ asks for the dishes, and the menu knows them.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Lang, Reader, Result, Text};

use super::dto::SheetRow;
use crate::{book::repo::Record, menu, site::entity::Model as Canteen};

/// After the day, the meal, the name and the post.
const AT: usize = 4;

/// Puts the dishes of each record's meal into the table of accompanied meals, which has a row for each record.
pub(super) async fn beside(
    reader: &Reader,
    canteen: &Canteen,
    (from, to): (NaiveDate, NaiveDate),
    records: &[Record],
    (columns, rows): (&mut Vec<String>, &mut [SheetRow]),
    lang: Lang,
) -> Result<()> {
    let mut dishes: HashMap<(NaiveDate, String), String> = HashMap::new();
    let menus = menu::repo::between(reader, canteen.school_id, canteen.id, from, to).await?;
    for menu in menus.iter().filter(|menu| menu.struck_at.is_none()) {
        let names: Vec<String> = menu::repo::dishes(menu)?.into_iter().map(|dish| dish.name).collect();
        dishes.insert((menu.day, menu.meal.clone()), names.join(if lang == Lang::Zh { "、" } else { ", " }));
    }
    columns.insert(AT, Text::fixed("菜品", "Dishes").pick(lang).to_owned());
    for (record, row) in records.iter().zip(rows) {
        let meal = record.row.meal.clone().unwrap_or_default();
        row.cells.insert(AT, dishes.get(&(record.row.day, meal)).cloned().unwrap_or_default());
    }
    Ok(())
}
