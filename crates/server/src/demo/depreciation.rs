//! The books of depreciation of the demo school: at the beginning what the asset system says, with two figures that are not the school's own;
//! from then on the school's own, month by month, each closed when it is over. One thing lost value, one was enlarged.

use campus::policy::{Policies, SetPolicy};
use chrono::{Days, NaiveDate};
use kernel::{IfMatch, Money, Problem, Result};
use registers::{
    asset::Assets,
    depreciation::{
        DepreciationRunId, DepreciationRuns, Month,
        dto::{CloseBody, CompareBody, ComputeBody, Figure, LineView, ListLines},
    },
    policy::DEPRECIATION_SOURCE,
    value::{self, Values, dto::RecordBody},
};

use super::{
    days::school_day_from,
    life::{self, Planned, planned},
    names::{BOOKKEEPER, PRINCIPAL},
    stage::Stage,
    stock::remembered,
    terms::TwoTerms,
};
use crate::api::ACTIONS;

/// Which of the cards that take something in the first month the asset system has a month late.
const BEHIND: [usize; 2] = [10, 60];

/// Which of the days of this term that are told, and how many school days ago.
const IMPAIRED_ON: usize = 2;
const ENLARGED: i32 = 8;

#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// From the next month on the school's own figures count.
    OwnFigures,
    /// The first month: what the asset system says is put into the books.
    GoLive(Month),
    Close(Month),
    Impair,
    Enlarge,
}

/// The months that are over, each with the day on which it is closed: the first school day from the third of the next month on.
pub(super) fn closings(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<(Month, NaiveDate)> {
    let first = Month::of(terms.ready());
    let closed_on = |month: Month| {
        let next = month.plus(1).first_day();
        school_day_from(next.checked_add_days(Days::new(2)).unwrap_or(next))
    };
    std::iter::successors(Some(first), |month| Some(month.plus(1)))
        .map(|month| (month, closed_on(month)))
        .take_while(|(_, on)| *on <= stage.days.date(0))
        .collect()
}

pub(super) fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<Planned> {
    let book = |on, at, act| planned(on, at, life::Act::Books(act));
    let mut acts = vec![book(terms.ready(), 1650, Act::OwnFigures), book(stage.days.date(ENLARGED), 1530, Act::Enlarge)];
    for (index, (month, on)) in closings(stage, terms).into_iter().enumerate() {
        acts.push(book(on, 900, if index == 0 { Act::GoLive(month) } else { Act::Close(month) }));
    }
    acts.extend(
        terms.lived.iter().filter(|day| day.this_term && day.ago != Some(0)).nth(IMPAIRED_ON).map(|day| book(day.on, 1530, Act::Impair)),
    );
    acts
}

pub(super) struct Books {
    runs: DepreciationRuns,
    values: Values,
    assets: Assets,
    /// The first month in which the school's own figures count.
    own_from: NaiveDate,
}

impl Books {
    pub(super) fn open(stage: &Stage<'_>, terms: &TwoTerms) -> Self {
        let db = &stage.identity.db;
        let (runs, values, assets) = (DepreciationRuns::new(db.clone()), Values::new(db.clone()), Assets::new(db.clone(), ACTIONS));
        Self { runs, values, assets, own_from: Month::of(terms.ready()).plus(1).first_day() }
    }

    pub(super) async fn live(&self, stage: &Stage<'_>, on: NaiveDate, act: Act) -> Result<()> {
        match act {
            Act::OwnFigures => self.own_figures(stage).await,
            Act::GoLive(month) => self.go_live(stage, month).await,
            Act::Close(month) => {
                let run = self.compute(stage, month).await?;
                self.close(stage, month, run).await
            }
            Act::Impair => {
                let reason = "琴板受潮开裂，鉴定后减值";
                let act = (value::Act::Impairment, 300_000, reason);
                self.record(stage, ("综合楼音乐教室", "钢琴"), act, on).await
            }
            Act::Enlarge => {
                let act = (value::Act::Addition, 650_000, "录像保存不足 90 天，加装硬盘");
                self.record(stage, ("校门口", "视频监控"), act, on).await
            }
        }
    }

    async fn own_figures(&self, stage: &Stage<'_>) -> Result<()> {
        let body = SetPolicy {
            value: serde_json::json!("own"),
            valid_from: self.own_from,
            source: "校务会会议纪要".into(),
            reason: "资产系统期初数导入后，按月由本校计提".into(),
        };
        let policies = Policies::new(stage.identity.db.clone());
        policies.set(&stage.grant(PRINCIPAL).await?, DEPRECIATION_SOURCE.key, IfMatch(0), body).await.map(drop)
    }

    async fn compute(&self, stage: &Stage<'_>, period: Month) -> Result<(DepreciationRunId, i64)> {
        let run = self.runs.compute(&stage.grant(BOOKKEEPER).await?, ComputeBody { period }).await?;
        Ok((run.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?, run.version.unwrap_or_default()))
    }

    /// What the asset system says is the school's own figure, but for two cards that were entered there a month late.
    async fn go_live(&self, stage: &Stage<'_>, month: Month) -> Result<()> {
        let (id, version) = self.compute(stage, month).await?;
        let (mut rows, mut cursor) = (Vec::new(), None);
        loop {
            let query = ListLines { limit: Some(200), cursor, ..ListLines::default() };
            let page = self.runs.lines(&stage.grant(BOOKKEEPER).await?, id, &query).await?;
            rows.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        let body = CompareBody { rows: figures(rows) };
        stage.breathe();
        let compared = self.runs.compare(&stage.grant(BOOKKEEPER).await?, id, IfMatch(version), body).await?;
        self.close(stage, month, (id, compared.version.unwrap_or_default())).await
    }

    async fn close(&self, stage: &Stage<'_>, month: Month, (id, version): (DepreciationRunId, i64)) -> Result<()> {
        stage.breathe();
        let grant = remembered(stage, BOOKKEEPER, &format!("depreciation {month}")).await?;
        let body = CloseBody { voucher_no: Some(format!("转-{:02}-0018", month.number())) };
        self.runs.close(&grant, id, IfMatch(version), body).await.map(drop)
    }

    /// By the bookkeeper, who holds neither.
    async fn record(
        &self,
        stage: &Stage<'_>,
        (place, thing): (&str, &'static str),
        (kind, fen, reason): (value::Act, i64, &str),
        on: NaiveDate,
    ) -> Result<()> {
        let card = stage.card(place, thing)?;
        let seen = self.assets.get(&stage.grant(BOOKKEEPER).await?, card).await?;
        let body = RecordBody {
            kind,
            amount: Some(Money::stored(fen)),
            life_months: None,
            effective_on: on,
            voucher_no: format!("记-{}-0041", on.format("%m")),
            reason: reason.into(),
        };
        let grant = remembered(stage, BOOKKEEPER, &format!("value of {place} {thing}")).await?;
        self.values.record(&grant, card, IfMatch(seen.version.unwrap_or_default()), body).await.map(drop)
    }
}

/// The school's own figures, but for two.
fn figures(lines: Vec<LineView>) -> Vec<Figure> {
    let mut running = 0;
    let figure = |line: LineView| {
        let takes = line.month_amount.fen();
        let late = takes > 0 && BEHIND.contains(&running);
        running += usize::from(takes > 0);
        let fen = line.accumulated.fen() - if late { takes } else { 0 };
        Figure { asset_no: line.asset.asset_no, accumulated: Money::stored(fen) }
    };
    lines.into_iter().map(figure).collect()
}
