//! What lies in the stores under a name: asked before more of it is bought.

use std::collections::BTreeSet;

use kernel::{Result, text};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use crate::OnHand;

/// Shelves shown at most.
const MOST: usize = 20;

/// What one store has of an item; nothing of what it is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    pub item_id: Uuid,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub store: String,
    pub quantity: OnHand,
    /// All stores together have less of it than they should.
    pub low: bool,
}

/// What all stores of a school have under these names, however they are written, in one query. An item of another specification or unit
/// bears the same name.
pub async fn shelved<'a>(db: &impl ConnectionTrait, school: Uuid, names: impl IntoIterator<Item = &'a str>) -> Result<Vec<Shelved>> {
    let keys: BTreeSet<String> = names.into_iter().map(text::fold).filter(|key| !key.is_empty()).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let backend = db.get_database_backend();
    let places: Vec<String> = (2..2 + keys.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT i.id, i.name, i.spec, i.unit, i.minimum, s.name AS store, b.quantity, \
         CAST(SUM(b.quantity) OVER (PARTITION BY i.id) AS bigint) AS in_all \
         FROM stock_item i \
         JOIN stock_balance b ON b.school_id = i.school_id AND b.item_id = i.id AND b.quantity > 0 \
         JOIN store s ON s.school_id = b.school_id AND s.id = b.store_id \
         WHERE i.school_id = $1 AND i.name_key IN ({}) \
         ORDER BY i.item_key, s.name_key, s.id LIMIT {MOST}",
        places.join(", ")
    );
    let mut values: Vec<sea_orm::Value> = vec![school.into()];
    values.extend(keys.into_iter().map(sea_orm::Value::from));
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    rows.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Shelved> {
    let (minimum, in_all): (Option<i64>, i64) = (row.try_get("", "minimum")?, row.try_get("", "in_all")?);
    Ok(Shelved {
        item_id: row.try_get("", "id")?,
        name: row.try_get("", "name")?,
        spec: row.try_get("", "spec")?,
        unit: row.try_get("", "unit")?,
        store: row.try_get("", "store")?,
        quantity: OnHand::stored(row.try_get("", "quantity")?),
        low: minimum.is_some_and(|minimum| in_all < minimum),
    })
}
