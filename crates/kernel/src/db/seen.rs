//! The fourth lock: a row is changed or removed only as it was seen. Every aggregate has a column `version`; whoever was slower gets 412.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DbErr, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    PrimaryKeyTrait, QueryFilter,
};

use crate::{Problem, Tx};

/// Why a row was not saved.
#[derive(Debug)]
pub enum SaveError {
    /// Somebody else was faster; the version that was seen.
    Stale(i64),
    Database(DbErr),
}

impl SaveError {
    /// As a problem, with a feature's own words for what its constraints refuse.
    pub fn or(self, refused: impl FnOnce(DbErr) -> Problem) -> Problem {
        match self {
            Self::Stale(seen) => Problem::stale(seen + 1),
            Self::Database(error) => refused(error),
        }
    }
}

impl From<SaveError> for Problem {
    fn from(error: SaveError) -> Self {
        error.or(Problem::from)
    }
}

impl Tx {
    /// Saves a whole row, whose version is the next one, over the version that was seen.
    pub async fn save<M>(&self, row: M, seen: i64) -> Result<(), SaveError>
    where
        M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    {
        let key = || <M::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
        let here = key().fold(as_seen::<M::Entity>(seen), |all, column| all.add(column.eq(row.get(column))));
        let mut change = row.into_active_model().reset_all();
        key().for_each(|column| change.not_set(column));
        let done = M::Entity::update_many().set(change).filter(here).exec(self).await.map_err(SaveError::Database)?;
        won(done.rows_affected, seen)
    }

    /// Removes a row as it was seen.
    pub async fn remove<E: EntityTrait>(
        &self,
        key: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType> + Send,
        seen: i64,
    ) -> Result<(), SaveError> {
        let done = E::delete_by_id(key).filter(as_seen::<E>(seen)).exec(self).await.map_err(SaveError::Database)?;
        won(done.rows_affected, seen)
    }
}

/// A table without a version has no row that anybody can have seen: the condition is false.
fn as_seen<E: EntityTrait>(seen: i64) -> Condition {
    let version = E::Column::iter().find(|column| column.as_str() == "version");
    version.map_or_else(|| Condition::all().add(sea_orm::sea_query::Expr::cust("1 = 0")), |column| Condition::all().add(column.eq(seen)))
}

const fn won(rows: u64, seen: i64) -> Result<(), SaveError> {
    if rows == 1 { Ok(()) } else { Err(SaveError::Stale(seen)) }
}
