//! What of a day is done, due and missed: pure.

use std::collections::{BTreeMap, BTreeSet};

use campus::school_days::Zone;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use inspections::round::phase::State;
use kernel::{Text, text};
use uuid::Uuid;

use super::{Light, Row, What, words};
use crate::{Meal, control::Check};

/// Hours after a meal within which what was used is disinfected.
const DISINFECTED_WITHIN_HOURS: i64 = 2;

/// Hours within which a sample that was taken is in its fridge.
const STORED_WITHIN_HOURS: i64 = 2;

/// Hours after which a sample that may be discarded is forgotten rather than waiting.
const DISCARDED_WITHIN_HOURS: i64 = 24;

/// What was written down of a day.
#[derive(Debug, Clone)]
pub struct Day {
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    pub zone: Zone,
    /// Whether school is held.
    pub school_day: bool,
    /// The meals that the canteen serves.
    pub usual: Vec<Meal>,
    pub meals: Meals,
    /// How many work there.
    pub staff: usize,
    /// Who of them was in no morning check, by name.
    pub unchecked: Vec<String>,
    pub kept: Vec<Kept>,
    /// The checks that are set up.
    pub checks: Vec<Check>,
    /// Their rounds of the last seven days and today, in their order.
    pub rounds: Vec<Round>,
}

/// What was written down of the meals of a day.
#[derive(Debug, Clone, Default)]
pub struct Meals {
    /// The dishes of each menu that stands.
    pub menus: BTreeMap<Meal, Vec<String>>,
    /// Of which dishes a sample stands, folded.
    pub sampled: BTreeSet<(Meal, String)>,
    pub disinfected: BTreeSet<Meal>,
    pub accompanied: BTreeSet<Meal>,
}

impl Meals {
    /// The meals of a school day, and any other that has a menu or a record.
    pub fn served(&self, usual: &[Meal], school_day: bool) -> Vec<Meal> {
        let usual = usual.iter().filter(|_| school_day);
        let sampled = self.sampled.iter().map(|(meal, _)| meal);
        let written = self.menus.keys().chain(sampled).chain(&self.disinfected).chain(&self.accompanied);
        let all: BTreeSet<Meal> = usual.chain(written).copied().collect();
        all.into_iter().collect()
    }

    /// The dishes of a meal without a sample; nothing to say where there is no menu.
    pub fn unsampled(&self, meal: Meal) -> Option<Vec<String>> {
        let dishes = self.menus.get(&meal)?;
        Some(dishes.iter().filter(|dish| !self.sampled.contains(&(meal, text::fold(dish)))).cloned().collect())
    }
}

/// A sample that is still there.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: Uuid,
    pub dish: String,
    pub taken_at: DateTime<Utc>,
    /// The first moment at which it may be discarded; none for one that is not in its fridge.
    pub keep_until: Option<DateTime<Utc>>,
}

/// A round of a check.
#[derive(Debug, Clone)]
pub struct Round {
    pub id: Option<Uuid>,
    pub check: Check,
    pub due_on: NaiveDate,
    pub due_until: DateTime<Utc>,
    pub state: State,
    pub late: bool,
    pub nothing_found: bool,
    /// Held, and to be signed by somebody who is not of the canteen.
    pub unsigned: bool,
    pub faults: i64,
}

/// Everything of a day, in the order of the day.
pub fn judge(day: &Day) -> Vec<Row> {
    let served = day.meals.served(&day.usual, day.school_day);
    let mut rows = Vec::new();
    if let Some(first) = served.first() {
        rows.push(morning(day, first.on(day.zone, day.today).0));
        rows.extend(served.iter().flat_map(|meal| meal_rows(day, *meal)));
    } else {
        let why = Text::fixed("今天不供餐，没有要登记的。", "Nothing is served today, so nothing is due.");
        rows.push(Row::new(What::Closed, Light::Green, day.today, why));
    }
    rows.extend(kept(day));
    rows.extend(Check::ALL.into_iter().flat_map(|check| control(day, check)));
    rows
}

