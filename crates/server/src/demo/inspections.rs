//! Who goes round in the demo school: a patrol every morning of the last three weeks, a walk every Monday, the fire check every month, the
//! canteen's own checks. Most times nothing is found; what is becomes a repair. Some rounds nobody held, one was written down a day late.

use std::{collections::BTreeMap, sync::Arc};

use ::canteen::{
    control::{Check, service::Control},
    site::service::Canteens,
};
use ::inspections::{
    Reading,
    checklist::{
        ItemKind,
        dto::{ChecklistBody, ItemBody},
        service::Checklists,
    },
    plan::{CheckKind, Level, PlanId, Rhythm, Window, dto::PlanBody, service::Plans},
    round::{
        RoundId,
        dto::{AnswerBody, FindingBody, InspectionRoundView, ListRounds, Remark, SubmitBody},
        service::Rounds as Service,
    },
};
use campus::Role;
use chrono::{Datelike, NaiveDate, Weekday};
use kernel::{IfMatch, Problem, Reply, Result};
use registers::depreciation::Month;
use repairs::case::{Category, model::CaseId};
use uuid::Uuid;

use super::{
    days::{school_day_after, school_day_from},
    life::{self, Planned, planned},
    names::{CANTEEN_MANAGER, DIRECTOR, FOOD_SAFETY_OFFICER, HEAD_OF_TEACHING, SAFETY_OFFICER, VICE_PRINCIPAL},
    replay,
    stage::Stage,
    terms::{Lived, TwoTerms},
};

const PATROL: [&str; 5] = ["消防通道、安全出口畅通", "灭火器在位、压力正常", "大门、围墙、护栏完好", "楼道照明正常", "地面无积水、无杂物"];
const WALK: [&str; 5] = ["教室门窗、玻璃完好", "课桌椅不松动", "灯、电扇、空调正常", "卫生间不漏水、无异味", "墙面、吊顶无脱落"];

/// School days ago on which nobody went on patrol, on which it was written down a day late, and on which something was not as it should be.
const NO_PATROL: [i32; 2] = [6, 11];
const PATROL_LATE: i32 = 3;
const DUSTY: i32 = 10;

/// Which walk counted back from the last one, where, what is broken, and what was done about it.
const FOUND: [(usize, &str, Category, &str, &str); 12] = [
    (0, "致远楼205", Category::Plumbing, "最里面一个小便池冲不下水", ""),
    (0, "致远楼303", Category::Window, "靠走廊窗户的插销掉了", ""),
    (0, "致远楼402", Category::Lighting, "后排一支灯管闪", ""),
    (1, "致远楼106", Category::Plumbing, "洗手池下水慢", "拆开存水弯，掏出橡皮泥"),
    (1, "致远楼201", Category::Furniture, "讲桌抽屉拉不开", "换了滑轨"),
    (3, "致远楼307", Category::Lock, "门锁要用力才打得开", "锁芯上油，校正门扇"),
    (5, "致远楼304", Category::Lighting, "办公室顶灯不亮", "换 LED 灯管一支"),
    (8, "致远楼103", Category::Window, "一块玻璃有裂纹", "换玻璃，贴好防爆膜"),
    (11, "致远楼405", Category::Plumbing, "地漏返味", "清理，加防臭芯"),
    (14, "致远楼202", Category::Furniture, "两把课椅靠背松", "紧螺丝，换垫片"),
    (18, "致远楼107", Category::DrinkingWater, "开水器滴水", "换出水阀"),
    (21, "致远楼401", Category::Lighting, "黑板灯一支不亮", "换灯管和启动器"),
];

/// Every ninth walk nobody went on.
const NO_WALK: usize = 6;
const WALKS: usize = 9;

#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Patrol {
        ago: i32,
    },
    /// The slip of the day before.
    EnterPatrol {
        of: NaiveDate,
    },
    /// How many come after it.
    Walk {
        after: usize,
    },
    MendWalk {
        after: usize,
    },
    Fire {
        after: usize,
    },
    /// From then on the canteen has its daily and weekly check.
    SetUpChecks,
    Control {
        check: Check,
    },
}

