//! What may change the value of a card, pure: by how much, and when not.

use kernel::{Money, Text};

use crate::depreciation::DepreciationError;

/// An act by which a value or a life changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AssetValueAct)]
pub enum Act {
    /// 增值: something was added to it.
    Addition,
    /// 重新估值: it is worth something else, or lives longer or shorter.
    Revaluation,
    /// 减值: part of it is lost.
    Impairment,
}

/// A card before an act.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub value: Money,
    pub accumulated: Money,
    /// `None` where it does not depreciate.
    pub life_months: Option<i64>,
}

/// What an act asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub act: Act,
    pub amount: Option<Money>,
    pub life_months: Option<i64>,
}

/// What an act does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effect {
    /// The value after it.
    pub value: Money,
    /// The new life, where it changes.
    pub life_months: Option<i64>,
}

impl Act {
    pub const ALL: [Self; 3] = [Self::Addition, Self::Revaluation, Self::Impairment];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Addition => "addition",
            Self::Revaluation => "revaluation",
            Self::Impairment => "impairment",
        }
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Addition => Text::fixed("增值", "Addition"),
            Self::Revaluation => Text::fixed("重新估值", "Revaluation"),
            Self::Impairment => Text::fixed("减值", "Impairment"),
        }
    }
}

/// What comes of an act.
///
/// # Errors
/// When it changes nothing, or the value would fall below what was depreciated already.
pub(super) fn effect(before: Before, asked: Asked) -> Result<Effect, DepreciationError> {
    use DepreciationError as E;
    let life_months = asked.life_months.filter(|months| before.life_months != Some(*months));
    if asked.life_months.is_some() && before.life_months.is_none() {
        return Err(E::NotDepreciated);
    }
    let positive = || asked.amount.filter(|amount| *amount > Money::ZERO).ok_or(E::NothingAdded);
    let value = match asked.act {
        Act::Addition => before.value.checked_add(positive()?).ok_or(E::TooLarge)?,
        Act::Impairment => Money::from_fen(before.value.fen() - positive()?.fen()).ok_or(E::TooLarge)?,
        Act::Revaluation => asked.amount.unwrap_or(before.value),
    };
    if value < Money::ZERO || value < before.accumulated && value < before.value {
        return Err(E::BelowDepreciated { accumulated: before.accumulated });
    }
    if value == before.value && life_months.is_none() {
        return Err(E::NothingChanges);
    }
    Ok(Effect { value, life_months })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: Before = Before { value: Money::stored(100_000), accumulated: Money::stored(40_000), life_months: Some(60) };

    fn of(act: Act, fen: Option<i64>, life_months: Option<i64>) -> Result<(i64, Option<i64>), DepreciationError> {
        let asked = Asked { act, amount: fen.map(Money::stored), life_months };
        effect(BEFORE, asked).map(|effect| (effect.value.fen(), effect.life_months))
    }

    #[test]
    fn an_act_adds_takes_off_or_says_anew() {
        assert_eq!(of(Act::Addition, Some(500), None), Ok((100_500, None)));
        assert_eq!(of(Act::Impairment, Some(60_000), None), Ok((40_000, None)));
        assert_eq!(of(Act::Revaluation, Some(99_999), Some(72)), Ok((99_999, Some(72))));
        assert_eq!(of(Act::Revaluation, None, Some(72)), Ok((100_000, Some(72))));
        assert_eq!(of(Act::Addition, Some(1), Some(60)), Ok((100_001, None)), "the life is the same");
    }

    #[test]
    fn nothing_falls_below_what_was_taken_and_nothing_is_done_for_nothing() {
        let below = Err(DepreciationError::BelowDepreciated { accumulated: Money::stored(40_000) });
        assert_eq!(of(Act::Impairment, Some(60_001), None), below);
        assert_eq!(of(Act::Revaluation, Some(39_999), None), below);
        assert_eq!(of(Act::Revaluation, Some(-1), None), below);
        for fen in [None, Some(0), Some(-5)] {
            assert_eq!(of(Act::Addition, fen, None), Err(DepreciationError::NothingAdded));
            assert_eq!(of(Act::Impairment, fen, None), Err(DepreciationError::NothingAdded));
        }
        assert_eq!(of(Act::Revaluation, Some(100_000), Some(60)), Err(DepreciationError::NothingChanges));
        assert_eq!(of(Act::Addition, Some(kernel::money::MAX_FEN), None), Err(DepreciationError::TooLarge));
        let land = Before { life_months: None, ..BEFORE };
        let longer = Asked { act: Act::Revaluation, amount: None, life_months: Some(9) };
        assert_eq!(effect(land, longer), Err(DepreciationError::NotDepreciated));
    }
}
