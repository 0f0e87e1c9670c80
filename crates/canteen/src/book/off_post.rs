//! Who is off post because of what a morning check found (domain.md S71, D13, D15): that day, and from then on until another one than whoever found it
//! finds him fit, or somebody sees a note of fitness. Nobody says so of himself.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Days, NaiveDate, Utc};
use kernel::Result;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    content::{Content, Kind},
    repo::{self, Record},
};
use crate::staff::entity::Model as Staff;

/// Days that are looked back on: longer than a summer holiday.
const BACK: u64 = 92;

/// What a check said of one of the staff, by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    staff: Uuid,
    day: NaiveDate,
    at: DateTime<Utc>,
    by: Uuid,
    fit: bool,
    /// A note of fitness was seen.
    cleared: bool,
}

/// Of these people, who is off post on a day, and since which check.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    (school, canteen): (Uuid, Uuid),
    staff: &[Staff],
    day: NaiveDate,
) -> Result<BTreeMap<Uuid, NaiveDate>> {
    let from = day.checked_sub_days(Days::new(BACK)).unwrap_or(day);
    let checks = repo::between(db, school, canteen, Kind::MorningCheck, from, day).await?;
    let persons: HashMap<Uuid, Uuid> = staff.iter().filter_map(|one| Some((one.id, one.person_id?))).collect();
    Ok(since(&found(&checks), &persons, day))
}

/// Each line of the checks that stand.
fn found(checks: &[Record]) -> Vec<Found> {
    let mut all = Vec::new();
    for one in checks.iter().filter(|one| one.stands()) {
        let Content::MorningCheck { lines } = &one.content else { continue };
        all.extend(lines.iter().map(|line| Found {
            staff: line.staff_id,
            day: one.row.day,
            at: one.row.happened_at,
            by: one.row.recorded_by,
            fit: line.fit,
            cleared: line.cleared.is_some(),
        }));
    }
    all
}

/// The day of the last check that keeps somebody off post; nobody who was cleared since, unless it was on this very day.
fn since(found: &[Found], persons: &HashMap<Uuid, Uuid>, day: NaiveDate) -> BTreeMap<Uuid, NaiveDate> {
    let mut off = BTreeMap::new();
    for unfit in found.iter().filter(|one| !one.fit) {
        let clears = |other: &Found| {
            let himself = persons.get(&other.staff) == Some(&other.by);
            other.staff == unfit.staff && other.at > unfit.at && other.fit && !himself && (other.cleared || other.by != unfit.by)
        };
        if unfit.day == day || !found.iter().any(clears) {
            let last = off.entry(unfit.staff).or_insert(unfit.day);
            *last = unfit.day.max(*last);
        }
    }
    off
}

#[cfg(test)]
mod tests {
    use super::*;

    const COOK: Uuid = Uuid::from_u128(7);

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
    }

    fn check(n: u32, hour: u32, by: u128, fit: bool, cleared: bool) -> Found {
        Found { staff: COOK, day: day(n), at: day(n).and_hms_opt(hour, 0, 0).unwrap().and_utc(), by: Uuid::from_u128(by), fit, cleared }
    }

    fn off(found: &[Found], n: u32) -> Option<NaiveDate> {
        since(found, &HashMap::from([(COOK, Uuid::from_u128(9))]), day(n)).get(&COOK).copied()
    }

    #[test]
    fn whoever_was_unfit_stays_off_post_until_another_finds_him_fit_or_a_note_is_seen() {
        let unfit = check(24, 6, 1, false, false);
        assert_eq!([off(&[unfit], 24), off(&[unfit], 25), off(&[unfit], 28)], [Some(day(24)); 3], "no check is no clearing");
        // The same one says that he is fit: not enough without a note.
        assert_eq!(off(&[unfit, check(25, 6, 1, true, false)], 25), Some(day(24)));
        assert_eq!(off(&[unfit, check(25, 6, 1, true, true)], 25), None);
        assert_eq!(off(&[unfit, check(25, 6, 2, true, false)], 25), None);
        // Nobody clears himself, note or not.
        assert_eq!(off(&[unfit, check(25, 6, 9, true, true)], 25), Some(day(24)));
        // That day he stays off, whoever finds him fit in the afternoon; from the next on he may work.
        let again = [unfit, check(24, 14, 2, true, false)];
        assert_eq!([off(&again, 24), off(&again, 25)], [Some(day(24)), None]);
        // A check before it clears nothing, and one that finds him unfit anew counts from its own day.
        assert_eq!(off(&[check(23, 6, 2, true, false), unfit], 25), Some(day(24)));
        assert_eq!(off(&[unfit, check(25, 6, 2, false, false)], 26), Some(day(25)));
        assert_eq!(off(&[check(24, 6, 1, true, false)], 24), None);
    }
}
