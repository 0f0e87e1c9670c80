//! Petty purchases as what approvals decide about.

use std::collections::HashMap;

use approvals::{
    Background, Brief, BriefNote, Decided, Mark, Subject, Summary,
    approval::Approval,
    ladder::RAISED,
    revision::{Fact, Revised},
};
use async_trait::async_trait;
use campus::{person, policy::History, school};
use chrono::NaiveDate;
use files::attachment::{self, AttachmentView};
use kernel::{Lang, Reader, Result, Scope, Text, Tx, audit::Event};
use uuid::Uuid;

use super::{
    KIND,
    error::PettyError,
    invoice,
    model::{Content, Petty, PettyId, is_late_entry},
    phase::{Command, State},
    repo,
    service::owner,
};
use crate::{
    budget::{self, OutlookView, control, settle},
    earlier, inbox, policy,
    raises::{self, Raise},
    request::{PURPOSE, brief_lines, line_facts},
};

/// What procurement hands to approvals.
#[derive(Debug, Clone, Copy)]
pub struct PettyPurchases;

#[async_trait]
impl Subject for PettyPurchases {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn link(&self, id: Uuid) -> String {
        format!("/purchases/petty/{id}")
    }

    async fn brief(&self, db: &Reader, approval: &Approval, today: NaiveDate, lang: Lang) -> Result<Brief> {
        let petty = repo::find(db, &Scope::school(approval.school_id), PettyId(approval.subject.id)).await?;
        let earlier = repo::earlier_of(db, &petty).await?;
        let contents = earlier.iter().map(|version| &version.content).chain([&petty.content]);
        let names = person::repo::names(db, petty.school_id, contents.map(|content| content.witness_id).collect()).await?;
        let witness = |content: &Content| names.get(&content.witness_id).map(String::as_str).unwrap_or_default();
        let said = |content: &Content| facts(content, witness(content), lang);
        let before = earlier.last().map(|last| said(&last.content));
        let revised = Revised::of(petty.round, before.as_deref(), &said(&petty.content));
        let mut notes = notes(&petty.content, witness(&petty.content), lang);
        let mut warnings = Vec::new();
        if petty.is_late() {
            warnings.push(Text::fixed("买了一个多星期才登记（补录）。", "Written down more than a week after it was bought."));
        }
        let others = split_text(&petty);
        warnings.extend(others.clone().filter(|_| petty.in_pieces));
        warnings.extend(same_shop(&petty));
        let submitted_on = school::find(db, petty.school_id).await?.today(petty.submitted_at);
        // By the rules of two days, in one look-up.
        let rules = History::until(db, petty.school_id, today.max(submitted_on)).await?;
        let held = raises::holding(policy::raises_of(&rules.on(submitted_on))?, petty.content.fund, &petty.content.lines);
        warnings.extend(held.iter().map(Raise::why));
        if approval.raised {
            warnings.push(RAISED);
        }
        notes.extend(others.filter(|_| !petty.in_pieces).map(|others| inbox::more_of_the_same(&others, lang)));
        let control = rules.on(today).of(&policy::BUDGET_CONTROL)?;
        let budget = budget::of_approval(db, approval, (petty.content.fund, petty.content.total), control, (today, lang)).await?;
        warnings.extend(budget.as_ref().and_then(OutlookView::warning));
        notes.extend(budget.map(|budget| budget.note(lang)));
        Ok(Brief {
            link: self.link(approval.subject.id),
            purpose: petty.content.purpose.clone(),
            lines: brief_lines(&petty.content.lines),
            notes,
            warnings: warnings.iter().map(|text| text.pick(lang).to_owned()).collect(),
            revised,
        })
    }

    async fn summaries(&self, db: &Reader, school: Uuid, ids: Vec<Uuid>, today: NaiveDate, lang: Lang) -> Result<HashMap<Uuid, Summary>> {
        let rows =
            inbox::rows(db, school, ("petty_purchase", "p.bought_on, p.recorded_on, p.shop_count, CAST(0 AS bigint) AS held"), ids, today)
                .await?;
        inbox::summaries(&rows, lang, |row| {
            let late = is_late_entry(row.try_get("", "bought_on")?, row.try_get("", "recorded_on")?);
            let same_shop: i64 = row.try_get("", "shop_count")?;
            let late = late.then(|| Mark::new("late", &Text::fixed("补录", "Late entry"), lang));
            let same_shop = (same_shop > 0).then(|| Mark::new("same_shop", &Text::fixed("同店分单", "One shop, several slips"), lang));
            Ok(late.into_iter().chain(same_shop).collect())
        })
    }

    async fn background(&self, db: &Reader, approval: &Approval, _: Lang) -> Result<Background> {
        let petty = repo::find(db, &Scope::school(approval.school_id), PettyId(approval.subject.id)).await?;
        let mut background = earlier::of(db, petty.school_id, petty.id.0, &petty.content.lines).await?;
        let attached = attachment::list(db, petty.school_id, owner(petty.id)).await?;
        let names = person::repo::names(db, petty.school_id, attached.iter().filter_map(|one| one.row.added_by).collect()).await?;
        let by = |id: Option<Uuid>| id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        background.papers = attached.iter().map(|one| AttachmentView::of(one, by(one.row.added_by))).collect();
        background.papers_at = Some(format!("/api/v1/petty-purchases/{}/attachments", petty.id));
        Ok(background)
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

/// What else is of the same things: a warning where it is one purchase in pieces, a note where it is the same thing again.
fn split_text(petty: &Petty) -> Option<Text> {
    let (count, amount) = (petty.split_count, petty.judged_amount);
    (count > 0).then(|| {
        Text::new(
            format!("近期另有 {count} 笔买了同样的东西，合计 {amount} 元，按合计审批。"),
            format!("The same was bought or asked for {count} times lately: judged by {amount} in all."),
        )
    })
}

fn same_shop(petty: &Petty) -> Option<Text> {
    let (count, amount) = (petty.same_shop.count, petty.same_shop.amount);
    (count > 0).then(|| {
        Text::new(
            format!("在同一家店另有 {count} 笔，合计 {amount} 元，像是一次采购分成了几张单。"),
            format!("With {count} others of the same shop it comes to {amount}: it looks like one purchase in pieces."),
        )
    })
}

/// What a slip says, for telling what another says otherwise.
pub(super) fn facts(content: &Content, witness: &str, lang: Lang) -> Vec<Fact> {
    let mut facts = vec![Fact::new(PURPOSE.pick(lang), content.purpose.as_str())];
    facts.extend(notes(content, witness, lang).into_iter().map(|note| Fact::new(note.label, note.text)));
    if let Some(case) = &content.repair_case {
        facts.push(Fact::new(Text::fixed("为哪件报修", "For repair").pick(lang), case.number.as_str()));
    }
    facts.extend(line_facts(&content.lines, content.total, lang));
    facts
}

fn notes(content: &Content, witness: &str, lang: Lang) -> Vec<BriefNote> {
    let mut notes = vec![
        (Text::fixed("店家", "Shop"), content.shop.clone()),
        (Text::fixed("购买日期", "Bought on"), content.bought_on.to_string()),
        (Text::fixed("证明人", "Witness"), witness.to_owned()),
        (Text::fixed("经费来源", "Funds"), content.fund.title().pick(lang).to_owned()),
    ];
    if let Some(number) = &content.invoice_no {
        notes.push((Text::fixed("发票号码", "Invoice"), number.clone()));
    }
    notes.into_iter().map(|(label, text)| BriefNote { label: label.pick(lang).to_owned(), text }).collect()
}
