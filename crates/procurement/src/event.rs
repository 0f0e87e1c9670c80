//! What procurement writes into the audit trail.

kernel::actions! {
    REQUEST_DRAFTED = "purchase_request.drafted", "起草采购申请", "Purchase request drafted";
    REQUEST_REVISED = "purchase_request.revised", "修改采购申请", "Purchase request revised";
    REQUEST_SUBMITTED = "purchase_request.submitted", "提交采购申请", "Purchase request submitted";
    REQUEST_WITHDRAWN = "purchase_request.withdrawn", "撤回采购申请", "Purchase request taken back";
    REQUEST_CANCELLED = "purchase_request.cancelled", "取消采购申请", "Purchase request cancelled";
    PETTY_RECORDED = "petty_purchase.recorded", "登记零星采购", "Petty purchase recorded";
    PETTY_REVISED = "petty_purchase.revised", "修改零星采购", "Petty purchase revised";
    PETTY_CANCELLED = "petty_purchase.cancelled", "作废零星采购", "Petty purchase cancelled";
}

kernel::topics! {
    NEWS_WITNESS = "petty_purchase.witness", ("写我做证明人的", "Where I am named as the witness"),
        ("{who}把您写成了证明人：{title}，{shop}，{amount} 元（{number}）。不是这样的话，请告诉审批的人。",
         "{who} named you as the witness: {title}, {shop}, {amount} ({number}). If it was not so, tell whoever decides.");
}

/// What things cost is for those who may see purchases, also in what was written of them.
pub const HIDDEN: kernel::audit::trail::HiddenFields = of("purchase_request");
pub const PETTY_HIDDEN: kernel::audit::trail::HiddenFields = of("petty_purchase");

const fn of(kinds: &'static str) -> kernel::audit::trail::HiddenFields {
    let fields = &["unit_price", "amount", "total", "judged_amount"];
    kernel::audit::trail::HiddenFields { kinds, fields, permission: "purchase_requests.view" }
}
