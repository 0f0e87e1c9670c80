//! What can be permitted about papers.

kernel::permissions! {
    ReturnScans = "signed_scans.return", "传回签字扫描件", "Return signed scans";
}
