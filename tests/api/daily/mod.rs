//! A school that goes round, cooks, keeps food and depreciates at random over the real server: whatever is done in whatever order, allowed or
//! not, what the tables hold keeps its promises after every step (`promises`), what was refused changed nothing, and rounds, samples,
//! certificates, lots and months stand where the machine itself has counted them.
//!
//! The first sequence does everything once (`once`); the others come from proptest: the same ones in every run of the suite, fresh ones in
//! `make prove` (`STEWARD_KILL_SEED` repeats them). A sequence that fails is shortened, each time in a new school, before it is shown.

mod cases;
mod certificates;
mod lots;
mod months;
mod once;
pub(crate) mod promises;
mod races;
mod rounds;
mod samples;
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
/// Those of the suite.
const FEW: usize = 3;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// Hours, days or a month go by, and the product's own jobs run.
    Wait,
    /// A round on the spot.
    Begin,
    Find,
    Hold,
    Sign,
    Review,
    CallOff,
    /// A sample of a dish of today's lunch.
    Take,
    Store,
    Discard,
    Seal,
    Strike,
    /// A health certificate.
    Certify,
    Verify,
    Suspend,
    Resume,
    Withdraw,
    /// By whoever may or may not.
    Clean,
    /// Food comes in.
    Deliver,
    Serve,
    StopLot,
    ReleaseLot,
    /// A month of depreciation.
    Compute,
    CloseMonth,
    GiveUpMonth,
    /// Something is added to a card.
    AddValue,
}

/// How often each of them happens.
const OFTEN: [(What, usize); 26] = [
    (What::Wait, 4),
    (What::Begin, 4),
    (What::Find, 2),
    (What::Hold, 5),
    (What::Sign, 2),
    (What::Review, 2),
    (What::CallOff, 1),
    (What::Take, 5),
    (What::Store, 2),
    (What::Discard, 4),
    (What::Seal, 1),
    (What::Strike, 1),
    (What::Certify, 2),
    (What::Verify, 3),
    (What::Suspend, 2),
    (What::Resume, 2),
    (What::Withdraw, 1),
    (What::Clean, 2),
    (What::Deliver, 2),
    (What::Serve, 4),
    (What::StopLot, 2),
    (What::ReleaseLot, 2),
    (What::Compute, 3),
    (What::CloseMonth, 3),
    (What::GiveUpMonth, 1),
    (What::AddValue, 2),
];

/// A command: what is done, to which of the things that are there, with which numbers.
#[derive(Debug, Clone, Copy)]
struct Act {
    pub what: What,
    pub which: usize,
    pub size: i64,
    pub fen: i64,
    pub other: bool,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let often: Vec<What> = OFTEN.iter().flat_map(|(what, times)| std::iter::repeat_n(*what, *times)).collect();
    let act = (0..often.len(), 0_usize..64, 0_i64..12, 1_i64..60_000, proptest::bool::ANY);
    vec(act.prop_map(move |(what, which, size, fen, other)| Act { what: often[what], which, size, fen, other }), LENGTH)
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
            panic!("STEWARD_KILL_SEED={seed}, sequence {sequence} goes wrong (see above); the fewest commands: {fewest:#?}");
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
    async fn whatever_is_done_rounds_samples_lots_and_months_stand_where_they_should(engine) {
        did_something(&run(engine, FEW, 6).await);
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
