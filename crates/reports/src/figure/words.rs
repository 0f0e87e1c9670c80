//! What figures and their parts are called.

use std::collections::HashMap;

use approvals::Approver;
use campus::Role;
use canteen::{Meal, outside::dto::Outcome};
use inspections::plan::CheckKind;
use kernel::{Lang, Money, Page, Quantity, Text};
use procurement::{exception::Rule, request::Fund};
use repairs::case::Category;

use super::{
    dto::{FigurePart, FigureRow, FigureRows, FigureSum, FigureView},
    read::{Counted, Sum, by_part},
    source::{Measure, Part, Period, Source},
};

/// The names of categories of assets by their codes: those are the school's own.
pub type Categories = HashMap<String, String>;

/// What a part is called; nothing where the figure has none, or nobody knows its name.
pub fn part(of: Part, key: &str, lang: Lang) -> Option<String> {
    let text = match of {
        Part::Whole | Part::AssetCategory => None,
        Part::Fund => Fund::of(key).map(Fund::title),
        Part::AssetClass => Some(class(key)),
        Part::RepairCategory => Category::of(key).map(Category::title),
        Part::Rule => Rule::of(key).map(Rule::title),
        Part::CheckKind => CheckKind::of(key).map(CheckKind::title),
        Part::Meal => Meal::of(key).map(Meal::title),
        Part::OutsideResult => Outcome::of(key).map(Outcome::title),
        Part::Seat => seat(key),
    };
    text.map(|text| text.pick(lang).to_owned())
}

/// A role or a meeting by its code.
pub fn seat(code: &str) -> Option<Text> {
    Approver::of(code).map(Approver::title).or_else(|| Role::from_code(code).map(Role::title))
}

/// The classes of GB/T 14885 by their first two levels (domain.md B2).
pub fn class(code: &str) -> Text {
    match code {
        "A01" => Text::fixed("房屋和构筑物", "Buildings and structures"),
        "A02" => Text::fixed("设备", "Equipment"),
        "A03" => Text::fixed("文物和陈列品", "Relics and exhibits"),
        "A04" => Text::fixed("图书和档案", "Books and archives"),
        "A05" => Text::fixed("家具和用具", "Furniture and utensils"),
        "A06" => Text::fixed("特种动植物", "Animals and plants"),
        "A07" => Text::fixed("物资", "Supplies"),
        "A08" => Text::fixed("无形资产", "Intangible assets"),
        _ => Text::fixed("其他", "Others"),
    }
}

/// The sums that a figure of this kind has.
pub fn sum(measure: Measure, sum: Sum) -> FigureSum {
    let money = matches!(measure, Measure::Amount | Measure::Worth);
    let share = measure == Measure::Share;
    FigureSum {
        count: sum.count,
        amount: money.then(|| Money::stored(sum.amount)),
        quantity: matches!(measure, Measure::Worth | Measure::Weight).then(|| Quantity::stored(sum.quantity).to_string()),
        met: share.then_some(sum.met),
        per_mille: if share { (sum.met.saturating_mul(1000)).checked_div(sum.count) } else { None },
    }
}

/// A figure whole, with its parts.
pub fn figure(source: &Source, counted: &[Counted], categories: &Categories, lang: Lang) -> FigureView {
    let named = |(key, of): (String, Sum)| FigurePart {
        title: categories
            .get(&key)
            .filter(|_| source.part == Part::AssetCategory)
            .cloned()
            .or_else(|| part(source.part, &key, lang))
            .unwrap_or_else(|| key.clone()),
        sum: sum(source.measure, of),
        part: key,
    };
    let parts = if source.part == Part::Whole { Vec::new() } else { by_part(counted).into_iter().map(named).collect() };
    FigureView {
        key: source.key.to_owned(),
        title: source.title.pick(lang).to_owned(),
        definition: source.definition.pick(lang).to_owned(),
        measure: source.measure,
        sum: sum(source.measure, Sum::of(counted)),
        parts,
    }
}

/// The rows of a figure under its name.
pub fn listed(source: &Source, period: Option<Period>, to: chrono::NaiveDate, rows: Page<FigureRow>, lang: Lang) -> FigureRows {
    FigureRows {
        key: source.key.to_owned(),
        title: source.title.pick(lang).to_owned(),
        definition: source.definition.pick(lang).to_owned(),
        measure: source.measure,
        from: period.map(|period| period.from),
        to,
        items: rows.items,
        next_cursor: rows.next_cursor,
    }
}

/// A figure in one line, as a paper says it: `3 件，1,478.00 元`.
pub fn said(measure: Measure, sum: &FigureSum, lang: Lang) -> String {
    let money = sum.amount.unwrap_or_default();
    let FigureSum { count, met, per_mille, quantity, .. } = sum;
    let text = match measure {
        Measure::Count => Text::new(format!("{count} 件"), format!("{count}")),
        Measure::Amount => Text::new(format!("{money} 元（{count} 笔）"), format!("{money} yuan ({count})")),
        Measure::Worth => {
            let pieces = quantity.as_deref().unwrap_or("0");
            Text::new(format!("{pieces} 件，{money} 元（{count} 张卡片）"), format!("{pieces} pieces, {money} yuan ({count} cards)"))
        }
        Measure::Weight => {
            let kilograms = quantity.as_deref().unwrap_or("0");
            Text::new(format!("{kilograms} 千克（{count} 次）"), format!("{kilograms} kg ({count})"))
        }
        Measure::Share => {
            let met = met.unwrap_or_default();
            match per_mille {
                Some(tenths) => {
                    let percent = format!("{}.{}%", tenths / 10, tenths % 10);
                    Text::new(format!("{percent}（{count} 件中 {met} 件）"), format!("{percent} ({met} of {count})"))
                }
                None => Text::fixed("没有", "none"),
            }
        }
    };
    text.pick(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_no_share() {
        let of = |count, met| said(Measure::Share, &sum(Measure::Share, Sum { count, met, ..Sum::default() }), Lang::Zh);
        assert_eq!(
            (of(12, 11).as_str(), of(0, 0).as_str(), of(3, 3).as_str()),
            ("91.6%（12 件中 11 件）", "没有", "100.0%（3 件中 3 件）")
        );
        let worth = Sum { count: 2, amount: 147_800, quantity: 50_000, met: 0 };
        assert_eq!(said(Measure::Worth, &sum(Measure::Worth, worth), Lang::En), "50 pieces, 1478.00 yuan (2 cards)");
    }
}
