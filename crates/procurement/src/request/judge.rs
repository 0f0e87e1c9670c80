//! What a request is judged by: its amount, what else was asked for lately, and who asks. Kept with every submission.

use std::collections::BTreeSet;

use approvals::{
    Approver, Chain,
    approval::service::raise,
    ladder::{self, Bounds},
};
use campus::{policy::Values, school::entity::Model as School};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Lang, Money, Quantity, Result, Text};
use registers::asset::idle::{IdleThing, idle_like};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use stores::{
    OnHand,
    item::shelved::{Shelved, shelved},
};
use uuid::Uuid;

use super::model::{Content, Request};
use crate::{
    ProcurementError,
    limits::Purchase,
    policy::{self, BudgetControl},
    quote::{quotes_needed, rules::Need},
    raises::{self, Raise},
    splitting::{self, Split, Splits},
};

/// How a submission was judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judgement {
    /// What the tier follows from: the request and what was asked for of the same things within the window, or the dearest piece.
    pub amount: Money,
    pub chain: Chain,
    /// Other requests for the same things within the window.
    pub splits: Vec<Split>,
    /// How many there are in all.
    pub split_count: i64,
    /// Whether something else follows from all of them together than from this one alone; not kept with what was submitted before it was asked.
    #[serde(default)]
    pub in_pieces: Option<bool>,
    pub window_days: u32,
    /// The tier of the amount; nothing kept with what was submitted before it was.
    #[serde(default)]
    pub tier: Option<Bounds>,
    /// Whether the staff congress decides too.
    pub major: bool,
    /// From which amount on it does; nothing kept with what was submitted before it was.
    #[serde(default)]
    pub major_from: Option<Money>,
    /// Why it climbs further than its amount; nothing kept with what was submitted before there were such rules.
    #[serde(default)]
    pub lifted: Vec<Raise>,
    /// Things that stand idle and bear the same names.
    pub idle: Vec<Idle>,
    /// What lies in the stores under the same names; nothing kept with what was submitted before it was asked.
    #[serde(default)]
    pub stocked: Vec<Stocked>,
    /// How many quotes it needs; not kept with what was submitted before there were any.
    #[serde(default)]
    pub quotes: Option<Need>,
    /// The limit from which on it is government procurement, where it comes to that.
    #[serde(default)]
    pub gov_limit: Option<Money>,
    /// What is done about what goes beyond the budget.
    #[serde(default)]
    pub budget_control: BudgetControl,
}

/// A thing that stands idle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PurchaseIdleThing)]
pub struct Idle {
    pub asset_id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub quantity: Quantity,
    pub unit: String,
    pub place: Option<String>,
}

impl From<IdleThing> for Idle {
    fn from(thing: IdleThing) -> Self {
        let IdleThing { id, asset_no, name, quantity, unit, place } = thing;
        Self { asset_id: id, asset_no, name, quantity, unit, place }
    }
}

/// What a store has of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PurchaseStockedThing)]
pub struct Stocked {
    pub item_id: Uuid,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub store: String,
    pub quantity: OnHand,
    /// All stores together have less of it than they should: that is why more is bought.
    pub low: bool,
}

impl From<Shelved> for Stocked {
    fn from(thing: Shelved) -> Self {
        let Shelved { item_id, name, spec, unit, store, quantity, low } = thing;
        Self { item_id, name, spec, unit, store, quantity, low }
    }
}

impl Judgement {
    /// Whether there is something of the kind, so that it has to be said why it will not do.
    pub fn asks_why(&self) -> bool {
        !self.idle.is_empty() || self.stocked.iter().any(|thing| !thing.low)
    }

    /// Whether it is one purchase in pieces. Where nobody asked when it was submitted, that there are others is all that is known.
    pub fn is_in_pieces(&self) -> bool {
        self.in_pieces.unwrap_or(self.split_count > 0)
    }

    /// The ordinary reason why it goes so far: the amount, the tier that it falls into, and who has the last word there, as the school
    /// calls him. Nothing where every amount is one tier.
    pub fn why_tier(&self, title: impl Fn(Approver) -> String, lang: Lang) -> Option<String> {
        let (tier, amount) = (self.tier?, self.amount);
        let (reach, last) = (tier.text()?, title(tier.approver));
        Some(match lang {
            Lang::Zh => format!("按 {amount} 元判定：{}的，由{last}最后审批。", reach.zh),
            Lang::En => {
                let (reach, last) = (reach.en, last.to_lowercase());
                format!("Judged by {amount} ({reach}): the {last} has the last word there.")
            }
        })
    }

    /// Why the staff congress decides.
    pub fn why_major(&self) -> Option<Text> {
        let from = self.major_from?;
        let congress = Approver::StaffCongress.title();
        Some(Text::new(
            format!("满 {from} 元是重大采购：还须{}审议。", congress.zh),
            format!("From {from} on a purchase is a major one: the {} decides too.", congress.en.to_lowercase()),
        ))
    }
}

