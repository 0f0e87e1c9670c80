//! Bodies and views of terms.

use chrono::NaiveDate;
use kernel::{Text, calendar::in_calendar};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Which term of the school year. Stored by its code in JY/T 1001, table XQ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    Autumn,
    Spring,
    Summer,
}

impl Season {
    pub const fn code(self) -> i64 {
        match self {
            Self::Autumn => 1,
            Self::Spring => 2,
            Self::Summer => 3,
        }
    }

    pub const fn of(code: i64) -> Self {
        match code {
            2 => Self::Spring,
            3 => Self::Summer,
            _ => Self::Autumn,
        }
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Autumn => Text::fixed("第一学期", "first term"),
            Self::Spring => Text::fixed("第二学期", "second term"),
            Self::Summer => Text::fixed("夏季学期", "summer term"),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TermView {
    pub id: Uuid,
    /// The year in which the school year begins.
    #[schema(example = 2026)]
    pub school_year: i64,
    pub season: Season,
    #[schema(example = "2026—2027学年第一学期")]
    pub title: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub weeks: u32,
    pub version: i64,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTerm {
    #[garde(range(min = 2000, max = 2100))]
    #[schema(example = 2026)]
    pub school_year: i64,
    #[garde(skip)]
    pub season: Season,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub starts_on: NaiveDate,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub ends_on: NaiveDate,
}

/// What is left out stays.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeTerm {
    #[serde(default, deserialize_with = "given_day")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub starts_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "given_day")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub ends_on: Option<NaiveDate>,
}

fn given_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    in_calendar(deserializer).map(Some)
}
