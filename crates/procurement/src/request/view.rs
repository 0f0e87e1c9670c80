//! A request as its caller sees it.

use approvals::{
    approval::{self, Words},
    ladder::Bounds,
    revision::{Version, with_changes},
};
use campus::{
    person::{self, PersonRef},
    school,
};
use kernel::{Actor, Lang, Permission, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{
        AllowedStep, ContentView, EarlierVersion, EmergencyOrder, EmergencyView, JudgementView, LineView, RequestRow, RequestView,
        SplitView, TierView,
    },
    judge::{Judgement, judge},
    model::{Content, Emergency, Line, Request, Submission},
    phase::{CommandKind, Facts, Ordered, Phase, State, guard},
    repo, subject,
};
use crate::{
    budget::{self, Asked, OutlookView},
    order,
    permissions::MakeOrders,
    policy,
    quote::of_request,
    splitting::Split,
};

/// Rows of the list: their approvals and names in two look-ups.
pub(super) async fn rows(db: &impl ConnectionTrait, school: Uuid, requests: &[Request], lang: Lang) -> Result<Vec<RequestRow>> {
    let deciding = requests.iter().filter(|request| request.phase.state() == State::Submitted).map(|request| request.id.0).collect();
    let said = approval::said_of(db, school, KIND, deciding, lang).await?;
    let names = person::repo::names(db, school, requests.iter().map(|request| request.requester_id).collect()).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(requests.iter().map(|request| row(request, said.get(&request.id.0).cloned(), person(request.requester_id), lang)).collect())
}

fn row(request: &Request, said: Option<String>, requester: PersonRef, lang: Lang) -> RequestRow {
    let state = request.phase.state();
    RequestRow {
        id: request.id,
        number: request.number.clone(),
        title: request.content.title().pick(lang).to_owned(),
        requester,
        total: request.content.total,
        state,
        state_text: said.unwrap_or_else(|| state.formal().pick(lang).to_owned()),
        needed_by: request.content.needed_by,
        emergency: request.emergency.is_some(),
        submitted_at: request.submitted_at,
        updated_at: request.updated_at,
        version: request.version,
    }
}

/// What the rules say of a request that can still be revised.
struct Preview {
    judgement: Option<Judgement>,
    refused: Option<String>,
}

impl Preview {
    async fn of(db: &impl ConnectionTrait, request: &Request, now: chrono::DateTime<chrono::Utc>, lang: Lang) -> Result<Self> {
        let school = campus::school::find(db, request.school_id).await?;
        match judge(db, &school, request, now).await {
            Ok(judgement) => Ok(Self { judgement: Some(judgement), refused: None }),
            Err(problem) if problem.status().is_client_error() => {
                Ok(Self { judgement: None, refused: Some(problem.detail().pick(lang).to_owned()) })
            }
            Err(problem) => Err(problem),
        }
    }
}

/// One request, whole.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    request: &Request,
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<RequestView> {
    let school = request.school_id;
    let mut versions = repo::versions_of(db, school, request.id.0).await?;
    let revisable = matches!(request.phase, Phase::Draft | Phase::Returned { .. });
    let preview = if revisable {
        Preview::of(db, request, now, lang).await?
    } else {
        Preview { judgement: versions.last().map(|version| version.content.judgement.clone()), refused: None }
    };
    // What lies on the table now is shown above; a version that differs from it, below.
    if versions.last().is_some_and(|version| version.content.content == request.content) {
        versions.pop();
    }
    let need = preview.judgement.as_ref().and_then(|judgement| judgement.quotes);
    let quotes = of_request(db, request, need, actor, lang).await?;
    let ordered = ordered(db, request).await?;
    let emergency_follow_up = follow_up(db, request, now, lang).await?;
    let approval = approval::repo::of_subject(db, school, KIND, request.id.0).await?;
    let splits = preview.judgement.iter().flat_map(|judgement| judgement.splits.iter().map(|split| split.requester_id));
    let people = approval.iter().flat_map(approval::people_of).chain(splits).chain([request.requester_id]).collect();
    let words = Words::of(db, school, people, lang).await?;
    let deciding = approval.as_ref().filter(|_| request.phase == Phase::Submitted);
    Ok(RequestView {
        row: row(request, deciding.map(|approval| words.state_text(approval)), words.person(request.requester_id), lang),
        content: content(&request.content, lang),
        total_in_words: request.content.total.in_capitals(),
        reason: request.phase.reason().map(str::to_owned),
        judgement: preview.judgement.map(|judgement| judged(judgement, &words, lang)),
        judgement_refused: preview.refused,
        quotes_needed: quotes.needed,
        quotes_why: quotes.why,
        ordered,
        budget: budget(db, request, actor, now, lang).await?,
        quote_sheet_id: quotes.sheet_id,
        opens_quotes: quotes.opens,
        emergency_follow_up,
        approval_id: approval.as_ref().map(|approval| approval.id),
        steps: words.steps(db, approval.as_ref()).await?,
        earlier: earlier(&versions, &request.content, lang),
        allowed_actions: allowed(request, facts(actor, request, ordered), lang),
        created_at: request.created_at,
        decided_at: request.decided_at,
        closed_at: request.closed_at,
        round: request.round,
    })
}

/// How far its orders are; of what was never approved and could wait there are none.
async fn ordered(db: &impl ConnectionTrait, request: &Request) -> Result<Ordered> {
    if request.emergency.is_none() && !matches!(request.phase, Phase::Approved | Phase::Closed { .. }) {
        return Ok(Ordered::Nothing);
    }
    order::repo::ordered(db, request.school_id, request.id).await
}

