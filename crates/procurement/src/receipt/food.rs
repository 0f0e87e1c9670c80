//! What is asked of food at the gate (domain.md B10, D3): which lot it is and until when it is good, its certificates, how cold it came; the
//! name of whoever handed it over for the supplier, and two of the school who sign (SD13). Pure: what is looked up was looked up before.

use chrono::{NaiveDate, TimeDelta};
use kernel::{Text, calendar::in_calendar, text, validate::one_line};
use serde::{Deserialize, Serialize};
use stores::item::{Food, FoodGroup};

/// What stands on the package and in its papers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, garde::Validate, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GoodsReceiptFood)]
pub struct FoodDetails {
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    #[schema(example = "蒙牛 250 ml")]
    pub brand: Option<String>,
    /// The number of the lot; this or the day of production is needed.
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub lot_no: Option<String>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub produced_on: Option<NaiveDate>,
    /// Its last day; this, or for how many days it keeps, is needed.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub expires_on: Option<NaiveDate>,
    /// For how many days it keeps, from the day of production.
    #[serde(default)]
    #[garde(range(min = 1, max = 3650))]
    #[schema(minimum = 1, maximum = 3650)]
    pub shelf_life_days: Option<u32>,
    /// Certificates of conformity, reports of the lot.
    #[serde(default)]
    #[garde(length(max = 10), inner(length(chars, min = 1, max = 60), custom(one_line)))]
    #[schema(max_items = 10)]
    pub certificate_nos: Vec<String>,
    /// 动物检疫合格证明; of meat needed.
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub quarantine_no: Option<String>,
    /// 肉品品质检验合格证; of meat needed.
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub meat_quality_no: Option<String>,
    /// How warm it came, in whole degrees Celsius; needed of what is kept cold.
    #[serde(default)]
    #[garde(range(min = -60, max = 60))]
    #[schema(minimum = -60, maximum = 60)]
    pub temperature_c: Option<i16>,
}

/// What became of food that was refused: it goes back with the lorry, or is destroyed on the spot (P33).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptRefusedGoods)]
pub enum RefusedGoods {
    Returned,
    Destroyed,
}

impl RefusedGoods {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Destroyed => "destroyed",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Returned, Self::Destroyed].into_iter().find(|goods| goods.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Returned => Text::fixed("退回供货商", "Returned"),
            Self::Destroyed => Text::fixed("当场销毁", "Destroyed on the spot"),
        }
    }
}

/// What is wrong with food.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtFood {
    /// Nothing was said of it.
    DetailsMissing,
    LotMissing,
    ProducedLater,
    LastDayMissing,
    EndsBeforeItWasMade,
    Expired(NaiveDate),
    QuarantineMissing,
    MeatQualityMissing,
    TemperatureMissing,
}

impl FoodDetails {
    /// What was typed, without what only surrounds it.
    pub(super) fn tidied(&self) -> Self {
        let some = |written: &Option<String>| written.as_deref().map(text::tidy).filter(|written| !written.is_empty());
        Self {
            brand: some(&self.brand),
            lot_no: some(&self.lot_no),
            quarantine_no: some(&self.quarantine_no),
            meat_quality_no: some(&self.meat_quality_no),
            certificate_nos: self.certificate_nos.iter().map(|number| text::tidy(number)).filter(|number| !number.is_empty()).collect(),
            ..self.clone()
        }
    }

