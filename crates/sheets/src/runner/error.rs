//! Why the parser gave no complete set of rows, in words for the person who uploaded the file.

use kernel::{Problem, Text};

use crate::{SheetError, limits};

/// Why there is no complete set of rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The parser did not start; `detail` is for the log.
    #[error("the parser did not start: {detail}")]
    Start { detail: String },
    /// The parser was killed by the clock or by its processor limit.
    #[error("the parser took too long")]
    TooSlow,
    /// The parser died without a word: out of memory, or a defect that a file has found.
    #[error("the parser died ({status})")]
    Died { status: String },
    /// The parser wrote what is not a line of ours, too long a line, or too many.
    #[error("the parser wrote nonsense")]
    Nonsense,
    /// The caller had enough.
    #[error("the caller stopped reading")]
    Stopped,
    /// The parser refused the file.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

impl RunError {
    /// What programs switch on; stable.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Start { .. } => "parser_start",
            Self::TooSlow => "parser_too_slow",
            Self::Died { .. } => "parser_died",
            Self::Nonsense => "parser_nonsense",
            Self::Stopped => "parser_stopped",
            Self::Sheet(error) => error.code(),
        }
    }

    /// True when the file is to blame (422), false when the server is (500).
    pub const fn blames_the_file(&self) -> bool {
        match self {
            Self::TooSlow | Self::Died { .. } | Self::Nonsense => true,
            Self::Start { .. } | Self::Stopped => false,
            Self::Sheet(error) => !matches!(error, SheetError::Unreadable { .. } | SheetError::OutputClosed),
        }
    }

    pub fn zh(&self) -> String {
        match self {
            Self::Start { .. } | Self::Stopped => "读取表格的程序没有完成，请重试。".into(),
            Self::TooSlow => {
                format!("读取表格超过 {} 秒，已中止。请删去无关的工作表和格式，或分成几个文件导入。", limits::WALL_SECONDS)
            }
            Self::Died { .. } | Self::Nonsense => "表格无法读取，可能已损坏。请用 WPS 或 Excel 打开，另存为新的 .xlsx 后再导入。".into(),
            Self::Sheet(error) => error.zh(),
        }
    }

    pub fn en(&self) -> String {
        match self {
            Self::Start { .. } | Self::Stopped => "Reading the spreadsheet did not finish. Please try again.".into(),
            Self::TooSlow => format!(
                "Reading took longer than {} seconds and was stopped. Remove unrelated sheets and formats, or import it in parts.",
                limits::WALL_SECONDS
            ),
            Self::Died { .. } | Self::Nonsense => {
                "The spreadsheet cannot be read and may be damaged. Open it in a spreadsheet program and save it as a new .xlsx.".into()
            }
            Self::Sheet(error) => error.en(),
        }
    }
}

impl From<RunError> for Problem {
    fn from(error: RunError) -> Self {
        if error.blames_the_file() { Self::refused(error.code(), Text::new(error.zh(), error.en())) } else { Self::internal(error) }
    }
}
