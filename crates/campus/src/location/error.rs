//! What the tree of places refuses when it changes, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    #[error("the place hangs there already")]
    IsThere,
    #[error("the place cannot hang there")]
    CannotHang,
    #[error("a class has its room there")]
    HasClass(Text),
    #[error("the place is closed")]
    Closed,
    #[error("the place is open")]
    Open,
    #[error("the place above is closed")]
    AboveClosed,
}

impl TreeError {
    fn text(&self) -> Text {
        match self {
            Self::IsThere => Text::fixed("已经在那里了。", "It is there already."),
            Self::CannotHang => Text::fixed("不能挂在那里。", "It cannot hang there."),
            Self::HasClass(name) => Text::new(
                format!("{}的教室在里面，请先给班级换教室。", name.zh),
                format!("{} has its room there; give it another one first.", name.en),
            ),
            Self::Closed => Text::fixed("已经停用了。", "It is closed already."),
            Self::Open => Text::fixed("没有停用。", "It is open."),
            Self::AboveClosed => Text::fixed("上一级还停用着，请先恢复上一级。", "The place above is closed; open that one first."),
        }
    }
}

impl From<TreeError> for Problem {
    fn from(error: TreeError) -> Self {
        let text = error.text();
        match error {
            TreeError::IsThere => Self::refused("validation_failed", text.clone()).field("/parent_id", "nothing_changes", text),
            TreeError::CannotHang => Self::refused("validation_failed", text.clone()).field("/parent_id", "place_kind", text),
            TreeError::HasClass(_) => Self::conflict("place_has_class", text),
            TreeError::Closed => Self::conflict("place_closed", text),
            TreeError::Open => Self::conflict("place_open", text),
            TreeError::AboveClosed => Self::conflict("place_above_closed", text),
        }
    }
}
