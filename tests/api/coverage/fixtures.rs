//! One school with one of everything, and a successful call for every operation that writes.

use std::{collections::BTreeMap, ops::Deref};

use serde_json::{Value, json};
use test_support::{Client, Credentials, KeptSchool, School, TestEngine};
use tokio::sync::OnceCell;

use crate::{
    files::samples,
    identity::{authenticator, openid_provider::OpenIdProvider},
    procurement,
    registers::{forms, templates},
};

/// A school in which every path parameter has a real row: a copy of the one that was built, which takes some hundred calls.
pub struct Everything {
    pub school: School,
    /// By whom its people may also sign in.
    pub openid: OpenIdProvider,
    pub teacher: Client,
    pub worker: Client,
    pub director: Client,
    pub custodian: Client,
    /// Runs the canteen.
    pub manager: Client,
    /// Answers for food safety there.
    pub officer: Client,
    /// Who keeps finance's books.
    pub bookkeeper: Client,
    rows: &'static Rows,
}

/// What is in it; the same in each copy.
pub struct Rows {
    /// The school's id.
    pub school_id: String,
    /// Path template → id of a row that the caller of that template may see.
    pub ids: BTreeMap<&'static str, String>,
    /// An upload that is a ledger, of the custodian.
    pub ledger: String,
    /// An upload of the custodian that is not attached to anything.
    pub upload: String,
    /// An upload of the custodian that is a blank form.
    pub blank: String,
    /// Suppliers and quotes.
    pub kept: procurement::kept::Kept,
    /// An order and a receipt of it.
    pub ordered: procurement::kept::Ordered,
    /// An upload of the director's that is a photo of a signed paper, not attached to anything.
    pub signed: String,
    /// What a meeting decided, and what waits for one.
    pub met: procurement::meeting::Met,
    /// An upload of the administrator that is a list of people.
    pub roster: String,
    /// Path template → attachment that its caller may see.
    attachments: BTreeMap<&'static str, String>,
    /// A class that no move of classes made.
    pub class: String,
    /// A store that is no other's.
    pub second_store: String,
    /// What is left of the item in its store.
    pub lot: String,
    /// What can be printed on: another item than that of the paths.
    pub paper: String,
    /// A repair that the worker has in hand.
    pub in_hand: String,
    /// Of the canteen's staff, who may handle food: another one than that of the paths.
    pub cook: String,
}

/// The one that was built: plain data, for tests with runtimes of their own.
struct Model {
    school: KeptSchool,
    /// Everybody beside the school's first two, in the order of [`Everything::build`].
    people: [Credentials; 7],
    rows: Rows,
}

static ON_SQLITE: OnceCell<Model> = OnceCell::const_new();
static ON_POSTGRES: OnceCell<Model> = OnceCell::const_new();

impl Deref for Everything {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        self.rows
    }
}

impl Everything {
    pub async fn build(engine: TestEngine) -> Self {
        let built = match engine {
            TestEngine::Sqlite => &ON_SQLITE,
            TestEngine::Postgres => &ON_POSTGRES,
        };
        let Model { school, people, rows } = built.get_or_init(|| Box::pin(Model::build(engine))).await;
        let openid = OpenIdProvider::open().await;
        let settings = openid.settings();
        let school = school.open_with(|config| config.openid = settings).await;
        let people = people.each_ref().map(|who| Client::known(&school.app.base, who));
        let [teacher, worker, director, custodian, manager, officer, bookkeeper] = people;
        Self { school, openid, teacher, worker, director, custodian, manager, officer, bookkeeper, rows }
    }
}

