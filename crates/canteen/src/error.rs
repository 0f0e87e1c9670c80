//! What canteens refuse, in words.

use axum::http::StatusCode;
use chrono::NaiveDate;
use kernel::{Problem, Text};

use crate::{certificate, incident, sample};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanteenError {
    #[error("a canteen of this name is there already")]
    NameTaken,
    #[error("more canteens than a school has")]
    TooMany,
    #[error("a canteen that is not in use")]
    NotInUse,
    #[error("somebody works there already")]
    WorksThere,
    #[error("more staff than a canteen has")]
    TooMuchStaff,
    #[error("neither a person nor a name")]
    Nameless,
    #[error("a certificate that ends before it begins")]
    EndsBeforeItBegins,
    #[error("a certificate for longer than {months} months")]
    TooLong { months: u32 },
    #[error("a moment that has not come")]
    InTheFuture,
    #[error("a menu of this meal is there already")]
    MenuThere,
    #[error("a dish twice")]
    DishTwice(usize),
    #[error("{dish} has a sample and is not on the menu any more")]
    DishSampled { dish: String },
    #[error("no menu of this meal")]
    NoMenu,
    #[error("{dish} is not on the menu")]
    NotOnTheMenu { line: usize, dish: String },
    #[error("{dish} has a sample already")]
    SampledTwice { line: usize, dish: String },
    #[error("less than {min} g")]
    TooLittle { line: usize, min: i64 },
    #[error("the keeper supervises himself")]
    OwnSupervisor,
    #[error("{name} may not work there")]
    NoOperator { pointer: &'static str, name: String, why: NotFit },
    #[error("nobody was checked")]
    NobodyChecked,
    #[error("somebody in two lines")]
    CheckedTwice(usize),
    #[error("a temperature that nobody has")]
    NoTemperature(usize),
    #[error("unwell and fit")]
    UnwellAndFit(usize),
    #[error("unfit, with a note of fitness")]
    UnfitWithNote(usize),
    #[error("what is written anew was not struck out")]
    NotStruck,
    #[error("struck out already")]
    StruckAlready,
    #[error("a sealed sample is not struck out")]
    SealedStays,
    #[error("another's record")]
    NotYours,
    #[error("what was said of the kitchen is not the kitchen's to strike out")]
    OfTheKitchen,
    #[error("for others only who keeps the book")]
    ForOthers,
    #[error("a canteen without a place")]
    NoPlace,
    #[error("a period of more than {0} days")]
    PeriodTooLong(i64),
    #[error("more rows than a sheet has")]
    SheetTooLong,
    #[error("nobody answers for food safety")]
    NobodyAnswers,
    #[error("a meeting that has not been held")]
    MeetingAhead,
    #[error("the next meeting is not after this one")]
    NextMeetingBefore,
    #[error("reported before it was noticed")]
    ReportedBefore,
    #[error("refused: {0:?}")]
    Sample(sample::phase::Refusal),
    #[error("refused: {0:?}")]
    Certificate(certificate::phase::Refusal),
    #[error("refused: {0:?}")]
    Incident(incident::phase::Refusal),
}

/// Why somebody is not on the list of those who may handle food today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFit {
    NoCertificate,
    Expired(NaiveDate),
    OffPost,
    /// Since this day, and not cleared.
    NotCleared(NaiveDate),
    Left,
}

impl NotFit {
    pub fn text(self) -> Text {
        match self {
            Self::NoCertificate => Text::fixed("没有有效的健康证", "no valid health certificate"),
            Self::Expired(day) => Text::new(format!("健康证 {day} 已到期"), format!("the health certificate ended on {day}")),
            Self::OffPost => Text::fixed("当天晨检不合格，已离岗", "off post after that day's morning check"),
            Self::NotCleared(day) => Text::new(
                format!("{day} 晨检不合格，还没有另一人复检合格，也没有返岗证明"),
                format!("unfit on {day}; nobody else has found him fit since, and no note of fitness was seen"),
            ),
            Self::Left => Text::fixed("已不在食堂工作", "does not work there any more"),
        }
    }
}

