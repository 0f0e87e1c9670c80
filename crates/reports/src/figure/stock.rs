//! Figures of the stores: what was handed out and came back, and what parts of repairs cost.

use kernel::Text;

use super::{
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

pub(super) const SOURCES: &[Source] = &[
    Source {
        key: "stock_issued",
        chapter: Chapter::Stock,
        title: Text::fixed("库房发出", "Handed out of stores"),
        definition: Text::fixed(
            "本期领用、发放出去的单据和金额，库房之间调拨不算。",
            "Documents by which things were handed out in the period and what they were worth; transfers between stores are none.",
        ),
        measure: Measure::Amount,
        part: Part::Whole,
        rows: |sql| documents(sql, "'issue'", "", 1),
    },
    Source {
        key: "stock_returned",
        chapter: Chapter::Stock,
        title: Text::fixed("退回库房", "Brought back"),
        definition: Text::fixed(
            "本期退回库房的单据和金额。",
            "Documents by which things came back in the period and what they were worth.",
        ),
        measure: Measure::Amount,
        part: Part::Whole,
        rows: |sql| documents(sql, "'return'", "", 1),
    },
    Source {
        key: "repairs_parts",
        chapter: Chapter::Repairs,
        title: Text::fixed("维修用料", "Parts of repairs"),
        definition: Text::fixed(
            "本期为报修从库房领出的配件金额，减去退回的。",
            "What parts handed out for repairs in the period were worth, less what came back.",
        ),
        measure: Measure::Amount,
        part: Part::Whole,
        rows: parts,
    },
];

fn documents(sql: &mut Sql, kind: &str, more: &str, sign: i64) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("d.happened_on"));
    let value = format!(
        "{sign} * COALESCE((SELECT SUM(l.value) FROM stock_document_line l WHERE l.school_id = d.school_id AND l.document_id = d.id), 0)"
    );
    let shape = Shape {
        holder: "d.receiver_id",
        kind: "'stock_document'",
        id: "d.id",
        number: "d.number",
        title: "COALESCE(d.purpose, d.repair_case_no, '')",
        on: "d.happened_on",
        amount: &value,
        ..Shape::default()
    };
    shape.select(&format!("FROM stock_document d WHERE d.school_id = {school} AND d.kind = {kind}{more} AND {days}"))
}

fn parts(sql: &mut Sql) -> String {
    let of_a_repair = " AND d.repair_case_id IS NOT NULL";
    let went = documents(sql, "'issue'", of_a_repair, 1);
    format!("{went} UNION ALL {}", documents(sql, "'return'", of_a_repair, -1))
}
