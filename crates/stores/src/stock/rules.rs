//! How stock counts: moving weighted average cost for each item of a store, and which lot goes first. Whole and pure; whatever is done, money
//! and pieces add up.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// What of one item a store holds, in thousandths and fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holding {
    pub quantity: i64,
    pub value: i64,
}

/// A lot with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    pub id: Uuid,
    pub bin: Option<String>,
    pub received_on: NaiveDate,
    pub expires_on: Option<NaiveDate>,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    pub stop: Option<Stop>,
    pub left: i64,
}

/// Since when and why nobody may use a lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// So much from one lot, or back into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub lot: Uuid,
    pub quantity: i64,
    pub value: i64,
}

/// There is not as much as was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    pub left: i64,
}

/// More than the product counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch;

/// What a part of a whole is worth, rounded half up to the fen; the whole is worth all of it, so that nothing is left over.
pub fn share(value: i64, part: i64, whole: i64) -> i64 {
    if part >= whole || whole <= 0 {
        return value;
    }
    let exact = i128::from(value) * i128::from(part);
    let whole = i128::from(whole);
    i64::try_from((exact * 2 + whole) / (whole * 2)).unwrap_or(value).min(value)
}

/// A value over several parts of a whole: each its share of what the ones before it left.
pub fn spread(value: i64, quantities: &[(Uuid, i64)]) -> Vec<Part> {
    let mut rest = Holding { quantity: quantities.iter().map(|(_, quantity)| quantity).sum(), value };
    let part = |&(lot, quantity): &(Uuid, i64)| {
        let value = share(rest.value, quantity, rest.quantity);
        rest = Holding { quantity: rest.quantity - quantity, value: rest.value - value };
        Part { lot, quantity, value }
    };
    quantities.iter().map(part).collect()
}

impl Holding {
    /// # Errors
    /// When it is more than the product counts.
    pub fn put(&mut self, quantity: i64, value: i64) -> Result<(), TooMuch> {
        const MOST: i64 = 1_000_000_000_000;
        let (quantity, value) = (self.quantity + quantity, self.value + value);
        if quantity > MOST || value > kernel::money::MAX_FEN {
            return Err(TooMuch);
        }
        *self = Self { quantity, value };
        Ok(())
    }

    /// Takes so much at the average cost; answers what it is worth. The last unit takes what is left of the value.
    ///
    /// # Errors
    /// When there is less.
    pub fn take(&mut self, quantity: i64) -> Result<i64, Short> {
        if quantity > self.quantity {
            return Err(Short { left: self.quantity });
        }
        let value = share(self.value, quantity, self.quantity);
        *self = Self { quantity: self.quantity - quantity, value: self.value - value };
        Ok(value)
    }
}

/// First what expires first, then what came first.
pub fn in_order(lots: &mut [Lot]) {
    lots.sort_by_key(|lot| (lot.expires_on.unwrap_or(NaiveDate::MAX), lot.received_on, lot.id));
}

/// For what is missing on the shelf: what nobody may use first, because that is what was carried back or thrown away, then as they go out.
pub fn in_order_of_loss(lots: &mut [Lot]) {
    lots.sort_by_key(|lot| (lot.stop.is_none(), lot.expires_on.unwrap_or(NaiveDate::MAX), lot.received_on, lot.id));
}

/// Takes so much from lots that stand [`in_order`].
///
/// # Errors
/// When there is less; nothing is taken then.
pub fn draw(lots: &mut [Lot], quantity: i64) -> Result<Vec<(Uuid, i64)>, Short> {
    let left = lots.iter().map(|lot| lot.left).sum();
    if quantity > left {
        return Err(Short { left });
    }
    let mut wanted = quantity;
    let mut drawn = Vec::new();
    for lot in lots {
        let from_here = wanted.min(lot.left);
        if from_here > 0 {
            lot.left -= from_here;
            wanted -= from_here;
            drawn.push((lot.id, from_here));
        }
    }
    Ok(drawn)
}

