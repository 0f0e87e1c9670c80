//! What campus writes into the audit trail, and what it tells.

kernel::actions! {
    SCHOOL_CREATED = "school.created", "建校", "School created";
    SCHOOL_ADDED = "school.added", "新增所属学校", "School of the district added";
    SCHOOL_BELONGS = "school.joined_district", "归入学区", "Belongs to a district now";
    SCHOOL_ENTERED = "school.entered", "学区来人查看", "Looked into by the district";
    SCHOOL_MOVED = "school.address_changed", "更改学校网址", "Address of the school changed";
    PERSON_ADDED = "person.added", "登记人员", "Person added";
    ROSTER_TAKEN = "person.roster_taken", "批量登记人员", "People added from a list";
    PERSON_CHANGED = "person.changed", "修改人员", "Person changed";
    PERSON_LEFT = "person.disabled", "停用人员", "Person disabled";
    PERSON_RETURNED = "person.enabled", "恢复人员", "Person enabled";
    ROLE_GRANTED = "role_grant.granted", "授予角色", "Role granted";
    ROLE_CONFIRMED = "role_grant.confirmed", "确认角色", "Role confirmed";
    ROLE_REVOKED = "role_grant.revoked", "收回角色", "Role revoked";
    ROLES_CONFIRMED = "role_grant.confirmed_together", "一并确认角色", "Roles confirmed together";
    ROLES_ENDED = "role_grant.ended_by_leaving", "离职收回角色", "Roles ended by leaving";
    ROLE_LIMITED = "role_grant.limited", "给审计角色定截止日", "Roles of auditors given a last day";
    ROLE_RENAMED = "role.renamed", "角色改名", "Role renamed";
    DELEGATED = "delegation.made", "委托代理", "Delegation made";
    DELEGATION_ENDED = "delegation.ended", "结束代理", "Delegation ended";
    PLACE_ADDED = "location.added", "新增场所", "Place added";
    PLACE_CHANGED = "location.changed", "修改场所", "Place changed";
    PLACE_MOVED = "location.moved", "移动场所", "Place moved";
    PLACE_CLOSED = "location.closed", "停用场所", "Place closed";
    PLACE_REOPENED = "location.reopened", "恢复场所", "Place opened again";
    CALENDAR_LOADED = "calendar.loaded", "载入节假日", "Public holidays loaded";
    CALENDAR_DAY_SET = "calendar_day.set", "修改校历", "School day set";
    TERM_ADDED = "term.added", "新增学期", "Term added";
    TERM_CHANGED = "term.changed", "修改学期", "Term changed";
    TERM_REMOVED = "term.removed", "删除学期", "Term removed";
    CLASS_ADDED = "school_class.added", "新增班级", "Class added";
    CLASS_CHANGED = "school_class.changed", "修改班级", "Class changed";
    CLASSES_ADVANCED = "school_class.advanced", "升级", "Classes moved up";
    ADVANCE_UNDONE = "school_class.advance_undone", "撤销升级", "Move of classes taken back";
    FORGOTTEN = "retention.removed", "到期清理", "Old data removed";
    POLICY_SET = "policy.set", "修改制度参数", "Rule or number set";
    VIEW_SAVED = "saved_view.saved", "保存筛选", "View saved";
    VIEW_CHANGED = "saved_view.changed", "修改筛选", "View changed";
    VIEW_REMOVED = "saved_view.removed", "删除筛选", "View removed";
    ROOMS_GENERATED = "location.generated", "批量建房间", "Rooms generated";
}

kernel::topics! {
    NEWS_GRANT_PENDING = "role_grant.pending", ("等我确认的授权", "Grants to confirm"),
        ("请确认：{person} 任{role}", "To be confirmed: {person} as {role}");
    NEWS_GRANTED = "role_grant.granted", ("我的新角色", "My new roles"), ("您现在是{role}", "You are now {role}");
    NEWS_GRANT_ENDING = "role_grant.ending", ("我的角色快到期", "My roles that end"),
        ("您的{role}角色到{day}为止", "Your role {role} ends after {day}");
    NEWS_DELEGATED = "delegation.made", ("委托代理", "Delegations"),
        ("{to} 代理 {from}：{roles}，{first} 至 {last}", "{to} stands in for {from}: {roles}, {first} to {last}");
    NEWS_DELEGATION_ENDED = "delegation.ended", ("代理提前结束", "Delegations that end early"),
        ("{to} 不再代理 {from}", "{to} stands in for {from} no more");
}
