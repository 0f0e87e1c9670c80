//! What stands around the days of the canteen: the contract of the first term, what its staff were taught, how satisfied people are, who came
//! from outside and what he found, and one afternoon on which every sample was sealed, until it was known
//! that the canteen had nothing to do with it.

use ::canteen::{
    book::{
        content::Audience,
        dto::{SurveyBody, TrainingBody},
        service::Book,
    },
    contract::{
        dto::{ContractBody, EndBody},
        service::Contracts,
    },
    incident::{
        dto::{EndBody as OverBody, IncidentBody, InvestigateBody, ReportBody as TellBody},
        service::Incidents,
    },
    outside::{
        dto::{Authority, FindingBody, MendBody, Outcome, OutsideInspectionBody, ReportBody},
        service::OutsideInspections,
    },
};
use chrono::{Days, NaiveDate};
use kernel::{IfMatch, Problem, Quantity, Result};
use repairs::case::{Category, model::CaseId};
use uuid::Uuid;

use super::people;
use crate::demo::{
    days::{TimeOfDay, school_day_from},
    names::{CANTEEN_MANAGER, CHEF, DIRECTOR, FOOD_SAFETY_OFFICER, VICE_PRINCIPAL},
    replay,
    stage::Stage,
    stock::remembered,
    terms::TwoTerms,
};

/// School days ago on which the market's supervision came, and on which what it found was seen to.
const VISITED: i32 = 11;
const MENDED: i32 = 7;
const REPAIRED: i32 = 5;
/// School days ahead until which something of it is still to be mended.
const DUE_IN: [i32; 2] = [2, 5];

/// School days ago on which the staff were taught last, and the pupils asked.
const TAUGHT: i32 = 4;
const ASKED: i32 = 6;

/// Which of the days of the first term that are told somebody came who found nothing, and on which pupils were unwell.
const VISITED_IN_PEACE: usize = 4;
const UNWELL: usize = 6;

/// Days before the school is set up on which the contract began, and for how many it was made.
const CONTRACTED_BEFORE: u64 = 200;
const CONTRACTED_FOR: u64 = 700;

#[derive(Debug, Clone, Copy)]
pub(in crate::demo) enum Act {
    /// The school runs the canteen itself from now on.
    TakeBack,
    /// What, and by whom.
    Train(&'static str, &'static str),
    SurveyOfParents,
    SurveyOfPupils,
    VisitInPeace,
    Visit,
    Repair,
    Mend,
    /// Pupils are unwell: samples are sealed.
    Incident,
    /// Within two hours.
    Report,
    Investigate,
    /// By the director, who is not of the kitchen: the samples leave their seal.
    Close,
}

/// Of an incident.
#[derive(Debug, Clone, Copy)]
enum Step {
    Report,
    Investigate,
    Close,
}

/// What happens when.
pub(super) fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<(NaiveDate, TimeOfDay, Act)> {
    let first_term: Vec<NaiveDate> = terms.lived.iter().filter(|day| !day.this_term).map(|day| day.on).collect();
    let ago = |day: i32| stage.days.date(day);
    let mut acts = vec![
        (terms.second, 1540, Act::TakeBack),
        (ago(VISITED), 1010, Act::Visit),
        (ago(MENDED), 1545, Act::Mend),
        (ago(ASKED), 1550, Act::SurveyOfPupils),
        (ago(REPAIRED), 900, Act::Repair),
        (ago(TAUGHT), 1535, Act::Train("诺如病毒防控和呕吐物处置", "区疾控中心 罗医生")),
    ];
    let told = [
        (first_term.first(), 1535, Act::Train("留样、晨检和登记怎么做", "食品安全员 顾晓兰")),
        (first_term.get(VISITED_IN_PEACE), 1010, Act::VisitInPeace),
        (first_term.get(UNWELL), 1430, Act::Incident),
        (first_term.get(UNWELL), 1510, Act::Report),
        (first_term.get(UNWELL), 1640, Act::Investigate),
        (first_term.last(), 1550, Act::SurveyOfParents),
    ];
    // The day on which the samples of that lunch may go, before they do.
    acts.extend(first_term.get(UNWELL).map(|on| (closed_on(*on), 1010, Act::Close)));
    acts.extend(told.into_iter().filter_map(|(on, at, act)| on.map(|on| (*on, at, act))));
    acts
}

/// The first school day on which two days are over since then.
fn closed_on(on: NaiveDate) -> NaiveDate {
    school_day_from(on.checked_add_days(Days::new(2)).unwrap_or(on))
}

