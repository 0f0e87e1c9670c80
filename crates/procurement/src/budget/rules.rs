//! What a request still reserves, what an order still commits, and what is left of a budget: pure.

use kernel::{Money, money::MAX_FEN};

use super::model::EventKind;
use crate::{
    order::{
        model::OrderLine,
        phase::State as OrderState,
        rules::{Taken, is_all_of},
    },
    request::{Line, phase::State as RequestState},
};

/// The sums of a budget's events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Nothing where no budget was loaded.
    pub allotted: Option<Money>,
    pub reserved: Money,
    pub committed: Money,
    pub spent: Money,
}

impl Figures {
    /// The same after so many fen of events of one kind.
    #[must_use]
    pub const fn with(mut self, kind: EventKind, fen: i64) -> Self {
        let fen = if kind.adds() { fen } else { -fen };
        match kind {
            EventKind::Allotted => {
                let before = match self.allotted {
                    Some(allotted) => allotted,
                    None => Money::ZERO,
                };
                self.allotted = Some(plus(before, fen));
            }
            EventKind::Reserved | EventKind::Unreserved => self.reserved = plus(self.reserved, fen),
            EventKind::Committed | EventKind::Uncommitted => self.committed = plus(self.committed, fen),
            EventKind::Spent => self.spent = plus(self.spent, fen),
        }
        self
    }

    /// What is not free any more.
    pub const fn used(&self) -> Money {
        plus(plus(self.reserved, self.committed.fen()), self.spent.fen())
    }

    /// What is left, less than nothing when it is overspent; nothing where no budget was loaded.
    pub const fn balance(&self) -> Option<Money> {
        match self.allotted {
            Some(allotted) => Some(plus(allotted, -self.used().fen())),
            None => None,
        }
    }

    /// What is left once so much more is taken.
    pub const fn after(&self, amount: Money) -> Option<Money> {
        match self.balance() {
            Some(balance) => Some(plus(balance, -amount.fen())),
            None => None,
        }
    }
}

/// A sum may be more than one amount may.
const fn plus(sum: Money, fen: i64) -> Money {
    Money::stored(sum.fen().saturating_add(fen))
}

/// What a request may still be ordered for: nothing once all of its things are, however cheap they were, and nothing of what is not
/// approved, or closed.
pub(crate) fn still_reserved(state: RequestState, lines: &[Line], approved: Money, taken: &Taken) -> Money {
    let open = !is_all_of(lines, &taken.quantities);
    if state == RequestState::Approved && open { Money::stored((approved.fen() - taken.amount.fen()).max(0)) } else { Money::ZERO }
}

/// What of an order may still come and has to be paid then.
pub(crate) fn still_committed(state: OrderState, lines: &[OrderLine]) -> Money {
    if !OrderState::LIVING.contains(&state) {
        return Money::ZERO;
    }
    Money::stored(lines.iter().map(|line| line.amount.fen() - line.accepted_value.fen()).sum())
}

/// The event that brings a sum from what it is to what it has to be.
pub(crate) const fn towards(now: i64, target: Money, more: EventKind, less: EventKind) -> Option<(EventKind, Money)> {
    match target.fen() - now {
        0 => None,
        fen if fen > 0 => Some((more, Money::stored(fen))),
        fen => Some((less, Money::stored(-fen))),
    }
}

/// Whether so much more than what is left would be taken.
pub(crate) const fn goes_beyond(left: Money, amount: Money) -> bool {
    amount.fen() > left.fen()
}

/// Why an amount cannot be allotted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAllotted {
    Nothing,
    /// More would be taken back than was given.
    BelowNothing(Money),
    TooMuch,
}

