//! The register in figures: what there is, where, in which state, how old, and how far labels and the government's system are.

use std::collections::HashMap;

use campus::location;
use kernel::{Grant, Money, Quantity, Reader, Result, Scope};
use sea_orm::{
    ColumnTrait, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Assets, Status,
    dto::ListAssets,
    entity::{Column, Entity},
    filter,
    kind::Kind,
    service::sees_values,
};
use crate::{category, permissions::ViewAssets};

/// The living cards in the caller's reach, counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetStatistics {
    pub total: Figures,
    /// Largest first, as the other groups without an order of their own.
    pub kinds: Vec<KindFigures>,
    pub categories: Vec<CategoryFigures>,
    pub buildings: Vec<BuildingFigures>,
    pub statuses: Vec<StatusFigures>,
    /// Oldest first; cards without a day of acquisition last.
    pub years: Vec<YearFigures>,
    pub progress: Progress,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AssetFigures)]
pub struct Figures {
    pub cards: i64,
    /// Pieces and measured units together.
    pub quantity: String,
    /// Only for those who may see values.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetKindFigures)]
pub struct KindFigures {
    pub kind: Kind,
    #[serde(flatten)]
    pub figures: Figures,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetCategoryFigures)]
pub struct CategoryFigures {
    pub code: String,
    pub name: String,
    #[serde(flatten)]
    pub figures: Figures,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetBuildingFigures)]
pub struct BuildingFigures {
    /// `null`: outside of buildings, or without a place.
    pub building: Option<location::LocationRef>,
    #[serde(flatten)]
    pub figures: Figures,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetStatusFigures)]
pub struct StatusFigures {
    pub status: Status,
    pub status_text: String,
    #[serde(flatten)]
    pub figures: Figures,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetYearFigures)]
pub struct YearFigures {
    pub year: Option<i32>,
    #[serde(flatten)]
    pub figures: Figures,
}

/// Cards that something was done for, or is still to do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetProgress)]
pub struct Progress {
    pub labelled: i64,
    /// Without a label, though one is advised; that goes by value, so it is only for those who may see values.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub label_suggested: Option<i64>,
    pub official: i64,
    pub without_custodian: i64,
    pub without_place: i64,
}

/// What a grouping yields, in the units of the table.
#[derive(Debug, Clone)]
struct Group<K> {
    key: K,
    cards: i64,
    quantity: i64,
    value: i64,
}

impl<K> Group<K> {
    fn figures(&self, values: bool) -> Figures {
        Figures {
            cards: self.cards,
            quantity: Quantity::stored(self.quantity).to_string(),
            original_value: values.then(|| Money::stored(self.value)),
        }
    }
}

impl Assets {
    /// Five groupings and two look-ups of names, whatever the size of the register.
    pub async fn statistics(&self, grant: &Grant<ViewAssets>) -> Result<AssetStatistics> {
        let (values, lang) = (sees_values(grant), grant.context().lang());
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let all = filter::filtered(&reader, &scope, &ListAssets::default()).await?;
        let codes = grouped::<String>(&reader, &all, Expr::col((Entity, Column::CategoryCode))).await?;
        let buildings = grouped::<Option<Uuid>>(&reader, &all, Expr::col((Entity, Column::BuildingId))).await?;
        let statuses = grouped::<String>(&reader, &all, Expr::col((Entity, Column::Status))).await?;
        let year = filter::beginning(Expr::col((Entity, Column::AcquiredOn)).cast_as("varchar(10)"), 4);
        let years = grouped::<Option<String>>(&reader, &all, year).await?;
        let progress = progress(&reader, all, values).await?;
        let named = names(&reader, &scope, &codes, lang).await?;
        let places = location::repo::refs(&reader, scope.school, buildings.iter().filter_map(|g| g.key).collect()).await?;
        let status = |g: &Group<String>| {
            let status = Status::of(&g.key).unwrap_or(Status::InUse);
            StatusFigures { status, status_text: status.title().pick(lang).to_owned(), figures: g.figures(values) }
        };
        let mut years: Vec<YearFigures> = years
            .iter()
            .map(|g| YearFigures { year: g.key.as_deref().and_then(|year| year.parse().ok()), figures: g.figures(values) })
            .collect();
        years.sort_by_key(|group| (group.year.is_none(), group.year));
        let category = |g: &Group<String>| CategoryFigures {
            name: named.get(&g.key).cloned().unwrap_or_default(),
            code: g.key.clone(),
            figures: g.figures(values),
        };
        Ok(AssetStatistics {
            total: sum(&codes, values),
            kinds: largest(by_kind(&codes, values), |k| k.figures.cards),
            categories: largest(codes.iter().map(category).collect(), |c| c.figures.cards),
            buildings: largest(
                buildings
                    .iter()
                    .map(|g| BuildingFigures { building: g.key.and_then(|id| places.get(&id).cloned()), figures: g.figures(values) })
                    .collect(),
                |b| b.figures.cards,
            ),
            statuses: largest(statuses.iter().map(status).collect(), |s| s.figures.cards),
            years,
            progress,
        })
    }
}

