//! The school of the machine: what is there, who does each command, and what the machine counts beside it.

use std::collections::BTreeMap;

use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use test_support::{Client, Response, TestEngine, text};

use super::{
    Act, What,
    money::{Asked, End, Ordered, Small},
    receipts::Delivery,
    requests::Way,
    requisitions::Wanted,
    shelf::Holding,
    stock::HandedOut,
    tables::Table,
};
use crate::{
    procurement::{books::add_up, budgets::allot, decide, orders::Chain},
    stores,
};

pub(super) const FUNDS: [&str; 2] = ["public", "special"];

/// The item that goes out only up to a size without an approval.
pub(super) const CONTROLLED: usize = 2;

/// That size, in halves: a day's, for each receiver.
pub(super) const SIZE: i64 = 10;

/// Money as it is typed.
pub(super) fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100)
}

/// So many halves of a piece.
pub(super) fn pieces(halves: i64) -> String {
    format!("{}{}", halves / 2, if halves % 2 == 1 { ".5" } else { "" })
}

/// The fen of an amount that was answered.
pub(super) fn fen(amount: &Value) -> i64 {
    text(amount).replace('.', "").parse().unwrap()
}

/// A rule that is excepted for once, and who signs for it.
pub(super) fn exception(rule: &str, cosigner: &Client) -> Value {
    json!({ "rule": rule, "reason": "其他人都在外地培训", "cosigner_id": cosigner.person_id })
}

pub(super) type Tally = BTreeMap<What, (usize, usize)>;

pub(super) struct World {
    pub school: Chain,
    pub raw: DatabaseConnection,
    pub stores: Vec<String>,
    pub items: Vec<String>,
    pub classes: Vec<Value>,
    pub requests: Vec<Asked>,
    pub orders: Vec<Ordered>,
    pub receipts: Vec<Delivery>,
    pub petty: Vec<Small>,
    pub handed_out: Vec<HandedOut>,
    pub requisitions: Vec<Wanted>,
    pub tables: Vec<Table>,
    /// What lies there by store and item, as the machine counts it.
    pub shelf: BTreeMap<(usize, usize), Holding>,
    /// Halves of the controlled item that the teacher took over the counter, and each class by tables that nobody approved.
    pub by_teacher: i64,
    pub by_class: [i64; 2],
    /// Fen by fund.
    pub allotted: BTreeMap<&'static str, i64>,
    named: usize,
    /// Accepted and refused commands.
    pub tally: Tally,
}

pub(super) fn pick<T>(all: &[T], which: usize) -> Option<&T> {
    all.get(which.checked_rem(all.len())?)
}

/// What the machine knows to be allowed is done exactly then.
pub(super) fn done_when(allowed: bool, answer: &Response, act: Act) {
    let said = String::from_utf8_lossy(&answer.bytes);
    assert_eq!(answer.status.is_success(), allowed, "{act:?}: {said}");
}

impl World {
    /// Two stores with something in them, two classes, and two orders that may be received.
    pub async fn open(engine: TestEngine) -> Self {
        let school = Chain::open(engine).await;
        let raw = school.all.school.app.db.raw().await;
        let (mut at, mut items, mut classes, mut shelf) = (Vec::new(), Vec::new(), Vec::new(), BTreeMap::new());
        for name in ["总库", "分库"] {
            let store = json!({ "name": name, "keeper_ids": [school.keeper.person_id] });
            at.push(text(&school.all.director.post("/stores", store).await.expect(201)["id"]).to_owned());
        }
        for (index, (name, above)) in [("粉笔", None), ("胶水", None), ("复印纸", Some(pieces(SIZE)))].into_iter().enumerate() {
            let item = json!({ "name": name, "unit": "盒", "category": "办公", "controlled_above": above });
            let item = stores::add_item(&school.custodian, item).await;
            stores::receive(&school.custodian, &at[0], &item, "10", "33.33").await.expect(201);
            shelf.insert((0, index), Holding { halves: 20, fen: 3_333 });
            items.push(item);
        }
        for number in 1..=2 {
            let class = json!({ "grade": 1, "number": number, "size": 40 });
            classes.push(school.all.school.admin.post("/classes", class).await.expect(201)["id"].clone());
        }
        let mut world = Self {
            school,
            raw,
            stores: at,
            items,
            classes,
            requests: Vec::new(),
            orders: Vec::new(),
            receipts: Vec::new(),
            petty: Vec::new(),
            handed_out: Vec::new(),
            requisitions: Vec::new(),
            tables: Vec::new(),
            shelf,
            by_teacher: 0,
            by_class: [0; 2],
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
            self.money_agrees(*act).await;
            self.shelves_agree(*act).await;
        }
        for fund in FUNDS {
            self.budget_agrees(fund).await;
        }
    }

