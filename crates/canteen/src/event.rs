//! What canteens write into the audit trail, and what they tell.

kernel::actions! {
    CANTEEN_ADDED = "canteen.added", "新增食堂", "Canteen added";
    CANTEEN_REVISED = "canteen.revised", "修改食堂", "Canteen revised";
    STAFF_ADDED = "canteen_staff.added", "新增食堂人员", "Canteen staff added";
    STAFF_REVISED = "canteen_staff.revised", "修改食堂人员", "Canteen staff revised";
    CERTIFICATE_ENTERED = "health_certificate.entered", "登记健康证", "Health certificate entered";
    CERTIFICATE_VERIFIED = "health_certificate.verified", "核对健康证", "Health certificate verified";
    CERTIFICATE_SUSPENDED = "health_certificate.suspended", "暂停健康证", "Health certificate suspended";
    CERTIFICATE_RESUMED = "health_certificate.resumed", "恢复健康证", "Health certificate resumed";
    CERTIFICATE_WITHDRAWN = "health_certificate.withdrawn", "作废健康证", "Health certificate withdrawn";
    MENU_WRITTEN = "canteen_menu.written", "登记食谱", "Menu written";
    MENU_REWRITTEN = "canteen_menu.rewritten", "重写食谱", "Menu written anew";
    MENU_STRUCK = "canteen_menu.struck", "作废食谱", "Menu struck out";
    MORNING_CHECKED = "canteen_morning_check.recorded", "登记晨检", "Morning check recorded";
    SAMPLED = "canteen_record.sampled", "登记留样", "Food samples recorded";
    DISINFECTED = "canteen_record.disinfected", "登记消毒", "Disinfection recorded";
    ACCOMPANIED = "canteen_record.accompanied", "登记陪餐", "Accompanied meal recorded";
    LEFT_OVER = "canteen_record.left_over", "登记剩余", "Leftovers recorded";
    STRUCK = "canteen_record.struck", "作废食堂记录", "Canteen record struck out";
    CHECKS_SET_UP = "canteen_checks.set_up", "设食堂检查", "Canteen's checks set up";
    MEETING_RECORDED = "canteen_meeting.recorded", "登记调度会", "Monthly meeting recorded";
    MEETING_STRUCK = "canteen_meeting.struck", "作废调度会记录", "Record of a meeting struck out";
    INCIDENT_RAISED = "canteen_incident.raised", "食品安全事故处置", "Food safety incident raised";
    INCIDENT_REPORTED = "canteen_incident.reported", "上报食品安全事故", "Food safety incident reported to the authorities";
    INCIDENT_INVESTIGATED = "canteen_incident.investigated", "食品安全事故开始调查", "Investigation of a food safety incident begun";
    INCIDENT_CLOSED = "canteen_incident.closed", "食品安全事故结案", "Food safety incident closed";
    INCIDENT_CALLED_OFF = "canteen_incident.called_off", "解除食品安全事故（误报）", "Food safety incident called off";
    TRAINED = "canteen_record.trained", "登记食堂培训", "Training of the canteen recorded";
    SURVEYED = "canteen_record.surveyed", "登记满意度调查", "Survey of satisfaction recorded";
    CONTRACT_ENTERED = "canteen_contract.entered", "登记食堂合同", "Canteen's contract entered";
    CONTRACT_REVISED = "canteen_contract.revised", "修改食堂合同", "Canteen's contract revised";
    CONTRACT_ENDED = "canteen_contract.ended", "终止食堂合同", "Canteen's contract ended";
    OUTSIDE_RECORDED = "outside_inspection.recorded", "登记外部检查", "Inspection from outside recorded";
    OUTSIDE_STRUCK = "outside_inspection.struck", "作废外部检查记录", "Record of an inspection from outside struck out";
    FINDING_REPORTED = "outside_finding.reported", "外部检查问题报修", "What was found reported for repair";
    FINDING_MENDED = "outside_finding.mended", "外部检查问题整改销号", "What was found mended";
    SAMPLE_STORED = "food_sample.stored", "留样入柜", "Food sample stored";
    SAMPLE_DISCARDED = "food_sample.discarded", "留样销毁", "Food sample discarded";
    SAMPLE_SEALED = "food_sample.sealed", "封存留样", "Food sample sealed";
    SAMPLE_RELEASED = "food_sample.released", "留样解封", "Food sample released from its seal";
    SAMPLE_HANDED_OVER = "food_sample.handed_over", "移交封存的留样", "Sealed food sample handed over";
}

