//! Whether somebody may handle food on a day, pure (domain.md S71, S72, D15).

use chrono::NaiveDate;

use crate::{certificate::phase::State, error::NotFit};

/// What of a certificate matters on a day.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    pub state: State,
    pub issued_on: NaiveDate,
    pub expires_on: NaiveDate,
}

impl Held {
    /// Whether it holds on this day, the last one included.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.state == State::Valid && (self.issued_on..=self.expires_on).contains(&day)
    }
}

/// Whether somebody may handle food on a day; off post since a day, if he is.
///
/// # Errors
/// The first reason against it.
pub fn fit(works_there: bool, held: &[Held], off_post: Option<NaiveDate>, day: NaiveDate) -> Result<(), NotFit> {
    if !works_there {
        return Err(NotFit::Left);
    }
    match off_post {
        Some(since) if since < day => return Err(NotFit::NotCleared(since)),
        Some(_) => return Err(NotFit::OffPost),
        None => {}
    }
    if held.iter().any(|one| one.holds(day)) {
        return Ok(());
    }
    let ended = held.iter().filter(|one| one.state == State::Valid && one.expires_on < day).map(|one| one.expires_on).max();
    Err(ended.map_or(NotFit::NoCertificate, NotFit::Expired))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(state: State, from: &str, to: &str) -> Held {
        Held { state, issued_on: day(from), expires_on: day(to) }
    }

    #[test]
    fn only_a_verified_certificate_of_the_day_lets_somebody_work() {
        let valid = held(State::Valid, "2026-01-10", "2027-01-09");
        assert_eq!(fit(true, &[valid], None, day("2027-01-09")), Ok(()));
        assert_eq!(fit(true, &[valid], None, day("2027-01-10")), Err(NotFit::Expired(day("2027-01-09"))));
        assert_eq!(fit(true, &[valid], None, day("2026-01-09")), Err(NotFit::NoCertificate));
        for state in [State::Submitted, State::Suspended, State::Withdrawn] {
            assert_eq!(fit(true, &[held(state, "2026-01-10", "2027-01-09")], None, day("2026-06-01")), Err(NotFit::NoCertificate));
        }
        assert_eq!(fit(true, &[], None, day("2026-06-01")), Err(NotFit::NoCertificate));
    }

    #[test]
    fn whoever_is_off_post_or_gone_does_not_work_whatever_he_holds() {
        let valid = held(State::Valid, "2026-01-10", "2027-01-09");
        assert_eq!(fit(true, &[valid], Some(day("2026-06-01")), day("2026-06-01")), Err(NotFit::OffPost));
        assert_eq!(fit(true, &[valid], Some(day("2026-05-31")), day("2026-06-01")), Err(NotFit::NotCleared(day("2026-05-31"))));
        assert_eq!(fit(false, &[valid], None, day("2026-06-01")), Err(NotFit::Left));
    }
}
