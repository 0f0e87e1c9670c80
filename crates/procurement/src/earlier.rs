//! At what prices the same things were bought before, and what suppliers asked for them: for whoever decides about them now.

use std::collections::BTreeSet;

use approvals::{Background, Price};
use campus::school::{self, entity::Model as School};
use chrono::NaiveDate;
use kernel::{Money, Problem, Reader, Result};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use crate::request::Line;

/// Prices that are shown of each thing.
const SHOWN: usize = 3;

/// Things that are looked for: the first of a request.
const THINGS: usize = 100;

/// The newest orders of things, petty purchases of them and quotes for them; each at its place among those of the same thing and kind.
/// Whoever asks for it now has not bought it yet: that record is left out, and so are its own quotes, which stand by themselves.
const EARLIER: &str = "\
    SELECT e.* FROM (\
        SELECT 'order' AS source, r.item_key, l.name, l.unit, l.unit_price, o.id, o.number, o.supplier_name AS whom, \
            o.ordered_at AS moment, CAST(NULL AS date) AS day, \
            ROW_NUMBER() OVER (PARTITION BY r.item_key ORDER BY o.ordered_at DESC, o.id DESC, l.position) AS place \
        FROM purchase_request_line r \
        JOIN purchase_order o ON o.school_id = r.school_id AND o.request_id = r.request_id AND o.phase <> 'cancelled' \
            AND o.ordered_at IS NOT NULL \
        JOIN purchase_order_line l ON l.school_id = o.school_id AND l.order_id = o.id AND l.request_position = r.position \
        WHERE r.school_id = $1 AND r.request_id <> $2 AND r.item_key IN ({keys}) \
        UNION ALL \
        SELECT 'petty' AS source, l.item_key, l.name, l.unit, l.unit_price, p.id, p.number, p.shop AS whom, \
            CAST(NULL AS timestamptz) AS moment, p.bought_on AS day, \
            ROW_NUMBER() OVER (PARTITION BY l.item_key ORDER BY p.bought_on DESC, p.id DESC, l.position) AS place \
        FROM petty_purchase_line l \
        JOIN petty_purchase p ON p.school_id = l.school_id AND p.id = l.petty_id AND p.phase = 'approved' \
        WHERE l.school_id = $1 AND l.petty_id <> $2 AND l.item_key IN ({keys}) \
        UNION ALL \
        SELECT 'quote' AS source, r.item_key, r.name, r.unit, ql.unit_price, a.id, a.number, s.name AS whom, \
            CAST(NULL AS timestamptz) AS moment, q.quoted_on AS day, \
            ROW_NUMBER() OVER (PARTITION BY r.item_key ORDER BY q.quoted_on DESC, q.id DESC) AS place \
        FROM purchase_request_line r \
        JOIN purchase_request a ON a.school_id = r.school_id AND a.id = r.request_id \
        JOIN quote_sheet b ON b.school_id = r.school_id AND b.request_id = r.request_id AND b.phase IN ('open', 'settled', 'reopened') \
        JOIN quote q ON q.school_id = b.school_id AND q.sheet_id = b.id AND q.superseded_at IS NULL \
        JOIN quote_line ql ON ql.school_id = q.school_id AND ql.quote_id = q.id AND ql.position = r.position \
        JOIN supplier s ON s.school_id = q.school_id AND s.id = q.supplier_id \
        WHERE r.school_id = $1 AND r.request_id <> $2 AND r.item_key IN ({keys})\
    ) e WHERE e.place <= $3";

/// A price with what it is the price of.
#[derive(Debug, Clone)]
struct Found {
    key: String,
    quoted: bool,
    price: Price,
}

/// What is known of the same things, however they are written: orders and petty purchases together, quotes beside them; one query.
pub(crate) async fn of(db: &Reader, school: Uuid, itself: Uuid, lines: &[Line]) -> Result<Background> {
    let mut keys: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for line in lines {
        let key = line.item_key();
        if keys.len() < THINGS && seen.insert(key.clone()) {
            keys.push(key);
        }
    }
    let school = school::find(db, school).await?;
    let places: Vec<String> = (4..4 + keys.len()).map(|n| format!("${n}")).collect();
    let sql = EARLIER.replace("{keys}", &places.join(", "));
    let shown = i64::try_from(SHOWN).map_err(Problem::internal)?;
    let mut values: Vec<sea_orm::Value> = vec![school.id.into(), itself.into(), shown.into()];
    values.extend(keys.iter().cloned().map(sea_orm::Value::from));
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let found: Vec<Found> = rows.iter().map(|row| read(row, &school)).collect::<Result<_>>()?;
    Ok(Background { bought: newest(&found, &keys, false), quoted: newest(&found, &keys, true), ..Background::default() })
}

fn read(row: &QueryResult, school: &School) -> Result<Found> {
    let (source, id): (String, Uuid) = (row.try_get("", "source")?, row.try_get("", "id")?);
    let (day, moment): (Option<NaiveDate>, Option<chrono::DateTime<chrono::Utc>>) = (row.try_get("", "day")?, row.try_get("", "moment")?);
    let on = day.or_else(|| moment.map(|at| school.today(at))).ok_or_else(|| Problem::internal("a price of no day"))?;
    let link = match source.as_str() {
        "order" => format!("/purchase-orders/{id}"),
        "petty" => format!("/purchases/petty/{id}"),
        _ => format!("/purchases/{id}/quotes"),
    };
    let price = Price {
        name: row.try_get("", "name")?,
        unit: row.try_get("", "unit")?,
        price: Money::stored(row.try_get("", "unit_price")?),
        on,
        of: row.try_get("", "whom")?,
        number: row.try_get("", "number")?,
        link,
    };
    Ok(Found { key: row.try_get("", "item_key")?, quoted: source == "quote", price })
}

/// The newest prices of each thing, in the order in which the things stand.
fn newest(found: &[Found], keys: &[String], quoted: bool) -> Vec<Price> {
    let of_thing = |key: &String| {
        let mut prices: Vec<Price> =
            found.iter().filter(|one| one.quoted == quoted && one.key == *key).map(|one| one.price.clone()).collect();
        prices.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| b.number.cmp(&a.number)));
        prices.truncate(SHOWN);
        prices
    };
    keys.iter().flat_map(of_thing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(key: &str, on: &str, number: &str, quoted: bool) -> Found {
        let price = Price {
            name: key.into(),
            unit: "只".into(),
            price: Money::stored(3_800),
            on: on.parse().unwrap(),
            of: "五金店".into(),
            number: number.into(),
            link: String::new(),
        };
        Found { key: key.into(), quoted, price }
    }

    #[test]
    fn of_each_thing_the_newest_three_whatever_they_were_bought_by() {
        let all = [
            found("角阀", "2026-09-01", "DG1", false),
            found("角阀", "2026-11-01", "LX2", false),
            found("水龙头", "2026-10-01", "DG2", false),
            found("角阀", "2026-10-01", "DG3", false),
            found("角阀", "2026-08-01", "LX1", false),
            found("角阀", "2026-11-20", "CG1", true),
        ];
        let keys = ["水龙头".to_owned(), "角阀".to_owned()];
        let numbers = |quoted| newest(&all, &keys, quoted).into_iter().map(|price| price.number).collect::<Vec<_>>();
        assert_eq!(numbers(false), ["DG2", "LX2", "DG3", "DG1"]);
        assert_eq!(numbers(true), ["CG1"]);
    }
}
