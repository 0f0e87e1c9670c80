//! Every field of a card that an export can show, in their order (decisions 7): key, head, who may see it and how it is read. Heads are
//! words that the importer understands, or words that it keeps beside the card; a test holds both sides together.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use campus::{department, location, person};
use chrono::NaiveDate;
use kernel::{Lang, Money, Quantity, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    Status,
    entity::{Column as C, Model},
};
use crate::category;

/// What a field of a card holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(i64),
    Quantity(Quantity),
    Money(Money),
    Day(NaiveDate),
}

/// A card with the names of what it refers to.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    pub card: &'a Model,
    pub names: &'a Names,
}

type Show = for<'a> fn(Named<'a>) -> Cell<'a>;

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub key: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Only for those who may see values.
    pub needs_values: bool,
    /// Shown when nobody says which.
    pub usual: bool,
    /// How wide a column is, in characters.
    pub width: u8,
    /// What of the table it is read from.
    pub needs: &'static [C],
    pub cell: Show,
}

impl Field {
    const fn new(key: &'static str, zh: &'static str, en: &'static str, width: u8, needs: &'static [C], cell: Show) -> Self {
        Self { key, zh, en, needs_values: false, usual: true, width, needs, cell }
    }

    const fn value(self) -> Self {
        Self { needs_values: true, ..self }
    }

    const fn seldom(self) -> Self {
        Self { usual: false, ..self }
    }

