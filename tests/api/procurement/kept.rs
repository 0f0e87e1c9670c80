//! One of everything around suppliers and quotes, for the cases that go over every operation.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    approve, ask_for, bank, look,
    quotes::{act, open, quote},
    suppliers::{path, supplier},
};
use crate::files::samples;

/// Ids of rows that are at their first version, and of what hangs on others.
pub(crate) struct Kept {
    pub supplier: String,
    /// A proposal of the director's.
    pub account: String,
    /// The scan of a licence of that supplier.
    pub licence: String,
    /// That licence.
    pub licence_row: String,
    /// A sheet without a quote.
    pub sheet: String,
    /// A sheet with one, and its picture.
    pub quoted: String,
    pub picture: String,
    /// An upload of the director's that is not attached to anything.
    pub paper: String,
}

async fn paper(by: &Client, name: &str) -> Value {
    by.upload(name, "image/png", samples::png(8, 6)).await.expect(201)["id"].clone()
}

/// A request for a thing of a small price that is approved.
pub(crate) async fn approved_thing(teacher: &Client, director: &Client, name: &str) -> Value {
    let asked = ask_for(teacher, name, "38").await;
    approve(director, &asked).await;
    look(director, &asked).await
}

pub(crate) async fn keep(teacher: &Client, director: &Client) -> Kept {
    let shop = supplier(director, "城南文具店").await;
    let proposed = bank::propose(director, &shop, "6222021200001111").await;
    let licence = json!({ "kind": "business_licence", "number": "9133", "upload_id": paper(director, "执照.png").await });
    let licensed = director.post(&format!("{}/licences", path(&shop)), licence).await.expect(201);
    let sheet = open(director, &approved_thing(teacher, director, "订书机").await).await;
    let quoted = open(director, &approved_thing(teacher, director, "打孔机").await).await;
    let mut screenshot = quote(&shop, &["37"]);
    (screenshot["channel"], screenshot["upload_id"]) = (json!("screenshot"), paper(director, "报价.png").await);
    let with_quote = act(director, &quoted, "quotes", screenshot).await.expect(200);
    let id = |value: &Value| text(value).to_owned();
    Kept {
        supplier: id(&shop["id"]),
        account: id(&proposed["bank_accounts"][0]["id"]),
        licence: id(&licensed["all_licences"][0]["document"]["id"]),
        licence_row: id(&licensed["all_licences"][0]["id"]),
        sheet: id(&sheet["id"]),
        quoted: id(&quoted["id"]),
        picture: id(&with_quote["quotes"][0]["document"]["id"]),
        paper: id(&paper(director, "书面报价.png").await),
    }
}

/// A request with an order and a receipt of it, all at their first versions.
pub(crate) struct Ordered {
    pub request: String,
    /// Of two of its three things, by the custodian.
    pub order: String,
    /// By the teacher; one was delivered and refused, with a photo.
    pub receipt: String,
    pub photo: String,
    /// An upload of the teacher's that is not attached to anything.
    pub paper: String,
}

pub(crate) async fn order(teacher: &Client, director: &Client, custodian: &Client, supplier: &str) -> Ordered {
    let asked = super::ask(teacher, super::wish("粉笔擦", "3", "10")).await;
    approve(director, &asked).await;
    let lines = json!([{ "position": 0, "quantity": "2", "unit_price": "10.00" }]);
    let body = json!({ "request_id": asked["id"], "supplier_id": supplier, "lines": lines });
    let order = super::orders::make(custodian, body).await.expect(201);
    let picture = paper(teacher, "坏了.png").await;
    let line = json!({
        "position": 0, "delivered": "1", "accepted": "0", "refusal_reason": "坏的", "refusal_upload_ids": [picture],
        "destination": { "kind": "used" },
    });
    let receipt = super::goods_receipts::make(teacher, super::goods_receipts::delivered(&order, json!([line]))).await.expect(201);
    let id = |value: &Value| text(value).to_owned();
    Ordered {
        request: id(&asked["id"]),
        order: id(&order["id"]),
        receipt: id(&receipt["id"]),
        photo: id(&receipt["attachments"][0]["id"]),
        paper: id(&paper(teacher, "又坏了.png").await),
    }
}

/// One more supplier with a licence, a quote of it on the sheet, and one more licence and account of the supplier that is looked at.
pub(crate) async fn grow(director: &Client, kept: &Kept, name: &str) {
    let shop = supplier(director, name).await;
    for (of, ends) in [(path(&shop), "2026-12-01"), (format!("/suppliers/{}", kept.supplier), "2027-12-01")] {
        let scan = director.upload("证.txt", "text/plain", format!("{name} {ends}").into()).await.expect(201);
        let licence = json!({ "kind": "insurance", "number": name, "expires_on": ends, "upload_id": scan["id"] });
        director.post(&format!("{of}/licences"), licence).await.expect(201);
    }
    let looked_at = director.get(&format!("/suppliers/{}", kept.supplier)).await.expect(200);
    let account = format!("/supplier-bank-accounts/{}/refuse", text(&looked_at["bank_accounts"][0]["id"]));
    director.seen(1).post(&account, json!({ "reason": "x" })).await.expect(200);
    bank::propose(director, &looked_at, "6222021200002222").await;
    let paper = director.upload("报价.txt", "text/plain", format!("{name} 报价").into()).await.expect(201);
    let mut written = quote(&shop, &["37"]);
    (written["channel"], written["upload_id"]) = (json!("written"), paper["id"].clone());
    act(director, &json!({ "id": kept.sheet }), "quotes", written).await.expect(200);
}

/// A body with every field that there is; `None` for what is not about suppliers and quotes.
pub(crate) fn body(method: &str, template: &str, kept: &Kept, asked_by: &str) -> Option<Value> {
    let reason = json!({ "reason": "两次短斤少两" });
    Some(match (method, template) {
        ("POST", "/suppliers") | ("PUT", "/suppliers/{id}") => json!({
            "name": "城北五金", "contact": "孙老板", "phone": "0571-88880000", "address": "城北路 3 号", "sells": "五金",
            "price_list": { "valid_from": "2026-01-01", "valid_until": "2027-12-31" }
        }),
        ("POST", "/suppliers/{id}/suspend" | "/suppliers/{id}/resume" | "/supplier-bank-accounts/{id}/refuse") => reason,
        ("POST", "/suppliers/{id}/licences") => {
            json!({ "kind": "insurance", "number": "1", "issued_on": "2026-01-01", "expires_on": "2027-01-01", "upload_id": kept.paper })
        }
        ("POST", "/suppliers/{id}/bank-accounts") => bank::account("6222021200001111"),
        ("POST", "/supplier-licences/{id}/verify" | "/supplier-bank-accounts/{id}/confirm" | "/purchase-requests/{id}/quote-sheet") => {
            json!({})
        }
        ("POST", "/quote-sheets/{id}/quotes") => json!({
            "supplier_id": kept.supplier, "channel": "written", "quoted_on": "2026-11-23", "asked_by_id": asked_by, "upload_id": kept.paper,
            "note": "含运费", "lines": [{ "position": 0, "unit_price": "37.50" }]
        }),
        ("POST", "/quote-sheets/{id}/quotes/remove") => json!({ "supplier_id": kept.supplier, "reason": "录错了" }),
        ("POST", "/quote-sheets/{id}/settle") => json!({
            "supplier_id": kept.supplier, "not_lowest": "送货上门", "single_source": { "code": "emergency", "words": "水管爆了" }
        }),
        ("POST", "/quote-sheets/{id}/reopen") => json!({ "reason": "没有货了" }),
        _ => return None,
    })
}
