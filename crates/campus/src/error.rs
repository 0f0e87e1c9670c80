//! What campus refuses, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CampusError {
    #[error("a person with this staff number exists")]
    StaffNoTaken,
    #[error("the place has this name already")]
    PlaceExists(String),
    #[error("this kind of place cannot be there")]
    PlaceKind,
    #[error("unknown role")]
    UnknownRole,
    #[error("the person holds this role already")]
    RoleHeld,
    #[error("confirmation by the granter himself")]
    OwnConfirmation,
    #[error("already confirmed")]
    AlreadyConfirmed,
    #[error("administrators hold no role with decision rights")]
    AdministratorDecides,
    #[error("the last administrator")]
    LastAdministrator,
    #[error("the person is not active")]
    PersonInactive,
    #[error("one has a view of this name")]
    ViewExists,
    #[error("too many views")]
    TooManyViews,
    #[error("a role that would be over before it begins")]
    DayIsOver,
    #[error("no address of a web server")]
    NoAddress,
    #[error("an address that phones cannot open")]
    AddressOnlyHere,
    #[error("a role that would begin after its last day")]
    EndsBeforeItBegins,
    #[error("left on a day that has not come")]
    LeavesLater,
    #[error("another role bears this name")]
    RoleNameTaken,
    #[error("roles that one person holds only in a small school")]
    SmallSchoolOnly,
}

impl CampusError {
    fn text(&self) -> Text {
        match self {
            Self::NoAddress => Text::fixed(
                "请填完整的网址，比如 https://zongwu.school.lan 或 http://192.168.1.20:8080。",
                "Give a whole address, such as https://zongwu.school.lan or http://192.168.1.20:8080.",
            ),
            Self::AddressOnlyHere => Text::fixed(
                "这个网址在手机上指的是手机自己，扫了打不开。请填服务器在校园网里的名字或地址。",
                "On a phone this address means the phone itself. Give the server's name or address in the school's network.",
            ),
            Self::StaffNoTaken => Text::fixed("这个工号已经有人用了。", "This staff number is taken."),
            Self::PlaceExists(name) => Text::new(format!("这里已经有“{name}”了。"), format!("“{name}” is there already.")),
            Self::PlaceKind => Text::fixed("这一层下面不能放这种场所。", "This kind of place does not go there."),
            Self::UnknownRole => Text::fixed("没有这个角色。", "There is no such role."),
            Self::RoleHeld => Text::fixed("这个人已经有这个角色了。", "This person holds the role already."),
            Self::OwnConfirmation => Text::fixed(
                "需要另一个人确认（不能是授予人，也不能是本人）。",
                "Somebody else must confirm: neither who granted it nor who receives it.",
            ),
            Self::AlreadyConfirmed => Text::fixed("已经确认过了。", "This was confirmed already."),
            Self::AdministratorDecides => {
                Text::fixed("系统管理员不能同时有审批或分派的角色。", "A system administrator cannot also hold a role that decides.")
            }
            Self::LastAdministrator => {
                Text::fixed("这是最后一位系统管理员，请先指定另一位。", "This is the last administrator; appoint another one first.")
            }
            Self::DayIsOver => Text::fixed("日期不能早于今天。", "The day cannot be before today."),
            Self::EndsBeforeItBegins => Text::fixed("最后一天不能早于第一天。", "The last day cannot be before the first."),
            Self::LeavesLater => Text::fixed("离职日期不能晚于今天。", "The day of leaving cannot be after today."),
            Self::RoleNameTaken => Text::fixed("另一个角色已经叫这个名字了。", "Another role has this name."),
            Self::SmallSchoolOnly => Text::fixed(
                "校长、总务主任、总保管员应由不同的人担任；确实人手不够的，请在“制度”里选小规模学校。",
                "Principal, logistics director and head custodian are different people; a school with too few says so under “Rules”.",
            ),
            Self::ViewExists => Text::fixed("您已经有一个同名的筛选了。", "You already keep a view of this name."),
            Self::TooManyViews => Text::fixed("最多保存 50 个筛选，请先删掉不用的。", "At most 50 views can be kept; delete some first."),
            Self::PersonInactive => Text::fixed("此人已停用。", "This person is disabled."),
        }
    }
}

impl From<CampusError> for Problem {
    fn from(error: CampusError) -> Self {
        let text = error.text();
        match error {
            CampusError::StaffNoTaken => Self::conflict("staff_no_taken", text.clone()).field("/staff_no", "taken", text),
            CampusError::PlaceExists(_) => Self::conflict("place_exists", text.clone()).field("/name", "taken", text),
            CampusError::PlaceKind => Self::refused("validation_failed", text.clone()).field("/kind", "place_kind", text),
            CampusError::DayIsOver => Self::refused("validation_failed", text.clone()).field("/valid_until", "in_the_past", text),
            CampusError::NoAddress => Self::refused("validation_failed", text.clone()).field("/public_url", "no_address", text),
            CampusError::AddressOnlyHere => Self::refused("validation_failed", text.clone()).field("/public_url", "only_here", text),
            CampusError::EndsBeforeItBegins => {
                Self::refused("validation_failed", text.clone()).field("/valid_until", "before_the_first", text)
            }
            CampusError::LeavesLater => Self::refused("validation_failed", text.clone()).field("/left_on", "in_the_future", text),
            CampusError::RoleNameTaken => Self::conflict("role_name_taken", text.clone()).field("/label", "taken", text),
            CampusError::SmallSchoolOnly => Self::conflict("small_school_only", text),
            CampusError::ViewExists => Self::conflict("view_exists", text.clone()).field("/name", "taken", text),
            CampusError::TooManyViews => Self::conflict("too_many_views", text),
            CampusError::UnknownRole => Self::refused("validation_failed", text.clone()).field("/role", "reference_not_found", text),
            CampusError::RoleHeld => Self::conflict("role_held", text),
            CampusError::OwnConfirmation => Self::new(axum::http::StatusCode::FORBIDDEN, "own_confirmation", text),
            CampusError::AlreadyConfirmed => Self::conflict("already_confirmed", text),
            CampusError::AdministratorDecides => Self::conflict("administrator_decides", text),
            CampusError::LastAdministrator => Self::conflict("last_administrator", text),
            CampusError::PersonInactive => Self::conflict("person_inactive", text),
        }
    }
}
