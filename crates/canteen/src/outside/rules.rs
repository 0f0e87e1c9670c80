//! What may be written down of an inspection from outside, pure.

use chrono::NaiveDate;

use super::dto::Outcome;
use crate::PaperError;

/// Something has to be put right only where something was found, a penalty is said where there is one, and nothing is due before it was found.
pub(super) fn fits(outcome: Outcome, penalty: Option<&str>, due: &[NaiveDate], day: NaiveDate) -> Result<(), PaperError> {
    if outcome == Outcome::Rectify && due.is_empty() {
        return Err(PaperError::NothingFound);
    }
    if (outcome == Outcome::Penalty) != penalty.is_some() {
        return Err(PaperError::Penalty);
    }
    due.iter().position(|due| *due < day).map_or(Ok(()), |line| Err(PaperError::DueBefore(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_be_put_right_is_said_and_nothing_is_due_before_it_was_found() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of =
            |outcome, penalty, due: &[&str]| fits(outcome, penalty, &due.iter().map(|due| day(due)).collect::<Vec<_>>(), day("2026-11-24"));
        assert_eq!(of(Outcome::Pass, None, &[]), Ok(()));
        assert_eq!(of(Outcome::Pass, None, &["2026-12-01"]), Ok(()), "a hint is a finding too");
        assert_eq!(of(Outcome::Rectify, None, &[]), Err(PaperError::NothingFound));
        assert_eq!(of(Outcome::Rectify, None, &["2026-11-24", "2026-11-23"]), Err(PaperError::DueBefore(1)));
        assert_eq!(of(Outcome::Penalty, None, &[]), Err(PaperError::Penalty));
        assert_eq!(of(Outcome::Penalty, Some("警告"), &[]), Ok(()));
        assert_eq!(of(Outcome::Pass, Some("警告"), &[]), Err(PaperError::Penalty));
    }
}
