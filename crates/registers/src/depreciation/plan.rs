//! Straight-line depreciation (domain.md B3), pure and in fen: no residual; at every change what is left is spread anew over the months
//! that are left; between changes a month takes the same amount, rounded to the fen; the last month takes the rest. Never more than the
//! original value.

use super::month::Month;

/// Which month is the first: that of the increase (government accounting), or the next one. A change counts from the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepreciationStart)]
pub enum Start {
    #[default]
    SameMonth,
    NextMonth,
}

impl Start {
    pub const fn key(self) -> &'static str {
        match self {
            Self::SameMonth => "same_month",
            Self::NextMonth => "next_month",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::SameMonth, Self::NextMonth].into_iter().find(|start| start.key() == key)
    }

    /// The first month in which something of this month counts.
    #[must_use]
    pub fn first(self, month: Month) -> Month {
        match self {
            Self::SameMonth => month,
            Self::NextMonth => month.plus(1),
        }
    }

    /// The last month whose changes count in this one.
    #[must_use]
    pub fn counted(self, month: Month) -> Month {
        match self {
            Self::SameMonth => month,
            Self::NextMonth => month.plus(-1),
        }
    }
}

/// A card on its way through its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// The first month that takes something.
    pub begins: Month,
    /// Original value.
    pub value: i64,
    pub life_months: i64,
    pub accumulated: i64,
    /// What a month takes until something changes; not known after a change.
    rate: Option<i64>,
}

/// From a month on, the value or the life is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The month in which it took effect in the books.
    pub month: Month,
    /// What was added to the original value, or taken off it.
    pub value: i64,
    pub life_months: Option<i64>,
}

/// What one month takes, and what it makes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub month: Month,
    pub amount: i64,
    pub accumulated: i64,
}

impl Running {
    pub const fn new(begins: Month, value: i64, life_months: i64, accumulated: i64) -> Self {
        Self { begins, value, life_months, accumulated, rate: None }
    }

    /// Goes on with what a month took before: nothing has changed since.
    #[must_use]
    pub const fn at_rate(self, rate: i64) -> Self {
        Self { rate: Some(rate), ..self }
    }

    pub fn rate(&self) -> i64 {
        self.rate.unwrap_or_default()
    }

    /// Still to be taken.
    pub fn left(&self) -> i64 {
        (self.value - self.accumulated).max(0)
    }

    /// Months of the life that are over with this one, at most all of them.
    pub fn months_taken(&self, month: Month) -> i64 {
        (month.since(self.begins) + 1).clamp(0, self.life_months.max(0))
    }

    /// The last month of the life.
    pub fn ends(&self) -> Month {
        self.begins.plus(self.life_months - 1)
    }

    pub fn change(&mut self, change: &Change) {
        self.value += change.value;
        self.life_months = change.life_months.unwrap_or(self.life_months);
        self.rate = None;
    }

    /// Takes the amount of a month.
    pub fn take(&mut self, month: Month) -> Taken {
        let amount = self.amount(month);
        self.accumulated += amount;
        Taken { month, amount, accumulated: self.accumulated }
    }

    fn amount(&mut self, month: Month) -> i64 {
        let left = self.left();
        if left == 0 || month < self.begins {
            return 0;
        }
        let months = self.ends().since(month) + 1;
        if months <= 1 {
            return left;
        }
        let rate = *self.rate.get_or_insert_with(|| nearest(left, months));
        rate.min(left)
    }
}

/// What is left, shared by the months that are left, to the nearest fen; half a fen goes up.
fn nearest(left: i64, months: i64) -> i64 {
    let (left, months) = (i128::from(left), i128::from(months));
    let rounded = (2 * left + months).div_euclid(2 * months);
    // A share of an i64 by one or more fits an i64.
    i64::try_from(rounded).unwrap_or_default()
}

/// What every month took from the beginning, as if nothing but this had ever been written: the school's own figure. `changes` are in the
/// order of their months.
pub fn plan(mut card: Running, changes: &[Change], start: Start, until: Month) -> Vec<Taken> {
    let mut coming = changes.iter().peekable();
    let months = (until.since(card.begins) + 1).max(0);
    let mut taken = Vec::with_capacity(usize::try_from(months).unwrap_or_default());
    for offset in 0..months {
        let month = card.begins.plus(offset);
        while let Some(change) = coming.next_if(|change| start.first(change.month) <= month) {
            card.change(change);
        }
        taken.push(card.take(month));
    }
    taken
}

/// The months ahead, from the first one that nobody has taken yet to the last of the life, or until a month.
pub fn ahead(mut card: Running, from: Month, until: Option<Month>) -> Vec<Taken> {
    let mut taken = Vec::new();
    let last = until.map_or_else(|| card.ends().max(from), |until| until.min(card.ends().max(from)));
    let mut month = from.max(card.begins);
    while month <= last && card.left() > 0 {
        taken.push(card.take(month));
        month = month.plus(1);
    }
    taken
}

#[cfg(test)]
mod tests;
