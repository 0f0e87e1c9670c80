//! What inspections refuse, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::{checklist::item::Unanswered, round::phase::Refusal};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InspectionError {
    #[error("a checklist of this name is there already")]
    ChecklistNameTaken,
    #[error("limits of what is no number")]
    LimitsOfNoNumber(usize),
    #[error("the lower limit is above the upper one")]
    LimitsCrossed(usize),
    #[error("the rhythm lacks {0}")]
    RhythmIncomplete(&'static str),
    #[error("a window that ends before it begins")]
    WindowEndsFirst(usize),
    #[error("windows that overlap")]
    WindowsOverlap,
    #[error("a person and a role")]
    TwoPerformers,
    #[error("holders of this role hold no rounds")]
    RoleDoesNotInspect,
    #[error("a plan that ends before it begins")]
    EndsBeforeItBegins,
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("happened in the future")]
    HappenedLater,
    #[error("happened before the day of the round")]
    HappenedBefore,
    #[error("happened before the time of the round")]
    HappenedBeforeItsTime,
    #[error("a day too long ago or not there yet")]
    NotThatDay,
    #[error("not a place where things break")]
    NotARoom(String),
    #[error("outside the place of the round")]
    Elsewhere,
    #[error("an item that is not in the list")]
    UnknownItem(usize),
    #[error("an item answered twice")]
    AnsweredTwice(usize),
    #[error("answers that are not taken")]
    Answers(Vec<Answer>),
    #[error("something was found")]
    SomethingFound,
    #[error("nothing was found, and nobody says so")]
    SayNothingFound,
    #[error("nobody signs second")]
    SecondSignerNeeded,
    #[error("whoever held it signs second")]
    SecondSignerHeldIt,
    #[error("somebody of what was looked at signs second")]
    SecondSignerInside,
    #[error("whoever is named held the self-check")]
    PerformerHeldSelfCheck,
    #[error("somebody is named to sign second, and the checklist asks for nobody")]
    SecondSignerNotAsked,
    #[error("no sample: {0:?}")]
    NoSample(NoSample),
    #[error("a period that is no period")]
    BadPeriod,
    #[error("a filter with a value that does not exist")]
    UnknownValue,
}

/// Why nothing is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSample {
    NothingThere,
    NoSpotCheck,
    /// Entered from a slip: what was looked at already is not chosen afterwards.
    HeldAlready,
}

/// An answer that is not taken, and where it stands in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub pointer: String,
    pub item_no: i64,
    pub why: Unanswered,
}

impl From<InspectionError> for Problem {
    fn from(error: InspectionError) -> Self {
        use InspectionError as E;
        match error {
            E::Refused(refusal) => refused(refusal),
            E::Answers(answers) => not_taken(answers),
            E::NoSample(why) => no_sample(why),
            E::LimitsOfNoNumber(index) => Self::invalid(
                format!("/items/{index}/kind"),
                "limits_of_no_number",
                "只有“数值”项才有单位和上下限。",
                "Only a number has a unit and limits.",
            ),
            E::LimitsCrossed(index) => Self::invalid(
                format!("/items/{index}/max"),
                "limits_crossed",
                "上限不能小于下限。",
                "The upper limit is below the lower one.",
            ),
            E::RhythmIncomplete(field) => Self::invalid(format!("/rhythm/{field}"), "required", "请填写检查周期。", "Say in which rhythm."),
            E::WindowEndsFirst(index) => Self::invalid(
                format!("/windows/{index}/to"),
                "ends_before_it_begins",
                "结束时间应晚于开始时间。",
                "It has to end after it begins.",
            ),
            E::NotARoom(pointer) => Self::invalid(pointer, "not_a_room", "请选到具体的房间或场地。", "Choose a room or an open place."),
            E::UnknownItem(index) => Self::reference(format!("/answers/{index}/item_no")),
            E::AnsweredTwice(index) => {
                Self::invalid(format!("/answers/{index}/item_no"), "duplicate", "这一项填了两次。", "This item is answered twice.")
            }
            other @ (E::ChecklistNameTaken
            | E::WindowsOverlap
            | E::TwoPerformers
            | E::RoleDoesNotInspect
            | E::EndsBeforeItBegins
            | E::HappenedLater
            | E::HappenedBefore
            | E::HappenedBeforeItsTime
            | E::NotThatDay
            | E::Elsewhere
            | E::SomethingFound
            | E::SayNothingFound
            | E::SecondSignerNeeded
            | E::SecondSignerHeldIt
            | E::SecondSignerInside
            | E::PerformerHeldSelfCheck
            | E::SecondSignerNotAsked
            | E::BadPeriod
            | E::UnknownValue) => plain(&other),
        }
    }
}

