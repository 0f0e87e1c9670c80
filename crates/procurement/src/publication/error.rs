//! What is refused of notices, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use super::phase::Refusal;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicationError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("a period that ends before it begins")]
    EndsFirst,
    #[error("a period of more than a year")]
    TooLong,
    #[error("due before the period is over")]
    DueTooEarly,
    #[error("posted on a day that is still to come")]
    PostedLater,
    #[error("posted before the period was over")]
    PostedTooEarly,
    #[error("taken down before it was posted")]
    UntilTooEarly,
    #[error("nothing was accepted in the period")]
    NothingListed,
    #[error("more than one notice lists")]
    TooMuchListed,
    #[error("no photo of the board")]
    NoPhoto,
}

impl From<PublicationError> for Problem {
    fn from(error: PublicationError) -> Self {
        match error {
            PublicationError::Refused(refusal) => refused(refusal),
            PublicationError::EndsFirst => {
                Self::invalid("/period_to", "ends_first", "结束日期不能早于开始日期。", "The period cannot end before it begins.")
            }
            PublicationError::TooLong => Self::invalid("/period_to", "too_long", "一份公示最多一年。", "A notice covers a year at most."),
            PublicationError::DueTooEarly => {
                Self::invalid("/due_on", "too_early", "应公示日期不能早于这段时间结束。", "It cannot be due before the period is over.")
            }
            PublicationError::PostedLater => {
                Self::invalid("/published_on", "in_the_future", "张贴日期不能晚于今天。", "It cannot have been posted later than today.")
            }
            PublicationError::PostedTooEarly => Self::invalid(
                "/published_on",
                "too_early",
                "这段时间还没结束，后面验收的会漏掉。",
                "The period was not over that day: what was accepted later would be left out.",
            ),
            PublicationError::UntilTooEarly => {
                Self::invalid("/published_until", "too_early", "公示截止不能早于张贴日期。", "It cannot end before it was posted.")
            }
            PublicationError::NoPhoto => {
                Self::invalid("/upload_ids", "no_photo", "请拍一张公示栏的照片。", "A photo of the board is needed.")
            }
            PublicationError::NothingListed => Self::conflict(
                "nothing_listed",
                Text::fixed(
                    "这段时间没有验收过的采购，没有可以公示的。",
                    "Nothing was accepted in this period: there is nothing to publish.",
                ),
            ),
            PublicationError::TooMuchListed => Self::conflict(
                "too_much_listed",
                Text::fixed("超过 2 000 行，请选短一些的时间，分成几份。", "More than 2,000 rows: choose several shorter periods."),
            ),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", text),
        Refusal::DoesNotKeep => Problem::new(StatusCode::FORBIDDEN, "not_yours", text),
    }
}
