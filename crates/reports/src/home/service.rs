//! Reads the home: the school and its calendar, one statement of figures, one of names.

use std::collections::BTreeMap;

use campus::{
    person::{self, PersonRef},
    school,
};
use chrono::{Datelike, Months, NaiveDate};
use kernel::{Db, Grant, Lang, Money, Page, Problem, Result};
use uuid::Uuid;

use super::dto::{FundToDate, LateHolder, LateKind, LateWork, OpenWork, SchoolHome, SpendToDate};
use crate::{
    figure::{
        self, Ask, Chapter, Period, Source,
        dto::{FigureRows, ListRows},
        read::{self, Counted, Found, Sum, Wanted, by_part},
        rows, words,
    },
    permissions::ViewSchoolHome,
};

/// Holders that are shown by name.
const HOLDERS: usize = 20;

/// The chapters of the home: whatever stands in them is counted, and may be listed.
const CHAPTERS: [Chapter; 3] = [Chapter::Late, Chapter::Open, Chapter::Home];
const SPENT: &str = "purchases_spent";
const VALUE: &str = "assets_now";

/// The home of a school.
#[derive(Debug, Clone)]
pub(super) struct Homes {
    db: Db,
}

/// A figure with the place of what was found of it.
type Placed = (usize, &'static Source);

/// What of a figure is in somebody's hands, and since when.
type Held = (&'static Source, Counted, Option<NaiveDate>);

/// Whose hands something is in: a person, or the seat.
type Hands = (Option<Uuid>, String);

impl Homes {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn view(&self, grant: &Grant<ViewSchoolHome>) -> Result<SchoolHome> {
        let (reader, lang) = (self.db.read(grant), grant.context().lang());
        let school = school::find(&reader, grant.school()?).await?;
        let now = reader.now();
        let ask = Ask::of(&school, so_far(school.today(now)), now);
        let spent = figure::find(SPENT).ok_or_else(|| Problem::internal("no figure of what was spent"))?;
        let sources: Vec<&'static Source> = CHAPTERS.into_iter().flat_map(figure::of).collect();
        let wanted = sources.iter().copied().map(|source| Wanted { source, period: ask.period });
        let years = [ask.period, year_before(ask.period)].map(|period| Wanted { source: spent, period });
        let wanted: Vec<Wanted> = wanted.chain(years).collect();
        let found = read::counted(&reader, &school, ask, &wanted).await?;
        let placed = |chapter: Chapter| -> Vec<Placed> {
            sources.iter().copied().enumerate().filter(|(_, source)| source.chapter == chapter).collect()
        };
        let (late, open, whole) = (placed(Chapter::Late), placed(Chapter::Open), placed(Chapter::Home));
        let hands = in_hands(&late, &found, ask);
        let people = hands.keys().filter_map(|(person, _)| *person).collect();
        let names = person::repo::names(&reader, school.id, people).await?;
        let nothing = words::Categories::new();
        let mut value = None;
        let mut completeness = Vec::new();
        for (place, source) in whole {
            let view = words::figure(source, found.at(place), &nothing, lang);
            if source.key == VALUE {
                value = Some(view);
            } else if view.sum.count > 0 {
                completeness.push(view);
            }
        }
        Ok(SchoolHome {
            as_of: now,
            today: ask.today,
            late: late_work(hands, |id| names.get(&id).cloned().unwrap_or_default(), lang),
            open: open_work(&open, &late, &found, lang),
            spend: spend(spent, (found.at(sources.len()), found.at(sources.len() + 1)), ask.today.year(), lang),
            value: value.ok_or_else(|| Problem::internal("no figure of what the register is worth"))?,
            completeness,
        })
    }

    /// The rows of a figure of the home.
    pub async fn rows(&self, grant: &Grant<ViewSchoolHome>, key: &str, query: &ListRows) -> Result<FigureRows> {
        let source = figure::find(key).filter(|source| source.key == SPENT || CHAPTERS.contains(&source.chapter));
        let source = source.ok_or_else(Problem::not_found)?;
        let (reader, lang) = (self.db.read(grant), grant.context().lang());
        let school = school::find(&reader, grant.school()?).await?;
        let now = reader.now();
        let ask = Ask::of(&school, so_far(school.today(now)), now);
        let page: Page<_> = rows::page(&reader, &school, ask, source, query, lang).await?;
        // What is open or late is so now, whichever day it began.
        let period = (source.key == SPENT).then_some(ask.period);
        Ok(words::listed(source, period, ask.today, page, lang))
    }
}

/// From the first of January.
fn so_far(today: NaiveDate) -> Period {
    Period { from: NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today), to: today }
}

/// The same days a year before.
fn year_before(period: Period) -> Period {
    let before = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
    Period { from: before(period.from), to: before(period.to) }
}

/// What is late, by whose hands it is in.
fn in_hands(late: &[Placed], found: &Found, ask: Ask) -> BTreeMap<Hands, Vec<Held>> {
    let mut hands: BTreeMap<Hands, Vec<_>> = BTreeMap::new();
    for (place, source) in late {
        for counted in found.at(*place) {
            // A person is one, whatever seat it would otherwise be in.
            let seat = if counted.holder.is_some() { String::new() } else { counted.part.clone() };
            hands.entry((counted.holder, seat)).or_default().push((*source, counted.clone(), counted.oldest(&ask)));
        }
    }
    hands
}

fn late_work(hands: BTreeMap<Hands, Vec<Held>>, name: impl Fn(Uuid) -> String, lang: Lang) -> LateWork {
    let holder = |((person, seat), held): (Hands, Vec<Held>)| {
        let person = person.map(|id| PersonRef { id, name: name(id) });
        let title = person.as_ref().map_or_else(
            || words::seat(&seat).map_or_else(|| seat.clone(), |title| title.pick(lang).to_owned()),
            |person| person.name.clone(),
        );
        let kinds: Vec<LateKind> = held.into_iter().map(|(source, counted, oldest_on)| kind(source, counted, oldest_on, lang)).collect();
        LateHolder { person, title, count: kinds.iter().map(|kind| kind.count).sum(), kinds }
    };
    let mut holders: Vec<LateHolder> = hands.into_iter().map(holder).collect();
    holders.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
    let count = holders.iter().map(|holder| holder.count).sum();
    let others = holders.iter().skip(HOLDERS).map(|holder| holder.count).sum();
    holders.truncate(HOLDERS);
    LateWork { count, holders, others }
}

fn kind(source: &Source, counted: Counted, oldest_on: Option<NaiveDate>, lang: Lang) -> LateKind {
    LateKind {
        figure: source.key.to_owned(),
        title: source.title.pick(lang).to_owned(),
        definition: source.definition.pick(lang).to_owned(),
        count: counted.count,
        oldest_on,
        holder_id: counted.holder,
        unheld: counted.holder.is_none(),
        part: counted.part,
    }
}

fn open_work(open: &[Placed], late: &[Placed], found: &Found, lang: Lang) -> Vec<OpenWork> {
    let view = |(place, source): &Placed| {
        let sum = Sum::of(found.at(*place));
        let of_it = source.key.replacen("open_", "late_", 1);
        let late = late.iter().find(|(_, other)| other.key == of_it).map(|(place, _)| Sum::of(found.at(*place)).count);
        OpenWork {
            figure: source.key.to_owned(),
            title: source.title.pick(lang).to_owned(),
            definition: source.definition.pick(lang).to_owned(),
            count: sum.count,
            amount: words::sum(source.measure, sum).amount,
            late,
        }
    };
    let mut kinds: Vec<OpenWork> = open.iter().map(view).filter(|kind| kind.count > 0).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.count));
    kinds
}

