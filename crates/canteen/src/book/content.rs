//! What a record says, by its kind, as it is kept.

use campus::term::Season;
use kernel::{Problem, Quantity, Result, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::entity::Model;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenRecordKind)]
pub enum Kind {
    MorningCheck,
    FoodSample,
    Disinfection,
    AccompaniedMeal,
    Leftovers,
    Training,
    Survey,
}

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::MorningCheck, Self::FoodSample, Self::Disinfection, Self::AccompaniedMeal, Self::Leftovers, Self::Training, Self::Survey];

    pub const fn key(self) -> &'static str {
        match self {
            Self::MorningCheck => "morning_check",
            Self::FoodSample => "food_sample",
            Self::Disinfection => "disinfection",
            Self::AccompaniedMeal => "accompanied_meal",
            Self::Leftovers => "leftovers",
            Self::Training => "training",
            Self::Survey => "survey",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::MorningCheck => Text::fixed("晨检", "Morning check"),
            Self::FoodSample => Text::fixed("留样", "Food sample"),
            Self::Disinfection => Text::fixed("消毒", "Disinfection"),
            Self::AccompaniedMeal => Text::fixed("陪餐", "Accompanied meal"),
            Self::Leftovers => Text::fixed("剩余", "Leftovers"),
            Self::Training => Text::fixed("培训", "Training"),
            Self::Survey => Text::fixed("满意度调查", "Survey of satisfaction"),
        }
    }
}

/// What a record says. Whom it names are ids: a person's where it says so, else those of the canteen's staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Content {
    MorningCheck { lines: Vec<CheckLine> },
    FoodSample { dish: String, grams: i64, keeper_id: Uuid, supervisor_id: Uuid },
    Disinfection(Disinfection),
    AccompaniedMeal(Accompanied),
    Leftovers(Leftovers),
    Training(Training),
    Survey(Survey),
}

/// How one of the staff was in the morning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    pub staff_id: Uuid,
    pub temperature: Quantity,
    pub symptoms: Vec<Symptom>,
    /// Clean hands, nails and clothes.
    pub hands_clean: bool,
    pub fit: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The note of fitness that was seen, of somebody who was unfit before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<String>,
}

/// What keeps somebody from food (Food Safety Law, art. 45).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenSymptom)]
pub enum Symptom {
    Fever,
    Diarrhoea,
    Vomiting,
    Cough,
    SoreThroat,
    Jaundice,
    SkinInfection,
    Wound,
}

