//! A record as its caller sees it: what it says of people's health only for those who may see that (C3).

use std::collections::{BTreeSet, HashMap};

use campus::{
    person::{self, PersonRef},
    term,
};
use chrono::{DateTime, Utc};
use kernel::{Actor, Lang, Permission, Problem, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    content::{Accompanied, CheckLine, Content, Disinfection, Leftovers, Survey, Training},
    dto::{
        AccompaniedMealView, CheckLineView, DisinfectionView, LeftoversView, MorningCheckView, ProblemView, RecordView, Struck, SurveyView,
        TrainingView,
    },
    repo::Record,
    strike::may_strike,
};
use crate::{
    permissions::ViewHealth,
    sample,
    staff::{self, dto::StaffRef},
};

/// Whom records name, looked up once.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub staff: HashMap<Uuid, StaffRef>,
    pub people: HashMap<Uuid, String>,
}

impl Names {
    pub async fn of(db: &impl ConnectionTrait, school: Uuid, records: &[Record]) -> Result<Self> {
        let staff = staff::repo::refs(db, school, staff_of(records)).await?;
        let people = person::repo::names(db, school, people_of(records)).await?;
        Ok(Self { staff, people })
    }

    pub fn staff(&self, id: Uuid) -> StaffRef {
        self.staff.get(&id).cloned().unwrap_or_else(|| StaffRef { id, name: String::new() })
    }

    pub fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id, name: self.people.get(&id).cloned().unwrap_or_default() }
    }
}

fn staff_of(records: &[Record]) -> BTreeSet<Uuid> {
    let discarded = records.iter().filter_map(|one| one.sample.as_ref()?.discarded_by);
    records.iter().flat_map(|one| one.content.staff()).chain(discarded).collect()
}

/// The school's people whom records name.
pub(crate) fn people_of(records: &[Record]) -> Vec<Uuid> {
    let samples = records.iter().filter_map(|one| one.sample.as_ref());
    let supervised = samples.flat_map(|life| [life.discard_supervisor_id, life.unsealed_by]).flatten();
    let wrote = records.iter().flat_map(|one| [Some(one.row.recorded_by), one.row.struck_by]).flatten();
    let all: BTreeSet<Uuid> = records.iter().flat_map(|one| one.content.people()).chain(supervised).chain(wrote).collect();
    all.into_iter().collect()
}