/// Judges a request as it is now, by the rules of today.
///
/// # Errors
/// When nobody but the requester could decide about it.
pub async fn judge(db: &impl ConnectionTrait, school: &School, request: &Request, now: DateTime<Utc>) -> Result<Judgement> {
    let values = Values::on(db, school.id, school.today(now)).await?;
    let window_days = values.of(&policy::SPLIT_WINDOW_DAYS)?;
    let since = now - TimeDelta::days(window_days.into());
    let Splits { shown: splits, count: split_count, amount: elsewhere } =
        splitting::find(db, school.id, request.id.0, keys(request), since).await?;
    let whole = request.content.total.checked_add(elsewhere).ok_or(ProcurementError::TooMuch(0))?;
    let amount = judged(&request.content, whole);
    let limits = policy::limits(&values)?;
    let major_from = limits.major_from.filter(|from| amount >= *from);
    let gov_limit = limits.gov_from.filter(|from| amount >= *from);
    let budget_control = values.of(&policy::BUDGET_CONTROL)?.unless(request.emergency.is_some());
    let held = raises::holding(policy::raises_of(&values)?, request.content.fund, &request.content.lines);
    let purchase = Purchase::of(&request.content.lines, &held, request.emergency.is_some());
    let in_pieces = Some(limits.in_pieces(purchase, request.content.total, whole));
    let (upper, mut beyond) = raises::lifted(&limits.tiers, ladder::tier_of(&limits.tiers, amount), &held);
    if major_from.is_some() {
        beyond.push(Approver::StaffCongress);
    }
    let chain = raise(db, school, now, &limits.tiers, upper, &beyond, &[request.requester_id]).await?;
    let names = || request.content.lines.iter().map(|line| line.name.as_str());
    let idle = idle_like(db, school.id, names()).await?.into_iter().map(Into::into).collect();
    let stocked = shelved(db, school.id, names()).await?.into_iter().map(Into::into).collect();
    let quotes = Some(quotes_needed(limits.quotes, request, whole));
    Ok(Judgement {
        amount,
        chain,
        splits,
        split_count,
        in_pieces,
        window_days,
        tier: Bounds::of(&limits.tiers, amount),
        major: major_from.is_some(),
        major_from,
        lifted: held,
        idle,
        stocked,
        quotes,
        gov_limit,
        budget_control,
    })
}

fn keys(request: &Request) -> BTreeSet<String> {
    request.content.lines.iter().map(super::Line::item_key).collect()
}

/// The larger of the whole with what was asked for elsewhere, and of the dearest piece (domain.md D2).
fn judged(content: &Content, whole: Money) -> Money {
    content.lines.iter().map(|line| line.unit_price).fold(whole, Money::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgement(tier: Option<Bounds>, major_from: Option<&str>) -> Judgement {
        Judgement {
            amount: "920".parse().unwrap(),
            chain: Chain { steps: vec![Approver::LogisticsDirector, Approver::VicePrincipal], raised: false },
            splits: vec![],
            split_count: 0,
            in_pieces: Some(false),
            window_days: 30,
            tier,
            major: major_from.is_some(),
            major_from: major_from.map(|from| from.parse().unwrap()),
            lifted: vec![],
            idle: vec![],
            stocked: vec![],
            quotes: None,
            gov_limit: None,
            budget_control: BudgetControl::default(),
        }
    }

    #[test]
    fn the_ordinary_reason_names_the_amount_the_tier_and_the_last_word() {
        let tier = Bounds {
            from: Some("500".parse().unwrap()),
            from_inclusive: false,
            up_to: Some("1000".parse().unwrap()),
            up_to_inclusive: true,
            approver: Approver::VicePrincipal,
        };
        let why = |lang| judgement(Some(tier), None).why_tier(|approver| approver.title().pick(lang).to_owned(), lang);
        assert_eq!(why(Lang::Zh).unwrap(), "按 920.00 元判定：超过 500.00 元、不超过 1000.00 元的，由分管副校长最后审批。");
        let english = "Judged by 920.00 (more than 500.00, up to 1000.00): the vice-principal has the last word there.";
        assert_eq!(why(Lang::En).unwrap(), english);
        let old = judgement(None, None);
        assert_eq!((old.why_tier(|_| String::new(), Lang::Zh), old.why_major()), (None, None), "nothing was kept, nothing is said");
        assert_eq!(judgement(None, Some("900")).why_major().unwrap().zh, "满 900.00 元是重大采购：还须教职工代表大会审议。");
    }

    #[test]
    fn what_was_submitted_before_tiers_were_kept_is_still_read() {
        let kept = serde_json::to_value(judgement(None, None)).unwrap();
        let mut old = kept.as_object().unwrap().clone();
        old.remove("tier");
        old.remove("major_from");
        let read: Judgement = serde_json::from_value(old.into()).unwrap();
        assert_eq!((read.tier, read.major_from), (None, None));
    }
}
