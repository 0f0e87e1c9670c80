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
    #[error("first and last day of a term do not fit")]
    TermDays,
    #[error("the term begins in another year")]
    TermOfAnotherYear,
    #[error("a day would be in two terms")]
    TermsOverlap(String, String),
    #[error("the school year has this term already")]
    TermExists,
    #[error("the class exists already")]
    ClassExists,
    #[error("too many classes")]
    TooManyClasses,
    #[error("there are no classes yet")]
    NoClasses,
    #[error("classes changed meanwhile")]
    ClassesChanged,
    #[error("not the school year after that of the classes")]
    NotTheNextYear(i64),
    #[error("a class that stays was left out")]
    ClassMissing(Text),
    #[error("the move of classes cannot be taken back")]
    AdvanceNotUndoable,
    #[error("the class decides who is responsible for its room")]
    ClassDecides(Text),
    #[error("the place hangs there already")]
    PlaceIsThere,
    #[error("the place cannot hang there")]
    PlaceCannotHang,
    #[error("a class has its room there")]
    PlaceHasClass(Text),
    #[error("the place is closed")]
    PlaceClosed,
    #[error("the place is open")]
    PlaceOpen,
    #[error("the place above is closed")]
    PlaceAboveClosed,
    #[error("the value does not fit its kind")]
    PolicyValue(Text),
    #[error("a value for days that are over")]
    PolicyInThePast,
}

impl CampusError {
    fn text(&self) -> Text {
        match self {
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
            Self::ViewExists => Text::fixed("您已经有一个同名的筛选了。", "You already keep a view of this name."),
            Self::TooManyViews => Text::fixed("最多保存 50 个筛选，请先删掉不用的。", "At most 50 views can be kept; delete some first."),
            Self::TermDays => Text::fixed(
                "最后一天不能早于第一天，一个学期最多 220 天。",
                "The last day cannot be before the first; a term has at most 220 days.",
            ),
            Self::TermOfAnotherYear => Text::fixed("第一天不在这个学年里。", "The first day is not in this school year."),
            Self::TermsOverlap(zh, en) => Text::new(format!("和{zh}重叠了。"), format!("It overlaps with {en}.")),
            Self::TermExists => Text::fixed("这个学年已经有这个学期了。", "The school year has this term already."),
            Self::ClassExists => Text::fixed("这个年级已经有这个班号了。", "The grade has a class of this number already."),
            Self::TooManyClasses => Text::fixed("最多 200 个班。", "At most 200 classes."),
            Self::NoClasses => Text::fixed("还没有班级，请先建班。", "There are no classes yet; add them first."),
            Self::ClassesChanged => Text::fixed(
                "看过以后有班级变了，没有修改任何内容，请再看一遍。",
                "Some classes changed since you looked; nothing was changed. Look at them again.",
            ),
            Self::NotTheNextYear(year) => {
                Text::new(format!("只能升到 {year} 学年。"), format!("Classes can only move up to the school year {year}."))
            }
            Self::ClassMissing(name) => Text::new(format!("缺少{}。", name.zh), format!("{} is missing.", name.en)),
            Self::AdvanceNotUndoable => {
                Text::fixed("升级以后班级又有变动，不能撤销了。", "Classes changed since they moved up; it cannot be taken back.")
            }
            Self::ClassDecides(name) => Text::new(
                format!("这间教室由{}的班主任负责，请在班级里改。", name.zh),
                format!("The class teacher of {} is responsible for this room; change it at the class.", name.en),
            ),
            Self::PlaceIsThere => Text::fixed("已经在那里了。", "It is there already."),
            Self::PlaceCannotHang => Text::fixed("不能挂在那里。", "It cannot hang there."),
            Self::PlaceHasClass(name) => Text::new(
                format!("{}的教室在里面，请先给班级换教室。", name.zh),
                format!("{} has its room there; give it another one first.", name.en),
            ),
            Self::PlaceClosed => Text::fixed("已经停用了。", "It is closed already."),
            Self::PlaceOpen => Text::fixed("没有停用。", "It is open."),
            Self::PlaceAboveClosed => Text::fixed("上一级还停用着，请先恢复上一级。", "The place above is closed; open that one first."),
            Self::PolicyValue(text) => text.clone(),
            Self::PolicyInThePast => Text::fixed(
                "生效日期不能早于今天：以前的单据按当时的规定。",
                "It cannot hold from before today: past documents keep their rule.",
            ),
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
            CampusError::ViewExists => Self::conflict("view_exists", text.clone()).field("/name", "taken", text),
            CampusError::TooManyViews => Self::conflict("too_many_views", text),
            CampusError::TermDays => Self::refused("validation_failed", text.clone()).field("/ends_on", "term_days", text),
            CampusError::TermOfAnotherYear => {
                Self::refused("validation_failed", text.clone()).field("/starts_on", "other_school_year", text)
            }
            CampusError::TermsOverlap(..) => Self::conflict("terms_overlap", text.clone()).field("/starts_on", "terms_overlap", text),
            CampusError::TermExists => Self::conflict("term_exists", text.clone()).field("/season", "taken", text),
            CampusError::ClassExists => Self::conflict("class_exists", text.clone()).field("/number", "taken", text),
            CampusError::TooManyClasses => Self::conflict("too_many_classes", text),
            CampusError::NoClasses => Self::conflict("no_classes", text),
            CampusError::ClassesChanged => Self::conflict("changed_meanwhile", text),
            CampusError::NotTheNextYear(_) => Self::refused("validation_failed", text.clone()).field("/to_year", "not_the_next_year", text),
            CampusError::ClassMissing(_) => Self::refused("class_missing", text.clone()).field("/classes", "class_missing", text),
            CampusError::AdvanceNotUndoable => Self::conflict("not_undoable", text),
            CampusError::ClassDecides(_) => {
                Self::conflict("class_decides", text.clone()).field("/responsible_person_id", "class_decides", text)
            }
            CampusError::PlaceIsThere => Self::refused("validation_failed", text.clone()).field("/parent_id", "nothing_changes", text),
            CampusError::PlaceCannotHang => Self::refused("validation_failed", text.clone()).field("/parent_id", "place_kind", text),
            CampusError::PlaceHasClass(_) => Self::conflict("place_has_class", text),
            CampusError::PlaceClosed => Self::conflict("place_closed", text),
            CampusError::PlaceOpen => Self::conflict("place_open", text),
            CampusError::PlaceAboveClosed => Self::conflict("place_above_closed", text),
            CampusError::PolicyValue(_) => Self::refused("validation_failed", text.clone()).field("/value", "invalid_value", text),
            CampusError::PolicyInThePast => Self::refused("validation_failed", text.clone()).field("/valid_from", "in_the_past", text),
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
