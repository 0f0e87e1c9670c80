//! The purchases of the demo school, as stories: who asked for what, and who decided. One of each kind that a school meets: curtains,
//! the director's own request one tier up, one returned and asked again, one refused, one that a meeting decides.

use approvals::{
    Subjects,
    approval::{
        ApprovalId, Outcome,
        dto::MeetingBody,
        service::{Approvals, Verdict},
    },
};
use kernel::{IfMatch, Money, Problem, Quantity, Result};
use procurement::{
    petty::{PettyId, service::PettyForms},
    request::{
        Fund, RequestId,
        dto::{LineBody, RequestBody, SubmitBody},
        service::Requests,
    },
};

use super::{
    days::TimeOfDay,
    names::{CUSTODIAN, DIRECTOR, PRINCIPAL, VICE_PRINCIPAL},
    papers::Papers,
    petty,
    stage::Stage,
    stock::Shelves,
    supplies::Supplies,
    terms::TwoTerms,
};

/// One request.
struct Story {
    by: &'static str,
    purpose: &'static str,
    fund: Fund,
    /// School days from the first act until it is needed.
    needed_in: i32,
    lines: &'static [Line],
    /// Why what there is will not do; asked for only where something stands idle or lies in the stores.
    reuse: Option<&'static str>,
    acts: &'static [(i32, Act)],
}

