//! The canteen of the demo school and its book: a week of long ago on one day, the last three weeks day by day. Not all of it is as it should
//! be: a fever, a check that nobody wrote down, one that was written down the next morning, a slip of the pen that was struck out.

mod around;
mod menus;
mod people;

use std::collections::BTreeMap;

use ::canteen::{
    Meal,
    book::{
        content::{Method, Rating, Ratings, Symptom},
        dto::{
            AccompaniedMealBody, CheckLineBody, DisinfectionBody, FoodSamplesBody, LeftoversBody, MorningCheckBody, ProblemBody,
            RecordView, SampleBody, StrikeBody,
        },
        service::Book,
    },
    meeting::{dto::MeetingBody, service::Meetings},
    menu::{
        dto::{Dish, MenuBody},
        service::Menus,
    },
    sample::{dto::DiscardBody, service::Samples},
};
use chrono::{Datelike, Days, NaiveDate};
use kernel::{IfMatch, Problem, Quantity, Reply, Result};
use repairs::case::{Category, model::CaseId};
use uuid::Uuid;

use super::{
    days::school_day_from,
    life::{self, Planned, planned},
    names::{CANTEEN_MANAGER, DIRECTOR, FOOD_SAFETY_OFFICER, PARENT, PRINCIPAL, VICE_PRINCIPAL},
    replay,
    stage::Stage,
    stock::remembered,
    terms::{Lived, TwoTerms},
};
use around::Around;
pub(super) use menus::{CHICKEN, EGGS, GREENS, MELON, OIL, PORK, POTATOES, RICE, TOFU, TOMATOES, YOGURT, menu_of};
use people::{COOK, CUTTER, WASHER};

/// School days ago on which something was not as it should be.
const FEVER: i32 = 8;
const NOBODY_ATE_ALONG: i32 = 9;
const A_PROBLEM: i32 = 10;
const NOT_WRITTEN_DOWN: i32 = 7;
const WRITTEN_DOWN_LATE: i32 = 5;
const STRUCK_OUT: i32 = 6;

/// Samples of the last days are still in their fridge; those of the first of them could be discarded, and were forgotten.
const STILL_KEPT: i32 = 3;

/// Who eats along, in turn.
const COMPANIONS: [(&str, &str); 4] = [(PRINCIPAL, "校长"), (VICE_PRINCIPAL, "副校长"), (DIRECTOR, "总务主任"), (PARENT, "家长代表")];

/// A day's record. Numbers are those of the days.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// New certificates at the beginning of a term.
    Renew,
    Check {
        number: i64,
        fever: bool,
        /// The day after, with a note of the hospital.
        back: bool,
    },
    Menu(Lived),
    Sample(Lived),
    Accompany {
        number: i64,
        problem: bool,
    },
    LeaveOver {
        number: i64,
        slip: bool,
    },
    /// Of this day, which is not always the one on which it is written down.
    Disinfect {
        of: NaiveDate,
        late: bool,
    },
    Discard {
        of: NaiveDate,
    },
    /// What was seen at a meal is put right.
    Mend,
    /// Those who answer for the canteen meet, once a month.
    Meet,
    /// What stands around the days.
    Around(around::Act),
}

/// What is written down when.
pub(super) fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<Planned> {
    let mut acts = vec![planned(terms.second, 1500, life::Act::Canteen(Act::Renew))];
    acts.push(planned(stage.days.date(A_PROBLEM - 2), 1400, life::Act::Canteen(Act::Mend)));
    for (number, day) in (0_i64..).zip(&terms.lived) {
        let of_day = of_day(stage, number, *day);
        acts.extend(of_day.into_iter().map(|(on, at, act)| planned(on, at, life::Act::Canteen(act))));
    }
    acts.extend(around::plan(stage, terms).into_iter().map(|(on, at, act)| planned(on, at, life::Act::Canteen(Act::Around(act)))));
    let mut last = None;
    for on in terms.lived.iter().filter(|day| !day.open).map(|day| day.on) {
        if last.replace((on.year(), on.month())) != Some((on.year(), on.month())) {
            acts.push(planned(on, 1610, life::Act::Canteen(Act::Meet)));
        }
    }
    acts
}

