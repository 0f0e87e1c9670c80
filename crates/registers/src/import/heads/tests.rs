//! The heads of every kind of ledger the importer has met.

use super::*;

fn find(rows: &[Row]) -> Option<HeadMap> {
    HeadFinder::new(&HeadOverrides::new()).find(rows)
}

fn row(row: u32, heads: &[&str]) -> Row {
    let cell = |text: &&str| {
        if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }
    };
    Row { sheet: 0, row, line: None, cells: heads.iter().map(cell).collect() }
}

fn fields(heads: &[&str]) -> Vec<(String, Option<Field>)> {
    let map = find(&[row(1, heads)]).unwrap();
    map.columns.into_iter().map(|column| (column.head, column.field)).collect()
}

fn expect(pairs: &[(&str, Option<Field>)]) {
    let heads: Vec<&str> = pairs.iter().map(|(head, _)| *head).collect();
    for ((head, field), (_, wanted)) in fields(&heads).iter().zip(pairs) {
        assert_eq!(field, wanted, "{head}");
    }
}

#[test]
fn three_number_like_columns_are_told_apart() {
    expect(&[
        ("资产编号", Some(Field::AssetNo)),
        ("资产代码", Some(Field::OtherId)),
        ("标签值", Some(Field::LabelNo)),
        ("原资产编号", Some(Field::LegacyNo)),
        ("类别代码", Some(Field::Category)),
        ("资产名称", Some(Field::Name)),
    ]);
    expect(&[("编号", Some(Field::AssetNo)), ("原编号", Some(Field::LegacyNo)), ("名称", Some(Field::Name))]);
    expect(&[("卡片编号", Some(Field::AssetNo)), ("旧编号", Some(Field::LegacyNo)), ("名称", Some(Field::Name))]);
    expect(&[("卡片编号", Some(Field::OfficialCardNo)), ("资产编号", Some(Field::AssetNo)), ("名称", Some(Field::Name))]);
    expect(&[("编号", Some(Field::OtherId)), ("资产标签", Some(Field::AssetNo)), ("资产名称", Some(Field::Name))]);
}

#[test]
fn the_book_is_taken_and_the_count_left_out() {
    expect(&[
        ("资产名称", Some(Field::Name)),
        ("账面数量", Some(Field::Quantity)),
        ("账面原值", Some(Field::OriginalValue)),
        ("账面累计折旧", Some(Field::AccumulatedDepreciation)),
        ("账面净值", Some(Field::LeftOut)),
        ("清查数量", Some(Field::LeftOut)),
        ("清查原值", Some(Field::LeftOut)),
        ("损益类型", Some(Field::LeftOut)),
    ]);
    expect(&[
        ("资产名称", Some(Field::Name)),
        ("资产数量", Some(Field::Quantity)),
        ("实际数量", Some(Field::LeftOut)),
        ("净残值", Some(Field::LeftOut)),
        ("净残值率(%)", Some(Field::LeftOut)),
        ("入账时累计折旧", Some(Field::LeftOut)),
        ("部门名称", Some(Field::Department)),
        ("责任人", Some(Field::Custodian)),
        ("使用部门", Some(Field::UsingDepartment)),
        ("使用人", Some(Field::UserPerson)),
        ("类别名称1", Some(Field::CategoryName)),
        ("管理类别", None),
    ]);
}

#[test]
fn mixed_heads_are_read_in_both_scripts() {
    expect(&[
        ("存放地点 Location", Some(Field::Location)),
        ("资产名称 Asset Name", Some(Field::Name)),
        ("Asset No. 编号", Some(Field::AssetNo)),
        ("Qty 数量", Some(Field::Quantity)),
        ("单位 Unit", Some(Field::Unit)),
        ("Unit Price 单价", Some(Field::UnitPrice)),
        ("Amount 金额(元)", Some(Field::OriginalValue)),
        ("Purchase Date 购置日期", Some(Field::AcquiredOn)),
        ("使用部门 Dept.", Some(Field::UsingDepartment)),
        ("Keeper 保管人", Some(Field::Custodian)),
        ("规格型号 Model/Spec", Some(Field::SpecModel)),
        ("S/N 序列号", Some(Field::SerialNo)),
        ("Category 分类代码", Some(Field::Category)),
        ("状态 Status", Some(Field::UseCondition)),
        ("Supplier 供应商", Some(Field::Supplier)),
        ("Invoice No. 发票号", Some(Field::InvoiceNo)),
        ("备注 Remarks", Some(Field::Remarks)),
    ]);
}

