//! Statements of the ledgers, one text for both engines. `CROSS JOIN` keeps SQLite from turning a join around; PostgreSQL orders it as it
//! likes.

use kernel::Result;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

/// Quantity in thousandths, value and depreciation in fen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub quantity: i64,
    pub value: i64,
    pub worn: i64,
}

impl Amounts {
    pub const fn net(self) -> i64 {
        self.value - self.worn
    }

    pub const fn is_nothing(self) -> bool {
        self.quantity == 0 && self.value == 0 && self.worn == 0
    }

    /// The three columns of these names.
    pub fn read(row: &QueryResult) -> Result<Self> {
        Ok(Self { quantity: row.try_get("", "quantity")?, value: row.try_get("", "value")?, worn: row.try_get("", "worn")? })
    }
}

impl std::ops::Add for Amounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { quantity: self.quantity + other.quantity, value: self.value + other.value, worn: self.worn + other.worn }
    }
}

impl std::iter::Sum for Amounts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), std::ops::Add::add)
    }
}

pub(crate) async fn ask(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<QueryResult>> {
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}