pub(super) struct Around {
    canteen: Uuid,
    contract: (Uuid, i64),
    incident: Option<(Uuid, i64)>,
    /// What the market's supervision found: the first is mended, the one that became a repair is repaired.
    found: Option<(Uuid, i64)>,
    broken: Option<CaseId>,
}

impl Around {
    /// The contract as it stood when the school began with the book.
    pub(super) async fn begin(stage: &Stage<'_>, canteen: Uuid, terms: &TwoTerms) -> Result<Self> {
        let starts_on = terms.ready().checked_sub_days(Days::new(CONTRACTED_BEFORE)).unwrap_or(terms.ready());
        let ends_on = starts_on.checked_add_days(Days::new(CONTRACTED_FOR)).unwrap_or(starts_on);
        let body = ContractBody {
            supplier_id: None,
            contractor: Some("示例市和味餐饮管理有限公司".into()),
            starts_on,
            ends_on,
            licence_number: "JY23301DEMO0117".into(),
            licence_expires_on: ends_on,
            contact: "贺经理".into(),
            phone: Some("0571-00001817".into()),
            director: Some("苗思齐".into()),
            note: Some("劳务承包：食材由学校统一采购、验收和保管".into()),
            upload_ids: Vec::new(),
        };
        stage.breathe();
        let made = contracts(stage).enter(&stage.grant(DIRECTOR).await?, canteen, body).await?;
        let contract = made.body.map(|view| (view.id, view.version)).ok_or_else(Problem::not_found)?;
        Ok(Self { canteen, contract, incident: None, found: None, broken: None })
    }

    pub(super) async fn live(&mut self, stage: &Stage<'_>, on: NaiveDate, act: Act, attended: Vec<Uuid>) -> Result<()> {
        match act {
            Act::TakeBack => self.take_back(stage).await,
            Act::Train(topic, trainer) => self.train(stage, (topic, trainer), attended).await,
            Act::SurveyOfParents => self.survey(stage, of_parents()).await,
            Act::SurveyOfPupils => self.survey(stage, of_pupils()).await,
            Act::VisitInPeace => self.visit(stage, on, in_peace()).await.map(drop),
            Act::Visit => self.find(stage, on).await,
            Act::Repair => match self.broken {
                Some(case) => replay::mend(stage, case, "换了整扇纱窗，压条重新打过").await,
                None => Ok(()),
            },
            Act::Mend => self.mend(stage).await,
            Act::Incident => self.raise(stage).await,
            Act::Report => self.step(stage, Step::Report).await,
            Act::Investigate => self.step(stage, Step::Investigate).await,
            Act::Close => self.step(stage, Step::Close).await,
        }
    }

    async fn take_back(&self, stage: &Stage<'_>) -> Result<()> {
        let (id, version) = self.contract;
        let body = EndBody { ended_on: None, reason: "学校收回自办，双方协商提前终止".into() };
        contracts(stage).end(&stage.grant(DIRECTOR).await?, id, IfMatch(version), body).await?;
        stage.breathe();
        people::take_back(stage, self.canteen).await
    }

    async fn train(&self, stage: &Stage<'_>, (topic, trainer): (&str, &str), attended: Vec<Uuid>) -> Result<()> {
        let body = TrainingBody {
            happened_at: None,
            topic: topic.into(),
            trainer: trainer.into(),
            hours: Quantity::stored(1500),
            attended,
            remark: Some("讲完当场操作一遍，都合格".into()),
            replaces_id: None,
        };
        book(stage).train(&stage.grant(FOOD_SAFETY_OFFICER).await?, self.canteen, body).await.map(drop)
    }

    async fn survey(&self, stage: &Stage<'_>, body: SurveyBody) -> Result<()> {
        book(stage).survey(&stage.grant(CANTEEN_MANAGER).await?, self.canteen, body).await.map(drop)
    }

    /// Answers what was found: each with its version and the case that it became.
    async fn visit(&self, stage: &Stage<'_>, on: NaiveDate, body: OutsideInspectionBody) -> Result<Vec<(Uuid, i64, Option<Uuid>)>> {
        let outside = OutsideInspections::new(stage.identity.db.clone(), stage.files.clone());
        let grant = remembered(stage, FOOD_SAFETY_OFFICER, &format!("outside {on}")).await?;
        let view = outside.record(&grant, self.canteen, body).await?.body.ok_or_else(Problem::not_found)?;
        Ok(view.findings.into_iter().map(|one| (one.id, one.version, one.case_id)).collect())
    }

