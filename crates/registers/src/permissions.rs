//! What can be permitted in the register.

kernel::permissions! {
    ViewAssets = "assets.view", "查看资产", "View assets";
    ViewAssetValues = "assets.view_values", "查看资产价值", "View asset values";
    RegisterAsset = "assets.register", "登记资产卡片", "Register asset cards";
    CorrectAsset = "assets.correct", "更正资产卡片", "Correct asset cards";
    MoveAsset = "assets.move", "移动资产", "Move assets";
    PrintLabels = "assets.label", "打印资产标签", "Print asset labels";
    VoidAsset = "assets.void", "作废资产卡片", "Void asset cards";
    ExportAssets = "assets.export", "导出资产", "Export assets";
    KeepExportTemplates = "assets.export_templates", "管理上报表样", "Keep export templates";
    RecordValue = "assets.record_value", "登记价值变动", "Record changes of value", stepped_up;
    ViewDepreciation = "depreciation.view", "查看折旧", "View depreciation";
    RunDepreciation = "depreciation.run", "计提折旧和结账", "Compute depreciation and close months", stepped_up;
    ImportRegister = "assets.import", "导入资产台账", "Import an asset ledger";
}
