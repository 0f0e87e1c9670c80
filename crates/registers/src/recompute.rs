//! The proof of decisions of custody and value: what a card shows is a projection of its value events and its open assignment, and is
//! computed anew here from them. Finds differences; mends nothing, because nobody knows from here which side is right.

use kernel::{Money, Quantity, Result};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

/// A card that does not say what its books say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub asset_no: String,
    /// In the words of the column.
    pub field: &'static str,
    pub card: String,
    pub books: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "card {}: {} is {}, its books say {}", self.asset_no, self.field, self.card, self.books)
    }
}

/// Sums of the value events of every card whose card says something else. A voided card counts for nothing.
const VALUES: &str = "
    SELECT asset_no, quantity, value, worn, book_quantity, book_value, book_worn FROM (
        SELECT a.asset_no, a.id,
            CASE WHEN a.voided_at IS NULL THEN a.quantity ELSE 0 END AS quantity,
            CASE WHEN a.voided_at IS NULL THEN COALESCE(a.original_value, 0) ELSE 0 END AS value,
            CASE WHEN a.voided_at IS NULL THEN COALESCE(a.accumulated_depreciation, 0) ELSE 0 END AS worn,
            COALESCE(v.quantity, 0) AS book_quantity, COALESCE(v.value, 0) AS book_value, COALESCE(v.worn, 0) AS book_worn
        FROM asset a LEFT JOIN (
            SELECT asset_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(original_value) AS bigint) AS value,
                CAST(SUM(accumulated_depreciation) AS bigint) AS worn
            FROM asset_value_event WHERE school_id = $1 GROUP BY asset_id
        ) v ON v.asset_id = a.id
        WHERE a.school_id = $1
    ) sums
    WHERE quantity <> book_quantity OR value <> book_value OR worn <> book_worn ORDER BY asset_no, id";

/// Cards of which something is left under a class that they have left.
const CLASSES: &str = "
    SELECT a.asset_no, a.category_code, e.category_code AS left_in FROM asset a
    JOIN asset_value_event e ON e.school_id = a.school_id AND e.asset_id = a.id
    WHERE a.school_id = $1 AND e.category_code <> a.category_code
    GROUP BY a.id, a.asset_no, a.category_code, e.category_code
    HAVING SUM(e.quantity) <> 0 OR SUM(e.original_value) <> 0 OR SUM(e.accumulated_depreciation) <> 0
    ORDER BY a.asset_no, a.id";

/// Cards whose open assignment says something else, or that have none while they live, or one while they do not.
const CUSTODY: &str = "
    SELECT a.asset_no, a.voided_at IS NOT NULL AS voided, s.id AS assignment,
        a.location_id, s.location_id AS book_location_id, a.custodian_id, s.custodian_id AS book_custodian_id,
        a.user_person_id, s.user_person_id AS book_user_person_id,
        a.responsible_person_id, s.responsible_person_id AS book_responsible_person_id,
        a.department_id, s.department_id AS book_department_id,
        a.using_department_id, s.using_department_id AS book_using_department_id
    FROM asset a LEFT JOIN asset_assignment s ON s.school_id = a.school_id AND s.asset_id = a.id AND s.ended_at IS NULL
    WHERE a.school_id = $1 AND (
        (a.voided_at IS NULL) <> (s.id IS NOT NULL)
        OR (s.id IS NOT NULL AND (
            a.location_id IS DISTINCT FROM s.location_id OR a.custodian_id IS DISTINCT FROM s.custodian_id
            OR a.user_person_id IS DISTINCT FROM s.user_person_id
            OR a.responsible_person_id IS DISTINCT FROM s.responsible_person_id
            OR a.department_id IS DISTINCT FROM s.department_id
            OR a.using_department_id IS DISTINCT FROM s.using_department_id)))
    ORDER BY a.asset_no, a.id";

/// Cards whose place on the levels of the school is not that of their location.
const LEVELS: &str = "
    SELECT a.asset_no FROM asset a LEFT JOIN location l ON l.school_id = a.school_id AND l.id = a.location_id
    WHERE a.school_id = $1 AND (
        a.campus_id IS DISTINCT FROM l.campus_id OR a.building_id IS DISTINCT FROM l.building_id
        OR a.floor_id IS DISTINCT FROM l.floor_id OR a.room_id IS DISTINCT FROM l.room_id)
    ORDER BY a.asset_no, a.id";

/// Computes the cards of a school anew and answers where they differ.
///
/// # Errors
/// When the database does not answer.
pub async fn differences(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Difference>> {
    let ask = async |sql: &str| db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into()])).await;
    let mut found = Vec::new();
    for row in ask(VALUES).await? {
        values(&row, &mut found)?;
    }
    for row in ask(CLASSES).await? {
        let (asset_no, card, books) = (row.try_get("", "asset_no")?, row.try_get("", "category_code")?, row.try_get("", "left_in")?);
        found.push(Difference { asset_no, field: "category_code", card, books });
    }
    for row in ask(CUSTODY).await? {
        custody(&row, &mut found)?;
    }
    for row in ask(LEVELS).await? {
        let asset_no = row.try_get("", "asset_no")?;
        found.push(Difference { asset_no, field: "place on the school's levels", card: "one".into(), books: "another".into() });
    }
    Ok(found)
}

fn values(row: &QueryResult, found: &mut Vec<Difference>) -> Result<()> {
    let asset_no: String = row.try_get("", "asset_no")?;
    let money = |fen: i64| Money::stored(fen).to_string();
    for (field, card, books) in [
        ("original_value", "value", "book_value"),
        ("accumulated_depreciation", "worn", "book_worn"),
        ("quantity", "quantity", "book_quantity"),
    ] {
        let (card, books): (i64, i64) = (row.try_get("", card)?, row.try_get("", books)?);
        if card != books {
            let said = |amount: i64| if field == "quantity" { Quantity::stored(amount).to_string() } else { money(amount) };
            found.push(Difference { asset_no: asset_no.clone(), field, card: said(card), books: said(books) });
        }
    }
    Ok(())
}

fn custody(row: &QueryResult, found: &mut Vec<Difference>) -> Result<()> {
    let asset_no: String = row.try_get("", "asset_no")?;
    let (voided, assignment): (bool, Option<Uuid>) = (row.try_get("", "voided")?, row.try_get("", "assignment")?);
    if voided == assignment.is_some() {
        let (card, books) = if voided { ("voided", "still in somebody's hands") } else { ("in use", "in nobody's hands") };
        found.push(Difference { asset_no, field: "custody", card: card.into(), books: books.into() });
        return Ok(());
    }
    let said = |id: Option<Uuid>| id.map_or_else(|| "nothing".to_owned(), |id| id.to_string());
    for field in ["location_id", "custodian_id", "user_person_id", "responsible_person_id", "department_id", "using_department_id"] {
        let (card, books): (Option<Uuid>, Option<Uuid>) = (row.try_get("", field)?, row.try_get("", &format!("book_{field}"))?);
        if card != books {
            found.push(Difference { asset_no: asset_no.clone(), field, card: said(card), books: said(books) });
        }
    }
    Ok(())
}
