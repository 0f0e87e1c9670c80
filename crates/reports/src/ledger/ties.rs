//! Whether the ledgers tie: each is added up in its own way, and all have to say what the general ledger says.

use kernel::{Lang, Money, Quantity, Result, Text};
use registers::depreciation::Schedule;
use sea_orm::ConnectionTrait;

use super::{
    as_of::AsOf,
    dto::{LedgerHead, LedgerTie, LedgerTies, TieKey},
    general, places,
    sql::{Amounts, ask},
};

/// The detail ledger by class, entry by entry: without what only wears down.
const BY_CLASS: &str = "
    SELECT CAST(COALESCE(SUM(e.quantity), 0) AS bigint) AS quantity, CAST(COALESCE(SUM(e.original_value), 0) AS bigint) AS value,
        CAST(0 AS bigint) AS worn
    FROM asset_value_event e
    WHERE e.school_id = $1 AND e.effective_on <= $2 AND (e.quantity <> 0 OR e.original_value <> 0)";

/// What the cards themselves say now.
const CARDS: &str = "
    SELECT CAST(COALESCE(SUM(quantity), 0) AS bigint) AS quantity, CAST(COALESCE(SUM(original_value), 0) AS bigint) AS value,
        CAST(COALESCE(SUM(accumulated_depreciation), 0) AS bigint) AS worn
    FROM asset WHERE school_id = $1 AND voided_at IS NULL";

/// What one of them says; `None` for what it does not know.
struct Said {
    key: TieKey,
    quantity: Option<i64>,
    value: Option<i64>,
    worn: Option<i64>,
}

impl Said {
    fn all(key: TieKey, amounts: Amounts) -> Self {
        Self { key, quantity: Some(amounts.quantity), value: Some(amounts.value), worn: Some(amounts.worn) }
    }

    /// Whether it says nothing else than the general ledger.
    fn agrees(&self, general: Amounts) -> bool {
        self.quantity.is_none_or(|some| some == general.quantity)
            && self.value.is_none_or(|some| some == general.value)
            && self.worn.is_none_or(|some| some == general.worn)
    }
}

pub(super) async fn read(db: &impl ConnectionTrait, as_of: &AsOf, lang: Lang, values: bool) -> Result<LedgerTies> {
    let school = as_of.school.id;
    let general: Amounts = general::lines(db, as_of).await?.iter().map(|line| line.closing).sum();
    let by_class = one(db, BY_CLASS, [school.into(), as_of.on.into()]).await?;
    let by_room: Amounts = places::lines(db, as_of).await?.iter().map(|line| line.amounts).sum();
    let mut said = vec![
        Said::all(TieKey::General, general),
        Said { worn: None, ..Said::all(TieKey::DetailByClass, by_class) },
        Said::all(TieKey::DetailByRoom, by_room),
    ];
    if as_of.on == as_of.today {
        said.push(Said::all(TieKey::Cards, one(db, CARDS, [school.into()]).await?));
    }
    let schedule = Schedule::of(db, school, as_of.on, as_of.today).await?.total(db).await?;
    let (value, worn) = (Some(schedule.original_value), Some(schedule.accumulated));
    said.push(Said { key: TieKey::Depreciation, quantity: None, value, worn });
    let ledgers: Vec<LedgerTie> = said.iter().map(|one| view(one, general, lang, values)).collect();
    Ok(LedgerTies { head: LedgerHead::of(as_of, lang, values), ties: ledgers.iter().all(|one| one.agrees), ledgers })
}

async fn one(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Result<Amounts> {
    ask(db, sql, values).await?.first().map_or(Ok(Amounts::default()), Amounts::read)
}

fn view(said: &Said, general: Amounts, lang: Lang, values: bool) -> LedgerTie {
    let money = |fen: Option<i64>| fen.filter(|_| values).map(Money::stored);
    LedgerTie {
        key: said.key,
        text: title(said.key).pick(lang).to_owned(),
        quantity: said.quantity.map(|some| Quantity::stored(some).to_string()),
        value: money(said.value),
        accumulated_depreciation: money(said.worn),
        agrees: said.agrees(general),
    }
}

const fn title(key: TieKey) -> Text {
    match key {
        TieKey::General => Text::fixed("总账", "General ledger"),
        TieKey::DetailByClass => Text::fixed("分类明细账", "Detail ledger by class"),
        TieKey::DetailByRoom => Text::fixed("分室明细账", "Detail ledger by room"),
        TieKey::Cards => Text::fixed("固定资产卡片", "Asset cards"),
        TieKey::Depreciation => Text::fixed("折旧表", "Depreciation schedule"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fen_of_difference_is_a_difference_and_what_is_not_known_is_none() {
        let general = Amounts { quantity: 5000, value: 100, worn: 40 };
        assert!(Said::all(TieKey::Cards, general).agrees(general));
        assert!(!Said::all(TieKey::Cards, Amounts { value: 101, ..general }).agrees(general));
        assert!(Said { key: TieKey::Depreciation, quantity: None, value: Some(100), worn: Some(40) }.agrees(general));
        assert!(!Said { key: TieKey::Depreciation, quantity: None, value: Some(100), worn: Some(41) }.agrees(general));
    }
}
