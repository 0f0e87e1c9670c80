//! Figures of the canteen (domain.md E14): how complete its book is, meal by meal, who looked at it from outside, and what was taught. A meal
//! was served where a menu stands; today counts tomorrow, because it is not over.

use kernel::Text;

use super::{
    inspections::days_before_today,
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

const fn share(key: &'static str, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Canteen, title, definition, measure: Measure::Share, part: Part::Meal, rows }
}

const fn lately(key: &'static str, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Home, title, definition, measure: Measure::Share, part: Part::Meal, rows }
}

const fn found(key: &'static str, chapter: Chapter, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter, title, definition, measure: Measure::Count, part: Part::Seat, rows }
}

pub(super) const SOURCES: &[Source] = &[
    share(
        "meals_sampled",
        Text::fixed("供餐和留样", "Meals served, and sampled"),
        Text::fixed(
            "本期有食谱的餐次（今天的不算），按餐次；有留样记录的算完整，作废的不算。",
            "Meals of the period with a menu, without today's, by meal; complete is what has a food sample that was not struck out.",
        ),
        |sql| meals_of_it(sql, "food_sample"),
    ),
    share(
        "meals_accompanied",
        Text::fixed("陪餐", "Meals accompanied"),
        Text::fixed(
            "本期有食谱的餐次（今天的不算），按餐次；有陪餐记录的算完整，作废的不算。",
            "Meals of the period with a menu, without today's, by meal; complete is what somebody ate with the pupils and wrote down.",
        ),
        |sql| meals_of_it(sql, "accompanied_meal"),
    ),
    share(
        "meals_disinfected",
        Text::fixed("消毒", "Disinfection"),
        Text::fixed(
            "本期有食谱的餐次（今天的不算），按餐次；有消毒记录的算完整，作废的不算。",
            "Meals of the period with a menu, without today's, by meal; complete is what has a record of disinfection.",
        ),
        |sql| meals_of_it(sql, "disinfection"),
    ),
    Source {
        key: "mornings_checked",
        chapter: Chapter::Canteen,
        title: Text::fixed("晨检", "Morning checks"),
        definition: Text::fixed(
            "本期有食谱的日子（今天的不算），每个食堂一天算一次；有晨检记录的算完整，作废的不算。",
            "Days of the period with a menu, without today, once a canteen; complete is what has a morning check.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: |sql| {
            let days = days_of_it(sql);
            mornings(sql, &days)
        },
    },
    Source {
        key: "outside_inspections",
        chapter: Chapter::Canteen,
        title: Text::fixed("外部检查", "Inspections from outside"),
        definition: Text::fixed(
            "本期登记的外部检查，按结果，作废的不算。",
            "Inspections from outside in the period, by what came of them.",
        ),
        measure: Measure::Count,
        part: Part::OutsideResult,
        rows: outside,
    },
    Source {
        key: "outside_mended",
        chapter: Chapter::Canteen,
        title: Text::fixed("外部检查整改", "What they found, mended"),
        definition: Text::fixed(
            "本期外部检查查出的问题；整改完成的是已经销号的。",
            "What inspections from outside found in the period; mended is what somebody else saw put right.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: findings_of_it,
    },
    Source {
        key: "canteen_trainings",
        chapter: Chapter::Canteen,
        title: Text::fixed("从业人员培训", "Trainings of the staff"),
        definition: Text::fixed("本期登记的食堂培训，作废的不算。", "Trainings of the canteen's staff in the period."),
        measure: Measure::Count,
        part: Part::Whole,
        rows: trainings,
    },
    lately(
        "sampled_lately",
        Text::fixed("近 7 天留样", "Food samples in 7 days"),
        Text::fixed(
            "今天以前 7 天有食谱的餐次里，有留样记录的。",
            "Of the meals with a menu on the seven days before today, those with a food sample.",
        ),
        |sql| meals_lately(sql, "food_sample"),
    ),
    lately(
        "accompanied_lately",
        Text::fixed("近 7 天陪餐", "Accompanied meals in 7 days"),
        Text::fixed(
            "今天以前 7 天有食谱的餐次里，有陪餐记录的。",
            "Of the meals with a menu on the seven days before today, those that somebody accompanied.",
        ),
        |sql| meals_lately(sql, "accompanied_meal"),
    ),
    lately(
        "disinfected_lately",
        Text::fixed("近 7 天消毒", "Disinfection in 7 days"),
        Text::fixed(
            "今天以前 7 天有食谱的餐次里，有消毒记录的。",
            "Of the meals with a menu on the seven days before today, those with a disinfection.",
        ),
        |sql| meals_lately(sql, "disinfection"),
    ),
    Source {
        key: "checked_lately",
        chapter: Chapter::Home,
        title: Text::fixed("近 7 天晨检", "Morning checks in 7 days"),
        definition: Text::fixed(
            "今天以前 7 天有食谱的日子里，有晨检记录的，每个食堂一天算一次。",
            "Of the days with a menu among the seven before today, those with a morning check, once a canteen.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: |sql| {
            let days = days_before_today(sql, "m.day");
            mornings(sql, &days)
        },
    },
    found(
        "open_findings",
        Chapter::Open,
        Text::fixed("外部检查整改", "Findings from outside"),
        Text::fixed("外部检查查出、还没有销号的问题。", "What inspections from outside found and nobody saw mended yet."),
        |sql| findings(sql, ""),
    ),
    found(
        "late_findings",
        Chapter::Late,
        Text::fixed("外部检查整改超期", "Findings from outside past their day"),
        Text::fixed(
            "整改期限过了、还没有销号的外部检查问题。",
            "What inspections from outside found, past the day by which it was to be mended.",
        ),
        |sql| {
            let today = sql.ask.today;
            let past = format!(" AND f.due_on < {}", sql.place(today));
            findings(sql, &past)
        },
    ),
];

/// A day of the period that is over.
fn days_of_it(sql: &mut Sql) -> String {
    let (days, today) = (sql.on_a_day_of_it("m.day"), sql.ask.today);
    format!("{days} AND m.day < {}", sql.place(today))
}

fn meals_of_it(sql: &mut Sql, kind: &str) -> String {
    let days = days_of_it(sql);
    meals(sql, kind, &days)
}

fn meals_lately(sql: &mut Sql, kind: &str) -> String {
    let days = days_before_today(sql, "m.day");
    meals(sql, kind, &days)
}

/// A menu that stands, called by its canteen.
fn menu(met: &str) -> Shape<'_> {
    Shape { kind: "'canteen_menu'", id: "m.id", title: "k.name", on: "m.day", met, ..Shape::default() }
}

const MENUS: &str = "FROM menu_day m JOIN canteen k ON k.school_id = m.school_id AND k.id = m.canteen_id";

/// Whether something of this kind is in the book, as an expression.
fn written(kind: &str, of_meal: &str) -> String {
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM canteen_record b WHERE b.school_id = m.school_id AND b.canteen_id = m.canteen_id \
         AND b.kind = '{kind}' AND b.day = m.day{of_meal} AND b.struck_at IS NULL) THEN 1 ELSE 0 END"
    )
}

