//! The files of what stands around a canteen: contracts of those who run it, inspections from outside and what became of their findings.

use canteen::evidence;
use kernel::Result;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const CONTRACTS: File = File {
    name: "data/canteen_contracts.csv",
    zh: "食堂承包和配餐合同",
    en: "Contracts of canteens that somebody else runs",
    columns: &[
        Column::new("id", "合同", "Contract"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("contractor", "承包方", "Contractor"),
        Column::new("starts_on", "起", "From"),
        Column::new("ends_on", "止", "To"),
        Column::new("licence_number", "许可证号", "Licence no"),
        Column::new("licence_expires_on", "许可证到期日", "Licence ends on"),
        Column::new("contact", "联系人", "Contact"),
        Column::new("phone", "电话", "Phone"),
        Column::new("director", "食品安全总监", "Their director of food safety"),
        Column::new("note", "备注", "Remark"),
        Column::new("state", "状态", "State"),
        Column::new("ended_on", "终止日期", "Ended on"),
        Column::new("end_reason", "终止原因", "Why it was ended"),
        Column::new("ended_by", "终止登记人", "Ended by"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("recorded_by", "登记人", "Recorded by"),
    ],
};

pub(super) async fn contracts(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(CONTRACTS).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::contracts(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::text(canteens.get(&row.canteen_id).map(String::as_str)),
                Cell::Text(&row.contractor),
                Cell::Day(row.starts_on),
                Cell::Day(row.ends_on),
                Cell::Text(&row.licence_number),
                Cell::Day(row.licence_expires_on),
                Cell::Text(&row.contact),
                Cell::text(row.phone.as_deref()),
                Cell::text(row.director.as_deref()),
                Cell::text(row.note.as_deref()),
                Cell::Text(&row.phase),
                Cell::day(row.ended_on),
                Cell::text(row.end_reason.as_deref()),
                from.person(row.ended_by),
                Cell::Time(row.recorded_at),
                from.person(Some(row.recorded_by)),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const INSPECTIONS: File = File {
    name: "data/outside_inspections.csv",
    zh: "外部检查（含作废）",
    en: "Inspections from outside, struck out ones too",
    columns: &[
        Column::new("id", "外部检查", "Inspection"),
        Column::new("canteen", "食堂", "Canteen"),
        Column::new("day", "日期", "Day"),
        Column::new("authority", "检查单位", "Authority"),
        Column::new("inspectors", "检查人员", "Inspectors"),
        Column::new("result", "结果", "Result"),
        Column::new("said", "意见", "What they said"),
        Column::new("penalty", "处罚", "Penalty"),
        Column::new("happened_at", "检查时间", "Happened at"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("late", "补录", "Entered late"),
        Column::new("struck_at", "作废时间", "Struck out at"),
        Column::new("struck_by", "作废人", "Struck out by"),
        Column::new("struck_reason", "作废原因", "Why it was struck out"),
    ],
};

pub(super) async fn inspections(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(INSPECTIONS).await?;
    let canteens = evidence::canteens(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::outside_inspections(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::text(canteens.get(&row.canteen_id).map(String::as_str)),
                Cell::Day(row.day),
                Cell::Text(&row.authority),
                Cell::Text(&row.inspectors),
                Cell::Text(&row.result),
                Cell::text(row.said.as_deref()),
                Cell::text(row.penalty.as_deref()),
                Cell::Time(row.happened_at),
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

pub(super) const FINDINGS: File = File {
    name: "data/outside_findings.csv",
    zh: "外部检查指出的问题和整改",
    en: "What they found, and what became of it",
    columns: &[
        Column::new("id", "问题", "Finding"),
        Column::new("inspection_id", "外部检查", "Inspection"),
        Column::new("no", "序号", "No"),
        Column::new("said", "问题", "What was found"),
        Column::new("location", "场所", "Place"),
        Column::new("responsible", "责任人", "Responsible"),
        Column::new("due_on", "整改期限", "Due on"),
        Column::new("state", "状态", "State"),
        Column::new("case_number", "报修单号", "Number of the repair"),
        Column::new("mended_at", "整改时间", "Mended at"),
        Column::new("mended_by", "整改登记人", "Mended by"),
        Column::new("mended_note", "整改情况", "How it was mended"),
    ],
};

pub(super) async fn findings(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(FINDINGS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::outside_findings(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Id(row.inspection_id),
                Cell::Whole(row.no),
                Cell::Text(&row.said),
                from.place(row.place_id),
                from.person(Some(row.responsible_id)),
                Cell::Day(row.due_on),
                Cell::Text(&row.phase),
                Cell::text(row.case_number.as_deref()),
                Cell::time(row.mended_at),
                from.person(row.mended_by),
                Cell::text(row.mended_note.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
