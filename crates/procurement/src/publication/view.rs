//! A notice as its caller sees it.

use std::collections::BTreeSet;

use campus::{
    person::{self, PersonRef},
    school::entity::Model as School,
};
use chrono::NaiveDate;
use files::attachment::{self, AttachmentView};
use kernel::{Actor, Lang, Permission, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::{AllowedStep, PublicationRow, PublicationView, PublishedMeeting, PublishedRow},
    listing,
    model::{Listed, Publication},
    phase::{CommandKind, guard},
    repo,
    service::owner,
};
use crate::permissions::KeepPublications;

pub(super) fn row(notice: &Publication, today: NaiveDate, lang: Lang) -> PublicationRow {
    let (state, posting) = (notice.state(today), notice.phase.posting());
    PublicationRow {
        id: notice.id,
        number: notice.number.clone(),
        title: notice.title.clone(),
        period_from: notice.period_from,
        period_to: notice.period_to,
        due_on: notice.due_on,
        with_petty: notice.with_petty,
        published_on: posting.map(|posting| posting.on),
        published_until: posting.map(|posting| posting.until),
        overdue: notice.is_overdue(today),
        state,
        state_text: state.formal().pick(lang).to_owned(),
        version: notice.version,
    }
}

/// One notice, whole: what hung on the board, or would hang there now.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    school: &School,
    notice: &Publication,
    (actor, today): (&Actor, NaiveDate),
    lang: Lang,
) -> Result<PublicationView> {
    let posting = notice.phase.posting();
    let (listed, attached, names) = if let Some(posting) = posting {
        let attached = attachment::list(db, school.id, owner(notice.id)).await?;
        let people = attached.iter().filter_map(|one| one.row.added_by).chain([notice.made_by, posting.by]).collect();
        (repo::kept(db, notice).await?, attached, person::repo::names(db, school.id, people).await?)
    } else {
        let listing = listing::of_period(db, school, notice.period(), vec![notice.made_by]).await?;
        (listing.rows, Vec::new(), listing.names)
    };
    let total = listing::total(&listed)?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let person = |id: Uuid| PersonRef { id, name: name(id) };
    Ok(PublicationView {
        row: row(notice, today, lang),
        school_name: school.name.clone(),
        phone: notice.phone.clone(),
        meetings: meetings(&listed, lang),
        rows: listed.into_iter().map(|one| published(one, lang)).collect(),
        total,
        total_in_words: total.in_capitals(),
        made_by: person(notice.made_by),
        made_at: notice.made_at,
        posted_by: posting.map(|posting| person(posting.by)),
        posted_at: posting.map(|posting| posting.at),
        attachments: attached.iter().map(|one| AttachmentView::of(one, one.row.added_by.map(name).unwrap_or_default())).collect(),
        reason: notice.phase.reason().map(str::to_owned),
        allowed_actions: allowed(notice, actor, today, lang),
    })
}

/// Each decision of a meeting once, however many lines its request has.
fn meetings(listed: &[Listed], lang: Lang) -> Vec<PublishedMeeting> {
    let mut all: Vec<PublishedMeeting> = Vec::new();
    let mut seen = BTreeSet::new();
    for one in listed.iter().filter(|one| seen.insert(one.request_number.as_str())) {
        all.extend(one.meetings.iter().map(|met| PublishedMeeting {
            request_number: one.request_number.clone(),
            title: met.approver.title().pick(lang).to_owned(),
            held_on: met.held_on,
            present: met.present,
            votes_for: met.votes_for,
            votes_against: met.votes_against,
            votes_abstained: met.votes_abstained,
            minutes: met.minutes.clone(),
            recorded_by: met.recorded_by.clone(),
        }));
    }
    all
}

pub(super) fn published(one: Listed, lang: Lang) -> PublishedRow {
    PublishedRow {
        department: one.department,
        name: one.name,
        spec: one.spec,
        unit: one.unit,
        quantity: one.quantity,
        unit_price: one.unit_price,
        amount: one.amount,
        method: one.method,
        method_text: one.method.title().pick(lang).to_owned(),
        quotes: one.quotes,
        supplier: one.supplier,
        buyers: one.buyers,
        acceptors: one.acceptors,
        fund: one.fund,
        fund_title: one.fund.title().pick(lang).to_owned(),
        request_number: one.request_number,
        approvers: one.approvers,
        approved_on: one.approved_on,
        receipt_number: one.receipt_number,
        accepted_on: one.accepted_on,
        meetings: one.meetings.iter().map(|met| met.approver.title().pick(lang).to_owned()).collect(),
    }
}

/// What the caller may do now, and if not, why.
fn allowed(notice: &Publication, actor: &Actor, today: NaiveDate, lang: Lang) -> Vec<AllowedStep> {
    let keeps = actor.may(KeepPublications::INFO.key);
    let step = |action| match guard(notice.state(today), action, keeps) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::ALL.into_iter().map(step).collect()
}
