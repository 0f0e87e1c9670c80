//! The county's ledgers of food that came in and went out ① to ④, of the stores at the canteen's place, with the columns that it prints.

use chrono::NaiveDate;
use kernel::{Lang, Reader, Result, Text};
use procurement::receipt::food_ledger;
use stores::{
    OnHand,
    stock::{
        DocumentKind,
        food_moves::{self, FoodLedger, FoodMove, FoodSpan},
    },
};

use super::{
    dto::SheetRow,
    service::{MOST_RECORDS, fits},
};
use crate::site::entity::Model as Canteen;

pub(super) const RECEIPTS: &[Text] = &[
    Text::fixed("接收时间", "Received"),
    Text::fixed("名称", "Item"),
    Text::fixed("品牌规格", "Brand and specification"),
    Text::fixed("批号", "Lot"),
    Text::fixed("生产日期", "Made on"),
    Text::fixed("保质期（天）", "Keeps (days)"),
    Text::fixed("保质期至", "Good until"),
    Text::fixed("数量", "Quantity"),
    Text::fixed("价格（元）", "Price (yuan)"),
    Text::fixed("金额（元）", "Amount (yuan)"),
    Text::fixed("供货商", "Supplier"),
    Text::fixed("供货商地址、联系方式", "Address and contact of the supplier"),
    Text::fixed("票证号", "Certificates"),
    Text::fixed("供货方签名", "Signed for the supplier"),
    Text::fixed("验收人签名", "Accepted by"),
    Text::fixed("备注", "Notes"),
];

pub(super) const ISSUES: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("名称", "Item"),
    Text::fixed("批号", "Lot"),
    Text::fixed("保质期至", "Good until"),
    Text::fixed("出库数量", "Issued"),
    Text::fixed("退回", "Came back"),
    Text::fixed("用途", "For"),
    Text::fixed("领用人", "Received by"),
    Text::fixed("出库人", "Handed out by"),
    Text::fixed("单号", "Document"),
    Text::fixed("备注", "Notes"),
];

async fn moves(
    reader: &Reader,
    canteen: &Canteen,
    ledger: FoodLedger,
    days: (NaiveDate, NaiveDate),
    kinds: &[DocumentKind],
) -> Result<Vec<FoodMove>> {
    let stores = stores::store::repo::at_place(reader, canteen.school_id, canteen.place_id).await?;
    let span = FoodSpan { days, ledger: Some(ledger), kinds };
    let moves = food_moves::of_stores(reader, canteen.school_id, &stores, span, MOST_RECORDS).await?;
    fits(moves.len())?;
    Ok(moves)
}

/// ① and ③.
pub(super) async fn receipts(
    reader: &Reader,
    canteen: &Canteen,
    ledger: FoodLedger,
    days: (NaiveDate, NaiveDate),
    lang: Lang,
) -> Result<Vec<SheetRow>> {
    let moves = moves(reader, canteen, ledger, days, &[DocumentKind::Receipt]).await?;
    let sellers = food_ledger::sellers(reader, canteen.school_id, moves.iter().filter_map(|one| one.source_id).collect()).await?;
    let rows = food_ledger::receipt_rows(reader, canteen.school_id, moves, lang).await?;
    let between = if lang == Lang::Zh { "、" } else { ", " };
    let row = |one: food_ledger::FoodReceiptRow| {
        let kind: Vec<&str> = [one.brand.as_deref(), one.item.spec.as_deref()].into_iter().flatten().collect();
        let seller = one.goods_receipt_id.and_then(|id| sellers.get(&id)).cloned().unwrap_or_default();
        let seller: Vec<String> = [seller.address, seller.contact, seller.phone].into_iter().flatten().collect();
        SheetRow {
            cells: vec![
                one.happened_on.to_string(),
                one.item.name.clone(),
                kind.join(" "),
                one.lot_no.clone().unwrap_or_default(),
                one.produced_on.map(|day| day.to_string()).unwrap_or_default(),
                one.shelf_life_days.map(|days| days.to_string()).unwrap_or_default(),
                one.expires_on.map(|day| day.to_string()).unwrap_or_default(),
                format!("{} {}", one.quantity, one.item.unit),
                one.unit_price.to_string(),
                one.value.to_string(),
                one.supplier.clone().unwrap_or_default(),
                seller.join(" "),
                certificates(&one, lang),
                one.supplier_signer.clone().unwrap_or_default(),
                one.acceptors.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(between),
                late(one.late, lang),
            ],
            late: one.late,
            struck: false,
        }
    };
    Ok(rows.into_iter().map(row).collect())
}

/// The numbers of all papers that came with it, each with what it is where that is not said by itself.
fn certificates(one: &food_ledger::FoodReceiptRow, lang: Lang) -> String {
    let named = |number: &Option<String>, what: Text| number.as_ref().map(|number| format!("{} {number}", what.pick(lang)));
    let quarantine = named(&one.quarantine_no, Text::fixed("检疫", "quarantine"));
    let quality = named(&one.meat_quality_no, Text::fixed("肉品品质检验", "meat quality"));
    let all: Vec<String> = one.certificate_nos.iter().cloned().chain(quarantine).chain(quality).collect();
    all.join(if lang == Lang::Zh { "、" } else { ", " })
}

/// ② and ④.
pub(super) async fn issues(
    reader: &Reader,
    canteen: &Canteen,
    ledger: FoodLedger,
    days: (NaiveDate, NaiveDate),
    lang: Lang,
) -> Result<Vec<SheetRow>> {
    let moves = moves(reader, canteen, ledger, days, &[DocumentKind::Issue, DocumentKind::Return]).await?;
    let rows = food_moves::issue_rows(reader, canteen.school_id, moves, lang).await?;
    let said = |quantity: OnHand, unit: &str| if quantity == OnHand::NOTHING { String::new() } else { format!("{quantity} {unit}") };
    let row = |one: food_moves::FoodIssueRow| SheetRow {
        cells: vec![
            one.happened_on.to_string(),
            one.item.in_full(),
            one.lot_no.clone().unwrap_or_default(),
            one.expires_on.map(|day| day.to_string()).unwrap_or_default(),
            said(one.went_out, &one.item.unit),
            said(one.came_back, &one.item.unit),
            one.purpose.clone().unwrap_or_default(),
            one.receiver.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
            one.issued_by.name.clone(),
            one.number.clone(),
            late(one.late, lang),
        ],
        late: one.late,
        struck: false,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// That something was written down on a later day.
fn late(late: bool, lang: Lang) -> String {
    if late { Text::fixed("补录", "late entry").pick(lang).to_owned() } else { String::new() }
}