    /// One command; nothing where there is nothing to do it to.
    async fn take(&mut self, act: Act) -> Option<Response> {
        match act.what {
            What::Ask => Some(self.ask(act, Way::Plain).await),
            What::AskUrgently => Some(self.ask(act, Way::Urgent).await),
            What::AskDear => Some(self.ask(act, Way::Dear).await),
            What::Submit => self.submit(act).await,
            What::GiveUp => self.give_up(act).await,
            What::Close => self.close(act).await,
            What::Approve => self.approve_request(act).await,
            What::Refuse => self.refuse(act).await,
            What::Quote => self.quote(act).await,
            What::Settle => self.settle(act).await,
            What::Reopen => self.reopen(act).await,
            What::Order => self.order(act, false).await,
            What::OrderAlone => self.order(act, true).await,
            What::Confirm => self.confirm(act).await,
            What::CosignOrder => self.cosign_order(act).await,
            What::CancelOrder => self.end(act, "cancel", End::Cancelled).await,
            What::CloseOrder => self.end(act, "close", End::Closed).await,
            What::Receive => self.receive(act, false).await,
            What::ReceiveAlone => self.receive(act, true).await,
            What::Sign => self.sign(act).await,
            What::CosignReceipt => self.cosign_receipt(act).await,
            What::CancelReceipt => self.cancel_receipt(act).await,
            What::Post => self.post_receipt(act).await,
            What::RecordPetty => Some(self.record_petty(act).await),
            What::ApprovePetty => self.approve_petty(act).await,
            What::CancelPetty => self.cancel_petty(act).await,
            What::PostPetty => self.post_petty(act).await,
            What::Issue => Some(self.issue(act).await),
            What::TakeBack => self.take_back(act).await,
            What::Transfer => Some(self.transfer(act).await),
            What::Count => Some(self.count(act).await),
            What::AskStock => Some(self.ask_stock(act).await),
            What::DecideStock => self.decide_stock(act).await,
            What::HandOutStock => self.hand_out_stock(act).await,
            What::CallOffStock => self.call_off_stock(act).await,
            What::Distribute => Some(self.distribute(act).await),
            What::DecideTable => self.decide_table(act).await,
            What::HandOutTable => self.hand_out_table(act).await,
            What::CallOffTable => self.call_off_table(act).await,
            What::Allot => Some(self.give(act).await),
        }
    }

    /// A name that nothing else has: what is bought twice would be judged together.
    pub(super) fn name(&mut self) -> String {
        self.named += 1;
        format!("物件{:05}", self.named)
    }

    /// By everybody whose turn it is, as long as it waits for somebody; once it is decided, the director is too late.
    pub(super) async fn approve(&self, decided: &Value, path: &str) -> Response {
        let all = &self.school.all;
        let mut last = decide(&all.director, decided, "approve", json!({})).await;
        for by in [&all.vice, all.principal()] {
            if last.status.is_success() && all.teacher.get(path).await.expect(200)["state"] == "submitted" {
                last = decide(by, decided, "approve", json!({})).await;
            }
        }
        last
    }

    /// More for a fund, or some of it taken back: never below nothing.
    async fn give(&mut self, act: Act) -> Response {
        let (fund, amount) = (FUNDS[act.which % 2], if act.other { act.fen * 50 } else { -act.fen * 20 });
        let before = self.allotted.get(fund).copied().unwrap_or_default();
        let answer = allot(self.school.all.principal(), fund, &yuan(amount)).await;
        done_when(before + amount >= 0, &answer, act);
        if answer.status.is_success() {
            self.allotted.insert(fund, before + amount);
        }
        answer
    }
}
