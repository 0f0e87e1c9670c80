//! A month of every card: the school's own figure, what the books have, what the asset system says, and what closing would write.

use std::collections::HashMap;

use kernel::{Problem, Result};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    books::{Acts, Card, cards},
    model::Basis,
    month::Month,
    plan::{self, Start},
};

/// Which month, by which rules, after which run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input {
    pub month: Month,
    pub basis: Basis,
    pub start: Start,
    /// The closed run of the month before.
    pub last_run: Option<Uuid>,
}

/// A card in the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub asset_id: Uuid,
    pub category_code: String,
    pub original_value: i64,
    pub life_months: i64,
    pub months_taken: i64,
    pub rate: i64,
    pub month_amount: i64,
    pub accumulated: i64,
    pub booked: i64,
    pub official: Option<i64>,
    pub posted: i64,
    pub difference: i64,
}

/// What all lines make together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub cards: i64,
    pub original_value: i64,
    pub month_amount: i64,
    pub accumulated: i64,
    /// What the books have after closing.
    pub official: i64,
    pub posted: i64,
    pub differences: i64,
}

/// Every line of a month. `official` are the figures of the asset system, by card.
pub(super) async fn lines(db: &impl ConnectionTrait, school: Uuid, input: Input, official: &HashMap<Uuid, i64>) -> Result<Vec<Line>> {
    let acts = match input.basis {
        Basis::Imported => Acts::until(db, school, input.start.counted(input.month).last_day()).await?,
        Basis::Own => Acts::default(),
    };
    let found = cards(db, school, (input.month, input.start), input.last_run, None).await?;
    let line = |card: Card| {
        let given = official.get(&card.id).copied();
        match input.basis {
            Basis::Own => own(&card, input, given),
            Basis::Imported => imported(&card, &acts, input, given),
        }
    };
    Ok(found.into_iter().filter_map(line).collect())
}

/// The school's own figure goes into the books; what the asset system says is compared with it.
pub(super) fn own(card: &Card, input: Input, given: Option<i64>) -> Option<Line> {
    let mut running = card.running(input.start, input.month)?;
    if running.begins > input.month {
        return None;
    }
    let months_taken = running.months_taken(input.month);
    // What fell in value since the day that counts is not depreciated beyond what is left of it.
    let amount = running.take(input.month).amount.min((card.end_value - card.accumulated).max(0));
    let accumulated = card.accumulated + amount;
    Some(Line {
        asset_id: card.id,
        category_code: card.category_code.clone(),
        original_value: card.value,
        life_months: card.life_months,
        months_taken,
        rate: running.rate(),
        month_amount: amount,
        accumulated,
        booked: card.accumulated,
        official: given,
        posted: amount,
        difference: given.map_or(0, |given| accumulated - given),
    })
}

/// What the asset system says goes into the books; the school's own figure, from the beginning, is compared with it.
fn imported(card: &Card, acts: &Acts, input: Input, given: Option<i64>) -> Option<Line> {
    let (running, changes) = acts.as_it_began(card, input.start)?;
    if running.begins > input.month {
        return None;
    }
    let last = plan::plan(running, &changes, input.start, input.month).pop()?;
    let life = changes.iter().rev().find_map(|change| change.life_months).unwrap_or(card.life_months);
    let says = given.unwrap_or(card.accumulated);
    Some(Line {
        asset_id: card.id,
        category_code: card.category_code.clone(),
        original_value: card.value,
        life_months: life,
        months_taken: plan::Running::new(running.begins, card.value, life, 0).months_taken(input.month),
        rate: last.amount,
        month_amount: last.amount,
        accumulated: last.accumulated,
        booked: card.accumulated,
        official: given,
        posted: says - card.accumulated,
        difference: last.accumulated - says,
    })
}

