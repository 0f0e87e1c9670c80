//! What the register refuses, in words.

use kernel::{Problem, Text};

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
        }
    }
}