async fn grouped<K>(reader: &Reader, all: &Select<Entity>, key: impl Into<SimpleExpr>) -> Result<Vec<Group<K>>>
where
    K: sea_orm::TryGetable,
{
    let sum = |column: Column| Expr::col((Entity, column)).sum().cast_as("bigint");
    let key = key.into();
    let rows: Vec<(K, i64, Option<i64>, Option<i64>)> = all
        .clone()
        .select_only()
        .column_as(key.clone(), "key")
        .column_as(Column::Id.count(), "cards")
        .column_as(sum(Column::Quantity), "quantity")
        .column_as(sum(Column::OriginalValue), "value")
        .group_by(key)
        .into_tuple()
        .all(reader)
        .await?;
    let group = |(key, cards, quantity, value): (K, i64, Option<i64>, Option<i64>)| Group {
        key,
        cards,
        quantity: quantity.unwrap_or_default(),
        value: value.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(group).collect())
}

async fn progress(reader: &Reader, all: Select<Entity>, values: bool) -> Result<Progress> {
    let cards = |condition: sea_orm::Condition| {
        let one = Expr::case(condition, Expr::val(1_i64)).finally(Expr::val(0_i64));
        SimpleExpr::Case(Box::new(one)).sum().cast_as("bigint")
    };
    let either = |column: SimpleExpr| sea_orm::Condition::all().add(column);
    let found = all
        .select_only()
        .column_as(cards(filter::labelled("printed")?), "labelled")
        .column_as(cards(filter::labelled("suggested")?), "label_suggested")
        .column_as(cards(either(Column::OfficialNo.is_not_null())), "official")
        .column_as(cards(either(Column::CustodianId.is_null())), "without_custodian")
        .column_as(cards(either(Column::LocationId.is_null())), "without_place")
        .into_tuple::<(Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>)>()
        .one(reader)
        .await?
        .unwrap_or_default();
    Ok(Progress {
        labelled: found.0.unwrap_or_default(),
        label_suggested: values.then_some(found.1.unwrap_or_default()),
        official: found.2.unwrap_or_default(),
        without_custodian: found.3.unwrap_or_default(),
        without_place: found.4.unwrap_or_default(),
    })
}

async fn names(reader: &Reader, scope: &Scope, codes: &[Group<String>], lang: kernel::Lang) -> Result<HashMap<String, String>> {
    category::names_by_code(reader, scope.school, codes.iter().map(|g| g.key.clone()).collect(), lang).await
}

fn sum(groups: &[Group<String>], values: bool) -> Figures {
    let whole = |of: fn(&Group<String>) -> i64| groups.iter().map(of).fold(0_i64, i64::saturating_add);
    Group { key: (), cards: whole(|g| g.cards), quantity: whole(|g| g.quantity), value: whole(|g| g.value) }.figures(values)
}

fn by_kind(codes: &[Group<String>], values: bool) -> Vec<KindFigures> {
    let mut kinds: Vec<(Kind, Vec<Group<String>>)> = Vec::new();
    for group in codes {
        let kind = Kind::of(&group.key);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, groups)) => groups.push(group.clone()),
            None => kinds.push((kind, vec![group.clone()])),
        }
    }
    kinds.into_iter().map(|(kind, groups)| KindFigures { kind, figures: sum(&groups, values) }).collect()
}

fn largest<T>(mut groups: Vec<T>, cards: fn(&T) -> i64) -> Vec<T> {
    groups.sort_by_key(|group| std::cmp::Reverse(cards(group)));
    groups
}
