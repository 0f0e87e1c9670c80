//! Whether a value fits its key, pure.

use chrono::{NaiveDate, NaiveTime};
use kernel::{Money, Text};
use serde::Deserialize;
use serde_json::Value;

use super::pack::{Entry, PolicyKind};

/// Most tiers, times and conditions of one key.
const MOST: usize = 12;
/// Most words of one class of things, and the longest of them.
const MOST_WORDS: usize = 20;
const LONGEST_WORD: usize = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    up_to: Option<Money>,
    inclusive: bool,
    approver: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raise {
    unit_price_from: Option<Money>,
    fund: Option<String>,
    words: Vec<String>,
    approver: String,
}

/// Why a value does not fit.
pub(super) fn check(entry: &Entry, value: &Value) -> Result<(), Text> {
    match entry.kind {
        PolicyKind::Integer => whole(entry, value),
        PolicyKind::Integers => integers(entry, value),
        // Where the pack knows no amount, a school may know none either.
        PolicyKind::Money if value.is_null() && entry.default.is_null() => Ok(()),
        PolicyKind::Money => money(value).map(|_| ()),
        PolicyKind::YesNo if value.is_boolean() => Ok(()),
        PolicyKind::YesNo => Err(Text::fixed("请选“是”或“否”。", "Yes or no.")),
        PolicyKind::Choice => choice(entry, value.as_str().unwrap_or_default()),
        PolicyKind::Tiers => tiers(entry, value),
        PolicyKind::Raises => raises(entry, value),
        PolicyKind::Times => times(value),
        PolicyKind::MonthDay => month_day(value),
    }
}

fn whole(entry: &Entry, value: &Value) -> Result<(), Text> {
    let (min, max) = (entry.min.unwrap_or(0), entry.max.unwrap_or(i64::from(i32::MAX)));
    let fits = value.as_i64().is_some_and(|number| (min..=max).contains(&number));
    if fits {
        Ok(())
    } else {
        Err(Text::new(format!("应为 {min} 到 {max} 的整数。"), format!("A whole number from {min} to {max}.")))
    }
}

fn integers(entry: &Entry, value: &Value) -> Result<(), Text> {
    let count = entry.count.unwrap_or(1);
    let numbers = value.as_array().filter(|all| all.len() == count);
    let numbers = numbers.ok_or_else(|| Text::new(format!("应为 {count} 个数。"), format!("{count} numbers.")))?;
    numbers.iter().try_for_each(|number| whole(entry, number))
}

fn money(value: &Value) -> Result<Money, Text> {
    serde_json::from_value::<Money>(value.clone())
        .ok()
        .filter(|amount| amount.fen() >= 0)
        .ok_or_else(|| Text::fixed("应为金额，例如 500.00。", "An amount, such as 500.00."))
}

fn choice(entry: &Entry, value: &str) -> Result<(), Text> {
    let known = entry.options.iter().any(|option| option.value == value);
    if known { Ok(()) } else { Err(Text::fixed("请从列表里选。", "Choose one of the list.")) }
}

fn tiers(entry: &Entry, value: &Value) -> Result<(), Text> {
    let unreadable = || Text::fixed("每一档要有金额上限和审批人。", "Each tier needs its upper amount and who approves.");
    let tiers: Vec<Tier> = serde_json::from_value(value.clone()).map_err(|_| unreadable())?;
    let (last, others) = tiers.split_last().ok_or_else(unreadable)?;
    if tiers.len() > MOST || last.up_to.is_some() || others.iter().any(|tier| tier.up_to.is_none()) {
        return Err(Text::fixed("只有最后一档没有上限，最多 12 档。", "Only the last tier has no upper end; at most 12 tiers."));
    }
    let ends: Vec<i64> = others.iter().filter_map(|tier| tier.up_to.map(Money::fen)).collect();
    let rising = ends.iter().zip(ends.iter().skip(1)).all(|(lower, upper)| lower < upper) && ends.first().is_none_or(|first| *first > 0);
    if !rising {
        return Err(Text::fixed("金额要一档比一档高。", "Each tier must end higher than the one before."));
    }
    // The end of a tier belongs to it or to the next; of the last there is none.
    if last.inclusive {
        return Err(Text::fixed("最后一档没有上限。", "The last tier has no upper end."));
    }
    tiers.iter().try_for_each(|tier| choice(entry, &tier.approver))
}

fn raises(entry: &Entry, value: &Value) -> Result<(), Text> {
    let unreadable = |_| Text::fixed("每一条要有条件和审批人。", "Each needs a condition and who approves.");
    let raises: Vec<Raise> = serde_json::from_value(value.clone()).map_err(unreadable)?;
    if raises.len() > MOST {
        return Err(Text::fixed("最多 12 条。", "At most 12."));
    }
    raises.iter().try_for_each(|raise| condition(entry, raise))
}

fn condition(entry: &Entry, raise: &Raise) -> Result<(), Text> {
    if raise.unit_price_from.is_none() && raise.fund.is_none() && raise.words.is_empty() {
        return Err(Text::fixed(
            "每一条至少写一个条件：单价、经费或品名。",
            "Each needs a condition: the price of a piece, a fund, or words of a class.",
        ));
    }
    if raise.unit_price_from.is_some_and(|from| from.fen() <= 0) {
        return Err(Text::fixed("单价要大于 0。", "The price of a piece is more than nothing."));
    }
    if raise.fund.as_ref().is_some_and(|fund| entry.funds.iter().all(|known| known.value != *fund)) {
        return Err(Text::fixed("请从列表里选经费。", "Choose a fund of the list."));
    }
    let fits =
        |word: &String| word.trim() == word && (1..=LONGEST_WORD).contains(&word.chars().count()) && !word.chars().any(char::is_control);
    if raise.words.len() > MOST_WORDS || !raise.words.iter().all(fits) {
        return Err(Text::fixed("品名最多 20 个，每个不超过 20 字。", "At most 20 words, each of 20 characters at most."));
    }
    choice(entry, &raise.approver)
}

