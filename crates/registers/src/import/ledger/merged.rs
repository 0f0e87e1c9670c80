//! Cells merged downwards: their value holds for every row they cover. Owns the ranges of one sheet while it is read.

use sheets::{Cell, Merge};

use super::super::dialect::is_blank_cell;

/// The merged ranges of a sheet that span rows, in the order in which they begin.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Later ranges first, so that the next one is at the end.
    waiting: Vec<Merge>,
    open: Vec<(Merge, Cell)>,
}

impl Merged {
    pub(super) fn new(mut merges: Vec<Merge>) -> Self {
        merges.retain(|merge| merge.last_row > merge.first_row);
        merges.sort_unstable_by_key(|merge| std::cmp::Reverse((merge.first_row, merge.first_column)));
        Self { waiting: merges, open: Vec::new() }
    }

    /// Fills the cells of a row from the ranges above it, and remembers the ranges that begin in it.
    pub(super) fn fill(&mut self, row: u32, cells: &mut Vec<Cell>) {
        self.open.retain(|(merge, _)| merge.last_row >= row);
        for (merge, value) in &self.open {
            put_if_blank(cells, merge.first_column, value);
        }
        while let Some(merge) = self.waiting.pop_if(|merge| merge.first_row <= row) {
            let value = merge.first_column.checked_sub(1).and_then(|column| cells.get(column as usize));
            if let Some(value) = value.filter(|value| merge.first_row == row && !is_blank_cell(value)) {
                // Ranges never overlap in an honest file; one per column keeps a dishonest one cheap.
                self.open.retain(|(open, _)| open.first_column != merge.first_column);
                self.open.push((merge, value.clone()));
            }
        }
    }
}

/// `column` counts from 1 and held a value in an earlier row, so it is within the limits of a row.
fn put_if_blank(cells: &mut Vec<Cell>, column: u32, value: &Cell) {
    let Some(at) = column.checked_sub(1).map(|at| at as usize) else {
        return;
    };
    if cells.len() <= at {
        cells.resize(at + 1, Cell::Empty);
    }
    if let Some(cell) = cells.get_mut(at).filter(|cell| is_blank_cell(cell)) {
        *cell = value.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_value_holds_for_every_row_it_covers() {
        let range = |first_row, last_row| Merge { first_row, first_column: 2, last_row, last_column: 2 };
        let mut merged = Merged::new(vec![range(8, 9), range(5, 7), range(3, 3)]);
        let day = Cell::Text("2014.9.5".into());
        let mut seen = Vec::new();
        for row in 4..=9 {
            let mut cells = vec![Cell::Bool(true)];
            if row == 5 {
                cells.push(day.clone());
            }
            merged.fill(row, &mut cells);
            seen.push(cells.get(1) == Some(&day));
        }
        assert_eq!(seen, [false, true, true, true, false, false]);
    }

    #[test]
    fn a_cell_with_its_own_value_keeps_it() {
        let mut merged = Merged::new(vec![Merge { first_row: 1, first_column: 1, last_row: 2, last_column: 1 }]);
        merged.fill(1, &mut vec![Cell::Text("甲".into())]);
        let mut own = vec![Cell::Text("乙".into())];
        merged.fill(2, &mut own);
        assert_eq!(own, [Cell::Text("乙".into())]);
    }
}
