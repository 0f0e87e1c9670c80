//! The files of what was said and found on inspections: every answer beside its question, and what each fault became.

use inspections::evidence;
use kernel::Result;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    register::distinct,
    sheet::Cell,
};

pub(super) const ANSWERS: File = File {
    name: "data/inspection_answers.csv",
    zh: "检查记录（每一项一行）",
    en: "Answers of inspections, a line for each item",
    columns: &[
        Column::new("round_id", "检查", "Round"),
        Column::new("number", "编号", "Number"),
        Column::new("item_no", "项号", "Item no"),
        Column::new("item", "检查内容", "Item"),
        Column::new("outcome", "结果", "Outcome"),
        Column::new("yes", "是否合格", "Yes"),
        Column::new("reading", "读数", "Reading"),
        Column::new("said", "填写内容", "Text"),
        Column::new("remark", "备注", "Remark"),
    ],
};

pub(super) async fn answers(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(ANSWERS).await?;
    let questions = evidence::questions(from.db, from.school).await?;
    let mut after = (Uuid::nil(), 0);
    loop {
        let page = evidence::answers(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = (last.round_id, last.item_no);
        let rounds = evidence::rounds_of(from.db, from.school, distinct(page.iter().map(|row| row.round_id))).await?;
        for row in &page {
            let round = rounds.get(&row.round_id);
            let items = round.and_then(|round| questions.get(&round.held_by));
            let item = items.and_then(|items| items.iter().find(|item| item.no == row.item_no));
            sheet.row(&[
                Cell::Id(row.round_id),
                Cell::text(round.map(|round| round.number.as_str())),
                Cell::Whole(row.item_no),
                Cell::text(item.map(|item| item.text.as_str())),
                Cell::Text(&row.outcome),
                row.yes.map_or(Cell::Empty, Cell::Yes),
                row.reading.map_or(Cell::Empty, Cell::Quantity),
                Cell::text(row.said.as_deref()),
                Cell::text(row.remark.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const FINDINGS: File = File {
    name: "data/inspection_findings.csv",
    zh: "检查发现的问题",
    en: "What inspections found",
    columns: &[
        Column::new("id", "问题", "Finding"),
        Column::new("round_id", "检查", "Round"),
        Column::new("number", "检查编号", "Number of the round"),
        Column::new("item_no", "项号", "Item no"),
        Column::new("location", "场所", "Place"),
        Column::new("found_on", "发现日期", "Found on"),
        Column::new("said", "问题", "What was found"),
        Column::new("danger", "有危险", "Dangerous"),
        Column::new("case_number", "报修单号", "Number of the repair"),
        Column::new("recorded_by", "登记人", "Recorded by"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
    ],
};

pub(super) async fn findings(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(FINDINGS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::findings(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let rounds = evidence::rounds_of(from.db, from.school, distinct(page.iter().map(|row| row.round_id))).await?;
        let repairs = evidence::repairs(from.db, from.school, distinct(page.iter().filter_map(|row| row.case_id))).await?;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Id(row.round_id),
                Cell::text(rounds.get(&row.round_id).map(|round| round.number.as_str())),
                row.item_no.map_or(Cell::Empty, Cell::Whole),
                from.place(row.location_id),
                Cell::Day(row.found_on),
                Cell::Text(&row.said),
                Cell::Yes(row.danger),
                Cell::text(row.case_id.and_then(|id| repairs.get(&id)).map(String::as_str)),
                from.person(Some(row.recorded_by)),
                Cell::Time(row.recorded_at),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
