//! What the register writes into the audit trail.

kernel::actions! {
    REGISTERED = "asset.registered", "登记资产", "Asset registered";
    BATCH_REGISTERED = "asset.batch_registered", "批量登记资产", "Batch of assets registered";
    IMPORTED = "asset.imported", "导入台账", "Ledger imported";
    ATTACHED = "asset.attached", "添加照片或文件", "Photo or document added";
    DETACHED = "asset.detached", "移除照片或文件", "Photo or document removed";
}
