//! What uploads write into the audit trail. Attaching is an event of what the file is attached to.

kernel::actions! {
    UPLOADED = "file.uploaded", "上传文件", "File uploaded";
}

kernel::topics! {
    NEWS_NEARLY_FULL = "files.nearly_full", ("文件空间快满了", "Space for files nearly full"),
        ("文件空间已用 {percent}%。满了以后新照片和文件传不上，已有的不受影响。", "{percent}% of the space for files is used. Once it is full no new photo or document is taken; what is there stays.");
    NEWS_FULL = "files.full", ("文件空间满了", "Space for files full"),
        ("文件空间已用 {percent}%，新照片和文件快传不上了。报修、登记照常，只是不能带照片。请联系技术人员加大空间。", "{percent}% of the space for files is used: new photos and documents are about to be refused. Reports and cards go on without photos. Have the space made larger."), urgent;
}
