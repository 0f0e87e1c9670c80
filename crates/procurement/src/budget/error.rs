//! What is refused about budgets, in words. What a purchase means for a budget is a reason to refuse it only where the school says so.

use kernel::{Money, Problem, Text};

use super::rules::NotAllotted;
use crate::request::Fund;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BudgetError {
    #[error("cannot be allotted: {0:?}")]
    NotAllotted(NotAllotted),
    #[error("somebody else allotted meanwhile: {0:?}")]
    AllottedMeanwhile(Option<Money>),
    /// What is left stands there for those who may see budgets.
    #[error("beyond the budget of {fund:?} in {year}")]
    Beyond { year: i64, fund: Fund, left: Option<Money> },
}

impl From<BudgetError> for Problem {
    fn from(error: BudgetError) -> Self {
        match error {
            BudgetError::NotAllotted(NotAllotted::Nothing) => {
                Self::invalid("/amount", "nothing_to_allot", "金额不能是 0。", "The amount cannot be nothing.")
            }
            BudgetError::NotAllotted(NotAllotted::BelowNothing(allotted)) => {
                let text = Text::new(
                    format!("已核定 {allotted} 元，不能调减到 0 以下。"),
                    format!("{allotted} are allotted: no more than that can be taken back."),
                );
                Self::refused("validation_failed", text.clone()).field("/amount", "below_nothing", text)
            }
            BudgetError::NotAllotted(NotAllotted::TooMuch) => {
                Self::invalid("/amount", "too_much", "金额太大，请检查。", "The amount is too large; check it.")
            }
            BudgetError::Beyond { year, fund, left } => Self::conflict("beyond_budget", beyond(year, fund, left)),
            BudgetError::AllottedMeanwhile(now) => Self::conflict(
                "allotted_meanwhile",
                now.map_or_else(
                    || {
                        Text::fixed(
                            "这项经费还没有核定预算，请刷新页面再试。",
                            "No budget is loaded for this fund; reload the page and try again.",
                        )
                    },
                    |now| {
                        Text::new(
                            format!("刚刚有人调整过：现在核定 {now} 元。请看一下再操作。"),
                            format!("Someone changed it just now: {now} are allotted. Look at it before trying again."),
                        )
                    },
                ),
            ),
        }
    }
}

fn beyond(year: i64, fund: Fund, left: Option<Money>) -> Text {
    let title = fund.title();
    let (zh, en) =
        left.map_or_else(|| (String::new(), String::new()), |left| (format!("，还剩 {left} 元"), format!(", of which {left} are left")));
    Text::new(
        format!("超出 {year} 年{}预算{zh}。按本校规定，超预算的不能提交和批准：请改小金额，或请校领导先调整预算。", title.zh),
        format!(
            "It goes beyond the {year} budget of {}{en}. By the school's rule that is neither submitted nor approved: ask for less, or have the budget \
             adjusted first.",
            title.en
        ),
    )
}
