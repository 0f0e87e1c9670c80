//! The school of the machine: what is there, how each command is sent by whoever may, and what the machine counts beside it.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use test_support::{Response, TestEngine, text};
use uuid::Uuid;

use super::{Act, What};
use crate::{
    files::samples,
    procurement::{
        books::add_up,
        budgets::{allot, of_year},
        decide,
        goods_receipts::{delivered, make as receive, receipt_step, witnessed},
        look,
        orders::{Chain, key, make as make_order, order_step},
        petty, step,
    },
    stores,
};

const FUNDS: [&str; 2] = ["public", "special"];

/// Money as it is typed.
fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100)
}

/// So many halves of a piece.
fn pieces(halves: i64) -> String {
    format!("{}{}", halves / 2, if halves % 2 == 1 { ".5" } else { "" })
}

/// The fen of an amount that was answered.
fn fen(amount: &Value) -> i64 {
    text(amount).replace('.', "").parse().unwrap()
}

struct Asked {
    view: Value,
    /// Halves of pieces and the fen of one piece.
    lines: Vec<(i64, i64)>,
}

struct Delivery {
    view: Value,
    witnessed: bool,
    /// What of it comes to lie in the main store: which item, how many halves.
    stock: Option<(usize, i64)>,
}

struct HandedOut {
    id: Value,
    item: usize,
    store: usize,
    /// Halves that did not come back.
    out: i64,
}

pub(super) type Tally = BTreeMap<What, (usize, usize)>;

pub(super) struct World {
    school: Chain,
    raw: DatabaseConnection,
    stores: Vec<String>,
    items: Vec<String>,
    requests: Vec<Asked>,
    orders: Vec<Value>,
    receipts: Vec<Delivery>,
    petty: Vec<Value>,
    handed_out: Vec<HandedOut>,
    /// Halves by store and item, as the machine counts them.
    shelf: BTreeMap<(usize, usize), i64>,
    /// Fen by fund.
    allotted: BTreeMap<&'static str, i64>,
    named: usize,
    /// Accepted and refused commands.
    pub tally: Tally,
}

fn pick<T>(all: &[T], which: usize) -> Option<&T> {
    all.get(which.checked_rem(all.len())?)
}

/// What a shelf allows is known: it is done exactly then.
fn done_when(allowed: bool, answer: &Response, act: Act, halves: i64) {
    let said = String::from_utf8_lossy(&answer.bytes);
    assert_eq!(answer.status.is_success(), allowed, "{act:?} of {halves} halves: {said}");
}

impl World {
    /// Two stores with something in them, and two orders that may be received.
    pub async fn open(engine: TestEngine) -> Self {
        let school = Chain::open(engine).await;
        let raw = school.all.school.app.db.raw().await;
        let (mut at, mut items, mut shelf) = (Vec::new(), Vec::new(), BTreeMap::new());
        for name in ["总库", "分库"] {
            let store = json!({ "name": name, "keeper_ids": [school.keeper.person_id] });
            at.push(text(&school.all.director.post("/stores", store).await.expect(201)["id"]).to_owned());
        }
        for (index, name) in ["粉笔", "胶水"].into_iter().enumerate() {
            let item = stores::add_item(&school.custodian, json!({ "name": name, "unit": "盒", "category": "办公" })).await;
            stores::receive(&school.custodian, &at[0], &item, "10", "33.33").await.expect(201);
            shelf.insert((0, index), 20);
            items.push(item);
        }
        let mut world = Self {
            school,
            raw,
            stores: at,
            items,
            requests: Vec::new(),
            orders: Vec::new(),
            receipts: Vec::new(),
            petty: Vec::new(),
            handed_out: Vec::new(),
            shelf,
            allotted: BTreeMap::new(),
            named: 0,
            tally: Tally::new(),
        };
        for (which, fen) in [(0, 1_999), (1, 4_500)] {
            for what in [What::Ask, What::Approve, What::Order, What::Confirm] {
                let act = Act { what, which, halves: 9, fen, other: true };
                let answer = world.take(act).await.unwrap();
                assert!(answer.status.is_success(), "{act:?}: {}", String::from_utf8_lossy(&answer.bytes));
            }
        }
        world
    }

