//! What goes on every day beside the stories: rounds, the canteen, its deliveries, the books of depreciation, and the desk. Planned
//! from the beginning, lived in the order of time.

use std::collections::{BTreeSet, VecDeque};

use campus::{
    permissions::ViewPlaces,
    school::{self, entity::Model as School},
};
use chrono::{Datelike, NaiveDate};
use kernel::{Grant, Problem, Result};

use super::{
    canteen::{self, Kitchen},
    days::TimeOfDay,
    depreciation::{self, Books},
    food::{self, Larder},
    inspections::{self, Rounds},
    office::{self, Office},
    papers,
    stage::Stage,
    terms::TwoTerms,
};

/// Before anybody comes.
const DAWN: TimeOfDay = 640;

/// Something of a day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// What the jobs of the server do: rounds are made and missed, silence accepts.
    Dawn,
    /// The calendar year of the second term is not that of the first.
    Budget(i32),
    Canteen(canteen::Act),
    Food(food::Act),
    Round(inspections::Act),
    Books(depreciation::Act),
    Office(office::Act),
}

/// An act at its time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planned {
    pub on: NaiveDate,
    pub at: TimeOfDay,
    pub act: Act,
}

pub(super) const fn planned(on: NaiveDate, at: TimeOfDay, act: Act) -> Planned {
    Planned { on, at, act }
}

pub(super) struct Life {
    acts: VecDeque<Planned>,
    school: School,
    kitchen: Kitchen,
    larder: Larder,
    rounds: Rounds,
    books: Books,
    office: Office,
}

impl Life {
    /// Sets up the rounds, the canteen and its store, and plans what is to come.
    pub(super) async fn begin(stage: &Stage<'_>, terms: &TwoTerms) -> Result<Self> {
        let grant = Grant::<ViewPlaces>::system("demo", None);
        let school = school::all(&stage.identity.db.read(&grant)).await?.pop().ok_or_else(Problem::not_found)?;
        let rounds = Box::pin(Rounds::plan(stage, terms)).await?;
        let kitchen = Box::pin(Kitchen::open(stage, terms)).await?;
        let larder = Box::pin(Larder::open(stage, terms)).await?;
        let books = Books::open(stage, terms);
        stage.tell().await?;
        let mut acts = canteen::plan(stage, terms);
        acts.extend(food::plan(stage, terms));
        acts.extend(inspections::plan(stage, terms));
        acts.extend(depreciation::plan(stage, terms));
        acts.extend(office::plan(stage, terms));
        if terms.second.year() != terms.ready().year() {
            acts.push(planned(terms.second, 830, Act::Budget(terms.second.year())));
        }
        let lived: BTreeSet<NaiveDate> = acts.iter().map(|planned| planned.on).collect();
        acts.extend(lived.into_iter().map(|on| planned(on, DAWN, Act::Dawn)));
        // The sort is stable: acts of one minute stay in the order in which they are planned.
        acts.sort_by_key(|planned| (planned.on, planned.at));
        Ok(Self { acts: acts.into(), school, kitchen, larder, rounds, books, office: Office::open(stage) })
    }

    /// The auditor's code that lies sealed.
    pub(super) fn sealed(&self) -> &str {
        self.office.sealed()
    }

    /// What happens until then.
    pub(super) async fn live_until(&mut self, stage: &Stage<'_>, on: NaiveDate, at: TimeOfDay) -> Result<()> {
        while self.acts.front().is_some_and(|planned| (planned.on, planned.at) <= (on, at)) {
            let Some(planned) = self.acts.pop_front() else { break };
            stage.time_is_on(planned.on, planned.at);
            stage.breathe();
            Box::pin(self.act(stage, planned)).await.map_err(|problem| failed(planned, &problem))?;
            stage.tell().await?;
        }
        Ok(())
    }

    async fn act(&mut self, stage: &Stage<'_>, planned: Planned) -> Result<()> {
        match planned.act {
            Act::Dawn => self.dawn(stage).await,
            Act::Budget(year) => papers::allot(stage, year).await,
            Act::Canteen(act) => self.kitchen.live(stage, planned.on, act).await,
            Act::Food(act) => self.larder.live(stage, planned.on, act).await,
            Act::Round(act) => Box::pin(self.rounds.live(stage, planned.on, act)).await,
            Act::Books(act) => self.books.live(stage, planned.on, act).await,
            Act::Office(act) => Box::pin(self.office.live(stage, planned.on, act)).await,
        }
    }

    async fn dawn(&self, stage: &Stage<'_>) -> Result<()> {
        let db = &stage.identity.db;
        ::inspections::make_rounds(db, &self.school).await?;
        ::inspections::miss_rounds(db, &self.school).await?;
        repairs::close_silent(db, &self.school).await.map(drop)
    }
}

/// A refusal here is a mistake in the data; it says where.
fn failed(Planned { on, at, act }: Planned, problem: &Problem) -> Problem {
    let cause = problem.cause().map_or("", kernel::problem::Cause::for_log);
    Problem::internal(format!("demo {on} {at:04}, {act:?}: {problem} {cause}"))
}
