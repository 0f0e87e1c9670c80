//! The repair cases of the demo school, as stories: who reported what, and what was done about it when.

mod past;
mod standing;
mod today;

use repairs::case::Category;

use super::days::TimeOfDay;

/// Every story; the replay sorts their acts by time.
pub(super) fn all() -> impl Iterator<Item = &'static Story> {
    past::WEEKS_AGO.iter().chain(past::DAYS_AGO).chain(standing::STANDING).chain(today::TODAY)
}

/// One case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Story {
    /// School days ago.
    pub day: i32,
    pub at: TimeOfDay,
    pub by: By,
    /// Key of the place.
    pub place: &'static str,
    pub category: Category,
    pub text: &'static str,
    pub danger: bool,
    /// Name of the thing in that room, where it has a card.
    pub thing: Option<&'static str>,
    /// When it happened, if it was written down later.
    pub happened: Option<(i32, TimeOfDay)>,
    /// What was done on the spot.
    pub fixed: Option<&'static str>,
    pub steps: &'static [Step],
}

/// How a report came in.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Person(&'static str),
    /// At the door sign, without an account; with or without a name.
    Door(Option<&'static str>),
    Phone {
        entered_by: &'static str,
        name: &'static str,
    },
    Wechat {
        entered_by: &'static str,
        name: &'static str,
    },
    InPerson {
        entered_by: &'static str,
        name: &'static str,
    },
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub day: i32,
    pub at: TimeOfDay,
    pub act: Act,
}

/// What happens to a case. Who does it follows from the case: its worker, its reporter, the office.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Triage(i64),
    Assign(&'static str),
    Take(&'static str),
    Start,
    WaitForMaterial {
        until: i32,
        note: &'static str,
    },
    WaitForContractor {
        until: i32,
        note: &'static str,
    },
    Defer {
        until: i32,
        reason: &'static str,
    },
    Finish(&'static str),
    /// Somebody broke it.
    FinishDamage(&'static str),
    Confirm,
    Refuse(&'static str),
    Reopen(&'static str),
    Reject(&'static str),
    Cancel(&'static str),
    Join {
        staff_no: &'static str,
        text: &'static str,
    },
    JoinAtDoor {
        name: &'static str,
        text: &'static str,
    },
}

impl Story {
    const fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    const fn thing(self, name: &'static str) -> Self {
        Self { thing: Some(name), ..self }
    }

    const fn fixed(self, note: &'static str) -> Self {
        Self { fixed: Some(note), ..self }
    }

    const fn happened(self, day: i32, at: TimeOfDay) -> Self {
        Self { happened: Some((day, at)), ..self }
    }
}

const fn story(
    day: i32,
    at: TimeOfDay,
    by: By,
    place: &'static str,
    category: Category,
    text: &'static str,
    steps: &'static [Step],
) -> Story {
    Story { day, at, by, place, category, text, danger: false, thing: None, happened: None, fixed: None, steps }
}

const fn step(day: i32, at: TimeOfDay, act: Act) -> Step {
    Step { day, at, act }
}

const fn start(day: i32, at: TimeOfDay) -> Step {
    step(day, at, Act::Start)
}

const fn finish(day: i32, at: TimeOfDay, note: &'static str) -> Step {
    step(day, at, Act::Finish(note))
}

const fn confirm(day: i32, at: TimeOfDay) -> Step {
    step(day, at, Act::Confirm)
}
