//! Print runs 文印 (everyday.md scene 5, S18): how many sheets, how much paper that is, and from when on somebody decides. Pure.

use std::collections::BTreeMap;

use kernel::{Quantity, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{dto::PrintBody, model::Line};
use crate::{StoreError, item::entity::Model as Item};

/// So many letters of what it is for stand in its title.
const IN_TITLE: usize = 30;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRun {
    /// Of one copy.
    pub pages: i64,
    pub copies: i64,
    pub both_sides: bool,
    /// Of all copies, as it was counted when it was asked for.
    pub sheets: i64,
}

impl PrintRun {
    /// The run that a body asks for, and the line of its paper.
    ///
    /// # Errors
    /// 422 for what is no paper, or stands in another line already.
    pub(super) fn of(body: &PrintBody, lines: &[Line], items: &BTreeMap<Uuid, Item>) -> Result<(Self, Line), StoreError> {
        let per_unit = items.get(&body.item_id).and_then(|item| item.sheets_per_unit).ok_or(StoreError::NoPaper)?;
        if let Some(line) = lines.iter().position(|line| line.item_id == body.item_id) {
            return Err(StoreError::NamedTwice(line));
        }
        let sheets = sheets(body.pages, body.copies, body.both_sides);
        let run = Self { pages: body.pages, copies: body.copies, both_sides: body.both_sides, sheets };
        Ok((run, Line { item_id: body.item_id, quantity: paper(sheets, per_unit) }))
    }

    /// What for, and how many sheets.
    pub(super) fn title(self, purpose: &str) -> Text {
        let (sheets, short) = (self.sheets, purpose.chars().take(IN_TITLE).collect::<String>());
        Text::new(format!("文印 {sheets} 张：{short}"), format!("{sheets} sheets to print: {short}"))
    }

    /// As it is said to whoever decides and whoever prints.
    pub(super) fn text(self) -> Text {
        let Self { pages, copies, sheets, .. } = self;
        let (zh, en) = if self.both_sides { ("双面", "both sides") } else { ("单面", "one side") };
        Text::new(
            format!("{pages} 页 × {copies} 份，{zh}，共 {sheets} 张"),
            format!("{pages} pages, {copies} copies, {en}: {sheets} sheets"),
        )
    }
}

/// A copy begins on a sheet of its own.
const fn sheets(pages: i64, copies: i64, both_sides: bool) -> i64 {
    let of_one = if both_sides { pages / 2 + pages % 2 } else { pages };
    of_one * copies
}

/// How much of a paper these sheets are, up to the next thousandth: of a pack of 500 sheets 300 are 0.6.
fn paper(sheets: i64, per_unit: i64) -> Quantity {
    let thousandths = sheets * 1000;
    Quantity::stored(thousandths / per_unit + i64::from(thousandths % per_unit != 0))
}

/// Whether somebody decides about so many sheets, or so much of a controlled paper: more than the school lets pass, with what was asked for
/// before on the same day.
pub(super) const fn is_large(sheets: i64, before: i64, above: i64) -> bool {
    sheets.saturating_add(before) > above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_large_above_the_size_and_not_at_it() {
        assert_eq!([299, 300, 301].map(|sheets| is_large(sheets, 0, 300)), [false, false, true]);
        // Three times a hundred on one day are three hundred.
        assert_eq!([99, 100, 101].map(|sheets| is_large(sheets, 200, 300)), [false, false, true]);
        // At nothing, somebody decides about everything.
        assert!(is_large(1, 0, 0));
    }

    #[test]
    fn sheets_are_counted_by_copies() {
        assert_eq!(sheets(4, 45, false), 180);
        assert_eq!(sheets(4, 45, true), 90);
        // The fifth page has a sheet to itself in every copy.
        assert_eq!(sheets(5, 45, true), 135);
        assert_eq!(sheets(1, 300, true), 300);
        assert_eq!(sheets(2000, 10_000, false), 20_000_000);
    }

    #[test]
    fn paper_is_counted_up_to_the_thousandth_of_a_pack() {
        let packs = |sheets, per_unit| paper(sheets, per_unit).to_string();
        assert_eq!(packs(300, 500), "0.6");
        assert_eq!(packs(1, 500), "0.002");
        assert_eq!(packs(100, 480), "0.209");
        assert_eq!(packs(1200, 500), "2.4");
        assert_eq!(packs(1, 10_000), "0.001");
        assert_eq!(packs(300, 1), "300");
    }

    #[test]
    fn a_title_says_what_for_and_how_many() {
        let run = PrintRun { pages: 5, copies: 45, both_sides: true, sheets: 135 };
        assert_eq!(run.title("期末复习卷").pick(kernel::Lang::Zh), "文印 135 张：期末复习卷");
        assert_eq!(run.text().pick(kernel::Lang::Zh), "5 页 × 45 份，双面，共 135 张");
    }
}
