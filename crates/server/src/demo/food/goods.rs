//! What the canteen buys: of whom, for how much, how it is kept and for how long; and which deliveries come of what is cooked.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use procurement::receipt::FoodDetails;
use stores::item::{Food, FoodGroup, Storage};

use crate::demo::{
    canteen::{CHICKEN, EGGS, GREENS, MELON, OIL, PORK, POTATOES, RICE, TOFU, TOMATOES, YOGURT, menu_of},
    terms::Lived,
};

/// Which of the two suppliers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shop {
    Dry,
    Fresh,
}

impl Shop {
    pub(super) const BOTH: [Self; 2] = [Self::Dry, Self::Fresh];
}

#[derive(Debug)]
pub(super) struct Good {
    pub name: &'static str,
    pub spec: &'static str,
    pub unit: &'static str,
    pub shop: Shop,
    pub food: Food,
    /// Fen a unit.
    pub price: i64,
    /// Units that are ordered for a term: more than it ever takes.
    pub ordered: i64,
    /// How old it is when it comes, and how many days it keeps from when it was made.
    age: u64,
    keeps: u32,
}

const fn dry(name: &'static str, spec: &'static str, unit: &'static str, group: FoodGroup, (price, ordered): (i64, i64)) -> Good {
    let food = Food { group, storage: Storage::Ambient };
    Good { name, spec, unit, shop: Shop::Dry, food, price, ordered, age: 20, keeps: 540 }
}

const fn fresh(name: &'static str, spec: &'static str, food: (FoodGroup, Storage), (price, ordered): (i64, i64), keeps: u32) -> Good {
    let food = Food { group: food.0, storage: food.1 };
    Good { name, spec, unit: "公斤", shop: Shop::Fresh, food, price, ordered, age: 1, keeps }
}

const VEGETABLE: (FoodGroup, Storage) = (FoodGroup::NonStaple, Storage::Ambient);

pub(super) static GOODS: [Good; 11] = [
    dry(RICE, "粳米 25 kg/袋", "公斤", FoodGroup::Staple, (520, 3200)),
    dry(OIL, "一级 非转基因 5 L", "升", FoodGroup::NonStaple, (1350, 360)),
    Good { age: 30, ..fresh(CHICKEN, "去骨 单冻", (FoodGroup::Meat, Storage::Frozen), (1750, 800), 270) },
    fresh(EGGS, "鲜 30 枚/托", VEGETABLE, (980, 850), 45),
    fresh(POTATOES, "黄心", VEGETABLE, (280, 2200), 75),
    fresh(MELON, "整只", VEGETABLE, (240, 1000), 75),
    fresh(PORK, "鲜 去皮", (FoodGroup::Meat, Storage::Chilled), (2500, 260), 6),
    fresh(GREENS, "净菜", VEGETABLE, (320, 500), 6),
    fresh(TOMATOES, "中果", VEGETABLE, (460, 400), 9),
    fresh(TOFU, "盒装", (FoodGroup::NonStaple, Storage::Chilled), (450, 150), 7),
    Good { unit: "盒", ..fresh(YOGURT, "原味 100 g", (FoodGroup::NonStaple, Storage::Chilled), (160, 4200), 21) },
];

/// What a supplier sells, in the order of the lines of its orders.
pub(super) fn of(shop: Shop) -> impl Iterator<Item = (u32, &'static Good)> {
    (0_u32..).zip(GOODS.iter().filter(move |good| good.shop == shop))
}

impl Good {
    /// What stands on the package and in the papers of what comes on this day.
    pub(super) fn papers(&self, on: NaiveDate) -> FoodDetails {
        let made = on.checked_sub_days(Days::new(self.age)).unwrap_or(on);
        let number = on.format("%Y%m%d").to_string();
        let is_meat = self.food.group == FoodGroup::Meat;
        FoodDetails {
            lot_no: Some(made.format("%Y%m%d").to_string()),
            produced_on: Some(made),
            shelf_life_days: Some(self.keeps),
            certificate_nos: vec![format!("HG{number}")],
            quarantine_no: is_meat.then(|| format!("33{number}01")),
            meat_quality_no: is_meat.then(|| format!("RP{number}")),
            temperature_c: match self.food.storage {
                Storage::Ambient => None,
                Storage::Chilled => Some(3),
                Storage::Frozen => Some(-18),
            },
            ..FoodDetails::default()
        }
    }