    /// What stands above its column.
    pub const fn head(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    pub fn of(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }
}

/// All fields.
pub static FIELDS: [Field; 48] = [
    Field::new("asset_no", "资产编号", "Asset no", 18, &[C::AssetNo], |r| word(&r.card.asset_no)),
    Field::new("name", "资产名称", "Asset name", 24, &[C::Name], |r| word(&r.card.name)),
    Field::new("category_code", "分类代码", "Category code", 12, &[C::CategoryCode], |r| word(&r.card.category_code)),
    Field::new("category", "分类名称", "Category name", 18, &[C::CategoryId], |r| {
        known(r.names.school.categories.get(&r.card.category_id))
    }),
    Field::new("spec_model", "规格型号", "Specification", 22, &[C::SpecModel], |r| words(r.card.spec_model.as_ref())),
    Field::new("brand", "品牌", "Brand", 12, &[C::Brand], |r| words(r.card.brand.as_ref())),
    Field::new("serial_no", "序列号", "Serial no", 18, &[C::SerialNo], |r| words(r.card.serial_no.as_ref())),
    Field::new("unit", "计量单位", "Unit", 9, &[C::Unit], |r| word(&r.card.unit)),
    Field::new("quantity", "数量", "Quantity", 10, &[C::Quantity], |r| Cell::Quantity(Quantity::stored(r.card.quantity))),
    Field::new("unit_price", "单价", "Unit price", 14, &[C::UnitPrice], |r| money(r.card.unit_price)).value(),
    Field::new("original_value", "原值", "Original value", 16, &[C::OriginalValue], |r| money(r.card.original_value)).value(),
    Field::new("accumulated_depreciation", "累计折旧", "Accumulated depreciation", 16, &[C::AccumulatedDepreciation], |r| {
        money(r.card.accumulated_depreciation)
    })
    .value(),
    Field::new("net_value", "净值", "Net value", 16, &[C::OriginalValue, C::AccumulatedDepreciation], |r| money(net(r.card))).value(),
    Field::new("acquired_on", "取得日期", "Acquired on", 12, &[C::AcquiredOn], |r| day(r.card.acquired_on)),
    Field::new("booked_on", "入账日期", "Booked on", 12, &[C::BookedOn], |r| day(r.card.booked_on)),
    Field::new("acquisition_method", "取得方式", "Acquisition method", 12, &[C::AcquisitionMethod], |r| {
        words(r.card.acquisition_method.as_ref())
    }),
    Field::new("status", "卡片状态", "Card status", 10, &[C::Status], status),
    Field::new("use_condition", "使用状况", "Use condition", 12, &[C::UseCondition], |r| words(r.card.use_condition.as_ref())),
    Field::new("location", "存放地点", "Location", 26, &[C::LocationId], |r| named(r.card.location_id, &r.names.places)),
    Field::new("department", "管理部门", "Managing department", 14, &[C::DepartmentId], |r| {
        named(r.card.department_id, &r.names.school.departments)
    }),
    Field::new("using_department", "使用部门", "Using department", 14, &[C::UsingDepartmentId], |r| {
        named(r.card.using_department_id, &r.names.school.departments)
    }),
    Field::new("custodian", "保管人", "Custodian", 10, &[C::CustodianId], |r| named(r.card.custodian_id, &r.names.people)),
    Field::new("user_person", "使用人", "User", 10, &[C::UserPersonId], |r| named(r.card.user_person_id, &r.names.people)),
    Field::new("responsible_person", "使用责任人", "Answerable person", 12, &[C::ResponsiblePersonId], |r| {
        named(r.card.responsible_person_id, &r.names.people)
    })
    .seldom(),
    Field::new("supplier", "供应商", "Supplier", 20, &[C::Supplier], |r| words(r.card.supplier.as_ref())),
    Field::new("invoice_no", "发票号", "Invoice no", 14, &[C::InvoiceNo], |r| words(r.card.invoice_no.as_ref())),
    Field::new("voucher_no", "凭证号", "Voucher no", 12, &[C::VoucherNo], |r| words(r.card.voucher_no.as_ref())),
    Field::new("contract_no", "合同号", "Contract no", 14, &[C::ContractNo], |r| words(r.card.contract_no.as_ref())),
    Field::new("fund_source", "经费来源", "Fund source", 14, &[C::FundSource], |r| words(r.card.fund_source.as_ref())),
    Field::new("legacy_no", "原资产编号", "Former no", 16, &[C::LegacyNo], |r| words(r.card.legacy_no.as_ref())),
    Field::new("official_no", "官方卡片编号", "Official card no", 16, &[C::OfficialNo], |r| words(r.card.official_no.as_ref())),
    Field::new("barcode", "标签号", "Barcode", 16, &[C::Barcode, C::Extra], barcode),
    Field::new("remarks", "备注", "Remarks", 24, &[C::Remarks], |r| words(r.card.remarks.as_ref())),
    Field::new("official_entered_on", "官方系统登记日", "Entered officially on", 14, &[C::OfficialEnteredOn], |r| {
        day(r.card.official_entered_on)
    })
    .seldom(),
    Field::new("label_code", "系统标签码", "Label code", 14, &[C::LabelCode], |r| words(r.card.label_code.as_ref())).seldom(),
    Field::new("manufacturer", "制造厂商", "Made by", 16, &[C::Manufacturer], |r| words(r.card.manufacturer.as_ref())).seldom(),
    Field::new("procurement_form", "采购组织形式", "Procurement form", 14, &[C::ProcurementForm], |r| {
        words(r.card.procurement_form.as_ref())
    })
    .seldom(),
    Field::new("accounting_subject", "会计科目", "Accounting subject", 12, &[C::AccountingSubject], |r| {
        words(r.card.accounting_subject.as_ref())
    })
    .seldom(),
    Field::new("value_type", "价值类型", "Value type", 10, &[C::ValueType], |r| words(r.card.value_type.as_ref())).seldom(),
    Field::new("fiscal_value", "其中财政拨款", "Fiscal part", 16, &[C::FiscalValue], |r| money(r.card.fiscal_value)).value().seldom(),
    Field::new("non_fiscal_value", "其中非财政拨款", "Non-fiscal part", 16, &[C::NonFiscalValue], |r| {
        money(r.card.non_fiscal_value)
    })
    .value()
    .seldom(),
    Field::new("depreciates", "是否计提折旧", "Depreciates", 10, &[C::Depreciates], depreciates).seldom(),
    Field::new("life_months", "折旧年限（月）", "Life in months", 10, &[C::LifeMonths], |r| {
        r.card.life_months.map_or(Cell::Empty, Cell::Number)
    })
    .seldom(),
    Field::new("in_service_on", "投用日期", "In service on", 12, &[C::InServiceOn], |r| day(r.card.in_service_on)).seldom(),
    Field::new("use_direction", "使用方向", "Use direction", 10, &[C::UseDirection], |r| words(r.card.use_direction.as_ref())).seldom(),
    Field::new("property_right", "产权形式", "Property right", 10, &[C::PropertyRight], |r| words(r.card.property_right.as_ref())).seldom(),
    Field::new("gift_terms", "捐赠约定", "Gift terms", 16, &[C::GiftTerms], |r| words(r.card.gift_terms.as_ref())).seldom(),
    Field::new("void_reason", "作废原因", "Void reason", 16, &[C::VoidReason], |r| words(r.card.void_reason.as_ref())).seldom(),
];

const fn word(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn words(text: Option<&String>) -> Cell<'_> {
    text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| word(text))
}