impl From<CanteenError> for Problem {
    fn from(error: CanteenError) -> Self {
        use CanteenError as E;
        match error {
            E::Sample(refusal) => of_sample(refusal),
            E::Certificate(refusal) => of_certificate(refusal),
            E::Incident(refusal) => of_incident(refusal),
            E::NotYours => Self::new(StatusCode::FORBIDDEN, "not_yours", error.text()),
            E::OfTheKitchen => Self::new(StatusCode::FORBIDDEN, "of_the_kitchen", error.text()),
            E::ForOthers => Self::new(StatusCode::FORBIDDEN, "not_for_others", error.text()),
            E::NotStruck
            | E::StruckAlready
            | E::SealedStays
            | E::MenuThere
            | E::DishSampled { .. }
            | E::NotInUse
            | E::NoPlace
            | E::NobodyAnswers
            | E::TooMany
            | E::TooMuchStaff => Self::conflict(error.code(), error.text()),
            E::NameTaken
            | E::WorksThere
            | E::Nameless
            | E::EndsBeforeItBegins
            | E::TooLong { .. }
            | E::InTheFuture
            | E::DishTwice(_)
            | E::NoMenu
            | E::NotOnTheMenu { .. }
            | E::SampledTwice { .. }
            | E::TooLittle { .. }
            | E::OwnSupervisor
            | E::NoOperator { .. }
            | E::NobodyChecked
            | E::CheckedTwice(_)
            | E::NoTemperature(_)
            | E::UnwellAndFit(_)
            | E::UnfitWithNote(_)
            | E::PeriodTooLong(_)
            | E::MeetingAhead
            | E::NextMeetingBefore
            | E::ReportedBefore
            | E::SheetTooLong => {
                let (code, text) = (error.code(), error.text());
                Self::refused("validation_failed", text.clone()).field(error.pointer(), code, text)
            }
        }
    }
}

