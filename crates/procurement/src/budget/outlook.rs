//! What a purchase means for the budget of its fund: what is left, and what would be. A warning, never a refusal.

use approvals::{
    BriefNote,
    approval::{Approval, phase::State},
};
use chrono::{Datelike, NaiveDate};
use kernel::{Actor, Lang, Money, Permission, Reach, Reader, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{dto::OutlookView, repo};
use crate::{permissions::ViewBudgets, request::Fund};

/// What is asked for, of which money.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub fund: Fund,
    /// The day whose calendar year it is: of its approval, or today.
    pub on: NaiveDate,
    /// What it would take; nothing of what is counted already.
    pub amount: Option<Money>,
}

/// What is left of a fund, and what would be; nothing where no budget was loaded.
pub(crate) async fn outlook(db: &impl ConnectionTrait, school: Uuid, asked: Asked, lang: Lang) -> Result<Option<OutlookView>> {
    let year = asked.on.year();
    let figures = repo::figures_of_fund(db, school, year.into(), asked.fund).await?;
    let after = figures.after(asked.amount.unwrap_or_default());
    let (Some(allotted), Some(balance), Some(after)) = (figures.allotted, figures.balance(), after) else { return Ok(None) };
    let fund_title = asked.fund.title().pick(lang).to_owned();
    Ok(Some(OutlookView { year: year.into(), fund: asked.fund, fund_title, allotted, balance, after, over: after.fen() < 0 }))
}

/// The same for whoever decides; nothing once it is decided, because what was approved has been taken already.
pub(crate) async fn of_approval(
    db: &Reader,
    approval: &Approval,
    fund: Fund,
    total: Money,
    (today, lang): (NaiveDate, Lang),
) -> Result<Option<OutlookView>> {
    if approval.phase.state() != State::Deciding {
        return Ok(None);
    }
    outlook(db, approval.school_id, Asked { fund, on: today, amount: Some(total) }, lang).await
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
        Some(Text::new(
            format!("批准后超出 {year} 年{fund_title}预算 {beyond} 元（只提醒，不影响审批）。"),
            format!("Once approved, the {year} budget of {fund_title} is overspent by {beyond}. This is a warning: you may approve."),
        ))
    }
}