    /// Its last day: as it is written, or so many days after it was made.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let counted = || self.produced_on?.checked_add_signed(TimeDelta::days(self.shelf_life_days?.into()));
        self.expires_on.or_else(counted)
    }

    /// Less than two thirds of its life are left when it comes; where it is not known how long that is, nothing is said.
    pub fn is_short_lived(&self, delivered_on: NaiveDate) -> bool {
        let Some((first, last)) = self.produced_on.zip(self.last_day()) else { return false };
        (last - delivered_on).num_days() * 3 < (last - first).num_days() * 2
    }

    /// Whether so much is said of food of this kind that it may be accepted.
    ///
    /// # Errors
    /// The first thing that is missing or wrong.
    pub(super) fn check(&self, food: Food, delivered_on: NaiveDate) -> Result<(), AtFood> {
        if !stores::stock::fitness::is_named(self.lot_no.as_deref(), self.produced_on) {
            return Err(AtFood::LotMissing);
        }
        if self.produced_on.is_some_and(|day| day > delivered_on) {
            return Err(AtFood::ProducedLater);
        }
        let last = self.last_day().ok_or(AtFood::LastDayMissing)?;
        if self.produced_on.is_some_and(|first| last < first) {
            return Err(AtFood::EndsBeforeItWasMade);
        }
        if last < delivered_on {
            return Err(AtFood::Expired(last));
        }
        if food.group == FoodGroup::Meat && self.quarantine_no.is_none() {
            return Err(AtFood::QuarantineMissing);
        }
        if food.group == FoodGroup::Meat && self.meat_quality_no.is_none() {
            return Err(AtFood::MeatQualityMissing);
        }
        if food.storage.is_cold() && self.temperature_c.is_none() { Err(AtFood::TemperatureMissing) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use stores::item::Storage;

    use super::*;

    const MILK: Food = Food { group: FoodGroup::NonStaple, storage: Storage::Ambient };
    const PORK: Food = Food { group: FoodGroup::Meat, storage: Storage::Chilled };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn milk() -> FoodDetails {
        FoodDetails { lot_no: Some("A1".into()), produced_on: Some(day("2026-11-20")), shelf_life_days: Some(30), ..FoodDetails::default() }
    }

    fn checked(details: &FoodDetails, food: Food) -> Result<(), AtFood> {
        details.check(food, day("2026-11-24"))
    }

    #[test]
    fn food_has_a_lot_and_a_last_day() {
        assert_eq!(checked(&milk(), MILK), Ok(()));
        assert_eq!(checked(&FoodDetails { lot_no: None, ..milk() }, MILK), Ok(()));
        let nameless = FoodDetails { lot_no: None, produced_on: None, expires_on: Some(day("2026-12-01")), ..milk() };
        assert_eq!(checked(&nameless, MILK), Err(AtFood::LotMissing));
        assert_eq!(checked(&FoodDetails { shelf_life_days: None, ..milk() }, MILK), Err(AtFood::LastDayMissing));
        // For how many days is no last day without the first one.
        assert_eq!(checked(&FoodDetails { produced_on: None, ..milk() }, MILK), Err(AtFood::LastDayMissing));
        assert_eq!(checked(&FoodDetails { produced_on: Some(day("2026-11-25")), ..milk() }, MILK), Err(AtFood::ProducedLater));
        let backwards = FoodDetails { expires_on: Some(day("2026-11-19")), ..milk() };
        assert_eq!(checked(&backwards, MILK), Err(AtFood::EndsBeforeItWasMade));
    }

    #[test]
    fn what_is_over_is_refused_at_the_gate_to_the_day() {
        let until = |text: &str| FoodDetails { expires_on: Some(day(text)), ..milk() };
        assert_eq!(checked(&until("2026-11-24"), MILK), Ok(()));
        assert_eq!(checked(&until("2026-11-23"), MILK), Err(AtFood::Expired(day("2026-11-23"))));
    }

    #[test]
    fn meat_has_two_certificates_and_what_is_cold_a_temperature() {
        assert_eq!(checked(&milk(), PORK), Err(AtFood::QuarantineMissing));
        let one = FoodDetails { quarantine_no: Some("1".into()), ..milk() };
        assert_eq!(checked(&one, PORK), Err(AtFood::MeatQualityMissing));
        let both = FoodDetails { meat_quality_no: Some("2".into()), ..one };
        assert_eq!(checked(&both, PORK), Err(AtFood::TemperatureMissing));
        assert_eq!(checked(&FoodDetails { temperature_c: Some(3), ..both }, PORK), Ok(()));
    }

    #[test]
    fn two_thirds_of_its_life_to_the_day() {
        // Thirty days: until the tenth after it was made twenty are left.
        assert!(!milk().is_short_lived(day("2026-11-30")));
        assert!(milk().is_short_lived(day("2026-12-01")));
        assert!(!FoodDetails { produced_on: None, ..milk() }.is_short_lived(day("2027-12-01")));
    }
}
