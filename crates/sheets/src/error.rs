//! Why a file could not be read as a spreadsheet, in words for the person who uploaded it. Never shows a library's message.

use serde::{Deserialize, Serialize};

use super::limits;

/// A refusal of the whole file. Crosses the pipe from the parser to its parent, hence serde.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SheetError {
    /// The parser could not open or read the file; `detail` is for the log.
    #[error("cannot read the file: {detail}")]
    Unreadable { detail: String },
    /// The file is packed larger than [`limits::MAX_FILE_BYTES`].
    #[error("the file is larger than {} bytes", limits::MAX_FILE_BYTES)]
    FileTooLarge,
    /// Nothing in it, or no row with a value.
    #[error("the file is empty")]
    Empty,
    /// A web page or XML text saved under a spreadsheet's name.
    #[error("the file is a web page")]
    WebPage,
    /// Opens only with a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// Not a workbook, or a broken one; `detail` is for the log.
    #[error("the workbook is damaged: {detail}")]
    Damaged { detail: String },
    /// Unpacks to more than is allowed, in size, in number of parts or in ratio.
    #[error("the workbook unpacks to too much")]
    UnpacksTooLarge,
    #[error("more than {} sheets", limits::MAX_SHEETS)]
    TooManySheets,
    #[error("more than {} rows", limits::MAX_ROWS)]
    TooManyRows { sheet: String },
    #[error("a value right of column {}", limits::MAX_COLUMNS)]
    TooManyColumns { sheet: String, row: u32 },
    #[error("too many cells or too much text")]
    TooManyCells,
    #[error("more than {} merged ranges", limits::MAX_MERGES)]
    TooManyMerges { sheet: String },
    #[error("a cell longer than {} characters", limits::MAX_CELL_CHARS)]
    CellTooLong { sheet: String, row: u32, column: u32 },
    /// A CSV file in an encoding other than UTF-8 and GB18030 (which holds GBK and GB2312).
    #[error("unknown text encoding")]
    UnknownEncoding,
    /// A CSV file in UTF-16, as "Unicode text" of older spreadsheets is.
    #[error("the text is UTF-16")]
    Utf16,
    /// The reader of the rows went away.
    #[error("the output was closed")]
    OutputClosed,
}

impl SheetError {
    /// What programs switch on; stable.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "sheet_unreadable",
            Self::FileTooLarge => "sheet_file_too_large",
            Self::Empty => "sheet_empty",
            Self::WebPage => "sheet_web_page",
            Self::Encrypted => "sheet_encrypted",
            Self::Damaged { .. } => "sheet_damaged",
            Self::UnpacksTooLarge => "sheet_unpacks_too_large",
            Self::TooManySheets => "sheet_too_many_sheets",
            Self::TooManyRows { .. } => "sheet_too_many_rows",
            Self::TooManyColumns { .. } => "sheet_too_many_columns",
            Self::TooManyCells => "sheet_too_many_cells",
            Self::TooManyMerges { .. } => "sheet_too_many_merges",
            Self::CellTooLong { .. } => "sheet_cell_too_long",
            Self::UnknownEncoding => "sheet_unknown_encoding",
            Self::Utf16 => "sheet_utf16",
            Self::OutputClosed => "sheet_output_closed",
        }
    }

    pub fn zh(&self) -> String {
        match self {
            Self::Unreadable { .. } => "文件无法读取，请重新上传。".into(),
            Self::FileTooLarge => {
                format!("文件超过 {} MB，请删去无关的工作表或图片，或分成几个文件导入。", limits::MAX_FILE_BYTES >> 20)
            }
            Self::Empty => "文件里没有内容。".into(),
            Self::WebPage => "这个文件其实是网页，只是扩展名像表格。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。".into(),
            Self::Encrypted => "文件有打开密码，请取消密码后再导入。".into(),
            Self::Damaged { .. } => "文件损坏，或者不是 .xlsx、.xls、.csv。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。".into(),
            Self::UnpacksTooLarge => "文件解压后过大，请另存为新的 .xlsx 后再导入。".into(),
            Self::TooManySheets => format!("工作表超过 {} 张，请分成几个文件导入。", limits::MAX_SHEETS),
            Self::TooManyRows { sheet } => {
                format!("超过 {} 行（到工作表“{sheet}”为止），请分成几个文件导入。", limits::MAX_ROWS)
            }
            Self::TooManyColumns { sheet, row } => {
                format!("工作表“{sheet}”第 {row} 行在第 {} 列以外还有内容，请删去。", limits::MAX_COLUMNS)
            }
            Self::TooManyCells => "内容过多，请分成几个文件导入。".into(),
            Self::TooManyMerges { sheet } => {
                format!("工作表“{sheet}”的合并单元格超过 {} 处，请取消合并。", limits::MAX_MERGES)
            }
            Self::CellTooLong { sheet, row, column } => {
                format!("工作表“{sheet}”第 {row} 行第 {column} 列的文字超过 {} 个字，请缩短。", limits::MAX_CELL_CHARS)
            }
            Self::UnknownEncoding => "无法识别文字编码，请另存为“CSV UTF-8”或 .xlsx 后再导入。".into(),
            Self::Utf16 => "文件是 UTF-16 编码（Unicode 文本），请另存为“CSV UTF-8”或 .xlsx 后再导入。".into(),
            Self::OutputClosed => "读取被中断，请重试。".into(),
        }
    }

    pub fn en(&self) -> String {
        match self {
            Self::Unreadable { .. } => "The file could not be read. Please upload it again.".into(),
            Self::FileTooLarge => format!(
                "The file is larger than {} MB. Remove unrelated sheets or pictures, or import it in parts.",
                limits::MAX_FILE_BYTES >> 20
            ),
            Self::Empty => "The file holds nothing.".into(),
            Self::WebPage => {
                "The file is a web page under a spreadsheet's name. Open it in a spreadsheet program and save it as .xlsx.".into()
            }
            Self::Encrypted => "The file opens only with a password. Remove the password first.".into(),
            Self::Damaged { .. } => {
                "The file is damaged, or is not .xlsx, .xls or .csv. Open it in a spreadsheet program and save it as .xlsx.".into()
            }
            Self::UnpacksTooLarge => "The file unpacks to too much. Save it as a new .xlsx first.".into(),
            Self::TooManySheets => format!("More than {} sheets. Import it in parts.", limits::MAX_SHEETS),
            Self::TooManyRows { sheet } => {
                format!("More than {} rows (reached in sheet “{sheet}”). Import it in parts.", limits::MAX_ROWS)
            }
            Self::TooManyColumns { sheet, row } => {
                format!("Sheet “{sheet}”, row {row}, has a value right of column {}. Delete it.", limits::MAX_COLUMNS)
            }
            Self::TooManyCells => "Too much content. Import it in parts.".into(),
            Self::TooManyMerges { sheet } => {
                format!("Sheet “{sheet}” has more than {} merged ranges. Unmerge them.", limits::MAX_MERGES)
            }
            Self::CellTooLong { sheet, row, column } => {
                format!("Sheet “{sheet}”, row {row}, column {column} is longer than {} characters. Shorten it.", limits::MAX_CELL_CHARS)
            }
            Self::UnknownEncoding => "The text encoding is unknown. Save it as “CSV UTF-8” or .xlsx.".into(),
            Self::Utf16 => "The file is UTF-16 (“Unicode text”). Save it as “CSV UTF-8” or .xlsx.".into(),
            Self::OutputClosed => "Reading was interrupted. Please try again.".into(),
        }
    }
}