/// What the request means for its budget: what is approved is counted already.
async fn budget(
    db: &impl ConnectionTrait,
    request: &Request,
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<Option<OutlookView>> {
    let approved = matches!(request.phase, Phase::Approved | Phase::Closed { .. });
    if matches!(request.phase.state(), State::Rejected | State::Cancelled) || !budget::seen(actor) {
        return Ok(None);
    }
    let at = request.decided_at.filter(|_| approved).unwrap_or(now);
    let on = school::find(db, request.school_id).await?.today(at);
    let control = policy::BUDGET_CONTROL.on(db, request.school_id, on).await?.unless(request.emergency.is_some());
    let amount = if approved {
        None
    } else {
        Some(budget::still_to_take(db, (request.school_id, request.id.0), request.content.total, request.emergency.is_some()).await?)
    };
    let asked = Asked { fund: request.content.fund, on, amount, control };
    budget::outlook(db, request.school_id, asked, lang).await
}

/// What became of an emergency: of what was submitted as one, and not taken back.
async fn follow_up(
    db: &impl ConnectionTrait,
    request: &Request,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<Option<EmergencyView>> {
    let Some(emergency) = &request.emergency else { return Ok(None) };
    let orders = order::emergency::orders(db, request.school_id, vec![request.id.0]).await?;
    let orders = orders.into_iter().map(|(_, order)| EmergencyOrder { id: order.id, number: order.number }).collect();
    Ok(EmergencyView::of(emergency, request.phase.state(), request.decided_at, now, orders, lang))
}

impl EmergencyView {
    pub(crate) fn of(
        emergency: &Emergency,
        phase: State,
        decided_at: Option<chrono::DateTime<chrono::Utc>>,
        now: chrono::DateTime<chrono::Utc>,
        orders: Vec<EmergencyOrder>,
        lang: Lang,
    ) -> Option<Self> {
        let (state, late) = emergency.stands(phase, decided_at, now)?;
        let Emergency { reason, due_at } = emergency.clone();
        Some(Self { reason, due_at, state, late, text: state.text(late, !orders.is_empty()).pick(lang).to_owned(), orders })
    }
}

fn judged(judgement: Judgement, words: &Words, lang: Lang) -> JudgementView {
    let in_pieces = judgement.is_in_pieces();
    let why_tier = judgement.why_tier(|approver| words.title(approver), lang);
    let why_major = judgement.why_major().map(|why| why.pick(lang).to_owned());
    let Judgement { amount, chain, splits, split_count, window_days, tier, major, lifted, idle, stocked, gov_limit, .. } = judgement;
    let split = |split: Split| SplitView { requester: words.person(split.requester_id), number: split.number, amount: split.amount };
    JudgementView {
        amount,
        why_tier,
        tier: tier.map(|tier| tier_view(tier, words)),
        raised: chain.raised,
        chain: chain.steps.iter().map(|step| words.title(*step)).collect(),
        major,
        why_major,
        gov_limit,
        lifted_by: lifted.iter().map(|rule| rule.why().pick(lang).to_owned()).collect(),
        window_days,
        splits: splits.into_iter().map(split).collect(),
        split_count,
        in_pieces,
        idle,
        stocked,
    }
}

fn tier_view(tier: Bounds, words: &Words) -> TierView {
    let Bounds { from, from_inclusive, up_to, up_to_inclusive, approver } = tier;
    TierView { from, from_inclusive, up_to, up_to_inclusive, last: words.title(approver) }
}

fn content(content: &Content, lang: Lang) -> ContentView {
    ContentView {
        purpose: content.purpose.clone(),
        fund: content.fund,
        fund_title: content.fund.title().pick(lang).to_owned(),
        needed_by: content.needed_by,
        lines: line_views(&content.lines),
        total: content.total,
        reuse: content.reuse.clone(),
    }
}

pub(crate) fn line_views(lines: &[Line]) -> Vec<LineView> {
    let view = |line: &Line| LineView {
        name: line.name.clone(),
        spec: line.spec.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        amount: line.amount,
    };
    lines.iter().map(view).collect()
}

/// What was submitted before, each with what the next one, or whoever writes it anew, changed.
fn earlier(versions: &[Version<Submission>], now: &Content, lang: Lang) -> Vec<EarlierVersion> {
    let view = |version: &Version<Submission>, changes| EarlierVersion {
        round: version.round,
        submitted_at: version.submitted_at,
        changes,
        content: content(&version.content.content, lang),
    };
    let said = |submission: &Submission| subject::facts(&submission.content, lang);
    let changed = with_changes(versions, subject::facts(now, lang), said);
    changed.into_iter().map(|(version, changes)| view(version, changes)).collect()
}

/// Who the caller is in this request. Whoever buys for the school, or of his own, makes orders of it.
pub(super) fn facts(actor: &Actor, request: &Request, ordered: Ordered) -> Facts {
    let is_requester = actor.person == Some(request.requester_id);
    Facts { is_requester, buys: order::view::reaches(actor, MakeOrders::INFO.key, request.requester_id), ordered }
}

/// What the caller may do now, and if not, why; nothing once nothing can follow.
fn allowed(request: &Request, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let step = |action| match guard(request.phase.state(), action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::BY_HAND.into_iter().map(step).collect()
}