/// Which rounds are held when.
pub(super) fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<Planned> {
    let mut acts = Vec::new();
    // Before the rounds of that day are made.
    acts.push((first_told(stage), 635, Act::SetUpChecks));
    for day in &terms.lived {
        acts.extend(patrol(stage, *day));
        acts.extend(controls(*day));
    }
    let mondays: Vec<NaiveDate> = terms.lived.iter().map(|day| day.on).filter(|on| on.weekday() == Weekday::Mon).collect();
    for (after, on) in mondays.iter().rev().enumerate().filter(|(after, _)| after % WALKS != NO_WALK) {
        acts.push((*on, 820, Act::Walk { after }));
        if after > 0 && FOUND.iter().any(|found| found.0 == after) {
            acts.push((school_day_after(school_day_after(*on)), 1000, Act::MendWalk { after }));
        }
    }
    for (after, on) in fire_checks(stage, terms).into_iter().rev().enumerate() {
        acts.push((on, 1420, Act::Fire { after }));
    }
    acts.into_iter().map(|(on, at, act)| planned(on, at, life::Act::Round(act))).collect()
}

fn patrol(stage: &Stage<'_>, day: Lived) -> Option<(NaiveDate, u32, Act)> {
    let ago = day.ago.filter(|ago| !NO_PATROL.contains(ago))?;
    Some(match ago {
        PATROL_LATE => (stage.days.date(PATROL_LATE - 1), 745, Act::EnterPatrol { of: day.on }),
        ago => (day.on, 810, Act::Patrol { ago }),
    })
}

/// Of the canteen, each day that is over; the week is looked back on on its Friday.
fn controls(day: Lived) -> Vec<(NaiveDate, u32, Act)> {
    if day.ago.is_none() || day.open {
        return Vec::new();
    }
    let daily = (day.on, 1510, Act::Control { check: Check::Daily });
    let weekly = (day.on, 1520, Act::Control { check: Check::Weekly });
    std::iter::once(daily).chain((day.on.weekday() == Weekday::Fri).then_some(weekly)).collect()
}

