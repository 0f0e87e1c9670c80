//! Whom a case is told about, and in which words. Nobody is told what he did himself; the kernel sees to that.

use campus::location;
use kernel::{
    Lang, Text,
    outbox::{News, Topic},
};

use super::{
    Case,
    phase::{CommandKind, Phase},
    words::day,
};
use crate::event;

/// Those who dispatch.
const OFFICE: &str = "logistics_director";

/// What the office hears of a new case: that there is danger, or that nobody has it yet. Whoever got it by rule heard of it by that.
pub(crate) fn reported(case: &Case, room: &location::entity::Model) -> News {
    let topic = if case.danger {
        event::NEWS_DANGER
    } else if case.phase.worker().is_none() {
        event::NEWS_UNASSIGNED
    } else {
        event::NEWS_REPORTED
    };
    let news = news(topic, case, room);
    if topic == event::NEWS_REPORTED { news } else { news.to_role(OFFICE) }
}

/// What a step means to others: whoever has to act next, and whoever waits for the end.
pub(crate) fn stepped(before: &Case, case: &Case, room: &location::entity::Model, kind: CommandKind) -> Option<News> {
    let worker = case.phase.worker().or_else(|| before.phase.worker());
    let reporter = case.reporter.person;
    let told = |topic| news(topic, case, room);
    match kind {
        CommandKind::Assign | CommandKind::Take => Some(told(event::NEWS_ASSIGNED).to(worker)),
        CommandKind::Finish => Some(to_or_office(told(event::NEWS_FINISHED), case.owner_id)),
        CommandKind::Refuse => Some(to_or_office(told(event::NEWS_REFUSED), worker)),
        CommandKind::Reopen => Some(to_or_office(told(event::NEWS_REOPENED), worker)),
        CommandKind::Confirm => Some(told(event::NEWS_CONFIRMED).to(worker)),
        CommandKind::Wait => Some(told(event::NEWS_WAITING).to(reporter)),
        CommandKind::Defer => Some(told(event::NEWS_DEFERRED).to(reporter).to(worker)),
        CommandKind::Reject => Some(told(event::NEWS_REJECTED).to(reporter).to(worker)),
        CommandKind::Cancel => Some(told(event::NEWS_CANCELLED).to(worker)),
        CommandKind::Triage if case.danger && !before.danger => Some(told(event::NEWS_DANGER).to_role(OFFICE).to(worker)),
        CommandKind::Triage | CommandKind::Start | CommandKind::CloseSilently => None,
    }
}

fn to_or_office(news: News, person: Option<uuid::Uuid>) -> News {
    if person.is_some() { news.to(person) } else { news.to_role(OFFICE) }
}

fn news(topic: &'static Topic, case: &Case, room: &location::entity::Model) -> News {
    let levels = [case.levels.campus, case.levels.building, case.levels.floor, case.levels.room, Some(case.location_id)];
    News::new(topic, "repair_case", case.id, format!("/repairs/{}", case.id.0))
        .at(levels.into_iter().flatten())
        .word("place", room.path.as_str())
        .word("what", case.category.title())
        .word("number", case.number.as_str())
        .word("said", said(case))
}

/// The reason, the day, or what the reporter wrote: whatever there is to add, with the mark that leads to it.
fn said(case: &Case) -> Text {
    let said = |lang| {
        let until = case.expected_on().map(|date| day(date, lang));
        let note = if let Phase::Waiting { note, .. } = &case.phase { Some(note.as_str()) } else { None };
        let written = matches!(case.phase, Phase::Submitted | Phase::Triaged | Phase::Assigned { .. }).then_some(case.description.as_str());
        let words = case.reason().or(note).or(written).filter(|words| !words.trim().is_empty());
        let all: Vec<&str> = until.as_deref().into_iter().chain(words).collect();
        match (all.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("：{}", all.join("，")),
            (false, Lang::En) => format!(": {}", all.join(", ")),
        }
    };
    Text::new(said(Lang::Zh), said(Lang::En))
}