    async fn find(&mut self, stage: &Stage<'_>, on: NaiveDate) -> Result<()> {
        let [soon, later] = DUE_IN.map(|days| stage.days.date(-days));
        let finding = |said: &str, who: &str, due_on: NaiveDate, report: Option<ReportBody>| -> Result<FindingBody> {
            Ok(FindingBody { said: said.into(), place_id: None, responsible_id: stage.person(who)?, due_on, report })
        };
        let window = ReportBody { category: Category::Window, danger: false };
        let body = OutsideInspectionBody {
            happened_at: None,
            authority: Authority::Market,
            inspectors: "示例市市场监管局 甘建平、邹燕".into(),
            result: Outcome::Rectify,
            said: Some("总体较好，三处限期整改".into()),
            penalty: None,
            findings: vec![
                finding("冷藏柜没有温度计", CANTEEN_MANAGER, soon, None)?,
                finding("粗加工间一扇纱窗破了", DIRECTOR, soon, Some(window))?,
                finding("调料盒没有标开封日期", CHEF, later, None)?,
            ],
            upload_ids: Vec::new(),
        };
        let found = self.visit(stage, on, body).await?;
        self.found = found.first().map(|(id, version, _)| (*id, *version));
        self.broken = found.into_iter().find_map(|(_, _, case)| case).map(CaseId);
        Ok(())
    }

    /// Seen by somebody who does not answer for it.
    async fn mend(&self, stage: &Stage<'_>) -> Result<()> {
        let Some((id, version)) = self.found else { return Ok(()) };
        let outside = OutsideInspections::new(stage.identity.db.clone(), stage.files.clone());
        let body = MendBody { note: "三台冷藏柜都装了温度计，每天登记两次".into() };
        outside.mend(&stage.grant(VICE_PRINCIPAL).await?, id, IfMatch(version), body).await.map(drop)
    }

    async fn raise(&mut self, stage: &Stage<'_>) -> Result<()> {
        let said = "午餐后两名学生说肚子疼，已通知家长送医，先封存留样".into();
        let body = IncidentBody { said, unwell: Some(2), happened_at: None };
        let grant = remembered(stage, FOOD_SAFETY_OFFICER, "incident").await?;
        let raised = Incidents::new(stage.identity.db.clone()).raise(&grant, self.canteen, body).await?;
        self.incident = raised.body.map(|row| (row.id, row.version));
        Ok(())
    }

    async fn step(&mut self, stage: &Stage<'_>, step: Step) -> Result<()> {
        let Some((id, version)) = self.incident else { return Ok(()) };
        let (incidents, seen) = (Incidents::new(stage.identity.db.clone()), IfMatch(version));
        let done = match step {
            Step::Report => {
                let said = Some("市教育局值班室 纪科长，14:55 电话；市场监管局同时告知".into());
                let body = TellBody { to: vec![Authority::Market, Authority::Education], said, happened_at: None };
                incidents.report(&stage.grant(VICE_PRINCIPAL).await?, id, seen, body).await?
            }
            Step::Investigate => {
                let body = InvestigateBody { investigators: "示例市市场监管局 甘建平，区疾控中心 罗医生".into() };
                incidents.investigate(&stage.grant(FOOD_SAFETY_OFFICER).await?, id, seen, body).await?
            }
            Step::Close => {
                let body = OverBody { said: "医院诊断为受凉，留样检验合格，与食堂无关".into() };
                incidents.close(&stage.grant(DIRECTOR).await?, id, seen, body).await?
            }
        };
        self.incident = done.body.map(|row| (row.id, row.version));
        Ok(())
    }
}

fn book(stage: &Stage<'_>) -> Book {
    Book::new(stage.identity.db.clone())
}

fn contracts(stage: &Stage<'_>) -> Contracts {
    Contracts::new(stage.identity.db.clone(), stage.files.clone())
}

fn of_parents() -> SurveyBody {
    SurveyBody {
        happened_at: None,
        of_whom: Audience::Parents,
        asked: 300,
        answered: 241,
        satisfied: 203,
        remark: Some("希望少油，水果多换花样".into()),
        answer: Some("下学期炒菜用油减一成，每周至少三种水果".into()),
        replaces_id: None,
    }
}

fn of_pupils() -> SurveyBody {
    SurveyBody {
        happened_at: None,
        of_whom: Audience::Pupils,
        asked: 200,
        answered: 192,
        satisfied: 171,
        remark: Some("汤有时候凉".into()),
        answer: Some("汤桶加保温盖，分餐前再出锅".into()),
        replaces_id: None,
    }
}

fn in_peace() -> OutsideInspectionBody {
    OutsideInspectionBody {
        happened_at: None,
        authority: Authority::Education,
        inspectors: "示例市教育局 校园食品安全督查组".into(),
        result: Outcome::Pass,
        said: Some("台账齐全，陪餐记录真实".into()),
        penalty: None,
        findings: Vec::new(),
        upload_ids: Vec::new(),
    }
}
