//! What stores write into the audit trail, and what they tell.

kernel::actions! {
    STORE_ADDED = "store.added", "新增库房", "Store added";
    STORE_REVISED = "store.revised", "修改库房", "Store revised";
    ITEM_ADDED = "stock_item.added", "新增库存物品", "Stock item added";
    ITEM_REVISED = "stock_item.revised", "修改库存物品", "Stock item revised";
    RECEIVED = "stock.received", "入库", "Received into store";
    ISSUED = "stock.issued", "发放", "Issued";
    DISTRIBUTED = "stock.distributed", "按班发放", "Issued to classes";
    TAKEN_BACK = "stock.returned", "退回入库", "Returned to store";
    TRANSFERRED = "stock.transferred", "库房调拨", "Moved to another store";
    REBINNED = "stock.rebinned", "换库位", "Moved to another bin";
    LOT_STOPPED = "stock_lot.stopped", "停用批次", "Lot stopped";
    LOT_RELEASED = "stock_lot.released", "恢复使用批次", "Lot released";
    LOT_NAMED = "stock_lot.named", "补登批号", "Lot named";
    COUNTED = "stock.counted", "库房盘点", "Store counted";
    DISTRIBUTION_SUBMITTED = "stock_distribution.submitted", "提交按班发放", "Distribution to classes submitted";
    DISTRIBUTION_CANCELLED = "stock_distribution.cancelled", "取消按班发放", "Distribution to classes cancelled";
    REQUISITION_SUBMITTED = "requisition.submitted", "提交申领单", "Requisition submitted";
    REQUISITION_CANCELLED = "requisition.cancelled", "取消申领单", "Requisition cancelled";
    REQUISITION_EXPIRED = "requisition.expired", "申领单逾期未领作废", "Requisition not collected in time";
}

kernel::topics! {
    NEWS_ISSUED = "stock_document.issued", ("以我的名义领用的", "What was handed out in my name"),
        ("您领用了 {what}（{number}，经手 {who}）。不是您领的，请告诉{director}。",
         "You received {what} ({number}, handed out by {who}). If you did not, tell: {director}.");
    NEWS_COLLECTED = "requisition.collected", ("我申领的由别人领走了", "What I asked for and another collected"),
        ("您申领的由 {receiver} 领走了：{what}（{number}，经手 {who}）。",
         "What you asked for was collected by {receiver}: {what} ({number}, handed out by {who}).");
    NEWS_EXPIRED = "requisition.expired", ("我申领的没有按时去领", "What I asked for and did not collect"),
        ("您申领的 {what}（{number}）到 {day} 没有来领，已经作废。还要的话请重新申领。",
         "What you asked for was not collected by {day} and has expired: {what} ({number}). If you still need it, ask for it anew.");
}

/// What things cost is for those who may see stores, also in what was written of them.
pub const HIDDEN: kernel::audit::trail::HiddenFields =
    kernel::audit::trail::HiddenFields { kinds: "stock_document", fields: &["value"], permission: "stores.view" };
