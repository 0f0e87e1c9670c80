//! Figures of the canteen (domain.md E14): how complete its book is, dish by dish, meal by meal and by the people of each morning (`served`),
//! what was left over, how satisfied people are, whether its daily control was held, who looked at it from outside, and what was taught.

use kernel::Text;
use sea_orm::DbBackend;

use super::{
    inspections::due,
    served,
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

const fn share(key: &'static str, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Canteen, title, definition, measure: Measure::Share, part: Part::Meal, rows }
}

const fn lately(key: &'static str, title: Text, definition: Text, part: Part, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Home, title, definition, measure: Measure::Share, part, rows }
}

const fn found(key: &'static str, chapter: Chapter, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter, title, definition, measure: Measure::Count, part: Part::Seat, rows }
}

pub(super) const SOURCES: &[Source] = &[
    share(
        "meals_sampled",
        Text::fixed("留样", "Food samples"),
        Text::fixed(
            "本期供餐的每个菜（今天的不算），按餐次；有留样记录的算完整，作废的不算。上课日食堂每餐都算供餐，没写食谱的一餐算一个没有留样的菜。",
            "Dishes of the meals of the period, without today's, by meal; complete is what has a food sample that was not struck out. Each usual \
             meal of a school day was served; one without a menu is a dish without a sample.",
        ),
        |sql| {
            let span = served::of_the_period(sql);
            served::sampled(sql, span)
        },
    ),
    share(
        "meals_accompanied",
        Text::fixed("陪餐", "Meals accompanied"),
        Text::fixed(
            "本期供餐的餐次（今天的不算），按餐次；有陪餐记录的算完整，作废的不算。上课日食堂每餐都算供餐，没写食谱的也算。",
            "Meals of the period, without today's, by meal; complete is what somebody ate with the pupils and wrote down. Each usual meal of a \
             school day was served, with a menu or without.",
        ),
        |sql| {
            let span = served::of_the_period(sql);
            served::recorded(sql, "accompanied_meal", span)
        },
    ),
    share(
        "meals_disinfected",
        Text::fixed("消毒", "Disinfection"),
        Text::fixed(
            "本期供餐的餐次（今天的不算），按餐次；有消毒记录的算完整，作废的不算。上课日食堂每餐都算供餐，没写食谱的也算。",
            "Meals of the period, without today's, by meal; complete is what has a record of disinfection. Each usual meal of a school day was \
             served, with a menu or without.",
        ),
        |sql| {
            let span = served::of_the_period(sql);
            served::recorded(sql, "disinfection", span)
        },
    ),
    Source {
        key: "mornings_checked",
        chapter: Chapter::Canteen,
        title: Text::fixed("晨检", "Morning checks"),
        definition: Text::fixed(
            "本期供餐的每一天（今天的不算）应当晨检的人次：现在在岗、当天以前就登记的食堂人员；有晨检记录的算完整，作废的不算。",
            "People to be checked on the days of the period on which meals were served, without today: who works there now and was listed before \
             that day; complete is who is in a morning check.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: |sql| {
            let span = served::of_the_period(sql);
            served::checked(sql, span)
        },
    },
    Source {
        key: "canteen_leftovers",
        chapter: Chapter::Canteen,
        title: Text::fixed("餐厨剩余", "Leftovers"),
        definition: Text::fixed(
            "本期登记的剩余食物重量，按餐次，作废的不算；没有剩余的也算一次。",
            "How much was left over of the meals of the period, by meal; nothing left is a record too.",
        ),
        measure: Measure::Weight,
        part: Part::Meal,
        rows: leftovers,
    },
    Source {
        key: "canteen_satisfied",
        chapter: Chapter::Canteen,
        title: Text::fixed("满意度调查", "Satisfaction"),
        definition: Text::fixed(
            "本期满意度调查收回的答卷；满意的算达到，作废的调查不算。",
            "Answers to the surveys of satisfaction of the period; met is who is satisfied.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: surveys,
    },
    Source {
        key: "daily_controls",
        chapter: Chapter::Canteen,
        title: Text::fixed("日管控", "Daily control"),
        definition: Text::fixed(
            "应检日在本期内、时间已过或已经检查的日管控（取消的不算）；登记了的算完成，补录的也算。",
            "Daily controls due in the period whose time is over or that were held, without those called off; held is what was written down, also late.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: |sql| {
            let days = sql.on_a_day_of_it("r.due_on");
            let school = sql.school();
            let of_canteens = format!(
                " AND EXISTS (SELECT 1 FROM canteen_check_plan c WHERE c.school_id = {school} AND c.plan_id = r.plan_id AND c.rhythm = 'daily')"
            );
            due(sql, &format!("{days}{of_canteens}"), "''")
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
            "今天以前 7 天供餐的每个菜里，有留样记录的。上课日食堂每餐都算供餐，没写食谱的一餐算一个没有留样的菜。",
            "Of the dishes of the seven days before today, those with a food sample. Each usual meal of a school day was served; one without a \
             menu is a dish without a sample.",
        ),
        Part::Meal,
        |sql| {
            let span = served::of_seven_days(sql);
            served::sampled(sql, span)
        },
    ),
    lately(
        "accompanied_lately",
        Text::fixed("近 7 天陪餐", "Accompanied meals in 7 days"),
        Text::fixed(
            "今天以前 7 天供餐的餐次里，有陪餐记录的；没写食谱的也算。",
            "Of the meals of the seven days before today, with a menu or without, those that somebody accompanied.",
        ),
        Part::Meal,
        |sql| {
            let span = served::of_seven_days(sql);
            served::recorded(sql, "accompanied_meal", span)
        },
    ),
    lately(
        "disinfected_lately",
        Text::fixed("近 7 天消毒", "Disinfection in 7 days"),
        Text::fixed(
            "今天以前 7 天供餐的餐次里，有消毒记录的；没写食谱的也算。",
            "Of the meals of the seven days before today, with a menu or without, those with a disinfection.",
        ),
        Part::Meal,
        |sql| {
            let span = served::of_seven_days(sql);
            served::recorded(sql, "disinfection", span)
        },
    ),
    lately(
        "checked_lately",
        Text::fixed("近 7 天晨检", "Morning checks in 7 days"),
        Text::fixed(
            "今天以前 7 天里供餐的每一天，食堂人员中有晨检记录的人次。",
            "Of the canteen's people on each of the seven days before today on which meals were served, those in a morning check.",
        ),
        Part::Whole,
        |sql| {
            let span = served::of_seven_days(sql);
            served::checked(sql, span)
        },
    ),
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

/// Records of a kind that stand, called by their canteen.
fn records(sql: &mut Sql, kind: &str, shape: &Shape<'_>) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("b.day"));
    let shape = Shape { kind: "'canteen_record'", id: "b.id", title: "k.name", on: "b.day", ..shape.clone() };
    shape.select(&format!(
        "FROM canteen_record b JOIN canteen k ON k.school_id = b.school_id AND k.id = b.canteen_id \
         WHERE b.school_id = {school} AND b.kind = '{kind}' AND b.struck_at IS NULL AND {days}"
    ))
}

fn trainings(sql: &mut Sql) -> String {
    records(sql, "training", &Shape::default())
}

/// What a record says in one of its numbers, as an expression; 0 where it says nothing.
fn number(sql: &Sql, of: &str) -> String {
    if sql.backend == DbBackend::Postgres {
        format!("COALESCE(CAST(b.content ->> '{of}' AS numeric), 0)")
    } else {
        format!("COALESCE(CAST(json_extract(b.content, '$.{of}') AS real), 0)")
    }
}

/// Kilograms stand in a record as they are said: thousandths are counted.
fn leftovers(sql: &mut Sql) -> String {
    let weight = format!("ROUND({} * 1000)", number(sql, "weight"));
    records(sql, "leftovers", &Shape { part: "b.meal", quantity: &weight, ..Shape::default() })
}

fn surveys(sql: &mut Sql) -> String {
    let (answered, satisfied) = (number(sql, "answered"), number(sql, "satisfied"));
    records(sql, "survey", &Shape { things: &answered, met: &satisfied, ..Shape::default() })
}
