//! The results as a workbook.

use kernel::Lang;
use papers::workbook::{Cell, Head, Report, Sheet, said};

use super::dto::{By, Results, Sums};

/// All rows with their sums below.
pub(super) fn report(school: &str, results: &Results, lang: Lang) -> Report {
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    let first = match results.by {
        By::Checklist => ("检查表", "Checklist"),
        By::Place => ("地点", "Place"),
        By::Class => ("班级", "Class"),
        By::Month => ("月份", "Month"),
    };
    let heads = vec![
        head(first.0, first.1, 30),
        head("应检", "Due", 10),
        head("已检", "Held", 10),
        head("补录", "Entered late", 12),
        head("漏检", "Missed", 10),
        head("没发现问题", "Nothing found", 14),
        head("发现问题", "Found", 10),
        head("已报修", "Reported", 10),
        head("已修好", "Put right", 10),
    ];
    let mut rows: Vec<Vec<Cell>> = results.rows.iter().map(|row| cells(&row.name, row.sums)).collect();
    rows.push(cells(said(lang, "合计", "Sum"), results.total));
    let title = said(lang, "检查结果", "Results of inspections");
    let about = vec![school.to_owned(), title.to_owned(), format!("{} – {}", results.from, results.to)];
    let sheet = Sheet { name: title, about, heads, rows };
    Report { file_name: format!("{title}-{}.xlsx", results.to), sheets: vec![sheet] }
}

fn cells(name: &str, sums: Sums) -> Vec<Cell> {
    let numbers =
        [sums.due, sums.held, sums.late, sums.missed, sums.nothing_found, sums.found, sums.reported, sums.put_right].map(Cell::Count);
    std::iter::once(Cell::text(name)).chain(numbers).collect()
}
