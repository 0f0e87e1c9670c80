//! What is refused of a file, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};
use photos::PhotoError;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("the file is empty")]
    Empty,
    #[error("more than {0} MB")]
    TooLarge(u64),
    #[error("the body came too slowly")]
    TooSlow,
    #[error("the body broke off")]
    BrokenOff,
    #[error("the File-Name header cannot be read")]
    BadName,
    #[error("a kind of file that is not taken")]
    NotAccepted,
    #[error("said to be another picture than it is")]
    Mislabelled,
    #[error("too many pixels")]
    TooManyPixels,
    #[error("an animation")]
    Animated,
    #[error("the picture cannot be read")]
    BrokenPicture,
    #[error("the scanner refused it")]
    Quarantined,
    #[error("the scanner did not answer: {0}")]
    ScannerAway(String),
    #[error("the school's space is used up")]
    QuotaExceeded,
    #[error("the upload at {0} is no picture")]
    NotAPhoto(String),
    #[error("no photo, and only photos are taken here")]
    OnlyPhotos,
    #[error("too many attachments")]
    TooManyAttached,
    #[error("the disk is full")]
    DiskFull,
    #[error("the disk is read-only: {0}")]
    ReadOnly(String),
    #[error("{0}")]
    Store(String),
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let kind = error.kind();
        if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            Self::DiskFull
        } else if kind == ErrorKind::ReadOnlyFilesystem {
            Self::ReadOnly(error.to_string())
        } else {
            Self::Store(error.to_string())
        }
    }
}

impl From<PhotoError> for FileError {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::TooManyPixels => Self::TooManyPixels,
            PhotoError::Animated => Self::Animated,
            PhotoError::Broken => Self::BrokenPicture,
            PhotoError::Failed(cause) => Self::Store(cause),
        }
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        let text = Text::fixed;
        let too_large = StatusCode::PAYLOAD_TOO_LARGE;
        match error {
            FileError::Empty => Self::refused("empty_file", text("文件是空的。", "The file is empty.")),
            FileError::TooLarge(megabytes) => Self::new(
                too_large,
                "too_large",
                Text::new(format!("文件超过 {megabytes} MB。"), format!("The file is larger than {megabytes} MB.")),
            ),
            FileError::TooSlow => {
                Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", text("发送太慢，请重试。", "The file came too slowly; try again."))
            }
            FileError::BrokenOff => Self::malformed("broken_body", "内容没有收完整。", "The body did not arrive whole."),
            FileError::BadName => Self::malformed(
                "bad_file_name",
                "File-Name 请求头应是一个百分号编码的文件名。",
                "The File-Name header must be one percent-encoded file name.",
            ),
            FileError::NotAccepted => Self::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_file",
                text(
                    "照片请用 JPEG 或 PNG；文件请用 PDF、OFD、XLSX、XLS、DOCX、CSV 或纯文本。",
                    "Photos must be JPEG or PNG; documents PDF, OFD, XLSX, XLS, DOCX, CSV or plain text.",
                ),
            ),
            FileError::Mislabelled => Self::refused(
                "mislabelled",
                text(
                    "图片的格式和它声明的不一致，请重新保存后再传。",
                    "The picture is not of the type it claims; save it again and retry.",
                ),
            ),
            FileError::TooManyPixels => Self::refused(
                "too_many_pixels",
                text("图片超过 2400 万像素，请缩小后再传。", "The picture has more than 24 megapixels; make it smaller."),
            ),
            FileError::Animated => Self::refused("animated", text("不接受动图。", "Animated pictures are not taken.")),
            FileError::BrokenPicture => {
                Self::refused("broken_picture", text("图片已损坏，请重新拍摄或保存。", "The picture is damaged; take or save it again."))
            }
            FileError::Quarantined => Self::refused(
                "quarantined",
                text(
                    "病毒扫描没有通过，文件已隔离，没有保存。",
                    "The virus scanner refused the file; it is in quarantine and was not saved.",
                ),
            ),
            FileError::ScannerAway(cause) | FileError::ReadOnly(cause) => Self::unavailable(cause),
            FileError::QuotaExceeded => Self::new(
                too_large,
                "quota_exceeded",
                text("学校的文件空间已满，请联系管理员。", "The school's space for files is full; tell the administrator."),
            ),
            FileError::NotAPhoto(pointer) => Self::invalid(pointer, "not_a_photo", "这个文件不是照片。", "This file is no photo."),
            FileError::OnlyPhotos => Self::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_file",
                text("这里只收照片，请用 JPEG 或 PNG。", "Only photos are taken here: JPEG or PNG."),
            ),
            FileError::TooManyAttached => Self::conflict(
                "too_many_attachments",
                text("照片和文件太多，请先移除一些。", "There are too many photos and documents here; remove some first."),
            ),
            FileError::DiskFull => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "disk_full",
                text("服务器磁盘已满，没有保存，请联系管理员。", "The server's disk is full; nothing was saved. Tell the administrator."),
            ),
            FileError::Store(cause) => Self::internal(cause),
        }
    }
}
