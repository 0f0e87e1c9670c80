//! What can be permitted in reports. Amounts are shown to those who may see the values of assets, as in the register.

kernel::permissions! {
    ViewLedgers = "ledgers.view", "查看总账、明细账和账账核对", "View the ledgers and their reconciliation";
    ExportLedgers = "ledgers.export", "导出账簿", "Export the ledgers";
    ReconcileLedgers = "ledgers.reconcile", "录入财务账面数，核对账账、账卡", "Enter finance's figures and reconcile them with the cards";
}
