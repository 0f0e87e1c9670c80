//! What was seen on a round, written down whole: answers, what became repairs, what was not found, when it was.

use std::collections::{BTreeSet, HashMap};

use campus::person;
use files::{Attached, Attaching, attachment};
use kernel::{Grant, IfMatch, Problem, Reply, Result, Tx, audit::Event, outbox::News, text};
use uuid::Uuid;

use super::{
    Opened, Rounds, finish,
    report::{Reported, Seen, keep, place, report},
    step::{happened, sentence},
};
use crate::{
    InspectionError, LATE_ENTRY_MINUTES,
    checklist::{
        Item,
        item::{Outcome, Said},
        repo::Versioned,
    },
    error::Answer,
    event,
    permissions::PerformInspections,
    plan::Level,
    round::{
        KIND,
        dto::{AnswerBody, InspectionRoundView, SubmitBody},
        entity::answer,
        model::{Round, RoundId},
        of,
        phase::{Command, CommandKind, Record, guard},
        repo, view,
    },
};

impl Rounds {
    pub async fn submit(
        &self,
        grant: &Grant<PerformInspections>,
        id: RoundId,
        seen: IfMatch,
        body: SubmitBody,
    ) -> Result<Reply<InspectionRoundView>> {
        let Opened { tx, round: before, list, school, insiders } = self.held(grant, id).await?;
        seen.check(before.version)?;
        let now = tx.now();
        let facts = view::facts(&tx, (grant.actor(), &insiders), &before, list.second_signature, view::Now::of(&school, now)).await?;
        guard(before.phase.state(), CommandKind::Submit, facts).map_err(InspectionError::Refused)?;
        let happened_at = happened(&school, &before, body.happened_at, now)?;
        let judged = judged(&list, &body)?;
        let mut round = before.clone();
        let wrong = judged.iter().filter(|one| one.outcome == Outcome::Fault).count();
        round.faults += i64::try_from(wrong).map_err(Problem::internal)?;
        match (body.nothing_found, round.faults) {
            (true, 1..) => return Err(InspectionError::SomethingFound.into()),
            (false, ..=0) => return Err(InspectionError::SayNothingFound.into()),
            _ => {}
        }
        let minutes = LATE_ENTRY_MINUTES.on(&tx, school.id, school.today(now)).await?;
        let recorded_by = grant.person()?;
        let record = Record {
            performed_by: performer(&tx, &before, &body, recorded_by).await?,
            recorded_by,
            happened_at,
            recorded_at: now,
            late: before.is_late_entry(happened_at, now, minutes),
            nothing_found: body.nothing_found,
            remark: sentence(body.remark.clone()),
            second: None,
        };
        round.second_signer_id = second_signer(&tx, (&list, &insiders), &body, &record).await?;
        round.phase = before.phase.clone().step(Command::Submit(record)).map_err(InspectionError::Refused)?;
        let round = repo::save(&tx, round).await?;
        let event = Event::new(event::ROUND_SUBMITTED).changed(KIND, round.id, &round.number, &before.recorded(), &round.recorded());
        let (event, mut events) = faults(&tx, (&school, &round), event, &judged, happened_at).await?;
        let rows = judged.iter().map(|one| one.row(&round)).collect();
        repo::insert_answers(&tx, rows).await?;
        events.push(attach(&tx, &round, event, &judged, &body.upload_ids).await?);
        tx.tell(named(&round, &list, grant).into_iter().chain(to_sign(&round, &list, grant))).await?;
        finish(grant, Opened { tx, round, list, school, insiders }, events).await
    }
}

/// An item with what was said to it and what that comes to.
struct Judged<'a> {
    item: &'a Item,
    /// Where in the body it was said; nowhere for a "yes" by silence.
    said_at: Option<(usize, &'a AnswerBody)>,
    said: Said,
    outcome: Outcome,
}