/// What of an issue comes back: into the lots it was drawn from, the last of them first, at what it was worth when it went out.
/// `out` is what of the issue is still out, lot by lot in the order in which it was drawn.
///
/// # Errors
/// When less is out.
pub fn give_back(out: &[Part], quantity: i64) -> Result<Vec<Part>, Short> {
    let mut rest =
        out.iter().fold(Holding::default(), |sum, part| Holding { quantity: sum.quantity + part.quantity, value: sum.value + part.value });
    let value = rest.take(quantity)?;
    let mut wanted = quantity;
    let mut back = Vec::new();
    for part in out.iter().rev() {
        let into = wanted.min(part.quantity);
        if into > 0 {
            wanted -= into;
            back.push((part.lot, into));
        }
    }
    Ok(spread(value, &back))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lot(n: u128, expires: Option<u32>, received: u32, left: i64) -> Lot {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 9, n).unwrap();
        Lot {
            id: Uuid::from_u128(n),
            bin: None,
            received_on: day(received),
            expires_on: expires.map(day),
            lot_no: None,
            produced_on: None,
            stop: None,
            left,
        }
    }

    #[test]
    fn the_average_moves_with_what_comes_in_and_the_last_takes_the_rest() {
        let mut chalk = Holding::default();
        chalk.put(10_000, 1000).unwrap();
        chalk.put(10_000, 3000).unwrap();
        assert_eq!(chalk.take(5_000), Ok(1000));
        let mut three = Holding { quantity: 3_000, value: 100 };
        assert_eq!([three.take(1_000), three.take(1_000), three.take(1_000)], [Ok(33), Ok(34), Ok(33)]);
        assert_eq!(three, Holding::default());
        assert_eq!(three.take(1), Err(Short { left: 0 }));
        assert_eq!(Holding { quantity: 1, value: kernel::money::MAX_FEN }.put(1, 1), Err(TooMuch));
    }

    #[test]
    fn what_expires_first_goes_first_then_what_came_first() {
        let mut lots = [lot(1, None, 1, 5), lot(2, Some(20), 3, 5), lot(3, Some(10), 4, 5), lot(4, Some(10), 2, 5)];
        in_order(&mut lots);
        assert_eq!(lots.iter().map(|lot| lot.id.as_u128()).collect::<Vec<_>>(), [4, 3, 2, 1]);
        assert_eq!(draw(&mut lots, 21), Err(Short { left: 20 }));
        let drawn: Vec<_> = draw(&mut lots, 12).unwrap().into_iter().map(|(lot, quantity)| (lot.as_u128(), quantity)).collect();
        assert_eq!(drawn, [(4, 5), (3, 5), (2, 2)]);
    }

    #[test]
    fn what_is_missing_is_missing_of_what_was_stopped_first() {
        let stopped = Lot { stop: Some(Stop { at: DateTime::<Utc>::UNIX_EPOCH, reason: "x".into() }), ..lot(2, None, 5, 5) };
        let mut lots = [lot(1, Some(10), 1, 5), stopped, lot(3, Some(9), 1, 5)];
        in_order_of_loss(&mut lots);
        assert_eq!(lots.map(|lot| lot.id.as_u128()), [2, 3, 1]);
    }

    #[test]
    fn what_comes_back_goes_where_it_came_from_the_last_first() {
        let part = |lot, quantity, value| Part { lot: Uuid::from_u128(lot), quantity, value };
        let out = [part(1, 4_000, 400), part(2, 2_000, 300)];
        assert_eq!(give_back(&out, 3_000), Ok(vec![part(2, 2_000, 233), part(1, 1_000, 117)]));
        assert_eq!(give_back(&out, 6_001), Err(Short { left: 6_000 }));
    }

    /// What somebody does with the stock: puts something in, or takes a part of what is there.
    fn acts() -> impl Strategy<Value = Vec<(bool, i64, i64)>> {
        proptest::collection::vec((any::<bool>(), 1_i64..5_000_000, 0_i64..1_000_000_000), 1..60)
    }

    proptest! {
        #[test]
        fn money_and_pieces_always_add_up(acts in acts()) {
            let (mut holding, mut lots, mut next) = (Holding::default(), Vec::new(), 0_u128);
            let (mut pieces, mut money) = (0_i64, 0_i64);
            for (takes, quantity, value) in acts {
                if takes {
                    let before = holding;
                    match holding.take(quantity) {
                        Err(short) => {
                            prop_assert_eq!(short.left, before.quantity);
                            prop_assert_eq!(holding, before);
                            prop_assert!(draw(&mut lots, quantity).is_err());
                        }
                        Ok(worth) => {
                            let parts = spread(worth, &draw(&mut lots, quantity).unwrap());
                            prop_assert_eq!(parts.iter().map(|part| part.quantity).sum::<i64>(), quantity);
                            prop_assert_eq!(parts.iter().map(|part| part.value).sum::<i64>(), worth);
                            prop_assert!(parts.iter().all(|part| part.value >= 0 && part.quantity > 0));
                            pieces -= quantity;
                            money -= worth;
                            // Never further from the average than the rounding of one fen.
                            let exact = i128::from(before.value) * i128::from(quantity);
                            let off = (i128::from(worth) * i128::from(before.quantity) - exact).abs();
                            prop_assert!(off * 2 <= i128::from(before.quantity));
                        }
                    }
                } else {
                    next += 1;
                    holding.put(quantity, value).unwrap();
                    lots.push(lot(next, (next % 3 == 0).then_some(9), 1, quantity));
                    in_order(&mut lots);
                    pieces += quantity;
                    money += value;
                }
                prop_assert_eq!(holding, Holding { quantity: pieces, value: money });
                prop_assert!(holding.quantity >= 0 && holding.value >= 0);
                prop_assert!(holding.quantity > 0 || holding.value == 0);
                prop_assert_eq!(lots.iter().map(|lot| lot.left).sum::<i64>(), holding.quantity);
            }
        }

        #[test]
        fn whatever_comes_back_in_pieces_is_worth_what_went_out(parts in proptest::collection::vec((1_i64..9_000, 0_i64..90_000), 1..5), cut in 1_i64..9_000) {
            let whole: Vec<Part> = parts.iter().zip(1_u128..).map(|(&(quantity, value), n)| Part { lot: Uuid::from_u128(n), quantity, value }).collect();
            let (pieces, money) = whole.iter().fold((0, 0), |sum, part| (sum.0 + part.quantity, sum.1 + part.value));
            let first = cut.min(pieces);
            let back = give_back(&whole, first).unwrap();
            let out: Vec<Part> = whole.iter().map(|part| {
                let gone = back.iter().filter(|one| one.lot == part.lot);
                gone.fold(*part, |rest, one| Part { quantity: rest.quantity - one.quantity, value: rest.value - one.value, ..rest })
            }).collect();
            prop_assert!(out.iter().all(|part| part.quantity >= 0));
            let rest = if first == pieces { Vec::new() } else { give_back(&out, pieces - first).unwrap() };
            prop_assert_eq!(back.iter().chain(&rest).map(|part| part.quantity).sum::<i64>(), pieces);
            prop_assert_eq!(back.iter().chain(&rest).map(|part| part.value).sum::<i64>(), money);
            prop_assert!(back.iter().chain(&rest).all(|part| part.value >= 0));
        }
    }
}
