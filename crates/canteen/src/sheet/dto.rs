//! The views of tables to print.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Text, calendar::in_calendar};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{book::Kind, site::dto::CanteenRef};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenSheetKind)]
pub enum SheetKind {
    Menu,
    MorningCheck,
    FoodSample,
    Disinfection,
    AccompaniedMeal,
    Leftovers,
    HealthCertificates,
    StapleReceipt,
    StapleIssue,
    NonStapleReceipt,
    NonStapleIssue,
    /// Daily control and weekly check.
    DailyCheck,
    /// Monthly meetings.
    Meetings,
    Training,
    Survey,
    OutsideInspections,
    /// To be signed by the pupils of a class for a month: printed empty.
    PupilSignatures,
}

impl SheetKind {
    pub const ALL: [Self; 17] = [
        Self::Menu,
        Self::MorningCheck,
        Self::FoodSample,
        Self::Disinfection,
        Self::AccompaniedMeal,
        Self::Leftovers,
        Self::HealthCertificates,
        Self::StapleReceipt,
        Self::StapleIssue,
        Self::NonStapleReceipt,
        Self::NonStapleIssue,
        Self::DailyCheck,
        Self::Meetings,
        Self::Training,
        Self::Survey,
        Self::OutsideInspections,
        Self::PupilSignatures,
    ];

    /// Its number among the eleven that a county asks for (domain.md B10).
    pub const fn county_no(self) -> Option<u8> {
        match self {
            Self::StapleReceipt => Some(1),
            Self::StapleIssue => Some(2),
            Self::NonStapleReceipt => Some(3),
            Self::NonStapleIssue => Some(4),
            Self::Menu => Some(5),
            Self::AccompaniedMeal => Some(6),
            Self::FoodSample => Some(7),
            Self::Disinfection => Some(8),
            Self::DailyCheck => Some(9),
            Self::Training => Some(10),
            Self::PupilSignatures => Some(11),
            Self::MorningCheck | Self::Leftovers | Self::HealthCertificates | Self::Meetings | Self::Survey | Self::OutsideInspections => {
                None
            }
        }
    }

    /// The records of which it is the table.
    pub const fn of_book(self) -> Option<Kind> {
        match self {
            Self::MorningCheck => Some(Kind::MorningCheck),
            Self::FoodSample => Some(Kind::FoodSample),
            Self::Disinfection => Some(Kind::Disinfection),
            Self::AccompaniedMeal => Some(Kind::AccompaniedMeal),
            Self::Leftovers => Some(Kind::Leftovers),
            Self::Training => Some(Kind::Training),
            Self::Survey => Some(Kind::Survey),
            Self::Menu
            | Self::HealthCertificates
            | Self::StapleReceipt
            | Self::StapleIssue
            | Self::NonStapleReceipt
            | Self::NonStapleIssue
            | Self::DailyCheck
            | Self::Meetings
            | Self::OutsideInspections
            | Self::PupilSignatures => None,
        }
    }

    /// Whether it says of somebody whether he is well (C3).
    pub const fn of_health(self) -> bool {
        matches!(self, Self::MorningCheck | Self::HealthCertificates)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Menu => Text::fixed("食谱登记表", "Menus"),
            Self::MorningCheck => Text::fixed("从业人员晨检记录表", "Morning checks of the staff"),
            Self::FoodSample => Text::fixed("食品留样记录表", "Food samples"),
            Self::Disinfection => Text::fixed("餐用具消毒记录表", "Disinfection"),
            Self::AccompaniedMeal => Text::fixed("陪餐记录表", "Accompanied meals"),
            Self::Leftovers => Text::fixed("剩余食物和餐厨垃圾记录表", "Leftovers and kitchen waste"),
            Self::HealthCertificates => Text::fixed("从业人员健康证清单", "Health certificates of the staff"),
            Self::StapleReceipt => Text::fixed("主食入库登记表", "Staple food received"),
            Self::StapleIssue => Text::fixed("主食出库登记表", "Staple food issued"),
            Self::NonStapleReceipt => Text::fixed("副食入库登记表", "Other food received"),
            Self::NonStapleIssue => Text::fixed("副食出库登记表", "Other food issued"),
            Self::DailyCheck => Text::fixed("食品安全日管控、周排查记录表", "Daily controls and weekly checks"),
            Self::Meetings => Text::fixed("食品安全月调度会记录表", "Monthly meetings"),
            Self::Training => Text::fixed("从业人员培训记录表", "Training of the staff"),
            Self::Survey => Text::fixed("食堂满意度调查表", "Surveys of satisfaction"),
            Self::OutsideInspections => Text::fixed("外部检查和整改记录表", "Inspections from outside and what was mended"),
            Self::PupilSignatures => Text::fixed("学生用餐月签名表", "Meals of a month, signed by the pupils"),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenSheet)]
pub struct SheetView {
    pub kind: SheetKind,
    #[schema(example = "食品留样记录表")]
    pub title: String,
    /// Its number among the county's eleven.
    pub county_no: Option<u8>,
    pub canteen: CanteenRef,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub columns: Vec<String>,
    pub rows: Vec<SheetRow>,
    /// Of the rows, how many were written down late, and how many were struck out.
    pub late: usize,
    pub struck: usize,
    pub made_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenSheetRow)]
pub struct SheetRow {
    /// In the order of the columns.
    pub cells: Vec<String>,
    pub late: bool,
    pub struck: bool,
}

/// A table as a file.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenSheetExport)]
pub struct SheetExport {
    #[garde(dive)]
    pub filter: SheetFilter,
}

/// Which table: what is asked for to look at one.
#[derive(Debug, Clone, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenSheetFilter)]
pub struct SheetFilter {
    #[garde(skip)]
    pub kind: SheetKind,
    /// The first day; the first of this month where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
    /// The last day; today where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub to: Option<NaiveDate>,
    /// Whose pupils sign; no other table asks for a class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub class_id: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShowSheet {
    pub kind: SheetKind,
    /// The first day; the first of this month where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    /// The last day; today where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
    /// Whose pupils sign; no other table asks for a class.
    pub class_id: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countys_records_are_numbered_from_one_to_eleven() {
        let mut numbers: Vec<u8> = SheetKind::ALL.into_iter().filter_map(SheetKind::county_no).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=11).collect::<Vec<u8>>());
    }
}
