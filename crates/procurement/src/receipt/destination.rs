//! What the accepted part of a line becomes: chosen when the receipt is made, done when the last acceptor signs.

use std::collections::HashSet;

use campus::{location, person};
use chrono::NaiveDate;
use kernel::{Permission, Problem, Quantity, Result, Scope, Tx, calendar::in_calendar, text, validate::one_line};
use registers::category;
use serde::{Deserialize, Serialize};
use stores::permissions::KeepStores;
use uuid::Uuid;

use super::error::ReceiptError;

/// Most single cards of a line.
pub(super) const MOST_CARDS: i64 = 500;

/// What the accepted part of a line becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, garde::Validate, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = GoodsReceiptDestination)]
pub enum Destination {
    /// Asset cards: one of so many like pieces, or one of each piece.
    Cards {
        #[garde(length(chars, min = 1, max = 20), custom(one_line))]
        #[schema(example = "A05010304")]
        category_code: String,
        #[serde(default)]
        #[garde(skip)]
        location_id: Option<Uuid>,
        #[serde(default)]
        #[garde(length(chars, min = 1, max = 60), custom(one_line))]
        department: Option<String>,
        #[serde(default)]
        #[garde(skip)]
        custodian_id: Option<Uuid>,
        /// A card of each piece instead of one with the quantity.
        #[serde(default)]
        #[garde(skip)]
        single: bool,
        /// One for each single card, in order; or none.
        #[serde(default)]
        #[garde(length(max = 500), inner(length(chars, max = 100), custom(one_line)))]
        serial_numbers: Vec<String>,
    },
    /// A lot in a store that the caller keeps.
    Stock {
        #[garde(skip)]
        store_id: Uuid,
        #[garde(skip)]
        item_id: Uuid,
        /// In the unit of the item, where that is another than the order's: 20 boxes are 100 packs.
        #[serde(default)]
        #[garde(skip)]
        quantity: Option<Quantity>,
        #[serde(default)]
        #[garde(length(chars, max = 50), custom(one_line))]
        bin: Option<String>,
        #[serde(default, deserialize_with = "in_calendar")]
        #[garde(skip)]
        expires_on: Option<NaiveDate>,
    },
    /// Used up at once: a service, or what goes straight into a repair.
    Used,
}

/// What the lines before named already: the many lines of one body name the same few places, people and things, and each is looked up once.
#[derive(Debug, Default)]
pub(super) struct Named(HashSet<(&'static str, String)>);

impl Named {
    /// Whether nobody named it before.
    fn is_new(&mut self, what: &'static str, id: &impl ToString) -> bool {
        self.0.insert((what, id.to_string()))
    }
}

impl Destination {
    /// Whether it can become that, so that the last who signs is not refused what the first one chose.
    ///
    /// # Errors
    /// 422 at its fields, as if it were the whole body.
    pub(super) async fn check(&self, tx: &Tx, named: &mut Named, accepted: i64, unit: &str) -> Result<()> {
        match self {
            Self::Cards { category_code, location_id, custodian_id, single, serial_numbers, .. } => {
                let school = tx.school()?;
                if named.is_new("category", category_code) {
                    category::by_code(tx, school, category_code).await?;
                }
                if let Some(id) = location_id.filter(|id| named.is_new("location", id)) {
                    location::repo::active(tx, school, id, "/location_id").await?;
                }
                if let Some(id) = custodian_id.filter(|id| named.is_new("custodian", id)) {
                    person::repo::active(tx, school, id, "/custodian_id").await?;
                }
                check_pieces(accepted, unit, *single, serial_numbers.len()).map_err(Problem::from)
            }
            Self::Stock { store_id, item_id, .. } => {
                let right = tx.actor().right(KeepStores::INFO.key).ok_or(ReceiptError::NotYourStore)?;
                let scope = Scope { school: tx.school()?, reach: right.reach.clone() };
                if named.is_new("store", store_id) {
                    stores::store::repo::usable(tx, &scope, *store_id).await?;
                }
                if named.is_new("item", item_id) {
                    stores::item::repo::named(tx, scope.school, &[*item_id], |_| "/item_id".to_owned()).await?;
                }
                Ok(())
            }
            Self::Used => Ok(()),
        }
    }

    /// The stock item that it becomes some of.
    pub(super) const fn item(&self) -> Option<Uuid> {
        match self {
            Self::Stock { item_id, .. } => Some(*item_id),
            Self::Cards { .. } | Self::Used => None,
        }
    }

    /// The department that a card belongs to.
    pub(super) fn department(&self) -> Option<String> {
        match self {
            Self::Cards { department: Some(name), .. } => Some(text::tidy(name)),
            Self::Cards { .. } | Self::Stock { .. } | Self::Used => None,
        }
    }
}

/// Cards are of whole pieces; where each piece has its own, serial numbers are one each or none.
fn check_pieces(accepted: i64, unit: &str, single: bool, serials: usize) -> std::result::Result<(), ReceiptError> {
    let pieces = Quantity::stored(accepted).pieces();
    if pieces.is_none() && (single || !category::is_measured(unit)) {
        return Err(ReceiptError::BrokenPieces);
    }
    if single && pieces.is_some_and(|pieces| pieces > MOST_CARDS) {
        return Err(ReceiptError::TooManyCards);
    }
    let wanted = if single { pieces.and_then(|pieces| usize::try_from(pieces).ok()).unwrap_or_default() } else { 0 };
    if serials > 0 && serials != wanted { Err(ReceiptError::SerialCount) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_of_whole_pieces_and_serial_numbers_one_each() {
        assert_eq!(check_pieces(48_000, "把", false, 0), Ok(()));
        assert_eq!(check_pieces(48_500, "把", false, 0), Err(ReceiptError::BrokenPieces));
        assert_eq!(check_pieces(30_500, "㎡", false, 0), Ok(()));
        assert_eq!(check_pieces(30_500, "㎡", true, 0), Err(ReceiptError::BrokenPieces));
        assert_eq!(check_pieces(2_000, "台", true, 2), Ok(()));
        assert_eq!(check_pieces(2_000, "台", true, 3), Err(ReceiptError::SerialCount));
        assert_eq!(check_pieces(2_000, "台", false, 2), Err(ReceiptError::SerialCount));
        assert_eq!(check_pieces(501_000, "台", true, 0), Err(ReceiptError::TooManyCards));
    }
}
