//! The finer figures of the manifest: dates, distinct names, value by category, single cards.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::{
    super::ledger::{LedgerPlan, PlannedCard},
    Lines, number, sheet_name, text, yuan,
};

pub(super) fn fine_figures(lines: &mut Lines, expected: &Value, plan: &LedgerPlan) {
    let date = &expected["date"];
    let booked = date["field"] == "booked_on";
    let dates: Vec<String> =
        plan.cards.iter().filter_map(|card| if booked { card.booked_on } else { card.acquired_on }).map(|day| day.to_string()).collect();
    lines.compare("blank dates", &number(&date["blank"]), &((plan.cards.len() - dates.len()) as u64));
    lines.compare("first date", &text(&date["first"]), &dates.iter().min().cloned());
    lines.compare("last date", &text(&date["last"]), &dates.iter().max().cloned());
    let mut by_year: BTreeMap<String, u64> = BTreeMap::new();
    for day in &dates {
        *by_year.entry(day[..4].to_owned()).or_default() += 1;
    }
    let years: BTreeMap<String, u64> =
        date["by_year"].as_object().unwrap().iter().map(|(year, count)| (year.clone(), number(count))).collect();
    lines.compare("dates by year", &years, &by_year);

    for (what, count) in expected["distinct"].as_object().unwrap() {
        let distinct: HashSet<&str> = plan.cards.iter().filter_map(|card| distinct_field(what, card)).collect();
        lines.compare(&format!("distinct {what}"), &number(count), &(distinct.len() as u64));
    }

    let mut by_category: BTreeMap<String, (u64, i64)> = BTreeMap::new();
    for card in &plan.cards {
        let sum = by_category.entry(card.category_code.to_string()).or_default();
        sum.0 += 1;
        sum.1 += card.original_value.unwrap_or(0);
    }
    let got: BTreeMap<String, (u64, String)> = by_category.into_iter().map(|(code, (rows, fen))| (code, (rows, yuan(fen)))).collect();
    let wanted: BTreeMap<String, (u64, String)> = expected["by_category"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(code, sum)| (code.clone(), (number(&sum["rows"]), text(&sum["original_value"]).unwrap())))
        .collect();
    lines.compare(&format!("by_category ({})", wanted.len()), &wanted, &got);
}

fn distinct_field<'a>(what: &str, card: &'a PlannedCard) -> Option<&'a str> {
    match what {
        "存放地点" | "location" | "位置" | "HB.location" => card.location.as_deref(),
        "使用部门" | "部门名称" | "department" | "部门" => card.department.as_deref(),
        "使用人" | "person (类型 = user)" => card.user_person.as_deref(),
        "责任人" | "保管人" | "keeper" | "HB.field.保管人" => card.custodian.as_deref(),
        "person" => card.person().map(|person| &**person),
        "supplier" | "供应商" | "HB.purchase_from" => card.supplier.as_deref(),
        other => panic!("{other}"),
    }
}

pub(super) fn samples(lines: &mut Lines, samples: &Value, plan: &LedgerPlan) {
    let samples = samples.as_array().unwrap();
    let mut wrong = Vec::new();
    for sample in samples {
        let card = plan
            .cards
            .iter()
            .find(|card| u64::from(card.at.row) == number(&sample["row"]) && sheet_name(plan, card.at.sheet) == text(&sample["sheet"]));
        let Some(card) = card else {
            wrong.push(format!("no card for {sample}"));
            continue;
        };
        let fields = sample.as_object().unwrap().iter().filter(|(field, _)| !matches!(field.as_str(), "sheet" | "row"));
        for (field, expected) in fields {
            let got = sample_field(field, card);
            if got != text(expected) {
                wrong.push(format!("row {} {field}: {expected} but {got:?}", card.at.row));
            }
        }
    }
    lines.compare(&format!("samples ({})", samples.len()), &Vec::<String>::new(), &wrong);
}

fn sample_field(field: &str, card: &PlannedCard) -> Option<String> {
    match field {
        "asset_no" => card.asset_no.as_deref().map(str::to_owned),
        "legacy_no" => card.legacy_no.as_deref().map(str::to_owned),
        "name" => Some(card.name.to_string()),
        "category_code" => Some(card.category_code.to_string()),
        "legacy_code" => card.legacy_category_code.as_deref().map(str::to_owned),
        "quantity" => Some(card.quantity.to_string()),
        "unit" => card.unit.as_deref().map(str::to_owned),
        "original_value" => card.original_value.map(yuan),
        "accumulated_depreciation" => card.accumulated_depreciation.map(yuan),
        "acquired_on" => card.acquired_on.map(|day| day.to_string()),
        "booked_on" => card.booked_on.map(|day| day.to_string()),
        "location" => card.location.as_deref().map(str::to_owned),
        "department" => card.department.as_deref().map(str::to_owned),
        "person" => card.person().map(ToString::to_string),
        other => panic!("{other}"),
    }
}
