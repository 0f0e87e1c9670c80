//! What is refused of a delegation, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DelegationError {
    #[error("a delegation to oneself")]
    ToHimself,
    #[error("a role that the delegator does not hold, or that decides nothing")]
    NotHis(usize),
    #[error("a delegation that begins in the past")]
    BeginsBefore,
    #[error("a delegation that ends before it begins")]
    EndsBefore,
    #[error("a delegation over more days than the school allows")]
    TooLong(u32),
    #[error("an administrator stands in for nobody who decides")]
    Administrator,
    #[error("the same is handed over already")]
    HandedAlready,
    #[error("it is over")]
    Over,
}

impl DelegationError {
    fn text(&self) -> Text {
        match self {
            Self::ToHimself => Text::fixed("不能委托给本人。", "Nobody stands in for himself."),
            Self::NotHis(_) => Text::fixed(
                "只能委托本人现有的、需要决定的角色（别人委托来的不能再转委托）。",
                "Only roles that the person holds and that decide something can be handed over, and none that was handed to him.",
            ),
            Self::BeginsBefore => Text::fixed("开始日期不能早于今天。", "It cannot begin before today."),
            Self::EndsBefore => Text::fixed("结束日期不能早于开始日期。", "It cannot end before it begins."),
            Self::TooLong(days) => Text::new(format!("一次最多委托 {days} 天。"), format!("At most {days} days at a time.")),
            Self::Administrator => {
                Text::fixed("系统管理员不能代理有审批或分派权的角色。", "A system administrator cannot stand in for somebody who decides.")
            }
            Self::HandedAlready => {
                Text::fixed("这段时间已经委托给这个人了。", "This is handed to the same person for some of these days already.")
            }
            Self::Over => Text::fixed("这项代理已经结束了。", "This delegation is over."),
        }
    }
}

impl From<DelegationError> for Problem {
    fn from(error: DelegationError) -> Self {
        let text = error.text();
        let at = |pointer: String, code| Self::refused("validation_failed", text.clone()).field(pointer, code, text.clone());
        match error {
            DelegationError::ToHimself => at("/to_id".into(), "oneself"),
            DelegationError::NotHis(index) => at(format!("/roles/{index}"), "not_his"),
            DelegationError::BeginsBefore => at("/starts_on".into(), "in_the_past"),
            DelegationError::EndsBefore => at("/ends_on".into(), "before_the_first"),
            DelegationError::TooLong(_) => at("/ends_on".into(), "too_long"),
            DelegationError::Administrator => Self::conflict("administrator_decides", text),
            DelegationError::HandedAlready => Self::conflict("delegated_already", text),
            DelegationError::Over => Self::conflict("delegation_over", text),
        }
    }
}