fn morning(day: &Day, by: DateTime<Utc>) -> Row {
    let left = &day.unchecked;
    let done = day.staff > 0 && left.is_empty();
    let why = match day.staff {
        0 => Text::fixed("还没有登记食堂人员。", "Nobody is listed as working there."),
        count if done => Text::new(format!("{count} 人都做了晨检。"), format!("Everybody was checked: {count}.")),
        _ => {
            let who = words::names(left);
            Text::new(format!("还没晨检：{}。", who.zh), format!("Not checked yet: {}.", who.en))
        }
    };
    Row { by: Some(by), ..Row::new(What::MorningCheck, Light::due(done, by, day.now), day.today, why) }
}

fn meal_rows(day: &Day, meal: Meal) -> [Row; 4] {
    let (from, to) = meal.on(day.zone, day.today);
    let row = |what: What, done: bool, by: DateTime<Utc>, why: Text| Row {
        meal: Some(meal),
        by: Some(by),
        ..Row::new(what, Light::due(done, by, day.now), day.today, why)
    };
    let menu = day.meals.menus.get(&meal);
    let plan = match menu {
        Some(dishes) => Text::new(format!("食谱写好了，{} 个菜。", dishes.len()), format!("The menu is written: {} dishes.", dishes.len())),
        None => Text::fixed("还没写食谱。", "The menu is not written."),
    };
    let (sampled, why) = samples(day, meal);
    let disinfected = day.meals.disinfected.contains(&meal);
    let wiped = if disinfected {
        Text::fixed("餐具消毒已登记。", "Disinfection is recorded.")
    } else {
        Text::fixed("还没登记餐具消毒。", "Disinfection is not recorded.")
    };
    let accompanied = day.meals.accompanied.contains(&meal);
    let ate = if accompanied {
        Text::fixed("陪餐已登记。", "Somebody of the school ate there.")
    } else {
        Text::fixed("还没有人登记陪餐。", "Nobody of the school is recorded as eating there.")
    };
    [
        row(What::Menu, menu.is_some(), from, plan),
        row(What::Samples, sampled, to, why),
        row(What::AccompaniedMeal, accompanied, to, ate),
        row(What::Disinfection, disinfected, to + TimeDelta::hours(DISINFECTED_WITHIN_HOURS), wiped),
    ]
}

/// Whether each dish of a meal has its sample, in words.
fn samples(day: &Day, meal: Meal) -> (bool, Text) {
    let Some(missing) = day.meals.unsampled(meal) else {
        return (false, Text::fixed("先写食谱，再给每个菜留样。", "Write the menu first, then take a sample of each dish."));
    };
    if missing.is_empty() {
        return (true, Text::fixed("每个菜都留了样。", "Each dish has its sample."));
    }
    let which = words::names(&missing);
    (false, Text::new(format!("这些菜还没有留样：{}。", which.zh), format!("Still to be sampled: {}.", which.en)))
}

