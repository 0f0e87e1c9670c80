//! The file of stock: every move with its document.

use kernel::Result;
use stores::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const STOCK_MOVES: File = File {
    name: "data/stock_moves.csv",
    zh: "库房出入库（入为正，出为负）",
    en: "Stock moves: in is positive, out is negative",
    columns: &[
        Column::new("id", "记录", "Move"),
        Column::new("document_no", "单号", "Document no"),
        Column::new("document_kind", "单据种类", "Kind of document"),
        Column::new("store", "库房", "Store"),
        Column::new("item", "品名", "Item"),
        Column::new("spec", "规格", "Specification"),
        Column::new("unit", "单位", "Unit"),
        Column::new("happened_on", "发生日期", "Happened on"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("late", "补录", "Entered late"),
        Column::quantity("quantity", "数量", "Quantity"),
        Column::money("value", "金额", "Value"),
        Column::new("receiver", "领用人", "Receiver"),
        Column::new("recorded_by", "经手人", "Recorded by"),
        Column::new("source_no", "来源单号", "Source no"),
    ],
};

pub(super) async fn stock_moves(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(STOCK_MOVES).await?;
    let stores = evidence::stores(from.db, from.school).await?;
    let items = evidence::items(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::moves(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.moved.id;
        for row in &page {
            let (moved, document, item) = (&row.moved, row.document.as_ref(), items.get(&row.moved.item_id));
            sheet.row(&[
                Cell::Id(moved.id),
                Cell::text(document.map(|d| d.number.as_str())),
                Cell::text(document.map(|d| d.kind.as_str())),
                Cell::text(stores.get(&moved.store_id).map(String::as_str)),
                Cell::text(item.map(|(name, _, _)| name.as_str())),
                Cell::text(item.and_then(|(_, spec, _)| spec.as_deref())),
                Cell::text(item.map(|(_, _, unit)| unit.as_str())),
                Cell::Day(moved.happened_on),
                Cell::time(document.map(|d| d.recorded_at)),
                document.map_or(Cell::Empty, |d| Cell::Yes(d.late)),
                Cell::Quantity(moved.quantity),
                Cell::Money(moved.value),
                from.person(document.and_then(|d| d.receiver_id)),
                from.person(document.map(|d| d.recorded_by)),
                Cell::text(document.and_then(|d| d.source_number.as_deref())),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
