//! Bodies and views of the book.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Quantity,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use repairs::case::Category;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::content::{Audience, Kind, Method, Ratings, Symptom};
use crate::{Meal, sample::dto::SampleView, staff::dto::StaffRef};

/// That a record does not count any more: who says so, when, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CanteenStruck)]
pub struct Struck {
    pub at: DateTime<Utc>,
    pub by: PersonRef,
    pub reason: String,
}

impl Struck {
    pub(crate) fn of(at: Option<DateTime<Utc>>, by: Option<PersonRef>, reason: Option<String>) -> Option<Self> {
        Some(Self { at: at?, by: by?, reason: reason? })
    }
}

/// Why a record does not count.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenStrikeBody)]
pub struct StrikeBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "克数写错了")]
    pub reason: String,
}

/// The staff as they were before work.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MorningCheckBody {
    /// Now, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<CheckLineBody>,
    /// The one that was struck out and is written anew by this.
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MorningCheckLineBody)]
pub struct CheckLineBody {
    #[garde(skip)]
    pub staff_id: Uuid,
    /// In °C.
    #[garde(skip)]
    #[schema(example = "36.5")]
    pub temperature: Quantity,
    #[serde(default)]
    #[garde(length(max = 8))]
    #[schema(max_items = 8)]
    pub symptoms: Vec<Symptom>,
    #[garde(skip)]
    pub hands_clean: bool,
    /// Not fit: off post that day, and until another one finds him fit or a note of fitness is seen.
    #[garde(skip)]
    pub fit: bool,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(plain_text))]
    pub note: Option<String>,
    /// The note of fitness that was seen: of whom, of which day.
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(plain_text))]
    #[schema(example = "县医院 11 月 25 日返岗证明")]
    pub cleared: Option<String>,
}

/// Samples of a meal, one for each dish.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoodSamplesBody {
    #[garde(skip)]
    pub meal: Meal,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    /// Of the staff: who takes and keeps them.
    #[garde(skip)]
    pub keeper_id: Uuid,
    /// The caller, where it is not said; never the keeper.
    #[serde(default)]
    #[garde(skip)]
    pub supervisor_id: Option<Uuid>,
    /// Where they are put at once; said later where it is not said.
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    #[schema(example = "1 号留样柜")]
    pub fridge: Option<String>,
    #[garde(length(min = 1, max = 40), dive)]
    #[schema(min_items = 1, max_items = 40)]
    pub samples: Vec<SampleBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FoodSampleBody)]
pub struct SampleBody {
    /// A dish of the meal's menu.
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "番茄炒蛋")]
    pub dish: String,
    #[garde(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000, example = 125)]
    pub grams: i64,
    /// The one that was struck out and is written anew by this.
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

/// What was disinfected, and how.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisinfectionBody {
    #[garde(skip)]
    pub meal: Meal,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "餐具")]
    pub object: String,
    #[garde(skip)]
    pub method: Method,
    /// In °C.
    #[serde(default)]
    #[garde(range(min = 1, max = 300))]
    #[schema(minimum = 1, maximum = 300)]
    pub temperature: Option<i64>,
    /// In mg/L.
    #[serde(default)]
    #[garde(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10_000)]
    pub concentration: Option<i64>,
    #[garde(range(min = 1, max = 1440))]
    #[schema(minimum = 1, maximum = 1440)]
    pub minutes: i64,
    /// Of the staff.
    #[garde(skip)]
    pub operator_id: Uuid,
    /// The caller, where it is not said; never the operator.
    #[serde(default)]
    #[garde(skip)]
    pub supervisor_id: Option<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

/// Who ate with the pupils, and how it was.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccompaniedMealBody {
    #[garde(skip)]
    pub meal: Meal,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    /// The caller, where it is not said. For somebody else only who keeps the book.
    #[serde(default)]
    #[garde(skip)]
    pub companion_id: Option<Uuid>,
    #[garde(length(chars, min = 1, max = 30), custom(one_line))]
    #[schema(example = "副校长")]
    pub post: String,
    #[garde(skip)]
    pub ratings: Ratings,
    /// For the kitchen to read.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub remark: Option<String>,
    /// Each becomes a case.
    #[serde(default)]
    #[garde(length(max = 10), dive)]
    #[schema(max_items = 10)]
    pub problems: Vec<ProblemBody>,
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MealProblemBody)]
pub struct ProblemBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "洗手池没水")]
    pub text: String,
    /// What it is about; something else, where it is not said.
    #[serde(default = "other")]
    #[garde(skip)]
    pub category: Category,
    #[serde(default)]
    #[garde(skip)]
    pub danger: bool,
}