/// Samples that may be discarded, and those that are in no fridge.
fn kept(day: &Day) -> Vec<Row> {
    let over = |one: &&Kept| one.keep_until.is_some_and(|until| until <= day.now);
    let due: Vec<&Kept> = day.kept.iter().filter(over).collect();
    let loose: Vec<&Kept> = day.kept.iter().filter(|one| one.keep_until.is_none()).collect();
    let mut rows = Vec::new();
    if !due.is_empty() {
        let forgotten = |one: &&Kept| one.keep_until.is_some_and(|until| until + TimeDelta::hours(DISCARDED_WITHIN_HOURS) < day.now);
        let light = if due.iter().any(forgotten) { Light::Red } else { Light::Amber };
        let which = words::names(&dishes(&due));
        let why = Text::new(format!("满了保存时间，可以销毁：{}。", which.zh), format!("Kept long enough, to be discarded: {}.", which.en));
        rows.push(Row { id: only(&due), ..Row::new(What::SamplesDue, light, day.today, why) });
    }
    if !loose.is_empty() {
        let by = |one: &Kept| one.taken_at + TimeDelta::hours(STORED_WITHIN_HOURS);
        let first = loose.iter().map(|one| by(one)).min().unwrap_or(day.now);
        let which = words::names(&dishes(&loose));
        let why = Text::new(format!("还没放进留样柜：{}。", which.zh), format!("Not in a fridge yet: {}.", which.en));
        let row = Row::new(What::SamplesLoose, Light::due(false, first, day.now), day.today, why);
        rows.push(Row { id: only(&loose), by: Some(first), ..row });
    }
    if rows.is_empty() {
        let why = Text::fixed("没有该销毁的留样。", "No sample is to be discarded.");
        rows.push(Row::new(What::SamplesDue, Light::Green, day.today, why));
    }
    rows
}

fn dishes(samples: &[&Kept]) -> Vec<String> {
    samples.iter().map(|one| one.dish.clone()).collect()
}

/// Its id, where there is one.
fn only(samples: &[&Kept]) -> Option<Uuid> {
    match samples {
        [one] => Some(one.id),
        _ => None,
    }
}

/// A check of the canteen: today's or the week's, and what was missed or not signed in the last seven days.
fn control(day: &Day, check: Check) -> Vec<Row> {
    let what = match check {
        Check::Daily => What::DailyControl,
        Check::Weekly => What::WeeklyCheck,
    };
    if !day.checks.contains(&check) {
        let why = Text::fixed("还没有设这项检查。", "This check is not set up yet.");
        return vec![Row::new(what, Light::Amber, day.today, why)];
    }
    let of_check: Vec<&Round> = day.rounds.iter().filter(|round| round.check == check).collect();
    let (current, earlier): (Vec<&Round>, Vec<&Round>) = match check {
        Check::Daily => of_check.into_iter().partition(|round| round.due_on == day.today),
        // The latest of the week counts; one before it was judged in its own week.
        Check::Weekly => (of_check.last().copied().into_iter().collect(), Vec::new()),
    };
    let open = earlier.into_iter().filter(|round| round.state == State::Missed || round.unsigned);
    let mut rows: Vec<Row> = open.map(|round| row_of(day, what, round)).collect();
    rows.extend(current.iter().map(|round| row_of(day, what, round)));
    if current.is_empty() {
        rows.push(nothing_due(day, check, what));
    }
    rows
}

fn nothing_due(day: &Day, check: Check, what: What) -> Row {
    match check {
        Check::Daily if day.school_day => {
            let why = Text::fixed("今天的检查单马上就来，或者从明天开始。", "Today's round is about to come, or begins tomorrow.");
            Row::new(what, Light::Amber, day.today, why)
        }
        Check::Daily => Row::new(what, Light::Green, day.today, Text::fixed("今天不上学，不用检查。", "No school today, so no round.")),
        Check::Weekly => Row::new(what, Light::Green, day.today, Text::fixed("这一周的还没到日子。", "This week's is not due yet.")),
    }
}

fn row_of(day: &Day, what: What, round: &Round) -> Row {
    let (light, why) = match round.state {
        // It is of its day: nobody signs tomorrow what he saw today.
        State::Submitted | State::Reviewed if round.unsigned => {
            (if round.due_on < day.today { Light::Red } else { Light::Amber }, held(round))
        }
        State::Submitted | State::Reviewed => (Light::Green, held(round)),
        State::Missed => (Light::Red, missed(day, round)),
        State::Cancelled => (Light::Green, Text::fixed("这次取消了。", "This one was called off.")),
        State::Scheduled | State::InProgress => {
            let light = Light::due(false, round.due_until, day.now);
            (light, Text::fixed("还没登记；没发现问题也要登记一笔。", "Not held yet; that nothing was found is a record too."))
        }
    };
    let by = matches!(round.state, State::Scheduled | State::InProgress).then_some(round.due_until);
    Row { by, id: round.id, ..Row::new(what, light, round.due_on, why) }
}

