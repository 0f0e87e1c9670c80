//! The plan by hand, and against fractions that are computed another way.

use proptest::prelude::*;

use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn amounts(taken: &[Taken]) -> Vec<i64> {
    taken.iter().map(|one| one.amount).collect()
}

#[test]
fn every_month_takes_the_same_and_the_last_one_the_rest() {
    let desk = Running::new(month("2026-09"), 10_000, 3, 0);
    assert_eq!(amounts(&plan(desk, &[], Start::SameMonth, month("2027-03"))), [3333, 3333, 3334, 0, 0, 0, 0]);
    // Half a fen goes up, and the last month takes what that leaves.
    let pencil = Running::new(month("2026-09"), 5, 2, 0);
    assert_eq!(amounts(&plan(pencil, &[], Start::SameMonth, month("2026-10"))), [3, 2]);
    // Too little for its months: nothing until the last, or everything early; never more than there is.
    let (dust, crumb) = (Running::new(month("2026-01"), 2, 6, 0), Running::new(month("2026-01"), 3, 6, 0));
    assert_eq!(amounts(&plan(dust, &[], Start::SameMonth, month("2026-06"))), [0, 0, 0, 0, 0, 2]);
    assert_eq!(amounts(&plan(crumb, &[], Start::SameMonth, month("2026-06"))), [1, 1, 1, 0, 0, 0]);
}

#[test]
fn a_change_spreads_what_is_left_over_what_is_left() {
    let card = Running::new(month("2026-01"), 12_000, 12, 0);
    let more = [Change { month: month("2026-07"), value: 600, life_months: None }];
    // Six months of 1000 are taken; 6600 are left for six, and the month of the increase begins with it.
    assert_eq!(amounts(&plan(card, &more, Start::SameMonth, month("2026-12")))[5..], [1000, 1100, 1100, 1100, 1100, 1100, 1100]);
    // By the other rule it counts a month later: 5600 for five months.
    assert_eq!(amounts(&plan(card, &more, Start::NextMonth, month("2026-12")))[6..], [1000, 1120, 1120, 1120, 1120, 1120]);
    let longer = [Change { month: month("2026-07"), value: 0, life_months: Some(18) }];
    assert_eq!(amounts(&plan(card, &longer, Start::SameMonth, month("2027-06")))[5..8], [1000, 500, 500]);
    // A life that is over by the change: the rest at once.
    let over = [Change { month: month("2026-07"), value: 0, life_months: Some(3) }];
    assert_eq!(amounts(&plan(card, &over, Start::SameMonth, month("2026-08")))[6..], [6000, 0]);
    // Less than was taken already: nothing more is.
    let less = [Change { month: month("2026-07"), value: -8000, life_months: None }];
    assert_eq!(amounts(&plan(card, &less, Start::SameMonth, month("2026-08")))[6..], [0, 0]);
}

#[test]
fn the_first_month_is_that_of_the_increase_or_the_next() {
    assert_eq!(Start::SameMonth.first(month("2026-12")), month("2026-12"));
    assert_eq!(Start::NextMonth.first(month("2026-12")), month("2027-01"));
    assert_eq!(
        (Start::SameMonth.counted(month("2026-12")), Start::NextMonth.counted(month("2027-01"))),
        (month("2026-12"), month("2026-12"))
    );
    let card = Running::new(month("2026-12"), 600, 6, 0);
    assert_eq!((card.months_taken(month("2026-11")), card.months_taken(month("2026-12")), card.months_taken(month("2030-01"))), (0, 1, 6));
}

#[test]
fn what_lies_ahead_goes_on_where_the_books_are() {
    let card = Running::new(month("2026-01"), 12_000, 12, 4000);
    let taken = ahead(card, month("2026-09"), None);
    assert_eq!((amounts(&taken), taken.last().unwrap().accumulated), (vec![2000; 4], 12_000));
    assert_eq!(amounts(&ahead(card, month("2026-09"), Some(month("2026-10")))), [2000, 2000]);
    // Past its life with something left: the next month takes it.
    assert_eq!(amounts(&ahead(card, month("2030-01"), None)), [8000]);
    assert!(ahead(Running { accumulated: 12_000, ..card }, month("2026-09"), None).is_empty());
}

