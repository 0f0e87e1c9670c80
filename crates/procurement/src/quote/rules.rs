//! How many quotes a purchase needs, and whether a quote may be taken: pure.

use kernel::{Money, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::Channel;

/// The school's rules as they were on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub quotes: u32,
    pub unit_price_from: Money,
    pub total_from: Money,
    pub exempt_price_lists: bool,
    pub exempt_e_mall: bool,
}

/// What made quotes necessary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuotesNeededBecause)]
pub enum Why {
    /// Neither a piece nor the whole is dear enough.
    Below,
    UnitPrice,
    Total,
    /// Neither by itself, but with what else was asked for or bought of the same things within the school's window (D04).
    Together,
    /// It could not wait: no quotes are compared, whatever it costs.
    Emergency,
}

/// How many quotes are needed, and by which rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// One: somebody has to have said a price.
    pub quotes: u32,
    pub why: Why,
    pub rules: Rules,
}

impl Rules {
    /// What is needed for things of which the dearest piece and the whole cost so much, and the whole with what is judged together with it.
    pub fn need(self, dearest: Money, total: Money, together: Money) -> Need {
        let why = if total >= self.total_from {
            Why::Total
        } else if dearest >= self.unit_price_from {
            Why::UnitPrice
        } else if together >= self.total_from {
            Why::Together
        } else {
            Why::Below
        };
        let quotes = if why == Why::Below { 1 } else { self.quotes.max(1) };
        Need { quotes, why, rules: self }
    }

    /// What is needed of what cannot wait: a price that somebody said.
    pub const fn emergency(self) -> Need {
        Need { quotes: 1, why: Why::Emergency, rules: self }
    }

    const fn exempts(self, channel: Channel) -> bool {
        match channel {
            Channel::PriceList => self.exempt_price_lists,
            Channel::EMall => self.exempt_e_mall,
            Channel::Phone | Channel::Shop | Channel::Screenshot | Channel::Written => false,
        }
    }
}

impl Need {
    /// The same, when it turns out that a piece costs more than was thought.
    fn with(self, dearest: Money, total: Money) -> Self {
        if self.why == Why::Emergency {
            return self;
        }
        let found = self.rules.need(dearest, total, total);
        if found.quotes > self.quotes { found } else { self }
    }

    /// How many are needed for things that are bought at these prices.
    pub fn at_prices(self, prices: impl Iterator<Item = Money>) -> u32 {
        self.with(prices.fold(Money::ZERO, Money::max), Money::ZERO).quotes
    }

    pub fn text(&self) -> Text {
        let Rules { unit_price_from, total_from, .. } = self.rules;
        let quotes = self.quotes;
        match self.why {
            Why::Emergency => Text::fixed("应急采购，免比价。", "An emergency purchase: no quotes are compared."),
            Why::Below => Text::new(
                format!("单价不到 {unit_price_from} 元、总价不到 {total_from} 元，不必比价，有一家报价即可。"),
                format!("Below {unit_price_from} a piece and {total_from} in all: one quote is enough."),
            ),
            Why::UnitPrice => Text::new(
                format!("有单价达到 {unit_price_from} 元的物品，须比较 {quotes} 家报价。"),
                format!("A piece costs {unit_price_from} or more: {quotes} quotes are compared."),
            ),
            Why::Total => Text::new(
                format!("总价达到 {total_from} 元，须比较 {quotes} 家报价。"),
                format!("It costs {total_from} or more in all: {quotes} quotes are compared."),
            ),
            Why::Together => Text::new(
                format!("与近期买同样东西的其他单子合计达到 {total_from} 元，须比较 {quotes} 家报价。"),
                format!("With others that ask for the same lately it costs {total_from} or more in all: {quotes} quotes are compared."),
            ),
        }
    }
}

/// One supplier's quote as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub quote_id: Uuid,
    pub supplier_id: Uuid,
    pub suspended: bool,
    pub channel: Channel,
    /// Of all lines; none while one has no price.
    pub total: Option<Money>,
    pub dearest: Money,
}