impl Model {
    async fn build(engine: TestEngine) -> Self {
        let openid = OpenIdProvider::open().await;
        let school = openid.school(engine).await;
        let rooms = school.rooms().await;
        let room = rooms["101"]["id"].as_str().unwrap().to_owned();
        let sign = rooms["101"]["sign_code"].as_str().unwrap().to_owned();
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card =
            custodian.post("/assets", json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room })).await.expect(201);
        let due = json!({ "kind": "inspection", "due_on": "2027-01-01" });
        let due = custodian.post(&format!("/assets/{}/due-dates", card["id"].as_str().unwrap()), due).await.expect(201);
        let upload = custodian.upload("照片.png", "image/png", samples::png(8, 6)).await.expect(201);
        let attached = custodian.upload("照片.png", "image/png", samples::png(8, 6)).await.expect(201);
        let path = format!("/assets/{}/attachments", card["id"].as_str().unwrap());
        let attachment = custodian.post(&path, json!({ "upload_ids": [attached["id"]], "kind": "photo" })).await.expect(201);
        let ledger = custodian.upload("台账.csv", "text/csv", LEDGER.into()).await.expect(201);
        let body = json!({ "file": { "upload_id": ledger["id"] } });
        let import = custodian.with("idempotency-key", "everything").post("/imports", body).await.expect(201);
        let mapping = json!({ "name": "财政导出", "heads": ["资产名称"], "options": {} });
        let mapping = custodian.post("/import-mappings", mapping).await.expect(201);
        let route = school.admin.post("/repair-routes", json!({ "category": "lock", "worker_id": worker.person_id })).await.expect(201);
        let case = report(&teacher, &room).await;
        let room_of_case = room.clone();
        let photo = director.upload("灯.png", "image/png", samples::png(8, 6)).await.expect(201);
        let photo = json!({ "upload_ids": [photo["id"]], "kind": "photo" });
        let photo = director.post(&format!("/repair-cases/{}/attachments", case["id"].as_str().unwrap()), photo).await.expect(201);
        let nobody = school.app.nobody();
        let shown = nobody.upload_to(&format!("/signs/{sign}/uploads"), "灯.png", "image/png", samples::png(9, 6)).await.expect(201);
        let anonymous = json!({ "faults": [{ "category": "other" }], "upload_ids": [shown["id"]] });
        let anonymous = nobody.post(&format!("/signs/{sign}/repair-cases"), anonymous).await.expect(201);
        let code = anonymous["cases"][0]["follow_up_code"].as_str().unwrap().to_owned();
        let followed = nobody.get(&format!("/follow-ups/{code}")).await.expect(200)["photos"][0]["id"].clone();
        let grant =
            school.admin.post(&format!("/people/{}/role-grants", teacher.person_id), json!({ "role": "auditor" })).await.expect(201);
        let away = json!({ "to_id": custodian.person_id, "roles": ["logistics_director"], "starts_on": "2026-12-10", "ends_on": "2026-12-11", "reason": "开会" });
        let away = director.post("/me/delegations", away).await.expect(201);
        let view = json!({ "list": "assets", "name": "闲置的", "query": "status=idle" });
        let view = school.admin.post("/saved-views", view).await.expect(201);
        let year = year(&school.admin).await;
        school.app.deliver().await;
        let notice = teacher.get("/notices").await.expect(200)["items"][0]["id"].clone();
        teacher.seen(0).put("/me/notice-preferences", json!({ "mail": "off" })).await.expect(200);
        let robot = json!({ "kind": "wecom", "name": "总务群", "address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1" });
        let channel = school.admin.post("/notice-channels", robot).await.expect(201);
        let tested = format!("/notice-channels/{}/test", channel["id"].as_str().unwrap());
        let delivery = school.admin.post(&tested, json!({})).await.expect(201);
        let (_, passkey) = authenticator::add(&teacher, "手机").await;
        let session = teacher.get("/sessions").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let months = json!({ "period": "2026-10" });
        let depreciation = school.principal.post("/depreciation-runs", months).await.expect(201);
        let export = custodian.post("/asset-exports", json!({ "format": "csv" })).await.expect(201);
        let template = templates::kept(&custodian, "区教育局报表").await;
        let blank = custodian.upload("空表.xlsx", "application/octet-stream", forms::blank()).await.expect(201);
        let roster = school.admin.upload("名单.csv", "text/csv", "姓名\n郑老师\n".into()).await.expect(201);
        let asked = procurement::ask_for(&teacher, "水龙头", "38").await;
        let petty = procurement::petty::record(&teacher, &worker, "角阀", "38").await;
        let kept = procurement::kept::keep(&teacher, &director).await;
        let ordered = procurement::kept::order(&teacher, &director, &custodian, &kept.supplier).await;
        let budget = procurement::budgets::allot(&school.principal, "public", "10000.00").await.expect(201);
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let signed = director.upload("签字.png", "image/png", samples::png(8, 6)).await.expect(201);
        let records = [
            ("purchase-requests", text(&asked["id"])),
            ("quote-sheets", kept.sheet.clone()),
            ("purchase-orders", ordered.order.clone()),
            ("goods-receipts", ordered.receipt.clone()),
            ("petty-purchases", text(&petty["id"])),
        ];
        let scans = procurement::signed_scans::one_of_each(&director, &records).await;
        let notice_of = procurement::publications::posted_and_draft(&teacher, &director, &custodian, &kept.supplier).await;
        let met = procurement::meeting::decided_and_waiting(&teacher, &director, &school.principal).await;
        let stock = crate::stores::stock(&custodian, &worker, &teacher, &year["standing"]).await;
        let of_stores = [
            ("stock-documents", text(&stock["issue"])),
            ("stock-distributions", text(&stock["distribution"])),
            ("requisitions", text(&stock["requisition"])),
            ("petty-purchases", format!("{}/shop-statement", text(&petty["id"]))),
            ("budgets", text(&budget["id"])),
            ("supplier-bank-accounts", kept.account.clone()),
        ];
        let stores_scans = procurement::signed_scans::one_of_each(&director, &of_stores).await;
        let looked = crate::inspections::kept(&director, &room_of_case).await;
        let manager = school.person("冯经理", &["canteen_manager"]).await;
        let officer = school.person("何安全", &["food_safety_officer"]).await;
        let kitchen = crate::canteen::one_of_each(&director, &manager, &officer, &room).await;
        let seat = seat(&school).await;
        let summary = format!("/term-summaries/{}", text(&year["term"]));
        director.seen(0).put(&summary, json!({ "opening": "第一稿" })).await.expect(200);
        let mut ids = BTreeMap::from([
            ("/api/v1/auditor-seats/{id}", seat),
            ("/api/v1/assets/{id}", text(&card["id"])),
            ("/api/v1/asset-due-dates/{id}", text(&due["id"])),
            ("/api/v1/depreciation-runs/{id}", text(&depreciation["id"])),
            ("/api/v1/imports/{id}", text(&import["id"])),
            ("/api/v1/import-mappings/{id}", text(&mapping["id"])),
            ("/api/v1/asset-exports/{id}", text(&export["id"])),
            ("/api/v1/export-templates/{id}", text(&template["id"])),
            ("/api/v1/calendar-days/{day}", "2026-12-31".to_owned()),
            ("/api/v1/class-advances/{id}", text(&year["advance"])),
            ("/api/v1/classes/{id}", text(&year["class"])),
            ("/api/v1/policies/{key}", "purchase.two_buyers_from".to_owned()),
            ("/api/v1/terms/{id}", text(&year["term"])),
            ("/api/v1/term-summaries/{id}", text(&year["term"])),
            ("/api/v1/locations/{id}", room),
            ("/api/v1/notices/{id}", text(&notice)),
            ("/api/v1/notice-channels/{id}", text(&channel["id"])),
            ("/api/v1/notice-deliveries/{id}", text(&delivery["id"])),
            ("/api/v1/me/passkeys/{id}", text(&passkey["id"])),
            ("/api/v1/people/{id}", teacher.person_id.clone()),
            ("/api/v1/repair-cases/{id}", text(&case["id"])),
            ("/api/v1/repair-routes/{id}", text(&route["id"])),
            ("/api/v1/role-grants/{id}", text(&grant["id"])),
            ("/api/v1/roles/{code}", "repair_worker".to_owned()),
            ("/api/v1/delegations/{id}", text(&away["id"])),
            ("/api/v1/saved-views/{id}", text(&view["id"])),
            ("/api/v1/sessions/{id}", session),
            ("/api/v1/signs/{code}", sign),
            ("/api/v1/purchase-requests/{id}", text(&asked["id"])),
            ("/api/v1/petty-purchases/{id}", text(&petty["id"])),
            ("/api/v1/approvals/{id}", text(&asked["approval_id"])),
            ("/api/v1/approvals/{id}/minutes/", met.decided.clone()),
            ("/api/v1/stores/{id}", text(&stock["store"])),
            ("/api/v1/stock-items/{id}", text(&stock["item"])),
            ("/api/v1/stock-lots/{id}", text(&stock["lot"])),
            ("/api/v1/stock-documents/{id}", text(&stock["issue"])),
            ("/api/v1/me/stock-issues/{id}", text(&stock["issue"])),
            ("/api/v1/stock-distributions/{id}", text(&stock["distribution"])),
            ("/api/v1/requisitions/{id}", text(&stock["requisition"])),
            ("/api/v1/suppliers/{id}", kept.supplier.clone()),
            ("/api/v1/supplier-licences/{id}", kept.licence_row.clone()),
            ("/api/v1/supplier-bank-accounts/{id}", kept.account.clone()),
            ("/api/v1/quote-sheets/{id}", kept.sheet.clone()),
            ("/api/v1/purchase-orders/{id}", ordered.order.clone()),
            ("/api/v1/goods-receipts/{id}", ordered.receipt.clone()),
            ("/api/v1/budgets/{id}", text(&budget["id"])),
            ("/api/v1/quote-sheets/{id}/attachments/", kept.quoted.clone()),
            ("/api/v1/publications/{id}", notice_of.draft.clone()),
            ("/api/v1/publications/{id}/attachments/", notice_of.posted.clone()),
            ("/api/v1/checklists/{id}", looked.checklist.clone()),
            ("/api/v1/inspection-plans/{id}", looked.plan.clone()),
            ("/api/v1/inspection-rounds/{id}", looked.going.clone()),
            ("/api/v1/inspection-rounds/{id}/attachments/", looked.held.clone()),
            ("/api/v1/canteens/{id}", text(&kitchen["canteen"])),
            ("/api/v1/canteen-staff/{id}", text(&kitchen["staff"])),
            ("/api/v1/health-certificates/{id}", text(&kitchen["certificate"])),
            ("/api/v1/canteen-menus/{id}", text(&kitchen["menu"])),
            ("/api/v1/canteen-records/{id}", text(&kitchen["record"])),
            ("/api/v1/canteen-meetings/{id}", text(&kitchen["meeting"])),
            ("/api/v1/canteen-incidents/{id}", text(&kitchen["incident"])),
            ("/api/v1/food-samples/{id}", text(&kitchen["sample"])),
            ("/api/v1/canteens/{id}/contracts", text(&kitchen["delivered"])),
            ("/api/v1/canteen-contracts/{id}", text(&kitchen["contract"])),
            ("/api/v1/outside-inspections/{id}", text(&kitchen["outside"])),
            ("/api/v1/outside-findings/{id}", text(&kitchen["finding"])),
            ("/api/v1/follow-ups/{code}", code),
        ]);
        let upload = text(&upload["id"]);
        let attachments = BTreeMap::from([
            ("/api/v1/assets/", text(&attachment["items"][0]["id"])),
            ("/api/v1/repair-cases/", text(&photo["items"][0]["id"])),
            ("/api/v1/petty-purchases/", text(&petty["attachments"][0]["id"])),
            ("/api/v1/follow-ups/", text(&followed)),
            ("/api/v1/suppliers/", kept.licence.clone()),
            ("/api/v1/quote-sheets/", kept.picture.clone()),
            ("/api/v1/goods-receipts/", ordered.photo.clone()),
            ("/api/v1/purchase-requests/{id}/signed-scans/", scans[0].clone()),
            ("/api/v1/quote-sheets/{id}/signed-scans/", scans[1].clone()),
            ("/api/v1/purchase-orders/{id}/signed-scans/", scans[2].clone()),
            ("/api/v1/goods-receipts/{id}/signed-scans/", scans[3].clone()),
            ("/api/v1/petty-purchases/{id}/signed-scans/", scans[4].clone()),
            ("/api/v1/stock-documents/{id}/signed-scans/", stores_scans[0].clone()),
            ("/api/v1/stock-distributions/{id}/signed-scans/", stores_scans[1].clone()),
            ("/api/v1/requisitions/{id}/signed-scans/", stores_scans[2].clone()),
            ("/api/v1/petty-purchases/{id}/shop-statement/signed-scans/", stores_scans[3].clone()),
            ("/api/v1/budgets/{id}/signed-scans/", stores_scans[4].clone()),
            ("/api/v1/supplier-bank-accounts/{id}/signed-scans/", stores_scans[5].clone()),
            ("/api/v1/publications/", notice_of.photo.clone()),
            ("/api/v1/inspection-rounds/", looked.photo.clone()),
            ("/api/v1/canteen-contracts/", text(&kitchen["contract_page"])),
            ("/api/v1/outside-inspections/", text(&kitchen["outside_page"])),
            ("/api/v1/approvals/", met.page.clone()),
        ]);
        let in_hand = report(&teacher, &room_of_case).await;
        let taken = format!("/repair-cases/{}/take", text(&in_hand["id"]));
        let in_hand = text(&worker.seen(1).post(&taken, json!({})).await.expect(200)["id"]);
        let (second_store, lot, paper) = (text(&stock["second_store"]), text(&stock["lot"]), text(&stock["paper"]));
        let (ledger, blank, roster) = (text(&ledger["id"]), text(&blank["id"]), text(&roster["id"]));
        let bookkeeper = school.person("钱会计", &["finance"]).await;
        let ledger_export = bookkeeper.post("/ledger-exports", json!({ "ledger": "general" })).await.expect(201);
        let figures = crate::reports::reconciliation::figures("科目余额表");
        let reconciled = bookkeeper.post("/ledger-reconciliations", figures).await.expect(201);
        ids.insert("/api/v1/ledger-cards/{id}", text(&card["id"]));
        ids.insert("/api/v1/ledger-exports/{id}", text(&ledger_export["id"]));
        ids.insert("/api/v1/ledger-reconciliations/{id}", text(&reconciled["id"]));
        let school_id = text(&school.admin.get("/me").await.expect(200)["school"]["id"]);
        let rows = Rows {
            school_id,
            ids,
            ledger,
            upload,
            blank,
            roster,
            attachments,
            class: text(&year["standing"]),
            second_store,
            lot,
            paper,
            in_hand,
            kept,
            ordered,
            signed: text(&signed["id"]),
            met,
            cook: text(&kitchen["cook"]),
        };
        let people = [&teacher, &worker, &director, &custodian, &manager, &officer, &bookkeeper].map(Client::credentials);
        Self { school: school.keep().await, people, rows }
    }
}

