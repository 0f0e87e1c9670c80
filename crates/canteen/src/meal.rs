//! The meals of a day.

use kernel::Text;

/// A meal. Stored and sent by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenMeal)]
pub enum Meal {
    Breakfast,
    Lunch,
    Dinner,
    /// A snack between meals, such as milk.
    Snack,
}

impl Meal {
    pub const ALL: [Self; 4] = [Self::Breakfast, Self::Lunch, Self::Dinner, Self::Snack];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Breakfast => "breakfast",
            Self::Lunch => "lunch",
            Self::Dinner => "dinner",
            Self::Snack => "snack",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meal| meal.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Breakfast => Text::fixed("早餐", "Breakfast"),
            Self::Lunch => Text::fixed("午餐", "Lunch"),
            Self::Dinner => Text::fixed("晚餐", "Dinner"),
            Self::Snack => Text::fixed("加餐", "Snack"),
        }
    }
}
