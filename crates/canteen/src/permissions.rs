//! What can be permitted in canteens.

kernel::permissions! {
    ViewCanteen = "canteen.view", "查看食堂台账", "View the canteen's book";
    ManageCanteen = "canteen.manage", "设食堂和食堂人员", "Set up canteens and who works there";
    KeepBook = "canteen.keep", "登记食堂台账", "Keep the canteen's book";
    AccompanyMeal = "canteen.accompany", "登记陪餐", "Record accompanied meals";
    /// Contracts are those of whoever sets canteens up; this is for what comes from outside.
    KeepPapers = "canteen.papers", "登记外部检查和整改", "Record inspections from outside and what was mended";
    /// Of whoever may be the first to hear of it, the kitchen or not.
    RaiseIncident = "canteen.incident", "报告食品安全事故并登记上报", "Raise food safety incidents and record their report";
    /// The head's own: he holds it, and writes it down himself.
    RecordMeeting = "canteen.meet", "登记食堂月调度会", "Record the canteen's monthly meetings";
    /// Of those who answer for the school and not for the kitchen.
    OverseeCanteen = "canteen.oversee", "从食堂外监督食堂", "Oversee canteens from outside the kitchen";
    StrikeRecord = "canteen.strike", "作废写错的食堂记录", "Strike out wrong records of the canteen";
    /// C3: seen by the canteen's manager, food safety and the principal only.
    ViewHealth = "canteen.health", "查看食堂人员健康证和晨检", "View health certificates and morning checks";
    KeepHealth = "canteen.health_keep", "登记和核对健康证、晨检", "Keep health certificates and morning checks";
}

/// For the job that says which certificates end soon. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct RemindOfCertificates;

impl kernel::Permission for RemindOfCertificates {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "canteen.remind",
        zh: "健康证到期提醒",
        en: "Remind of health certificates that end",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
