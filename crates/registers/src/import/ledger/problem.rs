//! Why a row is refused, in words for the person who keeps the ledger. Owns the codes; never decides a row's fate.

use std::sync::Arc;

use serde::Serialize;

use super::super::heads::Field;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RowProblemCode)]
pub enum Code {
    MissingName,
    BadDate,
    BadMoney,
    NegativeValue,
    BadQuantity,
    UnknownCategory,
    /// The number is used earlier in the file.
    DuplicateNo,
    /// The number is used in the register.
    NumberTaken,
    /// A card is to be updated, and no card has this number.
    UnknownNumber,
    /// The amount is not that of the card: it changes only by a document.
    ValueDiffers,
    /// The quantity is not that of the card: it changes only by a document.
    QuantityDiffers,
    UnknownLocation,
    UnknownPerson,
    UnknownDepartment,
    TooLong,
}

/// One thing wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    pub code: Code,
    pub field: Field,
    /// The head of the column as written; empty when the sheet has no such column.
    pub head: Arc<str>,
    /// The cell as written.
    pub value: String,
    /// For a number that the file uses twice.
    pub first_use: Option<FirstUse>,
}

/// Where a number stands for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstUse {
    pub row: u32,
    /// Index of the sheet, when it is another one.
    pub other_sheet: Option<u32>,
}

impl Code {
    /// What programs switch on; stable.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingName => "missing_name",
            Self::BadDate => "bad_date",
            Self::BadMoney => "bad_money",
            Self::NegativeValue => "negative_value",
            Self::BadQuantity => "bad_quantity",
            Self::UnknownCategory => "unknown_category",
            Self::DuplicateNo => "duplicate_no",
            Self::NumberTaken => "number_taken",
            Self::UnknownNumber => "unknown_number",
            Self::ValueDiffers => "value_differs",
            Self::QuantityDiffers => "quantity_differs",
            Self::UnknownLocation => "unknown_location",
            Self::UnknownPerson => "unknown_person",
            Self::UnknownDepartment => "unknown_department",
            Self::TooLong => "too_long",
        }
    }
}

impl RowProblem {
    pub fn zh(&self) -> String {
        let column = if self.head.is_empty() { self.field.zh() } else { &*self.head };
        match (self.code, self.first_use) {
            (Code::MissingName, _) => "资产名称为空。".into(),
            (Code::BadDate, _) => format!("{column}无法识别为日期。"),
            (Code::BadMoney, _) => format!("{column}无法识别为金额，或小数超过两位。"),
            (Code::NegativeValue, _) => format!("{column}为负数。"),
            (Code::BadQuantity, _) => format!("{column}不是正整数。"),
            (Code::UnknownCategory, _) => "分类不存在，请改正或选择对应的分类。".into(),
            (Code::DuplicateNo, Some(FirstUse { row, other_sheet: None })) => format!("{column}与第 {row} 行重复。"),
            (Code::DuplicateNo, Some(FirstUse { row, .. })) => format!("{column}与前面工作表的第 {row} 行重复。"),
            (Code::DuplicateNo, None) => format!("{column}在本文件中重复。"),
            (Code::NumberTaken, _) => format!("{column}已在台账中使用。"),
            (Code::UnknownNumber, _) => format!("台账中没有这个{column}，不能更新。"),
            (Code::ValueDiffers, _) => format!("{column}与台账不同；金额要用单据来改。"),
            (Code::QuantityDiffers, _) => format!("{column}与台账不同；数量要用单据来改。"),
            (Code::UnknownLocation, _) => "地点不在学校的地点表中。".into(),
            (Code::UnknownPerson, _) => format!("{column}不在人员名单中。"),
            (Code::UnknownDepartment, _) => format!("{column}不在部门表中。"),
            (Code::TooLong, _) => format!("{column}超过 {} 个字。", self.field.max_chars()),
        }
    }

    pub fn en(&self) -> String {
        let field = self.field.en();
        match (self.code, self.first_use) {
            (Code::MissingName, _) => "The asset name is empty.".into(),
            (Code::BadDate, _) => format!("The {field} is not a date."),
            (Code::BadMoney, _) => format!("The {field} is not an amount, or has more than two decimals."),
            (Code::NegativeValue, _) => format!("The {field} is negative."),
            (Code::BadQuantity, _) => format!("The {field} is not a positive whole number."),
            (Code::UnknownCategory, _) => "There is no such category. Correct it or choose one.".into(),
            (Code::DuplicateNo, Some(FirstUse { row, other_sheet: None })) => format!("The {field} is already used in row {row}."),
            (Code::DuplicateNo, Some(FirstUse { row, .. })) => format!("The {field} is already used in row {row} of an earlier sheet."),
            (Code::DuplicateNo, None) => format!("The {field} is used twice in this file."),
            (Code::NumberTaken, _) => format!("The {field} is already used in the register."),
            (Code::UnknownNumber, _) => format!("No card has this {field}, so there is none to update."),
            (Code::ValueDiffers, _) => format!("The {field} is not that of the card; an amount changes only by a document."),
            (Code::QuantityDiffers, _) => format!("The {field} is not that of the card; a quantity changes only by a document."),
            (Code::UnknownLocation, _) => "The place is not in the school's list of places.".into(),
            (Code::UnknownPerson, _) => format!("The {field} is not in the list of people."),
            (Code::UnknownDepartment, _) => format!("The {field} is not in the list of departments."),
            (Code::TooLong, _) => format!("The {field} is longer than {} characters.", self.field.max_chars()),
        }
    }
}
