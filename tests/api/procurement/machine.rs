//! A school that buys and stores at random over the real server: whatever is done in whatever order, allowed or not, money, budget and
//! stock add up after every step (`books`), what was refused changed nothing, and what lies on the shelves and was allotted is what the
//! machine itself has counted.
//!
//! The sequences come from proptest: the same ones in every run of the suite, fresh ones in `make prove` (`STEWARD_KILL_SEED` repeats
//! them). A sequence that fails is shortened, each time in a new school, before it is shown.

use std::{collections::BTreeMap, panic::AssertUnwindSafe};

use futures_util::FutureExt;
use proptest::{
    collection::vec,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use test_support::{Response, TestEngine, text};
use uuid::Uuid;

use super::{
    books::add_up,
    budgets::{allot, of_year},
    decide,
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    look,
    orders::{Chain, key, make as make_order, order_step},
    petty, step,
};
use crate::{files::samples, kill::dice, on_both_engines, stores};

/// Commands of a sequence.
const LENGTH: usize = 25;
/// Sequences that one school lives through.
const PER_SCHOOL: usize = 8;
const FUNDS: [&str; 2] = ["public", "special"];

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Ask,
    Submit,
    Approve,
    Refuse,
    GiveUp,
    Order,
    Confirm,
    CancelOrder,
    CloseOrder,
    Receive,
    Sign,
    CancelReceipt,
    Post,
    RecordPetty,
    ApprovePetty,
    CancelPetty,
    Issue,
    TakeBack,
    Transfer,
    Count,
    Allot,
}

/// How often each of them happens.
const OFTEN: [(What, usize); 21] = [
    (What::Ask, 3),
    (What::Submit, 1),
    (What::Approve, 4),
    (What::Refuse, 1),
    (What::GiveUp, 1),
    (What::Order, 5),
    (What::Confirm, 4),
    (What::CancelOrder, 1),
    (What::CloseOrder, 1),
    (What::Receive, 7),
    (What::Sign, 5),
    (What::CancelReceipt, 1),
    (What::Post, 1),
    (What::RecordPetty, 2),
    (What::ApprovePetty, 2),
    (What::CancelPetty, 1),
    (What::Issue, 3),
    (What::TakeBack, 2),
    (What::Transfer, 2),
    (What::Count, 1),
    (What::Allot, 2),
];

/// A command: what is done, to which of the things that are there, with which numbers.
#[derive(Debug, Clone, Copy)]
struct Act {
    what: What,
    which: usize,
    halves: i64,
    fen: i64,
    other: bool,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let often: Vec<What> = OFTEN.iter().flat_map(|(what, times)| std::iter::repeat_n(*what, *times)).collect();
    let act = (0..often.len(), 0_usize..64, 0_i64..12, 1_i64..6_000, proptest::bool::ANY);
    vec(act.prop_map(move |(what, which, halves, fen, other)| Act { what: often[what], which, halves, fen, other }), LENGTH)
}

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

type Tally = BTreeMap<What, (usize, usize)>;

struct World {
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
    tally: Tally,
}

fn pick<T>(all: &[T], which: usize) -> Option<&T> {
    all.get(which.checked_rem(all.len())?)
}

