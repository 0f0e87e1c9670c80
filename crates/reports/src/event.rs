//! What reports write into the audit trail. That a file was made is an event of `papers`.

kernel::actions! {
    SUMMARY_WRITTEN = "term_summary.written", "撰写学期后勤工作总结", "Term summary written";
}
