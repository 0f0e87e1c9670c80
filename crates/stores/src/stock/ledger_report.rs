//! E8 as a workbook.

use kernel::{Lang, Money, Problem, Result};
use papers::workbook::{Cell, Head, Report, Sheet, said};

use super::{
    dto::{LedgerRow, LedgerSum},
    ledger::Span,
};

/// All rows with their sums below.
pub(super) fn report(span: &Span, rows: &[LedgerRow], term: Option<String>, lang: Lang) -> Result<Report> {
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    let heads = vec![
        head("品名", "Item", 22),
        head("规格", "Specification", 16),
        head("单位", "Unit", 8),
        head("类别", "Category", 12),
        head("库位", "Bins", 18),
        head("期初数量", "Opening quantity", 12),
        head("期初金额", "Opening value", 14),
        head("入库数量", "Quantity in", 12),
        head("入库金额", "Value in", 14),
        head("出库数量", "Quantity out", 12),
        head("出库金额", "Value out", 14),
        head("结存数量", "Closing quantity", 12),
        head("结存金额", "Closing value", 14),
        head("最低库存", "Minimum", 12),
    ];
    let mut cells: Vec<Vec<Cell>> = rows.iter().map(|row| cells(row, lang)).collect();
    cells.push(sums(rows, lang)?);
    let store = match span.stores.as_slice() {
        [one] => one.name.clone(),
        _ => said(lang, "全部库房", "All stores").to_owned(),
    };
    let days = match span.from {
        Some(from) => format!("{from} – {}", span.as_of),
        None => format!("{} {}", said(lang, "截至", "Until"), span.as_of),
    };
    let title = said(lang, "库存明细账", "Stock ledger");
    let mut about = vec![span.school.name.clone(), title.to_owned()];
    about.extend(term);
    about.push(format!("{store}  {days}"));
    let sheet = Sheet { name: title, about, heads, rows: cells };
    Ok(Report { file_name: format!("{title}-{}.xlsx", span.as_of), sheets: vec![sheet] })
}

fn cells(row: &LedgerRow, lang: Lang) -> Vec<Cell> {
    let bins = row.bins.join(said(lang, "、", ", "));
    let words = [
        Cell::text(&row.item.name),
        Cell::maybe(row.item.spec.as_deref()),
        Cell::text(&row.item.unit),
        Cell::text(&row.category),
        Cell::text(bins),
    ];
    let pair = |sum: LedgerSum| [Cell::Quantity(sum.quantity.thousandths()), Cell::Money(sum.value)];
    let sums = [row.opening, row.came_in, row.went_out, row.closing].into_iter().flat_map(pair);
    let minimum = row.minimum.map_or(Cell::Empty, |minimum| Cell::Quantity(minimum.thousandths()));
    words.into_iter().chain(sums).chain([minimum]).collect()
}

/// Pieces of unlike things are not added up; what they are worth is.
fn sums(rows: &[LedgerRow], lang: Lang) -> Result<Vec<Cell>> {
    let sum = |of: fn(&LedgerRow) -> Money| {
        let all = rows.iter().try_fold(Money::ZERO, |sum, row| sum.checked_add(of(row)));
        all.map(Cell::Money).ok_or_else(|| Problem::internal("more than the product counts"))
    };
    let mut cells = vec![Cell::text(said(lang, "合计", "Sum")), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    let values: [fn(&LedgerRow) -> Money; 4] =
        [|row| row.opening.value, |row| row.came_in.value, |row| row.went_out.value, |row| row.closing.value];
    for of in values {
        cells.extend([Cell::Empty, sum(of)?]);
    }
    Ok(cells)
}
