//! What purchases come to, as the machine counts it: by what was asked, ordered and accepted, never by what the product answered.

use serde_json::Value;

/// Where something that is decided about stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Approved,
    /// In the accounts, or handed out.
    Done,
    Over,
}

/// A request.
pub(super) struct Asked {
    pub view: Value,
    pub fund: &'static str,
    /// Halves of pieces and the fen of one piece.
    pub lines: Vec<(i64, i64)>,
    pub stage: Stage,
    /// It is ordered before it is approved.
    pub urgent: bool,
    /// Quotes are compared before it is ordered.
    pub dear: bool,
    pub sheet: Option<Value>,
    pub settled: bool,
}

/// A line that was ordered.
pub(super) struct Bought {
    /// The line of the request.
    pub of: usize,
    pub halves: i64,
    pub fen: i64,
    pub accepted: i64,
    /// Fen of what was accepted.
    pub value: i64,
}

/// What an order came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Closed,
    Cancelled,
}

/// An order.
pub(super) struct Ordered {
    pub view: Value,
    /// Of which request.
    pub request: usize,
    pub lines: Vec<Bought>,
    /// One person buys, and somebody signs for that.
    pub alone: bool,
    pub end: Option<End>,
}

/// A petty purchase.
pub(super) struct Small {
    pub view: Value,
    pub fund: &'static str,
    pub fen: i64,
    pub stage: Stage,
}

/// Rounded half up to the fen; the whole is worth all of it.
pub(super) const fn share(fen: i64, part: i64, whole: i64) -> i64 {
    if part >= whole { fen } else { (fen * part * 2 + whole) / (whole * 2) }
}

/// What so many halves cost at so many fen a piece.
pub(super) const fn amount(halves: i64, fen: i64) -> i64 {
    (halves * fen + 1) / 2
}

impl Asked {
    fn total(&self) -> i64 {
        self.lines.iter().map(|(halves, fen)| amount(*halves, *fen)).sum()
    }

    /// What is approved, and what cannot wait while it is decided; what is dear once its quotes are settled.
    pub fn may_be_ordered(&self) -> bool {
        let decided = self.stage == Stage::Approved || (self.stage == Stage::Waiting && self.urgent);
        decided && (!self.dear || self.settled)
    }

    /// Once it is approved and none of its orders is open. What came whole has closed itself: with its last receipt, or its approval.
    pub fn may_be_closed(&self, orders: &[&Ordered]) -> bool {
        let bought = |line: usize| orders.iter().flat_map(|order| &order.lines).filter(move |bought| bought.of == line);
        let came = |line: usize| bought(line).map(|bought| bought.accepted).sum::<i64>();
        let whole = self.lines.iter().enumerate().all(|(line, (halves, _))| came(line) >= *halves);
        self.stage == Stage::Approved && !whole && !orders.iter().any(|order| order.is_living())
    }
}

impl Bought {
    pub const fn new(of: usize, halves: i64, price: i64) -> Self {
        Self { of, halves, fen: amount(halves, price), accepted: 0, value: 0 }
    }

    /// So many halves came; what they are worth. The last of a line takes the rest.
    pub fn accept(&mut self, halves: i64) -> i64 {
        let rest = self.fen - self.value;
        let value = if self.accepted + halves == self.halves { rest } else { share(self.fen, halves, self.halves).min(rest) };
        self.accepted += halves;
        self.value += value;
        value
    }
}

impl Ordered {
    fn is_living(&self) -> bool {
        self.end.is_none() && self.lines.iter().any(|line| line.accepted < line.halves)
    }

    /// What it takes of the lines of its request: halves and fen.
    fn taken(&self) -> Vec<(usize, i64, i64)> {
        let of = |line: &Bought| match self.end {
            None => (line.of, line.halves, line.fen),
            Some(End::Closed) => (line.of, line.accepted, line.value),
            Some(End::Cancelled) => (line.of, 0, 0),
        };
        self.lines.iter().map(of).collect()
    }

    fn committed(&self) -> i64 {
        if self.is_living() { self.lines.iter().map(|line| line.fen - line.value).sum() } else { 0 }
    }
}

/// What a request may still be ordered for.
fn reserved(asked: &Asked, orders: &[&Ordered]) -> i64 {
    let taken: Vec<(usize, i64, i64)> = orders.iter().flat_map(|order| order.taken()).collect();
    let ordered = |line: usize| taken.iter().filter(|(of, ..)| *of == line).map(|(_, halves, _)| halves).sum::<i64>();
    let open = asked.lines.iter().enumerate().any(|(line, (halves, _))| ordered(line) < *halves);
    let costs: i64 = taken.iter().map(|(.., fen)| fen).sum();
    if asked.stage == Stage::Approved && open { asked.total() - costs } else { 0 }
}

/// Fen of a fund that are reserved, committed and spent.
pub(super) fn figures(fund: &str, requests: &[Asked], orders: &[Ordered], petty: &[Small]) -> [i64; 3] {
    let mut sums = [0; 3];
    for (index, asked) in requests.iter().enumerate().filter(|(_, asked)| asked.fund == fund) {
        let of_it: Vec<&Ordered> = orders.iter().filter(|order| order.request == index).collect();
        sums[0] += reserved(asked, &of_it);
        sums[1] += of_it.iter().map(|order| order.committed()).sum::<i64>();
        sums[2] += of_it.iter().flat_map(|order| &order.lines).map(|line| line.value).sum::<i64>();
    }
    let paid = |one: &&Small| one.fund == fund && matches!(one.stage, Stage::Approved | Stage::Done);
    sums[2] += petty.iter().filter(paid).map(|one| one.fen).sum::<i64>();
    sums
}

#[test]
fn an_order_that_came_in_pieces_is_worth_what_it_costs() {
    // Four and a half pieces at 33.33, in three deliveries.
    let mut line = Bought::new(0, 9, 3_333);
    assert_eq!(line.fen, 14_999);
    let values = [line.accept(2), line.accept(3), line.accept(4)];
    assert_eq!((values, values.iter().sum::<i64>()), ([3_333, 5_000, 6_666], 14_999));
}
