//! What is cooked, and what it takes from the store. On days of long ago there is what keeps; fresh things come in the last three weeks.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::demo::terms::Lived;

/// A menu.
#[derive(Debug)]
pub(in crate::demo) struct Menu {
    /// Name, and how much for each pupil.
    pub dishes: &'static [(&'static str, &'static str)],
    /// What of the store, and how much in its unit.
    pub takes: &'static [(&'static str, i64)],
}

pub(in crate::demo) const RICE: &str = "大米";
pub(in crate::demo) const OIL: &str = "菜籽油";
pub(in crate::demo) const CHICKEN: &str = "冷冻鸡腿肉";
pub(in crate::demo) const EGGS: &str = "鸡蛋";
pub(in crate::demo) const POTATOES: &str = "土豆";
pub(in crate::demo) const MELON: &str = "冬瓜";
pub(in crate::demo) const PORK: &str = "猪前腿肉";
pub(in crate::demo) const GREENS: &str = "小青菜";
pub(in crate::demo) const TOMATOES: &str = "番茄";
pub(in crate::demo) const TOFU: &str = "豆腐";
pub(in crate::demo) const YOGURT: &str = "学生酸奶";

const BOWL: (&str, &str) = ("米饭", "大米 80 g");

static CHICKEN_AND_SOUP: Menu = Menu {
    dishes: &[BOWL, ("土豆烧鸡", "鸡腿肉 50 g，土豆 60 g"), ("冬瓜蛋汤", "冬瓜 50 g，鸡蛋 10 g")],
    takes: &[(RICE, 60), (OIL, 6), (CHICKEN, 36), (POTATOES, 50), (MELON, 40), (EGGS, 8)],
};

static EGGS_AND_POTATOES: Menu = Menu {
    dishes: &[BOWL, ("蒸蛋羹", "鸡蛋 40 g"), ("青椒土豆丝", "土豆 80 g")],
    takes: &[(RICE, 60), (OIL, 6), (EGGS, 30), (POTATOES, 60)],
};

static MONDAY: Menu = Menu {
    dishes: &[BOWL, ("土豆烧鸡", "鸡腿肉 50 g，土豆 60 g"), ("清炒小青菜", "小青菜 80 g"), ("番茄蛋汤", "番茄 25 g，鸡蛋 10 g")],
    takes: &[(RICE, 60), (OIL, 6), (CHICKEN, 36), (POTATOES, 50), (GREENS, 60), (TOMATOES, 20), (EGGS, 8)],
};

static TUESDAY: Menu = Menu {
    dishes: &[BOWL, ("红烧肉", "猪前腿肉 50 g"), ("蒜蓉小青菜", "小青菜 80 g"), ("冬瓜汤", "冬瓜 50 g")],
    takes: &[(RICE, 60), (OIL, 6), (PORK, 40), (GREENS, 60), (MELON, 40)],
};

static WEDNESDAY: Menu = Menu {
    dishes: &[BOWL, ("番茄炒蛋", "番茄 50 g，鸡蛋 45 g"), ("肉末豆腐", "豆腐 40 g，猪前腿肉 20 g"), ("紫菜汤", "紫菜 1 g")],
    takes: &[(RICE, 60), (OIL, 6), (TOMATOES, 40), (EGGS, 35), (PORK, 15), (TOFU, 30)],
};

static THURSDAY: Menu = Menu {
    dishes: &[BOWL, ("咖喱鸡", "鸡腿肉 50 g，土豆 60 g"), ("蒜蓉冬瓜", "冬瓜 60 g"), ("番茄蛋汤", "番茄 25 g，鸡蛋 10 g")],
    takes: &[(RICE, 60), (OIL, 6), (CHICKEN, 36), (POTATOES, 50), (MELON, 40), (TOMATOES, 20), (EGGS, 8)],
};

static FRIDAY: Menu = Menu {
    dishes: &[BOWL, ("蒸蛋羹", "鸡蛋 40 g"), ("青椒土豆丝", "土豆 80 g"), ("学生酸奶", "100 g")],
    takes: &[(RICE, 60), (OIL, 6), (EGGS, 30), (POTATOES, 60), (YOGURT, 760)],
};

/// The menu of a day.
pub(in crate::demo) fn menu_of(day: Lived) -> &'static Menu {
    if day.ago.is_some() { of_weekday(day.on) } else { of_week(day.on) }
}

fn of_week(on: NaiveDate) -> &'static Menu {
    if on.iso_week().week().is_multiple_of(2) { &CHICKEN_AND_SOUP } else { &EGGS_AND_POTATOES }
}

fn of_weekday(on: NaiveDate) -> &'static Menu {
    match on.weekday() {
        Weekday::Mon => &MONDAY,
        Weekday::Tue => &TUESDAY,
        Weekday::Wed => &WEDNESDAY,
        Weekday::Thu => &THURSDAY,
        Weekday::Fri | Weekday::Sat | Weekday::Sun => &FRIDAY,
    }
}
