//! What finance said, as an auditor takes it home: every comparison with the figures that were typed in, page by page. Nothing of it is ever
//! changed, so that the latest of a day is the last word and the earlier ones stay.

use kernel::Result;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::reconciliation::entity::{self, balance, voucher};

/// Comparisons after this id.
pub async fn reconciliations(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<entity::Model>> {
    use entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Balances of finance's books, after this line of this comparison.
pub async fn balances(
    db: &impl ConnectionTrait,
    school: Uuid,
    (reconciliation, position): (Uuid, i64),
    most: u64,
) -> Result<Vec<balance::Model>> {
    use balance::{Column, Entity};
    let of_this = Condition::all().add(Column::ReconciliationId.eq(reconciliation)).add(Column::Position.gt(position));
    let later = Condition::any().add(Column::ReconciliationId.gt(reconciliation)).add(of_this);
    // The first bound says nothing more; it is the one that an index begins at.
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::ReconciliationId.gte(reconciliation)).filter(later);
    Ok(here.order_by_asc(Column::ReconciliationId).order_by_asc(Column::Position).limit(most).all(db).await?)
}

/// Entries of finance's books, after this line of this comparison.
pub async fn vouchers(
    db: &impl ConnectionTrait,
    school: Uuid,
    (reconciliation, position): (Uuid, i64),
    most: u64,
) -> Result<Vec<voucher::Model>> {
    use voucher::{Column, Entity};
    let of_this = Condition::all().add(Column::ReconciliationId.eq(reconciliation)).add(Column::Position.gt(position));
    let later = Condition::any().add(Column::ReconciliationId.gt(reconciliation)).add(of_this);
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::ReconciliationId.gte(reconciliation)).filter(later);
    Ok(here.order_by_asc(Column::ReconciliationId).order_by_asc(Column::Position).limit(most).all(db).await?)
}
