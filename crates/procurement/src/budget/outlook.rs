//! What a purchase means for the budget of its fund: what is left, and what would be. What goes beyond is warned of, or refused ([`super::control`]).

use approvals::{
    BriefNote,
    approval::{Approval, phase::State},
};
use chrono::{Datelike, NaiveDate};
use kernel::{Actor, Lang, Money, Permission, Reach, Reader, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{dto::OutlookView, repo};
use crate::{permissions::ViewBudgets, policy::BudgetControl, request::Fund};

/// What is asked for, of which money.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub fund: Fund,
    /// The day whose calendar year it is: of its approval, or today.
    pub on: NaiveDate,
    /// What it would take; nothing of what is counted already.
    pub amount: Option<Money>,
    /// What the school does about what goes beyond.
    pub control: BudgetControl,
}

/// What is left of a fund, and what would be; nothing where no budget was loaded, or the school does not go by budgets.
pub(crate) async fn outlook(db: &impl ConnectionTrait, school: Uuid, asked: Asked, lang: Lang) -> Result<Option<OutlookView>> {
    if asked.control == BudgetControl::Off {
        return Ok(None);
    }
    let year = asked.on.year();
    let figures = repo::figures_of_fund(db, school, year.into(), asked.fund).await?;
    let after = figures.after(asked.amount.unwrap_or_default());
    let (Some(allotted), Some(balance), Some(after)) = (figures.allotted, figures.balance(), after) else { return Ok(None) };
    let fund_title = asked.fund.title().pick(lang).to_owned();
    let over = after.fen() < 0;
    let refuses = over && asked.control == BudgetControl::Refuse && asked.amount.is_some();
    Ok(Some(OutlookView { year: year.into(), fund: asked.fund, fund_title, allotted, balance, after, over, refuses }))
}

/// The same for whoever decides; nothing once it is decided, because what was approved has been taken already.
pub(crate) async fn of_approval(
    db: &Reader,
    approval: &Approval,
    (fund, total): (Fund, Money),
    control: BudgetControl,
    (today, lang): (NaiveDate, Lang),
) -> Result<Option<OutlookView>> {
    if approval.phase.state() != State::Deciding {
        return Ok(None);
    }
    outlook(db, approval.school_id, Asked { fund, on: today, amount: Some(total), control }, lang).await
}

/// What an approval of this request would still take of its budget: what cannot wait may have been ordered before anybody decided.
pub(crate) async fn still_to_take(
    db: &impl ConnectionTrait,
    (school, request): (Uuid, Uuid),
    total: Money,
    emergency: bool,
) -> Result<Money> {
    Ok(if emergency { less(total, repo::held_by(db, school, request).await?) } else { total })
}

/// The total without what is held of it, in fen.
pub(crate) fn less(total: Money, held: i64) -> Money {
    Money::stored((total.fen() - held).max(0))
}

/// Whether somebody may see budgets: they are the whole school's.
pub(crate) fn seen(actor: &Actor) -> bool {
    actor.right(ViewBudgets::INFO.key).is_some_and(|right| right.reach == Reach::School)
}

impl OutlookView {
    /// As an approver reads it beside the other facts.
    pub(crate) fn note(&self, lang: Lang) -> BriefNote {
        let Self { year, fund: _, fund_title, balance, after, .. } = self;
        let text = Text::new(
            format!("{year} 年{fund_title}还剩 {balance} 元，批准后剩 {after} 元"),
            format!("{fund_title} {year}: {balance} left, {after} once approved"),
        );
        BriefNote { label: Text::fixed("预算余额", "Budget left").pick(lang).to_owned(), text: text.pick(lang).to_owned() }
    }

    /// What an approver must not overlook.
    pub(crate) fn warning(&self) -> Option<Text> {
        if !self.over {
            return None;
        }
        let Self { year, fund_title, .. } = self;
        let beyond = Money::stored(-self.after.fen());
        // By the rule of its submission; what holds at the moment of the decision is asked then, so nothing is promised here.
        let (zh, en) = if self.refuses {
            ("，按本校规定不能批准", " By the school's rule it cannot be approved: the budget has to be adjusted first.")
        } else {
            ("", "")
        };
        Some(Text::new(
            format!("批准后超出 {year} 年{fund_title}预算 {beyond} 元{zh}。"),
            format!("Once approved, the {year} budget of {fund_title} is overspent by {beyond}.{en}"),
        ))
    }
}