/// What is allotted after this.
///
/// # Errors
/// See [`NotAllotted`].
pub const fn allot(before: Option<Money>, amount: Money) -> Result<Money, NotAllotted> {
    let before = match before {
        Some(before) => before,
        None => Money::ZERO,
    };
    let after = plus(before, amount.fen());
    match after.fen() {
        _ if amount.fen() == 0 => Err(NotAllotted::Nothing),
        fen if fen < 0 => Err(NotAllotted::BelowNothing(before)),
        fen if fen > MAX_FEN => Err(NotAllotted::TooMuch),
        _ => Ok(after),
    }
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;
    use proptest::prelude::*;
    use stores::OnHand;

    use super::*;
    use crate::{order::rules::Wanted, order::rules::draw_up, receipt::rules::accept};

    const fn yuan(yuan: i64) -> Money {
        Money::stored(yuan * 100)
    }

    #[test]
    fn what_is_left_is_less_than_nothing_from_the_first_fen_beyond() {
        let full = Figures::default().with(EventKind::Allotted, 10_000).with(EventKind::Spent, 4_000).with(EventKind::Committed, 3_500);
        let balance = |reserved: i64| full.with(EventKind::Reserved, reserved).balance().map(Money::fen);
        assert_eq!([2_499, 2_500, 2_501].map(balance), [Some(1), Some(0), Some(-1)]);
        assert_eq!(Figures::default().with(EventKind::Spent, 1).balance(), None, "none loaded is fine");
    }

    #[test]
    fn what_is_left_may_be_taken_to_the_last_fen() {
        assert_eq!([9_999, 10_000, 10_001].map(|fen| goes_beyond(yuan(100), Money::stored(fen))), [false, false, true]);
        assert!(goes_beyond(Money::stored(-1), Money::ZERO), "what is overspent takes nothing more");
    }

    #[test]
    fn allotments_come_to_nothing_at_least() {
        assert_eq!(allot(None, yuan(5)), Ok(yuan(5)));
        assert_eq!(allot(Some(yuan(5)), yuan(-5)), Ok(Money::ZERO));
        assert_eq!(allot(Some(yuan(5)), Money::stored(-501)), Err(NotAllotted::BelowNothing(yuan(5))));
        assert_eq!(allot(None, Money::stored(-1)), Err(NotAllotted::BelowNothing(Money::ZERO)));
        assert_eq!(allot(None, Money::ZERO), Err(NotAllotted::Nothing));
        assert_eq!(allot(Some(Money::stored(MAX_FEN)), Money::stored(1)), Err(NotAllotted::TooMuch));
    }

    /// A request of chairs and paper with its orders, and the events of its budget.
    struct World {
        state: RequestState,
        asked: Vec<Line>,
        total: Money,
        orders: Vec<(OrderState, Vec<OrderLine>)>,
        events: Vec<(EventKind, Money)>,
        reserved: i64,
        committed: Vec<i64>,
        spent: i64,
    }

    impl World {
        fn new(quantities: [i64; 2], price: i64) -> Self {
            let line = |quantity: i64| Line {
                name: "课椅".into(),
                spec: None,
                unit: "把".into(),
                quantity: Quantity::stored(quantity * 1000),
                unit_price: Money::stored(price),
                amount: Money::stored(quantity * price),
            };
            let asked: Vec<Line> = quantities.into_iter().map(line).collect();
            let total = Money::stored(asked.iter().map(|line| line.amount.fen()).sum());
            let state = RequestState::Submitted;
            Self { state, asked, total, orders: vec![], events: vec![], reserved: 0, committed: vec![], spent: 0 }
        }

        /// As the repository sums it.
        fn taken(&self) -> Taken {
            let mut taken = Taken::default();
            for (state, lines) in self.orders.iter().filter(|(state, _)| *state != OrderState::Cancelled) {
                for line in lines {
                    let short = *state == OrderState::Closed;
                    let quantity = if short { line.accepted.thousandths() } else { line.quantity.thousandths() };
                    let amount = if short { line.accepted_value } else { line.amount };
                    *taken.quantities.entry(line.request_position).or_default() += quantity;
                    taken.amount = taken.amount.checked_add(amount).unwrap();
                }
            }
            taken
        }

        /// As the acts settle it.
        fn settle(&mut self) {
            let target = still_reserved(self.state, &self.asked, self.total, &self.taken());
            if let Some(event) = towards(self.reserved, target, EventKind::Reserved, EventKind::Unreserved) {
                self.events.push(event);
                self.reserved = target.fen();
            }
            for (index, (state, lines)) in self.orders.iter().enumerate() {
                let target = still_committed(*state, lines);
                if let Some(event) = towards(self.committed[index], target, EventKind::Committed, EventKind::Uncommitted) {
                    self.events.push(event);
                    self.committed[index] = target.fen();
                }
            }
        }

        fn step(&mut self, (what, which, much): (u8, usize, i64)) {
            let living = |world: &Self| -> Option<usize> {
                let count = world.orders.len();
                (0..count).map(|n| (which + n) % count).find(|n| OrderState::LIVING.contains(&world.orders[*n].0))
            };
            match what {
                0 if self.state == RequestState::Submitted => self.state = RequestState::Approved,
                1 if self.orders.iter().all(|(state, _)| *state == OrderState::Cancelled) => self.state = RequestState::Cancelled,
                7 if self.state == RequestState::Approved && living(self).is_none() => self.state = RequestState::Closed,
                2 | 3 if self.state == RequestState::Approved => {
                    let position = u32::try_from(which % 2).unwrap();
                    let price = self.asked[which % 2].unit_price.fen() - much % 2;
                    let want = Wanted { position, quantity: Quantity::stored(much * 500), unit_price: Money::stored(price) };
                    if let Ok((lines, _)) = draw_up((&self.asked, self.total), &self.taken(), &[want], None) {
                        self.orders.push((OrderState::Ordered, lines));
                        self.committed.push(0);
                    }
                }
                4 | 5 => {
                    let Some(order) = living(self) else { return };
                    let (state, lines) = &mut self.orders[order];
                    let Ok(value) = accept(&mut lines[0], much * 250) else { return };
                    *state = if lines[0].open() == 0 { OrderState::Received } else { OrderState::PartiallyReceived };
                    if value.fen() > 0 {
                        self.spent += value.fen();
                        self.events.push((EventKind::Spent, value));
                    }
                }
                6 => {
                    let Some(order) = living(self) else { return };
                    let came = self.orders[order].1.iter().any(|line| line.accepted != OnHand::NOTHING);
                    self.orders[order].0 = if came { OrderState::Closed } else { OrderState::Cancelled };
                }
                _ => {}
            }
            self.settle();
        }
    }

    proptest! {
        /// However a request is approved, ordered, accepted, closed and cancelled: what is left is the sum of the events, nothing is
        /// reserved or committed less than nothing at any moment, and nothing is counted twice.
        #[test]
        fn the_balance_is_the_sum_of_its_events_whatever_happens(
            quantities in [1_i64..40, 1_i64..40],
            price in 2_i64..10_000,
            steps in prop::collection::vec((0_u8..8, 0_usize..8, 1_i64..60), 1..60),
        ) {
            let mut world = World::new(quantities, price);
            for step in steps {
                world.step(step);
                let mut figures = Figures::default().with(EventKind::Allotted, 1_000);
                for (kind, amount) in &world.events {
                    prop_assert!(amount.fen() > 0);
                    figures = figures.with(*kind, amount.fen());
                }
                let committed: i64 = world.committed.iter().sum();
                prop_assert_eq!((figures.reserved.fen(), figures.committed.fen(), figures.spent.fen()), (world.reserved, committed, world.spent));
                prop_assert!(world.reserved >= 0 && world.committed.iter().all(|one| *one >= 0));
                prop_assert_eq!(figures.balance().unwrap().fen(), 1_000 - world.reserved - committed - world.spent);
                prop_assert!(figures.used() <= world.total, "more is used than was approved");
                match world.state {
                    RequestState::Approved => {
                        let taken = world.taken();
                        prop_assert!(figures.used() >= taken.amount, "what was ordered is used");
                    }
                    RequestState::Closed => prop_assert_eq!(figures.used(), figures.spent, "the rest is free"),
                    RequestState::Draft
                    | RequestState::Submitted
                    | RequestState::Returned
                    | RequestState::Rejected
                    | RequestState::Cancelled => prop_assert_eq!(figures.used(), Money::ZERO),
                }
            }
        }
    }
}