    /// Does one thing after the other, and looks at the books after each.
    pub async fn play(&mut self, acts: &[Act]) {
        for act in acts {
            let before = self.marks().await;
            let Some(answer) = self.take(*act).await else { continue };
            let (status, said) = (answer.status.as_u16(), String::from_utf8_lossy(&answer.bytes).into_owned());
            let counted = self.tally.entry(act.what).or_default();
            if answer.status.is_success() {
                counted.0 += 1;
            } else {
                counted.1 += 1;
                assert!(matches!(status, 403 | 409 | 412 | 422), "{act:?}: {status} {said}");
                assert_eq!(self.marks().await, before, "{act:?} was refused and changed something: {said}");
            }
            add_up(&self.raw).await;
            self.shelves_agree(*act).await;
        }
        for fund in FUNDS {
            self.budget_agrees(fund).await;
        }
    }

    /// How much there is of what a command may change. What is uploaded beforehand is no part of it.
    async fn marks(&self) -> Vec<i64> {
        let versioned = ["purchase_request", "purchase_order", "goods_receipt", "petty_purchase", "approval", "budget"];
        let kept =
            ["budget_event", "goods_receipt_line", "goods_receipt_result", "asset", "stock_document", "stock_move", "idempotency_key"];
        let events = "(SELECT COUNT(*) FROM audit_event WHERE action <> 'file.uploaded') AS n_events".to_owned();
        let of_versioned = versioned.iter().map(|table| {
            // A sum is no bigint on PostgreSQL.
            format!("(SELECT CAST(COUNT(*) + COALESCE(SUM(version), 0) AS bigint) FROM {table}) AS n_{table}")
        });
        let of_kept = kept.iter().map(|table| format!("(SELECT COUNT(*) FROM {table}) AS n_{table}"));
        let sql = format!("SELECT {}", of_versioned.chain(of_kept).chain([events]).collect::<Vec<_>>().join(", "));
        let row = self.raw.query_one_raw(Statement::from_string(self.raw.get_database_backend(), sql)).await.unwrap().unwrap();
        versioned.iter().chain(&kept).chain(&["events"]).map(|table| row.try_get("", &format!("n_{table}")).unwrap()).collect()
    }

    /// What lies on each shelf is what the machine has counted.
    async fn shelves_agree(&self, act: Act) {
        let sql = "SELECT store_id, item_id, quantity FROM stock_balance WHERE quantity > 0";
        let rows = self.raw.query_all_raw(Statement::from_string(self.raw.get_database_backend(), sql)).await.unwrap();
        let place = |all: &[String], id: Uuid| all.iter().position(|one| one.parse::<Uuid>().unwrap() == id).unwrap();
        let found: BTreeMap<(usize, usize), i64> = rows
            .iter()
            .map(|row| {
                let (store, item): (Uuid, Uuid) = (row.try_get("", "store_id").unwrap(), row.try_get("", "item_id").unwrap());
                ((place(&self.stores, store), place(&self.items, item)), row.try_get::<i64>("", "quantity").unwrap())
            })
            .collect();
        let counted: BTreeMap<(usize, usize), i64> =
            self.shelf.iter().filter(|(_, halves)| **halves > 0).map(|(at, halves)| (*at, halves * 500)).collect();
        assert_eq!(found, counted, "the shelves after {act:?}");
    }

    /// What the product says of a fund is the sum of its events, and what was allotted is what the machine gave.
    async fn budget_agrees(&self, fund: &'static str) {
        let said = of_year(&self.school.all.director, 2026).await.into_iter().find(|budget| budget["fund"] == fund);
        let allotted = self.allotted.get(fund).copied();
        let Some(said) = said else {
            assert_eq!(allotted, None, "there is no budget of {fund}");
            return;
        };
        let sql = format!(
            "SELECT e.kind, CAST(SUM(e.amount) AS bigint) AS total FROM budget_event e \
             JOIN budget b ON b.school_id = e.school_id AND b.id = e.budget_id WHERE b.fund = '{fund}' GROUP BY e.kind"
        );
        let rows = self.raw.query_all_raw(Statement::from_string(self.raw.get_database_backend(), sql)).await.unwrap();
        let sums: BTreeMap<String, i64> =
            rows.iter().map(|row| (row.try_get("", "kind").unwrap(), row.try_get("", "total").unwrap())).collect();
        let of = |kind: &str| sums.get(kind).copied().unwrap_or_default();
        let (reserved, committed, spent) = (of("reserved") - of("unreserved"), of("committed") - of("uncommitted"), of("spent"));
        let figures = ["reserved", "committed", "spent"].map(|name| fen(&said[name]));
        assert_eq!(figures, [reserved, committed, spent], "{fund}: {said}");
        let (given, left) =
            (said["allotted"].as_str().map(|_| fen(&said["allotted"])), said["balance"].as_str().map(|_| fen(&said["balance"])));
        assert_eq!(given, allotted, "{fund}: {said}");
        assert_eq!(left, allotted.map(|given| given - reserved - committed - spent), "{fund}: {said}");
    }