fn times(value: &Value) -> Result<(), Text> {
    let wrong = || Text::fixed("应为时间，例如 07:50，从早到晚。", "Times such as 07:50, from early to late.");
    let all = value.as_array().filter(|all| (1..=MOST).contains(&all.len())).ok_or_else(wrong)?;
    let read = |time: &Value| NaiveTime::parse_from_str(time.as_str().filter(|t| t.len() == 5)?, "%H:%M").ok();
    let times: Vec<NaiveTime> = all.iter().map(read).collect::<Option<_>>().ok_or_else(wrong)?;
    let rising = times.iter().zip(times.iter().skip(1)).all(|(earlier, later)| earlier < later);
    if rising { Ok(()) } else { Err(wrong()) }
}

fn month_day(value: &Value) -> Result<(), Text> {
    let day = value.as_str().filter(|text| text.len() == 5);
    // A year that is no leap year: the 29 of February is no beginning of anything.
    let known = day.and_then(|day| NaiveDate::parse_from_str(&format!("2026-{day}"), "%Y-%m-%d").ok());
    known.map(|_| ()).ok_or_else(|| Text::fixed("应为月-日，例如 09-01。", "Month and day, such as 09-01."))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::policy::pack::pack;

    fn fits(key: &str, value: &Value) -> bool {
        let entry = pack().unwrap().into_iter().find(|entry| entry.key == key).unwrap();
        check(&entry, value).is_ok()
    }

    #[test]
    fn values_of_the_wrong_kind_do_not_fit() {
        let wrong = [
            ("repair.auto_accept_working_days", vec![json!(0), json!(31), json!("3"), json!(2.5), json!(null), json!([3])]),
            ("purchase.two_buyers_from", vec![json!(300), json!("-1.00"), json!("1.234"), json!(null), json!("")]),
            ("purchase.quotes_exempt_e_mall", vec![json!("yes"), json!(1), json!(null)]),
            ("budget.control", vec![json!("never"), json!(null), json!(1)]),
            ("hygiene.times", vec![json!([]), json!(["7:50"]), json!(["24:00"]), json!(["14:30", "07:50"]), json!("07:50")]),
            ("school.fiscal_year_start", vec![json!("02-29"), json!("13-01"), json!("1-1"), json!(101)]),
            ("fire.extinguisher_water_months", vec![json!([36, 12]), json!([36, 12, 0]), json!(36)]),
        ];
        for (key, values) in wrong {
            for value in values {
                assert!(!fits(key, &value), "{key} {value}");
            }
        }
        assert!(fits("purchase.gov_procurement_limit", &json!(null)));
        assert!(fits("purchase.gov_procurement_limit", &json!("200000.00")));
    }

    #[test]
    fn what_goes_higher_up_has_a_condition_and_somebody_who_approves() {
        let raise = |price: Value, fund: Value, words: Value| json!([{ "unit_price_from": price, "fund": fund, "words": words, "approver": "principal" }]);
        let none = || json!(null);
        for right in [
            json!([]),
            raise(json!("1000.00"), none(), json!([])),
            raise(none(), json!("special"), json!([])),
            raise(none(), none(), json!(["酒精", "硫酸"])),
            raise(json!("0.01"), json!("canteen"), json!(["锅"])),
        ] {
            assert!(fits("purchase.raises", &right), "{right}");
        }
        for wrong in [
            json!(null),
            raise(none(), none(), json!([])),
            raise(json!("0.00"), none(), json!([])),
            raise(json!("-1.00"), none(), json!([])),
            raise(none(), json!("lottery"), json!([])),
            raise(none(), none(), json!([" 酒精"])),
            raise(none(), none(), json!([""])),
            raise(none(), none(), json!(["长".repeat(21)])),
            raise(none(), none(), Value::from(vec!["酒精"; 21])),
            json!([{ "unit_price_from": "1.00", "fund": null, "words": [], "approver": "logistics_director" }]),
            json!([{ "unit_price_from": "1.00", "fund": null, "words": [] }]),
            json!(vec![json!({ "unit_price_from": "1.00", "fund": null, "words": [], "approver": "principal" }); 13]),
        ] {
            assert!(!fits("purchase.raises", &wrong), "{wrong}");
        }
    }

    #[test]
    fn tiers_rise_and_only_the_last_is_open() {
        let tier = |up_to: Value, inclusive: bool| json!({ "up_to": up_to, "inclusive": inclusive, "approver": "principal" });
        let open = tier(json!(null), false);
        assert!(fits("purchase.tiers", &json!([open])));
        assert!(fits("purchase.tiers", &json!([tier(json!("500.00"), true), open])));
        for wrong in [
            json!([]),
            json!([tier(json!("500.00"), true)]),
            json!([open, open]),
            json!([tier(json!("500.00"), true), tier(json!("500.00"), false), open]),
            json!([tier(json!("0.00"), true), open]),
            json!([tier(json!(null), true)]),
            json!([{ "up_to": null, "inclusive": false, "approver": "nobody" }]),
            json!([{ "up_to": null, "approver": "principal" }]),
        ] {
            assert!(!fits("purchase.tiers", &wrong), "{wrong}");
        }
    }
}
