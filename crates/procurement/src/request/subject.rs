//! Purchase requests as what approvals decide about.

use std::collections::{BTreeSet, HashMap};

use approvals::{
    Background, Brief, BriefLine, BriefNote, Decided, Mark, Subject, Summary,
    approval::Approval,
    ladder::RAISED,
    revision::{Fact, Revised},
};
use async_trait::async_trait;
use campus::person;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Lang, Money, Problem, Reader, Result, Scope, Text, Tx, audit::Event};
use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    KIND,
    closing::completed,
    judge::Judgement,
    model::{Content, Emergency, RequestId},
    phase::{Command, Phase, State},
    repo,
};
use crate::{
    ProcurementError,
    budget::{self, OutlookView, control, settle},
    earlier, inbox, order, quote,
    raises::Raise,
};

pub(crate) const PURPOSE: Text = Text::fixed("做什么用", "What it is for");
const FUNDS: Text = Text::fixed("经费来源", "Funds");
const NEEDED_BY: Text = Text::fixed("需要日期", "Needed by");
const WHY_NOT_THOSE: Text = Text::fixed("为什么还要买", "Why they will not do");

/// What procurement hands to approvals.
#[derive(Debug, Clone, Copy)]
pub struct PurchaseRequests;

#[async_trait]
impl Subject for PurchaseRequests {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn link(&self, id: Uuid) -> String {
        format!("/purchases/{id}")
    }

    async fn brief(&self, db: &Reader, approval: &Approval, today: NaiveDate, lang: Lang) -> Result<Brief> {
        let mut versions = repo::versions_of(db, approval.school_id, approval.subject.id).await?;
        let newest = versions.pop().ok_or_else(|| Problem::internal("an approval of what was never submitted"))?;
        let before = versions.pop().map(|version| facts(&version.content.content, lang));
        let (round, last) = (newest.round, newest.content);
        let people = last.judgement.splits.iter().map(|split| split.requester_id).collect();
        let names = person::repo::names(db, approval.school_id, people).await?;
        let name = |id| names.get(&id).map(String::as_str).unwrap_or_default();
        let mut warnings: Vec<Text> = Vec::new();
        if let Some(emergency) = &last.emergency {
            let orders = order::emergency::orders(db, approval.school_id, vec![approval.subject.id]).await?;
            let numbers: Vec<&str> = orders.iter().map(|(_, order)| order.number.as_str()).collect();
            let school = campus::school::find(db, approval.school_id).await?;
            warnings.push(emergency_warning(emergency, school.today(emergency.due_at), &numbers));
        }
        let others = split_text(&last.judgement, name);
        let in_pieces = last.judgement.is_in_pieces();
        warnings.extend(others.clone().filter(|_| in_pieces));
        warnings.extend(last.judgement.lifted.iter().map(Raise::why));
        if last.judgement.chain.raised {
            warnings.push(RAISED);
        }
        warnings.extend(last.judgement.gov_limit.map(gov_warning));
        let mut notes = notes(&last.content, &last.judgement, lang);
        notes.extend(others.filter(|_| !in_pieces).map(|others| inbox::more_of_the_same(&others, lang)));
        let of = (approval.school_id, approval.subject.id);
        let asked = (last.content.fund, budget::still_to_take(db, of, last.content.total, last.emergency.is_some()).await?);
        let budget = budget::of_approval(db, approval, asked, last.judgement.budget_control, (today, lang)).await?;
        warnings.extend(budget.as_ref().and_then(OutlookView::warning));
        notes.extend(budget.map(|budget| budget.note(lang)));
        Ok(Brief {
            link: self.link(approval.subject.id),
            purpose: last.content.purpose.clone(),
            lines: brief_lines(&last.content.lines),
            notes,
            warnings: warnings.iter().map(|text| text.pick(lang).to_owned()).collect(),
            revised: Revised::of(round, before.as_deref(), &facts(&last.content, lang)),
        })
    }

    async fn summaries(&self, db: &Reader, school: Uuid, ids: Vec<Uuid>, today: NaiveDate, lang: Lang) -> Result<HashMap<Uuid, Summary>> {
        let columns = format!(
            "p.emergency_reason, p.emergency_due_at, p.phase, p.decided_at, {} AS held, \
            (SELECT v.content FROM purchase_request_version v WHERE v.school_id = p.school_id AND v.request_id = p.id \
                ORDER BY v.round DESC LIMIT 1) AS submission",
            budget::held_sql()
        );
        let rows = inbox::rows(db, school, ("purchase_request", columns.as_str()), ids, today).await?;
        let now = db.now();
        inbox::summaries(&rows, lang, |row| marks(row, now, lang))
    }

