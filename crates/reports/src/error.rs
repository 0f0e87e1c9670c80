//! What reports refuse, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    #[error("a period that ends before it begins")]
    PeriodBackwards,
    #[error("a day that no ledger knows")]
    FarDay,
    #[error("a class and a place at once")]
    ClassAndPlace,
    #[error("two figures for the same class")]
    ClassTwice(usize),
    #[error("the same voucher twice")]
    VoucherTwice(usize),
    #[error("no figure was given")]
    NothingTyped,
    #[error("a figure less than nothing")]
    BelowNothing(String),
    #[error("the file is kept for a day only")]
    ExportGone,
}

impl From<ReportError> for Problem {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::PeriodBackwards => {
                Self::malformed("bad_period", "期间的开始不能晚于基准日。", "The period cannot begin after the day of the ledger.")
            }
            ReportError::FarDay => Self::malformed("bad_day", "日期应在 1900 年到 2199 年之间。", "The day lies between 1900 and 2199."),
            ReportError::ClassAndPlace => {
                Self::malformed("class_and_place", "分类和地点只能选一个。", "Choose a class or a place, not both.")
            }
            ReportError::ClassTwice(at) => Self::invalid(
                format!("/balances/{at}/category_code"),
                "class_twice",
                "这个分类和另一行重复，或者一个包含了另一个。",
                "This class is there twice, or one of the two contains the other.",
            ),
            ReportError::VoucherTwice(at) => Self::invalid(
                format!("/vouchers/{at}/voucher_no"),
                "voucher_twice",
                "这个凭证号出现了两次。",
                "This voucher is there twice.",
            ),
            ReportError::NothingTyped => Self::invalid(
                "/balances",
                "required",
                "请至少填一行分类余额或一张凭证。",
                "Give the balance of one class or one voucher at least.",
            ),
            ReportError::BelowNothing(pointer) => {
                Self::invalid(pointer, "negative_value", "金额不能是负数。", "An amount cannot be negative.")
            }
            ReportError::ExportGone => Self::new(
                StatusCode::GONE,
                "export_gone",
                Text::fixed("导出的文件只保留 24 小时，请重新导出。", "Files of exports are kept for 24 hours; export it again."),
            ),
        }
    }
}
