//! What can be permitted in procurement.

kernel::permissions! {
    RequestPurchase = "purchase_requests.request", "申请采购", "Ask for a purchase";
    ViewPurchases = "purchase_requests.view", "查看采购申请", "View purchase requests";
    ViewQuotes = "quotes.view", "查看询价记录", "View quotes";
    CollectQuotes = "quotes.collect", "询价、登记报价", "Collect quotes";
    SettleQuotes = "quotes.settle", "选定供应商", "Settle which quote is taken";
    ViewSuppliers = "suppliers.view", "查看供应商", "View suppliers";
    KeepSuppliers = "suppliers.keep", "登记供应商和证照，暂停供货", "Keep suppliers and their licences, suspend them";
    ViewSupplierBank = "suppliers.view_bank", "查看供应商银行账户", "View suppliers' bank accounts";
    ViewOrders = "orders.view", "查看采购单", "View orders";
    MakeOrders = "orders.make", "下采购单、确认一起采购、取消和结束", "Make, confirm, cancel and close orders";
    ViewReceipts = "goods_receipts.view", "查看验收单", "View goods receipts";
    AcceptGoods = "goods_receipts.accept", "验收货物", "Accept goods", stepped_up;
    PostReceipts = "goods_receipts.post", "验收单和零星采购入账", "Enter goods receipts and petty purchases into the accounts", stepped_up;
    CosignExceptions = "exceptions.cosign", "会签例外", "Co-sign exceptions", stepped_up;
    ViewBudgets = "budgets.view", "查看预算", "View budgets";
    KeepBudgets = "budgets.keep", "核定、调整预算", "Allot and adjust budgets";
    ViewControlExceptions = "control_exceptions.view", "查看内控例外清单", "View the list of control exceptions";
    ViewPublications = "publications.view", "查看采购公示", "View publication notices";
    KeepPublications = "publications.keep", "拟定、张贴和撤销采购公示", "Make, post and cancel publication notices";
    ViewSpending = "purchase_spending.view", "查看采购支出统计", "View what was spent on purchases";
    DecideSupplierBank = "suppliers.bank", "提出和确认供应商银行账户", "Propose and confirm suppliers' bank accounts", stepped_up;
}
