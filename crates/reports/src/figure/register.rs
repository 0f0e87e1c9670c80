//! Figures of the register: what there is now, by its cards; what there was on a day and what was added, by the value events.

use kernel::Text;

use super::{
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

/// The second level of the classes: A01 to A08.
const CLASS: &str = "substr(a.category_code, 1, 3)";
/// That under which a card was on a day: of the class that it left nothing is left.
const CLASS_THEN: &str = "substr(v.category_code, 1, 3)";

pub(super) const SOURCES: &[Source] = &[
    Source {
        key: "assets_now",
        chapter: Chapter::Home,
        title: Text::fixed("在册资产", "Assets in the register"),
        definition: Text::fixed(
            "现在在册（没有作废）的资产卡片，按大类；金额是原值。",
            "Cards that stand in the register today, by class; amounts are original values.",
        ),
        measure: Measure::Worth,
        part: Part::AssetClass,
        rows: cards,
    },
    Source {
        key: "assets_total",
        chapter: Chapter::Assets,
        title: Text::fixed("资产总值和件数", "Assets in all"),
        definition: Text::fixed(
            "到期末那天为止记下的价值和数量之和，按大类；期末没到的算到今天。",
            "The sum of value and pieces recorded up to the last day, by class; up to today while the term runs.",
        ),
        measure: Measure::Worth,
        part: Part::AssetClass,
        rows: as_of,
    },
    Source {
        key: "assets_added",
        chapter: Chapter::Assets,
        title: Text::fixed("新增资产", "Assets added"),
        definition: Text::fixed(
            "入账日（没有的按取得日、登记日）在本期内的卡片，按分类；从别的卡片拆出来的不算新增。",
            "Cards whose day of entry (without one, of acquisition or registration) lies in the period, by category; what was split off another card is no addition.",
        ),
        measure: Measure::Worth,
        part: Part::AssetCategory,
        rows: added,
    },
];

fn card<'a>() -> Shape<'a> {
    Shape { kind: "'asset'", id: "a.id", number: "a.asset_no", title: "a.name", ..Shape::default() }
}

fn cards(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape { part: CLASS, on: "a.acquired_on", amount: "COALESCE(a.original_value, 0)", quantity: "a.quantity", ..card() };
    shape.select(&format!("FROM asset a WHERE a.school_id = {school} AND a.voided_at IS NULL"))
}

fn as_of(sql: &mut Sql) -> String {
    let (school, last) = (sql.school(), sql.ask.last());
    let last = sql.place(last);
    let shape = Shape { part: CLASS_THEN, on: "a.acquired_on", amount: "v.worth", quantity: "v.pieces", ..card() };
    shape.select(&format!(
        "FROM asset a JOIN (SELECT e.school_id AS school_id, e.asset_id AS asset_id, e.category_code AS category_code, SUM(e.original_value) AS worth, SUM(e.quantity) AS pieces \
         FROM asset_value_event e WHERE e.school_id = {school} AND e.effective_on <= {last} \
         GROUP BY e.school_id, e.asset_id, e.category_code HAVING SUM(e.quantity) <> 0) AS v ON v.school_id = a.school_id AND v.asset_id = a.id WHERE a.school_id = {school}"
    ))
}

fn added(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("e.effective_on"));
    let shape = Shape { part: "e.category_code", on: "e.effective_on", amount: "e.original_value", quantity: "e.quantity", ..card() };
    shape.select(&format!(
        "FROM asset_value_event e JOIN asset a ON a.school_id = e.school_id AND a.id = e.asset_id \
         WHERE e.school_id = {school} AND e.kind = 'opening' AND {days} AND a.voided_at IS NULL AND a.split_from_id IS NULL"
    ))
}
