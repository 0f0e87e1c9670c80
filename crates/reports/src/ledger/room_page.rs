//! A page of E1 by room, whatever the place has seen: days are counted first, and only the cards that may have an entry on the next of them are
//! read. A day on which a whole register came in is walked by the keys of its entries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::{
    as_of::AsOf,
    detail::After,
    entry::RawEntry,
    lines::Running,
    places::{NOWHERE, place_at},
    room,
    sql::ask,
};

/// Entries that there may be on the days that are looked at together.
const AT_ONCE: i64 = 250;

/// A place in a school: the statements about it.
struct Here<'a> {
    as_of: &'a AsOf,
    place: Option<Uuid>,
}

/// The next entries of the ledger of a place.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    as_of: &AsOf,
    place: Option<Uuid>,
    after: After,
    wanted: usize,
) -> Result<Vec<RawEntry>> {
    let here = Here { as_of, place };
    let mut found: Vec<RawEntry> = Vec::new();
    let mut days = here.days(db, after.0).await?.into_iter().peekable();
    while found.len() < wanted
        && let Some((first, mut many)) = days.next()
    {
        let mut last = first;
        while let Some((day, more)) = days.next_if(|(_, more)| many + more <= AT_ONCE) {
            (last, many) = (day, many + more);
        }
        if many <= AT_ONCE {
            let cards = here.cards_between(db, first, last).await?;
            let entries = room::of_cards(db, as_of, place, &cards).await?;
            found.extend(entries.into_iter().filter(|entry| (first..=last).contains(&entry.on) && After::of(entry) > after));
        } else {
            let from = if first == after.0 { after } else { After::beginning(first) };
            here.day_by_keys(db, from, wanted, &mut found).await?;
        }
    }
    found.sort_by_key(After::of);
    found.truncate(wanted);
    Ok(found)
}

/// What a place comes to up to and with an entry.
pub(super) async fn balance(db: &impl ConnectionTrait, as_of: &AsOf, place: Option<Uuid>, after: After) -> Result<Running> {
    let here = Here { as_of, place };
    let eve = after.0.pred_opt().unwrap_or(after.0);
    let mut running = here.sum(db, &here.until_a_day(), vec![eve.into(), as_of.end_of(eve).into()]).await?;
    if after.1 != Uuid::nil() {
        let (day, end) = (after.0, as_of.end_of(after.0));
        let events = here.sum(db, &here.events_of_a_day(), vec![day.into(), end.into(), after.1.into()]).await?;
        let moves = here.sum(db, &here.moves_of_a_day(), vec![eve.into(), as_of.end_of(eve).into(), end.into(), after.1.into()]).await?;
        running.add(events.quantity + moves.quantity, events.value + moves.value);
    }
    Ok(running)
}

/// What changes the balance of a place: not what only wears down, nor what changes its class and stays where it is.
const COUNTS: &str = "(e.quantity <> 0 OR e.original_value <> 0) AND e.kind <> 'reclassified'";

