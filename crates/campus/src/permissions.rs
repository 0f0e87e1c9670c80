//! What can be permitted in campus.

kernel::permissions! {
    ViewPeople = "people.view", "查看人员", "View people";
    ManagePeople = "people.manage", "登记和修改人员", "Add and change people";
    GrantRole = "role_grants.grant", "授予和收回角色", "Grant and revoke roles", stepped_up;
    ConfirmRoleGrant = "role_grants.confirm", "确认角色授予（第二把钥匙）", "Confirm role grants (second key)", stepped_up;
    RenameRoles = "roles.rename", "给角色改名", "Rename roles";
    OwnDelegations = "delegations.own", "委托别人代理自己", "Let others stand in for oneself", signed_in;
    DecideDelegations = "delegations.decide", "决定谁代理谁", "Decide who stands in for whom", stepped_up;
    ViewPlaces = "places.view", "查看场所", "View places";
    ManagePlaces = "places.manage", "设置场所", "Manage places";
    ViewCalendar = "calendar.view", "看校历", "See the school calendar", signed_in;
    ManageCalendar = "calendar.manage", "编校历和学期", "Keep the school calendar and terms";
    ViewClasses = "classes.view", "查看班级", "View classes";
    ManageClasses = "classes.manage", "编班、升级、换教室和班主任", "Keep classes: rooms, class teachers, the yearly move";
    ViewPolicies = "policies.view", "查看制度参数", "View the school's rules and numbers";
    SetPolicies = "policies.set", "修改制度参数", "Set the school's rules and numbers", stepped_up;
    ViewSchools = "schools.view", "查看所属各校", "View the schools of the district";
    ManageAddress = "school.set_address", "修改学校网址", "Set the school's address", stepped_up;
    SavedViews = "saved_views.own", "保存自己常用的筛选", "Keep one's own views of lists", signed_in;
}

/// For the job that removes what no rule keeps any longer. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct ForgetOldData;

impl kernel::Permission for ForgetOldData {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "retention.run",
        zh: "到期清理",
        en: "Remove what is kept no longer",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
