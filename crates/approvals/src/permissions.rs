//! What can be permitted in approvals.

kernel::permissions! {
    ViewApprovals = "approvals.view", "查看审批", "View approvals";
    DecideApprovals = "approvals.decide", "审批", "Decide approvals", stepped_up;
}
