//! E10 as a workbook: the rows of a notice.

use kernel::Lang;
use papers::workbook::{Cell, Head, Report, Sheet, said};

use super::dto::{PublicationView, PublishedRow};

pub(super) fn report(notice: &PublicationView, lang: Lang) -> Report {
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    let heads = vec![
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
    ];
    let name = said(lang, "采购公示", "Publication");
    let days = format!("{} – {}", notice.row.period_from, notice.row.period_to);
    let about = vec![notice.school_name.clone(), notice.row.title.clone(), format!("{}  {days}", notice.row.number)];
    let mut rows: Vec<Vec<Cell>> = notice.rows.iter().map(|row| cells(row, lang)).collect();
    let mut sum = vec![Cell::text(said(lang, "合计", "Sum"))];
    sum.resize(6, Cell::Empty);
    sum.extend([Cell::Money(notice.total), Cell::text(&notice.total_in_words)]);
    rows.push(sum);
    let file_name = format!("{name}-{}.xlsx", notice.row.number);
    Report { file_name, sheets: vec![Sheet { name, about, heads, rows }] }
}

fn cells(row: &PublishedRow, lang: Lang) -> Vec<Cell> {
    let people = |names: &[String]| Cell::text(names.join(said(lang, "、", ", ")));
    vec![
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
    ]
}