/// The first school day from the tenth of each month on, and the first of the term, on which what fell into the vacation is made up for.
fn fire_checks(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<NaiveDate> {
    let today = stage.days.date(0);
    let first = Month::of(terms.ready());
    let tenth = |month: Month| month.first_day().with_day(10).map(school_day_from);
    let months = (0_i64..).map(|months| first.plus(months)).take_while(|month| *month <= Month::of(today));
    let in_term = |on: &NaiveDate| terms.all.iter().any(|term| (term.starts_on..=term.ends_on).contains(on));
    let mut days: Vec<NaiveDate> = months.filter_map(tenth).filter(in_term).filter(|on| terms.ready() < *on && *on < today).collect();
    days.push(terms.second);
    days.sort_unstable();
    days.dedup();
    days
}

/// Plans and their rounds.
pub(super) struct Rounds {
    service: Service,
    patrol: PlanId,
    walk: PlanId,
    fire: PlanId,
    /// Those of the canteen.
    checks: BTreeMap<Check, PlanId>,
    /// Of each walk.
    cases: BTreeMap<usize, Vec<(CaseId, &'static str)>>,
}

impl Rounds {
    /// Three checklists, and when they are gone through by whom.
    pub(super) async fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Result<Self> {
        let patrol = checklist(stage, "校园每日巡查", PATROL.map(yes_no).into(), false).await?;
        let walk = checklist(stage, "教学楼周一走查", WALK.map(yes_no).into(), false).await?;
        let fire = checklist(stage, "消防设施月检", fire_items(), true).await?;
        let (daily, minor, major) = (CheckKind::Daily, CheckKind::Minor, CheckKind::Major);
        let body = |name: &str, list, kind, rhythm, window, role: Role| PlanBody {
            name: name.into(),
            checklist_id: list,
            location_id: None,
            check_kind: kind,
            level: Level::General,
            rhythm,
            windows: vec![window],
            on_holidays: false,
            performer_id: None,
            performer_role: Some(role.code().into()),
            starts_on: Some(terms.ready()),
            ends_on: None,
            retired: false,
        };
        let window = |from: &str, to: &str| Window::between(from, to).map_err(Problem::internal);
        let morning = body("校园每日巡查", patrol, daily, Rhythm::daily(), window("07:20", "09:00")?, Role::DutyAdmin);
        let monday = body("教学楼周一走查", walk, minor, Rhythm::weekly([1]), window("07:25", "10:00")?, Role::SafetyOfficer);
        let monthly = body("消防设施月检", fire, major, Rhythm::monthly(10), window("13:30", "17:00")?, Role::SafetyOfficer);
        Ok(Self {
            service: Service::new(stage.identity.db.clone(), stage.files.clone(), Arc::new(::canteen::CanteenInsiders)),
            // Every morning since three weeks ago; what nobody tells of is not missed.
            patrol: add(stage, PlanBody { starts_on: Some(first_told(stage)), ..morning }).await?,
            walk: add(stage, PlanBody { location_id: Some(stage.place("致远楼")?.id), ..monday }).await?,
            fire: add(stage, monthly).await?,
            checks: BTreeMap::new(),
            cases: BTreeMap::new(),
        })
    }

    pub(super) async fn live(&mut self, stage: &Stage<'_>, on: NaiveDate, act: Act) -> Result<()> {
        match act {
            Act::Patrol { ago } => {
                let seen = if ago == DUSTY { dusty() } else { nothing() };
                self.hold(stage, self.patrol, on, HEAD_OF_TEACHING, seen).await.map(drop)
            }
            Act::EnterPatrol { of } => {
                let remark = Some("当天手机没电，先记在纸上".to_owned());
                let slip = SubmitBody { happened_at: Some(stage.days.moment(of, 815)), remark, ..nothing() };
                self.hold(stage, self.patrol, of, HEAD_OF_TEACHING, slip).await.map(drop)
            }
            Act::Walk { after } => self.go(stage, on, after).await,
            Act::MendWalk { after } => {
                for (case, note) in self.cases.remove(&after).unwrap_or_default() {
                    replay::mend(stage, case, note).await?;
                }
                Ok(())
            }
            Act::Fire { after } => Box::pin(self.check_fire(stage, on, after)).await,
            Act::SetUpChecks => self.set_up_checks(stage).await,
            Act::Control { check } => Box::pin(self.control(stage, on, check)).await,
        }
    }

    async fn set_up_checks(&mut self, stage: &Stage<'_>) -> Result<()> {
        let db = &stage.identity.db;
        let canteens = Canteens::new(db.clone()).list(&stage.grant(CANTEEN_MANAGER).await?).await?.items;
        for canteen in canteens {
            let made = Control::new(db.clone()).set_up(&stage.grant(CANTEEN_MANAGER).await?, canteen.id).await?;
            let checks = made.body.map(|view| view.checks).unwrap_or_default();
            self.checks.extend(checks.into_iter().map(|one| (one.check, PlanId(one.plan_id))));
        }
        Ok(())
    }

    /// The daily one by food safety and signed by somebody who is not of the canteen, the weekly one by its director.
    async fn control(&self, stage: &Stage<'_>, on: NaiveDate, check: Check) -> Result<()> {
        let Some(plan) = self.checks.get(&check).copied() else { return Ok(()) };
        if check == Check::Weekly {
            return self.hold(stage, plan, on, VICE_PRINCIPAL, nothing()).await.map(drop);
        }
        let seen = SubmitBody { second_signer_id: Some(stage.person(HEAD_OF_TEACHING)?), ..nothing() };
        let Some(held) = self.hold(stage, plan, on, FOOD_SAFETY_OFFICER, seen).await? else { return Ok(()) };
        let Some(view) = held.body else { return Ok(()) };
        stage.breathe();
        let version = IfMatch(held.version.unwrap_or_default());
        self.service.sign(&stage.grant(HEAD_OF_TEACHING).await?, view.row.id, version, Remark { remark: None }).await.map(drop)
    }

    /// The round of a plan on a day, if there is one: a day on which no school was held has none.
    async fn round(&self, stage: &Stage<'_>, plan: PlanId, on: NaiveDate) -> Result<Option<(RoundId, IfMatch)>> {
        let open = Some("scheduled,missed".to_owned());
        let query = ListRounds { plan_id: Some(plan.0), from: Some(on), to: Some(on), state: open, ..ListRounds::default() };
        let found = self.service.list(&stage.grant(DIRECTOR).await?, &query).await?.items;
        Ok(found.into_iter().next().map(|round| (round.id, IfMatch(round.version))))
    }

    async fn hold(
        &self,
        stage: &Stage<'_>,
        plan: PlanId,
        on: NaiveDate,
        who: &str,
        seen: SubmitBody,
    ) -> Result<Option<Reply<InspectionRoundView>>> {
        let Some((round, version)) = self.round(stage, plan, on).await? else { return Ok(None) };
        self.service.submit(&stage.grant(who).await?, round, version, seen).await.map(Some)
    }

    /// From room to room: each fault in two taps, and at the end what else was looked at.
    async fn go(&mut self, stage: &Stage<'_>, on: NaiveDate, after: usize) -> Result<()> {
        let Some((round, mut version)) = self.round(stage, self.walk, on).await? else { return Ok(()) };
        let (mut cases, mut seen) = (Vec::new(), nothing());
        for (_, place, category, text, note) in FOUND.iter().filter(|found| found.0 == after) {
            stage.breathe();
            let body = FindingBody {
                location_id: stage.place(place)?.id,
                category: *category,
                danger: false,
                text: Some((*text).into()),
                happened_at: None,
                upload_ids: Vec::new(),
            };
            let found = self.service.find(&stage.grant(SAFETY_OFFICER).await?, round, body).await?.body.ok_or_else(Problem::not_found)?;
            version = IfMatch(found.version);
            cases.extend(found.finding.repair.map(|case| (CaseId(case.id), *note)));
            seen = SubmitBody { answers: good(1..=5), nothing_found: false, ..nothing() };
        }
        stage.breathe();
        self.service.submit(&stage.grant(SAFETY_OFFICER).await?, round, version, seen).await?;
        self.cases.insert(after, cases);
        Ok(())
    }

    /// The director signs second; of the last one he has still to.
    async fn check_fire(&self, stage: &Stage<'_>, on: NaiveDate, after: usize) -> Result<()> {
        let low = after == 1;
        let pressure = AnswerBody {
            number: Some(Reading::stored(if low { 120 } else { 320 })),
            remark: low.then(|| "低于要求，已通知维保单位来调压".to_owned()),
            ..said(2)
        };
        let answers = good([1, 3, 4]).into_iter().chain([pressure]).collect();
        let signer = Some(stage.person(DIRECTOR)?);
        let seen = SubmitBody { answers, nothing_found: !low, second_signer_id: signer, ..nothing() };
        let Some(held) = self.hold(stage, self.fire, on, SAFETY_OFFICER, seen).await? else { return Ok(()) };
        let (Some(view), false) = (held.body, after == 0) else { return Ok(()) };
        stage.breathe();
        let version = IfMatch(held.version.unwrap_or_default());
        self.service.sign(&stage.grant(DIRECTOR).await?, view.row.id, version, Remark { remark: None }).await.map(drop)
    }
}

fn first_told(stage: &Stage<'_>) -> NaiveDate {
    stage.days.date(14)
}

async fn checklist(stage: &Stage<'_>, name: &str, items: Vec<ItemBody>, second_signature: bool) -> Result<Uuid> {
    stage.breathe();
    let body = ChecklistBody { name: name.into(), items, second_signature, retired: false };
    let made = Checklists::new(stage.identity.db.clone()).add(&stage.grant(DIRECTOR).await?, body).await?;
    made.body.map(|view| view.row.id.0).ok_or_else(Problem::not_found)
}

async fn add(stage: &Stage<'_>, body: PlanBody) -> Result<PlanId> {
    stage.breathe();
    let made = Plans::new(stage.identity.db.clone()).add(&stage.grant(DIRECTOR).await?, body).await?;
    made.body.map(|view| view.id).ok_or_else(Problem::not_found)
}

fn yes_no(text: &str) -> ItemBody {
    ItemBody { text: text.into(), kind: ItemKind::YesNo, unit: None, min: None, max: None, required: true, location_id: None }
}

fn fire_items() -> Vec<ItemBody> {
    let pressure = ItemBody {
        kind: ItemKind::Number,
        unit: Some("MPa".into()),
        min: Some(Reading::stored(150)),
        max: Some(Reading::stored(500)),
        ..yes_no("顶层消火栓静水压力")
    };
    vec![yes_no("灭火器在有效期内、压力指针在绿区"), pressure, yes_no("应急灯、疏散指示正常"), yes_no("安全出口没有上锁")]
}

/// Nothing was found.
fn nothing() -> SubmitBody {
    SubmitBody {
        answers: Vec::new(),
        nothing_found: true,
        remark: None,
        happened_at: None,
        performed_by: None,
        second_signer_id: None,
        upload_ids: Vec::new(),
    }
}

fn said(item_no: i64) -> AnswerBody {
    AnswerBody { item_no, yes: None, number: None, text: None, remark: None, report: None, upload_ids: Vec::new() }
}

fn good(items: impl IntoIterator<Item = i64>) -> Vec<AnswerBody> {
    items.into_iter().map(|no| AnswerBody { yes: Some(true), ..said(no) }).collect()
}

/// Somebody else is asked for a word, and no repair.
fn dusty() -> SubmitBody {
    let no = AnswerBody { yes: Some(false), remark: Some("西楼梯灯罩积灰，请保洁擦过再看".into()), ..said(4) };
    SubmitBody { answers: good([1, 2, 3, 5]).into_iter().chain([no]).collect(), nothing_found: false, ..nothing() }
}