impl Judged<'_> {
    fn row(&self, round: &Round) -> answer::Model {
        answer::Model {
            school_id: round.school_id,
            round_id: round.id.0,
            item_no: self.item.no,
            outcome: self.outcome.key().to_owned(),
            yes: self.said.yes,
            reading: self.said.number.map(crate::Reading::thousandths),
            said: self.said.text.clone(),
            remark: self.said.remark.clone(),
        }
    }
}

/// Every item with its answer, when all of them are taken.
fn judged<'a>(list: &'a Versioned, body: &'a SubmitBody) -> Result<Vec<Judged<'a>>> {
    let mut by_item: HashMap<i64, (usize, &AnswerBody)> = HashMap::new();
    for (index, answer) in body.answers.iter().enumerate() {
        if !list.items.iter().any(|item| item.no == answer.item_no) {
            return Err(InspectionError::UnknownItem(index).into());
        }
        if by_item.insert(answer.item_no, (index, answer)).is_some() {
            return Err(InspectionError::AnsweredTwice(index).into());
        }
    }
    let (mut judged, mut refused) = (Vec::with_capacity(list.items.len()), Vec::new());
    for item in &list.items {
        let said_at = by_item.get(&item.no).copied();
        let mut said = said_at.map(|(_, answer)| said(answer)).unwrap_or_default();
        if body.nothing_found && said == Said::default() && item.is_answered_by_silence() {
            said.yes = Some(true);
        }
        match item.judge(&said) {
            Ok(Some(outcome)) => judged.push(Judged { item, said_at, said, outcome }),
            Ok(None) => {}
            Err(why) => {
                let pointer = said_at.map_or_else(|| "/answers".to_owned(), |(index, _)| format!("/answers/{index}"));
                refused.push(Answer { pointer, item_no: item.no, why });
            }
        }
    }
    if refused.is_empty() { Ok(judged) } else { Err(InspectionError::Answers(refused).into()) }
}

fn said(answer: &AnswerBody) -> Said {
    Said {
        yes: answer.yes,
        number: answer.number,
        text: sentence(answer.text.clone()),
        photos: answer.upload_ids.len(),
        remark: sentence(answer.remark.clone()),
        reported: answer.report.is_some(),
    }
}

/// Whoever went round: the caller, or who is named on the slip. The guard knows the caller alone, so who is named is asked here whether the
/// self-check that this round is to check was his own (S56).
async fn performer(tx: &Tx, round: &Round, body: &SubmitBody, caller: Uuid) -> Result<Uuid> {
    let Some(other) = body.performed_by.filter(|other| *other != caller) else { return Ok(caller) };
    let other = person::repo::active(tx, round.school_id, other, "/performed_by").await?.id;
    if round.level != Level::SelfCheck && repo::held_the_self_check(tx, round, other).await? {
        return Err(InspectionError::PerformerHeldSelfCheck.into());
    }
    Ok(other)
}

async fn second_signer(
    tx: &Tx,
    (list, insiders): (&Versioned, &BTreeSet<Uuid>),
    body: &SubmitBody,
    record: &Record,
) -> Result<Option<Uuid>> {
    let Some(signer) = body.second_signer_id else {
        return if list.second_signature { Err(InspectionError::SecondSignerNeeded.into()) } else { Ok(None) };
    };
    let signer = person::repo::active(tx, tx.school()?, signer, "/second_signer_id").await?.id;
    if !list.second_signature {
        return Err(InspectionError::SecondSignerNotAsked.into());
    }
    if [record.performed_by, record.recorded_by].contains(&signer) {
        return Err(InspectionError::SecondSignerHeldIt.into());
    }
    if insiders.contains(&signer) {
        return Err(InspectionError::SecondSignerInside.into());
    }
    Ok(Some(signer))
}

