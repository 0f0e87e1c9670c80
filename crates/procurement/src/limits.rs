//! What follows from an amount by the rules of a day, and whether one purchase in pieces got round something of it. Pure.
//!
//! The same valve twice a month is ordinary life. It is an exception where the pieces together come to what none of them comes to alone:
//! somebody else decides, quotes are compared, two people buy or accept, the staff congress decides, or it is government procurement.

use approvals::ladder::{Tier, tier_of};
use kernel::Money;

use crate::{
    order::rules::people,
    quote::rules::Rules,
    raises::{self, Raise},
    request::Line,
};

/// The school's limits as they were on a day.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub tiers: Vec<Tier>,
    /// From which amount the staff congress decides; a school may know none.
    pub major_from: Option<Money>,
    /// From which amount it is government procurement; a school may know none.
    pub gov_from: Option<Money>,
    pub two_buyers_from: Money,
    pub two_acceptors_from: Money,
    pub quotes: Rules,
}

/// What counts of a purchase beside its amount.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Purchase<'a> {
    /// Of a piece.
    pub dearest: Money,
    /// What sends it higher up whatever it costs.
    pub held: &'a [Raise],
    /// What cannot wait compares no quotes.
    pub emergency: bool,
}

/// What follows from an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Up to which tier it climbs.
    pub tier: usize,
    pub congress: bool,
    pub gov: bool,
    pub quotes: u32,
    pub buyers: i64,
    pub acceptors: i64,
}

impl<'a> Purchase<'a> {
    pub fn of(lines: &[Line], held: &'a [Raise], emergency: bool) -> Self {
        let dearest = lines.iter().map(|line| line.unit_price).fold(Money::ZERO, Money::max);
        Self { dearest, held, emergency }
    }
}

impl Limits {
    pub fn outcome(&self, purchase: Purchase<'_>, amount: Money) -> Outcome {
        let judged = amount.max(purchase.dearest);
        let reaches = |from: Option<Money>| from.is_some_and(|from| judged >= from);
        Outcome {
            tier: raises::lifted(&self.tiers, tier_of(&self.tiers, judged), purchase.held).0,
            congress: reaches(self.major_from),
            gov: reaches(self.gov_from),
            quotes: if purchase.emergency { 1 } else { self.quotes.need(purchase.dearest, amount, amount).quotes },
            buyers: people(amount, self.two_buyers_from),
            acceptors: people(amount, self.two_acceptors_from),
        }
    }

    /// Whether something else follows from what it comes to with others than from its own total.
    pub fn in_pieces(&self, purchase: Purchase<'_>, alone: Money, together: Money) -> bool {
        self.outcome(purchase, alone) != self.outcome(purchase, together)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use approvals::Approver;

    use super::*;

    pub(crate) fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    /// everyday.md, Defaults; the limit of government procurement is a region's.
    pub(crate) fn limits() -> Limits {
        let tier = |end: Option<&str>, inclusive, approver| Tier { up_to: end.map(money), inclusive, approver };
        Limits {
            tiers: vec![
                tier(Some("500"), true, Approver::LogisticsDirector),
                tier(Some("1000"), true, Approver::VicePrincipal),
                tier(Some("10000"), false, Approver::Principal),
                tier(None, false, Approver::OfficeMeeting),
            ],
            major_from: Some(money("50000")),
            gov_from: Some(money("200000")),
            two_buyers_from: money("300"),
            two_acceptors_from: money("300"),
            quotes: Rules {
                quotes: 3,
                unit_price_from: money("1000"),
                total_from: money("2000"),
                exempt_price_lists: true,
                exempt_e_mall: true,
            },
        }
    }

    /// Cheap pieces that together come to a fen less than this, to this, and to a fen more.
    fn around(rules: &Limits, alone: &str, limit: &str) -> [bool; 3] {
        let limit = money(limit).fen();
        let purchase = Purchase { dearest: money("1"), ..Purchase::default() };
        [limit - 1, limit, limit + 1].map(|together| rules.in_pieces(purchase, money(alone), Money::stored(together)))
    }

    #[test]
    fn the_same_valve_again_is_ordinary_life() {
        let valve = Purchase { dearest: money("20"), ..Purchase::default() };
        assert!(!limits().in_pieces(valve, money("20"), money("40")));
        assert!(!limits().in_pieces(valve, money("20"), money("299.99")));
        assert!(!limits().in_pieces(valve, money("20"), money("20")));
    }

    #[test]
    fn each_limit_is_exact_to_the_fen() {
        let all = limits();
        let never = money("99999999999");
        let buyers = Limits { two_acceptors_from: never, ..all.clone() };
        assert_eq!(around(&buyers, "150", "300"), [false, true, true]);
        let acceptors = Limits { two_buyers_from: never, ..all.clone() };
        assert_eq!(around(&acceptors, "150", "300"), [false, true, true]);
        // The end of the first tiers belongs to them, that of the principal's does not.
        assert_eq!(around(&all, "300", "500"), [false, false, true]);
        assert_eq!(around(&all, "501", "1000"), [false, false, true]);
        assert_eq!(around(&all, "2000", "10000"), [false, true, true]);
        assert_eq!(around(&all, "1500", "2000"), [false, true, true], "quotes");
        assert_eq!(around(&all, "10000", "50000"), [false, true, true], "the staff congress");
        assert_eq!(around(&all, "50000", "200000"), [false, true, true], "government procurement");
        let none = Limits { major_from: None, gov_from: None, ..all };
        assert_eq!(around(&none, "10000", "50000"), [false; 3]);
        assert_eq!(around(&none, "50000", "200000"), [false; 3]);
    }

    #[test]
    fn what_needs_it_anyway_gets_round_nothing() {
        let all = limits();
        // A dear piece needs its quotes alone, and what cannot wait needs none.
        let dear = Purchase { dearest: money("1200"), ..Purchase::default() };
        assert!(!all.in_pieces(dear, money("1200"), money("2400")));
        let urgent = Purchase { dearest: money("900"), emergency: true, ..Purchase::default() };
        assert!(!all.in_pieces(urgent, money("1800"), money("2700")));
        // So does what goes to the principal whatever it costs.
        let held = [Raise { unit_price_from: None, fund: None, words: vec!["酒精".into()], approver: Approver::Principal }];
        let acid = Purchase { dearest: money("10"), held: &held, emergency: false };
        assert!(!all.in_pieces(acid, money("400"), money("800")));
        assert!(all.in_pieces(Purchase { held: &[], ..acid }, money("400"), money("800")));
        // One quote is no comparison.
        let alone = Limits { quotes: Rules { quotes: 1, ..all.quotes }, ..all };
        assert!(!alone.in_pieces(Purchase::default(), money("1500"), money("2500")));
    }
}
