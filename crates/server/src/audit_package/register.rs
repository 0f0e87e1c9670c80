//! The files of the register: cards, what made them worth what they are worth, and where they were.

use kernel::Result;
use registers::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const CARDS: File = File {
    name: "data/cards.csv",
    zh: "资产卡片（含作废）",
    en: "Asset cards, voided ones too",
    columns: &[
        Column::new("id", "卡片", "Card"),
        Column::new("asset_no", "资产编号", "Asset no"),
        Column::new("official_no", "官方卡片编号", "Official card no"),
        Column::new("official_entered_on", "官方系统登记日", "Entered officially on"),
        Column::new("legacy_no", "原编号", "Former no"),
        Column::new("category_code", "分类代码", "Category code"),
        Column::new("name", "名称", "Name"),
        Column::new("spec_model", "规格型号", "Specification"),
        Column::new("unit", "单位", "Unit"),
        Column::quantity("quantity", "数量", "Quantity"),
        Column::new("unit_price", "单价", "Unit price"),
        Column::money("original_value", "原值", "Original value"),
        Column::money("accumulated_depreciation", "累计折旧", "Accumulated depreciation"),
        Column::new("acquired_on", "取得日期", "Acquired on"),
        Column::new("booked_on", "入账日期", "Booked on"),
        Column::new("acquisition_method", "取得方式", "Acquired by"),
        Column::new("supplier", "供应商", "Supplier"),
        Column::new("voucher_no", "凭证号", "Voucher no"),
        Column::new("invoice_no", "发票号", "Invoice no"),
        Column::new("fund_source", "经费来源", "Fund"),
        Column::new("status", "状态", "Status"),
        Column::new("location", "存放地点", "Place"),
        Column::new("custodian", "保管人", "Custodian"),
        Column::new("created_at", "建卡时间", "Registered at"),
        Column::new("voided_at", "作废时间", "Voided at"),
        Column::new("void_reason", "作废原因", "Why it was voided"),
        Column::new("remarks", "备注", "Remarks"),
    ],
};

pub(super) async fn cards(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(CARDS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::cards(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for card in &page {
            sheet.row(&[
                Cell::Id(card.id),
                Cell::Text(&card.asset_no),
                Cell::text(card.official_no.as_deref()),
                Cell::day(card.official_entered_on),
                Cell::text(card.legacy_no.as_deref()),
                Cell::Text(&card.category_code),
                Cell::Text(&card.name),
                Cell::text(card.spec_model.as_deref()),
                Cell::Text(&card.unit),
                Cell::Quantity(card.quantity),
                Cell::money(card.unit_price),
                Cell::money(card.original_value),
                Cell::money(card.accumulated_depreciation),
                Cell::day(card.acquired_on),
                Cell::day(card.booked_on),
                Cell::text(card.acquisition_method.as_deref()),
                Cell::text(card.supplier.as_deref()),
                Cell::text(card.voucher_no.as_deref()),
                Cell::text(card.invoice_no.as_deref()),
                Cell::text(card.fund_source.as_deref()),
                Cell::Text(&card.status),
                from.place(card.location_id),
                from.person(card.custodian_id),
                Cell::Time(card.created_at),
                Cell::time(card.voided_at),
                Cell::text(card.void_reason.as_deref()),
                Cell::text(card.remarks.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const VALUE_EVENTS: File = File {
    name: "data/value_events.csv",
    zh: "价值变动（卡片的原值和累计折旧是它们的和）",
    en: "Value events; a card's values are their sums",
    columns: &[
        Column::new("id", "变动", "Event"),
        Column::new("asset_id", "卡片", "Card"),
        Column::new("asset_no", "资产编号", "Asset no"),
        Column::new("kind", "种类", "Kind"),
        Column::new("effective_on", "生效日期", "Effective on"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::quantity("quantity", "数量", "Quantity"),
        Column::money("original_value", "原值", "Original value"),
        Column::money("accumulated_depreciation", "累计折旧", "Accumulated depreciation"),
        Column::new("document_kind", "依据种类", "Kind of document"),
        Column::new("document_id", "依据", "Document"),
        Column::new("voucher_no", "凭证号", "Voucher no"),
        Column::new("reason", "原因", "Reason"),
        Column::new("category_code", "分类代码", "Category code"),
    ],
};

pub(super) async fn value_events(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(VALUE_EVENTS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::value_events(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let numbers = evidence::numbers(from.db, from.school, distinct(page.iter().map(|event| event.asset_id))).await?;
        for event in &page {
            sheet.row(&[
                Cell::Id(event.id),
                Cell::Id(event.asset_id),
                Cell::text(numbers.get(&event.asset_id).map(String::as_str)),
                Cell::Text(&event.kind),
                Cell::Day(event.effective_on),
                Cell::Time(event.recorded_at),
                Cell::Quantity(event.quantity),
                Cell::Money(event.original_value),
                Cell::Money(event.accumulated_depreciation),
                Cell::Text(&event.document_kind),
                Cell::id(event.document_id),
                Cell::text(event.voucher_no.as_deref()),
                Cell::text(event.reason.as_deref()),
                Cell::Text(&event.category_code),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const ASSIGNMENTS: File = File {
    name: "data/assignments.csv",
    zh: "存放和保管（谁在什么时候保管什么）",
    en: "Assignments: where a card was, and who had it",
    columns: &[
        Column::new("id", "记录", "Assignment"),
        Column::new("asset_id", "卡片", "Card"),
        Column::new("asset_no", "资产编号", "Asset no"),
        Column::new("started_at", "起", "From"),
        Column::new("ended_at", "止", "To"),
        Column::new("location", "存放地点", "Place"),
        Column::new("custodian", "保管人", "Custodian"),
        Column::new("user", "使用人", "User"),
        Column::new("responsible", "责任人", "Responsible"),
        Column::new("document_kind", "依据种类", "Kind of document"),
        Column::new("document_id", "依据", "Document"),
        Column::new("reason", "原因", "Reason"),
    ],
};

pub(super) async fn assignments(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(ASSIGNMENTS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::assignments(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let numbers = evidence::numbers(from.db, from.school, distinct(page.iter().map(|row| row.asset_id))).await?;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Id(row.asset_id),
                Cell::text(numbers.get(&row.asset_id).map(String::as_str)),
                Cell::Time(row.started_at),
                Cell::time(row.ended_at),
                from.place(row.location_id),
                from.person(row.custodian_id),
                from.person(row.user_person_id),
                from.person(row.responsible_person_id),
                Cell::Text(&row.document_kind),
                Cell::id(row.document_id),
                Cell::text(row.reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

/// Each of them once: an `IN` takes no more than it must.
pub(super) fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