fn spend(source: &Source, (now, before): (&[Counted], &[Counted]), year: i32, lang: Lang) -> SpendToDate {
    let mut years: BTreeMap<String, i64> = by_part(before).into_iter().map(|(fund, sum)| (fund, sum.amount)).collect();
    let title = |fund: &str| words::part(source.part, fund, lang).unwrap_or_else(|| fund.to_owned());
    let mut funds: Vec<FundToDate> = by_part(now)
        .into_iter()
        .map(|(fund, sum)| FundToDate {
            title: title(&fund),
            spent: Money::stored(sum.amount),
            count: sum.count,
            year_before: Money::stored(years.remove(&fund).unwrap_or_default()),
            fund,
        })
        .collect();
    let gone = years.into_iter().map(|(fund, fen)| FundToDate {
        title: title(&fund),
        spent: Money::ZERO,
        count: 0,
        year_before: Money::stored(fen),
        fund,
    });
    funds.extend(gone);
    SpendToDate {
        year,
        figure: words::figure(source, now, &words::Categories::new(), lang),
        year_before: Money::stored(Sum::of(before).amount),
        funds,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_days_a_year_before_also_from_a_leap_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let before = year_before(so_far(day("2028-02-29")));
        assert_eq!((before.from, before.to), (day("2027-01-01"), day("2027-02-28")));
    }
}