    /// One command; nothing where there is nothing to do it to.
    async fn take(&mut self, act: Act) -> Option<Response> {
        let because = || json!({ "reason": "用不着了" });
        match act.what {
            What::Ask => Some(self.ask(act).await),
            What::Submit => self.request_step(act, "submit", json!({})).await,
            What::GiveUp => self.request_step(act, "cancel", because()).await,
            What::CloseRequest => {
                let custodian = &self.school.custodian;
                let seen = look(custodian, &pick(&self.requests, act.which)?.view).await;
                Some(step(custodian, &seen, "close", because()).await)
            }
            What::Approve => self.approve_request(act).await,
            What::Refuse => self.refuse(act).await,
            What::Order => self.order(act).await,
            What::Confirm => Some(order_step(&self.school.helper, pick(&self.orders, act.which)?, "confirm", json!({})).await),
            What::CancelOrder => Some(order_step(&self.school.custodian, pick(&self.orders, act.which)?, "cancel", because()).await),
            What::CloseOrder => Some(order_step(&self.school.custodian, pick(&self.orders, act.which)?, "close", because()).await),
            What::Receive => self.receive(act).await,
            What::Sign => self.sign(act).await,
            What::CancelReceipt => {
                let receipt = &pick(&self.receipts, act.which)?.view;
                Some(receipt_step(&self.school.keeper, receipt, "cancel", because()).await)
            }
            What::Post => {
                let voucher = json!({ "mode": "own", "voucher_no": "记-11-32", "posted_on": "2026-11-24" });
                Some(receipt_step(&self.school.bursar, &pick(&self.receipts, act.which)?.view, "post", voucher).await)
            }
            What::RecordPetty => Some(self.record_petty(act).await),
            What::ApprovePetty => {
                let recorded = pick(&self.petty, act.which)?;
                Some(self.approve(recorded, &format!("/petty-purchases/{}", text(&recorded["id"]))).await)
            }
            What::CancelPetty => self.cancel_petty(act, because()).await,
            What::Issue => Some(self.issue(act).await),
            What::TakeBack => self.take_back(act).await,
            What::Transfer => Some(self.transfer(act).await),
            What::Count => Some(self.count(act).await),
            What::Allot => Some(self.give(act).await),
        }
    }

    /// A name that nothing else has: what is bought twice would be judged together.
    fn name(&mut self) -> String {
        self.named += 1;
        format!("物件{:05}", self.named)
    }

    async fn request_step(&self, act: Act, name: &str, body: Value) -> Option<Response> {
        let teacher = &self.school.all.teacher;
        let seen = look(teacher, &pick(&self.requests, act.which)?.view).await;
        Some(step(teacher, &seen, name, body).await)
    }

    async fn approve_request(&self, act: Act) -> Option<Response> {
        let request = &pick(&self.requests, act.which)?.view;
        Some(self.approve(request, &format!("/purchase-requests/{}", text(&request["id"]))).await)
    }

    async fn refuse(&self, act: Act) -> Option<Response> {
        let (request, name) = (&pick(&self.requests, act.which)?.view, if act.other { "reject" } else { "return" });
        Some(decide(&self.school.all.director, request, name, json!({ "reason": "再想想" })).await)
    }

    /// By everybody whose turn it is, as long as it waits for somebody; once it is decided, the director is too late.
    async fn approve(&self, decided: &Value, path: &str) -> Response {
        let all = &self.school.all;
        let mut last = decide(&all.director, decided, "approve", json!({})).await;
        for by in [&all.vice, all.principal()] {
            if last.status.is_success() && all.teacher.get(path).await.expect(200)["state"] == "submitted" {
                last = decide(by, decided, "approve", json!({})).await;
            }
        }
        last
    }

