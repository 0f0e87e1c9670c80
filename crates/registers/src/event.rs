//! What the register writes into the audit trail.

kernel::actions! {
    REGISTERED = "asset.registered", "登记资产", "Asset registered";
    BATCH_REGISTERED = "asset.batch_registered", "批量登记资产", "Batch of assets registered";
    CHANGED = "asset.changed", "更正卡片", "Card corrected";
    MOVED = "asset.moved", "移动资产", "Assets moved";
    SPLIT = "asset.split", "拆分卡片", "Card split";
    LABELLED = "asset.labelled", "打印标签", "Labels printed";
    VOIDED = "asset.voided", "作废卡片", "Card voided";
    IMPORTED = "asset.imported", "导入台账", "Ledger imported";
}