/// Every fault becomes a finding, and what is reported a repair.
async fn faults(
    tx: &Tx,
    of: (&campus::school::entity::Model, &Round),
    mut event: Event,
    judged: &[Judged<'_>],
    happened_at: chrono::DateTime<chrono::Utc>,
) -> Result<(Event, Vec<Event>)> {
    let round = of.1;
    let mut events = Vec::new();
    for one in judged.iter().filter(|one| one.outcome == Outcome::Fault) {
        let text = [Some(one.item.text.as_str()), one.said.remark.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("：");
        let reported = one.said_at.and_then(|(index, answer)| answer.report.map(|report| (index, answer, report)));
        let (mut case, mut danger, mut at) = (None, false, one.item.location_id.or(round.location_id));
        if let Some((index, answer, wanted)) = reported {
            let pointer = format!("/answers/{index}/report/location_id");
            let id = wanted.location_id.or(at).ok_or_else(|| InspectionError::NotARoom(pointer.clone()))?;
            let place = place(tx, round, id, &pointer).await?;
            let fault =
                Reported { category: wanted.category, danger: wanted.danger, text: &text, happened_at, upload_ids: &answer.upload_ids };
            let filed = report(tx, &place, &fault).await.map_err(|problem| problem.under(&format!("/answers/{index}")))?;
            events.extend(filed.1);
            (case, danger, at) = (Some(filed.0), wanted.danger, Some(place.id));
        }
        let seen = Seen { item_no: Some(one.item.no), place: at, said: &text, danger, case: case.as_ref(), happened_at };
        event = keep(tx, of, event, seen).await?.1;
    }
    Ok((event, events))
}

/// Photos of items that became no repair, and of the slip; each says of what it is.
async fn attach(tx: &Tx, round: &Round, event: Event, judged: &[Judged<'_>], slip: &[Uuid]) -> Result<Event> {
    let mut attached: Vec<Attached> = Vec::new();
    for one in judged {
        let Some((index, answer)) = one.said_at.filter(|(_, answer)| answer.report.is_none()) else { continue };
        let caption = format!("{}. {}", one.item.no, one.item.text);
        let pointer = format!("/answers/{index}/upload_ids");
        let new = Attaching {
            upload_ids: &answer.upload_ids,
            kind: Some(files::attachment::AttachmentKind::Photo),
            caption: Some(&caption),
            purpose: None,
            pointer: &pointer,
            pass: None,
        };
        attached.extend(attachment::attach_to_all(tx, &[of(round.id)], &new).await?);
    }
    let new = Attaching { upload_ids: slip, kind: None, caption: None, purpose: None, pointer: "/upload_ids", pass: None };
    attached.extend(attachment::attach_to_all(tx, &[of(round.id)], &new).await?);
    Ok(attached.iter().fold(event, |event, Attached { row, upload }| {
        let recorded = serde_json::json!({ "kind": row.kind, "caption": row.caption, "media_type": upload.media_type });
        event.created("attachment", row.id, &upload.file_name, &recorded)
    }))
}

/// Nothing is written in somebody's name unheard: whoever another says went round hears of it.
fn named(round: &Round, list: &Versioned, grant: &Grant<PerformInspections>) -> Option<News> {
    let record = round.phase.record().filter(|record| record.performed_by != record.recorded_by)?;
    let link = format!("/inspections/rounds/{}", round.id);
    let news = News::new(event::NEWS_NAMED, KIND, round.id, link).word("what", list.row.name.as_str());
    Some(news.word("number", round.number.as_str()).word("who", text::tidy(&grant.actor().name).as_str()).to([record.performed_by]))
}

/// Whoever is asked to sign hears of it.
fn to_sign(round: &Round, list: &Versioned, grant: &Grant<PerformInspections>) -> Option<News> {
    let signer = round.second_signer_id?;
    let link = format!("/inspections/rounds/{}", round.id);
    let news = News::new(event::NEWS_TO_SIGN, KIND, round.id, link).word("what", list.row.name.as_str());
    Some(news.word("number", round.number.as_str()).word("who", text::tidy(&grant.actor().name).as_str()).to([signer]))
}
