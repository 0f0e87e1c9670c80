//! Slips of one shop that look like one purchase in pieces (D04), whatever they are for. A school goes to the shop at the corner every
//! week, and small runs are ordinary life: what points at a cut is a day that comes to the amount on which two people buy, or large slips,
//! of half of that amount each, one after another. It is a mark and a line of the list of control exceptions; who decides follows from
//! the things.

use chrono::NaiveDate;
use kernel::Money;

/// A slip, as far as the rule looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slip {
    pub bought_on: NaiveDate,
    pub total: Money,
}

/// How many others of the shop it looks like one purchase with, and what all of them come to; nothing where it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameShop {
    pub count: i64,
    pub amount: Money,
}

impl SameShop {
    pub const NONE: Self = Self { count: 0, amount: Money::ZERO };
}

impl Slip {
    /// Cut into smaller pieces than these a purchase takes three forms at least.
    fn is_large(self, two_buyers_from: Money) -> bool {
        self.total.fen().saturating_mul(2) >= two_buyers_from.fen()
    }

    fn belongs_to(self, other: Self, two_buyers_from: Money) -> bool {
        self.bought_on == other.bought_on || (self.is_large(two_buyers_from) && other.is_large(two_buyers_from))
    }
}

/// What of the others within the school's window looks like one purchase with this slip.
pub(super) fn same_shop(slip: Slip, others: &[Slip], two_buyers_from: Money) -> SameShop {
    let mut found = SameShop { count: 0, amount: slip.total };
    for other in others.iter().filter(|other| slip.belongs_to(**other, two_buyers_from)) {
        found.count += 1;
        found.amount = found.amount.checked_add(other.total).unwrap_or(found.amount);
    }
    if found.count > 0 && found.amount >= two_buyers_from { found } else { SameShop::NONE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(day: u32, total: &str) -> Slip {
        Slip { bought_on: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(), total: total.parse().unwrap() }
    }

    fn found(this: Slip, others: &[Slip]) -> Option<(i64, String)> {
        let found = same_shop(this, others, "300.00".parse().unwrap());
        (found != SameShop::NONE).then(|| (found.count, found.amount.to_string()))
    }

    #[test]
    fn a_day_at_the_shop_comes_to_the_amount_to_the_fen() {
        let morning = [slip(24, "100.00")];
        assert_eq!(found(slip(24, "199.99"), &morning), None);
        assert_eq!(found(slip(24, "200.00"), &morning), Some((1, "300.00".into())));
        assert_eq!(found(slip(24, "200.01"), &morning), Some((1, "300.01".into())));
        assert_eq!(found(slip(24, "100"), &[slip(24, "100"), slip(24, "100")]), Some((2, "300.00".into())));
    }

    #[test]
    fn large_slips_on_other_days_count_from_half_of_it_on() {
        let before = [slip(3, "150.00")];
        assert_eq!(found(slip(24, "149.99"), &before), None);
        assert_eq!(found(slip(24, "150.00"), &before), Some((1, "300.00".into())));
        assert_eq!(found(slip(24, "150.01"), &before), Some((1, "300.01".into())));
        assert_eq!(found(slip(24, "299.99"), &[slip(3, "149.99")]), None);
    }

    #[test]
    fn every_week_to_the_shop_is_ordinary_life() {
        let weeks = [slip(3, "120"), slip(10, "80"), slip(17, "149.99")];
        assert_eq!(found(slip(24, "149.99"), &weeks), None);
        assert_eq!(found(slip(24, "290"), &weeks), None);
        assert_eq!(found(slip(24, "290"), &[]), None);
    }
}
