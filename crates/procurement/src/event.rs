//! What procurement writes into the audit trail.

kernel::actions! {
    REQUEST_DRAFTED = "purchase_request.drafted", "起草采购申请", "Purchase request drafted";
    REQUEST_REVISED = "purchase_request.revised", "修改采购申请", "Purchase request revised";
    REQUEST_SUBMITTED = "purchase_request.submitted", "提交采购申请", "Purchase request submitted";
    REQUEST_WITHDRAWN = "purchase_request.withdrawn", "撤回采购申请", "Purchase request taken back";
    REQUEST_CANCELLED = "purchase_request.cancelled", "取消采购申请", "Purchase request cancelled";
    REQUEST_CLOSED = "purchase_request.closed", "余下不买，结束采购申请", "Rest of a purchase request given up";
    PETTY_RECORDED = "petty_purchase.recorded", "登记零星采购", "Petty purchase recorded";
    PETTY_REVISED = "petty_purchase.revised", "修改零星采购", "Petty purchase revised";
    PETTY_POSTED = "petty_purchase.posted", "零星采购入账", "Petty purchase entered into the accounts";
    PETTY_CANCELLED = "petty_purchase.cancelled", "作废零星采购", "Petty purchase cancelled";
    SUPPLIER_ADDED = "supplier.added", "登记供应商", "Supplier added";
    SUPPLIER_REVISED = "supplier.revised", "修改供应商", "Supplier revised";
    SUPPLIER_SUSPENDED = "supplier.suspended", "暂停供应商供货", "Supplier suspended";
    SUPPLIER_RESUMED = "supplier.resumed", "恢复供应商供货", "Supplier resumed";
    LICENCE_ADDED = "supplier_licence.added", "登记供应商证照", "Licence of a supplier added";
    LICENCE_VERIFIED = "supplier_licence.verified", "核对供应商证照", "Licence of a supplier verified";
    BANK_PROPOSED = "supplier_bank_account.proposed", "提出供应商银行账户", "Bank account of a supplier proposed";
    BANK_CONFIRMED = "supplier_bank_account.confirmed", "确认供应商银行账户", "Bank account of a supplier confirmed";
    QUOTES_OPENED = "quote_sheet.opened", "开始询价", "Sheet of quotes opened";
    QUOTE_RECORDED = "quote.recorded", "登记报价", "Quote written down";
    QUOTE_REMOVED = "quote.removed", "去掉报价", "Quote taken off the sheet";
    QUOTES_SETTLED = "quote_sheet.settled", "选定供应商", "Quotes settled";
    QUOTES_REOPENED = "quote_sheet.reopened", "重新询价", "Sheet of quotes opened again";
    ORDER_MADE = "purchase_order.made", "下采购单", "Order made";
    ORDER_CONFIRMED = "purchase_order.confirmed", "确认一起采购", "Order confirmed by a buyer";
    ORDER_COSIGNED = "purchase_order.cosigned", "会签一人采购", "Order by one buyer co-signed";
    ORDER_CANCELLED = "purchase_order.cancelled", "取消采购单", "Order cancelled";
    ORDER_CLOSED = "purchase_order.closed", "未到齐结束采购单", "Order closed short";
    RECEIPT_MADE = "goods_receipt.made", "填写验收单", "Goods receipt made";
    RECEIPT_SIGNED = "goods_receipt.signed", "签字验收", "Goods receipt signed";
    RECEIPT_COSIGNED = "goods_receipt.cosigned", "会签验收例外", "Exception of a goods receipt co-signed";
    RECEIPT_ACCEPTED = "goods_receipt.accepted", "验收入账卡和入库", "Goods accepted, with their cards and stock";
    RECEIPT_CANCELLED = "goods_receipt.cancelled", "取消验收单", "Goods receipt cancelled";
    RECEIPT_POSTED = "goods_receipt.posted", "验收单入账", "Goods receipt entered into the accounts";
    BUDGET_ALLOTTED = "budget.allotted", "核定、调整预算", "Budget allotted or adjusted";
    PUBLICATION_MADE = "publication.made", "拟定采购公示", "Publication notice made";
    PUBLICATION_POSTED = "publication.posted", "张贴采购公示", "Publication notice posted";
    PUBLICATION_CANCELLED = "publication.cancelled", "撤销采购公示", "Publication notice cancelled";
    BANK_REFUSED = "supplier_bank_account.refused", "退回供应商银行账户", "Bank account of a supplier refused";
}