    async fn background(&self, db: &Reader, approval: &Approval, lang: Lang) -> Result<Background> {
        let (school, id) = (approval.school_id, approval.subject.id);
        let mut versions = repo::versions_of(db, school, id).await?;
        let newest = versions.pop().ok_or_else(|| Problem::internal("an approval of what was never submitted"))?;
        let last = newest.content;
        let quotes = quote::collected(db, (school, RequestId(id)), &last.content, last.judgement.quotes, lang).await?;
        Ok(Background { quotes, ..earlier::of(db, school, id, &last.content.lines).await? })
    }

    async fn took_part(&self, tx: &Tx, approval: &Approval) -> Result<Vec<Uuid>> {
        order::emergency::buyers(tx, approval.school_id, approval.subject.id).await
    }

    async fn may_be_approved(&self, tx: &Tx, approval: &Approval) -> Result<()> {
        let request = repo::find(tx, &Scope::school(approval.school_id), RequestId(approval.subject.id)).await?;
        if request.emergency.is_some() {
            return Ok(());
        }
        control::refuse_beyond(tx, request.content.fund, request.content.total).await
    }

    async fn hold(&self, tx: &Tx, records: Vec<Uuid>) -> Result<()> {
        let requests: BTreeSet<Uuid> = records.into_iter().collect();
        repo::hold_all(tx, &requests).await?;
        order::emergency::hold(tx, &requests).await
    }

    async fn decided(&self, tx: &Tx, approval: &Approval, decided: Decided, event: Event) -> Result<Event> {
        let before = repo::find(tx, &Scope::school(approval.school_id), RequestId(approval.subject.id)).await?;
        let command = match decided {
            Decided::Approved => Command::Approve,
            Decided::Returned { reason } => Command::Return { reason },
            Decided::Rejected { reason } => Command::Reject { reason },
        };
        let mut request = before.clone();
        request.phase = before.phase.clone().step(command).map_err(ProcurementError::Refused)?;
        request.decided_at = Some(tx.now());
        let mut request = repo::save(tx, request).await?;
        // Orders before the budget: whoever accepts goods takes them in this turn. Of several at once, `hold` has taken them before.
        let bought = if request.emergency.is_some() { order::emergency::decided(tx, &request).await? } else { Vec::new() };
        if request.phase == Phase::Approved {
            if request.emergency.is_none() {
                control::take_within(tx, request.content.fund, request.content.total).await?;
            } else if let Some(whole) = completed(tx, &request).await? {
                // It was bought and came before it was approved.
                request = whole;
            }
            settle::approved(tx, &request).await?;
        }
        let event = event.changed(KIND, request.id, &request.number, &before.recorded(), &request.recorded());
        Ok(bought.into_iter().fold(event, |event, (id, number)| event.about(order::KIND, id, &number)))
    }
}

/// What a row must not hide: that it could not wait for its approvals, and that they are overdue; that it is here whatever it costs; that
/// it comes to the limit of government procurement.
fn marks(row: &QueryResult, now: DateTime<Utc>, lang: Lang) -> Result<Vec<Mark>> {
    let mut marks = Vec::new();
    if let Some(emergency) = repo::emergency_of(row.try_get("", "emergency_reason")?, row.try_get("", "emergency_due_at")?) {
        let phase: String = row.try_get("", "phase")?;
        let state = State::of(&phase).ok_or_else(|| Problem::internal(format!("a purchase request in phase {phase}")))?;
        let late = emergency.stands(state, row.try_get("", "decided_at")?, now).is_some_and(|(_, late)| late);
        marks.push(Mark::new("emergency", &Text::fixed("应急采购", "Emergency"), lang));
        marks.extend(late.then(|| Mark::new("late", &Text::fixed("审批逾期", "Approvals overdue"), lang)));
    }
    let submission: Option<serde_json::Value> = row.try_get("", "submission")?;
    let judged = |key: &str| submission.as_ref().and_then(|submission| submission.pointer(&format!("/judgement/{key}")));
    let lifted = judged("lifted").and_then(serde_json::Value::as_array).is_some_and(|lifted| !lifted.is_empty());
    marks.extend(lifted.then(|| Mark::new("lifted", &Text::fixed("不论金额", "Whatever it costs"), lang)));
    let gov = judged("gov_limit").is_some_and(|limit| !limit.is_null());
    marks.extend(gov.then(|| Mark::new("gov_limit", &Text::fixed("达政府采购限额", "Government procurement"), lang)));
    Ok(marks)
}

