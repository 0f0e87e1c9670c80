//! What an export adds up while its rows pass by.

use kernel::{Problem, Result};

use crate::asset::entity::Model;

/// Rows and sums; quantities in thousandths, money in fen. Wide enough for any number of cards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub rows: i64,
    quantity: i128,
    original_value: i128,
    accumulated_depreciation: i128,
}

impl Sums {
    pub(super) fn add(&mut self, card: &Model) {
        self.rows += 1;
        self.quantity += i128::from(card.quantity);
        self.original_value += i128::from(card.original_value.unwrap_or_default());
        self.accumulated_depreciation += i128::from(card.accumulated_depreciation.unwrap_or_default());
    }

    pub(super) fn quantity(&self) -> Result<i64> {
        narrow(self.quantity)
    }

    pub(super) fn original_value(&self) -> Result<i64> {
        narrow(self.original_value)
    }

    pub(super) fn accumulated_depreciation(&self) -> Result<i64> {
        narrow(self.accumulated_depreciation)
    }
}

fn narrow(sum: i128) -> Result<i64> {
    i64::try_from(sum).map_err(|_| Problem::internal("a sum over the register does not fit"))
}