    pub(super) const fn bin(&self) -> &'static str {
        match (self.food.storage, self.food.group) {
            (Storage::Ambient, FoodGroup::Staple) => "米面架",
            (Storage::Ambient, FoodGroup::NonStaple | FoodGroup::Meat) => "蔬菜架",
            (Storage::Chilled, _) => "冷藏柜",
            (Storage::Frozen, _) => "冷冻柜",
        }
    }
}

/// A delivery for some of the days that are told.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Delivery {
    pub from: usize,
    pub to: usize,
    /// Nothing comes after it.
    pub last: bool,
}

/// Once a month while a week is told by one day, then every week; each term has its own.
pub(super) fn deliveries(lived: &[Lived]) -> Vec<Delivery> {
    let news = (1_usize..).zip(lived.windows(2)).filter(|(_, pair)| matches!(pair, [one, next] if is_new(*one, *next)));
    let starts: Vec<usize> = std::iter::once(0).chain(news.map(|(at, _)| at)).collect();
    let ends = starts.iter().skip(1).copied().chain([lived.len()]);
    starts.iter().copied().zip(ends).map(|(from, to)| Delivery { from, to, last: to == lived.len() }).collect()
}

fn is_new(one: Lived, next: Lived) -> bool {
    let daily = next.ago.is_some();
    let another = if daily { one.on.iso_week() != next.on.iso_week() } else { one.on.month() != next.on.month() };
    another || one.this_term != next.this_term || one.ago.is_some() != daily
}

/// How much has to come, in units: what is cooked until the next time, and at last something for the days to come.
pub(super) fn needed(lived: &[Lived], delivery: Delivery) -> BTreeMap<&'static str, i64> {
    let mut needed = BTreeMap::new();
    for day in lived.get(delivery.from..delivery.to).unwrap_or_default() {
        for (name, much) in menu_of(*day).takes {
            *needed.entry(*name).or_default() += much;
        }
    }
    if delivery.last {
        for (name, much) in [(RICE, 300), (OIL, 60), (YOGURT, 120)] {
            *needed.entry(name).or_default() += much;
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use campus::school_days::Zone;
    use chrono::{TimeZone, Utc};

    use super::*;
    use crate::demo::{days::SchoolDays, terms::TwoTerms};

    #[test]
    fn an_order_comes_before_a_meeting_and_not_before_the_staff_congress() {
        for shop in Shop::BOTH {
            let fen: i64 = of(shop).map(|(_, good)| good.price * good.ordered).sum();
            assert!((1_000_000..5_000_000).contains(&fen), "{shop:?}: {fen}");
        }
    }

    /// Whenever the school is made: nothing is delivered that was not ordered, and nothing is cooked that has expired.
    #[test]
    fn what_is_cooked_was_ordered_and_is_still_good() {
        let zone = Zone::Asia__Shanghai;
        for day in NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().iter_days().take(400).step_by(7) {
            let noon = zone.from_local_datetime(&day.and_hms_opt(15, 0, 0).unwrap()).unwrap().with_timezone(&Utc);
            let lived = TwoTerms::of(&SchoolDays::until(noon, zone)).unwrap().lived;
            let mut taken: BTreeMap<(bool, &str), i64> = BTreeMap::new();
            for delivery in deliveries(&lived) {
                let first = lived[delivery.from];
                for (name, much) in needed(&lived, delivery) {
                    *taken.entry((first.this_term, name)).or_default() += much;
                    let good = GOODS.iter().find(|good| good.name == name).unwrap();
                    let cooked = |day: &&Lived| menu_of(**day).takes.iter().any(|(taken, _)| *taken == name);
                    let last = lived[delivery.from..delivery.to].iter().filter(cooked).map(|day| day.on).max();
                    assert!(last.is_none_or(|last| Some(last) <= good.papers(first.on).last_day()), "{day} {name} {last:?}");
                }
            }
            for ((_, name), much) in taken {
                let good = GOODS.iter().find(|good| good.name == name).unwrap();
                assert!(much <= good.ordered, "{day} {name} {much}");
            }
        }
    }
}
