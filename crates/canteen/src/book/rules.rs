//! What may be written down, pure.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::text;
use uuid::Uuid;

use super::content::{CheckLine, Survey, Training};
use crate::{CanteenError, PaperError};

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
        if !line.fit && line.cleared.is_some() {
            return Err(CanteenError::UnfitWithNote(index));
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

/// The longest training, in thousandths of an hour.
const LONGEST_TRAINING: i64 = 24_000;

/// A training takes some time, and names each of those who were there once.
pub(super) fn trained(training: &Training) -> Result<(), PaperError> {
    if !(1..=LONGEST_TRAINING).contains(&training.hours.thousandths()) {
        return Err(PaperError::NoHours);
    }
    let mut seen = BTreeSet::new();
    training.attended.iter().position(|one| !seen.insert(one)).map_or(Ok(()), |twice| Err(PaperError::AttendedTwice(twice)))
}

/// No more are satisfied than answered, and no more answered than were asked.
pub(super) fn surveyed(survey: &Survey) -> Result<(), PaperError> {
    if survey.answered > survey.asked {
        return Err(PaperError::MoreThanThere("/answered"));
    }
    if survey.satisfied > survey.answered {
        return Err(PaperError::MoreThanThere("/satisfied"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;

    use super::*;
    use crate::book::content::{Audience, Symptom};

    fn line(staff: u128, temperature: &str, symptoms: &[Symptom], fit: bool) -> CheckLine {
        let temperature: Quantity = temperature.parse().unwrap();
        CheckLine {
            staff_id: Uuid::from_u128(staff),
            temperature,
            symptoms: symptoms.to_vec(),
            hands_clean: true,
            fit,
            note: None,
            cleared: None,
        }
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
        let with_note = |fit| CheckLine { cleared: Some("县医院返岗证明".into()), ..line(1, "36.5", &[], fit) };
        assert_eq!(checked(&[with_note(true)]), Ok(()));
        assert_eq!(checked(&[with_note(false)]), Err(CanteenError::UnfitWithNote(0)));
    }

    #[test]
    fn a_training_takes_some_time_and_names_each_once() {
        let of = |hours: &str, attended: &[u128]| {
            let attended = attended.iter().map(|one| Uuid::from_u128(*one)).collect();
            trained(&Training {
                topic: "留样".into(), trainer: "张科长".into(), hours: hours.parse().unwrap(), attended, remark: None
            })
        };
        assert_eq!(of("0.5", &[1, 2]), Ok(()));
        assert_eq!(of("24", &[1]), Ok(()));
        assert_eq!(of("0", &[1]), Err(PaperError::NoHours));
        assert_eq!(of("24.001", &[1]), Err(PaperError::NoHours));
        assert_eq!(of("1", &[1, 2, 1]), Err(PaperError::AttendedTwice(2)));
    }

    #[test]
    fn no_more_are_satisfied_than_answered_and_no_more_answered_than_were_asked() {
        let of = |asked, answered, satisfied| {
            let survey = Survey { term: None, of_whom: Audience::Pupils, asked, answered, satisfied, remark: None, answer: None };
            (surveyed(&survey), survey.percent())
        };
        assert_eq!(of(200, 180, 165), (Ok(()), Some(91)));
        assert_eq!(of(200, 0, 0), (Ok(()), None));
        assert_eq!(of(200, 201, 1).0, Err(PaperError::MoreThanThere("/answered")));
        assert_eq!(of(200, 180, 181).0, Err(PaperError::MoreThanThere("/satisfied")));
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
