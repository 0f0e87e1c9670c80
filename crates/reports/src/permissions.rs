//! What can be permitted in reports. Amounts of ledgers are shown to those who may see the values of assets, as in the register.

kernel::permissions! {
    ViewLedgers = "ledgers.view", "查看总账、明细账和账账核对", "View the ledgers and their reconciliation";
    ExportLedgers = "ledgers.export", "导出账簿", "Export the ledgers";
    ReconcileLedgers = "ledgers.reconcile", "录入财务账面数，核对账账、账卡", "Enter finance's figures and reconcile them with the cards";
    ViewSchoolHome = "school_home.view", "查看全校后勤一览", "View the logistics of the whole school at a glance";
    ViewTermSummaries = "term_summaries.view", "查看学期后勤工作总结", "View the term summaries of logistics";
    WriteTermSummaries = "term_summaries.write", "撰写学期后勤工作总结", "Write the term summaries of logistics";
}
