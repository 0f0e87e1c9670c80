//! The people of the demo school. Every name is invented.

use campus::Role;

/// A member of staff.
pub(super) struct Staff {
    pub no: &'static str,
    pub name: &'static str,
    pub department: Option<&'static str>,
    pub roles: &'static [Role],
    /// How the printed list names the post.
    pub post: (&'static str, &'static str),
    pub password: &'static str,
}

pub(super) const ADMINISTRATOR: &str = "T002";
pub(super) const PRINCIPAL: &str = "T001";
pub(super) const DIRECTOR: &str = "T003";
pub(super) const CUSTODIAN: &str = "T004";
pub(super) const PLUMBER: &str = "T005";
pub(super) const CARPENTER: &str = "T006";
pub(super) const TECHNICIAN: &str = "T007";
pub(super) const AUDITOR: &str = "T026";
pub(super) const VICE_PRINCIPAL: &str = "T031";
pub(super) const BOOKKEEPER: &str = "T032";

pub(super) const HEAD_OF_TEACHING: &str = "T027";
pub(super) const SAFETY_OFFICER: &str = "T028";
pub(super) const CANTEEN_MANAGER: &str = "T029";
pub(super) const CANTEEN_KEEPER: &str = "T033";
pub(super) const FOOD_SAFETY_OFFICER: &str = "T034";
pub(super) const CHEF: &str = "T035";
/// A parent: no number of the staff.
pub(super) const PARENT: &str = "J101";

const WORKER_PASSWORD: &str = "demo-worker-2026";
const STAFF_PASSWORD: &str = "demo-staff-2026";
const CANTEEN_PASSWORD: &str = "demo-canteen-2026";

const fn staff(no: &'static str, name: &'static str, department: &'static str, post: (&'static str, &'static str)) -> Staff {
    Staff { no, name, department: Some(department), roles: &[Role::Staff], post, password: STAFF_PASSWORD }
}

const fn worker(no: &'static str, name: &'static str, department: &'static str, post: (&'static str, &'static str)) -> Staff {
    Staff { no, name, department: Some(department), roles: &[Role::RepairWorker], post, password: WORKER_PASSWORD }
}

const fn teacher(no: &'static str, name: &'static str, department: &'static str, class: &'static str) -> Staff {
    Staff {
        no,
        name,
        department: Some(department),
        roles: &[Role::ClassTeacher],
        post: (class, "Class teacher"),
        password: "demo-teacher-2026",
    }
}

/// Somebody of outside, who sits in a seat that the sealed code opened.
pub(super) struct Seated {
    pub name: &'static str,
    pub unit: &'static str,
    pub password: &'static str,
}

pub(super) const SEATED: Seated = Seated { name: "邵秉公", unit: "示例市审计局", password: "demo-envelope-2026" };