impl Rows {
    /// The path of an operation with real ids in it.
    pub fn path(&self, template: &str) -> String {
        // The longest: what hangs on a row may hang on another one than what is changed.
        let found = self.ids.iter().filter(|(prefix, _)| template.starts_with(**prefix)).max_by_key(|(prefix, _)| prefix.len());
        let path = found.map_or_else(|| template.to_owned(), |(_, id)| fill(template, id).replace("{code}", id));
        let attachments = self.attachments.iter().filter(|(prefix, _)| template.starts_with(**prefix));
        let attachment = attachments.max_by_key(|(prefix, _)| prefix.len());
        let path = path.replace("{figure}", figure(template));
        attachment.map_or(path.clone(), |(_, id)| path.replace("{attachment_id}", id))
    }
}

/// A figure whose rows such a path lists.
fn figure(template: &str) -> &'static str {
    if template.starts_with("/api/v1/school-home") { "open_repairs" } else { "repairs_received" }
}

/// An auditor's seat that is open, and a code that lies sealed after it.
async fn seat(school: &School) -> String {
    let principal = &school.principal;
    let code = principal.post("/auditor-code", json!({})).await.expect(201)["code"].clone();
    let body = json!({ "code": code, "name": "陈审计", "unit": "县审计局", "password": test_support::PASSWORD });
    school.app.nobody().post("/auditor-seats", body).await.expect(200);
    principal.post("/auditor-code", json!({})).await.expect(201);
    principal.get("/auditor-seats").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned()
}

