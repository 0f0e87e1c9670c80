//! E16 as a workbook.

use campus::school_days::{Zone, date_at};
use kernel::Lang;
use papers::workbook::{Cell, Head, Report, Sheet, said};

use super::dto::{ControlException, ControlExceptions};

pub(super) fn report(list: &ControlExceptions, term: Option<String>, zone: Zone, lang: Lang) -> Report {
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    let heads = vec![
        head("日期", "Day", 12),
        head("类别", "Kind", 18),
        head("单号", "Record", 20),
        head("经办人", "Who", 12),
        head("会签人", "Co-signed by", 12),
        head("情况", "What", 50),
        head("原因", "Reason", 30),
        head("金额", "Amount", 14),
        head("重点", "Serious", 8),
    ];
    let title = said(lang, "内控例外清单", "Control exceptions");
    let mut about = vec![list.school_name.clone(), title.to_owned()];
    about.extend(term);
    about.push(format!("{} – {}", list.from, list.to));
    if list.cut {
        about.push(said(lang, "条目太多，未全部列出：请缩短日期范围。", "There are more than are listed: choose fewer days.").to_owned());
    }
    let rows = list.items.iter().map(|one| cells(one, zone, lang)).collect();
    let sheet = Sheet { name: title, about, heads, rows };
    Report { file_name: format!("{title}-{}-{}.xlsx", list.from, list.to), sheets: vec![sheet] }
}

fn cells(one: &ControlException, zone: Zone, lang: Lang) -> Vec<Cell> {
    vec![
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
