//! A petty purchase as its caller sees it.

use approvals::{
    approval::{self, Words},
    revision::{Version, with_changes},
};
use campus::person::{self, PersonRef};
use files::attachment::{self, AttachmentView};
use kernel::{Actor, Lang, Permission, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{AllowedStep, CaseRef, EarlierVersion, PettyRow, PettyView},
    model::{Content, Petty},
    phase::{CommandKind, Facts, Phase, State, guard},
    repo,
    service::owner,
    subject,
};
use crate::{order::emergency::approvers, permissions::PostReceipts, policy, receipt::PostingView, request::line_views};

/// Who wants to take a step, and whether he had a part in it: he bought it, bore witness or approved it.
pub(super) fn facts(actor: &Actor, petty: &Petty, approvers: &[Uuid]) -> Facts {
    let part = [petty.handler_id, petty.content.witness_id];
    Facts {
        is_handler: actor.person == Some(petty.handler_id),
        posts: actor.may(PostReceipts::INFO.key),
        took_part: part.iter().chain(approvers).any(|person| actor.decides_as(PostReceipts::INFO.key, *person)),
    }
}

/// Rows of the list: their approvals and names in two look-ups.
pub(super) async fn rows(db: &impl ConnectionTrait, school: Uuid, found: &[Petty], lang: Lang) -> Result<Vec<PettyRow>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let deciding = found.iter().filter(|petty| petty.phase.state() == State::Submitted).map(|petty| petty.id.0).collect();
    let said = approval::said_of(db, school, KIND, deciding, lang).await?;
    let people = found.iter().flat_map(|petty| [petty.handler_id, petty.content.witness_id]).collect();
    let names = person::repo::names(db, school, people).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(found.iter().map(|petty| row(petty, said.get(&petty.id.0).cloned(), person, lang)).collect())
}

fn row(petty: &Petty, said: Option<String>, person: impl Fn(Uuid) -> PersonRef, lang: Lang) -> PettyRow {
    let (state, content) = (petty.phase.state(), &petty.content);
    PettyRow {
        id: petty.id,
        number: petty.number.clone(),
        title: content.title().pick(lang).to_owned(),
        shop: content.shop.clone(),
        shop_key: content.shop_key(),
        bought_on: content.bought_on,
        late: petty.is_late(),
        handler: person(petty.handler_id),
        witness: person(content.witness_id),
        total: content.total,
        state,
        state_text: said.unwrap_or_else(|| state.formal().pick(lang).to_owned()),
        decided_at: petty.decided_at,
        voucher_no: petty.phase.posting().map(|posting| posting.voucher_no.clone()),
        version: petty.version,
    }
}

/// One petty purchase, whole.
pub(super) async fn view(db: &impl ConnectionTrait, petty: &Petty, actor: &Actor, lang: Lang) -> Result<PettyView> {
    let (school, content) = (petty.school_id, &petty.content);
    let approval = approval::repo::of_subject(db, school, KIND, petty.id.0).await?;
    let attached = attachment::list(db, school, owner(petty.id)).await?;
    let posting = petty.phase.posting();
    let kept = repo::earlier_of(db, petty).await?;
    let others = attached.iter().filter_map(|one| one.row.added_by).chain(posting.map(|posting| posting.by));
    let others = others.chain(kept.iter().map(|version| version.content.witness_id));
    let people = approval.iter().flat_map(approval::people_of).chain([petty.handler_id, content.witness_id]).chain(others).collect();
    let words = Words::of(db, school, people, lang).await?;
    let last = policy::last_signer(db, school, petty.recorded_on).await?;
    let deciding = approval.as_ref().filter(|_| petty.phase == Phase::Submitted);
    let attachments =
        attached.iter().map(|one| AttachmentView::of(one, one.row.added_by.map(|id| words.person(id).name).unwrap_or_default()));
    Ok(PettyView {
        row: row(petty, deciding.map(|approval| words.state_text(approval)), |id| words.person(id), lang),
        purpose: content.purpose.clone(),
        fund: content.fund,
        fund_title: content.fund.title().pick(lang).to_owned(),
        invoice_no: content.invoice_no.clone(),
        repair_case: content.repair_case.as_ref().map(|case| CaseRef { id: case.id, number: case.number.clone() }),
        lines: line_views(&content.lines),
        total_in_words: content.total.in_capitals(),
        judged_amount: petty.judged_amount,
        split_count: petty.split_count,
        in_pieces: petty.in_pieces,
        shop_count: petty.same_shop.count,
        shop_amount: petty.same_shop.amount,
        attachments: attachments.collect(),
        reason: petty.phase.reason().map(str::to_owned),
        approval_id: approval.as_ref().map(|approval| approval.id),
        steps: words.steps(db, approval.as_ref()).await?,
        earlier: earlier(&kept, content, &words, lang),
        last_signer_title: words.title(last),
        allowed_actions: allowed(petty, facts(actor, petty, &approvers(approval.as_ref())), lang),
        recorded_at: petty.recorded_at,
        posting: posting.map(|posting| PostingView::of(posting, words.person(posting.by), lang)),
        round: petty.round,
    })
}

/// What was handed in before, each with what the next one changed.
fn earlier(kept: &[Version<Content>], now: &Content, words: &Words, lang: Lang) -> Vec<EarlierVersion> {
    let said = |content: &Content| subject::facts(content, &words.person(content.witness_id).name, lang);
    let view = |version: &Version<Content>, changes| {
        let content = &version.content;
        EarlierVersion {
            round: version.round,
            submitted_at: version.submitted_at,
            changes,
            witness: words.person(content.witness_id),
            shop: content.shop.clone(),
            bought_on: content.bought_on,
            purpose: content.purpose.clone(),
            fund_title: content.fund.title().pick(lang).to_owned(),
            invoice_no: content.invoice_no.clone(),
            repair_case_no: content.repair_case.as_ref().map(|case| case.number.clone()),
            lines: line_views(&content.lines),
            total: content.total,
        }
    };
    with_changes(kept, said(now), said).into_iter().map(|(version, changes)| view(version, changes)).collect()
}

/// What the caller may do now, and if not, why.
fn allowed(petty: &Petty, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let step = |action| match guard(petty.phase.state(), action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::BY_HAND.into_iter().map(step).collect()
}
