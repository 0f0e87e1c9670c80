//! E2, the general ledger by class: opening, what came and what went in the period, closing. One statement over the value events; the day
//! on which an event counts decides, not the day on which it was written down, and the class under which it was booked, not the card's by now.

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ConnectionTrait, QueryResult};

use super::{
    as_of::{AsOf, LedgerBasis},
    depreciation,
    sql::{Amounts, ask},
};

/// A class in a period. `worn` is meant as of the last day and stands in `closing` only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ClassLine {
    pub code: String,
    pub opening: Amounts,
    pub increase: Amounts,
    pub decrease: Amounts,
    pub closing: Amounts,
}

/// What moves between cards of a class neither comes nor goes: pieces that were split off, and cards that were taken back as if they had
/// never been. They are added up and only what is left of them counts.
const SQL: &str = "
    SELECT code,
        CAST(SUM(CASE WHEN earlier = 1 THEN quantity ELSE 0 END) AS bigint) AS opening_quantity,
        CAST(SUM(CASE WHEN earlier = 1 THEN original_value ELSE 0 END) AS bigint) AS opening_value,
        CAST(SUM(CASE WHEN earlier = 0 AND inner_move = 0 AND quantity > 0 THEN quantity ELSE 0 END) AS bigint) AS came_quantity,
        CAST(SUM(CASE WHEN earlier = 0 AND inner_move = 0 AND original_value > 0 THEN original_value ELSE 0 END) AS bigint) AS came_value,
        CAST(SUM(CASE WHEN earlier = 0 AND inner_move = 0 AND quantity < 0 THEN quantity ELSE 0 END) AS bigint) AS went_quantity,
        CAST(SUM(CASE WHEN earlier = 0 AND inner_move = 0 AND original_value < 0 THEN original_value ELSE 0 END) AS bigint) AS went_value,
        CAST(SUM(CASE WHEN earlier = 0 AND inner_move = 1 THEN quantity ELSE 0 END) AS bigint) AS moved_quantity,
        CAST(SUM(CASE WHEN earlier = 0 AND inner_move = 1 THEN original_value ELSE 0 END) AS bigint) AS moved_value,
        CAST(SUM(accumulated_depreciation) AS bigint) AS worn
    FROM (
        SELECT e.category_code AS code, e.quantity, e.original_value, e.accumulated_depreciation,
            CASE WHEN e.effective_on < $2 THEN 1 ELSE 0 END AS earlier,
            CASE WHEN a.voided_at IS NOT NULL OR e.document_kind IN ('split', 'move') THEN 1 ELSE 0 END AS inner_move
        FROM asset a CROSS JOIN asset_value_event e
        WHERE a.school_id = $1 AND e.school_id = $1 AND e.asset_id = a.id AND e.effective_on <= $3
    ) events
    GROUP BY code";

/// Every class that has, had or got something, in the order of the codes.
pub(crate) async fn lines(db: &impl ConnectionTrait, as_of: &AsOf) -> Result<Vec<ClassLine>> {
    let rows = ask(db, SQL, [as_of.school.id.into(), as_of.from.into(), as_of.on.into()]).await?;
    let mut lines = rows.iter().map(line).collect::<Result<Vec<_>>>()?;
    if as_of.basis() == LedgerBasis::Forecast {
        worn_by_plan(&mut lines, &depreciation::by_category(db, as_of).await?);
    }
    lines.retain(|line| [line.opening, line.increase, line.decrease, line.closing].iter().any(|some| !some.is_nothing()));
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(lines)
}

fn worn_by_plan(lines: &mut [ClassLine], plan: &HashMap<String, i64>) {
    for line in lines {
        if let Some(worn) = plan.get(&line.code) {
            line.closing.worn = *worn;
        }
    }
}

fn line(row: &QueryResult) -> Result<ClassLine> {
    let get = |name: &str| -> Result<i64> { Ok(row.try_get("", name)?) };
    let of = |name: &str| -> Result<Amounts> {
        Ok(Amounts { quantity: get(&format!("{name}_quantity"))?, value: get(&format!("{name}_value"))?, worn: 0 })
    };
    Ok(folded(row.try_get("", "code")?, [of("opening")?, of("came")?, of("went")?, of("moved")?], get("worn")?))
}

/// Puts what moved inside the class on the side on which something of it is left.
fn folded(code: String, [opening, came, went, moved]: [Amounts; 4], worn: i64) -> ClassLine {
    let increase = Amounts { quantity: came.quantity + moved.quantity.max(0), value: came.value + moved.value.max(0), worn: 0 };
    let decrease = Amounts { quantity: -went.quantity + (-moved.quantity).max(0), value: -went.value + (-moved.value).max(0), worn: 0 };
    let closing = Amounts {
        quantity: opening.quantity + increase.quantity - decrease.quantity,
        value: opening.value + increase.value - decrease.value,
        worn,
    };
    ClassLine { code, opening, increase, decrease, closing }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amounts(quantity: i64, value: i64) -> Amounts {
        Amounts { quantity, value, worn: 0 }
    }

    #[test]
    fn pieces_that_were_split_off_neither_come_nor_go() {
        let line = folded("A05".into(), [amounts(40_000, 800), amounts(0, 0), amounts(0, 0), amounts(0, 0)], 3);
        assert_eq!((line.increase, line.decrease), (Amounts::default(), Amounts::default()));
        assert_eq!(line.closing, Amounts { quantity: 40_000, value: 800, worn: 3 });
    }

    proptest! {
        #[test]
        fn closing_is_the_sum_of_all_events(opening in 0_i64..1_000_000, came in 0_i64..1_000_000, went in -1_000_000_i64..=0, moved in -1_000_i64..1_000) {
            let line = folded(String::new(), [opening, came, went, moved].map(|fen| amounts(fen, fen)), 0);
            prop_assert_eq!(line.closing.value, opening + came + went + moved);
            prop_assert!(line.increase.value >= 0 && line.decrease.value >= 0);
        }
    }
}
