//! What repairs refuse, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::case::phase::Refusal;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RepairError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("this person does not repair")]
    NotARepairer(&'static str),
    #[error("not a place where things break")]
    NotARoom,
    #[error("the case is closed")]
    CaseClosed,
    #[error("too many reports from here")]
    TooManyReports { seconds: u64 },
    #[error("only those who may report for others")]
    OnBehalfNotPermitted,
    #[error("only those who repair can fix on the spot")]
    FixNotPermitted,
    #[error("happened in the future")]
    HappenedLater,
    #[error("promised for a day that is over")]
    DayIsOver,
    #[error("only those who work on it")]
    AddNotPermitted,
    #[error("taken off by who added it, or by the office")]
    RemoveNotPermitted,
    #[error("the thing is in no room")]
    ThingWithoutRoom,
    #[error("there is a rule for this category and building")]
    RouteExists,
}

impl From<RepairError> for Problem {
    fn from(error: RepairError) -> Self {
        match error {
            RepairError::Refused(refusal) => refused(refusal),
            RepairError::NotARepairer(pointer) => {
                Self::invalid(pointer, "not_a_repairer", "这个人不是维修工。", "This person does not hold the role of a repair worker.")
            }
            RepairError::NotARoom => {
                Self::invalid("/location_id", "not_a_room", "请选到具体的房间或场地。", "Choose a room or an open place.")
            }
            RepairError::CaseClosed => {
                Self::conflict("case_closed", Text::fixed("这条报修已经结束了，请重新报。", "This case is over; please report anew."))
            }
            RepairError::TooManyReports { seconds } => Self::too_many(
                seconds,
                Text::fixed("这个门牌报得太频繁，请过几分钟再试。", "Too many reports at this sign; try again in a few minutes."),
            ),
            RepairError::OnBehalfNotPermitted => {
                Self::new(StatusCode::FORBIDDEN, "forbidden", Text::fixed("您不能代别人报修。", "You may not report for somebody else."))
                    .member("permission", "repair_cases.report_on_behalf".into())
            }
            RepairError::FixNotPermitted => Self::new(
                StatusCode::FORBIDDEN,
                "forbidden",
                Text::fixed("只有维修工能登记“当场修好”。", "Only repair workers can record “fixed on the spot”."),
            )
            .member("permission", "repair_cases.take".into()),
            RepairError::AddNotPermitted => Self::new(
                StatusCode::FORBIDDEN,
                "forbidden",
                Text::fixed(
                    "完工照片和文件由维修的人或总务处添加。",
                    "Photos of the finished work and documents are added by those who work on it.",
                ),
            )
            .member("permission", "repair_cases.work".into()),
            RepairError::RemoveNotPermitted => Self::new(
                StatusCode::FORBIDDEN,
                "not_yours",
                Text::fixed("只有添加的人或总务处能移除。", "Only whoever added it or the logistics office can take it off."),
            ),
            RepairError::HappenedLater => {
                Self::invalid("/happened_at", "in_the_future", "发生时间不能晚于现在。", "It cannot have happened later than now.")
            }
            RepairError::DayIsOver => Self::invalid("/until", "in_the_past", "日期不能早于今天。", "The day cannot be before today."),
            RepairError::ThingWithoutRoom => Self::conflict(
                "thing_without_room",
                Text::fixed(
                    "这件东西没有登记在哪个房间，请扫门牌报修，或者告诉总务处。",
                    "This thing is registered in no room: scan the door sign instead, or tell the logistics office.",
                ),
            ),
            RepairError::RouteExists => Self::conflict(
                "route_exists",
                Text::fixed(
                    "这类报修在这栋楼已经有人负责了，请改那一条。",
                    "This kind of repair already has its worker in this building; change that rule.",
                ),
            ),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", text),
        Refusal::TooLate => Problem::conflict("too_late", text),
        Refusal::DangerNeedsAPerson => Problem::conflict("danger_needs_a_person", text),
        Refusal::NotPermitted => Problem::new(StatusCode::FORBIDDEN, "forbidden", text),
        Refusal::NotYours => Problem::new(StatusCode::FORBIDDEN, "not_yours", text),
        Refusal::OwnWork => Problem::new(StatusCode::FORBIDDEN, "own_work", text),
    }
}
