//! Shares a row out to its pieces. Owns the rule that sums stay the same to the fen.

use super::{super::dialect::Quantity, options::QuantityRows, plan::PlannedCard};

/// One card of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The row's number, with `-01` … behind it when the row becomes several cards.
    pub asset_no: Option<String>,
    pub quantity: Quantity,
    /// In fen.
    pub original_value: Option<i64>,
    /// In fen.
    pub accumulated_depreciation: Option<i64>,
}

/// Parts of a total that differ by one fen at most and add up to it; the larger ones come first.
pub fn share(total: i64, parts: u64) -> impl Iterator<Item = i64> {
    let (total, count) = (i128::from(total), i128::from(parts.max(1)));
    let (each, rest) = (total.div_euclid(count), total.rem_euclid(count));
    // Each part is between zero and the total, so it fits.
    (0..parts).map(move |at| i64::try_from(each + i128::from(i128::from(at) < rest)).unwrap_or(0))
}

impl PlannedCard {
    /// The cards of the row: itself, or one per piece.
    pub fn pieces(&self, quantity: QuantityRows) -> impl Iterator<Item = Piece> {
        let parts = self.cards(quantity);
        let each = if parts > 1 { Quantity::ONE } else { self.quantity };
        let mut values = self.original_value.map(|total| share(total, parts));
        let mut depreciations = self.accumulated_depreciation.map(|total| share(total, parts));
        (1..=parts).map(move |at| Piece {
            asset_no: self.asset_no.as_deref().map(|number| piece_no(number, at, parts)),
            quantity: each,
            original_value: values.as_mut().and_then(Iterator::next),
            accumulated_depreciation: depreciations.as_mut().and_then(Iterator::next),
        })
    }
}

/// The number of one piece: wide enough that the numbers of a row sort.
pub(super) fn piece_no(number: &str, at: u64, parts: u64) -> String {
    if parts == 1 {
        return number.to_owned();
    }
    let width = parts.to_string().len().max(2);
    format!("{number}-{at:0width$}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_remainder_goes_to_the_first_pieces() {
        assert_eq!(share(1000, 3).collect::<Vec<_>>(), [334, 333, 333]);
        assert_eq!(share(0, 2).collect::<Vec<_>>(), [0, 0]);
        assert_eq!(share(1, 4).collect::<Vec<_>>(), [1, 0, 0, 0]);
        assert_eq!(share(5, 1).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn pieces_are_numbered_behind_the_rows_number() {
        assert_eq!(piece_no("JJ2008000001", 1, 1), "JJ2008000001");
        assert_eq!(piece_no("JJ2008000001", 7, 9), "JJ2008000001-07");
        assert_eq!(piece_no("JJ2008000001", 7, 120), "JJ2008000001-007");
    }

    proptest! {
        #[test]
        fn shares_add_up_and_differ_by_one_fen(total in 0_i64..=10_000_000_000_000, parts in 1_u64..2_000) {
            let shares: Vec<i64> = share(total, parts).collect();
            prop_assert_eq!(shares.len() as u64, parts);
            prop_assert_eq!(shares.iter().sum::<i64>(), total);
            let (most, least) = (shares.iter().max().unwrap(), shares.iter().min().unwrap());
            prop_assert!(most - least <= 1 && *least >= 0);
        }

        #[test]
        fn no_piece_is_depreciated_below_nothing(value in 0_i64..=10_000_000, part in 0.0_f64..=1.0, parts in 1_u64..500) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any amount up to the value will do")]
            let depreciation = (value as f64 * part) as i64;
            for (value, depreciation) in share(value, parts).zip(share(depreciation, parts)) {
                prop_assert!(depreciation <= value);
            }
        }
    }
}