impl CanteenError {
    const fn code(&self) -> &'static str {
        match self {
            Self::NameTaken => "name_taken",
            Self::TooMany | Self::TooMuchStaff => "too_many",
            Self::NotInUse => "not_in_use",
            Self::WorksThere => "works_there",
            Self::Nameless => "required",
            Self::EndsBeforeItBegins => "ends_before_it_begins",
            Self::TooLong { .. } => "certificate_too_long",
            Self::InTheFuture => "in_the_future",
            Self::MenuThere => "menu_there",
            Self::DishTwice(_) | Self::CheckedTwice(_) => "duplicate",
            Self::DishSampled { .. } => "dish_sampled",
            Self::NoMenu => "no_menu",
            Self::NotOnTheMenu { .. } => "not_on_the_menu",
            Self::SampledTwice { .. } => "sampled_twice",
            Self::TooLittle { .. } => "sample_too_small",
            Self::OwnSupervisor => "own_supervisor",
            Self::NoOperator { .. } => "no_operator",
            Self::NobodyChecked => "nobody_checked",
            Self::NoTemperature(_) => "no_temperature",
            Self::UnwellAndFit(_) => "unwell_and_fit",
            Self::UnfitWithNote(_) => "unfit_with_note",
            Self::NotStruck => "not_struck",
            Self::StruckAlready => "struck_already",
            Self::SealedStays => "sealed",
            Self::NotYours => "not_yours",
            Self::OfTheKitchen => "of_the_kitchen",
            Self::ForOthers => "not_for_others",
            Self::NoPlace => "no_place",
            Self::PeriodTooLong(_) => "period_too_long",
            Self::SheetTooLong => "sheet_too_long",
            Self::NobodyAnswers => "nobody_answers",
            Self::MeetingAhead => "in_the_future",
            Self::NextMeetingBefore => "next_meeting_before",
            Self::ReportedBefore => "reported_before",
            Self::Sample(_) | Self::Certificate(_) | Self::Incident(_) => "illegal_transition",
        }
    }

    fn pointer(&self) -> String {
        match self {
            Self::NameTaken | Self::Nameless => "/name".into(),
            Self::WorksThere => "/person_id".into(),
            Self::EndsBeforeItBegins | Self::TooLong { .. } => "/expires_on".into(),
            Self::InTheFuture | Self::ReportedBefore => "/happened_at".into(),
            Self::DishTwice(line) => format!("/dishes/{line}/name"),
            Self::NoMenu => "/meal".into(),
            Self::NotOnTheMenu { line, .. } | Self::SampledTwice { line, .. } => format!("/samples/{line}/dish"),
            Self::TooLittle { line, .. } => format!("/samples/{line}/grams"),
            Self::OwnSupervisor => "/supervisor_id".into(),
            Self::NoOperator { pointer, .. } => (*pointer).into(),
            Self::NobodyChecked => "/lines".into(),
            Self::CheckedTwice(line) => format!("/lines/{line}/staff_id"),
            Self::NoTemperature(line) => format!("/lines/{line}/temperature"),
            Self::UnwellAndFit(line) => format!("/lines/{line}/fit"),
            Self::UnfitWithNote(line) => format!("/lines/{line}/cleared"),
            Self::PeriodTooLong(_) | Self::SheetTooLong => "/to".into(),
            Self::MeetingAhead => "/held_on".into(),
            Self::NextMeetingBefore => "/next_on".into(),
            Self::TooMany
            | Self::NotInUse
            | Self::TooMuchStaff
            | Self::MenuThere
            | Self::DishSampled { .. }
            | Self::NotStruck
            | Self::StruckAlready
            | Self::SealedStays
            | Self::NotYours
            | Self::OfTheKitchen
            | Self::ForOthers
            | Self::NoPlace
            | Self::NobodyAnswers
            | Self::Sample(_)
            | Self::Certificate(_)
            | Self::Incident(_) => String::new(),
        }
    }

    fn text(&self) -> Text {
        match self {
            Self::NameTaken => Text::fixed("已经有这个名称的食堂。", "A canteen of this name is there already."),
            Self::TooMany => Text::fixed("食堂太多了，先停用不用的。", "There are too many canteens: retire those that are not used."),
            Self::NotInUse => {
                Text::fixed("这个食堂已停用，不能再登记。", "This canteen is not in use any more; nothing is recorded there.")
            }
            Self::WorksThere => Text::fixed("这个人已经在食堂人员里了。", "This person is among the staff already."),
            Self::TooMuchStaff => Text::fixed("食堂人员太多了，先停用离开的。", "Too many people: retire those who left."),
            Self::Nameless => Text::fixed("请选人，外来人员请填姓名。", "Choose a person, or write the name of somebody from outside."),
            Self::EndsBeforeItBegins => Text::fixed("到期日应晚于发证日。", "It must end after the day on which it was issued."),
            Self::TooLong { months } => Text::new(
                format!("健康证最长 {months} 个月，请核对到期日。"),
                format!("A health certificate holds {months} months at most: check the last day."),
            ),
            Self::InTheFuture => Text::fixed("时间还没到，请填实际时间。", "That has not come yet: say when it happened."),
            Self::MenuThere => Text::fixed(
                "这一餐已有食谱，要改请点“作废重写”。",
                "This meal has a menu already; to change it, strike it out and write it anew.",
            ),
            Self::DishTwice(_) => Text::fixed("这个菜已经写过了。", "This dish is there already."),
            Self::DishSampled { dish } => Text::new(
                format!("“{dish}”已经留样，不能从食谱里去掉；留样写错的先作废留样。"),
                format!("“{dish}” has a sample and cannot leave the menu; if the sample is wrong, strike that out first."),
            ),
            Self::NoMenu => Text::fixed("这一餐还没有食谱，请先登记食谱。", "This meal has no menu yet: write it first."),
            Self::NotOnTheMenu { dish, .. } => {
                Text::new(format!("“{dish}”不在这一餐的食谱里。"), format!("“{dish}” is not on this meal's menu."))
            }
            Self::SampledTwice { dish, .. } => Text::new(format!("“{dish}”已经留过样了。"), format!("“{dish}” has a sample already.")),
            Self::TooLittle { min, .. } => Text::new(format!("每个菜留样不少于 {min} 克。"), format!("A sample is at least {min} g.")),
            Self::OwnSupervisor => Text::fixed("操作人不能当自己的监督人，请换一个人。", "Nobody supervises himself: name somebody else."),
            Self::NoOperator { name, why, .. } => Text::new(
                format!("{name} 不能上岗：{}。请换一个人。", why.text().zh),
                format!("{name} cannot do this: {}. Choose somebody else.", why.text().en),
            ),
            Self::NobodyChecked => Text::fixed("至少登记一个人。", "Check at least one person."),
            Self::CheckedTwice(_) => Text::fixed("这个人写了两次。", "This person is there twice."),
            Self::NoTemperature(_) => Text::fixed("体温应在 34 到 43 度之间。", "A temperature is between 34 and 43 °C."),
            Self::UnwellAndFit(_) => {
                Text::fixed("发热或有症状的，当天不能上岗。", "Whoever has a fever or symptoms does not work that day.")
            }
            Self::UnfitWithNote(_) => Text::fixed("不能上岗的，不填返岗证明。", "Whoever is not fit has no note of fitness: leave it out."),
            Self::NotStruck => Text::fixed(
                "要重写的那条没有作废，或已经重写过了。",
                "What is to be written anew was not struck out, or was written anew already.",
            ),
            Self::StruckAlready => Text::fixed("这条已经作废了。", "This has been struck out already."),
            Self::SealedStays => Text::fixed("这份留样已经封存，记录不能作废。", "This sample is sealed: its record is not struck out."),
            Self::NotYours => Text::fixed("只能作废自己登记的。", "You can strike out what you recorded yourself."),
            Self::OfTheKitchen => Text::fixed(
                "别人对食堂的意见，食堂的人不能作废；由登记的人，或总务主任、副校长、校长作废。",
                "What others said of the kitchen is not struck out by the kitchen: whoever recorded it does, or the logistics director, the vice-principal or the principal.",
            ),
            Self::ForOthers => {
                Text::fixed("只有食堂管理员和食品安全员能替别人登记陪餐。", "Only those who keep the book record for others.")
            }
            Self::NoPlace => Text::fixed(
                "食堂还没有设场所，问题没有地方报修。请先在食堂设置里选场所。",
                "The canteen has no place yet, so that a fault cannot be reported. Choose its place in the settings first.",
            ),
            Self::PeriodTooLong(days) => Text::new(format!("一次最多打印 {days} 天。"), format!("At most {days} days at a time.")),
            Self::NobodyAnswers => Text::fixed(
                "还没有设食品安全员或食堂管理员，检查没有人负责。请先在食堂设置里选人。",
                "Nobody is named who answers for food safety, so nobody would hold the checks. Choose somebody in the settings first.",
            ),
            Self::MeetingAhead => Text::fixed("会议还没开，开完再登记。", "The meeting has not been held yet: record it afterwards."),
            Self::NextMeetingBefore => Text::fixed("下次开会应晚于这次。", "The next meeting comes after this one."),
            Self::ReportedBefore => {
                Text::fixed("上报不会早于发现的时间，请核对。", "It was not reported before it was noticed: check the time.")
            }
            Self::SheetTooLong => Text::fixed("记录太多，请把日期缩短一些。", "Too many records: choose fewer days."),
            Self::Sample(refusal) => refusal.text(),
            Self::Certificate(refusal) => refusal.text(),
            Self::Incident(refusal) => refusal.text(),
        }
    }
}

