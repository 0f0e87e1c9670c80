//! A round as its caller sees it.

use std::collections::{BTreeSet, HashMap};

use campus::{
    location::{self, LocationRef},
    person::PersonRef,
    role_label::{self, Labels},
    school::entity::Model as School,
};
use chrono::{DateTime, NaiveDate, Utc};
use files::attachment::{self, Attached, AttachmentView};
use kernel::{Actor, Lang, Permission, Reach, ReachPart, Reply, Result};
use repairs::case::{
    entity::Model as CaseRow,
    phase::State as CaseState,
    words::{Said, state_text},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::{
        AllowedStep, InspectionAnswer, InspectionCase, InspectionFinding, InspectionRoundRow, InspectionRoundView, InspectionSample,
        InspectionSampled, InspectionSignature,
    },
    entity::{answer, finding},
    model::Round,
    of,
    phase::{CommandKind, Facts, State, accepts, guard},
    repo::{self, Found},
    sample::{Sample, Thing},
};
use crate::{
    Reading,
    checklist::{self, item::Outcome, repo::Versioned},
    permissions::{CosignInspections, ManageInspections, PerformInspections, ReviewInspections},
    plan::{
        Level, Performer,
        dto::{ChecklistRef, RoleRef},
    },
};

/// When somebody looks: the moment, and the school's day that it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    at: DateTime<Utc>,
    today: NaiveDate,
}

impl Now {
    pub fn of(school: &School, at: DateTime<Utc>) -> Self {
        Self { at, today: school.today(at) }
    }
}

/// Names of people and roles, places and checklists.
pub(super) struct Words {
    names: HashMap<Uuid, String>,
    labels: Labels,
    places: HashMap<Uuid, LocationRef>,
    lists: HashMap<Uuid, String>,
    lang: Lang,
}

impl Words {
    fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id, name: self.names.get(&id).cloned().unwrap_or_default() }
    }

    fn place(&self, id: Option<Uuid>) -> Option<LocationRef> {
        id.and_then(|id| self.places.get(&id)).cloned()
    }

    fn row(&self, round: &Round) -> InspectionRoundRow {
        let state = round.phase.state();
        let record = round.phase.record();
        let role = round.performer.role();
        InspectionRoundRow {
            id: round.id,
            number: round.number.clone(),
            checklist: ChecklistRef { id: round.checklist_id, name: self.lists.get(&round.checklist_id).cloned().unwrap_or_default() },
            location: self.place(round.location_id),
            check_kind: round.check_kind,
            level: round.level,
            state,
            state_text: state.formal().pick(self.lang).to_owned(),
            due_on: round.due_on,
            due_from: round.due_from,
            due_until: round.due_until,
            performer: round.performer.person().map(|id| self.person(id)),
            performer_role: role.map(|role| RoleRef { code: role.code().to_owned(), title: self.labels.title(role, self.lang) }),
            performed_by: record.map(|record| self.person(record.performed_by)),
            late: record.is_some_and(|record| record.late),
            nothing_found: record.is_some_and(|record| record.nothing_found),
            faults: round.faults,
            awaits_second: round.second_signer_id.is_some() && record.is_some_and(|record| record.second.is_none()),
            version: round.version,
        }
    }

    pub(super) fn finding(&self, row: &finding::Model, case: Option<&CaseRow>) -> InspectionFinding {
        let repair = case.and_then(|case| {
            let state = CaseState::of(&case.phase)?;
            let said = Said { state, worker: None, until: case.expected_on, reason: case.reason.as_deref() };
            Some(InspectionCase { id: case.id, number: case.number.clone(), state, state_text: state_text(said, self.lang) })
        });
        InspectionFinding {
            id: row.id,
            item_no: row.item_no,
            location: self.place(row.location_id),
            text: row.said.clone(),
            danger: row.danger,
            repair,
            recorded_at: row.recorded_at,
        }
    }
}

