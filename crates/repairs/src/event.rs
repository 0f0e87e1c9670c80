//! What repairs write into the audit trail, and what they tell.

kernel::actions! {
    REPORTED = "repair_case.reported", "报修", "Reported";
    JOINED = "repair_case.joined", "一起报修", "Also reported";
    TRIAGED = "repair_case.triaged", "受理", "Triaged";
    ASSIGNED = "repair_case.assigned", "派工", "Assigned";
    ROUTED = "repair_case.routed", "自动派工", "Assigned by the school's routes";
    TAKEN = "repair_case.taken", "接单", "Taken";
    STARTED = "repair_case.started", "开始维修", "Started";
    WAITING = "repair_case.waiting", "等待", "Waiting";
    DEFERRED = "repair_case.deferred", "延期", "Deferred";
    FINISHED = "repair_case.finished", "修好了", "Finished";
    CONFIRMED = "repair_case.confirmed", "验收", "Accepted";
    CLOSED_SILENTLY = "repair_case.closed_silently", "到期未答复，自动完成", "Closed: nobody objected in time";
    REFUSED = "repair_case.refused", "没修好，退回", "Not fixed, sent back";
    REOPENED = "repair_case.reopened", "又坏了，重开", "Broken again, reopened";
    REJECTED = "repair_case.rejected", "不予受理", "Rejected";
    CANCELLED = "repair_case.cancelled", "撤回", "Cancelled";
    ATTACHED = "repair_case.attached", "添加照片或文件", "Photo or document added";
    DETACHED = "repair_case.detached", "移除照片或文件", "Photo or document taken off";
    ROUTE_ADDED = "repair_route.added", "设置报修分派", "Repair route added";
    ROUTE_CHANGED = "repair_route.changed", "更改报修分派", "Repair route changed";
    ROUTE_REMOVED = "repair_route.removed", "取消报修分派", "Repair route removed";
}

kernel::topics! {
    NEWS_REPORTED = "repair_case.reported", ("新报修", "New reports"),
        ("新报修：{place} {what}（{number}）{said}", "Reported: {what} at {place} ({number}){said}");
    NEWS_UNASSIGNED = "repair_case.unassigned", ("还没派人的报修", "Reports without a repairer"),
        ("等您派人：{place} {what}（{number}）{said}", "To be assigned: {what} at {place} ({number}){said}");
    NEWS_DANGER = "repair_case.danger", ("有危险的报修", "Danger"),
        ("有危险，请马上看：{place} {what}（{number}）{said}", "Danger, look at once: {what} at {place} ({number}){said}"), urgent;
    NEWS_ASSIGNED = "repair_case.assigned", ("派给我的报修", "Repairs given to me"),
        ("派给您了：{place} {what}（{number}）{said}", "Given to you: {what} at {place} ({number}){said}");
    NEWS_FINISHED = "repair_case.finished", ("修好了，等验收", "Fixed, to be looked at"),
        ("修好了，请看一下：{place} {what}（{number}）", "Fixed, please look: {what} at {place} ({number})");
    NEWS_CONFIRMED = "repair_case.confirmed", ("验收通过", "Accepted"),
        ("验收通过：{place} {what}（{number}）", "Accepted: {what} at {place} ({number})");
    NEWS_REFUSED = "repair_case.refused", ("没修好，退回", "Not fixed, sent back"),
        ("没修好，退回：{place} {what}（{number}）{said}", "Not fixed, sent back: {what} at {place} ({number}){said}");
    NEWS_REOPENED = "repair_case.reopened", ("又坏了", "Broken again"),
        ("又坏了：{place} {what}（{number}）{said}", "Broken again: {what} at {place} ({number}){said}");
    NEWS_WAITING = "repair_case.waiting", ("在等材料或外修", "Waiting for parts"),
        ("要等一等：{place} {what}（{number}）{said}", "It has to wait: {what} at {place} ({number}){said}");
    NEWS_DEFERRED = "repair_case.deferred", ("推迟", "Put off"),
        ("推迟了：{place} {what}（{number}）{said}", "Put off: {what} at {place} ({number}){said}");
    NEWS_REJECTED = "repair_case.rejected", ("不予受理", "Rejected"),
        ("没有受理：{place} {what}（{number}）{said}", "Rejected: {what} at {place} ({number}){said}");
    NEWS_CANCELLED = "repair_case.cancelled", ("撤回", "Withdrawn"),
        ("不用修了，已撤回：{place} {what}（{number}）{said}", "Withdrawn, no need to go: {what} at {place} ({number}){said}");
}
