//! What templates refuse, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};
use sheets::limits;

use super::super::{
    fill::{FillError, runner::FillRunError},
    writer,
};
use crate::import::ImportError;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("the file is no workbook")]
    NotAWorkbook,
    #[error("a template of this name is there")]
    Exists,
    #[error("the workbook has no such sheet")]
    NoSheet,
    #[error("the sheet has no such row")]
    NoHeads,
    #[error("data would go into the heads")]
    FirstRow,
    #[error("column {0} is there twice")]
    Repeated(usize),
    #[error("the form asks for values")]
    NeedsValues,
    #[error("the workbook cannot be filled")]
    Damaged,
    #[error("the sheet has no room for the rows")]
    NoRoom,
    #[error("filling took too long")]
    TooSlow,
}

impl From<TemplateError> for Problem {
    fn from(error: TemplateError) -> Self {
        match error {
            TemplateError::NotAWorkbook => {
                Self::invalid("/upload_id", "not_a_workbook", "请上传 .xlsx 或 .xls 的空表。", "Send the blank form as .xlsx or .xls.")
            }
            TemplateError::Exists => {
                let text = Text::fixed("已经有同名的表样。", "There is a template of this name already.");
                Self::conflict("template_exists", text.clone()).field("/name", "taken", text)
            }
            TemplateError::NoSheet => {
                Self::invalid("/sheet", "unknown_sheet", "文件里没有这张工作表。", "The file has no sheet of this name.")
            }
            TemplateError::NoHeads => {
                Self::invalid("/head_row", "no_heads", "这一行没有内容，不能当表头。", "This row is empty; it cannot be the row of heads.")
            }
            TemplateError::FirstRow => Self::invalid(
                "/first_row",
                "in_the_heads",
                "数据要从表头以下开始填，最多隔 100 行。",
                "Data begins below the heads, at most 100 rows further down.",
            ),
            TemplateError::Repeated(at) => {
                Self::invalid(format!("/columns/{at}/column"), "repeated", "这一列填了两次。", "This column is there twice.")
            }
            TemplateError::NeedsValues => Self::new(
                StatusCode::FORBIDDEN,
                "template_needs_values",
                Text::fixed(
                    "这张表要填金额，您没有查看资产价值的权限。",
                    "This form asks for amounts, and you may not see the values of assets.",
                ),
            ),
            TemplateError::Damaged => Self::refused(
                "template_damaged",
                Text::fixed(
                    "这张表无法填写，文件可能已损坏。请用 WPS 或 Excel 打开，另存为新的 .xlsx 后再上传。",
                    "The form cannot be filled and may be damaged. Open it in a spreadsheet program, save it as a new .xlsx and send it again.",
                ),
            ),
            TemplateError::NoRoom => Self::refused(
                "template_no_room",
                Text::fixed("表里放不下这么多行，请缩小筛选范围。", "The sheet has no room for so many rows; narrow the filters."),
            ),
            TemplateError::TooSlow => Self::refused(
                "template_too_slow",
                Text::new(
                    format!("填表超过 {} 秒，已中止。请缩小筛选范围，或删去表里无关的工作表和图片。", limits::WALL_SECONDS),
                    format!(
                        "Filling took longer than {} seconds and was stopped. Narrow the filters, or remove unrelated sheets and pictures.",
                        limits::WALL_SECONDS
                    ),
                ),
            ),
        }
    }
}

impl From<FillRunError<Self>> for Problem {
    fn from(error: FillRunError<Self>) -> Self {
        match error {
            FillRunError::Start(cause) => Self::internal(cause),
            FillRunError::TooSlow => TemplateError::TooSlow.into(),
            FillRunError::Died(_) | FillRunError::Refused(FillError::Damaged) => TemplateError::Damaged.into(),
            FillRunError::Refused(FillError::Sheet(error)) => ImportError::Sheet(error.into()).into(),
            FillRunError::Refused(FillError::NoSheet) => TemplateError::NoSheet.into(),
            FillRunError::Refused(FillError::NoRoom) => TemplateError::NoRoom.into(),
            FillRunError::Refused(error @ (FillError::OtherCount | FillError::Output)) => Self::internal(error),
            FillRunError::Output(error) if error.kind() == std::io::ErrorKind::FileTooLarge => TemplateError::NoRoom.into(),
            FillRunError::Output(error) => writer::failed(error),
            FillRunError::Rows(problem) => problem,
        }
    }
}
