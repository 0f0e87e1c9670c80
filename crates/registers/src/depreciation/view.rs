//! Months and their lines as the caller sees them.

use std::collections::HashMap;

use campus::{
    person::{self, PersonRef},
    school,
};
use chrono::NaiveDate;
use kernel::{Actor, Lang, Money, Permission, Result, Text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Statement};
use uuid::Uuid;

use super::{
    dto::{AllowedRunAction, CategorySum, LineView, RunRow, RunView, Standing},
    entity::line::Model as Line,
    model::Run,
    phase::{CommandKind, Facts, Phase, guard},
};
use crate::{
    asset::{
        dto::NumberedCard,
        entity::{Column as Card, Entity as Cards},
    },
    category,
    permissions::RunDepreciation,
};

pub(super) fn row(run: &Run, lang: Lang) -> RunRow {
    let state = run.phase.state();
    RunRow {
        id: run.id,
        period: run.month,
        basis: run.basis,
        basis_text: run.basis.title().pick(lang).to_owned(),
        state,
        state_text: state.formal().pick(lang).to_owned(),
        cards: run.sums.cards,
        month_amount: Money::stored(run.sums.month_amount),
        posted: Money::stored(run.sums.posted),
        differences: run.sums.differences,
        computed_at: run.computed_at,
        closed_at: run.closed_at,
        version: run.version,
    }
}

/// What is known of a run beside its phase.
pub(super) fn facts(run: &Run, actor: &Actor, today: NaiveDate) -> Facts {
    Facts { keeps: actor.may(RunDepreciation::INFO.key), month_is_over: today > run.month.last_day() }
}

pub(super) async fn view(
    db: &impl ConnectionTrait,
    run: &Run,
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<RunView> {
    let today = school::find(db, run.school_id).await?.today(now);
    let facts = facts(run, actor, today);
    let names = person::repo::names(db, run.school_id, [run.computed_by, run.closed_by].into_iter().flatten().collect()).await?;
    let person = |id: Option<Uuid>| id.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() });
    let allowed_actions = CommandKind::ALL
        .into_iter()
        .map(|action| {
            let refused = guard(run.phase.state(), action, facts).err();
            let reason = refused.map(|refusal| refusal.text().pick(lang).to_owned());
            AllowedRunAction { action, allowed: reason.is_none(), reason }
        })
        .collect();
    Ok(RunView {
        row: row(run, lang),
        start: run.start,
        original_value: Money::stored(run.sums.original_value),
        accumulated: Money::stored(run.sums.accumulated),
        books_after: Money::stored(run.sums.official),
        net_value: Money::stored(run.sums.original_value - run.sums.official),
        inputs_sha256: hex::encode(&run.inputs_sha256),
        computed_by: person(run.computed_by),
        closed_by: person(run.closed_by),
        voucher_no: run.voucher_no.clone(),
        discarded_at: run.discarded_at,
        discard_reason: match &run.phase {
            Phase::Discarded { reason } => Some(reason.clone()),
            Phase::Draft | Phase::Closed => None,
        },
        allowed_actions,
    })
}

/// Lines with the names of their cards, in one look-up.
pub(super) async fn lines(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Line>, lang: Lang) -> Result<Vec<LineView>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let cards: Vec<(Uuid, String, String)> = Cards::find()
        .select_only()
        .columns([Card::Id, Card::AssetNo, Card::Name])
        .filter(Card::SchoolId.eq(school))
        .filter(Card::Id.is_in(rows.iter().map(|row| row.asset_id)))
        .into_tuple()
        .all(db)
        .await?;
    let cards: HashMap<Uuid, (String, String)> = cards.into_iter().map(|(id, number, name)| (id, (number, name))).collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let (asset_no, name) = cards.get(&row.asset_id).cloned().unwrap_or_default();
            line(row, asset_no, name, lang)
        })
        .collect())
}

pub(super) fn line(row: Line, asset_no: String, name: String, lang: Lang) -> LineView {
    let after = row.booked + row.posted;
    let standing = if row.accumulated >= row.original_value { Standing::Taken } else { Standing::Running };
    LineView {
        asset: NumberedCard { id: row.asset_id, asset_no },
        name,
        category_code: row.category_code,
        original_value: Money::stored(row.original_value),
        life_months: row.life_months,
        months_taken: row.months_taken,
        month_amount: Money::stored(row.month_amount),
        accumulated: Money::stored(row.accumulated),
        booked: Money::stored(row.booked),
        books_after: Money::stored(after),
        net_value: Money::stored(row.original_value - after),
        official: row.official.map(Money::stored),
        difference: Money::stored(row.difference),
        standing,
        standing_text: standing.title().pick(lang).to_owned(),
    }
}

impl Standing {
    pub(crate) const fn title(self) -> Text {
        match self {
            Self::Running => Text::fixed("在提", "Running"),
            Self::Taken => Text::fixed("已提足", "Fully depreciated"),
        }
    }
}

#[derive(Debug, FromQueryResult)]
struct Sum {
    category_code: String,
    cards: i64,
    original_value: i64,
    month_amount: i64,
    accumulated: i64,
    after: i64,
    differences: i64,
}

const CATEGORIES: &str = "
    SELECT category_code, CAST(COUNT(*) AS bigint) AS cards, CAST(SUM(original_value) AS bigint) AS original_value,
        CAST(SUM(month_amount) AS bigint) AS month_amount, CAST(SUM(accumulated) AS bigint) AS accumulated,
        CAST(SUM(booked + posted) AS bigint) AS after,
        CAST(SUM(CASE WHEN difference <> 0 THEN 1 ELSE 0 END) AS bigint) AS differences
    FROM depreciation_line WHERE school_id = $1 AND run_id = $2 GROUP BY category_code ORDER BY category_code";

/// The lines of a run by category.
pub(super) async fn categories(db: &impl ConnectionTrait, run: &Run, lang: Lang) -> Result<Vec<CategorySum>> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), CATEGORIES, [run.school_id.into(), run.id.0.into()]);
    let sums = Sum::find_by_statement(statement).all(db).await?;
    let codes = sums.iter().map(|sum| sum.category_code.clone()).collect();
    let names = category::names_by_code(db, run.school_id, codes, lang).await?;
    Ok(sums
        .into_iter()
        .map(|sum| CategorySum {
            name: names.get(&sum.category_code).cloned().unwrap_or_default(),
            code: sum.category_code,
            cards: sum.cards,
            original_value: Money::stored(sum.original_value),
            month_amount: Money::stored(sum.month_amount),
            accumulated: Money::stored(sum.accumulated),
            books_after: Money::stored(sum.after),
            net_value: Money::stored(sum.original_value - sum.after),
            differences: sum.differences,
        })
        .collect())
}
