//! E4 as of any day: what every card was worth at its end, what the last whole month took of it, and how far it was. Up to today it is what
//! was written; a day that has not come is foretold by the plan, as [`super::at`] does it.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Bound,
};

use chrono::NaiveDate;
use kernel::{Problem, Result, Text, db::ROWS_PER_STATEMENT};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    at::{Coming, foretold, left_since, on_day},
    month::Month,
    repo,
};

/// Whether a card takes depreciation on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleStanding {
    /// Of a kind that takes none.
    NotDepreciated,
    Running,
    /// All of it is taken; it stays in use.
    Taken,
}

impl ScheduleStanding {
    pub const fn title(self) -> Text {
        match self {
            Self::NotDepreciated => Text::fixed("不提折旧", "Not depreciated"),
            Self::Running => Text::fixed("在提", "Running"),
            Self::Taken => Text::fixed("已提足", "Fully depreciated"),
        }
    }
}

/// A card in the schedule of a day; amounts in fen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    pub asset_id: Uuid,
    pub category_code: String,
    pub asset_no: String,
    pub name: String,
    pub original_value: i64,
    /// As it was on the day; nothing for what takes no depreciation.
    pub life_months: Option<i64>,
    pub months_taken: i64,
    /// What the last whole month took.
    pub month_amount: i64,
    pub accumulated: i64,
    pub standing: ScheduleStanding,
}

impl Scheduled {
    pub const fn net(&self) -> i64 {
        self.original_value - self.accumulated
    }
}

/// What all cards of a day come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct ScheduleTotal {
    pub cards: i64,
    pub original_value: i64,
    pub month_amount: i64,
    pub accumulated: i64,
}

/// The schedule of a day.
#[derive(Debug)]
pub struct Schedule {
    school: Uuid,
    as_of: NaiveDate,
    /// The last month that is over with the day: the one whose amount is shown.
    pub month: Month,
    /// The last run that was closed of that month, or of one before it.
    run: Option<Uuid>,
    /// Where the day has not come, the plan goes on from it.
    today: NaiveDate,
    /// Cards that are under another class by now, with that of the day: the schedule of a day says the same whenever it is asked for.
    moved: BTreeSet<(String, Uuid)>,
}

/// A card as the books have it at the end of the day. Its months are those of its last closed line.
#[derive(Debug, FromQueryResult)]
struct Row {
    asset_id: Uuid,
    category_code: String,
    asset_no: String,
    name: String,
    depreciates: i64,
    original_value: i64,
    accumulated: i64,
    month_amount: i64,
    life_months: Option<i64>,
    months_taken: Option<i64>,
}

/// What cards say now without what came after the day, card by card in the order of an index: a page asks for no more than its cards. Those
/// depreciate that a month takes ([`super::books`]): what was brought along as disposed of has no event that took it away.
const CARDS: &str = "
    SELECT a.id AS asset_id, a.category_code, a.asset_no, a.name,
        CAST(CASE WHEN a.depreciates AND (a.value_type IS NULL OR a.value_type <> '名义金额')
            AND (a.status NOT IN ('disposed', 'transferred_out') OR EXISTS (SELECT 1 FROM asset_value_event g
                WHERE g.school_id = $1 AND g.asset_id = a.id AND g.kind = 'disposal'))
            THEN 1 ELSE 0 END AS bigint) AS depreciates,
        CASE WHEN a.voided_at IS NULL THEN a.quantity ELSE 0 END - (SELECT CAST(COALESCE(SUM(e.quantity), 0) AS bigint)
            FROM asset_value_event e WHERE e.school_id = $1 AND e.asset_id = a.id AND e.effective_on > $2) AS quantity,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.original_value, 0) ELSE 0 END - (SELECT CAST(COALESCE(SUM(e.original_value), 0) AS bigint)
            FROM asset_value_event e WHERE e.school_id = $1 AND e.asset_id = a.id AND e.effective_on > $2) AS original_value,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.accumulated_depreciation, 0) ELSE 0 END
            - (SELECT CAST(COALESCE(SUM(e.accumulated_depreciation), 0) AS bigint)
            FROM asset_value_event e WHERE e.school_id = $1 AND e.asset_id = a.id AND e.effective_on > $2) AS accumulated,
        (SELECT CAST(COALESCE(SUM(e.accumulated_depreciation), 0) AS bigint) FROM asset_value_event e
            WHERE e.school_id = $1 AND e.asset_id = a.id AND e.kind = 'depreciation' AND e.effective_on >= $3 AND e.effective_on <= $4)
            AS month_amount,
        COALESCE((SELECT e.life_before FROM asset_value_event e
            WHERE e.school_id = $1 AND e.asset_id = a.id AND e.effective_on > $2 AND e.life_before IS NOT NULL
            ORDER BY e.effective_on, e.id LIMIT 1), a.life_months) AS life_months,
        p.months_taken
    FROM asset a LEFT JOIN depreciation_line p ON p.school_id = $1 AND p.run_id = $5 AND p.asset_id = a.id
    WHERE a.school_id = $1";