/// The smallest ledger there is.
const LEDGER: &str = "资产名称,数量\n投影仪,1\n";

pub async fn report(client: &Client, room: &str) -> Value {
    let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }], "text": "桌腿断了" });
    client.post("/repair-cases", body).await.expect(201)["items"][0].clone()
}

/// The same path with an id that belongs to nothing.
pub fn unknown(template: &str) -> String {
    with_id(template, &test_support::TestApp::unknown_id().to_string()).replace("{code}", "ZZZZZZZZZZ")
}

/// The same path with this for every id in it.
pub fn with_id(template: &str, id: &str) -> String {
    fill(template, id).replace("{attachment_id}", id).replace("{figure}", figure(template))
}

fn fill(template: &str, id: &str) -> String {
    template.replace("{id}", id).replace("{day}", id).replace("{key}", id)
}

/// A school year: a term, a day that the school set, a class that has moved up, a rule that was changed.
async fn year(admin: &Client) -> Value {
    let term = json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" });
    let term = admin.post("/terms", term).await.expect(201);
    admin.seen(0).put("/calendar-days/2026-12-31", json!({ "kind": "holiday", "name": "文艺汇演" })).await.expect(200);
    let class = admin.post("/classes", json!({ "grade": 3, "number": 2, "size": 42 })).await.expect(201);
    let state = admin.get("/class-advances/proposal").await.expect(200)["state"].clone();
    let stays = json!([{ "class_id": class["id"], "size": 42 }, { "number": 1 }]);
    let body = json!({ "to_year": 2027, "leaving_grade": 6, "state": state, "classes": stays });
    let advance = admin.with("idempotency-key", "a-year").post("/class-advances", body).await.expect(201);
    let rule = json!({ "value": "500.00", "valid_from": "2026-11-24", "source": "校务会", "reason": "小额下放" });
    admin.seen(0).put("/roles/repair_worker/label", json!({ "label": "维修师傅" })).await.expect(200);
    admin.seen(0).put("/policies/purchase.two_buyers_from", rule).await.expect(200);
    // The new one: nobody has touched it since.
    let fresh = admin.get("/classes").await.expect(200)["items"][0]["id"].clone();
    json!({ "term": term["id"], "class": fresh, "standing": class["id"], "advance": advance["advance"]["id"] })
}