impl Sums {
    /// # Errors
    /// When the sums do not fit: no school has that much.
    pub(super) fn of(lines: &[Line]) -> Result<Self> {
        let sum = |of: fn(&Line) -> i64| {
            let all: i128 = lines.iter().map(|line| i128::from(of(line))).sum();
            i64::try_from(all).map_err(|_| Problem::internal("a sum over the register does not fit"))
        };
        Ok(Self {
            cards: i64::try_from(lines.len()).map_err(Problem::internal)?,
            original_value: sum(|line| line.original_value)?,
            month_amount: sum(|line| line.month_amount)?,
            accumulated: sum(|line| line.accumulated)?,
            official: sum(|line| line.booked + line.posted)?,
            posted: sum(|line| line.posted)?,
            differences: sum(|line| i64::from(line.difference != 0))?,
        })
    }
}

/// The hash of a month by its rules and lines: the same books come to the same hash, whoever computes when.
pub(super) fn hash(input: Input, lines: &[Line]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(format!("{} {} {}\n", input.month, input.basis.key(), input.start.key()));
    for line in lines {
        let Line { asset_id, category_code, original_value, life_months, months_taken, rate, .. } = line;
        let Line { month_amount, accumulated, booked, official, posted, difference, .. } = line;
        let official = official.map_or_else(|| "-".to_owned(), |fen| fen.to_string());
        hash.update(format!(
            "{asset_id} {category_code} {original_value} {life_months} {months_taken} {rate} {month_amount} {accumulated} {booked} \
             {official} {posted} {difference}\n"
        ));
    }
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(accumulated: i64) -> Card {
        Card {
            id: Uuid::nil(),
            category_code: "A05010203".into(),
            life_months: 60,
            begins_on: "2026-09-15".parse().ok(),
            value: 60_001,
            end_value: 60_001,
            accumulated,
            quantity: 1000,
            last_value: None,
            last_life: None,
            last_taken: None,
            last_accumulated: None,
            last_rate: None,
        }
    }

    fn input(basis: Basis) -> Input {
        Input { month: "2026-11".parse().unwrap(), basis, start: Start::SameMonth, last_run: None }
    }

    #[test]
    fn the_own_figure_goes_on_from_the_books() {
        let line = own(&card(2000), input(Basis::Own), Some(3100)).unwrap();
        assert_eq!((line.months_taken, line.month_amount, line.accumulated, line.posted), (3, 1000, 3000, 1000));
        assert_eq!(line.difference, -100);
        assert_eq!(own(&card(60_001), input(Basis::Own), None).unwrap().month_amount, 0, "all of it is taken");
        assert_eq!(own(&Card { end_value: 2300, ..card(2000) }, input(Basis::Own), None).unwrap().month_amount, 300);
        let later = Card { begins_on: "2026-12-01".parse().ok(), ..card(0) };
        assert_eq!(own(&later, input(Basis::Own), None), None);
    }

    #[test]
    fn nothing_changed_goes_on_at_the_same_amount() {
        let before = Card { last_value: Some(60_001), last_life: Some(60), last_taken: Some(2), last_rate: Some(999), ..card(2000) };
        let same = Card { last_accumulated: Some(2000), ..before.clone() };
        assert_eq!(own(&same, input(Basis::Own), None).unwrap().month_amount, 999);
        let corrected = Card { last_accumulated: Some(2001), ..before };
        assert_eq!(own(&corrected, input(Basis::Own), None).unwrap().month_amount, 1000);
    }

    #[test]
    fn the_imported_figure_goes_into_the_books_and_the_own_one_beside_it() {
        let line = imported(&card(2000), &Acts::default(), input(Basis::Imported), Some(3100)).unwrap();
        assert_eq!((line.accumulated, line.posted, line.difference), (3000, 1100, -100));
        let untold = imported(&card(2000), &Acts::default(), input(Basis::Imported), None).unwrap();
        assert_eq!((untold.posted, untold.difference), (0, 1000));
    }

    #[test]
    fn the_same_books_have_the_same_hash() {
        let lines = vec![own(&card(2000), input(Basis::Own), None).unwrap()];
        assert_eq!(hash(input(Basis::Own), &lines), hash(input(Basis::Own), &lines.clone()));
        let other = vec![own(&card(2001), input(Basis::Own), None).unwrap()];
        assert_ne!(hash(input(Basis::Own), &lines), hash(input(Basis::Own), &other));
        let sums = Sums::of(&lines).unwrap();
        assert_eq!((sums.cards, sums.posted, sums.official, sums.differences), (1, 1000, 3000, 0));
    }
}
