//! Use cases: today, and what runs out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use campus::{
    calendar,
    school::{self, entity::Model as School},
};
use chrono::{NaiveDate, TimeDelta};
use inspections::round;
use kernel::{Actor, Db, Grant, Permission, Result, text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::{StandingView, TodayView, shown},
    judge::{Day, Kept, Meals, Round, judge},
    missed::{Past, missed},
    standing::{self, FOOD_ENDS_SOON, Holder, PAPER_ENDS_SOON},
};
use crate::{
    book::{self, Content, repo::Record},
    certificate::{self, phase::State},
    consistency,
    control::{self, Check},
    incident, meeting, menu, outside,
    permissions::{ViewCanteen, ViewHealth},
    sample,
    site::{self, dto::CanteenRef, entity::Model as Canteen},
    staff::{self, repo::Whom},
};

/// Days of rounds and tables that are looked back on.
const BACK: i64 = 7;

/// Days in which the last served days are looked for: what was missed before a vacation is no news after it.
const MISSED_BACK: i64 = 14;

/// Lots that are named; where more are over somebody has to look at the list anyway.
const MOST_LOTS: u64 = 20;

/// The screen of today.
#[derive(Debug, Clone)]
pub struct Today {
    db: Db,
}

impl Today {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// What of today is done, due and missed.
    pub async fn show(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<TodayView> {
        let reader = self.db.read(grant);
        let (canteen, plans) = control::repo::canteen(&reader, &grant.scope()?, canteen).await?;
        let school = school::find(&reader, canteen.school_id).await?;
        let (now, id) = (reader.now(), canteen.id);
        let today = school.today(now);
        let calendar = calendar::around(&reader, &school, today, today).await?;
        let menus = menu::repo::between(&reader, school.id, id, today, today).await?;
        let records = book::repo::of_day(&reader, school.id, id, today).await?;
        let (workers, certificates) = staff::repo::with_certificates(&reader, (school.id, id), Whom::Working).await?;
        let back = today - TimeDelta::days(BACK);
        let rounds = round::of_plans(&reader, school.id, &plans.ids(), back, today).await?;
        let written: Vec<&Record> = records.iter().filter(|one| one.row.day == today && one.stands()).collect();
        let checked = checked(&written);
        let day = Day {
            today,
            now,
            zone: school.zone(),
            school_day: calendar.kind(today).works(),
            usual: site::repo::meals(&canteen),
            meals: meals(&menus, &written)?,
            staff: workers.len(),
            unchecked: workers.iter().filter(|one| !checked.contains(&one.id)).map(|one| one.name.clone()).collect(),
            kept: kept(&records)?,
            checks: Check::ALL.into_iter().filter(|check| plans.plan(*check).is_some()).collect(),
            rounds: rounds.into_iter().filter_map(|one| Some(brief(plans.check(one.plan_id)?, &one, grant.actor()))).collect(),
        };
        let mut rows = judge(&day);
        let sees_health = grant.actor().may(ViewHealth::INFO.key);
        rows.extend(standing::certificates(&holders(&workers, &certificates, today), today, sees_health));
        Ok(TodayView { canteen: CanteenRef { id, name: canteen.name }, day: today, rows: shown(rows, grant.context().lang()) })
    }

    /// What was missed in the last served days, what runs out and what does not agree.
    pub async fn standing(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<StandingView> {
        let reader = self.db.read(grant);
        let (canteen, held) = meeting::repo::canteen(&reader, &grant.scope()?, canteen).await?;
        let school = school::find(&reader, canteen.school_id).await?;
        let today = school.today(reader.now());
        let stores = stores::store::repo::at_place(&reader, school.id, canteen.place_id).await?;
        let over = today + TimeDelta::days(FOOD_ENDS_SOON);
        let lots = stores::lot::ending(&reader, school.id, &stores, over, MOST_LOTS).await?;
        let until = today + TimeDelta::days(PAPER_ENDS_SOON);
        let licences = procurement::supplier::food_licences(&reader, school.id, until).await?;
        // Today is not over: what is missing of it stands among what is still due. Nothing is asked of the days before the canteen was here.
        let began = school.today(canteen.created_at);
        let from = (today - TimeDelta::days(BACK)).max(began);
        let days = (from, today - TimeDelta::days(1));
        let read = if days.0 <= days.1 { consistency::read(&reader, &canteen, &stores, days).await? } else { consistency::Read::default() };
        let findings = outside::open_findings(&reader, school.id, canteen.id).await?;
        let incidents = incident::repo::open(&reader, school.id, canteen.id).await?;
        let differences = consistency::rule::compare(&read.tables, read.with_stores).len();
        let past = past(&reader, &school, &canteen, today).await?;
        let mut rows = standing::incidents(&incidents, today);
        rows.extend(missed(&past, &site::repo::meals(&canteen)));
        rows.extend(standing::licences(&licences, today));
        rows.extend(standing::lots(&lots, today));
        rows.extend(standing::meetings(&held, began, today, school.zone()));
        rows.extend(standing::findings(&findings, today));
        rows.push(standing::consistency(differences, today));
        let lang = grant.context().lang();
        Ok(StandingView { canteen: CanteenRef { id: canteen.id, name: canteen.name }, day: today, rows: shown(rows, lang) })
    }
}

/// Who was in a morning check that counts.
fn checked(written: &[&Record]) -> BTreeSet<Uuid> {
    let mut checked = BTreeSet::new();
    for one in written {
        if let Content::MorningCheck { lines } = &one.content {
            checked.extend(lines.iter().map(|line| line.staff_id));
        }
    }
    checked
}

/// What the menus and records of a day say of its meals.
fn meals(menus: &[menu::entity::Model], written: &[&Record]) -> Result<Meals> {
    let mut meals = Meals::default();
    for row in menus.iter().filter(|row| row.struck_at.is_none()) {
        let dishes = menu::repo::dishes(row)?.into_iter().map(|dish| dish.name).collect();
        meals.menus.insert(menu::repo::meal(row)?, dishes);
    }
    for one in written {
        let Some(meal) = one.meal() else { continue };
        match &one.content {
            Content::FoodSample { dish, .. } => {
                meals.sampled.insert((meal, text::fold(dish)));
            }
            Content::Disinfection(_) => {
                meals.disinfected.insert(meal);
            }
            Content::AccompaniedMeal(_) => {
                meals.accompanied.insert(meal);
            }
            Content::MorningCheck { .. } | Content::Leftovers(_) | Content::Training(_) | Content::Survey(_) => {}
        }
    }
    Ok(meals)
}

/// The days before today, the latest first, each with what was written down of it; none from before the canteen's first whole day.
async fn past(db: &impl ConnectionTrait, school: &School, canteen: &Canteen, today: NaiveDate) -> Result<Vec<Past>> {
    let first = school.today(canteen.created_at) + TimeDelta::days(1);
    let (from, to) = ((today - TimeDelta::days(MISSED_BACK)).max(first), today - TimeDelta::days(1));
    if from > to {
        return Ok(Vec::new());
    }
    let calendar = calendar::around(db, school, from, to).await?;
    let mut menus: BTreeMap<NaiveDate, Vec<menu::entity::Model>> = BTreeMap::new();
    for row in menu::repo::between(db, school.id, canteen.id, from, to).await? {
        menus.entry(row.day).or_default().push(row);
    }
    let records = book::repo::of_meals(db, school.id, canteen.id, (from, to)).await?;
    let mut written: BTreeMap<NaiveDate, Vec<&Record>> = BTreeMap::new();
    for one in &records {
        written.entry(one.row.day).or_default().push(one);
    }
    let of_day = |day: NaiveDate| {
        let written = written.get(&day).map(Vec::as_slice).unwrap_or_default();
        Ok(Past {
            day,
            school_day: calendar.kind(day).works(),
            checked: written.iter().any(|one| one.content.kind() == book::Kind::MorningCheck),
            meals: meals(menus.get(&day).map(Vec::as_slice).unwrap_or_default(), written)?,
        })
    };
    from.iter_days().take_while(|day| *day <= to).collect::<Vec<_>>().into_iter().rev().map(of_day).collect()
}

/// Samples that are still there, of whichever day.
fn kept(records: &[Record]) -> Result<Vec<Kept>> {
    let mut found = Vec::new();
    for one in records.iter().filter(|one| one.stands()) {
        let (Content::FoodSample { dish, .. }, Some(life)) = (&one.content, &one.sample) else { continue };
        let phase = sample::repo::phase(life)?;
        if matches!(phase.state(), sample::phase::State::Taken | sample::phase::State::Stored) {
            let (dish, taken_at) = (dish.clone(), one.row.happened_at);
            found.push(Kept { id: one.row.id, dish, taken_at, keep_until: phase.keep_until() });
        }
    }
    Ok(found)
}

fn brief(check: Check, round: &round::Brief, actor: &Actor) -> Round {
    let opens = control::service::opens(round, actor);
    let record = round.record.as_ref();
    Round {
        id: opens.then_some(round.id.0),
        check,
        due_on: round.due_on,
        due_until: round.due_until,
        late: record.is_some_and(|record| record.late),
        nothing_found: record.is_some_and(|record| record.nothing_found),
        unsigned: control::service::is_unsigned(round),
        faults: round.faults,
        state: round.state,
    }
}

/// Each of the staff with the last day of the certificate that holds today, or of the one that did last.
fn holders(
    workers: &[staff::entity::Model],
    certificates: &HashMap<Uuid, Vec<certificate::entity::Model>>,
    today: NaiveDate,
) -> Vec<Holder> {
    let last = |id: Uuid| {
        let held = certificates.get(&id).into_iter().flatten().filter_map(certificate::repo::held);
        held.filter(|one| one.state == State::Valid && one.issued_on <= today).map(|one| one.expires_on).max()
    };
    workers.iter().map(|one| Holder { id: one.id, name: one.name.clone(), last: last(one.id) }).collect()
}
