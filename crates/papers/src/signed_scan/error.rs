//! What is refused of signed scans, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    #[error("neither took part nor keeps the papers")]
    NotYours,
    #[error("neither a photo nor a PDF")]
    NoScan(usize),
    #[error("one is replaced without a reason, or a reason is given for nothing")]
    ReasonMissing,
    #[error("replaced already")]
    ReplacedAlready,
    #[error("too many scans of one record")]
    TooMany,
}

impl ScanError {
    pub fn not_yours() -> Text {
        Text::fixed(
            "签字扫描件由经办人或管理单据的人传回。",
            "A signed scan is returned by those who took part, or by whoever keeps the papers.",
        )
    }
}

impl From<ScanError> for Problem {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::NotYours => Problem::new(StatusCode::FORBIDDEN, "not_yours", ScanError::not_yours()),
            ScanError::NoScan(index) => Self::invalid(
                format!("/upload_ids/{index}"),
                "no_scan",
                "签字扫描件可以是照片或 PDF。",
                "A signed scan is a photo or a PDF.",
            ),
            ScanError::ReasonMissing => Self::invalid(
                "/reason",
                "reason_missing",
                "替换扫描件时请写明原因；不替换就不用写。",
                "Say why where a scan is replaced, and only there.",
            ),
            ScanError::ReplacedAlready => Self::conflict(
                "replaced_already",
                Text::fixed("这份扫描件已经有新的替换，请刷新。", "A newer one stands in place of this scan already: look again."),
            ),
            ScanError::TooMany => Self::conflict(
                "too_many_scans",
                Text::fixed("这张单据的扫描件太多了（最多 50 份）。", "There are too many scans of this record (at most 50)."),
            ),
        }
    }
}
