//! E16 as a file.

use campus::school_days::{Zone, date_at};
use kernel::Lang;
use papers::{
    archive::{Archive, Column, Header},
    workbook::{Cell, Head, said},
};

use super::dto::{ControlException, ControlExceptions};

pub(super) fn report(list: &ControlExceptions, term: Option<String>, zone: Zone, lang: Lang) -> Archive {
    let column = |key, zh, en, width| Column::new(key, Head::new(lang, zh, en, width));
    let columns = vec![
        column("no", "序号", "No.", 6),
        column("day", "日期", "Day", 12),
        column("kind", "类别", "Kind", 18),
        column("record_no", "单号", "Record", 20),
        column("who", "经办人", "Who", 12),
        column("cosigner", "会签人", "Co-signed by", 12),
        column("text", "情况", "What", 50),
        column("reason", "原因", "Reason", 30),
        column("amount", "金额", "Amount", 14),
        column("serious", "重点", "Serious", 8),
    ];
    let title = said(lang, "内控例外清单", "Control exceptions");
    let cut = said(lang, "条目太多，未全部列出：请缩短日期范围。", "There are more than are listed: choose fewer days.");
    Archive {
        stem: format!("{title}-{}-{}", list.from, list.to),
        sheet: title,
        header: Header {
            school: list.school_name.clone(),
            title: title.to_owned(),
            term,
            days: (list.from, list.to),
            more: list.cut.then(|| cut.to_owned()).into_iter().collect(),
            zone,
        },
        columns,
        rows: list.items.iter().zip(1..).map(|(one, number)| cells(number, one, zone, lang)).collect(),
        below: None,
    }
}

fn cells(number: i64, one: &ControlException, zone: Zone, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::Count(number),
        Cell::Day(date_at(zone, one.at)),
        Cell::text(&one.kind_title),
        Cell::text(&one.record_number),
        Cell::text(&one.who.name),
        Cell::maybe(one.cosigner.as_ref().map(|person| person.name.as_str())),
        Cell::text(&one.text),
        Cell::maybe(one.reason.as_deref()),
        one.amount.map_or(Cell::Empty, Cell::Money),
        if one.serious { Cell::text(said(lang, "是", "yes")) } else { Cell::Empty },
    ]
}