/// What somebody wants to settle.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub supplier_id: Uuid,
    /// He says why nobody else, or fewer, were asked.
    pub single_source: bool,
    /// He says why it is not the cheapest.
    pub not_lowest: bool,
}

/// Why a quote cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    NotQuoted,
    Suspended,
    Incomplete,
    /// Dearer than what was approved.
    BeyondApproval {
        approved: Money,
        total: Money,
    },
    TooFew {
        needed: u32,
        complete: usize,
        incomplete: usize,
    },
    NotLowest {
        lowest: Money,
        total: Money,
    },
}

/// The quote that is taken with its total, or what speaks against it. Only quotes of all lines can be compared: others do not count.
///
/// # Errors
/// The first thing that has to be put right.
pub fn settle(need: Need, offers: &[Offer], choice: Choice, approved: Money) -> Result<(Uuid, Money), Against> {
    let chosen = offers.iter().find(|offer| offer.supplier_id == choice.supplier_id).ok_or(Against::NotQuoted)?;
    if chosen.suspended {
        return Err(Against::Suspended);
    }
    let total = chosen.total.ok_or(Against::Incomplete)?;
    if total > approved {
        return Err(Against::BeyondApproval { approved, total });
    }
    let totals: Vec<Money> = offers.iter().filter_map(|offer| offer.total).collect();
    let needed = need.with(chosen.dearest, total).quotes;
    let enough = u32::try_from(totals.len()).unwrap_or(u32::MAX) >= needed;
    if !enough && !choice.single_source && !need.rules.exempts(chosen.channel) {
        return Err(Against::TooFew { needed, complete: totals.len(), incomplete: offers.len() - totals.len() });
    }
    let lowest = totals.into_iter().min().unwrap_or(total);
    if total > lowest && !choice.not_lowest {
        return Err(Against::NotLowest { lowest, total });
    }
    Ok((chosen.quote_id, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn rules() -> Rules {
        Rules {
            quotes: 3,
            unit_price_from: Money::stored(100_000),
            total_from: Money::stored(200_000),
            exempt_price_lists: true,
            exempt_e_mall: true,
        }
    }

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn the_limits_are_exact_to_the_fen() {
        let need = |dearest: &str, total: &str| {
            let need = rules().need(money(dearest), money(total), money(total));
            (need.quotes, need.why)
        };
        assert_eq!(need("999.99", "1999.99"), (1, Why::Below));
        assert_eq!(need("1000.00", "1999.99"), (3, Why::UnitPrice));
        assert_eq!(need("1000.01", "1000.01"), (3, Why::UnitPrice));
        assert_eq!(need("999.99", "2000.00"), (3, Why::Total));
        assert_eq!(need("999.99", "2000.01"), (3, Why::Total));
        let none = Rules { quotes: 0, ..rules() };
        assert_eq!(none.need(money("5000"), money("5000"), money("5000")).quotes, 1);
    }

    #[test]
    fn what_is_judged_together_needs_its_quotes_together_to_the_fen() {
        let need = |total: &str, together: &str| {
            let need = rules().need(money("100"), money(total), money(together));
            (need.quotes, need.why)
        };
        assert_eq!(need("1000", "1999.99"), (1, Why::Below));
        assert_eq!(need("1000", "2000.00"), (3, Why::Together));
        assert_eq!(need("1000", "2000.01"), (3, Why::Together));
        // By itself it is dear enough: that is said first.
        assert_eq!(need("2000.00", "5000"), (3, Why::Total));
        assert_eq!(rules().need(money("1000"), money("1000"), money("2000")).why, Why::UnitPrice);
        // Cheap quotes do not make it another purchase.
        let cheap = rules().need(money("100"), money("1000"), money("2000"));
        assert_eq!(cheap.at_prices([money("1")].into_iter()), 3);
    }

    #[test]
    fn an_emergency_compares_nothing_however_dear_it_turns_out() {
        let need = rules().emergency();
        assert_eq!((need.quotes, need.why), (1, Why::Emergency));
        assert_eq!(need.at_prices([money("9999999")].into_iter()), 1);
        let one = [offer(1, Channel::Phone, Some("5000"))];
        assert!(settle(need, &one, take(1), money("5000")).is_ok());
    }

    fn offer(n: u128, channel: Channel, total: Option<&str>) -> Offer {
        let total = total.map(money);
        let id = Uuid::from_u128(n);
        Offer { quote_id: id, supplier_id: id, suspended: false, channel, total, dearest: total.unwrap_or(Money::ZERO) }
    }

    fn take(n: u128) -> Choice {
        Choice { supplier_id: Uuid::from_u128(n), single_source: false, not_lowest: false }
    }

    #[test]
    fn three_quotes_of_all_lines_or_a_reason_or_an_exempt_channel() {
        let need = rules().need(money("1500"), money("3000"), money("3000"));
        let approved = money("3000");
        let settled = |offers: &[Offer], choice| settle(need, offers, choice, approved).map(|(_, total)| total);
        let three =
            [offer(1, Channel::Phone, Some("2900")), offer(2, Channel::Shop, Some("2800")), offer(3, Channel::Written, Some("3000"))];
        assert_eq!(settled(&three, take(2)), Ok(money("2800")));
        assert_eq!(settled(&three[..2], take(2)), Err(Against::TooFew { needed: 3, complete: 2, incomplete: 0 }));
        let half = [three[0], three[1], offer(4, Channel::Phone, None)];
        assert_eq!(settled(&half, take(2)), Err(Against::TooFew { needed: 3, complete: 2, incomplete: 1 }));
        assert_eq!(settled(&half, take(4)), Err(Against::Incomplete));
        assert_eq!(settled(&three[1..2], Choice { single_source: true, ..take(2) }), Ok(money("2800")));
        for (channel, exempt) in [(Channel::PriceList, true), (Channel::EMall, true), (Channel::Screenshot, false)] {
            let alone = [offer(1, channel, Some("2900"))];
            assert_eq!(settled(&alone, take(1)).is_ok(), exempt, "{channel:?}");
            let strict = Need { rules: Rules { exempt_price_lists: false, exempt_e_mall: false, ..rules() }, ..need };
            assert!(settle(strict, &alone, take(1), approved).is_err());
        }
        assert_eq!(settled(&three, take(9)), Err(Against::NotQuoted));
        let suspended = [Offer { suspended: true, ..three[0] }, three[1], three[2]];
        assert_eq!(settled(&suspended, take(1)), Err(Against::Suspended));
    }

    #[test]
    fn whoever_is_not_the_cheapest_needs_a_reason_and_nobody_is_dearer_than_what_was_approved() {
        let need = rules().need(money("1500"), money("3000"), money("3000"));
        let three =
            [offer(1, Channel::Phone, Some("2900")), offer(2, Channel::Shop, Some("2800")), offer(3, Channel::Written, Some("3000.01"))];
        let settled = |choice| settle(need, &three, choice, money("3000")).map(|(_, total)| total);
        assert_eq!(settled(take(1)), Err(Against::NotLowest { lowest: money("2800"), total: money("2900") }));
        assert_eq!(settled(Choice { not_lowest: true, ..take(1) }), Ok(money("2900")));
        let beyond = Against::BeyondApproval { approved: money("3000"), total: money("3000.01") };
        assert_eq!(settled(Choice { not_lowest: true, ..take(3) }), Err(beyond));
        // Two at the same price are both the cheapest.
        let even = [three[0], offer(2, Channel::Shop, Some("2900")), offer(3, Channel::Shop, Some("2900"))];
        assert!(settle(need, &even, take(3), money("3000")).is_ok());
    }

    #[test]
    fn a_piece_that_turns_out_dearer_than_thought_needs_its_quotes() {
        let need = rules().need(money("900"), money("1900"), money("1900"));
        assert_eq!(need.quotes, 1);
        let one = [Offer { dearest: money("1000"), ..offer(1, Channel::Phone, Some("1850")) }];
        assert_eq!(settle(need, &one, take(1), money("1900")), Err(Against::TooFew { needed: 3, complete: 1, incomplete: 0 }));
        let cheap = [Offer { dearest: money("999.99"), ..one[0] }];
        assert!(settle(need, &cheap, take(1), money("1900")).is_ok());
    }
}
