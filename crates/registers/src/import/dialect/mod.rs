//! How cells of school ledgers are meant: the conventions of money, quantity, dates, numbers, places and blanks. Each
//! function reads one cell; none knows of heads, rows or files.

mod asset_no;
mod date;
mod decimal;
mod money;
mod quantity;
mod text;

use sheets::Cell;

pub use asset_no::{asset_no, number_key, without_wrapper};
pub use date::{BadDate, date};
pub use kernel::formula::{marked, unmarked};
pub use money::{BadMoney, MAX_FEN, money};
pub use quantity::{BadQuantity, Quantity, is_measured, quantity};
pub(super) use text::is_wide;
pub use text::{fold, is_blank, key, line, lines, spoken};

/// True when the cell holds nothing: empty, spaces of any width, or a lone sign that stands for nothing.
pub fn is_blank_cell(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => is_blank(text),
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => false,
    }
}
