//! The table of inspections from outside: who came, what was found, and what became of it.

use campus::person;
use chrono::NaiveDate;
use kernel::{Lang, Reader, Result, Text};
use uuid::Uuid;

use super::{
    dto::SheetRow,
    service::{MOST_RECORDS, fits},
};
use crate::{
    outside::{entity::finding, repo, view},
    site::entity::Model as Canteen,
};

pub(super) const OUTSIDE: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("检查单位", "Authority"),
    Text::fixed("检查人员", "Inspectors"),
    Text::fixed("结果", "Result"),
    Text::fixed("查出的问题、期限和整改", "What was found, until when, and what was mended"),
    Text::fixed("备注", "Notes"),
];

/// Every inspection, struck out or not, each with all that it found.
pub(super) async fn outside(reader: &Reader, canteen: &Canteen, days: (NaiveDate, NaiveDate), lang: Lang) -> Result<Vec<SheetRow>> {
    let rows = repo::between(reader, (canteen.school_id, canteen.id), days, MOST_RECORDS).await?;
    fits(rows.len())?;
    let found = repo::findings_of(reader, canteen.school_id, rows.iter().map(|row| row.id).collect()).await?;
    let people = found.values().flatten().flat_map(|one| [Some(one.responsible_id), one.mended_by]).flatten().collect();
    let names = person::repo::names(reader, canteen.school_id, people).await?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let mut sheet = Vec::with_capacity(rows.len());
    for row in rows {
        let findings: Vec<String> = found.get(&row.id).into_iter().flatten().map(|one| said(one, &name, lang)).collect();
        let mut notes: Vec<String> = row.said.iter().chain(&row.penalty).cloned().collect();
        if row.late {
            notes.push(Text::fixed("补录", "late entry").pick(lang).to_owned());
        }
        if let Some(reason) = &row.struck_reason {
            notes.push(Text::new(format!("作废：{reason}"), format!("struck out: {reason}")).pick(lang).to_owned());
        }
        let between = if lang == Lang::Zh { "；" } else { "; " };
        sheet.push(SheetRow {
            cells: vec![
                row.day.to_string(),
                view::authority(&row)?.title().pick(lang).to_owned(),
                row.inspectors.clone(),
                view::outcome(&row)?.title().pick(lang).to_owned(),
                findings.join(between),
                notes.join(between),
            ],
            late: row.late,
            struck: row.struck_at.is_some(),
        });
    }
    Ok(sheet)
}

/// A finding in a cell: what, who, until when, and what was done.
fn said(one: &finding::Model, name: &impl Fn(Uuid) -> String, lang: Lang) -> String {
    let (no, said, due, who) = (one.no, &one.said, one.due_on, name(one.responsible_id));
    let done = match (&one.mended_note, one.mended_by) {
        (Some(note), Some(by)) => {
            let by = name(by);
            Text::new(format!("已整改：{note}，{by} 销号"), format!("mended: {note}, seen by {by}"))
        }
        (Some(_) | None, _) => Text::fixed("待整改", "to be mended"),
    };
    Text::new(format!("{no}. {said}（{who}，{due} 前，{}）", done.zh), format!("{no}. {said} ({who}, by {due}, {})", done.en))
        .pick(lang)
        .to_owned()
}