#[test]
fn heads_of_other_programs_are_known() {
    expect(&[
        ("编号", Some(Field::OtherId)),
        ("资产名称", Some(Field::Name)),
        ("资产标签", Some(Field::AssetNo)),
        ("型号", Some(Field::Model)),
        ("型号编码", None),
        ("分类", Some(Field::Category)),
        ("生产厂家", Some(Field::Brand)),
        ("已购买", Some(Field::AcquiredOn)),
        ("花费", Some(Field::OriginalValue)),
        ("位置", Some(Field::Location)),
        ("地址", None),
        ("地址", None),
        ("默认位置", None),
        ("已借出", Some(Field::CheckedOutTo)),
        ("类型", Some(Field::CheckedOutKind)),
        ("部门", Some(Field::Department)),
        ("状态", Some(Field::UseCondition)),
        ("Value", Some(Field::LeftOut)),
        ("Diff", Some(Field::LeftOut)),
    ]);
    expect(&[
        ("HB.import_ref", Some(Field::OtherId)),
        ("HB.location", Some(Field::Location)),
        ("HB.asset_id", Some(Field::AssetNo)),
        ("HB.name", Some(Field::Name)),
        ("HB.quantity", Some(Field::Quantity)),
        ("HB.purchase_price", Some(Field::UnitPrice)),
        ("HB.purchase_from", Some(Field::Supplier)),
        ("HB.purchase_time", Some(Field::AcquiredOn)),
        ("HB.sold_price", Some(Field::LeftOut)),
        ("HB.field.保管人", Some(Field::Custodian)),
    ]);
}

#[test]
fn units_brackets_and_spaces_in_heads_do_not_matter() {
    expect(&[
        ("名　称", Some(Field::Name)),
        ("数 量", Some(Field::Quantity)),
        ("*单价（元）", Some(Field::UnitPrice)),
        ("备\n注", Some(Field::Remarks)),
        ("（原）编号", Some(Field::LegacyNo)),
        ("规格/型号", Some(Field::SpecModel)),
        ("购置日期（年/月/日）", Some(Field::AcquiredOn)),
    ]);
    let map = find(&[row(1, &["名称", "原值（万元）", "累计折旧：万元", "单价(元)"])]).unwrap();
    assert_eq!(map.columns.iter().map(|column| column.wan).collect::<Vec<_>>(), [false, true, true, false]);
    assert_eq!(map.columns[1].field, Some(Field::OriginalValue));
    assert_eq!(map.columns[2].field, Some(Field::AccumulatedDepreciation));
}

#[test]
fn heads_are_found_below_titles_and_in_two_rows() {
    let rows = [
        row(1, &["示例小学班级财产登记表"]),
        row(2, &["教室：教学楼101", "", "", "", "", "使用：一（1）班　负责人：杨老师"]),
        row(3, &["序号", "物品名称", "规格型号", "现有数量", "", "购置情况", "", "", "使用状况", "备　注"]),
        row(4, &["", "", "", "数 量", "单 位", "日期", "单价（元）", "金额（元）"]),
        row(5, &["1", "课桌", "5号", "46", "张", "2014.9.5", "138", "6348", "完好"]),
    ];
    let map = find(&rows).unwrap();
    assert_eq!(map.rows, [3, 4]);
    for (field, index) in
        [(Field::Name, 1), (Field::Quantity, 3), (Field::Unit, 4), (Field::AcquiredOn, 5), (Field::OriginalValue, 7), (Field::Remarks, 9)]
    {
        assert_eq!(map.column(field).unwrap().index, index, "{field:?}");
    }
    let titled = [
        row(1, &["示例小学固定资产卡片列表"]),
        row(2, &["单位名称：示例小学    会计期间：2024.12    打印日期：2025-01-06"]),
        row(3, &["资产编号", "资产名称", "资产原值"]),
        row(4, &["00000001", "2号教学楼", "7,126,400.00"]),
    ];
    assert_eq!(find(&titled).unwrap().rows, [3]);
    assert_eq!(find(&[row(1, &["填表说明"]), row(2, &["1. 资产编号不得重复。"])]), None);
}

#[test]
fn repeated_heads_are_recognised() {
    let map = find(&[row(1, &["资产编号", "资产名称", "数 量", "备注"])]).unwrap();
    assert!(map.repeats(&row(9, &["资产编号", "资产名称", "数量", "备注"]).cells));
    assert!(!map.repeats(&row(9, &["A1", "备注", "1", ""]).cells));
}

#[test]
fn the_users_own_mapping_goes_first() {
    let overrides = HeadOverrides::from([("物 件".to_owned(), Some(Field::Name)), ("备注".to_owned(), None)]);
    let map = HeadFinder::new(&overrides).find(&[row(1, &["物件", "数量", "备注"])]).unwrap();
    assert_eq!(map.columns.iter().map(|column| column.field).collect::<Vec<_>>(), [Some(Field::Name), Some(Field::Quantity), None]);
}
