//! Petty purchases as what approvals decide about.

use approvals::{Brief, BriefNote, Decided, Subject, approval::Approval};
use async_trait::async_trait;
use campus::person;
use kernel::{Lang, Reader, Result, Scope, Text, Tx, audit::Event};

use super::{
    KIND,
    error::PettyError,
    invoice,
    model::{Petty, PettyId},
    phase::{Command, State},
    repo,
};
use crate::{
    budget::{self, OutlookView, control, settle},
    policy,
    request::brief_lines,
};

/// What procurement hands to approvals.
#[derive(Debug, Clone, Copy)]
pub struct PettyPurchases;

#[async_trait]
impl Subject for PettyPurchases {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn link(&self, id: uuid::Uuid) -> String {
        format!("/purchases/petty/{id}")
    }

    async fn brief(&self, db: &Reader, approval: &Approval, today: chrono::NaiveDate, lang: Lang) -> Result<Brief> {
        let petty = repo::find(db, &Scope::school(approval.school_id), PettyId(approval.subject.id)).await?;
        let names = person::repo::names(db, petty.school_id, vec![petty.content.witness_id]).await?;
        let witness = names.get(&petty.content.witness_id).cloned().unwrap_or_default();
        let mut warnings = Vec::new();
        if petty.is_late() {
            warnings.push(Text::fixed("买了一个多星期才登记（补录）。", "Written down more than a week after it was bought."));
        }
        if petty.split_count > 0 {
            let (count, amount) = (petty.split_count, petty.judged_amount);
            warnings.push(Text::new(
                format!("近期另有 {count} 笔买了同样的东西，合计 {amount} 元，按合计审批。"),
                format!("The same was bought or asked for {count} times lately: judged by {amount} in all."),
            ));
        }
        let mut notes = notes(&petty, witness, lang);
        let control = policy::BUDGET_CONTROL.on(db, petty.school_id, today).await?;
        let budget = budget::of_approval(db, approval, (petty.content.fund, petty.content.total), control, (today, lang)).await?;
        warnings.extend(budget.as_ref().and_then(OutlookView::warning));
        notes.extend(budget.map(|budget| budget.note(lang)));
        Ok(Brief {
            link: self.link(approval.subject.id),
            purpose: petty.content.purpose.clone(),
            lines: brief_lines(&petty.content.lines),
            notes,
            warnings: warnings.iter().map(|text| text.pick(lang).to_owned()).collect(),
        })
    }

    async fn may_be_approved(&self, tx: &Tx, approval: &Approval) -> Result<()> {
        let petty = repo::find(tx, &Scope::school(approval.school_id), PettyId(approval.subject.id)).await?;
        control::refuse_beyond(tx, petty.content.fund, petty.content.total).await
    }

    async fn decided(&self, tx: &Tx, approval: &Approval, decided: Decided, event: Event) -> Result<Event> {
        let before = repo::find(tx, &Scope::school(approval.school_id), PettyId(approval.subject.id)).await?;
        let command = match decided {
            Decided::Approved => Command::Approve,
            Decided::Returned { reason } => Command::Return { reason },
            Decided::Rejected { reason } => Command::Reject { reason },
        };
        let mut petty = before.clone();
        petty.phase = before.phase.clone().step(command).map_err(PettyError::Refused)?;
        petty.decided_at = Some(tx.now());
        let petty = repo::save(tx, petty).await?;
        if petty.phase.state() == State::Approved {
            control::take_within(tx, petty.content.fund, petty.content.total).await?;
            settle::settled(tx, &petty).await?;
        }
        if petty.phase.state() == State::Rejected {
            invoice::take_out(tx, KIND, petty.id.0).await?;
        }
        Ok(event.changed(KIND, petty.id, &petty.number, &before.recorded(), &petty.recorded()))
    }
}

fn notes(petty: &Petty, witness: String, lang: Lang) -> Vec<BriefNote> {
    let content = &petty.content;
    let mut notes = vec![
        (Text::fixed("店家", "Shop"), content.shop.clone()),
        (Text::fixed("购买日期", "Bought on"), content.bought_on.to_string()),
        (Text::fixed("证明人", "Witness"), witness),
        (Text::fixed("经费来源", "Funds"), content.fund.title().pick(lang).to_owned()),
    ];
    if let Some(number) = &content.invoice_no {
        notes.push((Text::fixed("发票号码", "Invoice"), number.clone()));
    }
    notes.into_iter().map(|(label, text)| BriefNote { label: label.pick(lang).to_owned(), text }).collect()
}
