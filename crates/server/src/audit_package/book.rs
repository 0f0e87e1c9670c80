//! The files of the canteen's book (E11) and of inspections. Health records of the staff are in none of them.

use canteen::evidence;
use kernel::Result;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const MENUS: File = File {
    name: "data/canteen_menus.csv",
    zh: "食谱（含作废）",
    en: "Menus, struck out ones too",
    columns: &[
        Column::new("id", "食谱", "Menu"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("day", "日期", "Day"),
        Column::new("meal", "餐次", "Meal"),
        Column::new("dishes", "菜品和带量", "Dishes and quantities"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("late", "补录", "Entered late"),
        Column::new("replaces_id", "代替", "Instead of"),
        Column::new("struck_at", "作废时间", "Struck out at"),
        Column::new("struck_by", "作废人", "Struck out by"),
        Column::new("struck_reason", "作废原因", "Why it was struck out"),
    ],
};

pub(super) async fn menus(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(MENUS).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::menus(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for menu in &page {
            sheet.row(&[
                Cell::Id(menu.id),
                Cell::text(canteens.get(&menu.canteen_id).map(String::as_str)),
                Cell::Day(menu.day),
                Cell::Text(&menu.meal),
                Cell::Written(menu.dishes.to_string()),
                Cell::Time(menu.recorded_at),
                from.person(Some(menu.recorded_by)),
                Cell::Yes(menu.late),
                Cell::id(menu.replaces_id),
                Cell::time(menu.struck_at),
                from.person(menu.struck_by),
                Cell::text(menu.struck_reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const RECORDS: File = File {
    name: "data/canteen_records.csv",
    zh: "食堂台账（含作废；晨检只有人数）",
    en: "The canteen's book, struck out records too; of morning checks only how many",
    columns: &[
        Column::new("id", "记录", "Record"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("kind", "种类", "Kind"),
        Column::new("day", "日期", "Day"),
        Column::new("meal", "餐次", "Meal"),
        Column::new("happened_at", "发生时间", "Happened at"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("late", "补录", "Entered late"),
        Column::new("content", "内容", "What it says"),
        Column::new("replaces_id", "代替", "Instead of"),
        Column::new("struck_at", "作废时间", "Struck out at"),
        Column::new("struck_by", "作废人", "Struck out by"),
        Column::new("struck_reason", "作废原因", "Why it was struck out"),
    ],
};

pub(super) async fn records(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(RECORDS).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::records(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for record in &page {
            sheet.row(&[
                Cell::Id(record.id),
                Cell::text(canteens.get(&record.canteen_id).map(String::as_str)),
                Cell::Text(&record.kind),
                Cell::Day(record.day),
                Cell::text(record.meal.as_deref()),
                Cell::Time(record.happened_at),
                Cell::Time(record.recorded_at),
                from.person(Some(record.recorded_by)),
                Cell::Yes(record.late),
                Cell::Written(record.content.to_string()),
                Cell::id(record.replaces_id),
                Cell::time(record.struck_at),
                from.person(record.struck_by),
                Cell::text(record.struck_reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const ROUNDS: File = File {
    name: "data/inspection_rounds.csv",
    zh: "检查（含漏检、取消）",
    en: "Inspections, missed and cancelled ones too",
    columns: &[
        Column::new("id", "检查", "Round"),
        Column::new("number", "编号", "Number"),
        Column::new("checklist", "检查表", "Checklist"),
        Column::new("location", "场所", "Place"),
        Column::new("check_kind", "检查类别", "Kind"),
        Column::new("due_on", "应检日期", "Due on"),
        Column::new("state", "状态", "State"),
        Column::new("happened_at", "检查时间", "Held at"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("performed_by", "检查人", "Held by"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("late", "补录", "Entered late"),
        Column::new("nothing_found", "没有发现问题", "Nothing found"),
        Column::new("faults", "发现问题", "Faults"),
        Column::new("second_by", "复签人", "Signed by"),
        Column::new("reviewed_by", "审核人", "Reviewed by"),
        Column::new("remark", "备注", "Remark"),
        Column::new("due_from", "应检起", "Due from"),
        Column::new("due_until", "应检止", "Due until"),
        Column::new("missed_at", "漏检时间", "Missed at"),
        Column::new("second_at", "复签时间", "Signed at"),
        Column::new("second_remark", "复签意见", "What the second signer said"),
        Column::new("reviewed_at", "审核时间", "Reviewed at"),
        Column::new("review_note", "审核意见", "What the reviewer said"),
        Column::new("reason", "原因", "Reason"),
        Column::new("sample", "抽样", "Sample drawn"),
    ],
};

pub(super) async fn rounds(from: &Source<'_>) -> Result<FileNote> {
    use inspections::evidence;
    let mut sheet = from.sheet(ROUNDS).await?;
    let checklists = evidence::checklists(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::rounds(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for round in &page {
            sheet.row(&[
                Cell::Id(round.id),
                Cell::Text(&round.number),
                Cell::text(checklists.get(&round.checklist_id).map(String::as_str)),
                from.place(round.location_id),
                Cell::Text(&round.check_kind),
                Cell::Day(round.due_on),
                Cell::Text(&round.phase),
                Cell::time(round.happened_at),
                Cell::time(round.recorded_at),
                from.person(round.performed_by),
                from.person(round.recorded_by),
                Cell::Yes(round.late),
                Cell::Yes(round.nothing_found),
                Cell::Whole(round.faults),
                from.person(round.second_by),
                from.person(round.reviewed_by),
                Cell::text(round.remark.as_deref()),
                Cell::Time(round.due_from),
                Cell::Time(round.due_until),
                Cell::time(round.missed_at),
                Cell::time(round.second_at),
                Cell::text(round.second_remark.as_deref()),
                Cell::time(round.reviewed_at),
                Cell::text(round.review_note.as_deref()),
                Cell::text(round.reason.as_deref()),
                round.sample.as_ref().map_or(Cell::Empty, |drawn| Cell::Written(drawn.to_string())),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
