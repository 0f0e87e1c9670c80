//! The files of stock: every move with its document, and every lot with what its maker wrote on it.

use kernel::Result;
use stores::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    register::distinct,
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
        Column::new("lot_id", "批次", "Lot"),
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
                Cell::Id(moved.lot_id),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const LOTS: File = File {
    name: "data/stock_lots.csv",
    zh: "库存批次（含已用完）",
    en: "Lots of stock, used up ones too",
    columns: &[
        Column::new("id", "批次", "Lot"),
        Column::new("store", "库房", "Store"),
        Column::new("item", "品名", "Item"),
        Column::new("spec", "规格", "Specification"),
        Column::new("unit", "单位", "Unit"),
        Column::new("received_on", "入库日期", "Received on"),
        Column::new("document_no", "入库单号", "Document no"),
        Column::new("supplier", "供应商", "Supplier"),
        Column::new("lot_no", "生产批号", "Maker's lot no"),
        Column::new("produced_on", "生产日期", "Made on"),
        Column::new("expires_on", "到期日", "Good until"),
        Column::new("bin", "库位", "Bin"),
        Column::quantity("quantity", "现存数量", "Quantity left"),
        Column::new("stopped_at", "停用时间", "Stopped at"),
        Column::new("stop_reason", "停用原因", "Why it was stopped"),
    ],
};

pub(super) async fn lots(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(LOTS).await?;
    let stores = evidence::stores(from.db, from.school).await?;
    let items = evidence::items(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::lots(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let documents = evidence::documents(from.db, from.school, distinct(page.iter().map(|lot| lot.document_id))).await?;
        for lot in &page {
            let (item, document) = (items.get(&lot.item_id), documents.get(&lot.document_id));
            sheet.row(&[
                Cell::Id(lot.id),
                Cell::text(stores.get(&lot.store_id).map(String::as_str)),
                Cell::text(item.map(|(name, _, _)| name.as_str())),
                Cell::text(item.and_then(|(_, spec, _)| spec.as_deref())),
                Cell::text(item.map(|(_, _, unit)| unit.as_str())),
                Cell::Day(lot.received_on),
                Cell::text(document.map(|(number, _)| number.as_str())),
                Cell::text(document.and_then(|(_, supplier)| supplier.as_deref())),
                Cell::text(lot.lot_no.as_deref()),
                Cell::day(lot.produced_on),
                Cell::day(lot.expires_on),
                Cell::text(lot.bin.as_deref()),
                Cell::Quantity(lot.quantity),
                Cell::time(lot.stopped_at),
                Cell::text(lot.stop_reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
