//! What terms refuse, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    #[error("first and last day of a term do not fit")]
    TermDays,
    #[error("the term begins in another year")]
    TermOfAnotherYear,
    #[error("a day would be in two terms")]
    TermsOverlap(String, String),
    #[error("the school year has this term already")]
    TermExists,
    #[error("a summary was written of the term")]
    TermSummarised,
}

impl TermError {
    fn text(&self) -> Text {
        match self {
            Self::TermDays => Text::fixed(
                "最后一天不能早于第一天，一个学期最多 220 天。",
                "The last day cannot be before the first; a term has at most 220 days.",
            ),
            Self::TermOfAnotherYear => Text::fixed("第一天不在这个学年里。", "The first day is not in this school year."),
            Self::TermsOverlap(zh, en) => Text::new(format!("和{zh}重叠了。"), format!("It overlaps with {en}.")),
            Self::TermExists => Text::fixed("这个学年已经有这个学期了。", "The school year has this term already."),
            Self::TermSummarised => Text::fixed(
                "这个学期已经写了工作总结，不能删除；日期可以改。",
                "A summary was written of this term, so it stays; its days can be changed.",
            ),
        }
    }
}

impl From<TermError> for Problem {
    fn from(error: TermError) -> Self {
        let text = error.text();
        match error {
            TermError::TermDays => Self::refused("validation_failed", text.clone()).field("/ends_on", "term_days", text),
            TermError::TermOfAnotherYear => Self::refused("validation_failed", text.clone()).field("/starts_on", "other_school_year", text),
            TermError::TermsOverlap(..) => Self::conflict("terms_overlap", text.clone()).field("/starts_on", "terms_overlap", text),
            TermError::TermSummarised => Self::conflict("term_summarised", text),
            TermError::TermExists => Self::conflict("term_exists", text.clone()).field("/season", "taken", text),
        }
    }
}
