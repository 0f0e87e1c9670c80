//! What a column can hold. Owns the list of fields and their names; never decides which column is which.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A field of the asset card, or a column known to be something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LedgerField)]
pub enum Field {
    /// 序号: a running number of the list; means nothing.
    RowIndex,
    AssetNo,
    /// The number before the present one.
    LegacyNo,
    /// The card number of the government's asset system.
    OfficialCardNo,
    /// What a label or bar code says.
    LabelNo,
    /// An internal id of the system the file comes from.
    OtherId,
    /// Code, name or alias of the category.
    Category,
    /// The category's name, beside a column of codes.
    CategoryName,
    Name,
    Brand,
    /// 规格, or 规格型号 in one.
    SpecModel,
    /// 型号 in a column of its own.
    Model,
    SerialNo,
    Unit,
    Quantity,
    UnitPrice,
    OriginalValue,
    AccumulatedDepreciation,
    /// 价值类型; 名义金额 is the only value that matters.
    ValueType,
    AcquiredOn,
    BookedOn,
    AcquisitionMethod,
    /// 卡片状态: the words of our own exports.
    Status,
    UseCondition,
    Location,
    Department,
    UsingDepartment,
    Custodian,
    UserPerson,
    /// Who or what holds the asset: a person, a place or another asset, told by [`Field::CheckedOutKind`].
    CheckedOutTo,
    CheckedOutKind,
    Supplier,
    InvoiceNo,
    VoucherNo,
    OrderNo,
    FundSource,
    Remarks,
    /// Known and left out on purpose: what follows from other columns, what a count found, another system's estimates.
    LeftOut,
}

impl Field {
    pub const ALL: [Self; 38] = [
        Self::RowIndex,
        Self::AssetNo,
        Self::LegacyNo,
        Self::OfficialCardNo,
        Self::LabelNo,
        Self::OtherId,
        Self::Category,
        Self::CategoryName,
        Self::Name,
        Self::Brand,
        Self::SpecModel,
        Self::Model,
        Self::SerialNo,
        Self::Unit,
        Self::Quantity,
        Self::UnitPrice,
        Self::OriginalValue,
        Self::AccumulatedDepreciation,
        Self::ValueType,
        Self::AcquiredOn,
        Self::BookedOn,
        Self::AcquisitionMethod,
        Self::Status,
        Self::UseCondition,
        Self::Location,
        Self::Department,
        Self::UsingDepartment,
        Self::Custodian,
        Self::UserPerson,
        Self::CheckedOutTo,
        Self::CheckedOutKind,
        Self::Supplier,
        Self::InvoiceNo,
        Self::VoucherNo,
        Self::OrderNo,
        Self::FundSource,
        Self::Remarks,
        Self::LeftOut,
    ];

    /// True where several columns may hold the field; elsewhere the best one wins.
    pub const fn may_repeat(self) -> bool {
        matches!(self, Self::OtherId | Self::LeftOut | Self::RowIndex)
    }

    /// Longest text of the field, in characters; longer is refused row by row, not by the database.
    pub const fn max_chars(self) -> usize {
        match self {
            Self::AssetNo | Self::LegacyNo | Self::OfficialCardNo | Self::LabelNo | Self::OtherId => 64,
            Self::Unit => 16,
            Self::SerialNo
            | Self::InvoiceNo
            | Self::VoucherNo
            | Self::OrderNo
            | Self::Department
            | Self::UsingDepartment
            | Self::Custodian
            | Self::UserPerson
            | Self::AcquisitionMethod
            | Self::Status
            | Self::UseCondition
            | Self::FundSource
            | Self::CheckedOutKind
            | Self::ValueType
            | Self::Brand => 100,
            Self::Name
            | Self::SpecModel
            | Self::Model
            | Self::Location
            | Self::Supplier
            | Self::Category
            | Self::CategoryName
            | Self::CheckedOutTo => 200,
            Self::Remarks
            | Self::RowIndex
            | Self::Quantity
            | Self::UnitPrice
            | Self::OriginalValue
            | Self::AccumulatedDepreciation
            | Self::AcquiredOn
            | Self::BookedOn
            | Self::LeftOut => 2000,
        }
    }

    /// Its name in one language.
    pub const fn title(self, lang: kernel::Lang) -> &'static str {
        match lang {
            kernel::Lang::Zh => self.zh(),
            kernel::Lang::En => self.en(),
        }
    }

    pub const fn zh(self) -> &'static str {
        match self {
            Self::RowIndex => "序号",
            Self::AssetNo => "资产编号",
            Self::LegacyNo => "原资产编号",
            Self::OfficialCardNo => "官方卡片编号",
            Self::LabelNo => "标签号",
            Self::OtherId => "其他系统编号",
            Self::Category => "分类",
            Self::CategoryName => "分类名称",
            Self::Name => "资产名称",
            Self::Brand => "品牌",
            Self::SpecModel => "规格型号",
            Self::Model => "型号",
            Self::SerialNo => "序列号",
            Self::Unit => "计量单位",
            Self::Quantity => "数量",
            Self::UnitPrice => "单价",
            Self::OriginalValue => "原值",
            Self::AccumulatedDepreciation => "累计折旧",
            Self::ValueType => "价值类型",
            Self::AcquiredOn => "取得日期",
            Self::BookedOn => "入账日期",
            Self::AcquisitionMethod => "取得方式",
            Self::Status => "卡片状态",
            Self::UseCondition => "使用状况",
            Self::Location => "存放地点",
            Self::Department => "管理部门",
            Self::UsingDepartment => "使用部门",
            Self::Custodian => "保管人",
            Self::UserPerson => "使用人",
            Self::CheckedOutTo => "借出给",
            Self::CheckedOutKind => "借出类型",
            Self::Supplier => "供应商",
            Self::InvoiceNo => "发票号",
            Self::VoucherNo => "凭证号",
            Self::OrderNo => "订单号",
            Self::FundSource => "经费来源",
            Self::Remarks => "备注",
            Self::LeftOut => "不导入",
        }
    }

    pub const fn en(self) -> &'static str {
        match self {
            Self::RowIndex => "row number",
            Self::AssetNo => "asset number",
            Self::LegacyNo => "former number",
            Self::OfficialCardNo => "official card number",
            Self::LabelNo => "label number",
            Self::OtherId => "other system's id",
            Self::Category => "category",
            Self::CategoryName => "category name",
            Self::Name => "asset name",
            Self::Brand => "brand",
            Self::SpecModel => "specification",
            Self::Model => "model",
            Self::SerialNo => "serial number",
            Self::Unit => "unit",
            Self::Quantity => "quantity",
            Self::UnitPrice => "unit price",
            Self::OriginalValue => "original value",
            Self::AccumulatedDepreciation => "accumulated depreciation",
            Self::ValueType => "kind of value",
            Self::AcquiredOn => "acquired on",
            Self::BookedOn => "booked on",
            Self::AcquisitionMethod => "acquisition method",
            Self::Status => "card status",
            Self::UseCondition => "use condition",
            Self::Location => "location",
            Self::Department => "department",
            Self::UsingDepartment => "using department",
            Self::Custodian => "custodian",
            Self::UserPerson => "user",
            Self::CheckedOutTo => "checked out to",
            Self::CheckedOutKind => "checked out to a",
            Self::Supplier => "supplier",
            Self::InvoiceNo => "invoice number",
            Self::VoucherNo => "voucher number",
            Self::OrderNo => "order number",
            Self::FundSource => "fund source",
            Self::Remarks => "remarks",
            Self::LeftOut => "not imported",
        }
    }
}
