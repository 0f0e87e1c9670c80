//! The table that the pupils of a class sign for a month (domain.md B10, 11): a line for each, a column for each school day with how many meals
//! there are, room for a signature. It is printed empty; what is signed is paper.

use std::collections::BTreeMap;

use campus::{calendar, class, school::entity::Model as School};
use chrono::{Datelike, NaiveDate, TimeDelta};
use kernel::{Lang, Reader, Result, Text};
use uuid::Uuid;

use super::dto::SheetRow;
use crate::{CanteenError, PaperError, menu, site};

/// The heads beside the days, which stand after the second.
pub(super) const HEADS: &[Text] = &[
    Text::fixed("序号", "No."),
    Text::fixed("姓名", "Name"),
    Text::fixed("合计餐数", "Meals"),
    Text::fixed("学生签名", "Signature"),
    Text::fixed("备注", "Notes"),
];

/// Days of one table: a month.
const MOST_DAYS: i64 = 31;

/// Lines where nobody has said how many pupils a class has, and the most of one.
const LINES: i64 = 50;
const MOST_LINES: i64 = 100;

/// The table of one class.
pub(super) struct Signatures {
    pub class: String,
    pub columns: Vec<String>,
    pub rows: Vec<SheetRow>,
}

pub(super) async fn of_class(
    reader: &Reader,
    (school, canteen): (&School, &site::entity::Model),
    class_id: Option<Uuid>,
    (from, to): (NaiveDate, NaiveDate),
    lang: Lang,
) -> Result<Signatures> {
    let class = class::repo::find(reader, school.id, class_id.ok_or(PaperError::NoClass)?).await?;
    if to - from >= TimeDelta::days(MOST_DAYS) {
        return Err(CanteenError::PeriodTooLong(MOST_DAYS).into());
    }
    let calendar = calendar::around(reader, school, from, to).await?;
    let days: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= to).filter(|day| calendar.kind(*day).works()).collect();
    let mut served: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for row in menu::repo::between(reader, school.id, canteen.id, from, to).await?.iter().filter(|row| row.struck_at.is_none()) {
        *served.entry(row.day).or_default() += 1;
    }
    let (usual, today) = (site::repo::meals(canteen).len(), school.today(reader.now()));
    let meals = |day: NaiveDate| served.get(&day).copied().unwrap_or(if day >= today { usual } else { 0 });
    let days: Vec<(NaiveDate, usize)> = days.into_iter().map(|day| (day, meals(day))).collect();
    let lines = class.size.unwrap_or(LINES).clamp(1, MOST_LINES);
    Ok(Signatures { class: class.name_in(lang), columns: columns(&days, lang), rows: rows(lines, days.len()) })
}

/// `11/24 ×2`: the day and how many meals there are on it.
fn columns(days: &[(NaiveDate, usize)], lang: Lang) -> Vec<String> {
    let mut heads = HEADS.iter().map(|head| head.pick(lang).to_owned());
    let mut columns: Vec<String> = heads.by_ref().take(2).collect();
    columns.extend(days.iter().map(|(day, meals)| format!("{}/{} ×{meals}", day.month(), day.day())));
    columns.extend(heads);
    columns
}

/// Numbered and otherwise empty.
fn rows(lines: i64, days: usize) -> Vec<SheetRow> {
    let blank = HEADS.len() - 1 + days;
    let row = |no: i64| {
        let cells = std::iter::once(no.to_string()).chain(std::iter::repeat_n(String::new(), blank)).collect();
        SheetRow { cells, late: false, struck: false }
    };
    (1..=lines).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_its_meals_and_every_pupil_a_line_as_long_as_the_heads() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let columns = columns(&[(day("2026-11-24"), 2), (day("2026-11-25"), 1)], Lang::Zh);
        assert_eq!(columns, ["序号", "姓名", "11/24 ×2", "11/25 ×1", "合计餐数", "学生签名", "备注"]);
        let rows = rows(3, 2);
        assert_eq!(rows.iter().map(|row| row.cells[0].as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
        assert!(rows.iter().all(|row| row.cells.len() == columns.len()));
    }
}