/// Whether a card was put under another class since the day.
const HAS_MOVED: &str = "EXISTS (SELECT 1 FROM asset_value_event m
    WHERE m.school_id = $1 AND m.asset_id = a.id AND m.kind = 'reclassified' AND m.effective_on > $2)";

/// A card that is nothing on the day is not in it.
const IS_SOMETHING: &str = "d.quantity <> 0 OR d.original_value <> 0 OR d.accumulated <> 0";

impl Schedule {
    /// Reads what a day stands on.
    ///
    /// # Errors
    /// Only when the database fails. Open a snapshot where it has to agree with what else is read.
    pub async fn of(db: &impl ConnectionTrait, school: Uuid, as_of: NaiveDate, today: NaiveDate) -> Result<Self> {
        let month = Month::over_with(as_of);
        let run = repo::last_closed_until(db, school, month).await?;
        let moved = if as_of < today { left_since(db, school, as_of).await? } else { HashMap::new() };
        Ok(Self { school, as_of, month, run, today, moved: moved.into_iter().map(|(card, class)| (class, card)).collect() })
    }

    /// What the plan takes until the day: of these cards, or of all.
    async fn plan(&self, db: &impl ConnectionTrait, only: Option<&[Uuid]>) -> Result<Plan> {
        let ahead = self.as_of > self.today;
        let coming = if ahead { foretold(db, self.school, (self.as_of, self.today), only).await? } else { HashMap::new() };
        Ok(Plan(coming))
    }

    fn values(&self) -> Vec<sea_orm::Value> {
        let run = self.run.unwrap_or_default();
        vec![self.school.into(), self.as_of.into(), self.month.first_day().into(), self.month.last_day().into(), run.into()]
    }

    /// The next cards in the order of classes, after this card of this class.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn page(&self, db: &impl ConnectionTrait, (class, card): (&str, Uuid), most: u64) -> Result<Vec<Scheduled>> {
        let sql = format!(
            "SELECT * FROM ({CARDS} AND (a.category_code, a.id) > ($6, $7) AND NOT {HAS_MOVED}) d WHERE {IS_SOMETHING} \
             ORDER BY category_code, asset_id LIMIT $8"
        );
        let mut values = self.values();
        let next: [sea_orm::Value; 3] = [class.into(), card.into(), i64::try_from(most).map_err(Problem::internal)?.into()];
        values.extend(next);
        let mut rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
        rows.extend(self.moved_after(db, (class, card), most).await?);
        rows.sort_by(|one, other| (&one.category_code, one.asset_id).cmp(&(&other.category_code, other.asset_id)));
        rows.truncate(usize::try_from(most).map_err(Problem::internal)?);
        let cards: Vec<Uuid> = rows.iter().map(|row| row.asset_id).collect();
        let plan = self.plan(db, Some(&cards)).await?;
        Ok(rows.into_iter().map(|row| plan.scheduled(row)).collect())
    }

    /// Those after this card that were under another class on the day, where they stood then; as many as a page takes, or all.
    async fn moved_after(&self, db: &impl ConnectionTrait, (class, card): (&str, Uuid), most: u64) -> Result<Vec<Row>> {
        let after = Bound::Excluded((class.to_owned(), card));
        let keys: Vec<&(String, Uuid)> = self.moved.range((after, Bound::Unbounded)).collect();
        let mut found: Vec<Row> = Vec::new();
        for chunk in keys.chunks(ROWS_PER_STATEMENT) {
            if u64::try_from(found.len()).is_ok_and(|found| found >= most) {
                break;
            }
            let places: Vec<String> = (6..).take(chunk.len()).map(|place| format!("${place}")).collect();
            let sql = format!("SELECT * FROM ({CARDS} AND a.id IN ({})) d WHERE {IS_SOMETHING}", places.join(", "));
            let values = self.values().into_iter().chain(chunk.iter().map(|(_, id)| sea_orm::Value::from(*id)));
            let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
            let mut classes: HashMap<Uuid, String> = chunk.iter().map(|(class, id)| (*id, class.clone())).collect();
            for row in rows {
                let category_code = classes.remove(&row.asset_id).unwrap_or_else(|| row.category_code.clone());
                found.push(Row { category_code, ..row });
            }
        }
        Ok(found)
    }

    /// What all of them come to.
    ///
    /// # Errors
    /// Only when the database fails, or a sum does not fit.
    pub async fn total(&self, db: &impl ConnectionTrait) -> Result<ScheduleTotal> {
        let sql = format!(
            "SELECT CAST(COUNT(*) AS bigint) AS cards, CAST(COALESCE(SUM(original_value), 0) AS bigint) AS original_value, \
             CAST(COALESCE(SUM(month_amount), 0) AS bigint) AS month_amount, CAST(COALESCE(SUM(accumulated), 0) AS bigint) AS accumulated \
             FROM ({CARDS}) d WHERE {IS_SOMETHING}"
        );
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, self.values());
        let mut total = ScheduleTotal::find_by_statement(statement).one(db).await?.unwrap_or_default();
        let Plan(coming) = self.plan(db, None).await?;
        if !coming.is_empty() {
            let there: HashSet<Uuid> = on_day(db, self.school, self.as_of, None).await?.into_iter().map(|row| row.asset_id).collect();
            for (_, coming) in coming.iter().filter(|(card, _)| there.contains(card)) {
                total.accumulated += coming.amount;
                total.month_amount += coming.last;
            }
        }
        Ok(total)
    }
}