fn of_sample(refusal: sample::phase::Refusal) -> Problem {
    use sample::phase::Refusal as R;
    match refusal {
        R::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        R::Struck => Problem::conflict("struck_already", refusal.text()),
        R::NotKeeping => Problem::new(StatusCode::FORBIDDEN, "not_keeping", refusal.text()),
        R::NotOverseeing => Problem::new(StatusCode::FORBIDDEN, "of_the_kitchen", refusal.text()),
        R::OfIncident => Problem::conflict("incident_open", refusal.text()),
        R::TooEarly { .. } => Problem::conflict("kept_too_short", refusal.text()),
    }
}

fn of_certificate(refusal: certificate::phase::Refusal) -> Problem {
    use certificate::phase::Refusal as R;
    match refusal {
        R::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        R::NotKeeping => Problem::new(StatusCode::FORBIDDEN, "not_keeping", refusal.text()),
        R::EnteredIt => Problem::new(StatusCode::FORBIDDEN, "entered_it", refusal.text()),
    }
}

fn of_incident(refusal: incident::phase::Refusal) -> Problem {
    use incident::phase::Refusal as R;
    match refusal {
        R::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        R::NotPressing => Problem::new(StatusCode::FORBIDDEN, "not_pressing", refusal.text()),
        R::OfTheKitchen => Problem::new(StatusCode::FORBIDDEN, "of_the_kitchen", refusal.text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_at_a_field_says_at_which() {
        let problem = Problem::from(CanteenError::TooLittle { line: 2, min: 125 });
        assert_eq!((problem.status(), problem.errors()[0].pointer.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "/samples/2/grams"));
        assert_eq!(Problem::from(CanteenError::StruckAlready).status(), StatusCode::CONFLICT);
    }
}