    async fn ask(&mut self, act: Act) -> Response {
        let lines: Vec<(i64, i64)> = (0..=i64::from(act.other)).map(|line| (act.halves * 2 + 1 + line, act.fen + line * 7)).collect();
        let mut wishes = Vec::new();
        for (halves, fen) in &lines {
            wishes.push(json!({ "name": self.name(), "unit": "件", "quantity": pieces(*halves), "unit_price": yuan(*fen) }));
        }
        let teacher = &self.school.all.teacher;
        let body = json!({ "purpose": "上课用", "fund": FUNDS[act.which % 2], "reuse": "没有闲置的", "lines": wishes });
        let drafted = teacher.post("/purchase-requests", body).await;
        if !drafted.status.is_success() {
            return drafted;
        }
        let answer = step(teacher, &drafted.json(), "submit", json!({})).await;
        assert!(answer.status.is_success(), "{act:?}: {}", String::from_utf8_lossy(&answer.bytes));
        self.requests.push(Asked { view: answer.json(), lines });
        answer
    }

    /// One line or both, at the price that was asked or a little beside it: cheaper, the same, or dearer.
    async fn order(&mut self, act: Act) -> Option<Response> {
        let asked = pick(&self.requests, act.which)?;
        let first = usize::try_from(act.fen).unwrap() % asked.lines.len();
        let chosen = if act.other { 0..asked.lines.len() } else { first..first + 1 };
        let beside = [0, 0, -1, -3, 1][act.which % 5];
        let wanted: Vec<(u32, String, String)> = chosen
            .map(|line| {
                let price = (asked.lines[line].1 + beside).max(1);
                (u32::try_from(line).unwrap(), pieces(act.halves), yuan(price))
            })
            .collect();
        let lines: Vec<(u32, &str, &str)> =
            wanted.iter().map(|(line, quantity, price)| (*line, quantity.as_str(), price.as_str())).collect();
        let answer = make_order(&self.school.custodian, self.school.written(&asked.view, &lines)).await;
        if answer.status.is_success() {
            self.orders.push(answer.json());
        }
        Some(answer)
    }

