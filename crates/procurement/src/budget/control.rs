//! Whether a purchase may go beyond the budget of its fund. A school's own rule says so (`budget.control`), as it stands on the day: most
//! only warn. What could not wait is never held up by it.

use campus::school;
use chrono::Datelike;
use kernel::{Money, Result, Tx};

use super::{BudgetError, outlook::seen, repo, rules::goes_beyond};
use crate::{
    policy::{self, BudgetControl},
    request::Fund,
};

/// Refuses what would go beyond the budget, where the rule of today says so. What is left is told to those who may see budgets.
///
/// # Errors
/// 409 from the first fen beyond.
pub(crate) async fn refuse_beyond(tx: &Tx, fund: Fund, amount: Money) -> Result<()> {
    let school = school::find(tx, tx.school()?).await?;
    let today = school.today(tx.now());
    if policy::BUDGET_CONTROL.on(tx, school.id, today).await? != BudgetControl::Refuse {
        return Ok(());
    }
    let year = i64::from(today.year());
    let left = repo::figures_of_fund(tx, school.id, year, fund).await?.balance();
    let Some(left) = left.filter(|left| goes_beyond(*left, amount)) else { return Ok(()) };
    Err(BudgetError::Beyond { year, fund, left: seen(tx.actor()).then_some(left) }.into())
}

/// The same in the act that takes the money: of two approvals at the same moment the second one sees the first. Call it when the act's own
/// rows are written.
///
/// # Errors
/// 409 from the first fen beyond.
pub(crate) async fn take_within(tx: &Tx, fund: Fund, amount: Money) -> Result<()> {
    repo::one_after_another(tx, tx.school()?).await?;
    refuse_beyond(tx, fund, amount).await
}