/// What the plan takes of cards until the day.
#[derive(Debug)]
struct Plan(HashMap<Uuid, Coming>);

impl Plan {
    fn scheduled(&self, row: Row) -> Scheduled {
        let ahead = self.0.get(&row.asset_id);
        let coming = ahead.copied().unwrap_or_default();
        let life_months = row.life_months.filter(|life| row.depreciates > 0 && *life > 0 && row.original_value > 0);
        // What was brought along has no line: as many months as it is worth.
        let brought = || worth(row.original_value, life_months.unwrap_or_default(), row.accumulated);
        let months = ahead.map(|coming| coming.months).or(row.months_taken).unwrap_or_else(brought);
        let accumulated = row.accumulated + coming.amount;
        let standing = match life_months {
            None => ScheduleStanding::NotDepreciated,
            Some(_) if accumulated >= row.original_value => ScheduleStanding::Taken,
            Some(_) => ScheduleStanding::Running,
        };
        Scheduled {
            months_taken: life_months.map_or(0, |life| months.min(life)),
            asset_id: row.asset_id,
            category_code: row.category_code,
            asset_no: row.asset_no,
            name: row.name,
            original_value: row.original_value,
            life_months,
            month_amount: row.month_amount + coming.last,
            accumulated,
            standing,
        }
    }
}

/// As many months of a life as an accumulated depreciation is worth by a straight line, to the nearest.
fn worth(value: i64, life: i64, accumulated: i64) -> i64 {
    if value <= 0 || life <= 0 || accumulated <= 0 {
        return 0;
    }
    let (value, life, taken) = (i128::from(value), i128::from(life), i128::from(accumulated));
    let months = (2 * taken * life + value).div_euclid(2 * value).clamp(0, life);
    i64::try_from(months).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(accumulated: i64, months_taken: Option<i64>) -> Row {
        Row {
            asset_id: Uuid::nil(),
            category_code: "A05010203".into(),
            asset_no: "ZC-1".into(),
            name: "学生课桌".into(),
            depreciates: 1,
            original_value: 60_000,
            accumulated,
            month_amount: 0,
            life_months: Some(60),
            months_taken,
        }
    }

    fn schedule(coming: Option<Coming>) -> Plan {
        Plan(coming.map(|coming| (Uuid::nil(), coming)).into_iter().collect())
    }

    #[test]
    fn what_was_brought_along_has_taken_as_many_months_as_it_is_worth() {
        assert_eq!((worth(60_000, 60, 15_000), worth(60_000, 60, 0), worth(60_000, 60, 99_000)), (15, 0, 60));
        assert_eq!((worth(0, 60, 1), worth(60_000, 0, 1)), (0, 0));
        assert_eq!(worth(i64::MAX, 600, i64::MAX), 600);
        let card = schedule(None).scheduled(row(15_000, None));
        assert_eq!((card.months_taken, card.net(), card.standing), (15, 45_000, ScheduleStanding::Running));
        assert_eq!(schedule(None).scheduled(row(15_000, Some(14))).months_taken, 14, "a closed month knows it better");
    }

    #[test]
    fn the_plan_goes_on_from_the_books_and_not_past_the_life() {
        let coming = Coming { amount: 45_000, months: 61, last: 1000 };
        let card = schedule(Some(coming)).scheduled(row(15_000, Some(15)));
        assert_eq!((card.months_taken, card.month_amount, card.accumulated, card.standing), (60, 1000, 60_000, ScheduleStanding::Taken));
        let land = Row { depreciates: 0, ..row(0, None) };
        let land = schedule(None).scheduled(land);
        assert_eq!((land.life_months, land.months_taken, land.standing), (None, 0, ScheduleStanding::NotDepreciated));
        let found = schedule(None).scheduled(Row { original_value: 0, ..row(0, None) });
        assert_eq!((found.life_months, found.standing), (None, ScheduleStanding::NotDepreciated), "nothing to take is not all of it taken");
    }
}