fn meals(sql: &mut Sql, kind: &str, days: &str) -> String {
    let school = sql.school();
    let met = written(kind, " AND b.meal = m.meal");
    let shape = Shape { part: "m.meal", ..menu(&met) };
    shape.select(&format!("{MENUS} WHERE m.school_id = {school} AND m.struck_at IS NULL AND {days}"))
}

/// One row a day of a canteen: the first of its menus stands for the day.
fn mornings(sql: &mut Sql, days: &str) -> String {
    let school = sql.school();
    let met = written("morning_check", "");
    menu(&met).select(&format!(
        "{MENUS} WHERE m.school_id = {school} AND m.struck_at IS NULL AND {days} AND NOT EXISTS (SELECT 1 FROM menu_day o \
         WHERE o.school_id = m.school_id AND o.canteen_id = m.canteen_id AND o.day = m.day AND o.struck_at IS NULL AND o.id < m.id)"
    ))
}

fn outside(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("i.day"));
    let shape =
        Shape { part: "i.result", kind: "'outside_inspection'", id: "i.id", title: "i.inspectors", on: "i.day", ..Shape::default() };
    shape.select(&format!("FROM outside_inspection i WHERE i.school_id = {school} AND i.struck_at IS NULL AND {days}"))
}

/// What an inspection found; the record is the inspection.
fn finding<'a>() -> Shape<'a> {
    Shape { kind: "'outside_inspection'", id: "f.inspection_id", row: "f.id", title: "f.said", ..Shape::default() }
}

const FINDINGS: &str = "FROM outside_finding f JOIN outside_inspection i ON i.school_id = f.school_id AND i.id = f.inspection_id";

fn findings_of_it(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("i.day"));
    let shape = Shape { on: "i.day", met: "CASE WHEN f.phase = 'mended' THEN 1 ELSE 0 END", ..finding() };
    shape.select(&format!("{FINDINGS} WHERE f.school_id = {school} AND i.struck_at IS NULL AND {days}"))
}

fn findings(sql: &mut Sql, which: &str) -> String {
    let school = sql.school();
    let shape = Shape { holder: "f.responsible_id", on: "f.due_on", ..finding() };
    shape.select(&format!("{FINDINGS} WHERE f.school_id = {school} AND f.phase = 'open' AND i.struck_at IS NULL{which}"))
}

fn trainings(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("b.day"));
    let shape = Shape { kind: "'canteen_record'", id: "b.id", title: "k.name", on: "b.day", ..Shape::default() };
    shape.select(&format!(
        "FROM canteen_record b JOIN canteen k ON k.school_id = b.school_id AND k.id = b.canteen_id \
         WHERE b.school_id = {school} AND b.kind = 'training' AND b.struck_at IS NULL AND {days}"
    ))
}
