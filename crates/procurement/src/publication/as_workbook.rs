//! E10 as a file: the rows of a notice, or of any days.

use campus::school_days::Zone;
use chrono::NaiveDate;
use kernel::{Lang, Money};
use papers::{
    archive::{Archive, Column, Header},
    workbook::{Cell, Head, said},
};

use super::dto::{PublicationReport, PublicationView, PublishedRow};

/// What a notice lists.
pub(super) fn of_notice(notice: &PublicationView, (term, zone): (Option<String>, Zone), lang: Lang) -> Archive {
    let sheet = said(lang, "采购公示", "Publication");
    // Of a draft nobody says yet whether it hangs there in time, unless that is over.
    let overdue = (notice.row.published_on.is_some() || notice.row.overdue).then_some(notice.row.overdue);
    let rows = notice.rows.iter().map(|row| (row, notice.row.published_on, overdue));
    Archive {
        stem: format!("{sheet}-{}", notice.row.number),
        sheet,
        header: Header {
            school: notice.school_name.clone(),
            title: notice.row.title.clone(),
            term,
            days: (notice.row.period_from, notice.row.period_to),
            more: vec![notice.row.number.clone()],
            zone,
        },
        columns: columns(lang),
        rows: rows.zip(1..).map(|(row, number)| cells(number, row, lang)).collect(),
        below: Some(below((notice.total, notice.total_in_words.as_str()), lang)),
    }
}

/// What a notice of these days would list.
pub(super) fn of_days(report: &PublicationReport, (term, zone): (Option<String>, Zone), lang: Lang) -> Archive {
    let sheet = said(lang, "采购明细表", "What was bought");
    let with_petty = if report.with_petty { said(lang, "（含零星采购）", " (with petty purchases)") } else { "" };
    let rows = report.rows.iter().map(|one| (&one.row, one.published_on, Some(one.overdue)));
    Archive {
        stem: format!("{sheet}-{}-{}", report.from, report.to),
        sheet,
        header: Header {
            school: report.school_name.clone(),
            title: format!("{sheet}{with_petty}"),
            term,
            days: (report.from, report.to),
            more: Vec::new(),
            zone,
        },
        columns: columns(lang),
        rows: rows.zip(1..).map(|(row, number)| cells(number, row, lang)).collect(),
        below: Some(below((report.total, report.total_in_words.as_str()), lang)),
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    let column = |key, zh, en, width| Column::new(key, Head::new(lang, zh, en, width));
    vec![
        column("no", "序号", "No.", 6),
        column("department", "使用部门", "Department", 14),
        column("name", "品名", "Item", 22),
        column("spec", "规格", "Specification", 16),
        column("unit", "单位", "Unit", 8),
        column("quantity", "数量", "Quantity", 10),
        column("unit_price", "单价", "Unit price", 12),
        Column::summed("amount", Head::new(lang, "金额", "Amount", 14)),
        column("method", "采购方式", "How", 14),
        column("quotes", "询价家数", "Quotes", 10),
        column("supplier", "供应商", "Supplier", 22),
        column("buyers", "采购人", "Bought by", 16),
        column("acceptors", "验收人", "Accepted by", 16),
        column("fund", "经费", "Fund", 14),
        column("request_no", "申请单号", "Request", 20),
        column("approvers", "审批人", "Approved by", 16),
        column("approved_on", "审批日期", "Approved on", 12),
        column("receipt_no", "验收单号", "Goods receipt", 20),
        column("accepted_on", "验收日期", "Accepted on", 12),
        column("published_on", "公示日期", "Published on", 12),
        column("overdue", "是否逾期", "Overdue", 10),
    ]
}

/// A row, when it hung on the board, and whether that was too late.
type OnBoard<'a> = (&'a PublishedRow, Option<NaiveDate>, Option<bool>);

/// The sum below the rows.
fn below((total, in_words): (Money, &str), lang: Lang) -> Vec<Cell> {
    let mut sum = vec![Cell::text(said(lang, "合计", "Sum"))];
    sum.resize(7, Cell::Empty);
    sum.extend([Cell::Money(total), Cell::text(in_words)]);
    sum
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
