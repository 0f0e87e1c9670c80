//! A school that buys and stores at random over the real server: whatever is done in whatever order, allowed or not, money, budget and
//! stock add up after every step (`books`), what was refused changed nothing, and what is reserved, committed, spent and allotted of each
//! fund, and what lies on the shelves at which worth, is what the machine itself has counted (`money`, `shelf`).
//!
//! The first sequence does everything once (`once`); the others come from proptest: the same ones in every run of the suite, fresh ones in
//! `make prove` (`STEWARD_KILL_SEED` repeats them). A sequence that fails is shortened, each time in a new school, before it is shown.

mod agree;
mod money;
mod once;
mod orders;
mod petty;
mod receipts;
mod requests;
mod requisitions;
mod shelf;
mod stock;
mod tables;
mod world;

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use proptest::{
    collection::vec,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use test_support::TestEngine;

use self::world::{Tally, World};
use crate::{kill::dice, on_both_engines};

/// Commands of a sequence.
const LENGTH: usize = 25;
/// Sequences that one school lives through.
const PER_SCHOOL: usize = 8;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Ask,
    /// It cannot wait for its approvals.
    AskUrgently,
    /// Quotes are compared first.
    AskDear,
    Submit,
    Approve,
    Refuse,
    GiveUp,
    /// By whoever buys: the rest of it, or all.
    Close,
    Quote,
    Settle,
    Reopen,
    Order,
    /// By one, for whom somebody signs.
    OrderAlone,
    Confirm,
    CosignOrder,
    CancelOrder,
    CloseOrder,
    Receive,
    /// By a buyer, for whom somebody signs.
    ReceiveAlone,
    Sign,
    CosignReceipt,
    CancelReceipt,
    Post,
    RecordPetty,
    ApprovePetty,
    CancelPetty,
    PostPetty,
    Issue,
    TakeBack,
    Transfer,
    Count,
    /// By requisition.
    AskStock,
    DecideStock,
    HandOutStock,
    CallOffStock,
    /// To classes.
    Distribute,
    DecideTable,
    HandOutTable,
    CallOffTable,
    Allot,
}

/// How often each of them happens.
const OFTEN: [(What, usize); 40] = [
    (What::Ask, 3),
    (What::AskUrgently, 3),
    (What::AskDear, 1),
    (What::Submit, 1),
    (What::Approve, 4),
    (What::Refuse, 2),
    (What::GiveUp, 1),
    (What::Close, 1),
    (What::Quote, 2),
    (What::Settle, 1),
    (What::Reopen, 1),
    (What::Order, 5),
    (What::OrderAlone, 2),
    (What::Confirm, 4),
    (What::CosignOrder, 2),
    (What::CancelOrder, 1),
    (What::CloseOrder, 1),
    (What::Receive, 7),
    (What::ReceiveAlone, 2),
    (What::Sign, 5),
    (What::CosignReceipt, 2),
    (What::CancelReceipt, 1),
    (What::Post, 1),
    (What::RecordPetty, 2),
    (What::ApprovePetty, 2),
    (What::CancelPetty, 1),
    (What::PostPetty, 2),
    (What::Issue, 3),
    (What::TakeBack, 2),
    (What::Transfer, 2),
    (What::Count, 1),
    (What::AskStock, 2),
    (What::DecideStock, 2),
    (What::HandOutStock, 2),
    (What::CallOffStock, 1),
    (What::Distribute, 3),
    (What::DecideTable, 2),
    (What::HandOutTable, 2),
    (What::CallOffTable, 1),
    (What::Allot, 2),
];

/// A command: what is done, to which of the things that are there, with which numbers.
#[derive(Debug, Clone, Copy)]
struct Act {
    pub what: What,
    pub which: usize,
    pub halves: i64,
    pub fen: i64,
    pub other: bool,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let often: Vec<What> = OFTEN.iter().flat_map(|(what, times)| std::iter::repeat_n(*what, *times)).collect();
    let act = (0..often.len(), 0_usize..64, 0_i64..12, 1_i64..6_000, proptest::bool::ANY);
    vec(act.prop_map(move |(what, which, halves, fen, other)| Act { what: often[what], which, halves, fen, other }), LENGTH)
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
        if sequence > 0 && sequence.is_multiple_of(PER_SCHOOL) {
            add(&mut all, &world.tally);
            world = World::open(engine).await;
        }
        let acts = if sequence == 0 { once::everything() } else { acts.new_tree(&mut runner).unwrap().current() };
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
    for (what, _) in OFTEN {
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
