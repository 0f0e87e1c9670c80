//! What repairs write into the audit trail.

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
    ROUTE_ADDED = "repair_route.added", "设置报修分派", "Repair route added";
    ROUTE_CHANGED = "repair_route.changed", "更改报修分派", "Repair route changed";
    ROUTE_REMOVED = "repair_route.removed", "取消报修分派", "Repair route removed";
}
