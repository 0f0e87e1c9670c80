//! The cards that depreciate, as the books have them on a day. Read from what cards say now without what came after that day: cards are
//! the sum of their events (`recompute.rs` proves it), and what came after a recent day is little.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Result, db::ROWS_PER_STATEMENT};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    month::Month,
    plan::{Change, Running, Start},
};

/// A card that depreciates.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Card {
    pub id: Uuid,
    pub category_code: String,
    pub life_months: i64,
    /// The day of the increase.
    pub begins_on: Option<NaiveDate>,
    /// Its original value as it counts in the month.
    pub value: i64,
    /// Its original value at the end of the month.
    pub end_value: i64,
    pub accumulated: i64,
    pub quantity: i64,
    /// Its line of the last closed month.
    pub last_value: Option<i64>,
    pub last_life: Option<i64>,
    pub last_taken: Option<i64>,
    pub last_accumulated: Option<i64>,
    pub last_rate: Option<i64>,
}

impl Card {
    /// On its way, with the amount of its last month where nothing has changed since. `None` for what came without any day.
    pub(super) fn running(&self, start: Start, month: Month) -> Option<Running> {
        let begins = start.first(Month::of(self.begins_on?));
        let card = Running::new(begins, self.value, self.life_months, self.accumulated);
        let before = card.months_taken(month.plus(-1));
        let same = before > 0
            && self.last_value == Some(self.value)
            && self.last_life == Some(self.life_months)
            && self.last_taken == Some(before)
            && self.last_accumulated == Some(self.accumulated);
        Some(self.last_rate.filter(|_| same).map_or(card, |rate| card.at_rate(rate)))
    }
}

/// Cards that depreciate: of a kind that does (domain.md B3), not at a nominal amount, and there when the month was over. Whether one was
/// there its events say, not what it is by now: the month of the decrease stops, and none before it. A card that was brought along as disposed
/// of has no event that took it away, and is told by its status. The day of the increase is that of the books; what never got one counts from
/// when it was acquired, used or opened.
const CARDS: &str = "
    SELECT a.id, COALESCE((SELECT o.category_code FROM asset_value_event o WHERE o.school_id = $1 AND o.asset_id = a.id
            AND o.kind = 'reclassified' AND o.quantity < 0 AND o.effective_on > $3 ORDER BY o.effective_on, o.id LIMIT 1), a.category_code)
            AS category_code, a.life_months,
        COALESCE(a.booked_on, a.acquired_on, a.in_service_on, (SELECT MIN(o.effective_on) FROM asset_value_event o
            WHERE o.school_id = a.school_id AND o.asset_id = a.id AND o.kind = 'opening')) AS begins_on,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.original_value, 0) ELSE 0 END - COALESCE(l.counted, 0) AS value,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.original_value, 0) ELSE 0 END - COALESCE(l.value, 0) AS end_value,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.accumulated_depreciation, 0) ELSE 0 END - COALESCE(l.worn, 0) AS accumulated,
        CASE WHEN a.voided_at IS NULL THEN a.quantity ELSE 0 END - COALESCE(l.quantity, 0) AS quantity,
        p.original_value AS last_value, p.life_months AS last_life, p.months_taken AS last_taken,
        p.accumulated AS last_accumulated, p.rate AS last_rate
    FROM asset a
    LEFT JOIN (
        SELECT asset_id, CAST(SUM(original_value) AS bigint) AS counted,
            CAST(SUM(CASE WHEN effective_on > $3 THEN original_value ELSE 0 END) AS bigint) AS value,
            CAST(SUM(CASE WHEN effective_on > $3 THEN accumulated_depreciation ELSE 0 END) AS bigint) AS worn,
            CAST(SUM(CASE WHEN effective_on > $3 THEN quantity ELSE 0 END) AS bigint) AS quantity,
            CAST(SUM(CASE WHEN effective_on > $3 AND kind = 'disposal' THEN 1 ELSE 0 END) AS bigint) AS disposals
        FROM asset_value_event WHERE school_id = $1 AND effective_on > $2 GROUP BY asset_id
    ) l ON l.asset_id = a.id
    LEFT JOIN depreciation_line p ON p.school_id = a.school_id AND p.run_id = $4 AND p.asset_id = a.id
    WHERE a.school_id = $1 AND a.depreciates AND a.life_months > 0
        AND (a.status NOT IN ('disposed', 'transferred_out') OR l.disposals > 0) AND (a.value_type IS NULL OR a.value_type <> '名义金额')";

