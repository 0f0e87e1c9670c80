//! The rows of an export, a few thousand at a time, all of one state.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Bound,
};

use chrono::NaiveDate;
use kernel::{Lang, RequestContext, Result, Snapshot, Text, db::ROWS_PER_STATEMENT};
use registers::{
    depreciation::{Schedule, Scheduled},
    export::left,
};
use sea_orm::Value;
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::{
    bundle::Piece,
    dto::{LedgerExportBody, LedgerKind},
    table::Cell,
};
use crate::ledger::{
    as_of::{AsOf, LedgerBasis},
    depreciation,
    detail::{self, After},
    entry::RawEntry,
    general::{self, ClassLine},
    lines::{self, DetailLine, Running},
    names::Book,
    room,
    service::class_names,
    sql::{Amounts, ask},
};

/// Entries or cards that are worded at once.
const PAGE: usize = 1000;
/// Entries of a class that are read at once: the database sorts the class anew for every page.
const ENTRIES: u64 = 10_000;

/// Reads the rows of a ledger and hands them to whoever writes them.
pub(super) struct Source<'a> {
    pub snapshot: &'a Snapshot,
    pub as_of: &'a AsOf,
    pub wanted: &'a LedgerExportBody,
    pub lang: Lang,
    pub context: &'a RequestContext,
    pub sender: Sender<Piece>,
}

