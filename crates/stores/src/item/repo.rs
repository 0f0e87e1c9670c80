//! Finding and keeping stock items.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{Cursor, PageLimit, Problem, Result, text};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement,
    sea_query::{Expr, ExprTrait, LikeExpr},
};
use uuid::Uuid;

use super::{
    dto::{ItemRef, ListItems},
    entity::{Column, Entity, Model},
};
use crate::stock::entity::balance;

/// Under which two items are the same: name, specification and unit, however they are written. Names come first: it is the order of lists.
pub fn item_key(name: &str, spec: Option<&str>, unit: &str) -> String {
    format!("{} {} {}", text::fold(name), text::fold(spec.unwrap_or_default()), text::fold(unit))
}

/// The order of lists of items, in their cursors: a place in one is no place in a list of another kind.
pub(crate) const ORDER: &str = "item";

/// The item with this id.
pub async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// Items by id, for the lines of a document; `pointer` tells where a line names its item.
///
/// # Errors
/// 422 at the first line whose item is not there, or no longer handed out.
pub async fn named(
    db: &impl ConnectionTrait,
    school: Uuid,
    lines: &[Uuid],
    pointer: impl Fn(usize) -> String,
) -> Result<BTreeMap<Uuid, Model>> {
    let wanted: BTreeSet<Uuid> = lines.iter().copied().collect();
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(wanted)).filter(Column::Retired.eq(false));
    // SQLite has one writer; on PostgreSQL nobody gives an item up before what comes in of it has (E09).
    let select = if db.get_database_backend() == DbBackend::Postgres { select.lock_shared() } else { select };
    let found: BTreeMap<Uuid, Model> = select.all(db).await?.into_iter().map(|item| (item.id, item)).collect();
    match lines.iter().position(|id| !found.contains_key(id)) {
        Some(line) => Err(Problem::reference(pointer(line))),
        None => Ok(found),
    }
}

/// Which of these are no longer handed out, by their names.
pub(crate) async fn retired(db: &impl ConnectionTrait, school: Uuid, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).filter(Column::Retired.eq(true));
    Ok(select.order_by_asc(Column::ItemKey).all(db).await?)
}

/// Items by id, for views.
pub async fn refs(db: &impl ConnectionTrait, school: Uuid, ids: BTreeSet<Uuid>) -> Result<HashMap<Uuid, ItemRef>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, as_ref(&row))).collect())
}

pub(crate) fn as_ref(row: &Model) -> ItemRef {
    ItemRef { id: row.id, name: row.name.clone(), spec: row.spec.clone(), unit: row.unit.clone() }
}

/// Items whose name, specification or unit has each of these words in it.
fn like(q: Option<&str>) -> Condition {
    let pattern = |word: String| Expr::col((Entity, Column::ItemKey)).like(LikeExpr::new(word).escape('\\'));
    patterns(q).into_iter().fold(Condition::all(), |all, word| all.add(pattern(word)))
}

/// The words that somebody looks for as patterns of LIKE, escaped by `\`. What the pattern's own signs mean is not what somebody types
/// who looks for 100%.
pub(crate) fn patterns(q: Option<&str>) -> Vec<String> {
    let words = q.unwrap_or_default().split_whitespace().map(text::fold).filter(|word| !word.is_empty());
    let escaped = |word: String| -> String {
        word.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect()
    };
    words.map(|word| format!("%{}%", escaped(word))).collect()
}

/// A page of items by name.
pub(super) async fn list(db: &impl ConnectionTrait, school: Uuid, query: &ListItems, limit: PageLimit) -> Result<Vec<Model>> {
    let mut select = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Retired.eq(query.retired.unwrap_or(false)))
        .filter(like(query.q.as_deref()))
        .order_by_asc(Column::ItemKey)
        .limit(limit.fetch());
    if let Some(category) = &query.category {
        select = select.filter(Column::Category.eq(text::tidy(category)));
    }
    if let Some(store) = query.store_id {
        let here = balance::Entity::find()
            .select_only()
            .column(balance::Column::ItemId)
            .filter(balance::Column::SchoolId.eq(school))
            .filter(balance::Column::StoreId.eq(store));
        select = select.filter(Column::Id.in_subquery(here.into_query()));
    }
    if let Some(food) = query.food {
        select = select.filter(if food { Column::FoodGroup.is_not_null() } else { Column::FoodGroup.is_null() });
    }
    if query.below_minimum.unwrap_or(false) {
        select = select.filter(Column::Minimum.is_not_null()).filter(Expr::cust(
            "stock_item.minimum > COALESCE((SELECT SUM(b.quantity) FROM stock_balance b \
             WHERE b.school_id = stock_item.school_id AND b.item_id = stock_item.id), 0)",
        ));
    }
    if let Some(cursor) = &query.cursor {
        // The key is unique in a school.
        select = select.filter(Column::ItemKey.gt(Cursor::decode_of::<String>(ORDER, cursor)?));
    }
    Ok(select.all(db).await?)
}

/// Most kinds of paper that can be chosen among.
const MOST_PAPERS: u64 = 50;

/// What can be printed on, by name.
pub(super) async fn papers(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Retired.eq(false));
    Ok(select.filter(Column::SheetsPerUnit.is_not_null()).order_by_asc(Column::ItemKey).limit(MOST_PAPERS).all(db).await?)
}

/// Whether anything of an item was ever moved.
pub(super) async fn was_moved(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM stock_move WHERE school_id = $1 AND item_id = $2 LIMIT 1";
    let found = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into(), id.into()])).await?;
    Ok(found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_means_itself() {
        assert_eq!(patterns(Some(" Ａ4 100%_\\ ")), ["%a4%", "%100\\%\\_\\\\%"]);
        assert_eq!(patterns(None), Vec::<String>::new());
    }

    #[test]
    fn the_same_thing_written_otherwise_has_the_same_key() {
        assert_eq!(item_key("Ａ４ 纸", Some("70g"), "包"), item_key("a4纸", Some("70 G"), "包"));
        assert_ne!(item_key("粉笔", None, "盒"), item_key("粉笔", None, "支"));
        assert_ne!(item_key("粉笔", Some("白"), "盒"), item_key("粉笔白", None, "盒"));
    }
}
