//! Which field of an export a head asks for. What a head means, the importer knows ([`heads`]); here stands only which of our fields
//! that is.

use kernel::Lang;

use crate::{
    asset::fields::FIELDS,
    import::heads::{Column, Field, bare},
};

/// Counts the rows from 1; no field of a card.
pub(super) const ROW_NUMBER: &str = "row_number";

/// What the importer leaves out since it follows from other columns, in the words of forms.
const NET_VALUE: [&str; 6] = ["净值", "账面净值", "帐面净值", "资产净值", "固定资产净值", "netvalue"];

/// The key of the field that a column asks for.
pub(super) fn key(column: &Column) -> Option<&'static str> {
    column.field.and_then(of).or_else(|| own(&column.head))
}

const fn of(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::RowIndex => ROW_NUMBER,
        Field::AssetNo => "asset_no",
        Field::LegacyNo => "legacy_no",
        Field::OfficialCardNo => "official_no",
        Field::LabelNo => "barcode",
        Field::Category => "category_code",
        Field::CategoryName => "category",
        Field::Name => "name",
        Field::Brand => "brand",
        Field::SpecModel | Field::Model => "spec_model",
        Field::SerialNo => "serial_no",
        Field::Unit => "unit",
        Field::Quantity => "quantity",
        Field::UnitPrice => "unit_price",
        Field::OriginalValue => "original_value",
        Field::AccumulatedDepreciation => "accumulated_depreciation",
        Field::ValueType => "value_type",
        Field::AcquiredOn => "acquired_on",
        Field::BookedOn => "booked_on",
        Field::AcquisitionMethod => "acquisition_method",
        Field::Status => "status",
        Field::UseCondition => "use_condition",
        Field::Location => "location",
        Field::Department => "department",
        Field::UsingDepartment => "using_department",
        Field::Custodian => "custodian",
        Field::UserPerson => "user_person",
        Field::Supplier => "supplier",
        Field::InvoiceNo => "invoice_no",
        Field::VoucherNo => "voucher_no",
        Field::OrderNo => "contract_no",
        Field::FundSource => "fund_source",
        Field::Remarks => "remarks",
        Field::OtherId | Field::CheckedOutTo | Field::CheckedOutKind | Field::LeftOut => return None,
    })
}

/// Fields that the importer does not take in are known by their own heads.
fn own(head: &str) -> Option<&'static str> {
    let head = bare(head);
    if NET_VALUE.contains(&head.as_str()) {
        return Some("net_value");
    }
    let says = |lang| move |field: &&crate::asset::fields::Field| bare(field.head(lang)) == head;
    let zh = FIELDS.iter().find(says.clone()(Lang::Zh));
    zh.or_else(|| FIELDS.iter().find(says(Lang::En))).map(|field| field.key)
}

#[cfg(test)]
mod tests {
    use sheets::{Cell, Row};

    use super::*;
    use crate::import::heads::HeadFinder;

    fn keys(heads: &[&str]) -> Vec<Option<&'static str>> {
        let cells = heads.iter().map(|head| Cell::Text((*head).to_owned())).collect();
        let map = HeadFinder::new(&std::collections::BTreeMap::new()).ending(&[Row { sheet: 0, row: 1, line: None, cells }], 1).unwrap();
        map.columns.iter().map(key).collect()
    }

    #[test]
    fn heads_of_bureaus_ask_for_fields_of_the_register() {
        let heads = [
            "序号",
            "固定资产编号",
            "资产名称",
            "规格型号",
            "计量单位",
            "数量",
            "账面原值（元）",
            "账面净值（元）",
            "存放地点",
            "清查结果",
        ];
        let expected = ["row_number", "asset_no", "name", "spec_model", "unit", "quantity", "original_value", "net_value", "location"];
        assert_eq!(keys(&heads)[..9], expected.map(Some));
        assert_eq!(keys(&heads)[9], None);
    }

    #[test]
    fn every_field_is_found_by_its_own_head() {
        for lang in [Lang::Zh, Lang::En] {
            let heads: Vec<&str> = FIELDS.iter().map(|field| field.head(lang)).collect();
            for (field, key) in FIELDS.iter().zip(keys(&heads)) {
                assert_eq!(key, Some(field.key), "{}", field.head(lang));
            }
        }
    }
}
