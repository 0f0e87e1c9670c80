//! What an entry is called in the column "summary".

use kernel::Text;

use super::entry::Why;

/// The summary of an entry.
pub(crate) fn summary(why: &Why) -> Text {
    match why {
        Why::MovedIn => Text::fixed("移入", "Moved in"),
        Why::MovedOut => Text::fixed("移出", "Moved out"),
        Why::Event { kind, document_kind } => event(kind, document_kind),
    }
}

/// What a value event is called, by its kind and by the document it stands on.
pub(crate) fn event(kind: &str, document_kind: &str) -> Text {
    match (kind, document_kind) {
        ("opening", "import") => Text::fixed("期初导入", "Opening import"),
        ("opening", "split" | "move") => Text::fixed("拆分转入", "Split off, in"),
        ("opening", _) => Text::fixed("登记入账", "Registered"),
        ("reversal", "void") => Text::fixed("作废冲销", "Taken back"),
        ("reversal", "split" | "move") => Text::fixed("拆分转出", "Split off, out"),
        ("reversal", _) => Text::fixed("冲销", "Reversed"),
        ("addition", _) => Text::fixed("增加", "Added to"),
        ("revaluation", _) => Text::fixed("价值变动", "Revalued"),
        ("impairment", _) => Text::fixed("减值", "Impaired"),
        ("depreciation", _) => Text::fixed("计提折旧", "Depreciation"),
        ("reclassified", _) => Text::fixed("调整分类", "Moved between classes"),
        ("disposal", _) => Text::fixed("处置", "Disposed of"),
        _ => Text::fixed("其他", "Other"),
    }
}
