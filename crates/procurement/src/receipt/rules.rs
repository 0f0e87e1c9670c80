//! What was accepted is worth, to the fen: pure.

use kernel::Money;

use crate::order::model::OrderLine;

/// Accepts so many thousandths of a line: what they are worth, or what is still open when they are more. The last of a line takes the rest,
/// so that the shares come to the amount of the line.
///
/// # Errors
/// The thousandths that are still open.
pub(crate) fn accept(line: &mut OrderLine, thousandths: i64) -> Result<Money, i64> {
    let open = line.open();
    if thousandths > open {
        return Err(open);
    }
    let rest = line.amount.fen() - line.accepted_value.fen();
    let value = if thousandths == open { rest } else { share(line.amount.fen(), thousandths, line.quantity.thousandths()).min(rest) };
    line.accepted = stores::OnHand::stored(line.accepted.thousandths() + thousandths);
    line.accepted_value = Money::stored(line.accepted_value.fen() + value);
    Ok(Money::stored(value))
}

/// The value over so many pieces; the last takes the rest.
pub(crate) fn over_pieces(value: Money, pieces: i64) -> Vec<Money> {
    let each = value.fen() / pieces.max(1);
    let last = value.fen() - each * (pieces - 1).max(0);
    (1..=pieces).map(|piece| Money::stored(if piece == pieces { last } else { each })).collect()
}

/// Rounded half up to the fen.
fn share(amount: i64, part: i64, whole: i64) -> i64 {
    let exact = i128::from(amount) * i128::from(part);
    let whole = i128::from(whole.max(1));
    i64::try_from((exact * 2 + whole) / (whole * 2)).unwrap_or(amount)
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;
    use proptest::prelude::*;
    use stores::OnHand;

    use super::*;

    fn line(quantity: i64, amount: i64) -> OrderLine {
        OrderLine {
            request_position: 0,
            name: "课椅".into(),
            spec: None,
            unit: "把".into(),
            quantity: Quantity::stored(quantity),
            unit_price: Money::stored(1),
            amount: Money::stored(amount),
            accepted: OnHand::NOTHING,
            accepted_value: Money::ZERO,
            food: false,
        }
    }

    #[test]
    fn three_thirds_of_ten_yuan_are_ten_yuan() {
        let mut chairs = line(3_000, 1_000);
        let values: Vec<i64> = (0..3).map(|_| accept(&mut chairs, 1_000).unwrap().fen()).collect();
        assert_eq!(values, [333, 333, 334]);
        assert_eq!(accept(&mut chairs, 1), Err(0));
        let pieces: Vec<i64> = over_pieces(Money::stored(1_000), 3).into_iter().map(Money::fen).collect();
        assert_eq!(pieces, [333, 333, 334]);
    }

    proptest! {
        /// However a line comes in, its shares are never less than nothing and come to its amount; never more than was ordered.
        #[test]
        fn shares_of_a_line_come_to_its_amount(quantity in 1_i64..1_000_000, amount in 1_i64..9_999_999_999, parts in prop::collection::vec(1_i64..200_000, 0..20)) {
            let mut ordered = line(quantity, amount);
            let mut sum = 0;
            for part in parts {
                match accept(&mut ordered, part) {
                    Ok(value) => { prop_assert!(value.fen() >= 0); sum += value.fen(); }
                    Err(open) => prop_assert!(open < part),
                }
            }
            let open = ordered.open();
            if open > 0 {
                sum += accept(&mut ordered, open).unwrap().fen();
            }
            prop_assert_eq!(sum, amount);
            prop_assert_eq!(ordered.accepted_value.fen(), amount);
        }
    }
}