impl Source<'_> {
    pub async fn hand_over(self) -> Result<()> {
        match self.wanted.ledger {
            LedgerKind::General => self.general().await?,
            LedgerKind::DetailByClass => self.classes().await?,
            LedgerKind::DetailByRoom => self.places().await?,
            LedgerKind::Cards => self.cards().await?,
            LedgerKind::Depreciation => self.schedule().await?,
        }
        let _ = self.sender.send(Piece::End).await;
        Ok(())
    }

    /// False when the writer ended early; its own answer says why.
    async fn send(&self, rows: Vec<Vec<Cell>>) -> Result<bool> {
        if self.context.client_gone() {
            return Err(left());
        }
        Ok(rows.is_empty() || self.sender.send(Piece::Rows(rows)).await.is_ok())
    }

    async fn general(&self) -> Result<()> {
        let names = class_names(self.snapshot, self.as_of.school.id, self.lang).await?;
        let lines = general::lines(self.snapshot, self.as_of).await?;
        self.send(lines.iter().map(|line| general_row(line, &names)).collect()).await?;
        Ok(())
    }

    async fn classes(&self) -> Result<()> {
        let names = class_names(self.snapshot, self.as_of.school.id, self.lang).await?;
        let codes = match &self.wanted.category_code {
            Some(code) => vec![code.clone()],
            None => general::lines(self.snapshot, self.as_of).await?.into_iter().map(|line| line.code).collect(),
        };
        let mut book = Book::default();
        for code in codes {
            let account = vec![Cell::text(code.clone()), Cell::maybe(names.get(&code).cloned())];
            let mut after = After::beginning(self.as_of.from);
            let mut balance = detail::balance(self.snapshot, self.as_of.school.id, &code, after).await?;
            if !self.send(forward(&account, self.as_of.from, balance, self.lang)).await? {
                return Ok(());
            }
            loop {
                let entries = detail::entries(self.snapshot, self.as_of, &code, after, ENTRIES).await?;
                let whole = entries.len() as u64 == ENTRIES;
                after = entries.last().map_or(after, After::of);
                if !self.worded(&account, entries, &mut balance, &mut book).await? {
                    return Ok(());
                }
                if !whole {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn places(&self) -> Result<()> {
        let mut book = Book::default();
        for (place, name) in self.all_places(&mut book).await? {
            let account = vec![Cell::maybe(name)];
            let all = room::entries(self.snapshot, self.as_of, place).await?;
            let (before, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|entry| entry.on < self.as_of.from);
            let mut balance = Running::default();
            for entry in &before {
                balance.add(entry.quantity, entry.value);
            }
            let sent = self.send(forward(&account, self.as_of.from, balance, self.lang)).await?;
            if !sent || !self.worded(&account, rest, &mut balance, &mut book).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Every place at which anything ever was, in the order of their names; nowhere last.
    async fn all_places(&self, book: &mut Book) -> Result<Vec<(Option<Uuid>, Option<String>)>> {
        let school = self.as_of.school.id;
        let ids: Vec<Option<Uuid>> = if let Some(place) = self.wanted.place_id {
            vec![Some(place)]
        } else {
            let sql = "SELECT DISTINCT location_id FROM asset_assignment WHERE school_id = $1";
            let rows = ask(self.snapshot, sql, [school.into()]).await?;
            rows.iter().map(|row| Ok(row.try_get("", "location_id")?)).collect::<Result<_>>()?
        };
        book.learn_places(self.snapshot, school, ids.iter().copied().flatten()).await?;
        let mut named: Vec<_> = ids.into_iter().map(|id| (id, id.and_then(|id| book.place(id)))).collect();
        named.sort_by(|a, b| (a.0.is_none(), &a.1, a.0).cmp(&(b.0.is_none(), &b.1, b.0)));
        Ok(named)
    }

    /// Sends entries with their words, a page at a time.
    async fn worded(&self, account: &[Cell], entries: Vec<RawEntry>, balance: &mut Running, book: &mut Book) -> Result<bool> {
        let mut entries = entries.into_iter();
        loop {
            let page: Vec<RawEntry> = entries.by_ref().take(PAGE).collect();
            if page.is_empty() {
                return Ok(true);
            }
            let found = lines::worded(self.snapshot, self.as_of, book, page, balance).await?;
            if !self.send(found.into_iter().map(|line| detail_row(account, line, self.lang)).collect()).await? {
                return Ok(false);
            }
        }
    }

    async fn cards(&self) -> Result<()> {
        let school = self.as_of.school.id;
        let names = class_names(self.snapshot, school, self.lang).await?;
        let mut book = Book::default();
        // Once for all of them: what the plan takes is read for the whole school.
        let forecast = self.as_of.basis() == LedgerBasis::Forecast;
        let plan = if forecast { depreciation::at(self.snapshot, self.as_of).await? } else { HashMap::new() };
        // Those that are under another class by now stand where they stood: an export of a day says the same whenever it is made.
        let moved = registers::depreciation::left_since(self.snapshot, school, self.as_of.on).await?;
        let then: BTreeSet<(String, Uuid)> = moved.iter().map(|(card, class)| (class.clone(), *card)).collect();
        let mut last = (String::new(), Uuid::nil());
        loop {
            let until = self.until(&last).await?;
            let mut cards = match &until {
                Some(until) => self.between(&last, until).await?,
                None => Vec::new(),
            };
            cards.retain(|card| !moved.contains_key(&card.id));
            let end = until.clone().map_or(Bound::Unbounded, Bound::Included);
            cards.extend(self.under(then.range((Bound::Excluded(last), end)).collect()).await?);
            cards.sort_by(|one, other| (&one.class, one.id).cmp(&(&other.class, other.id)));
            let ids: Vec<Uuid> = cards.iter().map(|card| card.id).collect();
            for card in &mut cards {
                card.amounts.worn = plan.get(&card.id).copied().unwrap_or(card.amounts.worn);
            }
            let there = book.of(self.snapshot, school, &ids, self.as_of.end()).await?;
            let row = |card: Card| {
                let at = there.get(&card.id).cloned().unwrap_or_default();
                let name = names.get(&card.class).cloned();
                card.row(name, (at.place, at.custodian))
            };
            let sent = self.send(cards.into_iter().map(row).collect()).await?;
            match until {
                Some(until) if sent => last = until,
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// Where the next thousand cards end, in the order of the classes that they have now; by the index alone.
    async fn until(&self, last: &(String, Uuid)) -> Result<Option<(String, Uuid)>> {
        let keys = ask(self.snapshot, KEYS, [self.as_of.school.id.into(), last.0.as_str().into(), last.1.into()]).await?;
        keys.last().map(|end| Ok((end.try_get("", "category_code")?, end.try_get("", "id")?))).transpose()
    }

    async fn between(&self, last: &(String, Uuid), until: &(String, Uuid)) -> Result<Vec<Card>> {
        let sql = cards_of("(k.category_code, k.id) > ($3, $4) AND (k.category_code, k.id) <= ($5, $6)");
        let days: [Value; 2] = [self.as_of.school.id.into(), self.as_of.on.into()];
        let keys: [Value; 4] = [last.0.as_str().into(), last.1.into(), until.0.as_str().into(), until.1.into()];
        ask(self.snapshot, &sql, days.into_iter().chain(keys)).await?.iter().map(card).collect()
    }

    /// Cards under the classes of then.
    async fn under(&self, then: Vec<&(String, Uuid)>) -> Result<Vec<Card>> {
        let mut found = Vec::new();
        for chunk in then.chunks(ROWS_PER_STATEMENT) {
            let places: Vec<String> = (3..).take(chunk.len()).map(|place| format!("${place}")).collect();
            let sql = cards_of(&format!("k.id IN ({})", places.join(", ")));
            let days: [Value; 2] = [self.as_of.school.id.into(), self.as_of.on.into()];
            let values = days.into_iter().chain(chunk.iter().map(|(_, id)| Value::from(*id)));
            let classes: HashMap<Uuid, &String> = chunk.iter().map(|(class, id)| (*id, class)).collect();
            for row in &ask(self.snapshot, &sql, values).await? {
                let now = card(row)?;
                let class = classes.get(&now.id).map_or_else(|| now.class.clone(), |class| (*class).clone());
                found.push(Card { class, ..now });
            }
        }
        Ok(found)
    }
}

impl Source<'_> {
    /// E4, a page of cards at a time.
    async fn schedule(&self) -> Result<()> {
        let names = class_names(self.snapshot, self.as_of.school.id, self.lang).await?;
        let schedule = Schedule::of(self.snapshot, self.as_of.school.id, self.as_of.on, self.as_of.today).await?;
        let month = schedule.month.to_string();
        let mut last = (String::new(), Uuid::nil());
        loop {
            let cards = schedule.page(self.snapshot, (last.0.as_str(), last.1), PAGE as u64).await?;
            let Some(end) = cards.last() else { return Ok(()) };
            last = (end.category_code.clone(), end.asset_id);
            let row = |card: Scheduled| {
                let name = names.get(&card.category_code).cloned();
                scheduled_row(card, name, &month, self.lang)
            };
            if !self.send(cards.into_iter().map(row).collect()).await? {
                return Ok(());
            }
        }
    }
}

fn scheduled_row(card: Scheduled, class_name: Option<String>, month: &str, lang: Lang) -> Vec<Cell> {
    let net = card.net();
    vec![
        Cell::text(card.category_code),
        Cell::maybe(class_name),
        Cell::text(card.asset_no),
        Cell::text(card.name),
        Cell::Money(card.original_value),
        // Whole numbers, as the quantities beside them: in thousandths.
        card.life_months.map_or(Cell::Empty, |months| Cell::Quantity(months * 1000)),
        Cell::text(month),
        Cell::Money(card.month_amount),
        Cell::Money(card.accumulated),
        Cell::Money(net),
        Cell::Quantity(card.months_taken * 1000),
        Cell::text(card.standing.title().pick(lang)),
    ]
}

/// The next cards in the order of classes, by the index alone.
const KEYS: &str = "SELECT category_code, id FROM asset WHERE school_id = $1 AND (category_code, id) > ($2, $3)
    ORDER BY category_code, id LIMIT 1000";

/// Those of some cards `k` that are worth or count anything on the day.
fn cards_of(which: &str) -> String {
    format!(
        "SELECT a.id, a.category_code, a.asset_no, a.name, a.spec_model, a.unit, a.acquired_on, a.booked_on, a.voucher_no,
            v.quantity, v.value, v.worn
        FROM asset a JOIN (
            SELECT e.asset_id, CAST(SUM(e.quantity) AS bigint) AS quantity, CAST(SUM(e.original_value) AS bigint) AS value,
                CAST(SUM(e.accumulated_depreciation) AS bigint) AS worn
            FROM asset k CROSS JOIN asset_value_event e
            WHERE k.school_id = $1 AND {which} AND e.school_id = $1 AND e.asset_id = k.id AND e.effective_on <= $2
            GROUP BY e.asset_id
        ) v ON v.asset_id = a.id
        WHERE a.school_id = $1 AND (v.quantity <> 0 OR v.value <> 0 OR v.worn <> 0)"
    )
}

struct Card {
    id: Uuid,
    class: String,
    asset_no: String,
    name: String,
    spec_model: Option<String>,
    unit: String,
    acquired_on: Option<NaiveDate>,
    booked_on: Option<NaiveDate>,
    voucher_no: Option<String>,
    amounts: Amounts,
}

fn card(row: &sea_orm::QueryResult) -> Result<Card> {
    Ok(Card {
        id: row.try_get("", "id")?,
        class: row.try_get("", "category_code")?,
        asset_no: row.try_get("", "asset_no")?,
        name: row.try_get("", "name")?,
        spec_model: row.try_get("", "spec_model")?,
        unit: row.try_get("", "unit")?,
        acquired_on: row.try_get("", "acquired_on")?,
        booked_on: row.try_get("", "booked_on")?,
        voucher_no: row.try_get("", "voucher_no")?,
        amounts: Amounts::read(row)?,
    })
}

impl Card {
    fn row(self, class_name: Option<String>, (place, custodian): (Option<String>, Option<String>)) -> Vec<Cell> {
        vec![
            Cell::text(self.class),
            Cell::maybe(class_name),
            Cell::text(self.asset_no),
            Cell::text(self.name),
            Cell::maybe(self.spec_model),
            Cell::text(self.unit),
            self.acquired_on.map_or(Cell::Empty, Cell::Day),
            self.booked_on.map_or(Cell::Empty, Cell::Day),
            Cell::maybe(self.voucher_no),
            Cell::Quantity(self.amounts.quantity),
            Cell::Money(self.amounts.value),
            Cell::Money(self.amounts.worn),
            Cell::Money(self.amounts.net()),
            Cell::maybe(place),
            Cell::maybe(custodian),
        ]
    }
}

fn general_row(line: &ClassLine, names: &BTreeMap<String, String>) -> Vec<Cell> {
    let mut row = vec![Cell::text(line.code.clone()), Cell::maybe(names.get(&line.code).cloned())];
    for side in [line.opening, line.increase, line.decrease, line.closing] {
        row.extend([Cell::Quantity(side.quantity), Cell::Money(side.value)]);
    }
    row.extend([Cell::Money(line.closing.worn), Cell::Money(line.closing.net())]);
    row
}

/// What an account begins the period with, where that is anything.
fn forward(account: &[Cell], from: NaiveDate, balance: Running, lang: Lang) -> Vec<Vec<Cell>> {
    if balance == Running::default() {
        return Vec::new();
    }
    let summary = Text::fixed("期初结转", "Brought forward");
    let mut row = account.to_vec();
    row.extend([Cell::Day(from), Cell::Empty, Cell::text(summary.pick(lang))]);
    row.extend(std::iter::repeat_n(Cell::Empty, 8));
    row.extend([Cell::Quantity(balance.quantity), Cell::Money(balance.value), Cell::Empty, Cell::Empty, Cell::Empty]);
    vec![row]
}

fn detail_row(account: &[Cell], line: DetailLine, lang: Lang) -> Vec<Cell> {
    let side = |sign: i64| {
        let (quantity, value) = ((sign * line.quantity).max(0), (sign * line.value).max(0));
        let nothing = (quantity, value) == (0, 0);
        if nothing { [Cell::Empty, Cell::Empty] } else { [Cell::Quantity(quantity), Cell::Money(value)] }
    };
    let (increase, decrease) = (side(1), side(-1));
    let mut row = account.to_vec();
    row.extend([
        Cell::Day(line.on),
        Cell::maybe(line.words.voucher_no),
        Cell::text(line.summary.pick(lang)),
        Cell::text(line.words.asset_no),
        Cell::text(line.words.name),
        Cell::maybe(line.words.spec_model),
        Cell::text(line.words.unit),
    ]);
    row.extend(increase);
    row.extend(decrease);
    row.extend([Cell::Quantity(line.balance_quantity), Cell::Money(line.balance_value)]);
    row.extend([Cell::maybe(line.whereabouts.place), Cell::maybe(line.whereabouts.custodian), Cell::maybe(line.words.remarks)]);
    row
}