fn known(name: Option<&Arc<str>>) -> Cell<'_> {
    name.map_or(Cell::Empty, |name| word(name))
}

fn named(id: Option<Uuid>, names: &HashMap<Uuid, Arc<str>>) -> Cell<'_> {
    known(id.and_then(|id| names.get(&id)))
}

fn money<'a>(fen: Option<i64>) -> Cell<'a> {
    fen.map_or(Cell::Empty, |fen| Cell::Money(Money::stored(fen)))
}

fn day<'a>(day: Option<NaiveDate>) -> Cell<'a> {
    day.map_or(Cell::Empty, Cell::Day)
}

fn net(card: &Model) -> Option<i64> {
    card.original_value.map(|value| value.saturating_sub(card.accumulated_depreciation.unwrap_or_default()))
}

fn status(row: Named<'_>) -> Cell<'_> {
    Status::of(&row.card.status).map_or(Cell::Empty, |status| Cell::Text(titled(&status.title(), row.names.school.lang)))
}

fn depreciates(row: Named<'_>) -> Cell<'_> {
    let text = if row.card.depreciates { Text::fixed("是", "yes") } else { Text::fixed("否", "no") };
    Cell::Text(titled(&text, row.names.school.lang))
}

fn titled(text: &Text, lang: Lang) -> Cow<'static, str> {
    if lang == Lang::Zh { text.zh.clone() } else { text.en.clone() }
}

/// Its bar code, or what the ledger that brought it said of its label.
fn barcode(row: Named<'_>) -> Cell<'_> {
    let told = || row.card.extra.as_ref().and_then(|extra| extra.get("label_no")).and_then(serde_json::Value::as_str);
    row.card.barcode.as_deref().or_else(told).map_or(Cell::Empty, word)
}

/// Names that all cards of a school share.
#[derive(Debug)]
pub struct SchoolNames {
    pub lang: Lang,
    categories: HashMap<Uuid, Arc<str>>,
    departments: HashMap<Uuid, Arc<str>>,
}

/// The names that some cards refer to.
#[derive(Debug)]
pub struct Names {
    school: Arc<SchoolNames>,
    places: HashMap<Uuid, Arc<str>>,
    people: HashMap<Uuid, Arc<str>>,
}

/// Looks names up for one page of cards after the other; each name once.
#[derive(Debug)]
pub struct NameBook {
    school: Arc<SchoolNames>,
    id: Uuid,
    places: HashMap<Uuid, Arc<str>>,
    people: HashMap<Uuid, Arc<str>>,
}

impl NameBook {
    pub async fn open(db: &impl ConnectionTrait, school: Uuid, lang: Lang) -> Result<Self> {
        let shared = |names: HashMap<Uuid, String>| names.into_iter().map(|(id, name)| (id, name.into())).collect();
        let all = category::all(db, school).await?;
        let name = |row: &category::entity::Model| if lang == Lang::Zh { row.name_zh.clone() } else { row.name_en.clone() };
        let categories = shared(all.iter().map(|row| (row.id, name(row))).collect());
        let departments = shared(department::names(db, school).await?);
        let names = SchoolNames { lang, categories, departments };
        Ok(Self { school: Arc::new(names), id: school, places: HashMap::new(), people: HashMap::new() })
    }

    /// The names that these cards refer to.
    pub async fn of(&mut self, db: &impl ConnectionTrait, cards: &[Model]) -> Result<Names> {
        let places: HashSet<Uuid> = cards.iter().filter_map(|card| card.location_id).collect();
        let people = |card: &Model| [card.custodian_id, card.user_person_id, card.responsible_person_id];
        let people: HashSet<Uuid> = cards.iter().flat_map(people).flatten().collect();
        let missing =
            |ids: &HashSet<Uuid>, book: &HashMap<Uuid, Arc<str>>| ids.iter().filter(|id| !book.contains_key(*id)).copied().collect();
        let found = location::repo::refs(db, self.id, missing(&places, &self.places)).await?;
        self.places.extend(found.into_iter().map(|(id, place)| (id, place.path.into())));
        let found = person::repo::names(db, self.id, missing(&people, &self.people)).await?;
        self.people.extend(found.into_iter().map(|(id, name)| (id, name.into())));
        let pick = |ids: &HashSet<Uuid>, book: &HashMap<Uuid, Arc<str>>| {
            ids.iter().filter_map(|id| book.get(id).map(|name| (*id, name.clone()))).collect()
        };
        Ok(Names { school: self.school.clone(), places: pick(&places, &self.places), people: pick(&people, &self.people) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sheets::{Cell as Written, Row};

    use crate::import::heads::{Field as Understood, HeadFinder};

    /// What the importer takes a field's column for. Those that are not here are kept beside the card.
    const IMPORTED: [(&str, Understood); 35] = [
        ("asset_no", Understood::AssetNo),
        ("name", Understood::Name),
        ("category_code", Understood::Category),
        ("category", Understood::CategoryName),
        ("spec_model", Understood::SpecModel),
        ("brand", Understood::Brand),
        ("serial_no", Understood::SerialNo),
        ("unit", Understood::Unit),
        ("quantity", Understood::Quantity),
        ("unit_price", Understood::UnitPrice),
        ("original_value", Understood::OriginalValue),
        ("accumulated_depreciation", Understood::AccumulatedDepreciation),
        ("net_value", Understood::LeftOut),
        ("acquired_on", Understood::AcquiredOn),
        ("booked_on", Understood::BookedOn),
        ("acquisition_method", Understood::AcquisitionMethod),
        ("status", Understood::Status),
        ("use_condition", Understood::UseCondition),
        ("location", Understood::Location),
        ("department", Understood::Department),
        ("using_department", Understood::UsingDepartment),
        ("custodian", Understood::Custodian),
        ("user_person", Understood::UserPerson),
        ("supplier", Understood::Supplier),
        ("invoice_no", Understood::InvoiceNo),
        ("voucher_no", Understood::VoucherNo),
        ("contract_no", Understood::OrderNo),
        ("fund_source", Understood::FundSource),
        ("legacy_no", Understood::LegacyNo),
        ("official_no", Understood::OfficialCardNo),
        ("barcode", Understood::LabelNo),
        ("remarks", Understood::Remarks),
        ("value_type", Understood::ValueType),
        ("label_code", Understood::LeftOut),
        ("depreciates", Understood::LeftOut),
    ];

    #[test]
    fn the_importer_understands_the_heads_in_both_languages() {
        let finder = HeadFinder::new(&std::collections::BTreeMap::new());
        for lang in [Lang::Zh, Lang::En] {
            let cells = FIELDS.iter().map(|field| Written::Text(field.head(lang).to_owned())).collect();
            let map = finder.find(&[Row { sheet: 0, row: 1, line: None, cells }]).unwrap();
            for (field, column) in FIELDS.iter().zip(&map.columns) {
                let expected = IMPORTED.iter().find(|(key, _)| *key == field.key).map(|(_, understood)| *understood);
                let expected = if field.key == "life_months" { Some(Understood::LeftOut) } else { expected };
                assert_eq!(column.field, expected, "{}", field.head(lang));
            }
        }
    }

    #[test]
    fn keys_and_heads_are_unique() {
        let keys: HashSet<_> = FIELDS.iter().flat_map(|f| [f.key, f.zh, f.en]).collect();
        assert_eq!(keys.len(), FIELDS.len() * 3);
    }
}