fn held(round: &Round) -> Text {
    let found = if round.nothing_found {
        Text::fixed("零报告：没有发现问题", "Held: nothing found")
    } else {
        Text::new(format!("登记了，发现问题 {} 个", round.faults), format!("Held: problems found: {}", round.faults))
    };
    let (late_zh, late_en) = if round.late { ("（补录）", " (late entry)") } else { ("", "") };
    let (open_zh, open_en) = if round.unsigned { ("食堂以外的人还没有复签。", " Not signed second yet.") } else { ("", "") };
    Text::new(format!("{}{late_zh}。{open_zh}", found.zh), format!("{}{late_en}.{open_en}", found.en))
}

fn missed(day: &Day, round: &Round) -> Text {
    if round.due_on == day.today {
        Text::fixed("漏检了。可以补录，会标明是补录。", "Missed. It can be entered, and will say that it was late.")
    } else {
        let on = round.due_on.format("%m-%d");
        Text::new(
            format!("{on} 漏检了。可以补录，会标明是补录。"),
            format!("Missed on {on}. It can be entered, and will say that it was late."),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// A Tuesday of lunch alone, at this time of the school's clock.
    fn day(clock: &str) -> Day {
        let zone = campus::school_days::zone("Asia/Shanghai");
        let now = format!("2026-11-24T{clock}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().with_timezone(&Utc);
        Day {
            today: "2026-11-24".parse().unwrap(),
            now,
            zone,
            school_day: true,
            usual: vec![Meal::Lunch],
            meals: Meals::default(),
            staff: 2,
            unchecked: vec!["陈厨师".into()],
            kept: Vec::new(),
            checks: Check::ALL.to_vec(),
            rounds: Vec::new(),
        }
    }

    fn light(day: &Day, what: What) -> Light {
        judge(day).iter().filter(|row| row.what == what).map(|row| row.light).max().unwrap()
    }

    fn round(check: Check, on: &str, state: State) -> Round {
        let due_on: NaiveDate = on.parse().unwrap();
        let due_until = due_on.and_hms_opt(12, 0, 0).unwrap().and_utc();
        Round { id: None, check, due_on, due_until, state, late: false, nothing_found: true, unsigned: false, faults: 0 }
    }

    use Light::{Amber as A, Green as G, Red as R};

    #[test]
    fn each_thing_of_a_meal_turns_from_amber_to_red_at_its_time_and_green_when_it_is_written_down() {
        let parts = [What::MorningCheck, What::Menu, What::Samples, What::AccompaniedMeal, What::Disinfection];
        let lights = |clock: &str| parts.map(|what| light(&day(clock), what));
        assert_eq!(lights("06:00"), [A, A, A, A, A]);
        assert_eq!(lights("11:11"), [R, R, A, A, A]);
        assert_eq!(lights("13:31"), [R, R, R, R, A]);
        assert_eq!(lights("15:31"), [R, R, R, R, R]);
        let mut done = day("16:00");
        done.unchecked.clear();
        done.meals.menus.insert(Meal::Lunch, vec!["番茄炒蛋".into(), "米饭".into()]);
        done.meals.sampled = [(Meal::Lunch, text::fold("番茄炒蛋"))].into();
        done.meals.disinfected = [Meal::Lunch].into();
        done.meals.accompanied = [Meal::Lunch].into();
        assert_eq!(parts.map(|what| light(&done, what)), [G, G, R, G, G]);
        let why = judge(&done).into_iter().find(|row| row.what == What::Samples).unwrap().why;
        assert_eq!(why.zh, "这些菜还没有留样：米饭。");
        done.meals.sampled.insert((Meal::Lunch, text::fold("米饭")));
        assert_eq!(light(&done, What::Samples), G);
    }

    #[test]
    fn on_a_day_without_school_only_what_was_cooked_is_due() {
        let free = Day { school_day: false, ..day("12:00") };
        let rows = judge(&free);
        assert!(rows.iter().any(|row| row.what == What::Closed) && !rows.iter().any(|row| row.what == What::Menu));
        assert!(rows.iter().all(|row| row.light == Light::Green));
        let mut cooked = free;
        cooked.meals.menus.insert(Meal::Dinner, vec!["面条".into()]);
        assert!(judge(&cooked).iter().any(|row| row.what == What::Samples && row.meal == Some(Meal::Dinner)));
    }

    #[test]
    fn a_sample_is_pointed_at_when_its_hours_are_over_and_a_day_later_it_was_forgotten() {
        let kept = |until: &str| Day {
            kept: vec![Kept { id: Uuid::nil(), dish: "米饭".into(), taken_at: at("2026-11-22T04:00:00Z"), keep_until: Some(at(until)) }],
            ..day("12:00")
        };
        assert_eq!(light(&kept("2026-11-24T04:00:01Z"), What::SamplesDue), Light::Green);
        assert_eq!(light(&kept("2026-11-24T04:00:00Z"), What::SamplesDue), Light::Amber);
        assert_eq!(light(&kept("2026-11-23T03:59:59Z"), What::SamplesDue), Light::Red);
        let loose = |taken: &str| Day {
            kept: vec![Kept { id: Uuid::nil(), dish: "米饭".into(), taken_at: at(taken), keep_until: None }],
            ..day("12:00")
        };
        assert_eq!(light(&loose("2026-11-24T02:00:00Z"), What::SamplesLoose), Light::Amber);
        assert_eq!(light(&loose("2026-11-24T01:59:59Z"), What::SamplesLoose), Light::Red);
    }

    #[test]
    fn a_round_is_amber_until_its_time_is_over_red_when_it_is_missed_and_green_when_nothing_was_found() {
        let of = |clock: &str, rounds: Vec<Round>| light(&Day { rounds, ..day(clock) }, What::DailyControl);
        let today = |state| vec![round(Check::Daily, "2026-11-24", state)];
        assert_eq!(of("19:00", today(State::Scheduled)), Light::Amber);
        assert_eq!(of("20:01", today(State::InProgress)), Light::Red);
        assert_eq!(of("20:01", today(State::Missed)), Light::Red);
        assert_eq!(of("19:00", today(State::Submitted)), Light::Green);
        // What was missed yesterday is red beside what was held today; what was entered late is not.
        let both = |before| vec![round(Check::Daily, "2026-11-23", before), round(Check::Daily, "2026-11-24", State::Submitted)];
        assert_eq!(of("19:00", both(State::Missed)), Light::Red);
        assert_eq!(of("19:00", both(State::Submitted)), Light::Green);
        let weekly = |state| light(&Day { rounds: vec![round(Check::Weekly, "2026-11-20", state)], ..day("12:00") }, What::WeeklyCheck);
        assert_eq!((weekly(State::Missed), weekly(State::Reviewed)), (Light::Red, Light::Green));
        assert_eq!(light(&Day { checks: Vec::new(), ..day("12:00") }, What::WeeklyCheck), Light::Amber);
        let late = Round { late: true, ..round(Check::Daily, "2026-11-24", State::Submitted) };
        assert_eq!(held(&late).zh, "零报告：没有发现问题（补录）。");
        // S75: held is not signed.
        let unsigned = |on| vec![Round { unsigned: true, ..round(Check::Daily, on, State::Submitted) }];
        assert_eq!((of("19:00", unsigned("2026-11-24")), of("19:00", unsigned("2026-11-23"))), (Light::Amber, Light::Red));
        assert_eq!(held(&unsigned("2026-11-24")[0]).zh, "零报告：没有发现问题。食堂以外的人还没有复签。");
    }
}
