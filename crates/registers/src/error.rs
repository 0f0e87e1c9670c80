//! What the register refuses, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::import::{ledger::LedgerError, runner::RunError};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    #[error("the asset number is taken")]
    NumberTaken,
    #[error("the bar code is taken")]
    BarcodeTaken,
    #[error("the card is void")]
    Voided,
    #[error("more pieces than the card has")]
    TooManyPieces,
    #[error("nothing would change")]
    NothingChanges,
    #[error("the card has a history that cannot be taken back")]
    HasHistory,
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

impl From<RegisterError> for Problem {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::NumberTaken => {
                let text = Text::fixed("这个资产编号已经有了。", "This asset number is taken.");
                Self::conflict("asset_no_taken", text.clone()).field("/asset_no", "taken", text)
            }
            RegisterError::BarcodeTaken => {
                let text = Text::fixed("这个条码已经贴在另一件资产上。", "This bar code is on another asset already.");
                Self::conflict("barcode_taken", text.clone()).field("/barcode", "taken", text)
            }
            RegisterError::Voided => {
                Self::conflict("card_voided", Text::fixed("这张卡片已作废，不能再改。", "This card is void and cannot be changed."))
            }
            RegisterError::TooManyPieces => Self::invalid(
                "/quantity",
                "too_many",
                "卡片上没有这么多件；全部移走请不填数量。",
                "The card has fewer pieces; leave the quantity out to take all of it.",
            ),
            RegisterError::NothingChanges => Self::refused("nothing_changes", Text::fixed("没有要改的内容。", "Nothing would change.")),
            RegisterError::HasHistory => Self::conflict(
                "card_has_history",
                Text::fixed(
                    "这张卡片已经拆分、移动或处置过，不能作废；请用相应的单据更正。",
                    "This card was split, moved or disposed of and cannot be voided; correct it with the matching document.",
                ),
            ),
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
            RegisterError::UpdateExplodes => Self::invalid(
                "/options/quantity",
                "update_keeps_quantities",
                "更新卡片时不能按件拆分。",
                "Cards that are updated cannot be split into pieces.",
            ),
            RegisterError::ImportRunning => Self::conflict(
                "import_running",
                Text::fixed("这个文件正在导入，请等它完成。", "This file is being imported; wait for it to end."),
            ),
            RegisterError::UpdateNotUndone => Self::conflict(
                "update_not_undone",
                Text::fixed(
                    "更新已有卡片的导入不能撤销，请按记录逐项更正。",
                    "An import that updated cards cannot be undone; correct the cards.",
                ),
            ),
            RegisterError::UndoneBefore => {
                Self::conflict("undone_before", Text::fixed("这次导入已经撤销过了。", "This import was undone already."))
            }
            RegisterError::CardsTouched(cards) => Self::conflict(
                "cards_touched",
                Text::new(
                    format!("导入以后有 {cards} 张卡片被改过、移动过或附了资料，不能整批撤销。"),
                    format!("{cards} cards were changed, moved or added to since; the import cannot be undone as a whole."),
                ),
            ),
            RegisterError::MappingExists => {
                let text = Text::fixed("已经有同名的列对应方案。", "There is a mapping of this name already.");
                Self::conflict("mapping_exists", text.clone()).field("/name", "taken", text)
            }
            RegisterError::BadOptions(cause) => Self::new(
                StatusCode::BAD_REQUEST,
                "bad_options",
                Text::new("导入选项无法识别。", format!("The import options cannot be read: {cause}")),
            ),
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