fn of_day(stage: &Stage<'_>, number: i64, day: Lived) -> Vec<(NaiveDate, u32, Act)> {
    let (on, ago) = (day.on, day.ago);
    let was = |what: i32| ago == Some(what);
    let mut acts = vec![
        (on, 650, Act::Check { number, fever: was(FEVER), back: was(FEVER - 1) }),
        (on, 720, Act::Menu(day)),
        (on, 1115, Act::Sample(day)),
    ];
    // Today nobody has eaten yet.
    if day.open {
        return acts;
    }
    if !was(NOBODY_ATE_ALONG) {
        acts.push((on, 1150, Act::Accompany { number, problem: was(A_PROBLEM) }));
    }
    acts.push((on, 1250, Act::LeaveOver { number, slip: was(STRUCK_OUT) }));
    if was(WRITTEN_DOWN_LATE) {
        acts.push((stage.days.date(WRITTEN_DOWN_LATE - 1), 810, Act::Disinfect { of: on, late: true }));
    } else if !was(NOT_WRITTEN_DOWN) {
        acts.push((on, 1320, Act::Disinfect { of: on, late: false }));
    }
    match ago {
        Some(..=STILL_KEPT) => {}
        Some(ago) => acts.push((stage.days.date(ago - 2), 1140, Act::Discard { of: on })),
        None => acts.push((school_day_from(on.checked_add_days(Days::new(2)).unwrap_or(on)), 1140, Act::Discard { of: on })),
    }
    acts
}

pub(super) struct Kitchen {
    canteen: Uuid,
    /// By number of the staff or by name.
    staff: BTreeMap<&'static str, Uuid>,
    book: Book,
    menus: Menus,
    samples: Samples,
    /// By day: the records of samples, with their versions.
    kept: BTreeMap<NaiveDate, Vec<(Uuid, i64)>>,
    /// The case of what was seen at a meal.
    seen: Option<CaseId>,
    around: Around,
}

impl Kitchen {
    pub(super) async fn open(stage: &Stage<'_>, terms: &TwoTerms) -> Result<Self> {
        let db = &stage.identity.db;
        let canteen = people::found(stage).await?;
        let staff = people::hire(stage, canteen, terms).await?;
        let around = Around::begin(stage, canteen, terms).await?;
        let (book, menus, samples) = (Book::new(db.clone()), Menus::new(db.clone()), Samples::new(db.clone()));
        Ok(Self { canteen, staff, book, menus, samples, kept: BTreeMap::new(), seen: None, around })
    }

    pub(super) async fn live(&mut self, stage: &Stage<'_>, on: NaiveDate, act: Act) -> Result<()> {
        match act {
            Act::Renew => people::renew(stage, &self.staff, on).await,
            Act::Check { number, fever, back } => self.check(stage, number, (fever, back)).await,
            Act::Menu(day) => self.write_menu(stage, day).await,
            Act::Sample(day) => self.sample(stage, day).await,
            Act::Accompany { number, problem } => self.accompany(stage, on, number, problem).await,
            Act::LeaveOver { number, slip } => self.leave_over(stage, number, slip).await,
            Act::Disinfect { of, late } => self.disinfect(stage, of, late).await,
            Act::Discard { of } => self.discard(stage, of).await,
            Act::Mend => match self.seen {
                Some(case) => replay::mend(stage, case, "换了水龙头阀芯，关得紧了").await,
                None => Ok(()),
            },
            Act::Meet => self.meet(stage).await,
            Act::Around(act) => {
                // What was sealed is another version, and so is what left its seal.
                if matches!(act, around::Act::Incident) {
                    self.kept.entry(on).or_default().iter_mut().for_each(|(_, version)| *version += 2);
                }
                let attended = self.staff.values().copied().collect();
                Box::pin(self.around.live(stage, on, act, attended)).await
            }
        }
    }