/// Those whose words name nothing.
fn plain(error: &InspectionError) -> Problem {
    use InspectionError as E;
    let invalid = |pointer: &str, code, zh, en| Problem::invalid(pointer, code, zh, en);
    match error {
        E::ChecklistNameTaken => invalid("/name", "name_taken", "已有同名的检查表。", "There is a checklist of this name."),
        E::WindowsOverlap => invalid("/windows", "windows_overlap", "检查时段不能重叠。", "Times of the day must not overlap."),
        E::TwoPerformers => invalid("/performer_role", "two_performers", "人和角色只选一样。", "Name a person or a role, not both."),
        E::RoleDoesNotInspect => invalid(
            "/performer_role",
            "role_does_not_inspect",
            "这个角色不能安排检查，请选别的角色或指定一个人。",
            "Holders of this role hold no rounds: choose another role or name a person.",
        ),
        E::EndsBeforeItBegins => {
            invalid("/ends_on", "ends_before_it_begins", "结束日期不能早于开始日期。", "It cannot end before it begins.")
        }
        E::HappenedLater => invalid("/happened_at", "in_the_future", "检查时间不能晚于现在。", "It cannot have happened later than now."),
        E::HappenedBefore => invalid(
            "/happened_at",
            "before_its_day",
            "检查时间不能早于安排的那天。",
            "It cannot have happened before the day for which it was planned.",
        ),
        E::HappenedBeforeItsTime => {
            invalid("/happened_at", "before_its_time", "检查时间不能早于安排的开始时间。", "It cannot have happened before its time.")
        }
        E::NotThatDay => {
            invalid("/on", "not_that_day", "只能补录今天和之前 31 天内的检查。", "It is entered for today or the 31 days before.")
        }
        E::Elsewhere => invalid("/location_id", "elsewhere", "这个地方不在本次检查的范围里。", "This place is not within the round."),
        E::SomethingFound => invalid(
            "/nothing_found",
            "something_found",
            "本次检查登记了问题，不能选“没发现问题”。",
            "Something was found on this round, so it cannot say that nothing was.",
        ),
        E::SayNothingFound => invalid(
            "/nothing_found",
            "say_nothing_found",
            "没有登记任何问题，请确认“没发现问题”。",
            "No fault is written down: confirm that nothing was found.",
        ),
        E::SecondSignerNeeded => invalid("/second_signer_id", "required", "请选复签人。", "Choose who signs second."),
        E::SecondSignerHeldIt => invalid(
            "/second_signer_id",
            "held_it",
            "复签人不能是检查人或登记人。",
            "Whoever held the round or wrote it down does not sign it second.",
        ),
        E::SecondSignerInside => {
            invalid("/second_signer_id", "insider", "复签人要选被检查的地方以外的人。", "Choose somebody who is not of what was looked at.")
        }
        E::PerformerHeldSelfCheck => invalid(
            "/performed_by",
            "own_self_check",
            "上次自查是这个人做的，复查要换一个人。",
            "He held the self-check: somebody else checks it again.",
        ),
        E::SecondSignerNotAsked => invalid(
            "/second_signer_id",
            "not_asked",
            "这张检查表不要求复签，请不要选复签人。",
            "This checklist asks for no second signature: name nobody for it.",
        ),
        E::BadPeriod => Problem::malformed(
            "bad_period",
            "期间最长 366 天，开始不能晚于结束。",
            "A period has at most 366 days and begins before it ends.",
        ),
        E::UnknownValue => Problem::malformed("unknown_value", "筛选条件里有不认识的值。", "A filter has a value that does not exist."),
        // The others were said above.
        named @ (E::Refused(_)
        | E::Answers(_)
        | E::NoSample(_)
        | E::LimitsOfNoNumber(_)
        | E::LimitsCrossed(_)
        | E::RhythmIncomplete(_)
        | E::WindowEndsFirst(_)
        | E::NotARoom(_)
        | E::UnknownItem(_)
        | E::AnsweredTwice(_)) => Problem::internal(named),
    }
}

fn no_sample(why: NoSample) -> Problem {
    match why {
        NoSample::NothingThere => Problem::invalid(
            "/sample/of",
            "nothing_to_draw",
            "这里没有可以抽的，请换范围或换一样。",
            "There is nothing to draw from here: choose another place or kind.",
        ),
        NoSample::NoSpotCheck => {
            Problem::invalid("/sample", "no_spot_check", "只有抽查才随机抽样。", "Only a spot check draws a random sample.")
        }
        NoSample::HeldAlready => {
            Problem::invalid("/sample", "held_already", "补录的检查不能再抽样。", "What was held already is not drawn afterwards.")
        }
    }
}

fn not_taken(answers: Vec<Answer>) -> Problem {
    let problem = Problem::refused("validation_failed", Text::fixed("有几项还没填好。", "Some answers are missing or not taken."));
    answers.into_iter().fold(problem, |problem, answer| {
        let text = answer.why.text();
        let named = Text::new(format!("第 {} 项：{}", answer.item_no, text.zh), format!("Item {}: {}", answer.item_no, text.en));
        problem.field(answer.pointer, answer.why.code(), named)
    })
}

fn refused(refusal: Refusal) -> Problem {
    let forbidden = |code| Problem::new(StatusCode::FORBIDDEN, code, refusal.text());
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        Refusal::TooEarly => Problem::conflict("too_early", refusal.text()),
        Refusal::NoSecondAsked => Problem::conflict("no_second_asked", refusal.text()),
        Refusal::AlreadySigned => Problem::conflict("already_signed", refusal.text()),
        Refusal::NotSigned => Problem::conflict("not_signed", refusal.text()),
        Refusal::NotYours => forbidden("not_yours"),
        Refusal::OwnSelfCheck => forbidden("own_self_check"),
        Refusal::NotSigning => forbidden("not_signing"),
        Refusal::OwnRound => forbidden("own_round"),
        Refusal::Insider => forbidden("insider"),
        Refusal::NotReviewing => forbidden("not_reviewing"),
        Refusal::NotManaging => forbidden("not_managing"),
        Refusal::ByItself => forbidden("by_itself"),
    }
}