kernel::topics! {
    NEWS_CERTIFICATE_ENDS = "health_certificate.ending", ("食堂人员健康证要到期", "Health certificates of the canteen end"),
        ("{name} 的健康证 {day} 到期（还有 {days} 天）。到期没有新证，不能上岗。",
         "The health certificate of {name} ends on {day} (in {days} days). Without a new one he cannot work there.");
    NEWS_INCIDENT = "canteen_incident.raised", ("食品安全事故", "Food safety incidents"),
        ("{who} 报告食品安全事故（{canteen}）：{said}。停止供餐，封存食品和用具，救治人员，2 小时内上报。留样已封存 {sealed} 份。",
         "{who} raised a food safety incident ({canteen}): {said}. Stop serving, seal food and tools, see to those who are unwell, report within two hours. Samples sealed: {sealed}.");
    NEWS_INCIDENT_STEP = "canteen_incident.moved", ("食品安全事故的处置", "What becomes of food safety incidents"),
        ("{canteen}的食品安全事故“{said}”：{state}。{note}（{who} 登记）",
         "The food safety incident of {canteen}, “{said}”: {state}. {note} (recorded by {who})");
    NEWS_CONTRACT_ENDS = "canteen_contract.ending", ("食堂承包合同要到期", "Contracts of the canteen end"),
        ("{contractor} 的{what} {day} 到期（还有 {days} 天），请提前办理。",
         "{contractor}: the {what} ends on {day} (in {days} days). Prepare the next in time.");
    NEWS_FINDING = "outside_finding.assigned", ("外部检查查出的问题由我整改", "Findings from outside to be mended by me"),
        ("外部检查（{canteen}）查出：{said}，由您负责，{day} 前整改好。{who} 登记。",
         "An inspection from outside ({canteen}) found: {said}. You see to it by {day}. Recorded by {who}.");
    NEWS_NAMED = "canteen_record.named", ("食堂记录里写了我是监督人", "Named as supervisor in the canteen's book"),
        ("{who} 登记的{what}（{canteen}）写您是监督人。不是的话，请告诉食堂管理员。",
         "{who} recorded {what} ({canteen}) with you as the supervisor. If you were not, tell the canteen's manager.");
    NEWS_STRUCK = "canteen_record.struck_out", ("我登记的食堂记录被别人作废", "What I recorded of the canteen was struck out by somebody else"),
        ("{who} 作废了您的{what}（{canteen}）：{reason}。不对的话，请重新登记，并告诉总务主任或校长。",
         "{who} struck out your record ({what}, {canteen}): {reason}. If that is wrong, record it again, and tell the logistics director or the principal.");
    NEWS_COMPANION = "canteen_record.companion", ("食堂记录里写了我陪餐", "Named as who ate with the pupils"),
        ("{who} 登记的{what}（{canteen}）写您是陪餐人。不是的话，请告诉食堂管理员。",
         "{who} recorded {what} ({canteen}) with you as the one who ate there. If you did not, tell the canteen's manager.");
    NEWS_CHAIR = "canteen_meeting.chair", ("调度会记录里写了我主持", "Named as who chaired a monthly meeting"),
        ("{who} 登记的 {day} 调度会（{canteen}）写您是主持人。不是的话，请告诉食堂管理员。",
         "{who} recorded the monthly meeting of {day} ({canteen}) with you in the chair. If you were not, tell the canteen's manager.");
}

/// Whether somebody was well is for those who may see health, also in what was written of it (C3).
pub const HIDDEN_CHECKS: kernel::audit::trail::HiddenFields =
    kernel::audit::trail::HiddenFields { kinds: "canteen_morning_check", fields: &["lines"], permission: "canteen.health" };

/// The same for certificates.
pub const HIDDEN_CERTIFICATES: kernel::audit::trail::HiddenFields = kernel::audit::trail::HiddenFields {
    kinds: "health_certificate",
    fields: &["number", "issued_on", "expires_on", "state", "reason"],
    permission: "canteen.health",
};
