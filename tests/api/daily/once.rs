//! Every command once, in an order in which it can be done: what chance leaves out is done all the same.

use super::{Act, What};

/// What is done, to which, with which size and fen, and whether otherwise.
const EVERYTHING: [(What, usize, i64, i64, bool); 47] = [
    // Entered by the manager, verified by the officer; suspended, resumed, withdrawn. Nobody cleans without one.
    (What::Clean, 0, 0, 1, false),
    (What::Certify, 0, 0, 1, true),
    (What::Verify, 0, 0, 2, false),
    (What::Verify, 0, 0, 1, false),
    (What::Clean, 0, 0, 1, false),
    (What::Suspend, 0, 0, 1, false),
    (What::Clean, 0, 0, 1, false),
    (What::Resume, 0, 0, 1, false),
    (What::Withdraw, 0, 0, 1, false),
    // A round with a fault, one that is signed twice, one that is called off, and one that nobody holds in time.
    (What::Begin, 0, 0, 1, false),
    (What::Find, 0, 0, 1, false),
    (What::Hold, 0, 1, 1, false),
    (What::Hold, 0, 0, 1, false),
    (What::Review, 0, 0, 1, false),
    (What::Begin, 0, 0, 1, true),
    (What::Hold, 1, 1, 1, false),
    (What::Review, 1, 0, 1, false),
    (What::Sign, 1, 0, 1, false),
    (What::Review, 1, 0, 1, false),
    (What::Begin, 0, 0, 1, false),
    (What::CallOff, 2, 0, 1, false),
    (What::Begin, 0, 0, 1, false),
    // Samples: kept at once, put away later, sealed, struck out; a gram too little, and the same dish twice.
    (What::Take, 0, 5, 1, true),
    (What::Take, 1, 5, 1, false),
    (What::Take, 2, 5, 1, false),
    (What::Take, 3, 5, 1, false),
    (What::Take, 4, 3, 1, false),
    (What::Take, 0, 5, 1, false),
    (What::Store, 1, 0, 1, false),
    (What::Seal, 2, 0, 1, false),
    (What::Strike, 3, 0, 1, false),
    (What::Deliver, 0, 5, 1, false),
    (What::Serve, 0, 1, 1, false),
    (What::StopLot, 0, 0, 1, false),
    (What::Serve, 0, 1, 1, false),
    (What::ReleaseLot, 0, 0, 1, false),
    // A month that is given up, computed again, out of date by what was added, not over, and closed at last.
    (What::Compute, 0, 1, 1, false),
    (What::GiveUpMonth, 0, 0, 1, false),
    (What::Compute, 0, 1, 1, false),
    (What::AddValue, 0, 0, 500, false),
    // Two days: the sample may go, the round is missed and entered late.
    (What::Wait, 0, 2, 1, false),
    (What::Discard, 0, 0, 1, false),
    (What::Hold, 3, 1, 1, false),
    (What::Wait, 0, 3, 1, false),
    (What::Compute, 0, 1, 1, false),
    (What::CloseMonth, 0, 0, 1, false),
    (What::AddValue, 0, 0, 500, true),
];

pub(super) fn everything() -> Vec<Act> {
    EVERYTHING.into_iter().map(|(what, which, size, fen, other)| Act { what, which, size, fen, other }).collect()
}
