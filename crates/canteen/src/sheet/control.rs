//! The tables of the canteen's control: ⑨ its checks, and the monthly meetings.

use campus::{person, school};
use chrono::NaiveDate;
use inspections::round::{self, Brief, Found, phase::State};
use kernel::{Lang, Reader, Result, Text};

use super::{
    dto::SheetRow,
    service::{MOST_RECORDS, fits},
};
use crate::{
    control,
    meeting::{self, people},
    site::entity::Model as Canteen,
};

pub(super) const CHECKS: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("检查", "Check"),
    Text::fixed("检查时间", "Held"),
    Text::fixed("检查人", "By"),
    Text::fixed("复签人", "Signed second by"),
    Text::fixed("结果", "Result"),
    Text::fixed("发现的问题和处理", "What was found, and what became of it"),
    Text::fixed("单号", "Number"),
    Text::fixed("备注", "Notes"),
];

pub(super) const MEETINGS: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("主持人", "Chair"),
    Text::fixed("参加人", "Attended"),
    Text::fixed("本月问题", "Problems of the month"),
    Text::fixed("决定和责任人", "Decisions"),
    Text::fixed("下次开会", "Next"),
    Text::fixed("备注", "Notes"),
];

/// Every round that was due, held or not: a missed one is a row.
pub(super) async fn checks(reader: &Reader, canteen: &Canteen, (from, to): (NaiveDate, NaiveDate), lang: Lang) -> Result<Vec<SheetRow>> {
    let plans = control::repo::plans(reader, canteen.school_id, canteen.id).await?;
    let rounds = round::of_plans(reader, canteen.school_id, &plans.ids(), from, to).await?;
    fits(rounds.len())?;
    let zone = school::find(reader, canteen.school_id).await?.zone();
    let records = rounds.iter().filter_map(|round| round.record.as_ref());
    let people = records.flat_map(|record| [Some(record.performed_by), record.second.as_ref().map(|second| second.by)]).flatten();
    let names = person::repo::names(reader, canteen.school_id, people.collect()).await?;
    let faulty = rounds.iter().filter(|round| round.faults > 0).map(|round| round.id.0).collect();
    let found = round::found(reader, canteen.school_id, faulty).await?;
    let row = |round: &Brief| {
        let record = round.record.as_ref();
        let check = plans.check(round.plan_id).map(|check| check.title().pick(lang).to_owned()).unwrap_or_default();
        let at = record.map(|record| record.happened_at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string());
        let mut notes: Vec<String> = record.and_then(|record| record.remark.clone()).into_iter().collect();
        let late = record.is_some_and(|record| record.late);
        if late {
            notes.push(Text::fixed("补录", "late entry").pick(lang).to_owned());
        }
        SheetRow {
            cells: vec![
                round.due_on.to_string(),
                check,
                at.unwrap_or_default(),
                record.and_then(|record| names.get(&record.performed_by)).cloned().unwrap_or_default(),
                record.and_then(|record| names.get(&record.second.as_ref()?.by)).cloned().unwrap_or_default(),
                result(round).pick(lang).to_owned(),
                faults(found.get(&round.id.0).map(Vec::as_slice).unwrap_or_default(), lang),
                round.number.clone(),
                notes.join(if lang == Lang::Zh { "；" } else { "; " }),
            ],
            late,
            struck: round.state == State::Cancelled,
        }
    };
    Ok(rounds.iter().map(row).collect())
}

/// What a round came to: that nothing was found is said in so many words.
fn result(round: &Brief) -> Text {
    match &round.record {
        Some(record) if record.nothing_found => Text::fixed("没有发现问题（零报告）", "Nothing found"),
        Some(_) => Text::new(format!("发现问题 {} 个", round.faults), format!("Problems found: {}", round.faults)),
        None => round.state.formal(),
    }
}

/// Every fault in its words, with the repair that it became.
fn faults(found: &[Found], lang: Lang) -> String {
    let said = |(one, no): (&Found, usize)| {
        let danger = if one.danger { Text::fixed("【危险】", "[dangerous] ") } else { Text::fixed("", "") };
        let became = match &one.case_number {
            Some(number) => Text::new(format!("（报修 {number}）"), format!(" (repair {number})")),
            None => Text::fixed("", ""),
        };
        format!("{no}. {}{}{}", danger.pick(lang), one.said, became.pick(lang))
    };
    found.iter().zip(1..).map(said).collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " })
}

pub(super) async fn meetings(reader: &Reader, canteen: &Canteen, days: (NaiveDate, NaiveDate), lang: Lang) -> Result<Vec<SheetRow>> {
    let rows = meeting::repo::between(reader, canteen.school_id, canteen.id, days, MOST_RECORDS).await?;
    fits(rows.len())?;
    let names = person::repo::names(reader, canteen.school_id, rows.iter().flat_map(people).collect()).await?;
    let row = |one: &meeting::entity::Model| {
        let mut notes = Vec::new();
        if one.late {
            notes.push(Text::new(
                format!("补录（{} 登记）", one.recorded_at.format("%Y-%m-%d")),
                format!("late entry ({})", one.recorded_at.format("%Y-%m-%d")),
            ));
        }
        if let Some(reason) = &one.struck_reason {
            notes.push(Text::new(format!("作废：{reason}"), format!("struck out: {reason}")));
        }
        SheetRow {
            cells: vec![
                one.held_on.to_string(),
                names.get(&one.chair_id).cloned().unwrap_or_default(),
                one.attendees.clone(),
                one.problems.clone(),
                one.decisions.clone(),
                one.next_on.map(|day| day.to_string()).unwrap_or_default(),
                notes.iter().map(|note| note.pick(lang)).collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " }),
            ],
            late: one.late,
            struck: one.struck_at.is_some(),
        }
    };
    Ok(rows.iter().map(row).collect())
}
