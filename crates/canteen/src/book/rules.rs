//! What may be written down, pure.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::text;
use uuid::Uuid;

use super::content::CheckLine;
use crate::CanteenError;

/// From this temperature on somebody has a fever: 37.3 °C in thousandths.
const FEVER: i64 = 37_300;

/// What a thermometer shows of a living person, in thousandths of a degree.
const LIVING: std::ops::RangeInclusive<i64> = 34_000..=43_000;

/// Whether what happened then and is written down now is written down late.
///
/// # Errors
/// What has not happened yet is not written down.
pub(super) fn is_late(happened_at: DateTime<Utc>, now: DateTime<Utc>, after_minutes: i64) -> Result<bool, CanteenError> {
    if happened_at > now {
        return Err(CanteenError::InTheFuture);
    }
    Ok(now - happened_at > TimeDelta::minutes(after_minutes))
}

/// A morning check says something of each person once, and nobody is fit who is unwell.
pub(super) fn checked(lines: &[CheckLine]) -> Result<(), CanteenError> {
    if lines.is_empty() {
        return Err(CanteenError::NobodyChecked);
    }
    let mut seen = BTreeSet::new();
    for (index, line) in lines.iter().enumerate() {
        if !seen.insert(line.staff_id) {
            return Err(CanteenError::CheckedTwice(index));
        }
        if !LIVING.contains(&line.temperature.thousandths()) {
            return Err(CanteenError::NoTemperature(index));
        }
        if line.fit && (line.temperature.thousandths() >= FEVER || !line.symptoms.is_empty()) {
            return Err(CanteenError::UnwellAndFit(index));
        }
    }
    Ok(())
}

/// Samples that are about to be written down: of dishes of the menu, each once, and large enough.
pub(super) fn sampled<'a>(
    samples: impl Iterator<Item = (&'a str, i64)>,
    menu: &[String],
    there: &[String],
    min_grams: i64,
) -> Result<(), CanteenError> {
    let key = |dishes: &[String]| dishes.iter().map(|dish| text::fold(dish)).collect::<BTreeSet<_>>();
    let (menu, mut there) = (key(menu), key(there));
    for (line, (dish, grams)) in samples.enumerate() {
        if grams < min_grams {
            return Err(CanteenError::TooLittle { line, min: min_grams });
        }
        let folded = text::fold(dish);
        if !menu.contains(&folded) {
            return Err(CanteenError::NotOnTheMenu { line, dish: dish.to_owned() });
        }
        if !there.insert(folded) {
            return Err(CanteenError::SampledTwice { line, dish: dish.to_owned() });
        }
    }
    Ok(())
}

/// SD12: whoever does it does not supervise it, nor does anybody who is one with him.
pub(super) fn supervised(doer: Option<Uuid>, supervisor: Uuid, are_one: impl Fn(Uuid, Uuid) -> bool) -> Result<(), CanteenError> {
    if doer.is_some_and(|doer| are_one(doer, supervisor)) { Err(CanteenError::OwnSupervisor) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;

    use super::*;
    use crate::book::content::Symptom;

    fn line(staff: u128, temperature: &str, symptoms: &[Symptom], fit: bool) -> CheckLine {
        let temperature: Quantity = temperature.parse().unwrap();
        CheckLine { staff_id: Uuid::from_u128(staff), temperature, symptoms: symptoms.to_vec(), hands_clean: true, fit, note: None }
    }

    #[test]
    fn nobody_is_fit_who_is_unwell() {
        assert_eq!(checked(&[line(1, "37.2", &[], true)]), Ok(()));
        assert_eq!(checked(&[line(1, "37.3", &[], true)]), Err(CanteenError::UnwellAndFit(0)));
        assert_eq!(checked(&[line(1, "36.5", &[Symptom::Cough], true)]), Err(CanteenError::UnwellAndFit(0)));
        assert_eq!(checked(&[line(1, "38", &[Symptom::Fever], false)]), Ok(()));
        assert_eq!(checked(&[line(1, "36.5", &[], true), line(1, "36.5", &[], true)]), Err(CanteenError::CheckedTwice(1)));
        assert_eq!(checked(&[line(1, "366", &[], true)]), Err(CanteenError::NoTemperature(0)));
        assert_eq!(checked(&[]), Err(CanteenError::NobodyChecked));
    }

    #[test]
    fn a_gram_too_little_is_too_little_and_each_dish_is_of_the_menu_once() {
        let menu = ["番茄炒蛋".to_owned(), "米饭".to_owned()];
        let of = |samples: &[(&str, i64)], there: &[String]| sampled(samples.iter().copied(), &menu, there, 125);
        assert_eq!(of(&[("番茄炒蛋", 125), ("米饭", 130)], &[]), Ok(()));
        assert_eq!(of(&[("番茄炒蛋", 125), ("米饭", 124)], &[]), Err(CanteenError::TooLittle { line: 1, min: 125 }));
        assert_eq!(of(&[("红烧肉", 125)], &[]), Err(CanteenError::NotOnTheMenu { line: 0, dish: "红烧肉".into() }));
        let twice = Err(CanteenError::SampledTwice { line: 0, dish: "米饭".into() });
        assert_eq!(of(&[("米饭", 125)], &["米饭".to_owned()]), twice);
    }

    #[test]
    fn sd12_the_keeper_is_not_the_supervisor() {
        let [keeper, other] = [1, 2].map(Uuid::from_u128);
        let same = |one: Uuid, two: Uuid| one == two;
        assert_eq!(supervised(Some(keeper), keeper, same), Err(CanteenError::OwnSupervisor));
        assert_eq!(supervised(Some(keeper), other, same), Ok(()));
        // Somebody from outside is none of the school's people.
        assert_eq!(supervised(None, other, same), Ok(()));
        assert_eq!(supervised(Some(keeper), other, |_, _| true), Err(CanteenError::OwnSupervisor));
    }

    #[test]
    fn what_is_written_down_after_the_schools_minutes_is_late_and_what_has_not_happened_is_not_written_down() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2026-11-24T04:00:00Z");
        assert_eq!(is_late(at("2026-11-24T02:00:00Z"), now, 120), Ok(false));
        assert_eq!(is_late(at("2026-11-24T01:59:59Z"), now, 120), Ok(true));
        assert_eq!(is_late(at("2026-11-24T04:00:01Z"), now, 120), Err(CanteenError::InTheFuture));
    }
}
