//! What is done at a desk: finance's figures beside the cards, the words of the term that is over, and the auditor's code: sealed by the
//! principal, used by somebody who came, and sealed anew for whoever tries the school out.

use campus::term::Terms;
use chrono::NaiveDate;
use identity::{
    auditor::{AuditorSeats, dto::OpenSeat},
    permissions::OpenAuditorSeat,
    session::Device,
};
use kernel::{Grant, IfMatch, Money, Problem, Result};
use reports::{
    ledger::{
        Ledgers,
        dto::{GeneralLine, LedgerDays},
    },
    reconciliation::{
        Reconciliations,
        dto::{BalanceBody, ReconciliationBody},
    },
    term_summary::{TermSummaries, dto::SummaryWords},
};

use super::{
    days::{TimeOfDay, school_day_after},
    depreciation,
    life::{self, Planned, planned},
    names::{BOOKKEEPER, DIRECTOR, PRINCIPAL, SEATED},
    stage::Stage,
    terms::TwoTerms,
};

/// School days ago on which the auditor came.
const AUDITOR_CAME: i32 = 2;

/// The group in which finance has more than the cards, and how much, in fen: a sale that it has not booked yet.
const DIFFERS: &str = "A05";
const DIFFERENCE: i64 = 238_000;

#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// A code for the envelope.
    Seal,
    OpenSeat,
    /// Of this day.
    Reconcile(NaiveDate),
    /// Of the term that is over.
    Summarise,
}

pub(super) fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<Planned> {
    let desk = |on: NaiveDate, at: TimeOfDay, act: Act| planned(on, at, life::Act::Office(act));
    let came = stage.days.date(AUDITOR_CAME);
    let mut acts = vec![
        desk(terms.ready(), 1640, Act::Seal),
        desk(school_day_after(terms.second), 1000, Act::Summarise),
        desk(came, 910, Act::OpenSeat),
        desk(came, 1030, Act::Seal),
    ];
    // The books of the last month are closed at nine.
    acts.extend(depreciation::closings(stage, terms).last().map(|(month, on)| desk(*on, 1100, Act::Reconcile(month.last_day()))));
    acts
}

pub(super) struct Office {
    seats: AuditorSeats,
    /// The code that lies sealed.
    sealed: String,
}

impl Office {
    pub(super) fn open(stage: &Stage<'_>) -> Self {
        Self { seats: AuditorSeats::new(stage.identity.clone()), sealed: String::new() }
    }

    /// The code that opens a seat to whoever tries the school out.
    pub(super) fn sealed(&self) -> &str {
        &self.sealed
    }

    pub(super) async fn live(&mut self, stage: &Stage<'_>, on: NaiveDate, act: Act) -> Result<()> {
        match act {
            Act::Seal => {
                let made = self.seats.make_code(&stage.grant(PRINCIPAL).await?).await?;
                self.sealed = made.body.map(|sealed| sealed.code).ok_or_else(Problem::not_found)?;
                Ok(())
            }
            Act::OpenSeat => self.open_seat().await,
            Act::Reconcile(as_of) => reconcile(stage, as_of).await,
            Act::Summarise => summarise(stage, on).await,
        }
    }

    /// By nobody of the school: the code is all that he has.
    async fn open_seat(&self) -> Result<()> {
        let body =
            OpenSeat { code: self.sealed.clone(), name: SEATED.name.into(), unit: SEATED.unit.into(), password: SEATED.password.into() };
        self.seats.open(&Grant::<OpenAuditorSeat>::public(), body, Device::nowhere()).await.map(drop)
    }
}

/// Finance keeps groups of classes; in one of them it does not say what the cards say.
async fn reconcile(stage: &Stage<'_>, as_of: NaiveDate) -> Result<()> {
    let db = &stage.identity.db;
    let days = LedgerDays { from: None, as_of: Some(as_of) };
    let general = Ledgers::new(db.clone()).general(&stage.grant(BOOKKEEPER).await?, &days).await?;
    let balance = |line: &GeneralLine| BalanceBody {
        category_code: line.category_code.clone(),
        original_value: Money::stored(
            line.closing.value.map_or(0, Money::fen) + if line.category_code == DIFFERS { DIFFERENCE } else { 0 },
        ),
        accumulated_depreciation: line.closing.accumulated_depreciation,
    };
    let body = ReconciliationBody {
        from: None,
        as_of,
        source: format!("财务系统 {} 1601、1602 科目余额表", as_of.format("%Y年%m月")),
        note: Some("A05 差 2380 元：财务在途一笔处置，下月入账后再核".into()),
        balances: general.groups.iter().map(balance).collect(),
        vouchers: Vec::new(),
    };
    stage.breathe();
    Reconciliations::new(db.clone()).record(&stage.grant(BOOKKEEPER).await?, body).await.map(drop)
}

/// By the director, of the last term that ended before this day.
async fn summarise(stage: &Stage<'_>, on: NaiveDate) -> Result<()> {
    let db = &stage.identity.db;
    let terms = Terms::new(db.clone()).list(&stage.grant(DIRECTOR).await?).await?.items;
    // The newest stands first.
    let over = terms.into_iter().find(|term| term.ends_on < on).ok_or_else(Problem::not_found)?;
    let words = SummaryWords {
        opening: "本学期后勤工作围绕“账实相符、修得快、吃得放心”三件事展开。".into(),
        assets: "五百张卡片全部建卡，首月折旧与资产系统核对，两处差异已查明。".into(),
        repairs: "报修大多当天接单；水电和门窗占一半，暑期集中检修。".into(),
        inspections: "周一走查和消防月检坚持下来，查出的问题都转成了维修单。".into(),
        canteen: "食堂由承包改为自办，家长满意度八成以上，少油、多样是主要意见。".into(),
        problems: "个别记录登记不及时；有一次留样销毁超过一天。".into(),
        plan: "食堂自办后把每日自查做实；学期中开展一次资产抽盘。".into(),
        ..SummaryWords::default()
    };
    TermSummaries::new(db.clone()).write(&stage.grant(DIRECTOR).await?, over.id, IfMatch(0), words).await.map(drop)
}
