//! The roles a person may hold (domain.md C1). Only roles that have a screen exist; what each may do is `identity`'s table.

use kernel::Text;

/// A role. Stored and sent by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Staff,
    ClassTeacher,
    RepairWorker,
    DutyAdmin,
    SafetyOfficer,
    Storekeeper,
    HeadCustodian,
    LogisticsDirector,
    VicePrincipal,
    Principal,
    Bookkeeper,
    CanteenManager,
    FoodSafetyOfficer,
    FoodSafetyDirector,
    MealCommittee,
    Auditor,
    SystemAdmin,
    DistrictReader,
}

impl Role {
    pub const ALL: [Self; 18] = [
        Self::Staff,
        Self::ClassTeacher,
        Self::RepairWorker,
        Self::DutyAdmin,
        Self::SafetyOfficer,
        Self::Storekeeper,
        Self::HeadCustodian,
        Self::LogisticsDirector,
        Self::VicePrincipal,
        Self::Principal,
        Self::Bookkeeper,
        Self::CanteenManager,
        Self::FoodSafetyOfficer,
        Self::FoodSafetyDirector,
        Self::MealCommittee,
        Self::Auditor,
        Self::SystemAdmin,
        Self::DistrictReader,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::ClassTeacher => "class_teacher",
            Self::RepairWorker => "repair_worker",
            Self::DutyAdmin => "duty_admin",
            Self::SafetyOfficer => "safety_officer",
            Self::Storekeeper => "storekeeper",
            Self::HeadCustodian => "head_custodian",
            Self::LogisticsDirector => "logistics_director",
            Self::VicePrincipal => "vice_principal",
            Self::Principal => "principal",
            Self::Bookkeeper => "finance",
            Self::CanteenManager => "canteen_manager",
            Self::FoodSafetyOfficer => "food_safety_officer",
            Self::FoodSafetyDirector => "food_safety_director",
            Self::MealCommittee => "meal_committee",
            Self::Auditor => "auditor",
            Self::SystemAdmin => "system_admin",
            Self::DistrictReader => "district_reader",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Staff => Text::fixed("教职工", "Staff"),
            Self::ClassTeacher => Text::fixed("班主任", "Class teacher"),
            Self::RepairWorker => Text::fixed("维修工", "Repair worker"),
            Self::DutyAdmin => Text::fixed("值周行政", "Duty administrator"),
            Self::SafetyOfficer => Text::fixed("安全员", "Safety officer"),
            Self::Storekeeper => Text::fixed("保管员", "Storekeeper"),
            Self::HeadCustodian => Text::fixed("总保管员", "Head custodian"),
            Self::LogisticsDirector => Text::fixed("总务主任", "Logistics director"),
            Self::VicePrincipal => Text::fixed("分管副校长", "Vice-principal"),
            Self::Principal => Text::fixed("校长", "Principal"),
            Self::Bookkeeper => Text::fixed("报账员", "Bookkeeper"),
            Self::CanteenManager => Text::fixed("食堂管理员", "Canteen manager"),
            Self::FoodSafetyOfficer => Text::fixed("食品安全员", "Food safety officer"),
            Self::FoodSafetyDirector => Text::fixed("食品安全总监", "Food safety director"),
            Self::MealCommittee => Text::fixed("膳食监督家长委员会", "Parents' meal committee"),
            Self::Auditor => Text::fixed("审计", "Auditor"),
            Self::SystemAdmin => Text::fixed("系统管理员", "System administrator"),
            Self::DistrictReader => Text::fixed("学区查看员", "District reader"),
        }
    }

    pub const fn description(self) -> Text {
        match self {
            Self::Staff => Text::fixed("报修，看自己报的修", "Report faults and follow their own reports"),
            Self::ClassTeacher => Text::fixed("管自己的教室：报修、验收、看公物", "Own classroom: report, accept, see its things"),
            Self::RepairWorker => Text::fixed("接单、维修、完工", "Take, do and finish repairs"),
            Self::DutyAdmin => Text::fixed("值周检查：巡查、登记、报修", "On duty: go round, write down, report"),
            Self::SafetyOfficer => Text::fixed("安全检查：巡查、复签、看检查结果", "Safety: go round, sign second, see the results"),
            Self::Storekeeper => Text::fixed("管自己的库房：入库、发放、收回", "Own stores: receive, hand out, take back"),
            Self::HeadCustodian => Text::fixed("管资产卡片和导入", "Keep the asset register and import ledgers"),
            Self::LogisticsDirector => Text::fixed("派工、退回、管场所和去向", "Assign and reject repairs, manage places and routes"),
            Self::VicePrincipal => Text::fixed("审批采购，看后勤各项工作", "Approve purchases, see the work of logistics"),
            Self::Principal => Text::fixed("看全部；用第二把钥匙确认授权", "See everything; confirm grants with the second key"),
            Self::Bookkeeper => Text::fixed("管采购入账，看采购和价格", "Enter purchases into the accounts, see purchases and prices"),
            Self::CanteenManager => {
                Text::fixed("管食堂：人员、晨检、食谱、留样、台账", "Run the canteen: staff, checks, menus, samples, its book")
            }
            Self::FoodSafetyOfficer => Text::fixed("记食堂台账，核对健康证", "Keep the canteen's book, verify health certificates"),
            Self::FoodSafetyDirector => Text::fixed("看食堂台账，核对和监督", "See the canteen's book, verify and supervise"),
            Self::MealCommittee => Text::fixed("看食堂台账，登记陪餐和意见", "See the canteen's book, record meals eaten there"),
            Self::Auditor => Text::fixed("只读：台账和操作记录", "Read only: ledgers and the audit log"),
            Self::SystemAdmin => Text::fixed("管账号、授权和设置，不管业务", "Accounts, grants and settings; no business decisions"),
            Self::DistrictReader => {
                Text::fixed("只读：学区和所属各校的台账、报修和操作记录", "Read only: the district and all of its schools")
            }
        }
    }

    /// SD17: whether a second person must confirm the grant. Ordinary roles need none.
    pub const fn needs_second_key(self) -> bool {
        !matches!(self, Self::Staff | Self::ClassTeacher)
    }

    /// Whether the role is given in a district, not in a school.
    pub const fn is_of_districts(self) -> bool {
        matches!(self, Self::DistrictReader)
    }

    /// Whether its holder may let somebody else stand in for him: what waits for a decision cannot wait for him.
    pub const fn delegable(self) -> bool {
        self.decides()
    }

    /// SD17: roles that decide about others' business and that an administrator may not hold.
    pub const fn decides(self) -> bool {
        matches!(self, Self::LogisticsDirector | Self::VicePrincipal | Self::Principal | Self::HeadCustodian)
    }
}
