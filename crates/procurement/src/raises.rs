//! What goes higher up whatever it costs (the school's rule `purchase.raises`): a dear piece, a fund, a class of things, known by words.

use approvals::{Approver, ladder::Tier};
use kernel::{Lang, Money, Text};
use serde::{Deserialize, Serialize};

use crate::request::{Fund, Line};

/// A condition with who decides then. What it does not name it does not ask for; all that it names has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raise {
    /// Some line costs so much a piece, or more.
    pub unit_price_from: Option<Money>,
    pub fund: Option<Fund>,
    /// Some line's name or specification holds one of these.
    pub words: Vec<String>,
    pub approver: Approver,
}

impl Raise {
    /// One line has to be dear and of the class: a dear projector beside cheap acid is neither.
    fn holds(&self, fund: Fund, lines: &[Line]) -> bool {
        self.fund.is_none_or(|named| named == fund) && lines.iter().any(|line| self.holds_of(line))
    }

    fn holds_of(&self, line: &Line) -> bool {
        let dear = self.unit_price_from.is_none_or(|from| line.unit_price >= from);
        dear && (self.words.is_empty() || self.words.iter().any(|word| is_named(line, word)))
    }

    /// In the words of whoever reads why.
    pub fn why(&self) -> Text {
        let words = |lang| {
            let price = self.unit_price_from.map(|from| match lang {
                Lang::Zh => format!("单价 {from} 元起"),
                Lang::En => format!("a piece from ¥{from}"),
            });
            let fund = self.fund.map(|fund| fund.title().pick(lang).to_owned());
            let class = (!self.words.is_empty()).then(|| match lang {
                Lang::Zh => format!("品名含“{}”", self.words.join("”“")),
                Lang::En => format!("named “{}”", self.words.join("”, “")),
            });
            let parts: Vec<String> = [price, fund, class].into_iter().flatten().collect();
            match lang {
                Lang::Zh => format!("{}：不论金额，报{}", parts.join("、"), self.approver.title().pick(lang)),
                Lang::En => {
                    format!("{}: up to the {}, whatever it costs", parts.join(", "), self.approver.title().pick(lang).to_lowercase())
                }
            }
        };
        Text::new(words(Lang::Zh), words(Lang::En))
    }
}

/// However it is written: width, case and spaces do not count.
fn is_named(line: &Line, word: &str) -> bool {
    let word = kernel::text::fold(word);
    let holds = |text: &str| kernel::text::fold(text).contains(&word);
    holds(&line.name) || line.spec.as_deref().is_some_and(holds)
}

/// Those that hold for what is bought, in the order of the rule.
pub fn holding(raises: Vec<Raise>, fund: Fund, lines: &[Line]) -> Vec<Raise> {
    raises.into_iter().filter(|raise| raise.holds(fund, lines)).collect()
}

/// The tier that it climbs to, and who follows whom no tier knows.
pub fn lifted(tiers: &[Tier], upper: usize, held: &[Raise]) -> (usize, Vec<Approver>) {
    let before: Vec<Approver> = held.iter().map(|raise| raise.approver).collect();
    approvals::ladder::lifted(tiers, upper, &before)
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;

    use super::*;

    fn line(name: &str, spec: Option<&str>, price: i64) -> Line {
        let unit_price = Money::stored(price);
        Line { name: name.into(), spec: spec.map(Into::into), unit: "瓶".into(), quantity: Quantity::ONE, unit_price, amount: unit_price }
    }

    fn raise(price: Option<i64>, fund: Option<Fund>, words: &[&str]) -> Raise {
        let words = words.iter().map(|word| (*word).into()).collect();
        Raise { unit_price_from: price.map(Money::stored), fund, words, approver: Approver::Principal }
    }

    #[test]
    fn a_piece_a_fen_below_at_and_above() {
        let dear = raise(Some(100_000), None, &[]);
        assert_eq!(
            [99_999, 100_000, 100_001].map(|price| dear.holds(Fund::Public, &[line("粉笔", None, 1), line("投影仪", None, price)])),
            [false, true, true]
        );
    }

    #[test]
    fn a_fund_and_a_class_however_it_is_written() {
        let special = raise(None, Some(Fund::Special), &[]);
        assert!(special.holds(Fund::Special, &[line("粉笔", None, 1)]));
        assert!(!special.holds(Fund::Public, &[line("粉笔", None, 1)]));
        let acid = raise(None, None, &["酒精", "PH 试纸"]);
        assert!(acid.holds(Fund::Public, &[line("消毒液", Some("75%酒精"), 1)]));
        assert!(acid.holds(Fund::Public, &[line("ph试纸", None, 1)]));
        assert!(!acid.holds(Fund::Public, &[line("粉笔", None, 1)]));
    }

    #[test]
    fn all_that_is_named_holds_of_one_line() {
        let both = raise(Some(10_000), Some(Fund::Canteen), &["锅"]);
        assert!(both.holds(Fund::Canteen, &[line("炒锅", None, 10_000)]));
        assert!(!both.holds(Fund::Public, &[line("炒锅", None, 10_000)]));
        assert!(!both.holds(Fund::Canteen, &[line("炒锅", None, 9_999), line("冰箱", None, 300_000)]), "the dear line is no pot");
    }

    #[test]
    fn the_reason_is_said_whole() {
        let why = raise(Some(100_000), Some(Fund::Special), &["酒精"]).why();
        assert_eq!(why.zh, "单价 1000.00 元起、专项经费、品名含“酒精”：不论金额，报校长");
        assert_eq!(why.en, "a piece from ¥1000.00, Special funds, named “酒精”: up to the principal, whatever it costs");
    }
}
