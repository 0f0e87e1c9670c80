//! What a card is worth, as the caller sees it.

use kernel::{Actor, Lang, Money, Permission, Quantity, Reader, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    Act,
    dto::{AllowedValueAct, ForecastYear, Standing, ValueEventView, ValueView},
};
use crate::{
    asset::{
        RECLASSIFIED,
        dto::NumberedCard,
        entity::{Model, value_event},
        stands_still,
    },
    depreciation::{self, OfCard, own_custody},
    permissions::RecordValue,
};

/// The card with its plan.
pub(super) async fn one(db: &Reader, card: &Model, actor: &Actor, lang: Lang) -> Result<ValueView> {
    let plan = depreciation::of_card(db, card.school_id, card.id).await?;
    Ok(of_plan(card, &plan, actor, lang))
}

fn of_plan(card: &Model, plan: &OfCard, actor: &Actor, lang: Lang) -> ValueView {
    let (value, accumulated) = (card.original_value.unwrap_or_default(), card.accumulated_depreciation.unwrap_or_default());
    let running = plan.running.as_ref();
    let standing = match running {
        None => Standing::NotDepreciated,
        Some(running) if running.left() == 0 => Standing::Taken,
        Some(running) if running.begins > plan.from => Standing::NotBegun,
        Some(_) => Standing::Running,
    };
    ValueView {
        asset: NumberedCard { id: card.id, asset_no: card.asset_no.clone() },
        name: card.name.clone(),
        original_value: Money::stored(value),
        accumulated_depreciation: Money::stored(accumulated),
        net_value: Money::stored(value.saturating_sub(accumulated)),
        life_months: card.life_months,
        standing,
        standing_text: standing.title().pick(lang).to_owned(),
        source: plan.source,
        begins: running.map(|running| running.begins),
        ends: running.map(depreciation::plan::Running::ends),
        months_taken: running.map(|running| running.months_taken(plan.from.plus(-1))),
        next_month: plan.from,
        next_amount: running.map(|_| {
            let next = plan.ahead.first().filter(|taken| taken.month == plan.from);
            Money::stored(next.map_or(0, |taken| taken.amount))
        }),
        forecast: years(value, plan),
        allowed_actions: allowed(card, actor, lang),
        version: card.version,
    }
}

/// The months ahead, year by year.
fn years(value: i64, plan: &OfCard) -> Vec<ForecastYear> {
    let mut years: Vec<ForecastYear> = Vec::new();
    for taken in &plan.ahead {
        let year = taken.month.year();
        let accumulated = Money::stored(taken.accumulated);
        let net_value = Money::stored(value - taken.accumulated);
        match years.last_mut() {
            Some(last) if last.year == year => {
                last.months += 1;
                last.amount = Money::stored(last.amount.fen() + taken.amount);
                (last.accumulated, last.net_value) = (accumulated, net_value);
            }
            Some(_) | None => {
                years.push(ForecastYear { year, months: 1, amount: Money::stored(taken.amount), accumulated, net_value });
            }
        }
    }
    years
}

/// Whether somebody has the card in hand: SD8 keeps him from writing what it is worth.
pub(super) fn holders(card: &Model) -> impl Iterator<Item = Uuid> + '_ {
    [card.custodian_id, card.user_person_id].into_iter().flatten()
}

fn allowed(card: &Model, actor: &Actor, lang: Lang) -> Vec<AllowedValueAct> {
    let no_right = (!actor.may(RecordValue::INFO.key)).then(|| Text::fixed("没有权限。", "You do not have the permission."));
    let holds = holders(card).any(|holder| actor.person == Some(holder)).then(own_custody);
    let reason = no_right.or_else(|| stands_still(card)).or(holds);
    Act::ALL
        .into_iter()
        .map(|action| AllowedValueAct {
            action,
            title: action.title().pick(lang).to_owned(),
            allowed: reason.is_none(),
            reason: reason.as_ref().map(|text| text.pick(lang).to_owned()),
        })
        .collect()
}

/// Events with the months of their runs.
pub(super) async fn events(
    db: &impl ConnectionTrait,
    school: Uuid,
    rows: Vec<value_event::Model>,
    lang: Lang,
) -> Result<Vec<ValueEventView>> {
    let of_run = |row: &value_event::Model| row.document_id.filter(|_| row.document_kind == "depreciation_run");
    let months = depreciation::months(db, school, rows.iter().filter_map(of_run).collect()).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let run_id = of_run(&row);
            ValueEventView {
                id: row.id,
                kind_text: kind_title(&row.kind).pick(lang).to_owned(),
                kind: row.kind,
                original_value: Money::stored(row.original_value),
                accumulated_depreciation: Money::stored(row.accumulated_depreciation),
                quantity: Quantity::stored(row.quantity).to_string(),
                effective_on: row.effective_on,
                recorded_at: row.recorded_at,
                voucher_no: row.voucher_no,
                reason: row.reason,
                life_months: row.life_months,
                period: run_id.and_then(|id| months.get(&id).copied()),
                run_id,
                imported: row.document_kind == "import",
                category_code: row.category_code,
            }
        })
        .collect())
}

fn kind_title(kind: &str) -> Text {
    match kind {
        "opening" => Text::fixed("入账", "Entered"),
        "depreciation" => Text::fixed("折旧", "Depreciation"),
        "disposal" => Text::fixed("处置", "Disposed of"),
        "reversal" => Text::fixed("转出、冲回", "Taken off"),
        RECLASSIFIED => Text::fixed("调整分类", "Moved between classes"),
        act => Act::ALL.into_iter().find(|one| one.key() == act).map_or_else(|| Text::fixed("变动", "Change"), Act::title),
    }
}

impl Standing {
    const fn title(self) -> Text {
        match self {
            Self::NotDepreciated => Text::fixed("不计提折旧", "Not depreciated"),
            Self::NotBegun => Text::fixed("还没开始提", "Not begun"),
            Self::Running => Text::fixed("在提", "Running"),
            Self::Taken => Text::fixed("已提足，仍在用", "Fully depreciated, still in use"),
        }
    }
}
