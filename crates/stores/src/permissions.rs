//! What can be permitted in stores.

kernel::permissions! {
    ViewStores = "stores.view", "查看库房和库存", "View stores and stock";
    KeepStores = "stores.keep", "入库、发放、收回", "Receive, issue and take back", stepped_up;
    /// Reading only: a page that is opened asks nobody who he is.
    PrepareStores = "stores.prepare", "准备发放：看能调往的库房和手上的维修单", "Prepare handing out: see where to send to, and repairs in hand";
    CountStores = "stores.count", "主持库房盘点", "Lead the counting of stores", stepped_up;
    ManageStores = "stores.manage", "设库房和物品目录", "Set up stores and stock items";
    RequestStock = "requisitions.request", "申领物品", "Ask for things from the stores";
    ViewRequisitions = "requisitions.view", "查看申领单", "View requisitions";
    OwnIssues = "stock_issues.own", "看自己领用的东西", "See what one was handed", signed_in;
}

/// For the job that lets expire what nobody collected. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct ExpireRequisitions;

impl kernel::Permission for ExpireRequisitions {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "requisitions.expire",
        zh: "申领单逾期未领作废",
        en: "Let expire what nobody collected",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
