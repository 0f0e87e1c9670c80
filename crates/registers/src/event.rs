//! What the register writes into the audit trail, and what it tells.

kernel::actions! {
    REGISTERED = "asset.registered", "登记资产", "Asset registered";
    BATCH_REGISTERED = "asset.batch_registered", "批量登记资产", "Batch of assets registered";
    CHANGED = "asset.changed", "更正卡片", "Card corrected";
    EDITED = "asset.edited", "批量更正卡片", "Cards corrected in bulk";
    MOVED = "asset.moved", "移动资产", "Assets moved";
    SPLIT = "asset.split", "拆分卡片", "Card split";
    LABELLED = "asset.labelled", "打印标签", "Labels printed";
    VOIDED = "asset.voided", "作废卡片", "Card voided";
    DUE_ADDED = "asset.due_added", "登记到期日", "Due date noted";
    DUE_CHANGED = "asset.due_changed", "修改到期日", "Due date changed";
    DUE_DONE = "asset.due_done", "到期事项完成", "Due matter done";
    DUE_REMOVED = "asset.due_removed", "撤销到期日", "Due date removed";
    VALUE_RECORDED = "asset.value_recorded", "登记价值变动", "Change of value recorded";
    DEPRECIATION_COMPUTED = "depreciation_run.computed", "计算折旧", "Depreciation computed";
    DEPRECIATION_RECOMPUTED = "depreciation_run.recomputed", "重新计算折旧", "Depreciation computed again";
    DEPRECIATION_COMPARED = "depreciation_run.compared", "与资产系统折旧核对", "Depreciation compared with the asset system";
    DEPRECIATION_CLOSED = "depreciation_run.closed", "折旧结账", "Depreciation closed";
    DEPRECIATION_DISCARDED = "depreciation_run.discarded", "放弃折旧计算", "Depreciation discarded";
    EXPORTED = "register.exported", "导出台账", "Register exported";
    TEMPLATE_SAVED = "export_template.saved", "保存上报表样", "Export template saved";
    TEMPLATE_REMOVED = "export_template.removed", "删除上报表样", "Export template removed";
    IMPORTED = "asset.imported", "导入台账", "Ledger imported";
    IMPORT_UNDONE = "asset.import_undone", "撤销导入", "Import undone";
    COMPARED = "asset.compared", "与外部台账比对", "Compared with another ledger";
    MAPPING_SAVED = "import_mapping.saved", "保存列对应方案", "Column mapping saved";
    MAPPING_REMOVED = "import_mapping.removed", "删除列对应方案", "Column mapping removed";
    ATTACHED = "asset.attached", "添加照片或文件", "Photo or document added";
    DETACHED = "asset.detached", "移除照片或文件", "Photo or document removed";
}

kernel::topics! {
    NEWS_IMPORTED = "asset_import.finished", ("台账导入完成", "Ledgers imported"),
        ("导入完成：{file}，{count} 张卡片", "Imported: {file}, {count} cards");
}

/// What a card is worth is for those who may see values, also in what was written of it.
pub const HIDDEN: kernel::audit::trail::HiddenFields = kernel::audit::trail::HiddenFields {
    kinds: "asset",
    fields: &[
        "unit_price",
        "original_value",
        "accumulated_depreciation",
        "net_value",
        "fiscal_value",
        "non_fiscal_value",
        "value",
        "total_value",
    ],
    permission: "assets.view_values",
};