/// Records with their names in two look-ups.
pub(crate) async fn views(
    db: &impl ConnectionTrait,
    school: Uuid,
    records: Vec<Record>,
    actor: &Actor,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Vec<RecordView>> {
    let names = Names::of(db, school, &records).await?;
    records.iter().map(|one| view(one, &names, actor, now, lang)).collect()
}

pub(crate) async fn one(db: &impl ConnectionTrait, record: Record, actor: &Actor, now: DateTime<Utc>, lang: Lang) -> Result<RecordView> {
    let school = record.row.school_id;
    views(db, school, vec![record], actor, now, lang).await?.pop().ok_or_else(Problem::not_found)
}

pub(crate) fn view(one: &Record, names: &Names, actor: &Actor, now: DateTime<Utc>, lang: Lang) -> Result<RecordView> {
    let row = &one.row;
    let sees_health = actor.may(ViewHealth::INFO.key);
    let mut view = RecordView {
        id: row.id,
        canteen_id: row.canteen_id,
        kind: one.content.kind(),
        day: row.day,
        meal: one.meal(),
        happened_at: row.happened_at,
        recorded_at: row.recorded_at,
        recorded_by: names.person(row.recorded_by),
        late: row.late,
        text: text(&one.content, names).pick(lang).to_owned(),
        morning_check: None,
        food_sample: None,
        disinfection: None,
        accompanied_meal: None,
        leftovers: None,
        training: None,
        survey: None,
        replaces_id: row.replaces_id,
        struck: Struck::of(row.struck_at, row.struck_by.map(|id| names.person(id)), row.struck_reason.clone()),
        may_strike: may_strike(one, actor).is_ok(),
        version: row.version,
    };
    match &one.content {
        Content::MorningCheck { lines } => {
            let shown = || lines.iter().map(|line| check_line(line, names)).collect();
            view.morning_check = Some(MorningCheckView { checked: lines.len(), lines: sees_health.then(shown) });
        }
        Content::FoodSample { .. } => view.food_sample = Some(sample::view::view(one, names, actor, now, lang)?),
        Content::Disinfection(said) => view.disinfection = Some(disinfection(said, names)),
        Content::AccompaniedMeal(said) => view.accompanied_meal = Some(accompanied(said, names)),
        Content::Leftovers(said) => view.leftovers = Some(leftovers(said, names)),
        Content::Training(said) => view.training = Some(training(said, names)),
        Content::Survey(said) => view.survey = Some(survey(said, lang)),
    }
    Ok(view)
}

fn check_line(line: &CheckLine, names: &Names) -> CheckLineView {
    CheckLineView {
        staff: names.staff(line.staff_id),
        temperature: line.temperature,
        symptoms: line.symptoms.clone(),
        hands_clean: line.hands_clean,
        fit: line.fit,
        note: line.note.clone(),
        cleared: line.cleared.clone(),
    }
}

fn disinfection(said: &Disinfection, names: &Names) -> DisinfectionView {
    DisinfectionView {
        object: said.object.clone(),
        method: said.method,
        temperature: said.temperature,
        concentration: said.concentration,
        minutes: said.minutes,
        operator: names.staff(said.operator_id),
        supervisor: names.person(said.supervisor_id),
    }
}

fn accompanied(said: &Accompanied, names: &Names) -> AccompaniedMealView {
    let problem =
        |one: &super::content::Noted| ProblemView { text: one.text.clone(), case_id: one.case_id, case_number: one.case_number.clone() };
    AccompaniedMealView {
        companion: names.person(said.companion_id),
        post: said.post.clone(),
        ratings: said.ratings,
        remark: said.remark.clone(),
        problems: said.problems.iter().map(problem).collect(),
    }
}

fn leftovers(said: &Leftovers, names: &Names) -> LeftoversView {
    LeftoversView {
        weight: said.weight,
        handed_to: said.handed_to.clone(),
        operator: names.staff(said.operator_id),
        note: said.note.clone(),
    }
}

fn training(said: &Training, names: &Names) -> TrainingView {
    TrainingView {
        topic: said.topic.clone(),
        trainer: said.trainer.clone(),
        hours: said.hours,
        attended: said.attended.iter().map(|id| names.staff(*id)).collect(),
        remark: said.remark.clone(),
    }
}

fn survey(said: &Survey, lang: Lang) -> SurveyView {
    SurveyView {
        term: term_of(said, lang),
        of_whom: said.of_whom,
        asked: said.asked,
        answered: said.answered,
        satisfied: said.satisfied,
        percent: said.percent(),
        remark: said.remark.clone(),
        answer: said.answer.clone(),
    }
}

/// What its term is called.
pub(crate) fn term_of(said: &Survey, lang: Lang) -> Option<String> {
    said.term.map(|of| term::title(of.school_year, of.season, lang))
}

/// A record in a line. Of a morning check only how many there were: what it found is not for everybody.
pub(crate) fn text(content: &Content, names: &Names) -> Text {
    match content {
        Content::MorningCheck { lines } => Text::new(format!("晨检 {} 人", lines.len()), format!("{} checked", lines.len())),
        Content::FoodSample { dish, grams, .. } => Text::new(format!("{dish} {grams} 克"), format!("{dish} {grams} g")),
        Content::Disinfection(said) => {
            let method = said.method.title();
            Text::new(
                format!("{} {} {} 分钟", said.object, method.zh, said.minutes),
                format!("{}: {}, {} min", said.object, method.en, said.minutes),
            )
        }
        Content::AccompaniedMeal(said) => {
            let (who, problems) = (names.person(said.companion_id).name, said.problems.len());
            Text::new(format!("{who}（{}）问题 {problems} 个", said.post), format!("{who} ({}), problems: {problems}", said.post))
        }
        Content::Leftovers(said) => match said.weight {
            Some(weight) => Text::new(format!("剩余 {weight} 千克"), format!("{weight} kg left")),
            None => Text::fixed("没有剩余", "Nothing left"),
        },
        Content::Training(said) => {
            let count = said.attended.len();
            Text::new(format!("{}（{count} 人）", said.topic), format!("{} ({count})", said.topic))
        }
        Content::Survey(said) => {
            let (of, answered, satisfied) = (said.of_whom.title(), said.answered, said.satisfied);
            Text::new(
                format!("{} {answered} 人答，{satisfied} 人满意", of.zh),
                format!("{}: {answered} answered, {satisfied} satisfied", of.en),
            )
        }
    }
}
