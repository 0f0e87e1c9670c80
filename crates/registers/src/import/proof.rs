//! What an import left in the database, read back from the rows themselves: the proof that card, opening value, assignment and
//! search index agree.

use kernel::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    asset::entity::{self, assignment, value_event},
    search,
};

/// Counts and sums over the rows of one import; money in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    pub cards: i64,
    pub original_value: i64,
    pub accumulated_depreciation: i64,
    pub opening_events: i64,
    pub opening_value: i64,
    pub opening_depreciation: i64,
    pub open_assignments: i64,
    pub in_search: i64,
}

impl Proof {
    /// Whether every card has its opening value, its assignment and its place in the index.
    pub const fn agrees(&self) -> bool {
        self.cards == self.opening_events
            && self.cards == self.open_assignments
            && self.cards == self.in_search
            && self.original_value == self.opening_value
            && self.accumulated_depreciation == self.opening_depreciation
    }
}

#[derive(FromQueryResult)]
struct Figures {
    rows: i64,
    value: Option<i64>,
    depreciation: Option<i64>,
}

/// Reads back what an import left.
pub async fn proof(db: &impl ConnectionTrait, school: Uuid, import: Uuid) -> Result<Proof> {
    use entity::Column as Card;
    use value_event::Column as Value;
    let cards = entity::Entity::find()
        .select_only()
        .column_as(Card::Id.count(), "rows")
        .column_as(Expr::col(Card::OriginalValue).sum().cast_as("bigint"), "value")
        .column_as(Expr::col(Card::AccumulatedDepreciation).sum().cast_as("bigint"), "depreciation")
        .filter(Card::SchoolId.eq(school))
        .filter(Card::ImportId.eq(import));
    let openings = value_event::Entity::find()
        .select_only()
        .column_as(Value::Id.count(), "rows")
        .column_as(Expr::col(Value::OriginalValue).sum().cast_as("bigint"), "value")
        .column_as(Expr::col(Value::AccumulatedDepreciation).sum().cast_as("bigint"), "depreciation")
        .filter(Value::SchoolId.eq(school))
        .filter(Value::Kind.eq("opening"))
        .filter(Value::DocumentId.eq(import));
    let nothing = || Figures { rows: 0, value: None, depreciation: None };
    let cards = cards.into_model::<Figures>().one(db).await?.unwrap_or_else(nothing);
    let openings = openings.into_model::<Figures>().one(db).await?.unwrap_or_else(nothing);
    let open_assignments = assignment::Entity::find()
        .filter(assignment::Column::SchoolId.eq(school))
        .filter(assignment::Column::DocumentId.eq(import))
        .filter(assignment::Column::EndedAt.is_null())
        .count(db)
        .await?;
    Ok(Proof {
        cards: cards.rows,
        original_value: cards.value.unwrap_or_default(),
        accumulated_depreciation: cards.depreciation.unwrap_or_default(),
        opening_events: openings.rows,
        opening_value: openings.value.unwrap_or_default(),
        opening_depreciation: openings.depreciation.unwrap_or_default(),
        open_assignments: i64::try_from(open_assignments).unwrap_or(i64::MAX),
        in_search: search::indexed(db, school, import).await?,
    })
}
