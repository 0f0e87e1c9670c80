//! What papers write into the audit trail.

kernel::actions! {
    SCAN_RETURNED = "signed_scan.returned", "传回签字扫描件", "Signed scan returned";
    REPORT_EXPORTED = "report.exported", "导出报表", "Report exported";
}
