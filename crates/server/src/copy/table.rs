//! One table, read from either engine by what PostgreSQL says of its columns, and written to PostgreSQL. What was read gives a sum that
//! does not depend on the order of rows, so both sides can be compared.

use std::fmt::Write as _;

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, JsonValue, QueryResult, Statement, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Rows of one reading and one writing.
const ROWS: usize = 1000;
/// Values of one statement: below PostgreSQL's 65 535.
const VALUES: usize = 30_000;

/// A column and PostgreSQL's name of its type.
#[derive(Debug, Clone)]
struct Column {
    name: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Uuid,
    Time,
    Date,
    Json,
    Bytes,
    Bool,
    Integer,
    Text,
}

impl Kind {
    fn of(name: &str) -> anyhow::Result<Self> {
        Ok(match name {
            "uuid" => Self::Uuid,
            "timestamptz" => Self::Time,
            "date" => Self::Date,
            "jsonb" => Self::Json,
            "bytea" => Self::Bytes,
            "bool" => Self::Bool,
            "int8" => Self::Integer,
            "text" | "varchar" => Self::Text,
            other => anyhow::bail!("a column of type {other} is not known to this command"),
        })
    }

    fn read(self, row: &QueryResult, column: &str) -> Result<Value, DbErr> {
        Ok(match self {
            Self::Uuid => row.try_get::<Option<Uuid>>("", column)?.into(),
            Self::Time => row.try_get::<Option<DateTime<Utc>>>("", column)?.into(),
            Self::Date => row.try_get::<Option<NaiveDate>>("", column)?.into(),
            Self::Json => row.try_get::<Option<JsonValue>>("", column)?.into(),
            Self::Bytes => row.try_get::<Option<Vec<u8>>>("", column)?.into(),
            Self::Bool => row.try_get::<Option<bool>>("", column)?.into(),
            Self::Integer => row.try_get::<Option<i64>>("", column)?.into(),
            Self::Text => row.try_get::<Option<String>>("", column)?.into(),
        })
    }
}

/// A table of the target.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub name: String,
    columns: Vec<Column>,
    /// Rows that the engines keep each in their own way, in SQL; they are left out on both sides.
    but: &'static str,
}

/// Rows and what they add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub rows: u64,
    pub sum: u128,
}

impl Sum {
    fn add(&mut self, row: &[Value]) {
        let mut text = String::new();
        for value in row {
            // Length before content, so that no two rows read alike.
            let value = canonical(value);
            let _ = write!(text, "{}:{value};", value.len());
        }
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let first = hash.first_chunk::<16>().map_or(0, |bytes| u128::from_be_bytes(*bytes));
        self.sum = self.sum.wrapping_add(first);
        self.rows += 1;
    }
}

/// The same text for the same value from either engine.
fn canonical(value: &Value) -> String {
    if let Value::Json(Some(json)) = value { sorted(json) } else { value.to_string() }
}

/// PostgreSQL keeps the keys of an object in an order of its own, and numbers by their value.
fn sorted(json: &JsonValue) -> String {
    match json {
        JsonValue::Object(members) => {
            let members: std::collections::BTreeMap<_, _> = members.iter().map(|(key, value)| (key, sorted(value))).collect();
            format!("{members:?}")
        }
        JsonValue::Array(items) => format!("{:?}", items.iter().map(sorted).collect::<Vec<_>>()),
        JsonValue::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()),
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::String(_) => json.to_string(),
    }
}

impl Table {
    /// Asks PostgreSQL for the columns of a table.
    pub(super) async fn of(target: &impl ConnectionTrait, name: &str) -> anyhow::Result<Self> {
        let sql = "SELECT column_name::text AS name, udt_name::text AS kind FROM information_schema.columns \
                   WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
        let rows = target.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()])).await?;
        let mut columns = Vec::new();
        for row in rows {
            let (column, kind): (String, String) = (row.try_get("", "name")?, row.try_get("", "kind")?);
            columns.push(Column { kind: Kind::of(&kind).with_context(|| format!("{name}.{column}"))?, name: column });
        }
        // Places in the search index: SQLite counts them for the installation, PostgreSQL for each school.
        let but = if name == "number_sequence" { "prefix <> 'asset_search'" } else { "1 = 1" };
        Ok(Self { name: name.to_owned(), columns, but })
    }

    fn list(&self) -> String {
        self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    fn values(&self, row: &QueryResult) -> anyhow::Result<Vec<Value>> {
        let read = |column: &Column| column.kind.read(row, &column.name).with_context(|| format!("{}.{}", self.name, column.name));
        self.columns.iter().map(read).collect()
    }

    /// Writes every row of the source into the target; what was read adds up to the answer.
    pub(super) async fn copy(&self, source: &impl ConnectionTrait, target: &impl ConnectionTrait) -> anyhow::Result<Sum> {
        let mut sum = Sum::default();
        let mut after = i64::MIN;
        let list = self.list();
        loop {
            let sql = format!(
                "SELECT rowid AS \"_row\", {list} FROM \"{}\" WHERE rowid > {after} AND {} ORDER BY rowid LIMIT {ROWS}",
                self.name, self.but
            );
            let rows = source.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
            let Some(newest) = rows.last() else { return Ok(sum) };
            after = newest.try_get("", "_row")?;
            let read = rows.iter().map(|row| self.values(row)).collect::<anyhow::Result<Vec<_>>>()?;
            for row in &read {
                sum.add(row);
            }
            for some in read.chunks((VALUES / self.columns.len().max(1)).max(1)) {
                self.write(target, some).await?;
            }
        }
    }

    async fn write(&self, target: &impl ConnectionTrait, rows: &[Vec<Value>]) -> anyhow::Result<()> {
        let places = kernel::db::rows_of_values(DbBackend::Postgres, rows.len(), self.columns.len());
        let sql = format!("INSERT INTO \"{}\" ({}) VALUES {places}", self.name, self.list());
        let values = rows.iter().flatten().cloned();
        target.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await.with_context(|| self.name.clone())?;
        Ok(())
    }

    /// Reads the target back, inside its transaction.
    pub(super) async fn sum(&self, target: &impl ConnectionTrait) -> anyhow::Result<Sum> {
        let mut sum = Sum::default();
        // A name for each table: statements are kept prepared, and what one answers may not change.
        let cursor = format!("reading_{}", self.name);
        let declare = format!("DECLARE {cursor} CURSOR FOR SELECT {} FROM \"{}\" WHERE {}", self.list(), self.name, self.but);
        target.execute_unprepared(&declare).await?;
        loop {
            let rows = target.query_all_raw(Statement::from_string(DbBackend::Postgres, format!("FETCH {ROWS} FROM {cursor}"))).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                sum.add(&self.values(row)?);
            }
        }
        target.execute_unprepared(&format!("CLOSE {cursor}")).await?;
        Ok(sum)
    }
}
