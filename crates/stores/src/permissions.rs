//! What can be permitted in stores.

kernel::permissions! {
    ViewStores = "stores.view", "查看库房和库存", "View stores and stock";
    KeepStores = "stores.keep", "入库、发放、收回", "Receive, issue and take back";
    CountStores = "stores.count", "主持库房盘点", "Lead the counting of stores";
    ManageStores = "stores.manage", "设库房和物品目录", "Set up stores and stock items";
    RequestStock = "requisitions.request", "申领物品", "Ask for things from the stores";
    ViewRequisitions = "requisitions.view", "查看申领单", "View requisitions";
}
