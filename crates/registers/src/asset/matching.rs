//! Numbers that somebody brings along, in whatever order, and the cards that bear them: an auditor's twenty lines out of the government's
//! asset system are found under its own card numbers.

use kernel::{Grant, Page, Problem, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    dto::AssetRow,
    entity::{Column, Entity, Model},
    list::{RowModel, views},
    repo::in_scope,
    service::{Assets, sees_values},
};
use crate::permissions::ViewAssets;

/// Numbers of one question.
const MOST_NUMBERS: usize = 50;
/// Cards of all numbers together: a number of the government's may stand on every card of a lot.
const MOST_CARDS: u64 = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MatchNumbers {
    /// Card numbers, joined by commas; 50 at most.
    pub numbers: String,
}

/// By which of its numbers a card was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AssetMatchedBy)]
pub enum MatchedBy {
    /// The number of the government's system.
    OfficialNo,
    /// The school's own number: nobody entered the government's.
    AssetNo,
}

/// A number that was asked for, with the cards that bear it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetMatch {
    pub number: String,
    /// `null` where no card bears it.
    pub by: Option<MatchedBy>,
    /// Voided ones too: what is no card here and still one there is what is looked for.
    pub cards: Vec<MatchedCard>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MatchedCard {
    pub card: AssetRow,
    pub official_no: Option<String>,
    pub voided: bool,
}

impl Assets {
    /// The cards of these numbers, in the order of the numbers; every number is there once.
    ///
    /// # Errors
    /// 400 for more than fifty.
    pub async fn matches(&self, grant: &Grant<ViewAssets>, query: &MatchNumbers) -> Result<Page<AssetMatch>> {
        let mut wanted: Vec<&str> = Vec::new();
        for number in query.numbers.split(',').map(str::trim).filter(|number| !number.is_empty()) {
            if !wanted.contains(&number) {
                wanted.push(number);
            }
        }
        if wanted.len() > MOST_NUMBERS {
            return Err(Problem::malformed("too_many", "一次最多 50 个卡片编号。", "At most 50 card numbers at a time."));
        }
        if wanted.is_empty() {
            return Ok(Page::whole(Vec::new()));
        }
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let bear = Condition::any().add(Column::OfficialNo.is_in(wanted.clone())).add(Column::AssetNo.is_in(wanted.clone()));
        let found = Entity::find().filter(in_scope(&scope)).filter(bear).order_by_asc(Column::AssetNo).order_by_asc(Column::Id);
        let cards = found.limit(MOST_CARDS).all(&reader).await?;
        let rows = cards.iter().map(RowModel::from).collect();
        let rows = views(&reader, scope.school, rows, sees_values(grant), grant.context().lang()).await?;
        let known: Vec<(Model, AssetRow)> = cards.into_iter().zip(rows).collect();
        let matches = wanted.into_iter().map(|number| matched(number, &known)).collect();
        Ok(Page::whole(matches))
    }
}

/// What bears this number: in the government's system, or else here.
fn matched(number: &str, known: &[(Model, AssetRow)]) -> AssetMatch {
    let bearing = |bears: &dyn Fn(&Model) -> bool| -> Vec<MatchedCard> {
        let found = known.iter().filter(|(card, _)| bears(card));
        let card = |(card, row): &(Model, AssetRow)| MatchedCard {
            card: row.clone(),
            official_no: card.official_no.clone(),
            voided: card.voided_at.is_some(),
        };
        found.map(card).collect()
    };
    let official = bearing(&|card| card.official_no.as_deref() == Some(number));
    let (by, cards) = if official.is_empty() {
        (MatchedBy::AssetNo, bearing(&|card| card.asset_no == number))
    } else {
        (MatchedBy::OfficialNo, official)
    };
    AssetMatch { number: number.to_owned(), by: (!cards.is_empty()).then_some(by), cards }
}
