//! What the register refuses, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::import::{ledger::LedgerError, runner::RunError};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    #[error("the asset number is taken")]
    NumberTaken,
    #[error("no such category")]
    UnknownCategory,
    #[error("pieces are whole")]
    BrokenPieces,
    #[error("as many serial numbers as cards")]
    SerialCount,
    #[error("the value does not fit")]
    ValueTooLarge,
    #[error("this file was imported before")]
    ImportedBefore,
    #[error("an import reaches the whole school")]
    NeedsWholeSchool,
    #[error("{0} rows are refused")]
    RowsRefused(usize),
    #[error("no row is left to import")]
    NothingToImport,
    #[error("the school's lists changed since the file was read")]
    ListsChanged,
    #[error("the file cannot be read: {0}")]
    File(String),
    #[error(transparent)]
    Sheet(#[from] RunError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<RegisterError> for Problem {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::NumberTaken => {
                let text = Text::fixed("这个资产编号已经有了。", "This asset number is taken.");
                Self::conflict("asset_no_taken", text.clone()).field("/asset_no", "taken", text)
            }
            RegisterError::UnknownCategory => Self::reference("/category_code"),
            RegisterError::BrokenPieces => Self::invalid(
                "/quantity",
                "not_whole",
                "这种东西按件数，数量应是整数。",
                "These are counted in pieces; the quantity must be whole.",
            ),
            RegisterError::SerialCount => Self::invalid(
                "/serial_numbers",
                "count_differs",
                "序列号的个数要和张数一样。",
                "There must be as many serial numbers as cards.",
            ),
            RegisterError::ValueTooLarge => Self::invalid("/original_value", "too_large", "金额太大。", "The amount is too large."),
            RegisterError::ImportedBefore => {
                Self::conflict("imported_before", Text::fixed("这个文件已经导入过了。", "This file was imported before."))
            }
            RegisterError::NeedsWholeSchool => Self::new(
                StatusCode::FORBIDDEN,
                "needs_whole_school",
                Text::fixed("导入台账需要全校范围的权限。", "Importing a ledger needs the permission for the whole school."),
            ),
            RegisterError::RowsRefused(rows) => Self::refused(
                "rows_refused",
                Text::new(
                    format!("有 {rows} 行不能导入，没有保存任何内容。请改正后再导入，或者选择不导入这些行。"),
                    format!("{rows} rows cannot be imported and nothing was saved. Correct them, or choose to leave them out."),
                ),
            ),
            RegisterError::NothingToImport => {
                Self::refused("nothing_to_import", Text::fixed("没有可以导入的行。", "There is no row to import."))
            }
            RegisterError::ListsChanged => Self::conflict(
                "lists_changed",
                Text::fixed(
                    "读取文件以后，学校的地点、人员或部门有变动，没有保存任何内容，请再导入一次。",
                    "The school's places, people or departments changed since the file was read. Nothing was saved; import it again.",
                ),
            ),
            RegisterError::File(cause) => Self::internal(cause),
            RegisterError::Sheet(error) if error.blames_the_file() => Self::refused(error.code(), Text::new(error.zh(), error.en())),
            RegisterError::Sheet(error) => Self::internal(error),
            RegisterError::Ledger(error) => Self::refused(error.code(), Text::new(error.zh(), error.en())),
        }
    }
}
