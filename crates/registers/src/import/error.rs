//! What importing refuses, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};
use sheets::runner::RunError;

use super::ledger::LedgerError;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("this file was imported before")]
    ImportedBefore,
    #[error("an update keeps quantities")]
    UpdateExplodes,
    #[error("the same file is being imported")]
    ImportRunning,
    #[error("an update cannot be undone")]
    UpdateNotUndone,
    #[error("the import was undone already")]
    UndoneBefore,
    #[error("{0} cards of the import were touched")]
    CardsTouched(u64),
    #[error("a mapping of this name is there")]
    MappingExists,
    #[error("the mapping cannot be read: {0}")]
    BadOptions(String),
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

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::ImportedBefore => {
                Self::conflict("imported_before", Text::fixed("这个文件已经导入过了。", "This file was imported before."))
            }
            ImportError::UpdateExplodes => Self::invalid(
                "/options/quantity",
                "update_keeps_quantities",
                "更新卡片时不能按件拆分。",
                "Cards that are updated cannot be split into pieces.",
            ),
            ImportError::ImportRunning => Self::conflict(
                "import_running",
                Text::fixed("这个文件正在导入，请等它完成。", "This file is being imported; wait for it to end."),
            ),
            ImportError::UpdateNotUndone => Self::conflict(
                "update_not_undone",
                Text::fixed(
                    "更新已有卡片的导入不能撤销，请按记录逐项更正。",
                    "An import that updated cards cannot be undone; correct the cards.",
                ),
            ),
            ImportError::UndoneBefore => {
                Self::conflict("undone_before", Text::fixed("这次导入已经撤销过了。", "This import was undone already."))
            }
            ImportError::CardsTouched(cards) => Self::conflict(
                "cards_touched",
                Text::new(
                    format!("导入以后有 {cards} 张卡片被改过、移动过或附了资料，不能整批撤销。"),
                    format!("{cards} cards were changed, moved or added to since; the import cannot be undone as a whole."),
                ),
            ),
            ImportError::MappingExists => {
                let text = Text::fixed("已经有同名的列对应方案。", "There is a mapping of this name already.");
                Self::conflict("mapping_exists", text.clone()).field("/name", "taken", text)
            }
            ImportError::BadOptions(cause) => Self::new(
                StatusCode::BAD_REQUEST,
                "bad_options",
                Text::new("导入选项无法识别。", format!("The import options cannot be read: {cause}")),
            ),
            ImportError::NeedsWholeSchool => Self::new(
                StatusCode::FORBIDDEN,
                "needs_whole_school",
                Text::fixed("导入台账需要全校范围的权限。", "Importing a ledger needs the permission for the whole school."),
            ),
            ImportError::RowsRefused(rows) => Self::refused(
                "rows_refused",
                Text::new(
                    format!("有 {rows} 行不能导入，没有保存任何内容。请改正后再导入，或者选择不导入这些行。"),
                    format!("{rows} rows cannot be imported and nothing was saved. Correct them, or choose to leave them out."),
                ),
            ),
            ImportError::NothingToImport => {
                Self::refused("nothing_to_import", Text::fixed("没有可以导入的行。", "There is no row to import."))
            }
            ImportError::ListsChanged => Self::conflict(
                "lists_changed",
                Text::fixed(
                    "读取文件以后，学校的地点、人员或部门有变动，没有保存任何内容，请再导入一次。",
                    "The school's places, people or departments changed since the file was read. Nothing was saved; import it again.",
                ),
            ),
            ImportError::File(cause) => Self::internal(cause),
            ImportError::Sheet(error) => error.into(),
            ImportError::Ledger(error) => Self::refused(error.code(), Text::new(error.zh(), error.en())),
        }
    }
}