impl World {
    /// Two stores with something in them, and two orders that may be received.
    async fn open(engine: TestEngine) -> Self {
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
    async fn play(&mut self, acts: &[Act]) {
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
        let kept = ["budget_event", "goods_receipt_line", "goods_receipt_result", "asset", "stock_document", "stock_move", "idempotency_key"];
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
        let counted: BTreeMap<(usize, usize), i64> = self.shelf.iter().filter(|(_, halves)| **halves > 0).map(|(at, halves)| (*at, halves * 500)).collect();
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
        let sums: BTreeMap<String, i64> = rows.iter().map(|row| (row.try_get("", "kind").unwrap(), row.try_get("", "total").unwrap())).collect();
        let of = |kind: &str| sums.get(kind).copied().unwrap_or_default();
        let (reserved, committed, spent) = (of("reserved") - of("unreserved"), of("committed") - of("uncommitted"), of("spent"));
        let figures = ["reserved", "committed", "spent"].map(|name| fen(&said[name]));
        assert_eq!(figures, [reserved, committed, spent], "{fund}: {said}");
        let (given, left) = (said["allotted"].as_str().map(|_| fen(&said["allotted"])), said["balance"].as_str().map(|_| fen(&said["balance"])));
        assert_eq!(given, allotted, "{fund}: {said}");
        assert_eq!(left, allotted.map(|given| given - reserved - committed - spent), "{fund}: {said}");
    }

    /// One command; nothing where there is nothing to do it to.
    async fn take(&mut self, act: Act) -> Option<Response> {
        match act.what {
            What::Ask | What::Submit | What::Approve | What::Refuse | What::GiveUp => self.on_requests(act).await,
            What::Order | What::Confirm | What::CancelOrder | What::CloseOrder => self.on_orders(act).await,
            What::Receive | What::Sign | What::CancelReceipt | What::Post => self.on_receipts(act).await,
            What::RecordPetty | What::ApprovePetty | What::CancelPetty => self.on_petty(act).await,
            What::Issue | What::TakeBack | What::Transfer | What::Count => self.on_shelves(act).await,
            What::Allot => Some(self.give(act).await),
        }
    }

    /// A name that nothing else has: what is bought twice would be judged together.
    fn name(&mut self) -> String {
        self.named += 1;
        format!("物件{:05}", self.named)
    }

    async fn on_requests(&mut self, act: Act) -> Option<Response> {
        if act.what == What::Ask {
            return Some(self.ask(act).await);
        }
        let all = &self.school.all;
        let request = &pick(&self.requests, act.which)?.view;
        let seen = look(&all.teacher, request).await;
        Some(match act.what {
            What::Submit => step(&all.teacher, &seen, "submit", json!({})).await,
            What::GiveUp => step(&all.teacher, &seen, "cancel", json!({ "reason": "不用了" })).await,
            What::Refuse => {
                let name = if act.other { "reject" } else { "return" };
                decide(&all.director, request, name, json!({ "reason": "再想想" })).await
            }
            _ => self.approve(request, &format!("/purchase-requests/{}", text(&request["id"]))).await,
        })
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

    async fn on_orders(&mut self, act: Act) -> Option<Response> {
        if act.what == What::Order {
            return self.order(act).await;
        }
        let order = pick(&self.orders, act.which)?;
        let (custodian, reason) = (&self.school.custodian, json!({ "reason": "厂家停产" }));
        Some(match act.what {
            What::Confirm => order_step(&self.school.helper, order, "confirm", json!({})).await,
            What::CancelOrder => order_step(custodian, order, "cancel", reason).await,
            _ => order_step(custodian, order, "close", reason).await,
        })
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
        let lines: Vec<(u32, &str, &str)> = wanted.iter().map(|(line, quantity, price)| (*line, quantity.as_str(), price.as_str())).collect();
        let answer = make_order(&self.school.custodian, self.school.written(&asked.view, &lines)).await;
        if answer.status.is_success() {
            self.orders.push(answer.json());
        }
        Some(answer)
    }

    async fn on_receipts(&mut self, act: Act) -> Option<Response> {
        if act.what == What::Receive {
            return self.receive(act).await;
        }
        let count = self.receipts.len();
        let index = act.which.checked_rem(count)?;
        let (delivery, school) = (&self.receipts[index], &self.school);
        let answer = match act.what {
            What::Sign => {
                let by = if delivery.witnessed { &school.all.teacher } else { &school.keeper };
                receipt_step(by, &delivery.view, "sign", json!({})).await
            }
            What::CancelReceipt => receipt_step(&school.keeper, &delivery.view, "cancel", json!({ "reason": "点错了" })).await,
            _ => {
                let voucher = json!({ "mode": "own", "voucher_no": "记-11-32", "posted_on": "2026-11-24" });
                receipt_step(&school.bursar, &delivery.view, "post", voucher).await
            }
        };
        if act.what == What::Sign && answer.status.is_success() {
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
            0 => json!({ "kind": "cards", "category_code": "A05010304", "single": act.which % 2 == 0 }),
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

    async fn on_petty(&mut self, act: Act) -> Option<Response> {
        if act.what == What::RecordPetty {
            let name = self.name();
            let (teacher, helper) = (&self.school.all.teacher, &self.school.helper);
            // Above 300 yuan it is no petty purchase.
            let mut body = petty::bought(teacher, helper, &name, &yuan(act.fen * 6)).await;
            body["fund"] = json!(FUNDS[act.which % 2]);
            let answer = petty::post(teacher, &key(), body).await;
            if answer.status.is_success() {
                self.petty.push(answer.json());
            }
            return Some(answer);
        }
        let teacher = &self.school.all.teacher;
        let recorded = pick(&self.petty, act.which)?;
        let path = format!("/petty-purchases/{}", text(&recorded["id"]));
        if act.what == What::CancelPetty {
            let version = petty::look(teacher, recorded).await["version"].as_i64().unwrap();
            return Some(teacher.seen(version).post(&format!("{path}/cancel"), json!({ "reason": "退货了" })).await);
        }
        Some(self.approve(recorded, &path).await)
    }

    /// What the shelves allow is known: it is done exactly when there is enough.
    async fn on_shelves(&mut self, act: Act) -> Option<Response> {
        let (item, store) = (act.which % 2, usize::from(act.other));
        let (keeper, there, halves) = (&self.school.keeper, self.shelf.get(&(store, item)).copied().unwrap_or_default(), act.halves);
        let (allowed, answer) = match act.what {
            What::Issue => {
                let body = stores::issue(&self.stores[store], &self.school.all.teacher, &self.items[item], &pieces(halves));
                let answer = stores::act(keeper, "/stock-issues", body).await;
                if answer.status.is_success() {
                    self.handed_out.push(HandedOut { id: answer.json()["id"].clone(), item, store, out: halves });
                    self.shelf.insert((store, item), there - halves);
                }
                (halves > 0 && halves <= there, answer)
            }
            What::TakeBack => {
                let index = act.which.checked_rem(self.handed_out.len())?;
                let issue = &mut self.handed_out[index];
                let line = json!({ "item_id": self.items[issue.item], "quantity": pieces(halves) });
                let answer = stores::act(keeper, "/stock-returns", json!({ "issue_id": issue.id, "lines": [line] })).await;
                let allowed = halves > 0 && halves <= issue.out;
                if answer.status.is_success() {
                    issue.out -= halves;
                    *self.shelf.entry((issue.store, issue.item)).or_default() += halves;
                }
                (allowed, answer)
            }
            What::Transfer => {
                let line = json!({ "item_id": self.items[item], "quantity": pieces(halves) });
                let body = json!({ "store_id": self.stores[store], "to_store_id": self.stores[1 - store], "lines": [line] });
                let answer = stores::act(keeper, "/stock-transfers", body).await;
                if answer.status.is_success() {
                    self.shelf.insert((store, item), there - halves);
                    *self.shelf.entry((1 - store, item)).or_default() += halves;
                }
                (halves > 0 && halves <= there, answer)
            }
            _ => {
                let counters = [&self.school.all.teacher.person_id, &self.school.helper.person_id];
                let line = json!({ "item_id": self.items[item], "counted": pieces(halves), "note": "盘点" });
                let body = json!({ "store_id": self.stores[store], "counter_ids": counters, "keeper_id": keeper.person_id, "lines": [line] });
                let answer = stores::act(&self.school.all.director, "/stock-counts", body).await;
                self.shelf.insert((store, item), halves);
                (true, answer)
            }
        };
        let said = String::from_utf8_lossy(&answer.bytes);
        assert_eq!(answer.status.is_success(), allowed, "{act:?} with {there} halves there: {said}");
        Some(answer)
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

/// Whether a new school goes wrong by these commands.
async fn goes_wrong(engine: TestEngine, acts: &[Act]) -> bool {
    let mut world = World::open(engine).await;
    AssertUnwindSafe(world.play(acts)).catch_unwind().await.is_err()
}

/// Fewer commands by which a new school still goes wrong; all of them when it does not, because more came before.
async fn fewest(engine: TestEngine, mut acts: Vec<Act>) -> Vec<Act> {
    if goes_wrong(engine, &acts).await {
        for index in (0..acts.len()).rev() {
            let mut fewer = acts.clone();
            fewer.remove(index);
            if goes_wrong(engine, &fewer).await {
                acts = fewer;
            }
        }
    }
    acts
}

async fn run(engine: TestEngine, sequences: usize, seed: u64) -> Tally {
    let mut long = [0; 32];
    long[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &long));
    let (acts, mut all) = (acts(), Tally::new());
    let mut world = World::open(engine).await;
    for sequence in 0..sequences {
        if sequence > 0 && sequence % PER_SCHOOL == 0 {
            add(&mut all, &world.tally);
            world = World::open(engine).await;
        }
        let acts = acts.new_tree(&mut runner).unwrap().current();
        if AssertUnwindSafe(world.play(&acts)).catch_unwind().await.is_err() {
            let fewest = fewest(engine, acts).await;
            panic!("STEWARD_KILL_SEED={seed}, sequence {sequence} does not add up (see above); the fewest commands: {fewest:#?}");
        }
    }
    add(&mut all, &world.tally);
    all
}

fn add(all: &mut Tally, more: &Tally) {
    for (what, (accepted, refused)) in more {
        let sum = all.entry(*what).or_default();
        *sum = (sum.0 + accepted, sum.1 + refused);
    }
}

/// A machine that does nothing proves nothing.
fn did_something(tally: &Tally) {
    eprintln!("accepted and refused: {tally:?}");
    for what in [What::Approve, What::Order, What::Confirm, What::Receive, What::Sign, What::ApprovePetty, What::Issue, What::Transfer, What::Allot] {
        assert!(tally.get(&what).is_some_and(|(accepted, _)| *accepted > 0), "{what:?} never happened: {tally:?}");
    }
    assert!(tally.values().map(|(_, refused)| refused).sum::<usize>() > 0, "nothing was ever refused: {tally:?}");
}

on_both_engines! {
    async fn whatever_is_done_money_budget_and_stock_add_up(engine) {
        did_something(&run(engine, PER_SCHOOL, 5).await);
    }
}

async fn for_long(engine: TestEngine) {
    let seed = dice::seed();
    let sequences = crate::setting("STEWARD_MACHINE_SEQUENCES").unwrap_or(200);
    eprintln!("{engine:?}: STEWARD_KILL_SEED={seed}, {sequences} sequences of {LENGTH} commands");
    did_something(&run(engine, sequences, seed).await);
}

#[tokio::test]
#[ignore = "make prove STEP=machine"]
async fn machine_for_long_on_sqlite() {
    for_long(TestEngine::Sqlite).await;
}

#[tokio::test]
#[ignore = "make prove STEP=machine"]
async fn machine_for_long_on_postgres() {
    for_long(TestEngine::Postgres).await;
}
