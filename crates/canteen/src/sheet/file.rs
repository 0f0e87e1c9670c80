//! A table as a file: every cell as it stands on the paper, and the few that are numbers as numbers.

use campus::{school, term};
use kernel::{Money, Quantity, Result, Text};
use papers::{
    archive::{Archive, Column, Header},
    workbook::{Cell, Head, said},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::dto::{SheetRow, SheetView};

/// What a column of numbers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Count,
    Quantity,
    Money,
}

/// Columns of numbers by their heads: what they hold, their key, and whether they are added up; where rows may be struck out they are not.
/// Everything else is words, as a lot's number is.
const NUMBERS: [(&str, &str, Holds, bool); 9] = [
    ("留样量（克）", "grams", Holds::Count, false),
    ("时长（分钟）", "minutes", Holds::Count, false),
    ("剩余（千克）", "weight", Holds::Quantity, false),
    ("价格（元）", "unit_price", Holds::Money, false),
    ("金额（元）", "amount", Holds::Money, true),
    ("人数", "people", Holds::Count, false),
    ("发放", "asked", Holds::Count, false),
    ("回收", "answered", Holds::Count, false),
    ("满意", "satisfied", Holds::Count, false),
];

/// Keys of the other columns, by their place: heads are words of a language, and of the moment where they are days.
const KEYS: [&str; 45] = [
    "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18", "c19", "c20",
    "c21", "c22", "c23", "c24", "c25", "c26", "c27", "c28", "c29", "c30", "c31", "c32", "c33", "c34", "c35", "c36", "c37", "c38", "c39",
    "c40", "c41", "c42", "c43", "c44", "c45",
];

/// What a column of this head in the formal language holds.
fn numbers(head: &Text) -> Option<(&'static str, Holds, bool)> {
    NUMBERS.iter().find(|(zh, ..)| head.zh == *zh).map(|(_, key, holds, sums)| (*key, *holds, *sums))
}

/// The table of a canteen, for its file. `heads` are the fixed ones of its kind; a table whose columns are days has others.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    school: Uuid,
    sheet: &SheetView,
    heads: &'static [Text],
    lang: kernel::Lang,
) -> Result<Archive> {
    let school = school::find(db, school).await?;
    let held: Vec<Option<(&'static str, Holds, bool)>> =
        if heads.len() == sheet.columns.len() { heads.iter().map(numbers).collect() } else { vec![None; sheet.columns.len()] };
    let mut columns = vec![Column::new("no", Head::new(lang, "序号", "No.", 6))];
    columns.extend(sheet.columns.iter().zip(&held).zip(KEYS).map(|((title, holds), place)| column(title, *holds, place)));
    let cells = |(row, no): (&SheetRow, i64)| -> Vec<Cell> {
        let held = row.cells.iter().zip(&held).map(|(text, held)| cell(text, held.map(|(_, holds, _)| holds)));
        std::iter::once(Cell::Count(no)).chain(held).collect()
    };
    Ok(Archive {
        stem: format!("{}-{}-{}-{}", plain(&sheet.title), plain(&sheet.canteen.name), sheet.from, sheet.to),
        sheet: said(lang, "台账", "Table"),
        header: Header {
            term: term::title_of_day(db, school.id, sheet.to, lang).await?,
            title: sheet.title.clone(),
            days: (sheet.from, sheet.to),
            more: vec![sheet.canteen.name.clone(), counts(sheet, lang)],
            zone: school.zone(),
            school: school.name,
        },
        columns,
        rows: sheet.rows.iter().zip(1..).map(cells).collect(),
        below: None,
    })
}

fn column(title: &str, held: Option<(&'static str, Holds, bool)>, place: &'static str) -> Column {
    // Chinese letters are twice as wide as those that a workbook measures in.
    let width = u8::try_from((title.chars().count() * 2).clamp(8, 24)).unwrap_or(24);
    let named = Head { text: title.to_owned().into(), width };
    match held {
        Some((key, _, true)) => Column::summed(key, named),
        Some((key, _, false)) => Column::new(key, named),
        None => Column::new(place, named),
    }
}

/// A number where the column holds numbers and the cell is one.
fn cell(text: &str, holds: Option<Holds>) -> Cell {
    let number = match holds {
        Some(Holds::Count) => text.parse().ok().map(Cell::Count),
        Some(Holds::Quantity) if text == "0" => Some(Cell::Quantity(0)),
        Some(Holds::Quantity) => text.parse::<Quantity>().ok().map(Cell::from),
        Some(Holds::Money) => text.parse::<Money>().ok().map(Cell::Money),
        None => None,
    };
    match number {
        Some(number) => number,
        None if text.is_empty() => Cell::Empty,
        None => Cell::text(text),
    }
}

/// How many were written down late and how many are struck out: on the paper they are seen, in a file they are said.
fn counts(sheet: &SheetView, lang: kernel::Lang) -> String {
    let (rows, late, struck) = (sheet.rows.len(), sheet.late, sheet.struck);
    let text = Text::new(
        format!("共 {rows} 行，补录 {late} 行，作废 {struck} 行"),
        format!("{rows} rows, {late} entered late, {struck} struck out"),
    );
    text.pick(lang).to_owned()
}

/// A name as a part of a file's name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{columns::heads, dto::SheetKind};

    #[test]
    fn what_is_a_number_is_one_and_a_lots_number_is_a_word() {
        assert_eq!(cell("130", Some(Holds::Count)), Cell::Count(130));
        assert_eq!(cell("3.5", Some(Holds::Quantity)), Cell::Quantity(3500));
        assert_eq!(cell("0", Some(Holds::Quantity)), Cell::Quantity(0));
        assert_eq!(cell("12.50", Some(Holds::Money)), Cell::Money(Money::stored(1250)));
        assert_eq!(cell("20261124", None), Cell::text("20261124"));
        assert_eq!((cell("", Some(Holds::Money)), cell("待核", Some(Holds::Count))), (Cell::Empty, Cell::text("待核")));
    }

    #[test]
    fn every_column_of_numbers_is_one_of_a_table_and_every_table_has_its_keys() {
        for (zh, ..) in NUMBERS {
            assert!(SheetKind::ALL.into_iter().any(|kind| heads(kind).iter().any(|head| head.zh == zh)), "{zh}");
        }
        for kind in SheetKind::ALL {
            let mut keys: Vec<&str> =
                heads(kind).iter().zip(KEYS).map(|(head, place)| numbers(head).map_or(place, |held| held.0)).collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!((keys.len(), all), (heads(kind).len(), heads(kind).len()), "{kind:?}");
        }
    }
}
