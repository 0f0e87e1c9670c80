//! What the printing of labels refuses, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    #[error("the school has no address that phones reach")]
    NoPublicUrl,
    #[error("ids or a filter")]
    IdsOrFilter,
    #[error("too many labels at once")]
    TooMany,
}

impl From<LabelError> for Problem {
    fn from(error: LabelError) -> Self {
        match error {
            LabelError::NoPublicUrl => Self::conflict(
                "public_url_missing",
                Text::fixed(
                    "学校还没有设置手机能打开的网址，标签上的二维码扫不出来。请先请管理员设置。",
                    "The school has not set the address that phones reach, so a code on a label would lead nowhere. Ask an administrator.",
                ),
            ),
            LabelError::IdsOrFilter => Self::refused(
                "ids_or_filter",
                Text::fixed("请选择要打印标签的卡片：逐张指定，或者按筛选条件。", "Say which cards: name them, or give a filter."),
            ),
            LabelError::TooMany => Self::refused(
                "too_many_labels",
                Text::fixed(
                    "一次最多打印 2000 张标签，请按楼或分类分几次打印。",
                    "At most 2 000 labels at once; print them by building or category.",
                ),
            ),
        }
    }
}
