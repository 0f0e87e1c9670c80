//! The meals of a day.

use campus::school_days::Zone;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use inspections::plan::Window;
use kernel::Text;

/// A meal. Stored and sent by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenMeal)]
pub enum Meal {
    Breakfast,
    Lunch,
    Dinner,
    /// A snack between meals, such as milk.
    Snack,
}

impl Meal {
    pub const ALL: [Self; 4] = [Self::Breakfast, Self::Lunch, Self::Dinner, Self::Snack];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Breakfast => "breakfast",
            Self::Lunch => "lunch",
            Self::Dinner => "dinner",
            Self::Snack => "snack",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meal| meal.key() == key)
    }

    /// From when until when it is eaten, on the wall of a school canteen: by what of it is due. The times of a school are not asked for; they
    /// say when something is late to be seen to, and refuse nothing.
    const fn hours(self) -> (&'static str, &'static str) {
        match self {
            Self::Breakfast => ("06:40", "08:30"),
            Self::Lunch => ("11:10", "13:30"),
            Self::Dinner => ("17:00", "19:30"),
            Self::Snack => ("09:30", "16:30"),
        }
    }

    /// Its first and last moment on a day.
    pub fn on(self, zone: Zone, day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
        let (from, to) = self.hours();
        Window::between(from, to).map_or_else(|_| [day.and_time(NaiveTime::MIN).and_utc(); 2].into(), |hours| hours.on(zone, day))
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Breakfast => Text::fixed("早餐", "Breakfast"),
            Self::Lunch => Text::fixed("午餐", "Lunch"),
            Self::Dinner => Text::fixed("晚餐", "Dinner"),
            Self::Snack => Text::fixed("加餐", "Snack"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meal_has_its_hours_on_the_schools_clock() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let zone = campus::school_days::zone("Asia/Shanghai");
        for meal in Meal::ALL {
            let (from, to) = meal.on(zone, day);
            assert!(from < to, "{meal:?}");
        }
        let (from, to) = Meal::Lunch.on(zone, day);
        assert_eq!((from.to_rfc3339(), to.to_rfc3339()), ("2026-11-24T03:10:00+00:00".into(), "2026-11-24T05:30:00+00:00".into()));
    }
}
