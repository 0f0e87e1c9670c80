//! What procurement writes into the audit trail.

kernel::actions! {
    REQUEST_DRAFTED = "purchase_request.drafted", "起草采购申请", "Purchase request drafted";
    REQUEST_REVISED = "purchase_request.revised", "修改采购申请", "Purchase request revised";
    REQUEST_SUBMITTED = "purchase_request.submitted", "提交采购申请", "Purchase request submitted";
    REQUEST_WITHDRAWN = "purchase_request.withdrawn", "撤回采购申请", "Purchase request taken back";
    REQUEST_CANCELLED = "purchase_request.cancelled", "取消采购申请", "Purchase request cancelled";
}

/// What things cost is for those who may see purchases, also in what was written of them.
pub const HIDDEN: kernel::audit::trail::HiddenFields = kernel::audit::trail::HiddenFields {
    kinds: "purchase_request",
    fields: &["unit_price", "amount", "total", "judged_amount"],
    permission: "purchase_requests.view",
};