/// Everybody whom a round names.
fn people(round: &Round) -> impl Iterator<Item = Uuid> {
    let record = round.phase.record();
    let second = record.and_then(|record| record.second.as_ref()).map(|second| second.by);
    let of_record = record.into_iter().flat_map(|record| [record.performed_by, record.recorded_by]);
    let review = round.phase.review().map(|review| review.by);
    of_record.chain(round.performer.person()).chain(round.second_signer_id).chain(second).chain(review)
}

/// Rows of the list: checklists, places, people and roles in three look-ups.
pub(super) async fn rows(db: &impl ConnectionTrait, school: Uuid, rounds: &[Round], lang: Lang) -> Result<Vec<InspectionRoundRow>> {
    if rounds.is_empty() {
        return Ok(Vec::new());
    }
    let lists = checklist::repo::names(db, school, rounds.iter().map(|round| round.checklist_id).collect()).await?;
    let places = location::repo::refs(db, school, rounds.iter().filter_map(|round| round.location_id).collect()).await?;
    let (names, labels) = role_label::with_names(db, school, rounds.iter().flat_map(people).collect()).await?;
    let words = Words { names, labels, places, lists, lang };
    Ok(rounds.iter().map(|round| words.row(round)).collect())
}

/// What one finding is called, right after it was written down.
pub(super) async fn finding_words(db: &impl ConnectionTrait, school: Uuid, place: Uuid, lang: Lang) -> Result<Words> {
    let places = location::repo::refs(db, school, vec![place]).await?;
    Ok(Words { names: HashMap::new(), labels: Labels::default(), places, lists: HashMap::new(), lang })
}

/// One round, whole, as a reply with its version.
pub(super) async fn reply(
    db: &impl ConnectionTrait,
    round: &Round,
    list: Versioned,
    by: (&Actor, &BTreeSet<Uuid>),
    now: Now,
    lang: Lang,
) -> Result<Reply<InspectionRoundView>> {
    // What is not held yet has no answers and no photos.
    let is_held = round.phase.state().is_held();
    let answers = if is_held { repo::answers(db, round).await? } else { Vec::new() };
    let attached = if is_held { attachment::list(db, round.school_id, of(round.id)).await? } else { Vec::new() };
    let found = repo::findings(db, round).await?;
    let who: BTreeSet<Uuid> = people(round).chain(attached.iter().filter_map(|one| one.row.added_by)).collect();
    let (names, labels) = role_label::with_names(db, round.school_id, who).await?;
    let of_findings = found.iter().filter_map(|found| found.row.location_id);
    let of_sample = round.sample.iter().flat_map(|sample| sample.things.iter().filter_map(|thing| thing.location_id));
    let places = location::repo::refs(db, round.school_id, of_findings.chain(round.location_id).chain(of_sample).collect()).await?;
    let lists = HashMap::from([(round.checklist_id, list.row.name.clone())]);
    let words = Words { names, labels, places, lists, lang };
    let facts = facts(db, by, round, list.second_signature, now).await?;
    Ok(Reply::ok(view(round, list, answers, &found, &attached, &words, facts)).version(round.version))
}

fn view(
    round: &Round,
    list: Versioned,
    answers: Vec<answer::Model>,
    found: &[Found],
    attached: &[Attached],
    words: &Words,
    facts: Facts,
) -> InspectionRoundView {
    let record = round.phase.record();
    let second = record.and_then(|record| record.second.as_ref());
    let name = |one: &Attached| one.row.added_by.map(|id| words.person(id).name).unwrap_or_default();
    InspectionRoundView {
        row: words.row(round),
        plan_id: round.plan_id,
        checklist_number: round.checklist_number,
        items: list.items,
        second_signature: list.second_signature,
        answers: answers.into_iter().filter_map(answered).collect(),
        findings: found.iter().map(|found| words.finding(&found.row, found.case.as_ref())).collect(),
        attachments: attached.iter().map(|one| AttachmentView::of(one, name(one))).collect(),
        started_at: round.started_at,
        missed_at: round.missed_at,
        happened_at: record.map(|record| record.happened_at),
        recorded_at: record.map(|record| record.recorded_at),
        recorded_by: record.map(|record| words.person(record.recorded_by)),
        remark: record.and_then(|record| record.remark.clone()),
        second_signer: round.second_signer_id.map(|id| words.person(id)),
        second: second.map(|second| InspectionSignature { by: words.person(second.by), at: second.at, remark: second.remark.clone() }),
        review: round.phase.review().map(|review| InspectionSignature {
            by: words.person(review.by),
            at: review.at,
            remark: review.note.clone(),
        }),
        reason: reason(round),
        sample: round.sample.as_ref().map(|sample| sampled(sample, words)),
        allowed_actions: allowed(round.phase.state(), facts, words.lang),
    }
}

