//! The one shape of rows, on both engines.

use campus::school_days::SchoolCalendar;
use chrono::NaiveDate;
use sea_orm::{DbBackend, Value};

use super::source::Ask;

/// A statement while it is written: its values, each at its place.
#[derive(Debug)]
pub struct Sql {
    pub backend: DbBackend,
    pub ask: Ask,
    calendar: Option<SchoolCalendar>,
    values: Vec<Value>,
}

/// The columns of a row, as expressions. What a source does not know is nothing, of its type all the same: the arms of one statement have
/// the same columns.
#[derive(Debug, Clone)]
pub struct Shape<'a> {
    pub part: &'a str,
    /// The person who holds it.
    pub holder: &'a str,
    /// What the record is, as the audit trail calls it; an expression.
    pub kind: &'a str,
    pub id: &'a str,
    /// By what rows are told apart and ordered, newest first; the record's id, unless one record is several rows.
    pub row: &'a str,
    pub number: &'a str,
    pub title: &'a str,
    /// A day, or an instant.
    pub on: &'a str,
    pub at: &'a str,
    /// Fen.
    pub amount: &'a str,
    /// Thousandths.
    pub quantity: &'a str,
    /// How many things the row stands for, where it stands for several: the dishes of a meal, the people of a morning.
    pub things: &'a str,
    /// How many of them are as they should be.
    pub met: &'a str,
}

impl Default for Shape<'_> {
    fn default() -> Self {
        Self {
            part: "''",
            holder: "CAST(NULL AS uuid)",
            kind: "''",
            id: "",
            row: "",
            number: "''",
            title: "''",
            on: "CAST(NULL AS date)",
            at: "CAST(NULL AS timestamptz)",
            amount: "0",
            quantity: "0",
            things: "1",
            met: "0",
        }
    }
}

impl Shape<'_> {
    /// As a SELECT; `rest` begins with FROM.
    pub fn select(&self, rest: &str) -> String {
        let Self { part, holder, kind, id, row, number, title, on, at, amount, quantity, things, met } = self;
        let row = if row.is_empty() { id } else { row };
        format!(
            "SELECT CAST({part} AS text) AS part, {holder} AS holder, CAST({kind} AS text) AS kind, {id} AS id, {row} AS row_id, \
             CAST({number} AS text) AS number, CAST({title} AS text) AS title, {on} AS happened_on, {at} AS happened_at, \
             CAST({amount} AS bigint) AS amount, CAST({quantity} AS bigint) AS quantity, CAST({things} AS bigint) AS things, \
             CAST({met} AS bigint) AS met {rest}"
        )
    }
}

impl Sql {
    pub const fn new(backend: DbBackend, ask: Ask) -> Self {
        Self { backend, ask, calendar: None, values: Vec::new() }
    }

    /// The same for figures that count school days (`read::calendar`).
    #[must_use]
    pub fn with(self, calendar: Option<SchoolCalendar>) -> Self {
        Self { calendar, ..self }
    }

    /// The school days from one day to another, both included, as a table to be named: `column1` is the day, `column2` when it begins. Whoever
    /// has no calendar knows of none.
    pub fn school_days(&mut self, from: NaiveDate, to: NaiveDate) -> String {
        let works = |day: &NaiveDate| self.calendar.as_ref().is_some_and(|calendar| calendar.kind(*day).works());
        let days: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= to).filter(works).collect();
        if days.is_empty() {
            return "(SELECT CAST(NULL AS date) AS column1, CAST(NULL AS timestamptz) AS column2 WHERE 1 = 0)".to_owned();
        }
        let mut rows = Vec::with_capacity(days.len());
        for day in days {
            let begins = self.ask.begins(day);
            rows.push(format!("({}, {})", self.place(day), self.place(begins)));
        }
        format!("(VALUES {})", rows.join(", "))
    }

    /// Puts a value at the next place.
    pub fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub fn values(self) -> Vec<Value> {
        self.values
    }

    pub fn school(&mut self) -> String {
        let school = self.ask.school;
        self.place(school)
    }

    /// A day within the period.
    pub fn on_a_day_of_it(&mut self, column: &str) -> String {
        let (from, to) = (self.ask.period.from, self.ask.last());
        format!("{column} >= {} AND {column} <= {}", self.place(from), self.place(to))
    }

    /// An instant within the period.
    pub fn within_it(&mut self, column: &str) -> String {
        let (from, until) = (self.ask.begins(self.ask.period.from), self.ask.ends());
        format!("{column} >= {} AND {column} < {}", self.place(from), self.place(until))
    }

    /// Seconds since 1970 of an instant, whole ones on both engines.
    pub fn seconds(&self, column: &str) -> String {
        if self.backend == DbBackend::Postgres {
            format!("FLOOR(EXTRACT(EPOCH FROM {column}))")
        } else {
            format!("CAST(strftime('%s', substr({column}, 1, 19)) AS integer)")
        }
    }

    /// The states as a list of texts. They are ours, never a caller's.
    pub fn keys<const N: usize>(states: [&'static str; N]) -> String {
        states.map(|state| format!("'{state}'")).join(", ")
    }
}