const fn other() -> Category {
    Category::Other
}

/// What was left of a meal, and who took it away.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftoversBody {
    #[garde(skip)]
    pub meal: Meal,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    /// In kilograms; left out where nothing was left.
    #[serde(default)]
    #[garde(skip)]
    #[schema(example = "3.5")]
    pub weight: Option<Quantity>,
    /// Who took it away (餐厨垃圾去向).
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "环卫餐厨垃圾车")]
    pub handed_to: String,
    /// Of the staff.
    #[garde(skip)]
    pub operator_id: Uuid,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(plain_text))]
    pub note: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

/// What the staff were taught.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenTrainingBody)]
pub struct TrainingBody {
    /// Now, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "夏季食品安全和留样操作")]
    pub topic: String,
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "县市场监管局 张科长")]
    pub trainer: String,
    /// More than nothing, 24 at most.
    #[garde(skip)]
    #[schema(example = "1.5")]
    pub hours: Quantity,
    /// Of the staff.
    #[garde(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub attended: Vec<Uuid>,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub remark: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

/// How satisfied people are.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenSurveyBody)]
pub struct SurveyBody {
    /// When it was counted; now, where it is not said. The term follows from it.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    #[garde(skip)]
    pub of_whom: Audience,
    #[garde(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000, example = 200)]
    pub asked: i64,
    #[garde(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000, example = 180)]
    pub answered: i64,
    #[garde(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000, example = 165)]
    pub satisfied: i64,
    /// What was said most.
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub remark: Option<String>,
    /// What the school answered to it.
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub answer: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub replaces_id: Option<Uuid>,
}

/// A record of the book. Of its kinds, one says something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenRecordView)]
pub struct RecordView {
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub kind: Kind,
    pub day: NaiveDate,
    pub meal: Option<Meal>,
    pub happened_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// Written down later than the school takes for on time.
    pub late: bool,
    /// In a line: `番茄炒蛋 125 克`.
    pub text: String,
    pub morning_check: Option<MorningCheckView>,
    pub food_sample: Option<SampleView>,
    pub disinfection: Option<DisinfectionView>,
    pub accompanied_meal: Option<AccompaniedMealView>,
    pub leftovers: Option<LeftoversView>,
    pub training: Option<TrainingView>,
    pub survey: Option<SurveyView>,
    /// The one that was struck out for this.
    pub replaces_id: Option<Uuid>,
    pub struck: Option<Struck>,
    /// Whether the caller may strike it out.
    pub may_strike: bool,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MorningCheckView {
    /// How many were checked.
    pub checked: usize,
    /// Only for those who may see health.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub lines: Option<Vec<CheckLineView>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MorningCheckLineView)]
pub struct CheckLineView {
    pub staff: StaffRef,
    pub temperature: Quantity,
    pub symptoms: Vec<Symptom>,
    pub hands_clean: bool,
    pub fit: bool,
    pub note: Option<String>,
    /// The note of fitness that was seen.
    pub cleared: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DisinfectionView {
    pub object: String,
    pub method: Method,
    pub temperature: Option<i64>,
    pub concentration: Option<i64>,
    pub minutes: i64,
    pub operator: StaffRef,
    pub supervisor: PersonRef,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AccompaniedMealView {
    pub companion: PersonRef,
    pub post: String,
    pub ratings: Ratings,
    pub remark: Option<String>,
    pub problems: Vec<ProblemView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MealProblemView)]
pub struct ProblemView {
    pub text: String,
    pub case_id: Uuid,
    pub case_number: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LeftoversView {
    pub weight: Option<Quantity>,
    pub handed_to: String,
    pub operator: StaffRef,
    pub note: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenTrainingView)]
pub struct TrainingView {
    pub topic: String,
    pub trainer: String,
    pub hours: Quantity,
    pub attended: Vec<StaffRef>,
    pub remark: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenSurveyView)]
pub struct SurveyView {
    #[schema(example = "2026—2027学年第一学期")]
    pub term: Option<String>,
    pub of_whom: Audience,
    pub asked: i64,
    pub answered: i64,
    pub satisfied: i64,
    /// Of those who answered, in a hundred.
    pub percent: Option<i64>,
    pub remark: Option<String>,
    pub answer: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRecords {
    pub kind: Option<Kind>,
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
    /// Only what was written down late, or only what was not.
    pub late: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