/// Everybody, by staff number. The first two found the school.
pub(super) const EVERYBODY: [Staff; 36] = [
    Staff {
        no: PRINCIPAL,
        name: "沈明远",
        department: None,
        roles: &[],
        post: ("校长（第二把钥匙）", "Principal, second key"),
        password: "demo-principal-2026",
    },
    Staff {
        no: ADMINISTRATOR,
        name: "林晓峰",
        department: Some("信息中心"),
        roles: &[],
        post: ("系统管理员、信息技术教师", "Administrator"),
        password: "demo-admin-2026",
    },
    Staff {
        no: DIRECTOR,
        name: "周立民",
        department: Some("总务处"),
        roles: &[Role::LogisticsDirector],
        post: ("总务主任", "Logistics director"),
        password: "demo-director-2026",
    },
    Staff {
        no: CUSTODIAN,
        name: "方素琴",
        department: Some("总务处"),
        roles: &[Role::HeadCustodian],
        post: ("总保管员", "Head custodian"),
        password: "demo-custodian-2026",
    },
    worker(PLUMBER, "王建国", "总务处", ("维修工（水电）", "Repair worker: water, power")),
    worker(CARPENTER, "刘德顺", "总务处", ("维修工（木工门窗）", "Repair worker: wood, doors, windows")),
    worker(TECHNICIAN, "陈志强", "信息中心", ("维修工（电教网络）", "Repair worker: screens, network")),
    teacher("T008", "李秀兰", "一年级组", "班主任 一(1)班"),
    teacher("T009", "张雅静", "一年级组", "班主任 一(2)班"),
    teacher("T010", "何佩瑶", "一年级组", "班主任 一(3)班"),
    teacher("T011", "吴梦洁", "二年级组", "班主任 二(1)班"),
    teacher("T012", "赵文婷", "二年级组", "班主任 二(2)班"),
    teacher("T013", "徐海燕", "二年级组", "班主任 二(3)班"),
    teacher("T014", "孙丽华", "三年级组", "班主任 三(1)班"),
    teacher("T015", "马晓娟", "三年级组", "班主任 三(2)班"),
    teacher("T016", "朱思远", "三年级组", "班主任 三(3)班"),
    teacher("T017", "胡美玲", "四年级组", "班主任 四(1)班"),
    teacher("T018", "郭子涵", "四年级组", "班主任 四(2)班"),
    teacher("T019", "高俊杰", "四年级组", "班主任 四(3)班"),
    teacher("T020", "罗晓东", "五年级组", "班主任 五(1)班"),
    teacher("T021", "梁艳红", "五年级组", "班主任 五(2)班"),
    teacher("T022", "宋佳宁", "五年级组", "班主任 五(3)班"),
    teacher("T023", "唐国栋", "六年级组", "班主任 六(1)班"),
    teacher("T024", "许静怡", "六年级组", "班主任 六(2)班"),
    teacher("T025", "邓振华", "六年级组", "班主任 六(3)班"),
    Staff {
        no: AUDITOR,
        name: "严正清",
        department: None,
        roles: &[Role::Auditor],
        post: ("审计（只读，有期限）", "Auditor, read only"),
        password: "demo-auditor-2026",
    },
    Staff {
        roles: &[Role::Staff, Role::DutyAdmin],
        ..staff(HEAD_OF_TEACHING, "曹慧敏", "教务处", ("教务主任、值周行政", "Head of teaching, on duty"))
    },
    Staff {
        roles: &[Role::Staff, Role::SafetyOfficer],
        ..staff(SAFETY_OFFICER, "彭立新", "德育处", ("德育主任、安全员", "Pupils' affairs, safety officer"))
    },
    Staff {
        roles: &[Role::Staff, Role::CanteenManager], ..staff(CANTEEN_MANAGER, "曾桂香", "食堂", ("食堂管理员", "Canteen manager"))
    },
    staff("T030", "蒋文博", "教务处", ("图书管理员", "Staff: library")),
    Staff {
        no: VICE_PRINCIPAL,
        name: "秦志远",
        department: None,
        roles: &[Role::VicePrincipal, Role::FoodSafetyDirector],
        post: ("分管后勤副校长、食品安全总监", "Vice-principal, food safety"),
        password: "demo-vice-2026",
    },
    Staff {
        no: BOOKKEEPER,
        name: "钟秀英",
        department: Some("总务处"),
        roles: &[Role::Bookkeeper],
        post: ("报账员（兼职）", "Bookkeeper, part-time"),
        password: "demo-bookkeeper-2026",
    },
    Staff {
        roles: &[Role::Storekeeper],
        password: CANTEEN_PASSWORD,
        ..staff(CANTEEN_KEEPER, "潘巧云", "食堂", ("食堂保管员", "Storekeeper of the canteen"))
    },
    Staff {
        roles: &[Role::Staff, Role::FoodSafetyOfficer],
        password: CANTEEN_PASSWORD,
        ..staff(FOOD_SAFETY_OFFICER, "顾晓兰", "食堂", ("食品安全员", "Food safety officer"))
    },
    Staff { password: CANTEEN_PASSWORD, ..staff(CHEF, "孟大勇", "食堂", ("厨师长", "Staff: chef")) },
    Staff {
        no: PARENT,
        name: "姚静",
        department: None,
        roles: &[Role::MealCommittee],
        post: ("膳食委员会家长代表", "Parent on the meal committee"),
        password: "demo-parent-2026",
    },
];
