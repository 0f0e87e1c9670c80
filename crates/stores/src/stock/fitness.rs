//! Which lots may be handed out: pure (case D13). What has expired is not, whatever it is; what was stopped is not, until somebody says that it
//! may; and of food nobody hands out what nobody could call back: a lot without a number and without the day on which it was made.

use chrono::NaiveDate;
use kernel::Text;
use serde::Serialize;

use super::rules::Lot;

/// Why a lot is not handed out. Of several reasons the first one is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockLotUnfit)]
pub enum Unfit {
    /// Stopped or recalled.
    Stopped,
    Expired,
    /// Food of which nobody knows which lot it is.
    Unnamed,
}

impl Unfit {
    /// What programs switch on when it is refused.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stopped => "stopped_stock",
            Self::Expired => "expired_stock",
            Self::Unnamed => "unnamed_stock",
        }
    }

    /// Behind how much of it there is.
    pub const fn said(self) -> Text {
        match self {
            Self::Stopped => Text::fixed("已停用", "stopped"),
            Self::Expired => Text::fixed("已过期", "expired"),
            Self::Unnamed => Text::fixed("没有批号和生产日期", "without a lot number or a day of production"),
        }
    }
}

/// Whether a lot may be handed out on a day; it is good on its last day.
///
/// # Errors
/// The first reason against it.
pub fn of(lot: &Lot, food: bool, day: NaiveDate) -> Result<(), Unfit> {
    if lot.stop.is_some() {
        return Err(Unfit::Stopped);
    }
    if lot.expires_on.is_some_and(|last| last < day) {
        return Err(Unfit::Expired);
    }
    if food && !is_named(lot.lot_no.as_deref(), lot.produced_on) { Err(Unfit::Unnamed) } else { Ok(()) }
}

/// Whether it can be told from other lots of its item.
pub fn is_named(lot_no: Option<&str>, produced_on: Option<NaiveDate>) -> bool {
    produced_on.is_some() || lot_no.is_some_and(|number| !number.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::stock::rules::Stop;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
    }

    fn lot(expires: Option<u32>) -> Lot {
        Lot {
            id: Uuid::nil(),
            bin: None,
            received_on: day(1),
            expires_on: expires.map(day),
            lot_no: Some("20261101".into()),
            produced_on: None,
            stop: None,
            left: 1,
        }
    }

    #[test]
    fn d13_a_lot_is_good_on_its_last_day_and_not_on_the_next() {
        assert_eq!([23, 24, 25].map(|today| of(&lot(Some(24)), true, day(today))), [Ok(()), Ok(()), Err(Unfit::Expired)]);
        assert_eq!(of(&lot(None), true, day(30)), Ok(()));
    }

    #[test]
    fn d13_food_has_a_number_or_a_day_on_which_it_was_made_and_chalk_needs_neither() {
        let nameless = Lot { lot_no: None, ..lot(None) };
        assert_eq!(of(&nameless, true, day(24)), Err(Unfit::Unnamed));
        assert_eq!(of(&nameless, false, day(24)), Ok(()));
        assert_eq!(of(&Lot { produced_on: Some(day(20)), ..nameless.clone() }, true, day(24)), Ok(()));
        assert_eq!(of(&Lot { lot_no: Some("  ".into()), ..nameless }, true, day(24)), Err(Unfit::Unnamed));
    }

    #[test]
    fn d13_what_was_stopped_is_stopped_whatever_else_it_is() {
        let stop = Some(Stop { at: chrono::DateTime::<chrono::Utc>::UNIX_EPOCH, reason: "厂家召回".into() });
        assert_eq!(of(&Lot { stop: stop.clone(), ..lot(None) }, false, day(24)), Err(Unfit::Stopped));
        assert_eq!(of(&Lot { stop, lot_no: None, ..lot(Some(1)) }, true, day(24)), Err(Unfit::Stopped));
    }
}
