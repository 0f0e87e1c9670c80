//! Every command once, in an order in which it can be done: what chance leaves out is done all the same.

use super::{Act, What};

/// What is done, to which, in halves and fen, and whether otherwise. A new school has two orders of two requests, each of two lines of four
/// and a half pieces, and ten boxes of everything in its main store.
const EVERYTHING: [(What, usize, i64, i64, bool); 59] = [
    (What::Allot, 0, 0, 5_000, true),
    // Two pieces into the store, signed by the teacher; as many that were counted wrong; the rest of the order does not come, and is not
    // bought any more.
    (What::Receive, 0, 4, 1, false),
    (What::Sign, 0, 0, 1, false),
    (What::Post, 0, 0, 1, false),
    (What::Receive, 1, 2, 1, false),
    (What::CancelReceipt, 1, 0, 1, false),
    (What::CloseOrder, 0, 0, 1, false),
    (What::Close, 0, 0, 1, false),
    // Asked, returned, asked again, approved, ordered, not ordered, not needed.
    (What::Ask, 2, 3, 3_000, false),
    (What::Refuse, 2, 0, 1, false),
    (What::Submit, 2, 0, 1, false),
    (What::Approve, 2, 0, 1, false),
    (What::Order, 2, 3, 2, false),
    (What::CancelOrder, 2, 0, 1, false),
    (What::GiveUp, 2, 0, 1, false),
    // What cannot wait is ordered, comes in part and is refused afterwards; what is still open may come.
    (What::AskUrgently, 3, 3, 3_000, false),
    (What::Order, 3, 3, 2, false),
    (What::Confirm, 3, 0, 1, false),
    (What::Receive, 3, 2, 5, false),
    (What::Sign, 2, 0, 1, false),
    (What::Refuse, 3, 0, 1, true),
    (What::Receive, 3, 1, 5, false),
    (What::Sign, 3, 0, 1, false),
    // What is dear is ordered once its quotes are settled, and not while they are open again; nobody buys it after all.
    (What::AskDear, 4, 0, 500, false),
    (What::Approve, 4, 0, 1, false),
    (What::Quote, 4, 0, 1, false),
    (What::Quote, 4, 0, 1, false),
    (What::Settle, 4, 0, 1, false),
    (What::Reopen, 4, 0, 1, false),
    (What::Order, 4, 2, 1, false),
    (What::Settle, 4, 0, 1, false),
    (What::Close, 4, 0, 1, false),
    // One buys, and one of those who bought accepts: somebody signs for each.
    (What::OrderAlone, 1, 8, 1, true),
    (What::CosignOrder, 4, 0, 1, false),
    (What::ReceiveAlone, 4, 2, 2, false),
    (What::CosignReceipt, 4, 0, 1, false),
    (What::RecordPetty, 0, 0, 600, false),
    (What::RecordPetty, 1, 0, 700, false),
    (What::ApprovePetty, 0, 0, 1, false),
    (What::PostPetty, 0, 0, 1, false),
    (What::CancelPetty, 1, 0, 1, false),
    (What::Issue, 0, 4, 1, false),
    (What::TakeBack, 0, 2, 1, false),
    (What::Transfer, 0, 2, 1, false),
    (What::Count, 1, 19, 1, false),
    (What::AskStock, 0, 5, 1, false),
    (What::DecideStock, 0, 1, 1, false),
    (What::HandOutStock, 0, 0, 1, false),
    (What::AskStock, 1, 4, 1, false),
    (What::CallOffStock, 1, 0, 1, false),
    // Small, exactly the size, and beyond it: that one is approved first.
    (What::Distribute, 0, 3, 2, false),
    (What::Distribute, 2, 5, 5, false),
    (What::Distribute, 2, 6, 5, false),
    (What::HandOutTable, 0, 0, 1, false),
    (What::DecideTable, 0, 1, 1, false),
    (What::HandOutTable, 0, 0, 1, false),
    (What::Distribute, 2, 11, 1, false),
    (What::CallOffTable, 1, 0, 1, false),
    // Nothing is handed out twice.
    (What::HandOutStock, 0, 0, 1, false),
];

pub(super) fn everything() -> Vec<Act> {
    EVERYTHING.into_iter().map(|(what, which, halves, fen, other)| Act { what, which, halves, fen, other }).collect()
}
