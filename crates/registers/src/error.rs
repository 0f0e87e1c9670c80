//! What the register refuses, in words.

use kernel::{Problem, Text};

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
        }
    }
}
