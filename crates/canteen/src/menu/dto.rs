//! Bodies and views of menus.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{Meal, book::dto::Struck};

/// A dish of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenDish)]
pub struct Dish {
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "番茄炒蛋")]
    pub name: String,
    /// Of what, and how much for each pupil (带量食谱).
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(plain_text))]
    #[schema(example = "番茄 80 g，鸡蛋 50 g")]
    pub quantities: Option<String>,
}

/// The menu of a meal.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenMenuBody)]
pub struct MenuBody {
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub day: NaiveDate,
    #[garde(skip)]
    pub meal: Meal,
    #[garde(length(min = 1, max = 40), dive)]
    #[schema(min_items = 1, max_items = 40)]
    pub dishes: Vec<Dish>,
}

/// The menu as it is after all, and why.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenMenuRewriteBody)]
pub struct RewriteBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "菜没到货，换了一个")]
    pub reason: String,
    #[garde(length(min = 1, max = 40), dive)]
    #[schema(min_items = 1, max_items = 40)]
    pub dishes: Vec<Dish>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CanteenMenuView)]
pub struct MenuView {
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub day: NaiveDate,
    pub meal: Meal,
    pub dishes: Vec<Dish>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// Written down when its meal had begun.
    pub late: bool,
    /// The one that was struck out for this.
    pub replaces_id: Option<Uuid>,
    pub struck: Option<Struck>,
    pub version: i64,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMenus {
    /// The first day; today where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    /// The last day; six days after the first where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
}