impl Symptom {
    pub const fn title(self) -> Text {
        match self {
            Self::Fever => Text::fixed("发热", "Fever"),
            Self::Diarrhoea => Text::fixed("腹泻", "Diarrhoea"),
            Self::Vomiting => Text::fixed("呕吐", "Vomiting"),
            Self::Cough => Text::fixed("咳嗽", "Cough"),
            Self::SoreThroat => Text::fixed("咽痛", "Sore throat"),
            Self::Jaundice => Text::fixed("黄疸", "Jaundice"),
            Self::SkinInfection => Text::fixed("皮肤感染", "Skin infection"),
            Self::Wound => Text::fixed("手部伤口", "Wound on the hand"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disinfection {
    pub object: String,
    pub method: Method,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concentration: Option<i64>,
    pub minutes: i64,
    pub operator_id: Uuid,
    pub supervisor_id: Uuid,
}

/// How something was disinfected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisinfectionMethod)]
pub enum Method {
    Steam,
    Infrared,
    Chlorine,
    Boiling,
    Ultraviolet,
}

impl Method {
    pub const fn title(self) -> Text {
        match self {
            Self::Steam => Text::fixed("蒸汽", "Steam"),
            Self::Infrared => Text::fixed("红外消毒柜", "Infrared"),
            Self::Chlorine => Text::fixed("含氯消毒液", "Chlorine"),
            Self::Boiling => Text::fixed("煮沸", "Boiling"),
            Self::Ultraviolet => Text::fixed("紫外线", "Ultraviolet"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accompanied {
    /// A person's.
    pub companion_id: Uuid,
    pub post: String,
    pub ratings: Ratings,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    pub problems: Vec<Noted>,
}

/// How a meal was (domain.md E11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MealRatings)]
pub struct Ratings {
    pub taste: Rating,
    pub portion: Rating,
    pub hygiene: Rating,
    pub service: Rating,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MealRating)]
pub enum Rating {
    Good,
    Fair,
    Poor,
}

impl Rating {
    pub const fn title(self) -> Text {
        match self {
            Self::Good => Text::fixed("好", "Good"),
            Self::Fair => Text::fixed("一般", "Fair"),
            Self::Poor => Text::fixed("差", "Poor"),
        }
    }
}

/// A problem that somebody saw, and the case that it became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub text: String,
    pub case_id: Uuid,
    pub case_number: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftovers {
    /// In kilograms; nothing where nothing was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Quantity>,
    pub handed_to: String,
    pub operator_id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What the canteen's staff were taught (domain.md S77).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    pub topic: String,
    pub trainer: String,
    pub hours: Quantity,
    /// Of the staff.
    pub attended: Vec<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// How satisfied people are with the canteen, once a term (MoE guide of November 2024).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The term in which it was held, or after which; none where the school has entered no term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<OfTerm>,
    pub of_whom: Audience,
    pub asked: i64,
    pub answered: i64,
    pub satisfied: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// What the school answered to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// A term, as it was called when the record was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfTerm {
    pub school_year: i64,
    pub season: Season,
}

/// Who was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenSurveyAudience)]
pub enum Audience {
    Pupils,
    Teachers,
    Parents,
}

impl Audience {
    pub const fn title(self) -> Text {
        match self {
            Self::Pupils => Text::fixed("学生", "Pupils"),
            Self::Teachers => Text::fixed("教师", "Teachers"),
            Self::Parents => Text::fixed("家长", "Parents"),
        }
    }
}

impl Survey {
    /// Of those who answered, how many in a hundred are satisfied; nothing where nobody answered.
    pub const fn percent(&self) -> Option<i64> {
        (self.satisfied * 100).checked_div(self.answered)
    }
}

impl Content {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::MorningCheck { .. } => Kind::MorningCheck,
            Self::FoodSample { .. } => Kind::FoodSample,
            Self::Disinfection(_) => Kind::Disinfection,
            Self::AccompaniedMeal(_) => Kind::AccompaniedMeal,
            Self::Leftovers(_) => Kind::Leftovers,
            Self::Training(_) => Kind::Training,
            Self::Survey(_) => Kind::Survey,
        }
    }

    /// What a row says.
    pub fn read(row: &Model) -> Result<Self> {
        serde_json::from_value(row.content.clone()).map_err(|error| Problem::internal(format!("canteen record {}: {error}", row.id)))
    }

    /// The people of the canteen that it names.
    pub fn staff(&self) -> Vec<Uuid> {
        match self {
            Self::MorningCheck { lines } => lines.iter().map(|line| line.staff_id).collect(),
            Self::FoodSample { keeper_id, .. } => vec![*keeper_id],
            Self::Disinfection(one) => vec![one.operator_id],
            Self::AccompaniedMeal(_) | Self::Survey(_) => Vec::new(),
            Self::Leftovers(one) => vec![one.operator_id],
            Self::Training(one) => one.attended.clone(),
        }
    }

    /// The school's people that it names.
    pub fn people(&self) -> Vec<Uuid> {
        match self {
            Self::FoodSample { supervisor_id, .. } => vec![*supervisor_id],
            Self::Disinfection(one) => vec![one.supervisor_id],
            Self::AccompaniedMeal(one) => vec![one.companion_id],
            Self::MorningCheck { .. } | Self::Leftovers(_) | Self::Training(_) | Self::Survey(_) => Vec::new(),
        }
    }
}
