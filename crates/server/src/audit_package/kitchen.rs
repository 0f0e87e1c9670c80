//! The files of what became of a canteen's samples, and of what was decided and what happened there. The life of a sample shows whether it
//! stayed its 48 hours: when it was put away, until when it had to stay, when it was thrown away, and when each of it was written down.

use canteen::evidence;
use kernel::Result;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const SAMPLES: File = File {
    name: "data/food_samples.csv",
    zh: "留样的经过（存放、销毁、封存）",
    en: "Lives of food samples: put away, discarded, sealed",
    columns: &[
        Column::new("record_id", "记录", "Record"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("day", "日期", "Day"),
        Column::new("meal", "餐次", "Meal"),
        Column::new("dish", "品名", "Dish"),
        Column::new("grams", "留样量（克）", "Grams"),
        Column::new("taken_at", "留样时间", "Taken at"),
        Column::new("state", "状态", "State"),
        Column::new("fridge", "留样柜", "Fridge"),
        Column::new("stored_at", "存放时间", "Stored at"),
        Column::new("stored_recorded_at", "存放登记时间", "Storing recorded at"),
        Column::new("stored_late", "存放补录", "Storing entered late"),
        Column::new("keep_until", "须保存到", "To be kept until"),
        Column::new("discarded_at", "销毁时间", "Discarded at"),
        Column::new("discard_recorded_at", "销毁登记时间", "Discarding recorded at"),
        Column::new("discard_late", "销毁补录", "Discarding entered late"),
        Column::new("discarded_by", "销毁人", "Discarded by"),
        Column::new("discard_supervisor", "销毁监督人", "Who looked on"),
        Column::new("sealed_at", "封存时间", "Sealed at"),
        Column::new("seal_reason", "封存原因", "Why it was sealed"),
        Column::new("incident_id", "封存它的事故", "Incident that keeps it sealed"),
        Column::new("unsealed_at", "解封、移交时间", "Left its seal at"),
        Column::new("unsealed_by", "解封、移交人", "Who took the seal off"),
        Column::new("unseal_note", "解封原因或移交给谁", "Why, or to whom it was given"),
        Column::new("struck_at", "作废时间", "Struck out at"),
    ],
};

pub(super) async fn samples(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(SAMPLES).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let staff = evidence::staff(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::samples(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.record_id;
        let records = evidence::sampled(from.db, from.school, page.iter().map(|life| life.record_id).collect()).await?;
        for life in &page {
            let record = records.get(&life.record_id);
            let said = |key: &str| record.and_then(|record| record.content.get(key));
            let canteen = record.and_then(|record| canteens.get(&record.canteen_id));
            sheet.row(&[
                Cell::Id(life.record_id),
                Cell::text(canteen.map(String::as_str)),
                Cell::day(record.map(|record| record.day)),
                Cell::text(record.and_then(|record| record.meal.as_deref())),
                Cell::text(said("dish").and_then(serde_json::Value::as_str)),
                said("grams").and_then(serde_json::Value::as_i64).map_or(Cell::Empty, Cell::Whole),
                Cell::time(record.map(|record| record.happened_at)),
                Cell::Text(&life.phase),
                Cell::text(life.fridge.as_deref()),
                Cell::time(life.stored_at),
                Cell::time(life.stored_recorded_at),
                life.stored_late.map_or(Cell::Empty, Cell::Yes),
                Cell::time(life.keep_until),
                Cell::time(life.discarded_at),
                Cell::time(life.discard_recorded_at),
                life.discard_late.map_or(Cell::Empty, Cell::Yes),
                Cell::text(life.discarded_by.and_then(|id| staff.get(&id)).map(String::as_str)),
                from.person(life.discard_supervisor_id),
                Cell::time(life.sealed_at),
                Cell::text(life.seal_reason.as_deref()),
                Cell::id(life.incident_id),
                Cell::time(life.unsealed_at),
                from.person(life.unsealed_by),
                Cell::text(life.unseal_note.as_deref()),
                Cell::time(record.and_then(|record| record.struck_at)),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const MEETINGS: File = File {
    name: "data/canteen_meetings.csv",
    zh: "食品安全月调度（含作废）",
    en: "Monthly meetings on food safety, struck out ones too",
    columns: &[
        Column::new("id", "会议", "Meeting"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("held_on", "日期", "Held on"),
        Column::new("chair", "主持人", "Chair"),
        Column::new("attendees", "参加人", "Who took part"),
        Column::new("problems", "问题", "Problems"),
        Column::new("decisions", "决定", "Decisions"),
        Column::new("next_on", "下次日期", "Next on"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("late", "补录", "Entered late"),
        Column::new("struck_at", "作废时间", "Struck out at"),
        Column::new("struck_by", "作废人", "Struck out by"),
        Column::new("struck_reason", "作废原因", "Why it was struck out"),
    ],
};

pub(super) async fn meetings(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(MEETINGS).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::meetings(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::text(canteens.get(&row.canteen_id).map(String::as_str)),
                Cell::Day(row.held_on),
                from.person(Some(row.chair_id)),
                Cell::Text(&row.attendees),
                Cell::Text(&row.problems),
                Cell::Text(&row.decisions),
                Cell::day(row.next_on),
                Cell::Time(row.recorded_at),
                from.person(Some(row.recorded_by)),
                Cell::Yes(row.late),
                Cell::time(row.struck_at),
                from.person(row.struck_by),
                Cell::text(row.struck_reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const INCIDENTS: File = File {
    name: "data/canteen_incidents.csv",
    zh: "食品安全事故报告",
    en: "Incidents",
    columns: &[
        Column::new("id", "事故", "Incident"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("happened_at", "发现时间", "Noticed at"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("late", "补录", "Entered late"),
        Column::new("said", "情况", "What happened"),
        Column::new("unwell", "不适人数", "Unwell"),
        Column::new("sealed", "封存留样数", "Samples sealed"),
        Column::new("state", "状态", "State"),
        Column::new("reported_at", "上报时间", "Reported at"),
        Column::new("report_recorded_at", "上报登记时间", "Report recorded at"),
        Column::new("reported_by", "上报登记人", "Report recorded by"),
        Column::new("reported_to", "上报部门", "Reported to"),
        Column::new("report_said", "上报情况", "What was said of the report"),
        Column::new("investigated_at", "调查开始时间", "Investigation begun at"),
        Column::new("investigated_by", "调查登记人", "Investigation recorded by"),
        Column::new("investigators", "调查人员", "Investigators"),
        Column::new("ended_at", "结案或解除时间", "Ended at"),
        Column::new("ended_by", "结案或解除人", "Ended by"),
        Column::new("end_said", "结论", "What came of it"),
    ],
};

pub(super) async fn incidents(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(INCIDENTS).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::incidents(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            let authorities = row.reported_to.as_ref().and_then(serde_json::Value::as_array).into_iter().flatten();
            let reported_to = authorities.filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" ");
            sheet.row(&[
                Cell::Id(row.id),
                Cell::text(canteens.get(&row.canteen_id).map(String::as_str)),
                Cell::Time(row.happened_at),
                Cell::Time(row.recorded_at),
                from.person(Some(row.recorded_by)),
                Cell::Yes(row.late),
                Cell::Text(&row.said),
                row.unwell.map_or(Cell::Empty, Cell::Whole),
                Cell::Whole(row.sealed),
                Cell::Text(&row.phase),
                Cell::time(row.reported_at),
                Cell::time(row.report_recorded_at),
                from.person(row.reported_by),
                Cell::text(row.reported_to.as_ref().map(|_| reported_to.as_str())),
                Cell::text(row.report_said.as_deref()),
                Cell::time(row.investigated_at),
                from.person(row.investigated_by),
                Cell::text(row.investigators.as_deref()),
                Cell::time(row.ended_at),
                from.person(row.ended_by),
                Cell::text(row.end_said.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