    async fn sign(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.receipts.len())?;
        let delivery = &self.receipts[index];
        let by = if delivery.witnessed { &self.school.all.teacher } else { &self.school.keeper };
        let answer = receipt_step(by, &delivery.view, "sign", json!({})).await;
        if answer.status.is_success() {
            assert_eq!(answer.json()["state"], "accepted");
            self.arrived(index);
        }
        Some(answer)
    }

    /// Something of one line, half a piece of it refused or not, as a card, a lot or used up; by one or by two.
    async fn receive(&mut self, act: Act) -> Option<Response> {
        let order = pick(&self.orders, act.which)?;
        let position = usize::try_from(act.fen).unwrap() % order["lines"].as_array().unwrap().len();
        let refused = i64::from(act.other && act.halves > 0);
        let (accepted, item) = (act.halves - refused, act.which % 2);
        let destination = match act.fen % 3 {
            0 => json!({ "kind": "cards", "category_code": "A05010304", "single": act.which.is_multiple_of(2) }),
            1 => json!({ "kind": "stock", "store_id": self.stores[0], "item_id": self.items[item] }),
            _ => json!({ "kind": "used" }),
        };
        let stock = (act.fen % 3 == 1).then_some((item, accepted));
        let mut line = json!({
            "position": position, "delivered": pieces(act.halves), "accepted": pieces(accepted), "destination": destination,
        });
        let keeper = &self.school.keeper;
        if refused > 0 {
            let photo = keeper.upload("破损.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
            line["refusal_reason"] = json!("破损");
            line["refusal_upload_ids"] = json!([photo["id"]]);
        }
        let mut body = delivered(order, json!([line]));
        let by_two = act.fen % 4 != 0;
        if by_two {
            body = witnessed(body, &self.school.all.teacher);
        }
        let answer = receive(keeper, body).await;
        if answer.status.is_success() {
            let view = answer.json();
            let whole = view["state"] == "accepted";
            self.receipts.push(Delivery { view, witnessed: by_two, stock });
            if whole {
                self.arrived(self.receipts.len() - 1);
            }
        }
        Some(answer)
    }

    fn arrived(&mut self, receipt: usize) {
        if let Some((item, halves)) = self.receipts[receipt].stock {
            *self.shelf.entry((0, item)).or_default() += halves;
        }
    }

    async fn record_petty(&mut self, act: Act) -> Response {
        let name = self.name();
        let (teacher, helper) = (&self.school.all.teacher, &self.school.helper);
        // From 300 yuan on it is no petty purchase.
        let mut body = petty::bought(teacher, helper, &name, &yuan(act.fen * 6)).await;
        body["fund"] = json!(FUNDS[act.which % 2]);
        let answer = petty::post(teacher, &key(), body).await;
        if answer.status.is_success() {
            self.petty.push(answer.json());
        }
        answer
    }

    async fn cancel_petty(&self, act: Act, because: Value) -> Option<Response> {
        let (teacher, recorded) = (&self.school.all.teacher, pick(&self.petty, act.which)?);
        let version = petty::look(teacher, recorded).await["version"].as_i64().unwrap();
        Some(teacher.seen(version).post(&format!("/petty-purchases/{}/cancel", text(&recorded["id"])), because).await)
    }

    /// What a command is about: a store, an item, and how many halves of it lie there.
    fn shelf_of(&self, act: Act) -> (usize, usize, i64) {
        let (store, item) = (usize::from(act.other), act.which % 2);
        (store, item, self.shelf.get(&(store, item)).copied().unwrap_or_default())
    }

    /// It goes out exactly when there is enough.
    async fn issue(&mut self, act: Act) -> Response {
        let (store, item, there) = self.shelf_of(act);
        let body = stores::issue(&self.stores[store], &self.school.all.teacher, &self.items[item], &pieces(act.halves));
        let answer = stores::act(&self.school.keeper, "/stock-issues", body).await;
        done_when(act.halves > 0 && act.halves <= there, &answer, act, there);
        if answer.status.is_success() {
            self.handed_out.push(HandedOut { id: answer.json()["id"].clone(), item, store, out: act.halves });
            self.shelf.insert((store, item), there - act.halves);
        }
        answer
    }

    /// No more comes back than is out.
    async fn take_back(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.handed_out.len())?;
        let issue = &mut self.handed_out[index];
        let line = json!({ "item_id": self.items[issue.item], "quantity": pieces(act.halves) });
        let answer = stores::act(&self.school.keeper, "/stock-returns", json!({ "issue_id": issue.id, "lines": [line] })).await;
        done_when(act.halves > 0 && act.halves <= issue.out, &answer, act, issue.out);
        if answer.status.is_success() {
            issue.out -= act.halves;
            *self.shelf.entry((issue.store, issue.item)).or_default() += act.halves;
        }
        Some(answer)
    }

    async fn transfer(&mut self, act: Act) -> Response {
        let (store, item, there) = self.shelf_of(act);
        let line = json!({ "item_id": self.items[item], "quantity": pieces(act.halves) });
        let body = json!({ "store_id": self.stores[store], "to_store_id": self.stores[1 - store], "lines": [line] });
        let answer = stores::act(&self.school.keeper, "/stock-transfers", body).await;
        done_when(act.halves > 0 && act.halves <= there, &answer, act, there);
        if answer.status.is_success() {
            self.shelf.insert((store, item), there - act.halves);
            *self.shelf.entry((1 - store, item)).or_default() += act.halves;
        }
        answer
    }

    async fn count(&mut self, act: Act) -> Response {
        let (store, item, there) = self.shelf_of(act);
        let counters = [&self.school.all.teacher.person_id, &self.school.helper.person_id];
        let line = json!({ "item_id": self.items[item], "counted": pieces(act.halves), "note": "盘点" });
        let keeper = &self.school.keeper.person_id;
        let body = json!({ "store_id": self.stores[store], "counter_ids": counters, "keeper_id": keeper, "lines": [line] });
        let answer = stores::act(&self.school.all.director, "/stock-counts", body).await;
        done_when(true, &answer, act, there);
        self.shelf.insert((store, item), act.halves);
        answer
    }

    /// More for a fund, or some of it taken back: never below nothing.
    async fn give(&mut self, act: Act) -> Response {
        let (fund, amount) = (FUNDS[act.which % 2], if act.other { act.fen * 50 } else { -act.fen * 20 });
        let before = self.allotted.get(fund).copied().unwrap_or_default();
        let answer = allot(self.school.all.principal(), fund, &yuan(amount)).await;
        let said = String::from_utf8_lossy(&answer.bytes);
        assert_eq!(answer.status.is_success(), before + amount >= 0, "{act:?} after {before}: {said}");
        if answer.status.is_success() {
            self.allotted.insert(fund, before + amount);
        }
        answer
    }
}
