//! What uploads write into the audit trail. Attaching is an event of what the file is attached to.

kernel::actions! {
    UPLOADED = "file.uploaded", "上传文件", "File uploaded";
}