fn emergency_warning(emergency: &Emergency, due_on: NaiveDate, orders: &[&str]) -> Text {
    let Emergency { reason, .. } = emergency;
    let (zh, en) = if orders.is_empty() {
        ("还没有下单".to_owned(), "Nothing is ordered yet".to_owned())
    } else {
        (format!("已下单 {}", orders.join("、")), format!("Ordered already: {}", orders.join(", ")))
    };
    Text::new(
        format!("应急采购：{reason}。{zh}，审批应在 {due_on} 前补齐。"),
        format!("An emergency purchase: {reason}. {en}; the approvals are due by {due_on}."),
    )
}

fn gov_warning(limit: Money) -> Text {
    Text::new(
        format!("达到政府采购限额标准（{limit} 元）：须按政府采购程序办理，不得化整为零。"),
        format!("It comes to the limit of government procurement ({limit}): it is bought by that procedure, and not in pieces."),
    )
}

/// What else asks for the same: a warning where it is one purchase in pieces, a note where it is the same thing again.
fn split_text<'a>(judgement: &Judgement, name: impl Fn(Uuid) -> &'a str) -> Option<Text> {
    if judgement.split_count == 0 {
        return None;
    }
    let others: Vec<String> =
        judgement.splits.iter().map(|split| format!("{}（{}，{}）", split.number, name(split.requester_id), split.amount)).collect();
    let (days, count, amount) = (judgement.window_days, judgement.split_count, judgement.amount);
    Some(Text::new(
        format!("{days} 天内另有 {count} 份申请要买同样的东西：{}。合计 {amount} 元，按合计审批。", others.join("、")),
        format!("Within {days} days {count} other requests ask for the same: {}. Judged by {amount} in all.", others.join(", ")),
    ))
}

pub(crate) fn brief_lines(lines: &[super::Line]) -> Vec<BriefLine> {
    let line = |line: &super::Line| BriefLine {
        name: line.name.clone(),
        detail: line.spec.clone().unwrap_or_default(),
        quantity: format!("{} {} × {}", line.quantity, line.unit, line.unit_price),
        amount: Some(line.amount),
    };
    lines.iter().map(line).collect()
}

/// Lines by their names, and what they come to.
pub(crate) fn line_facts(lines: &[super::Line], total: Money, lang: Lang) -> Vec<Fact> {
    let fact = |line: BriefLine| Fact::new(format!("{} {}", line.name, line.detail).trim_end(), line.quantity);
    let mut facts: Vec<Fact> = brief_lines(lines).into_iter().map(fact).collect();
    facts.push(Fact::new(Text::fixed("合计", "Total").pick(lang), total.to_string()));
    facts
}

/// What a request says, for telling what another version says otherwise.
pub(super) fn facts(content: &Content, lang: Lang) -> Vec<Fact> {
    let told = [
        (PURPOSE, Some(content.purpose.clone())),
        (FUNDS, Some(content.fund.title().pick(lang).to_owned())),
        (NEEDED_BY, content.needed_by.map(|day| day.to_string())),
        (WHY_NOT_THOSE, content.reuse.clone()),
    ];
    let mut facts: Vec<Fact> = told.into_iter().filter_map(|(label, text)| Some(Fact::new(label.pick(lang), text?))).collect();
    facts.extend(line_facts(&content.lines, content.total, lang));
    facts
}

fn notes(content: &Content, judgement: &Judgement, lang: Lang) -> Vec<BriefNote> {
    let note = |label: Text, text: String| BriefNote { label: label.pick(lang).to_owned(), text };
    let tier = judgement.why_tier(|approver| approver.title().pick(lang).to_owned(), lang);
    let tier = tier.map(|why| note(Text::fixed("审批档", "Tier"), why));
    let major = judgement.why_major().map(|why| note(Text::fixed("重大采购", "Major purchase"), why.pick(lang).to_owned()));
    let mut notes: Vec<BriefNote> = tier.into_iter().chain(major).collect();
    notes.push(note(FUNDS, content.fund.title().pick(lang).to_owned()));
    if let Some(day) = content.needed_by {
        notes.push(note(NEEDED_BY, day.to_string()));
    }
    if !judgement.idle.is_empty() {
        let things = judgement.idle.iter().map(|thing| {
            let place = thing.place.as_deref().unwrap_or("–");
            format!("{} {} {}（{place}）", thing.name, thing.quantity, thing.unit)
        });
        notes.push(note(Text::fixed("闲置的同类物品", "Idle things of the kind"), things.collect::<Vec<_>>().join("、")));
    }
    if !judgement.stocked.is_empty() {
        let things = judgement.stocked.iter().map(|thing| format!("{} {} {}（{}）", thing.name, thing.quantity, thing.unit, thing.store));
        notes.push(note(Text::fixed("库存的同类物品", "Of the kind in the stores"), things.collect::<Vec<_>>().join("、")));
    }
    if let Some(reuse) = &content.reuse {
        notes.push(note(WHY_NOT_THOSE, reuse.clone()));
    }
    notes
}