kernel::topics! {
    NEWS_COSIGN = "sod_exception.cosign", ("请我会签例外的", "Where I am asked to co-sign an exception"),
        ("{who}请您会签“{rule}”的例外：{title}（{number}），原因：{reason}。您签了字才算数。",
         "{who} asks you to co-sign an exception from “{rule}”: {title} ({number}), because: {reason}. Nothing comes of it before you sign.");
    NEWS_BUYER = "purchase_order.buyer", ("要我一起采购的", "Where I am to buy beside somebody"),
        ("{who}请您一起采购：{title}，{supplier}（{number}）。您确认后才算下单。",
         "{who} asks you to buy beside them: {title}, of {supplier} ({number}). It is ordered once you confirm it.");
    NEWS_ACCEPTOR = "goods_receipt.acceptor", ("要我验收签字的", "Where I am to accept goods"),
        ("{who}请您一起验收：{title}，{supplier}（{number}）。货看过再签字。",
         "{who} asks you to accept with them: {title}, of {supplier} ({number}). Look at the goods, then sign.");
    NEWS_ACCEPTED = "goods_receipt.accepted", ("申请的东西到了", "What I asked for has come"),
        ("您申请的已验收：{title}（{request}，验收单 {number}）。",
         "What you asked for is accepted: {title} ({request}, goods receipt {number}).");
    NEWS_TO_POST = "goods_receipt.to_post", ("等入账的验收单", "Goods receipts to be entered into the accounts"),
        ("验收完毕，等您入账：{title}，{supplier}（{number}）。", "Accepted, to be entered into the accounts: {title}, of {supplier} ({number}).");
    NEWS_EMERGENCY_OVERDUE = "purchase_request.emergency_overdue", ("应急采购审批逾期的", "Emergency purchases whose approvals are overdue"),
        ("应急采购逾期没有补齐审批：{title}（{number}，{who}申请，应在 {due} 前补齐）。{holds}",
         "The approvals of an emergency purchase are overdue: {title} ({number}, asked by {who}, due by {due}). {holds}");
    NEWS_CLOSED = "purchase_request.closed", ("我的申请由别人结束的", "Where somebody else ended what I asked for"),
        ("{who}结束了您的申请，还没买的不再采购：{title}（{number}），原因：{reason}。",
         "{who} ended your request; what was not bought of it is not bought any more: {title} ({number}), because: {reason}.");
    NEWS_OWED = "publication.owed", ("该公示没有公示的", "What should hang on the board"),
        ("采购该公示没有公示：{what}。", "Purchases that should hang on the board and do not: {what}.");
    NEWS_WITNESS = "petty_purchase.witness", ("写我做证明人的", "Where I am named as the witness"),
        ("{who}把您写成了证明人：{title}，{shop}，{amount} 元（{number}）。不是这样的话，请告诉审批的人。",
         "{who} named you as the witness: {title}, {shop}, {amount} ({number}). If it was not so, tell whoever decides.");
}

/// What things cost is for those who may see purchases, also in what was written of them.
pub const HIDDEN: kernel::audit::trail::HiddenFields = of("purchase_request");
pub const PETTY_HIDDEN: kernel::audit::trail::HiddenFields = of("petty_purchase");
pub const ORDER_HIDDEN: kernel::audit::trail::HiddenFields = of("purchase_order");
pub const RECEIPT_HIDDEN: kernel::audit::trail::HiddenFields = of("goods_receipt");
pub const PUBLICATION_HIDDEN: kernel::audit::trail::HiddenFields = of("publication");

const fn of(kinds: &'static str) -> kernel::audit::trail::HiddenFields {
    let fields = &["unit_price", "amount", "total", "judged_amount", "value"];
    kernel::audit::trail::HiddenFields { kinds, fields, permission: "purchase_requests.view" }
}

/// What the school has and how much of it is used is for those who may see budgets.
pub const BUDGET_HIDDEN: kernel::audit::trail::HiddenFields =
    kernel::audit::trail::HiddenFields { kinds: "budget", fields: &["allotted"], permission: "budgets.view" };

/// How a supplier is reached is for those who may see suppliers.
pub const HIDDEN_SUPPLIERS: kernel::audit::trail::HiddenFields =
    kernel::audit::trail::HiddenFields { kinds: "supplier", fields: &["contact", "phone", "address"], permission: "suppliers.view" };

/// Where its money goes is for fewer still.
pub const HIDDEN_BANK: kernel::audit::trail::HiddenFields = kernel::audit::trail::HiddenFields {
    kinds: "supplier_bank_account",
    fields: &["account_name", "bank", "account_number"],
    permission: "suppliers.view_bank",
};

/// What suppliers ask for is for those who may see quotes.
pub const HIDDEN_QUOTES: kernel::audit::trail::HiddenFields = kernel::audit::trail::HiddenFields {
    kinds: "quote",
    fields: &["unit_price", "prices", "total", "note", "not_lowest"],
    permission: "quotes.view",
};
