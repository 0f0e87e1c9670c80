//! Whether what comes of a line should have a card in the register, and one or one each: by the school's rules of the day (domain.md B1).
//! A proposal: how long a thing lasts nobody here knows, and whoever accepts it decides.

use campus::policy::Values;
use chrono::NaiveDate;
use kernel::{Money, Quantity, Result};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use super::destination::MOST_CARDS;
use crate::policy::{self, LotCards};

/// So many pieces of one thing, bought at once, are a large lot 大批同类: the law names no number.
const LARGE_LOT: i64 = 10;

/// What the rules propose for the pieces of a line, if they last longer than a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptProposal)]
pub enum Proposal {
    /// Neither a piece is dear enough nor are they a large lot.
    NoCard,
    /// One card with the quantity.
    OneCard,
    CardEach,
}

/// The school's rules on a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CardRules {
    threshold: Money,
    bulk: bool,
    lots: LotCards,
}

impl CardRules {
    /// In one look-up.
    pub async fn on(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<Self> {
        let values = Values::on(db, school, day).await?;
        Ok(Self {
            threshold: values.of(&policy::RECOGNITION_THRESHOLD)?,
            bulk: values.of(&policy::BULK_HOMOGENEOUS)?,
            lots: values.of(&policy::LOT_CARDS)?,
        })
    }

    /// By the price of a piece and how many were ordered, whatever of them has come.
    pub const fn proposal(self, unit_price: Money, ordered: Quantity) -> Proposal {
        let dear = unit_price.fen() >= self.threshold.fen();
        let large = self.bulk && ordered.thousandths() >= LARGE_LOT * Quantity::ONE.thousandths();
        if !dear && !large {
            return Proposal::NoCard;
        }
        match (self.lots, ordered.pieces()) {
            (LotCards::OneEach, Some(pieces)) if pieces > 1 && pieces <= MOST_CARDS => Proposal::CardEach,
            _ => Proposal::OneCard,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: CardRules = CardRules { threshold: Money::stored(100_000), bulk: true, lots: LotCards::OneWithQuantity };

    fn of(rules: CardRules, fen: i64, thousandths: i64) -> Proposal {
        rules.proposal(Money::stored(fen), Quantity::stored(thousandths))
    }

    #[test]
    fn from_the_line_on_a_piece_has_a_card() {
        assert_eq!([99_999, 100_000, 100_001].map(|fen| of(RULES, fen, 1_000)), [Proposal::NoCard, Proposal::OneCard, Proposal::OneCard]);
    }

    #[test]
    fn a_large_lot_has_one_below_the_line_too_where_the_school_says_so() {
        assert_eq!([9_000, 10_000, 10_001].map(|lot| of(RULES, 3_000, lot)), [Proposal::NoCard, Proposal::OneCard, Proposal::OneCard]);
        assert_eq!(of(CardRules { bulk: false, ..RULES }, 3_000, 50_000), Proposal::NoCard);
    }

    #[test]
    fn like_pieces_have_one_card_or_one_each_and_pieces_in_fractions_never_each() {
        let each = CardRules { lots: LotCards::OneEach, ..RULES };
        assert_eq!(of(RULES, 100_000, 3_000), Proposal::OneCard);
        let pieces = [1_000, 2_000, 2_500].map(|quantity| of(each, 100_000, quantity));
        assert_eq!(pieces, [Proposal::OneCard, Proposal::CardEach, Proposal::OneCard]);
        assert_eq!([500_000, 501_000].map(|quantity| of(each, 3_000, quantity)), [Proposal::CardEach, Proposal::OneCard]);
        assert_eq!(of(each, 99_999, 2_000), Proposal::NoCard);
    }
}