/// Name, specification, unit, quantity in thousandths, unit price in fen.
type Line = (&'static str, &'static str, &'static str, i64, i64);

#[derive(Debug, Clone, Copy)]
enum Act {
    /// Written down, not yet submitted.
    Draft,
    Submit,
    /// It cannot wait for its approvals.
    SubmitUrgently(&'static str),
    /// Written anew after it was returned.
    Revise(&'static [Line]),
    Approve(&'static str),
    /// By the office meeting; the minutes written down by this person.
    Meeting(&'static str, &'static str),
    Return(&'static str, &'static str),
    Reject(&'static str, &'static str),
}

/// Early, before anybody reports anything.
const AT: TimeOfDay = 725;

/// The school day of the first act.
const FIRST: i32 = 20;

const STORIES: [Story; 11] = [
    Story {
        by: "T015",
        purpose: "三(2)班朝西，下午看不清屏幕，换遮光窗帘",
        fund: Fund::Public,
        needed_in: 10,
        lines: &[("遮光窗帘", "2.6×2.2 米，米色", "幅", 4000, 18_500), ("窗帘轨道", "3 米铝合金", "根", 4000, 4500)],
        reuse: None,
        acts: &[(17, Act::Draft), (17, Act::Submit), (16, Act::Approve(DIRECTOR)), (15, Act::Approve(VICE_PRINCIPAL))],
    },
    Story {
        by: DIRECTOR,
        purpose: "开学以来各办公室打印用纸，库存只够一周",
        fund: Fund::Public,
        needed_in: 5,
        lines: &[("复印纸", "A4 70 克", "箱", 20_000, 15_800), ("硒鼓", "适用 M7605", "只", 6000, 13_500)],
        reuse: Some("库存只够一周，开学后各室都要打印"),
        acts: &[(13, Act::Draft), (13, Act::Submit), (12, Act::Approve(VICE_PRINCIPAL)), (12, Act::Approve(PRINCIPAL))],
    },
    Story {
        by: "T028",
        purpose: "校园足球联赛，每班一套训练背心",
        fund: Fund::Special,
        needed_in: 12,
        lines: &[("训练背心", "儿童 M", "件", 90_000, 2600)],
        reuse: None,
        acts: &[
            (11, Act::Draft),
            (11, Act::Submit),
            (11, Act::Approve(DIRECTOR)),
            (10, Act::Approve(VICE_PRINCIPAL)),
            (10, Act::Return(PRINCIPAL, "六年级用成人号，请按年级分开列")),
            (9, Act::Revise(&[("训练背心", "儿童 M，一至五年级", "件", 75_000, 2600), ("训练背心", "成人 S，六年级", "件", 15_000, 2900)])),
            (9, Act::Submit),
            (9, Act::Approve(DIRECTOR)),
            (8, Act::Approve(VICE_PRINCIPAL)),
            (8, Act::Approve(PRINCIPAL)),
        ],
    },
    Story {
        by: "T029",
        purpose: "食堂添一台果蔬清洗机",
        fund: Fund::Canteen,
        needed_in: 20,
        lines: &[("果蔬清洗机", "商用 双槽", "台", 1000, 680_000)],
        reuse: None,
        acts: &[
            (8, Act::Draft),
            (8, Act::Submit),
            (7, Act::Approve(DIRECTOR)),
            (7, Act::Approve(VICE_PRINCIPAL)),
            (6, Act::Reject(PRINCIPAL, "食堂改造在暑假，到时一起添置")),
        ],
    },
    Story {
        by: CUSTODIAN,
        purpose: "六年级扩班，一间教室添课桌椅",
        fund: Fund::Public,
        needed_in: 15,
        lines: &[("升降课桌椅", "GB/T 3976 4 号", "套", 50_000, 23_800)],
        reuse: Some("闲置的是 6 号，六年级用不了"),
        acts: &[
            (5, Act::Draft),
            (5, Act::Submit),
            (4, Act::Approve(DIRECTOR)),
            (4, Act::Approve(VICE_PRINCIPAL)),
            (4, Act::Approve(PRINCIPAL)),
            (3, Act::Meeting(PRINCIPAL, "校务会〔2026〕第 9 号：同意购置，验收后登记入账")),
        ],
    },
    Story {
        by: "T027",
        purpose: "期中考试草稿纸和答题卡",
        fund: Fund::Public,
        needed_in: 6,
        lines: &[("8 开草稿纸", "55 克", "令", 6000, 9800), ("答题卡", "A4 双面", "百张", 12_000, 1500)],
        reuse: None,
        acts: &[(2, Act::Draft), (2, Act::Submit), (1, Act::Approve(DIRECTOR))],
    },
    Story {
        by: DIRECTOR,
        purpose: "走廊应急灯年检不合格的 8 只要换",
        fund: Fund::Public,
        needed_in: 4,
        lines: &[("消防应急灯", "LED 双头", "只", 8000, 5800)],
        reuse: None,
        acts: &[(1, Act::Draft), (1, Act::Submit)],
    },
    Story {
        by: "T010",
        purpose: "美术社团添画架，现在三个人合用一个",
        fund: Fund::Public,
        needed_in: 12,
        lines: &[("木制画架", "1.5 米，可折叠", "个", 30_000, 6800), ("素描画板", "4K", "块", 30_000, 3200)],
        reuse: None,
        acts: &[(2, Act::Draft), (2, Act::Submit), (1, Act::Approve(DIRECTOR)), (1, Act::Approve(VICE_PRINCIPAL))],
    },
    Story {
        by: "T021",
        purpose: "五(2)班扫帚和簸箕用坏了",
        fund: Fund::Public,
        needed_in: 2,
        lines: &[("扫帚", "塑料", "把", 6000, 1200), ("簸箕", "铁皮", "个", 3000, 1500)],
        reuse: Some("库房的留给大扫除，班级自用的另买"),
        acts: &[(0, Act::Draft), (0, Act::Submit)],
    },
    Story {
        by: "T015",
        purpose: "班级图书角添书架",
        fund: Fund::Donation,
        needed_in: 15,
        lines: &[("儿童书架", "四层 实木", "个", 2000, 32_000)],
        reuse: None,
        acts: &[(0, Act::Draft)],
    },
    Story {
        by: "T029",
        purpose: "食堂冷库压缩机烧了，冻品只能再放一天",
        fund: Fund::Canteen,
        needed_in: 0,
        lines: &[("冷库压缩机", "3 匹，含上门安装", "台", 1000, 280_000)],
        reuse: None,
        acts: &[(2, Act::Draft), (2, Act::SubmitUrgently("冷库停机，冻品会坏，等不到批完")), (1, Act::Approve(DIRECTOR))],
    },
];

/// The requests of the stories, as far as they were written down.
pub(super) struct Purchases<'a, 'b> {
    stage: &'a Stage<'b>,
    requests: Requests,
    approvals: Approvals,
    written: [Option<RequestId>; STORIES.len()],
    petty: PettyForms,
    /// What was bought on petty forms, with its approval.
    bought: [Option<(PettyId, ApprovalId)>; petty::STORIES.len()],
    shelves: Shelves,
    supplies: Supplies,
    papers: Papers,
    /// The next school day to live.
    next: i32,
}

impl<'a, 'b> Purchases<'a, 'b> {
    pub(super) async fn open(stage: &'a Stage<'b>, terms: &TwoTerms) -> Result<Self> {
        let db = &stage.identity.db;
        let approvals = Approvals::new(db.clone(), stage.files.clone(), Subjects::new(crate::api::subjects()));
        let petty = PettyForms::new(db.clone(), stage.files.clone());
        let bought = [None; petty::STORIES.len()];
        let requests = Requests::new(db.clone());
        let (shelves, supplies) = (Shelves::open(stage).await?, Supplies::open(stage).await?);
        let papers = Papers::open(stage, terms).await?;
        Ok(Self { stage, requests, approvals, petty, bought, written: [None; STORIES.len()], shelves, supplies, papers, next: FIRST })
    }

    /// What happens until the morning of this school day: not every day has a repair.
    pub(super) async fn live_until(&mut self, today: i32) -> Result<()> {
        while self.next >= today {
            self.morning(self.next).await?;
            self.next -= 1;
        }
        Ok(())
    }

    async fn morning(&mut self, day: i32) -> Result<()> {
        self.stage.time_is(day, AT);
        for (index, story) in STORIES.iter().enumerate() {
            for (_, act) in story.acts.iter().filter(|(on, _)| *on == day) {
                self.stage.breathe();
                self.act(index, story, *act, day).await.map_err(|problem| failed(story, *act, &problem))?;
                self.stage.tell().await?;
            }
        }
        self.petty_morning(day).await?;
        self.shelves.morning(self.stage, day).await?;
        self.supplies.morning(self.stage, &self.shelves, &self.written, day).await?;
        self.papers.morning(self.stage, day).await
    }

    async fn petty_morning(&mut self, day: i32) -> Result<()> {
        for (story, bought) in petty::STORIES.iter().zip(&mut self.bought) {
            if story.day == day {
                *bought = Some(petty::record(self.stage, &self.petty, story).await?);
                self.stage.tell().await?;
            }
        }
        for (story, bought) in petty::STORIES.iter().zip(self.bought) {
            let Some((id, approval)) = bought else { continue };
            if story.approved == Some(day) {
                self.decide(approval, DIRECTOR, Verdict { outcome: Outcome::Approved, comment: None, meeting: None }).await?;
                self.stage.tell().await?;
            }
            if story.posted == Some(day) {
                petty::enter(self.stage, &self.petty, id, day).await?;
            }
        }
        Ok(())
    }

    async fn act(&mut self, index: usize, story: &Story, act: Act, day: i32) -> Result<()> {
        if matches!(act, Act::Draft) {
            let draft = self.requests.draft(&self.stage.grant(story.by).await?, body(self.stage, story, story.lines, day)).await?;
            let id = draft.body.map(|view| view.row.id);
            self.written.get_mut(index).map(|slot| *slot = id).ok_or_else(Problem::not_found)?;
            return Ok(());
        }
        let id = self.written.get(index).copied().flatten().ok_or_else(Problem::not_found)?;
        let seen = self.requests.get(&self.stage.grant(story.by).await?, id).await?;
        if let Act::Submit | Act::SubmitUrgently(_) = act {
            let emergency = if let Act::SubmitUrgently(reason) = act { Some(reason.to_owned()) } else { None };
            let (version, body) = (IfMatch(seen.version.unwrap_or_default()), SubmitBody { emergency });
            return self.requests.submit(&self.stage.grant(story.by).await?, id, version, body).await.map(drop);
        }
        if let Act::Revise(lines) = act {
            let version = IfMatch(seen.version.unwrap_or_default());
            let body = body(self.stage, story, lines, day);
            return self.requests.revise(&self.stage.grant(story.by).await?, id, version, body).await.map(drop);
        }
        let approval = seen.body.and_then(|view| view.approval_id).ok_or_else(Problem::not_found)?;
        let (by, verdict) = match act {
            Act::Draft | Act::Submit | Act::SubmitUrgently(_) | Act::Revise(_) => return Ok(()),
            Act::Approve(by) => (by, Verdict { outcome: Outcome::Approved, comment: None, meeting: None }),
            Act::Return(by, reason) => (by, Verdict { outcome: Outcome::Returned, comment: Some(reason.into()), meeting: None }),
            Act::Reject(by, reason) => (by, Verdict { outcome: Outcome::Rejected, comment: Some(reason.into()), meeting: None }),
            Act::Meeting(by, minutes) => (
                by,
                Verdict {
                    outcome: Outcome::Approved,
                    comment: None,
                    meeting: Some(MeetingBody {
                        held_on: self.stage.days.date(day + 1),
                        present: 7,
                        votes_for: 7,
                        votes_against: 0,
                        votes_abstained: 0,
                        minutes: Some(minutes.into()),
                        upload_ids: Vec::new(),
                    }),
                },
            ),
        };
        self.decide(approval, by, verdict).await
    }

    async fn decide(&self, approval: ApprovalId, by: &str, verdict: Verdict) -> Result<()> {
        let seen = self.approvals.get(&self.stage.grant(by).await?, approval).await?;
        let version = IfMatch(seen.version.unwrap_or_default());
        self.approvals.decide(&self.stage.grant(by).await?, approval, version, verdict).await.map(drop)
    }
}

fn body(stage: &Stage<'_>, story: &Story, lines: &[Line], day: i32) -> RequestBody {
    let line = |(name, spec, unit, quantity, price): &Line| LineBody {
        name: (*name).into(),
        spec: Some((*spec).into()),
        unit: (*unit).into(),
        quantity: Quantity::stored(*quantity),
        unit_price: Money::stored(*price),
    };
    RequestBody {
        purpose: story.purpose.into(),
        fund: story.fund,
        needed_by: Some(stage.days.date(day - story.needed_in)),
        lines: lines.iter().map(line).collect(),
        reuse: story.reuse.map(Into::into),
    }
}

/// A refusal here is a mistake in the data; it says where.
fn failed(story: &Story, act: Act, problem: &Problem) -> Problem {
    let cause = problem.cause().map_or("", kernel::problem::Cause::for_log);
    Problem::internal(format!("demo purchase “{}”, {act:?}: {problem} {cause}", story.purpose))
}