impl Here<'_> {
    /// The cards that were ever here, as a subselect; `place` is its parameter.
    fn cards(&self, place: &str) -> String {
        let is_here = self.place.map_or_else(|| "IS NULL".to_owned(), |_| format!("= {place}"));
        format!("SELECT h.asset_id FROM asset_assignment h WHERE h.school_id = $1 AND h.location_id {is_here}")
    }

    /// Whether a card is here at the end of a day. What has no place is told by an id that is none of a place: the card's own.
    fn at(&self, place: &str, asset: &str, end: &str) -> String {
        let nowhere = if self.place.is_some() { asset } else { place };
        format!("{} = {place}", place_at(asset, end, nowhere))
    }

    /// Asks a statement whose first parameter is the school, and its last the place where this is one.
    async fn ask(&self, db: &impl ConnectionTrait, sql: &str, more: Vec<Value>) -> Result<Vec<QueryResult>> {
        let all = std::iter::once(Value::from(self.as_of.school.id)).chain(more).chain(self.place.map(Value::from));
        ask(db, sql, all).await
    }

    /// From a day on, how many entries there may be on which days.
    async fn days(&self, db: &impl ConnectionTrait, from: NaiveDate) -> Result<BTreeMap<NaiveDate, i64>> {
        let cards = self.cards("$4");
        let events = format!(
            "SELECT e.effective_on AS day, CAST(COUNT(*) AS bigint) AS many FROM asset_value_event e
            WHERE e.school_id = $1 AND e.effective_on >= $2 AND e.effective_on <= $3 AND {COUNTS} AND e.asset_id IN ({cards})
            GROUP BY e.effective_on"
        );
        let stays = format!(
            "SELECT s.started_at AS moment, CAST(COUNT(*) AS bigint) AS many FROM asset_assignment s
            WHERE s.school_id = $1 AND s.started_at >= $2 AND s.started_at < $3 AND s.asset_id IN ({cards})
            GROUP BY s.started_at"
        );
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        for row in self.ask(db, &events, vec![from.into(), self.as_of.on.into()]).await? {
            *days.entry(row.try_get("", "day")?).or_default() += row.try_get::<i64>("", "many")?;
        }
        for row in self.ask(db, &stays, vec![self.begin_of(from).into(), self.as_of.end().into()]).await? {
            *days.entry(self.as_of.day_of(row.try_get("", "moment")?)).or_default() += row.try_get::<i64>("", "many")?;
        }
        Ok(days)
    }

    fn begin_of(&self, day: NaiveDate) -> chrono::DateTime<chrono::Utc> {
        self.as_of.end_of(day.pred_opt().unwrap_or(day))
    }

    /// Cards to which something happened on these days.
    async fn cards_between(&self, db: &impl ConnectionTrait, first: NaiveDate, last: NaiveDate) -> Result<Vec<Uuid>> {
        let cards = self.cards("$4");
        let events = format!(
            "SELECT DISTINCT e.asset_id FROM asset_value_event e
            WHERE e.school_id = $1 AND e.effective_on >= $2 AND e.effective_on <= $3 AND {COUNTS} AND e.asset_id IN ({cards})"
        );
        let stays = format!(
            "SELECT DISTINCT s.asset_id FROM asset_assignment s
            WHERE s.school_id = $1 AND s.started_at >= $2 AND s.started_at < $3 AND s.asset_id IN ({cards})"
        );
        let mut found: BTreeSet<Uuid> = BTreeSet::new();
        for row in self.ask(db, &events, vec![first.into(), last.into()]).await? {
            found.insert(row.try_get("", "asset_id")?);
        }
        for row in self.ask(db, &stays, vec![self.begin_of(first).into(), self.as_of.end_of(last).into()]).await? {
            found.insert(row.try_get("", "asset_id")?);
        }
        Ok(found.into_iter().collect())
    }

    /// Walks one day by the keys of its entries, until enough of them are found: the id of an event, and of a card that moved.
    async fn day_by_keys(&self, db: &impl ConnectionTrait, mut from: After, wanted: usize, found: &mut Vec<RawEntry>) -> Result<()> {
        let day = from.0;
        loop {
            let (cards, until) = self.next_of_day(db, from).await?;
            let known = |entry: &RawEntry| entry.on == day && After::of(entry) > from && until.is_none_or(|until| entry.id <= until);
            found.extend(room::of_cards(db, self.as_of, self.place, &cards).await?.into_iter().filter(known));
            match until {
                Some(until) if found.len() < wanted => from = After(day, until),
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// The next cards of a day, and up to which key nothing is missing; `None` at its end.
    async fn next_of_day(&self, db: &impl ConnectionTrait, After(day, key): After) -> Result<(Vec<Uuid>, Option<Uuid>)> {
        let cards = self.cards("$4");
        let events = format!(
            "SELECT e.id AS key, e.asset_id FROM asset_value_event e
            WHERE e.school_id = $1 AND e.effective_on = $2 AND e.id > $3 AND {COUNTS} AND e.asset_id IN ({cards})
            ORDER BY e.id LIMIT {AT_ONCE}"
        );
        let cards = self.cards("$5");
        let stays = format!(
            "SELECT DISTINCT s.asset_id AS key, s.asset_id FROM asset_assignment s
            WHERE s.school_id = $1 AND s.started_at >= $2 AND s.started_at < $3 AND s.asset_id > $4 AND s.asset_id IN ({cards})
            ORDER BY s.asset_id LIMIT {AT_ONCE}"
        );
        let events = self.ask(db, &events, vec![day.into(), key.into()]).await?;
        let stays = self.ask(db, &stays, vec![self.begin_of(day).into(), self.as_of.end_of(day).into(), key.into()]).await?;
        let (mut found, mut until) = (BTreeSet::new(), None::<Uuid>);
        for rows in [events, stays] {
            for row in &rows {
                found.insert(row.try_get("", "asset_id")?);
            }
            if let Some(last) = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(AT_ONCE)) {
                let last: Uuid = last.try_get("", "key")?;
                until = Some(until.map_or(last, |known| known.min(last)));
            }
        }
        Ok((found.into_iter().collect(), until))
    }

    async fn sum(&self, db: &impl ConnectionTrait, sql: &str, more: Vec<Value>) -> Result<Running> {
        let place = Value::from(self.place.unwrap_or(NOWHERE));
        let all = std::iter::once(Value::from(self.as_of.school.id)).chain(more).chain([place]);
        match ask(db, sql, all).await?.first() {
            Some(row) => Ok(Running { quantity: row.try_get("", "quantity")?, value: row.try_get("", "value")? }),
            None => Ok(Running::default()),
        }
    }

    /// What stood here when a day, `$2`, was over, at `$3`.
    fn until_a_day(&self) -> String {
        let (cards, place) = (self.cards("$4"), self.at("$4", "v.asset_id", "$3"));
        summed(&format!(
            "SELECT v.quantity, v.value FROM (
                SELECT e.asset_id, SUM(e.quantity) AS quantity, SUM(e.original_value) AS value FROM asset_value_event e
                WHERE e.school_id = $1 AND e.effective_on <= $2 AND e.asset_id IN ({cards}) GROUP BY e.asset_id
            ) v WHERE {place}"
        ))
    }

    /// What the events of a day, `$2` to its end `$3`, brought here, up to the one of the id `$4`.
    fn events_of_a_day(&self) -> String {
        let (cards, place) = (self.cards("$5"), self.at("$5", "e.asset_id", "$3"));
        summed(&format!(
            "SELECT e.quantity, e.original_value AS value FROM asset_value_event e
            WHERE e.school_id = $1 AND e.effective_on = $2 AND e.id <= $4 AND {COUNTS} AND e.asset_id IN ({cards}) AND {place}"
        ))
    }

    /// What moved in and out between the end `$3` of a day `$2` and that of the next, `$4`, up to the card of the id `$5`.
    fn moves_of_a_day(&self) -> String {
        let here = |end: &str| self.at("$6", "k.asset_id", end);
        let (cards, before, then) = (self.cards("$6"), here("$3"), here("$4"));
        let worth = |column: &str| {
            format!(
                "(SELECT COALESCE(SUM(e.{column}), 0) FROM asset_value_event e
                WHERE e.school_id = $1 AND e.asset_id = k.asset_id AND e.effective_on <= $2)"
            )
        };
        let (quantity, value) = (worth("quantity"), worth("original_value"));
        summed(&format!(
            "SELECT {quantity} * k.sign AS quantity, {value} * k.sign AS value FROM (
                SELECT k.asset_id, CASE WHEN {then} THEN 1 ELSE 0 END - CASE WHEN {before} THEN 1 ELSE 0 END AS sign FROM (
                    SELECT DISTINCT m.asset_id FROM asset_assignment m
                    WHERE m.school_id = $1 AND m.started_at >= $3 AND m.started_at < $4 AND m.asset_id <= $5 AND m.asset_id IN ({cards})
                ) k
            ) k WHERE k.sign <> 0"
        ))
    }
}

fn summed(rows: &str) -> String {
    format!(
        "SELECT CAST(COALESCE(SUM(quantity), 0) AS bigint) AS quantity, CAST(COALESCE(SUM(value), 0) AS bigint) AS value FROM ({rows}) counted"
    )
}
