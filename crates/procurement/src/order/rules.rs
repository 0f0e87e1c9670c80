//! What of a request may be ordered, and at which prices: pure.

use std::collections::BTreeMap;

use kernel::{Money, Quantity};
use stores::OnHand;

use super::model::OrderLine;
use crate::request::Line;

/// A line that somebody wants to order.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Of the line in the request, from nought.
    pub position: u32,
    pub quantity: Quantity,
    pub unit_price: Money,
}

/// What other orders took of a request: what is open or came, not what was cancelled or does not come any more.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Line of the request → thousandths.
    pub quantities: BTreeMap<i64, i64>,
    pub amount: Money,
}

/// Whether so much of each is all that was asked for.
pub(crate) fn is_all_of(lines: &[Line], quantities: &BTreeMap<i64, i64>) -> bool {
    let of = |position: i64| quantities.get(&position).copied().unwrap_or_default();
    lines.iter().zip(0..).all(|(line, position)| of(position) >= line.quantity.thousandths())
}

/// Why a line cannot be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    NoSuchLine(usize),
    LineTwice(usize),
    NothingToPay(usize),
    TooMuch(usize),
    /// More than was approved and is not ordered yet.
    BeyondQuantity {
        line: usize,
        left: OnHand,
    },
    /// Dearer than the quote that was taken.
    BeyondQuote {
        line: usize,
        quoted: Money,
    },
    /// All orders together cost more than was approved.
    BeyondApproval {
        approved: Money,
        ordered: Money,
    },
}

/// How many people have to do it: two from the school's amount on, by all that is ordered of one request together (D04). Three small orders
/// of one approved purchase are no way round.
pub fn people(together: Money, from: Money) -> i64 {
    if together >= from { 2 } else { 1 }
}

/// The lines of an order with its total, or the first thing that speaks against it.
///
/// # Errors
/// See [`Against`].
pub fn draw_up(
    approved: (&[Line], Money),
    taken: &Taken,
    wanted: &[Wanted],
    quoted: Option<&BTreeMap<i64, Money>>,
) -> Result<(Vec<OrderLine>, Money), Against> {
    let (asked, approved) = approved;
    let mut lines: Vec<OrderLine> = Vec::with_capacity(wanted.len());
    let mut total = Money::ZERO;
    for (index, want) in wanted.iter().enumerate() {
        let request_position = i64::from(want.position);
        let line = usize::try_from(want.position).ok().and_then(|position| asked.get(position)).ok_or(Against::NoSuchLine(index))?;
        if lines.iter().any(|other| other.request_position == request_position) {
            return Err(Against::LineTwice(index));
        }
        if want.unit_price.fen() <= 0 {
            return Err(Against::NothingToPay(index));
        }
        let left = line.quantity.thousandths() - taken.quantities.get(&request_position).copied().unwrap_or_default();
        if want.quantity.thousandths() > left {
            return Err(Against::BeyondQuantity { line: index, left: OnHand::stored(left.max(0)) });
        }
        if let Some(quoted) = quoted.and_then(|prices| prices.get(&request_position)).filter(|quoted| want.unit_price > **quoted) {
            return Err(Against::BeyondQuote { line: index, quoted: *quoted });
        }
        let amount = Line::amount_of(want.quantity, want.unit_price).ok_or(Against::TooMuch(index))?;
        if amount.fen() == 0 {
            return Err(Against::NothingToPay(index));
        }
        total = total.checked_add(amount).ok_or(Against::TooMuch(index))?;
        lines.push(OrderLine {
            request_position,
            name: line.name.clone(),
            spec: line.spec.clone(),
            unit: line.unit.clone(),
            quantity: want.quantity,
            unit_price: want.unit_price,
            amount,
            accepted: OnHand::NOTHING,
            accepted_value: Money::ZERO,
            food: false,
        });
    }
    let ordered = taken.amount.checked_add(total).ok_or(Against::TooMuch(0))?;
    if ordered > approved { Err(Against::BeyondApproval { approved, ordered }) } else { Ok((lines, total)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn asked(quantity: &str, price: &str) -> Line {
        let (quantity, unit_price) = (quantity.parse().unwrap(), money(price));
        let amount = Line::amount_of(quantity, unit_price).unwrap();
        Line { name: "课椅".into(), spec: None, unit: "把".into(), quantity, unit_price, amount }
    }

    fn want(position: u32, quantity: &str, price: &str) -> Wanted {
        Wanted { position, quantity: quantity.parse().unwrap(), unit_price: money(price) }
    }

    #[test]
    fn orders_stay_within_what_was_approved_to_the_piece_and_to_the_fen() {
        let lines = [asked("50", "100"), asked("20", "30")];
        let approved = (&lines[..], money("5600"));
        let none = Taken::default();
        let drawn = |taken: &Taken, wanted: &[Wanted]| draw_up(approved, taken, wanted, None).map(|(_, total)| total);
        assert_eq!(drawn(&none, &[want(0, "50", "100"), want(1, "20", "30")]), Ok(money("5600")));
        assert_eq!(drawn(&none, &[want(0, "50.001", "1")]), Err(Against::BeyondQuantity { line: 0, left: "50".parse().unwrap() }));
        // A piece may cost more as long as the whole does not.
        assert_eq!(drawn(&none, &[want(0, "50", "112")]), Ok(money("5600")));
        let beyond = Against::BeyondApproval { approved: money("5600"), ordered: money("5600.50") };
        assert_eq!(drawn(&none, &[want(0, "50", "112.01")]), Err(beyond));
        let taken = Taken { quantities: BTreeMap::from([(0, 48_000)]), amount: money("4800") };
        assert_eq!(drawn(&taken, &[want(0, "3", "1")]), Err(Against::BeyondQuantity { line: 0, left: "2".parse().unwrap() }));
        assert_eq!(drawn(&taken, &[want(0, "2", "400")]), Ok(money("800")));
        assert_eq!(
            drawn(&taken, &[want(0, "2", "400.01")]),
            Err(Against::BeyondApproval { approved: money("5600"), ordered: money("5600.02") })
        );
    }

    #[test]
    fn two_people_from_the_amount_on_to_the_fen() {
        assert_eq!(["299.99", "300.00", "300.01"].map(|together| people(money(together), money("300.00"))), [1, 2, 2]);
    }

    #[test]
    fn a_quote_that_was_taken_is_the_ceiling_of_every_price() {
        let lines = [asked("10", "100")];
        let quoted = BTreeMap::from([(0, money("90"))]);
        let drawn = |price: &str| draw_up((&lines, money("1000")), &Taken::default(), &[want(0, "10", price)], Some(&quoted)).map(|_| ());
        assert_eq!(drawn("90"), Ok(()));
        assert_eq!(drawn("89.99"), Ok(()));
        assert_eq!(drawn("90.01"), Err(Against::BeyondQuote { line: 0, quoted: money("90") }));
    }

    #[test]
    fn lines_are_those_of_the_request_once_each_and_cost_something() {
        let lines = [asked("10", "100")];
        let drawn = |wanted: &[Wanted]| draw_up((&lines, money("1000")), &Taken::default(), wanted, None).map(|_| ());
        assert_eq!(drawn(&[want(1, "1", "1")]), Err(Against::NoSuchLine(0)));
        assert_eq!(drawn(&[want(0, "1", "1"), want(0, "1", "1")]), Err(Against::LineTwice(1)));
        assert_eq!(drawn(&[want(0, "1", "0")]), Err(Against::NothingToPay(0)));
        assert_eq!(drawn(&[want(0, "0.1", "0.01")]), Err(Against::NothingToPay(0)));
    }
}
