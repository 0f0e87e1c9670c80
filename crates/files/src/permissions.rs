//! What can be permitted with files. Who may see an attachment is the business of what it is attached to.

kernel::permissions! {
    UploadFiles = "files.upload", "上传照片和文件", "Upload photos and documents";
    ViewUsage = "files.usage", "看文件空间用了多少", "See how much space files take";
}

/// For the job that removes uploads nobody attached. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct SweepUploads;

impl kernel::Permission for SweepUploads {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "files.sweep",
        zh: "清理没有用上的上传文件",
        en: "Remove uploads nobody attached",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
