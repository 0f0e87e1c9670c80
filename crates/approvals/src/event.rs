//! What approvals write into the audit trail, and what they tell.

kernel::actions! {
    APPROVED = "approval.approved", "审批同意", "Approved";
    RETURNED = "approval.returned", "审批退回修改", "Returned for revision";
    REJECTED = "approval.rejected", "审批不同意", "Rejected";
}

kernel::topics! {
    NEWS_WAITING = "approval.waiting", ("等我审批的", "Waiting for my approval"),
        ("等您审批：{title}（{number}，{who}申请{amount}）", "Waiting for your approval: {title} ({number}, asked by {who}{amount})");
    NEWS_REMINDED = "approval.reminded", ("等我审批已久的", "What has waited long for my approval"),
        ("从 {since} 起等您审批：{title}（{number}，{who}申请{amount}）",
         "Waiting for your approval since {since}: {title} ({number}, asked by {who}{amount})");
    NEWS_APPROVED = "approval.approved", ("批下来了", "Approved"),
        ("已批准：{title}（{number}）", "Approved: {title} ({number})");
    NEWS_RETURNED = "approval.returned", ("退回修改", "Returned for revision"),
        ("退回修改：{title}（{number}）{said}", "Returned for revision: {title} ({number}){said}");
    NEWS_REJECTED = "approval.rejected", ("没有批准", "Not approved"),
        ("没有批准：{title}（{number}）{said}", "Not approved: {title} ({number}){said}");
}