/// The reference: amounts as fractions, a stretch between changes at once and by its closed form, months counted from zero.
mod reference {
    /// A fraction that is never shortened.
    #[derive(Clone, Copy)]
    struct Ratio {
        over: i128,
        under: i128,
    }

    impl Ratio {
        fn half_up(self) -> i128 {
            // ⌊x + 1/2⌋, as a fraction.
            let sum = Ratio { over: 2 * self.over + self.under, under: 2 * self.under };
            sum.over.div_euclid(sum.under)
        }
    }

    /// The accumulated amount after so many months; `changes` are (first month that it counts in, value, life).
    pub fn accumulated(value: i128, life: i128, changes: &[(i128, i128, Option<i128>)], months: i128) -> i128 {
        let mut stretches = vec![(0_i128, value, life)];
        for (at, more, longer) in changes {
            let (_, value, life) = *stretches.last().unwrap();
            stretches.push((*at, value + more, longer.unwrap_or(life)));
        }
        let mut sum = 0_i128;
        for (n, (from, value, life)) in stretches.iter().enumerate() {
            let until = stretches.get(n + 1).map_or(months, |next| next.0.min(months));
            let took = until - from;
            if took <= 0 || *value <= sum {
                continue;
            }
            let (left, remaining) = (value - sum, life - from);
            sum += if took >= remaining.max(1) { left } else { left.min(took * Ratio { over: left, under: remaining }.half_up()) };
        }
        sum
    }
}

fn changes() -> impl Strategy<Value = Vec<(i64, i64, Option<i64>)>> {
    let one = (0_i64..140, -2_000_000_i64..2_000_000, proptest::option::of(1_i64..160));
    proptest::collection::vec(one, 0..4).prop_map(|mut all| {
        all.sort_by_key(|one| one.0);
        // Two of one month are one stretch of no length in the reference.
        all.dedup_by_key(|one| one.0);
        all
    })
}

proptest! {
    #[test]
    fn the_plan_is_the_exact_fraction_to_the_fen(
        value in 0_i64..9_999_999_999_999, life in 1_i64..600, months in 1_i64..700, changes in changes(), next in any::<bool>(),
    ) {
        let (begins, start) = (month("2020-01"), if next { Start::NextMonth } else { Start::SameMonth });
        let steps: Vec<Change> =
            changes.iter().map(|(at, value, life)| Change { month: begins.plus(*at), value: *value, life_months: *life }).collect();
        let taken = plan(Running::new(begins, value, life, 0), &steps, start, begins.plus(months - 1));
        let known: Vec<_> = changes
            .iter()
            .map(|(at, value, life)| (i128::from(*at) + i128::from(next), i128::from(*value), life.map(i128::from)))
            .collect();
        for at in [1, months / 2, months].into_iter().filter(|at| *at > 0) {
            let exact = reference::accumulated(value.into(), life.into(), &known, at.into());
            prop_assert_eq!(i128::from(taken[usize::try_from(at).unwrap() - 1].accumulated), exact, "after {} months", at);
        }
    }

    #[test]
    fn never_more_than_the_value_and_all_of_it_in_the_end(value in 0_i64..9_999_999_999_999, life in 1_i64..600) {
        let begins = month("2020-01");
        let taken = plan(Running::new(begins, value, life, 0), &[], Start::SameMonth, begins.plus(life + 3));
        prop_assert!(taken.iter().all(|one| (0..=value).contains(&one.accumulated) && one.amount >= 0));
        prop_assert_eq!(taken[usize::try_from(life).unwrap() - 1].accumulated, value);
    }

    /// A run goes on from the books month by month and comes to the same as the whole plan.
    #[test]
    fn month_by_month_is_the_plan(value in 0_i64..9_999_999_999, life in 1_i64..240) {
        let begins = month("2020-01");
        let whole = plan(Running::new(begins, value, life, 0), &[], Start::SameMonth, begins.plus(life));
        let (mut accumulated, mut rate) = (0, None);
        for one in whole {
            let card = Running::new(begins, value, life, accumulated);
            let mut card = rate.map_or(card, |rate| card.at_rate(rate));
            prop_assert_eq!(card.take(one.month), one);
            (accumulated, rate) = (card.accumulated, Some(card.rate()));
        }
    }
}