/// The cards whose books had a value in a month, in the order of their ids: all, or those of them that are asked for. `last_run` is the one of
/// the month before it.
pub(super) async fn cards(
    db: &impl ConnectionTrait,
    school: Uuid,
    (month, start): (Month, Start),
    last_run: Option<Uuid>,
    only: Option<&[Uuid]>,
) -> Result<Vec<Card>> {
    let counted = start.counted(month).last_day();
    let values: [sea_orm::Value; 4] = [school.into(), counted.into(), month.last_day().into(), last_run.unwrap_or_default().into()];
    let mut found = match only {
        None => ask(db, &values, "", &[]).await?,
        Some(cards) => {
            let mut found = Vec::new();
            for chunk in cards.chunks(ROWS_PER_STATEMENT) {
                let places: Vec<String> = (5..).take(chunk.len()).map(|place| format!("${place}")).collect();
                found.extend(ask(db, &values, &format!(" AND a.id IN ({})", places.join(", ")), chunk).await?);
            }
            found.sort_by_key(|card: &Card| card.id);
            found
        }
    };
    found.retain(|card| card.quantity > 0 && card.value > 0 && card.end_value > 0);
    Ok(found)
}

async fn ask(db: &impl ConnectionTrait, values: &[sea_orm::Value], which: &str, cards: &[Uuid]) -> Result<Vec<Card>> {
    let sql = format!("{CARDS}{which} ORDER BY a.id");
    let values = values.iter().cloned().chain(cards.iter().map(|card| sea_orm::Value::from(*card)));
    Ok(Card::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

#[derive(Debug, FromQueryResult)]
struct Act {
    asset_id: Uuid,
    effective_on: NaiveDate,
    original_value: i64,
    life_months: Option<i64>,
    life_before: Option<i64>,
}

/// What changed the values and lives of cards until a day: few have any.
#[derive(Debug, Default)]
pub(super) struct Acts(HashMap<Uuid, Vec<Act>>);

const ACTS: &str = "
    SELECT asset_id, effective_on, original_value, life_months, life_before FROM asset_value_event
    WHERE school_id = $1 AND kind IN ('addition', 'revaluation', 'impairment') AND effective_on <= $2
    ORDER BY asset_id, effective_on, id";

impl Acts {
    pub(super) async fn until(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Self> {
        let statement = Statement::from_sql_and_values(db.get_database_backend(), ACTS, [school.into(), day.into()]);
        let mut all: HashMap<Uuid, Vec<Act>> = HashMap::new();
        for act in Act::find_by_statement(statement).all(db).await? {
            all.entry(act.asset_id).or_default().push(act);
        }
        Ok(Self(all))
    }

    /// A card as it was in the beginning, with nothing taken, and what changed it since.
    pub(super) fn as_it_began(&self, card: &Card, start: Start) -> Option<(Running, Vec<Change>)> {
        let begins = start.first(Month::of(card.begins_on?));
        let acts = self.0.get(&card.id).map(Vec::as_slice).unwrap_or_default();
        let added: i64 = acts.iter().map(|act| act.original_value).sum();
        let life_then = acts.iter().find_map(|act| act.life_before).unwrap_or(card.life_months);
        let changes = acts
            .iter()
            .map(|act| Change { month: Month::of(act.effective_on), value: act.original_value, life_months: act.life_months })
            .collect();
        Some((Running::new(begins, card.value - added, life_then, 0), changes))
    }
}
