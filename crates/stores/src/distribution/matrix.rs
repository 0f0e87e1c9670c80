//! Which class gets how much of what: pure.

use kernel::{Problem, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::OnHand;

/// Most quantities of one act: sixty classes and thirty things, and some.
const MOST_CELLS: usize = 2_000;

/// An item, and how much of it each class gets, in the order of the classes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub item_id: Uuid,
    pub quantities: Vec<OnHand>,
}

impl Line {
    /// For all classes together, in thousandths.
    pub fn total(&self) -> i64 {
        self.quantities.iter().map(|quantity| quantity.thousandths()).sum()
    }

    /// How many classes get some of it.
    pub fn classes(&self) -> usize {
        self.quantities.iter().filter(|quantity| **quantity > OnHand::NOTHING).count()
    }
}

/// A matrix has a quantity for each class and item, not too many of them, and gives something to somebody.
///
/// # Errors
/// 422 at the lines where it is none.
pub(super) fn whole(classes: usize, lines: &[Line]) -> Result<()> {
    if classes.saturating_mul(lines.len()) > MOST_CELLS {
        return Err(Problem::invalid(
            "/lines",
            "too_many_cells",
            "班数乘物品数不能超过 2000，请分两次发。",
            "Classes times items are 2,000 at most: hand it out in two acts.",
        ));
    }
    if let Some(at) = lines.iter().position(|line| line.quantities.len() != classes) {
        return Err(Problem::invalid(
            format!("/lines/{at}/quantities"),
            "not_one_a_class",
            "每个班要有一个数量，不发的写 0。",
            "There has to be a quantity for each class: 0 for those that get none.",
        ));
    }
    if lines.iter().all(|line| line.total() == 0) {
        return Err(Problem::invalid(
            "/lines",
            "nothing_given",
            "数量全是 0，没有要发的。",
            "All quantities are 0: nothing is handed out.",
        ));
    }
    Ok(())
}

/// Whether something controlled goes beyond its size, over all classes of the act.
pub(super) fn needs_approval(lines: &[Line], controlled_above: impl Fn(Uuid) -> Option<i64>) -> bool {
    lines.iter().any(|line| controlled_above(line.item_id).is_some_and(|above| line.total() > above))
}

/// The matrix without the classes that get nothing and the items of which nobody gets any.
pub(super) fn given(class_ids: &[Uuid], lines: &[Line]) -> (Vec<Uuid>, Vec<Line>) {
    let kept: Vec<usize> = (0..class_ids.len()).filter(|at| !of_class(lines, *at).is_empty()).collect();
    let of_kept =
        |line: &Line| Line { item_id: line.item_id, quantities: kept.iter().filter_map(|at| line.quantities.get(*at).copied()).collect() };
    let classes = kept.iter().filter_map(|at| class_ids.get(*at).copied()).collect();
    (classes, lines.iter().filter(|line| line.total() > 0).map(of_kept).collect())
}

/// What the class at this place gets, in thousandths.
pub(super) fn of_class(lines: &[Line], at: usize) -> Vec<(Uuid, i64)> {
    let wish = |line: &Line| {
        let wish = line.quantities.get(at)?.thousandths();
        (wish > 0).then_some((line.item_id, wish))
    };
    lines.iter().filter_map(wish).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHALK: Uuid = Uuid::from_u128(1);
    const PAPER: Uuid = Uuid::from_u128(2);

    fn line(item_id: Uuid, pieces: &[i64]) -> Line {
        Line { item_id, quantities: pieces.iter().map(|pieces| OnHand::stored(pieces * 1000)).collect() }
    }

    #[test]
    fn a_matrix_is_whole_when_each_class_has_its_quantity_and_somebody_gets_something() {
        let code = |classes: usize, lines: &[Line]| whole(classes, lines).err().map(|problem| format!("{problem:?}")).unwrap_or_default();
        assert_eq!(code(2, &[line(CHALK, &[1, 0]), line(PAPER, &[0, 0])]), "");
        assert!(code(2, &[line(CHALK, &[1, 1]), line(PAPER, &[1])]).contains("not_one_a_class"));
        assert!(code(2, &[line(CHALK, &[0, 0])]).contains("nothing_given"));
        assert_eq!(code(100, &vec![line(CHALK, &[1; 100]); 20]), "");
        assert!(code(100, &vec![line(CHALK, &[1; 100]); 21]).contains("too_many_cells"));
    }

    #[test]
    fn the_size_of_what_is_controlled_is_over_all_classes() {
        let above = |item: Uuid| (item == PAPER).then_some(5_000);
        assert!(!needs_approval(&[line(CHALK, &[900, 900]), line(PAPER, &[2, 3])], above));
        assert!(needs_approval(&[line(PAPER, &[3, 3])], above));
        let just_above = Line { item_id: PAPER, quantities: vec![OnHand::stored(5_000), OnHand::stored(1)] };
        assert!(needs_approval(&[just_above], above));
    }

    #[test]
    fn a_class_gets_what_stands_in_its_row_and_nothing_of_a_nought() {
        let lines = [line(CHALK, &[1, 2]), line(PAPER, &[0, 4])];
        assert_eq!(of_class(&lines, 0), [(CHALK, 1_000)]);
        assert_eq!(of_class(&lines, 1), [(CHALK, 2_000), (PAPER, 4_000)]);
        assert_eq!((lines[1].total(), lines[1].classes()), (4_000, 1));
    }

    #[test]
    fn classes_and_items_with_noughts_only_are_no_part_of_what_is_given() {
        let classes = [1, 2, 3].map(Uuid::from_u128);
        let book = Uuid::from_u128(3);
        let (who, what) = given(&classes, &[line(CHALK, &[1, 0, 2]), line(book, &[0, 0, 0]), line(PAPER, &[0, 0, 4])]);
        assert_eq!(who, [classes[0], classes[2]]);
        assert_eq!(what, [line(CHALK, &[1, 2]), line(PAPER, &[0, 4])]);
    }
}
