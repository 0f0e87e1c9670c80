//! What campus writes into the audit trail, and what it tells.

kernel::actions! {
    SCHOOL_CREATED = "school.created", "建校", "School created";
    PERSON_ADDED = "person.added", "登记人员", "Person added";
    PERSON_CHANGED = "person.changed", "修改人员", "Person changed";
    PERSON_LEFT = "person.disabled", "停用人员", "Person disabled";
    PERSON_RETURNED = "person.enabled", "恢复人员", "Person enabled";
    ROLE_GRANTED = "role_grant.granted", "授予角色", "Role granted";
    ROLE_CONFIRMED = "role_grant.confirmed", "确认角色", "Role confirmed";
    ROLE_REVOKED = "role_grant.revoked", "收回角色", "Role revoked";
    PLACE_ADDED = "location.added", "新增场所", "Place added";
    PLACE_CHANGED = "location.changed", "修改场所", "Place changed";
    VIEW_SAVED = "saved_view.saved", "保存筛选", "View saved";
    VIEW_CHANGED = "saved_view.changed", "修改筛选", "View changed";
    VIEW_REMOVED = "saved_view.removed", "删除筛选", "View removed";
    ROOMS_GENERATED = "location.generated", "批量建房间", "Rooms generated";
}

kernel::topics! {
    NEWS_GRANT_PENDING = "role_grant.pending", ("等我确认的授权", "Grants to confirm"),
        ("请确认：{person} 任{role}", "To be confirmed: {person} as {role}");
    NEWS_GRANTED = "role_grant.granted", ("我的新角色", "My new roles"), ("您现在是{role}", "You are now {role}");
}
