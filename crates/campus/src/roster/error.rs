//! What a roster is refused for as a whole, in words.

use kernel::{Problem, Text};

use super::read::MOST_PEOPLE;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    #[error("no column of names")]
    NoNames,
    #[error("nobody in it")]
    Nobody,
    #[error("more than {MOST_PEOPLE} people")]
    TooMany,
    #[error("{0} rows are refused")]
    RowsRefused(usize),
    #[error("everybody is there already")]
    NobodyNew,
}

impl RosterError {
    const fn code(self) -> &'static str {
        match self {
            Self::NoNames => "roster_no_names",
            Self::Nobody => "roster_empty",
            Self::TooMany => "roster_too_long",
            Self::RowsRefused(_) => "rows_refused",
            Self::NobodyNew => "nothing_to_import",
        }
    }

    fn text(self) -> Text {
        match self {
            Self::NoNames => Text::fixed(
                "没有找到“姓名”这一列。请在第一行写上列名，例如：姓名、工号、手机、部门。",
                "There is no column of names. Put heads into the first row, such as: name, staff number, phone, department.",
            ),
            Self::Nobody => Text::fixed("名单里没有人。", "The list holds nobody."),
            Self::TooMany => Text::new(
                format!("一次最多 {MOST_PEOPLE} 人，请分成几次。"),
                format!("At most {MOST_PEOPLE} people at once; do it in parts."),
            ),
            Self::RowsRefused(rows) => Text::new(
                format!("有 {rows} 行不能登记，没有保存任何内容。请改正后再来，或者选择不登记这些行。"),
                format!("{rows} rows cannot be taken and nothing was saved. Correct them, or choose to leave them out."),
            ),
            Self::NobodyNew => Text::fixed("名单里的人都已经登记过了。", "Everybody on the list is there already."),
        }
    }
}

impl From<RosterError> for Problem {
    fn from(error: RosterError) -> Self {
        Self::refused(error.code(), error.text())
    }
}
