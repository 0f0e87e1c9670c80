//! What can be permitted in procurement.

kernel::permissions! {
    RequestPurchase = "purchase_requests.request", "申请采购", "Ask for a purchase";
    ViewPurchases = "purchase_requests.view", "查看采购申请", "View purchase requests";
}
