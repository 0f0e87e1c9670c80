//! What can be permitted in repairs.

kernel::permissions! {
    ReportRepair = "repair_cases.report", "报修", "Report a fault";
    ReportOnBehalf = "repair_cases.report_on_behalf", "代别人报修", "Report for somebody else";
    ViewRepairs = "repair_cases.view", "查看报修", "View repair cases";
    TriageRepair = "repair_cases.triage", "受理、定缓急和延期", "Triage and defer repairs";
    AssignRepair = "repair_cases.assign", "派工", "Assign repairs";
    TakeRepair = "repair_cases.take", "接单", "Take a repair";
    WorkOnRepair = "repair_cases.work", "维修和完工", "Work on repairs";
    AcceptRepair = "repair_cases.accept", "验收、退回返修", "Accept or refuse finished repairs";
    CancelRepair = "repair_cases.cancel", "撤回报修", "Cancel a report";
    RejectRepair = "repair_cases.reject", "不予受理", "Reject a report";
    ViewRoutes = "repair_routes.view", "查看报修分派", "View who gets which repair";
    ManageRoutes = "repair_routes.manage", "设置报修分派", "Set who gets which repair";
    OwnSummary = "me.summary", "看自己有什么要办", "See what waits for oneself", signed_in;
    ViewCategories = "repair_categories.view", "看报修类别", "See the kinds of repairs", signed_in;
    ViewSign = "signs.view", "看门牌页", "See a door sign's page", public("the page behind a door sign shows the room's name and open cases to whoever stands before it");
    ReportAtSign = "signs.report", "扫门牌报修", "Report at a door sign", public("a broken thing is reported without an account; attempts are limited per sign and address");
    FollowUp = "follow_ups.view", "凭查询码跟进", "Follow a report by its code", public("the code given to an anonymous reporter is the credential");
}

/// For the job that closes what silence has accepted. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct CloseSilentCases;

impl kernel::Permission for CloseSilentCases {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "repair_cases.close_silent",
        zh: "逾期未答复自动验收",
        en: "Close what silence accepted",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
