//! What reports write into the audit trail. That a paper or a workbook was made is an event of `papers`.

kernel::actions! {
    LEDGER_EXPORTED = "ledger.exported", "导出账簿", "Ledger exported";
    RECONCILED = "ledger.reconciled", "录入财务账面数", "Finance's figures entered";
    SUMMARY_WRITTEN = "term_summary.written", "撰写学期后勤工作总结", "Term summary written";
}

/// What finance's books say is for those who may see values, also in what was written of it.
pub const HIDDEN: kernel::audit::trail::HiddenFields = kernel::audit::trail::HiddenFields {
    kinds: "ledger_reconciliation",
    fields: &["original_value", "accumulated_depreciation", "vouchers_total"],
    permission: "assets.view_values",
};