fn reason(round: &Round) -> Option<String> {
    if let super::phase::Phase::Cancelled { reason } = &round.phase { Some(reason.clone()) } else { None }
}

fn sampled(sample: &Sample, words: &Words) -> InspectionSample {
    let thing = |thing: &Thing| InspectionSampled { id: thing.id, label: thing.label.clone(), location: words.place(thing.location_id) };
    InspectionSample {
        of: sample.of,
        seed: sample.seed.clone(),
        population: sample.population,
        things: sample.things.iter().map(thing).collect(),
    }
}

fn answered(row: answer::Model) -> Option<InspectionAnswer> {
    Some(InspectionAnswer {
        item_no: row.item_no,
        outcome: Outcome::of(&row.outcome)?,
        yes: row.yes,
        number: row.reading.map(Reading::stored),
        text: row.said,
        remark: row.remark,
    })
}

/// Who somebody is to a round, of which these are insiders, and how far it is signed.
pub(super) async fn facts(
    db: &impl ConnectionTrait,
    (actor, insiders): (&Actor, &BTreeSet<Uuid>),
    round: &Round,
    needs_second: bool,
    now: Now,
) -> Result<Facts> {
    let state = round.phase.state();
    let named = accepts(state, CommandKind::Submit) && round.performer.names(db, round.school_id, actor.person, now.today).await?;
    let manages = covers(actor, ManageInspections::INFO.key, round, false);
    let open = round.performer == Performer::Anybody;
    let checks_others = round.level != Level::SelfCheck && accepts(state, CommandKind::Submit);
    let held_the_self_check = match actor.person {
        Some(person) if checks_others => repo::held_the_self_check(db, round, person).await?,
        _ => false,
    };
    let record = round.phase.record();
    let his = |person: Uuid| {
        [CosignInspections::INFO.key, ReviewInspections::INFO.key].into_iter().any(|permission| actor.decides_as(permission, person))
    };
    Ok(Facts {
        performs: covers(actor, PerformInspections::INFO.key, round, named) && (named || open || manages),
        is_performer: record.is_some_and(|record| his(record.performed_by) || his(record.recorded_by)),
        held_the_self_check,
        is_insider: actor.person.is_some_and(|person| insiders.contains(&person)),
        is_too_early: round.is_too_early(now.at),
        cosigns: covers(actor, CosignInspections::INFO.key, round, actor.person.is_some() && round.second_signer_id == actor.person),
        reviews: covers(actor, ReviewInspections::INFO.key, round, false),
        manages,
        needs_second,
        is_signed: record.is_some_and(|record| record.second.is_some()),
        is_system: false,
    })
}

/// Whether a right reaches a round by its place; `his`: whether what is somebody's own counts.
pub(super) fn covers(actor: &Actor, permission: &str, round: &Round, his: bool) -> bool {
    let levels = [round.levels.campus, round.levels.building, round.levels.floor, round.levels.room, round.location_id];
    actor.right(permission).is_some_and(|right| match &right.reach {
        Reach::School => true,
        Reach::Parts(parts) => parts.iter().any(|part| match part {
            ReachPart::Place(place) => levels.contains(&Some(*place)),
            ReachPart::Own(_) | ReachPart::Assigned(_) => his,
        }),
    })
}

/// What the caller may do now, and if not, why.
fn allowed(state: State, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let step = |action| match guard(state, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::BY_HAND.into_iter().map(step).collect()
}
