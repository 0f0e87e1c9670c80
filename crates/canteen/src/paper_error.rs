//! What contracts, inspections from outside, trainings and surveys refuse, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::{contract, outside};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    #[error("a canteen that the school runs itself has no contractor")]
    NoContractor,
    #[error("neither a supplier nor a name")]
    Nameless,
    #[error("a contract that ends before it begins")]
    EndsFirst,
    #[error("ended on a day that is not of the contract, or has not come")]
    EndedElsewhere,
    #[error("something has to be put right, and nothing was found")]
    NothingFound,
    #[error("a penalty and what it is do not fit")]
    Penalty,
    #[error("due before it was found")]
    DueBefore(usize),
    #[error("a training of no time")]
    NoHours,
    #[error("somebody attended twice")]
    AttendedTwice(usize),
    #[error("more than there were")]
    MoreThanThere(&'static str),
    #[error("no class is named")]
    NoClass,
    #[error("refused: {0:?}")]
    Contract(contract::phase::Refusal),
    #[error("refused: {0:?}")]
    Finding(outside::phase::Refusal),
}

impl From<PaperError> for Problem {
    fn from(error: PaperError) -> Self {
        use PaperError as E;
        let text = error.text();
        match error {
            E::Contract(refusal) => of_contract(refusal),
            E::Finding(refusal) => of_finding(refusal),
            E::NoContractor => Self::conflict("no_contractor", text),
            E::Nameless => at("/contractor", "required", text),
            E::EndsFirst => at("/ends_on", "ends_before_it_begins", text),
            E::EndedElsewhere => at("/ended_on", "not_in_the_contract", text),
            E::NothingFound => at("/findings", "findings_missing", text),
            E::Penalty => at("/penalty", "penalty_does_not_fit", text),
            E::DueBefore(line) => at(format!("/findings/{line}/due_on"), "due_before", text),
            E::NoHours => at("/hours", "no_hours", text),
            E::AttendedTwice(line) => at(format!("/attended/{line}"), "duplicate", text),
            E::MoreThanThere(pointer) => at(pointer, "more_than_there", text),
            E::NoClass => at("/class_id", "required", text),
        }
    }
}

fn at(pointer: impl Into<String>, code: &'static str, text: Text) -> Problem {
    Problem::refused("validation_failed", text.clone()).field(pointer, code, text)
}

impl PaperError {
    fn text(&self) -> Text {
        match self {
            Self::NoContractor => Text::fixed(
                "自营食堂没有承包合同。先在食堂设置里改成承包或送餐。",
                "A canteen that the school runs itself has no contract. Set it to contracted or delivered first.",
            ),
            Self::Nameless => Text::fixed("请选供应商，或填承包单位名称。", "Choose a supplier, or write the contractor's name."),
            Self::EndsFirst => Text::fixed("结束日期应晚于开始日期。", "It must end after the day on which it begins."),
            Self::EndedElsewhere => {
                Text::fixed("终止日期应在合同开始之后，不能晚于今天。", "It ended after it began and not later than today.")
            }
            Self::NothingFound => Text::fixed("限期整改的，请写明查出了什么。", "Something has to be put right: say what was found."),
            Self::Penalty => Text::fixed(
                "处罚的请写明怎么处罚，没处罚的不要填。",
                "Say what the penalty is where there is one, and nothing where there is none.",
            ),
            Self::DueBefore(_) => Text::fixed("整改期限不能早于检查那天。", "It cannot be due before the day of the inspection."),
            Self::NoHours => {
                Text::fixed("学时应大于 0，不超过 24 小时。", "A training is longer than nothing and not longer than 24 hours.")
            }
            Self::AttendedTwice(_) => Text::fixed("这个人写了两次。", "This person is there twice."),
            Self::MoreThanThere(_) => Text::fixed(
                "满意的不能比回答的多，回答的不能比问到的多。",
                "No more are satisfied than answered, and no more answered than were asked.",
            ),
            Self::NoClass => Text::fixed("请选班级。", "Choose a class."),
            Self::Contract(refusal) => refusal.text(),
            Self::Finding(refusal) => refusal.text(),
        }
    }
}

fn of_contract(refusal: contract::phase::Refusal) -> Problem {
    use contract::phase::Refusal as R;
    match refusal {
        R::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        R::NotManaging => Problem::new(StatusCode::FORBIDDEN, "not_managing", refusal.text()),
    }
}

fn of_finding(refusal: outside::phase::Refusal) -> Problem {
    use outside::phase::Refusal as R;
    match refusal {
        R::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        R::Struck => Problem::conflict("struck_already", refusal.text()),
        R::Reported => Problem::conflict("reported_already", refusal.text()),
        R::NotKeeping => Problem::new(StatusCode::FORBIDDEN, "not_keeping", refusal.text()),
        R::Responsible => Problem::new(StatusCode::FORBIDDEN, "own_finding", refusal.text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_at_a_field_says_at_which() {
        let problem = Problem::from(PaperError::DueBefore(1));
        assert_eq!((problem.status(), problem.errors()[0].pointer.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "/findings/1/due_on"));
        assert_eq!(Problem::from(PaperError::NoContractor).status(), StatusCode::CONFLICT);
    }
}