    async fn meet(&self, stage: &Stage<'_>) -> Result<()> {
        let body = MeetingBody {
            held_on: None,
            chair_id: Some(stage.person(VICE_PRINCIPAL)?),
            attendees: "副校长、总务主任、食堂管理员、食品安全员、厨师长".into(),
            problems: "留样销毁有一次超过一天；个别记录写得晚".into(),
            decisions: "食品安全员每天下班前看一遍首页；厨师长督促当餐登记".into(),
            next_on: None,
        };
        Meetings::new(stage.identity.db.clone()).record(&stage.grant(FOOD_SAFETY_OFFICER).await?, self.canteen, body).await.map(drop)
    }

    fn worker(&self, who: &str) -> Result<Uuid> {
        self.staff.get(who).copied().ok_or_else(|| Problem::internal(format!("the demo's canteen has no {who}")))
    }

    /// Everybody before work.
    async fn check(&self, stage: &Stage<'_>, number: i64, (fever, back): (bool, bool)) -> Result<()> {
        let line = |(index, (who, id)): (i64, (&&'static str, &Uuid))| {
            let unwell = fever && *who == CUTTER;
            CheckLineBody {
                staff_id: *id,
                temperature: Quantity::stored(if unwell { 37_800 } else { 36_200 + (number + index) % 6 * 100 }),
                symptoms: if unwell { vec![Symptom::Fever] } else { Vec::new() },
                hands_clean: true,
                fit: !unwell,
                note: unwell.then(|| "当天离岗，去医院看了".to_owned()),
                cleared: (back && *who == CUTTER).then(|| "县医院返岗证明".to_owned()),
            }
        };
        let lines = (0_i64..).zip(&self.staff).map(line).collect();
        let body = MorningCheckBody { happened_at: None, lines, replaces_id: None };
        self.book.check(&stage.grant(FOOD_SAFETY_OFFICER).await?, self.canteen, body).await.map(drop)
    }

    async fn write_menu(&self, stage: &Stage<'_>, day: Lived) -> Result<()> {
        let dish = |(name, quantities): &(&str, &str)| Dish { name: (*name).into(), quantities: Some((*quantities).into()) };
        let body = MenuBody { day: day.on, meal: Meal::Lunch, dishes: menu_of(day).dishes.iter().map(dish).collect() };
        self.menus.write(&stage.grant(CANTEEN_MANAGER).await?, self.canteen, body).await.map(drop)
    }

    /// Of every dish; by the cook, under the eyes of food safety.
    async fn sample(&mut self, stage: &Stage<'_>, day: Lived) -> Result<()> {
        let sample =
            |(index, (dish, _)): (i64, &(&str, &str))| SampleBody { dish: (*dish).into(), grams: 130 + index * 5, replaces_id: None };
        let body = FoodSamplesBody {
            meal: Meal::Lunch,
            happened_at: None,
            keeper_id: self.worker(COOK)?,
            supervisor_id: None,
            fridge: Some("1 号留样柜".into()),
            samples: (0_i64..).zip(menu_of(day).dishes).map(sample).collect(),
        };
        let grant = remembered(stage, FOOD_SAFETY_OFFICER, &format!("samples {}", day.on)).await?;
        let taken = self.book.sample(&grant, self.canteen, body).await?.body.map(|page| page.items).unwrap_or_default();
        self.kept.insert(day.on, taken.into_iter().map(|record| (record.id, record.version)).collect());
        Ok(())
    }

    async fn discard(&mut self, stage: &Stage<'_>, of: NaiveDate) -> Result<()> {
        for (id, version) in self.kept.remove(&of).unwrap_or_default() {
            stage.breathe();
            let body = DiscardBody { operator_id: self.worker(WASHER)?, supervisor_id: None, happened_at: None };
            self.samples.discard(&stage.grant(FOOD_SAFETY_OFFICER).await?, id, IfMatch(version), body).await?;
        }
        Ok(())
    }

    /// Somebody of the school, or a parent, eats along.
    async fn accompany(&mut self, stage: &Stage<'_>, on: NaiveDate, number: i64, problem: bool) -> Result<()> {
        let turn = usize::try_from(number).unwrap_or_default();
        let (who, post) = COMPANIONS.into_iter().cycle().nth(turn).ok_or_else(Problem::not_found)?;
        let good = number % 7 != 3;
        let body = AccompaniedMealBody {
            meal: Meal::Lunch,
            happened_at: None,
            companion_id: None,
            post: post.into(),
            ratings: Ratings {
                taste: if good { Rating::Good } else { Rating::Fair },
                portion: Rating::Good,
                hygiene: if problem { Rating::Fair } else { Rating::Good },
                service: Rating::Good,
            },
            remark: (!good).then(|| "汤淡了一点".to_owned()),
            problems: if problem { vec![tap()] } else { Vec::new() },
            replaces_id: None,
        };
        let grant = remembered(stage, who, &format!("accompanied {on}")).await?;
        let record = self.book.accompany(&grant, self.canteen, body).await?.body.ok_or_else(Problem::not_found)?;
        let seen = record.accompanied_meal.and_then(|meal| meal.problems.into_iter().next());
        self.seen = seen.map(|problem| CaseId(problem.case_id)).or(self.seen);
        Ok(())
    }

    /// A slip of the pen is struck out and written anew.
    async fn leave_over(&self, stage: &Stage<'_>, number: i64, slip: bool) -> Result<()> {
        let kilos = 2_000 + number * 7 % 20 * 100;
        let first = self.left(stage, if slip { kilos * 10 } else { kilos }, None).await?;
        if !slip {
            return Ok(());
        }
        let (id, version) = (first.body.map(|record| record.id).ok_or_else(Problem::not_found)?, first.version.unwrap_or_default());
        stage.breathe();
        let body = StrikeBody { reason: "小数点写错了一位".into() };
        self.book.strike(&stage.grant(CANTEEN_MANAGER).await?, id, IfMatch(version), body).await?;
        stage.breathe();
        self.left(stage, kilos, Some(id)).await.map(drop)
    }

    async fn left(&self, stage: &Stage<'_>, thousandths: i64, replaces_id: Option<Uuid>) -> Result<Reply<RecordView>> {
        let body = LeftoversBody {
            meal: Meal::Lunch,
            happened_at: None,
            weight: Some(Quantity::stored(thousandths)),
            handed_to: "市环卫餐厨垃圾收运车".into(),
            operator_id: self.worker(WASHER)?,
            note: None,
            replaces_id,
        };
        self.book.leave_over(&stage.grant(CANTEEN_MANAGER).await?, self.canteen, body).await
    }

    async fn disinfect(&self, stage: &Stage<'_>, of: NaiveDate, late: bool) -> Result<()> {
        let body = DisinfectionBody {
            meal: Meal::Lunch,
            happened_at: late.then(|| stage.days.moment(of, 1320)),
            object: "餐具、餐盘、熟食刀板".into(),
            method: Method::Steam,
            temperature: Some(100),
            concentration: None,
            minutes: 15,
            operator_id: self.worker(WASHER)?,
            supervisor_id: None,
            replaces_id: None,
        };
        self.book.disinfect(&stage.grant(FOOD_SAFETY_OFFICER).await?, self.canteen, body).await.map(drop)
    }
}

fn tap() -> ProblemBody {
    ProblemBody { text: "餐厅门口洗手池有一个水龙头关不紧".into(), category: Category::Plumbing, danger: false }
}
