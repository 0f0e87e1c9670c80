//! E10 as a workbook: the rows of a notice, or of any days.

use chrono::NaiveDate;
use kernel::{Lang, Money};
use papers::workbook::{Cell, Head, Report, Sheet, said};

use super::dto::{PublicationReport, PublicationView, PublishedRow};

/// What a notice lists.
pub(super) fn of_notice(notice: &PublicationView, term: Option<String>, lang: Lang) -> Report {
    let name = said(lang, "采购公示", "Publication");
    let days = format!("{} – {}", notice.row.period_from, notice.row.period_to);
    let mut about = vec![notice.school_name.clone(), notice.row.title.clone()];
    about.extend(term);
    about.push(format!("{}  {days}", notice.row.number));
    // Of a draft nobody says yet whether it hangs there in time, unless that is over.
    let overdue = (notice.row.published_on.is_some() || notice.row.overdue).then_some(notice.row.overdue);
    let rows = notice.rows.iter().map(|row| (row, notice.row.published_on, overdue));
    let rows = all(rows, (notice.total, notice.total_in_words.as_str()), lang);
    let sheet = Sheet { name, about, heads: heads(lang), rows };
    Report { file_name: format!("{name}-{}.xlsx", notice.row.number), sheets: vec![sheet] }
}

/// What a notice of these days would list.
pub(super) fn of_days(report: &PublicationReport, term: Option<String>, lang: Lang) -> Report {
    let name = said(lang, "采购明细表", "What was bought");
    let with_petty = if report.with_petty { said(lang, "（含零星采购）", " (with petty purchases)") } else { "" };
    let mut about = vec![report.school_name.clone(), format!("{name}{with_petty}")];
    about.extend(term);
    about.push(format!("{} – {}", report.from, report.to));
    let rows = report.rows.iter().map(|one| (&one.row, one.published_on, Some(one.overdue)));
    let rows = all(rows, (report.total, report.total_in_words.as_str()), lang);
    let sheet = Sheet { name, about, heads: heads(lang), rows };
    Report { file_name: format!("{name}-{}-{}.xlsx", report.from, report.to), sheets: vec![sheet] }
}

fn heads(lang: Lang) -> Vec<Head> {
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    vec![
        head("序号", "No.", 6),
        head("使用部门", "Department", 14),
        head("品名", "Item", 22),
        head("规格", "Specification", 16),
        head("单位", "Unit", 8),
        head("数量", "Quantity", 10),
        head("单价", "Unit price", 12),
        head("金额", "Amount", 14),
        head("采购方式", "How", 14),
        head("询价家数", "Quotes", 10),
        head("供应商", "Supplier", 22),
        head("采购人", "Bought by", 16),
        head("验收人", "Accepted by", 16),
        head("经费", "Fund", 14),
        head("申请单号", "Request", 20),
        head("审批人", "Approved by", 16),
        head("审批日期", "Approved on", 12),
        head("验收单号", "Goods receipt", 20),
        head("验收日期", "Accepted on", 12),
        head("公示日期", "Published on", 12),
        head("是否逾期", "Overdue", 10),
    ]
}

/// A row, when it hung on the board, and whether that was too late.
type OnBoard<'a> = (&'a PublishedRow, Option<NaiveDate>, Option<bool>);

/// The rows with their sum below.
fn all<'a>(listed: impl Iterator<Item = OnBoard<'a>>, (total, in_words): (Money, &str), lang: Lang) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = listed.zip(1..).map(|(row, number)| cells(number, row, lang)).collect();
    let mut sum = vec![Cell::text(said(lang, "合计", "Sum"))];
    sum.resize(7, Cell::Empty);
    sum.extend([Cell::Money(total), Cell::text(in_words)]);
    rows.push(sum);
    rows
}

fn cells(number: i64, (row, published_on, overdue): OnBoard<'_>, lang: Lang) -> Vec<Cell> {
    let people = |names: &[String]| Cell::text(names.join(said(lang, "、", ", ")));
    let late = |overdue: bool| Cell::text(if overdue { said(lang, "是", "Yes") } else { said(lang, "否", "No") });
    vec![
        Cell::Count(number),
        Cell::maybe(row.department.as_deref()),
        Cell::text(&row.name),
        Cell::maybe(row.spec.as_deref()),
        Cell::text(&row.unit),
        Cell::from(row.quantity),
        Cell::from(row.unit_price),
        Cell::from(row.amount),
        Cell::text(&row.method_text),
        Cell::Count(row.quotes),
        Cell::text(&row.supplier),
        people(&row.buyers),
        people(&row.acceptors),
        Cell::text(&row.fund_title),
        Cell::text(&row.request_number),
        people(&row.approvers),
        row.approved_on.map_or(Cell::Empty, Cell::Day),
        Cell::text(&row.receipt_number),
        Cell::from(row.accepted_on),
        published_on.map_or(Cell::Empty, Cell::Day),
        overdue.map_or(Cell::Empty, late),
    ]
}
