//! What the demo school was given for the year, and the notice of what it bought that nobody has hung up yet.

use chrono::{Datelike, NaiveDate};
use kernel::{Money, Result};
use procurement::{
    budget::{BudgetBody, Budgets},
    publication::{PublicationBody, Publications},
    request::Fund,
};

use super::{
    names::{DIRECTOR, PRINCIPAL},
    stage::Stage,
    stock::remembered,
    terms::TwoTerms,
};

/// By fund, in fen. What the special fund was given is nearly used up.
const ALLOTTED: [(Fund, i64); 3] = [(Fund::Public, 12_000_000), (Fund::Special, 250_000), (Fund::Canteen, 30_000_000)];

pub(super) struct Papers {
    publications: Publications,
}

/// The budgets of a calendar year in which the school buys.
pub(super) async fn allot(stage: &Stage<'_>, year: i32) -> Result<()> {
    let budgets = Budgets::new(stage.identity.db.clone());
    for (fund, fen) in ALLOTTED {
        let body = BudgetBody {
            year: year.into(),
            fund,
            amount: Money::stored(fen),
            reason: "教育局核定的年度预算".into(),
            allotted_before: None,
        };
        budgets.allot(&remembered(stage, PRINCIPAL, &format!("budget {year} {}", fund.key())).await?, body).await?;
        stage.breathe();
    }
    Ok(())
}

impl Papers {
    /// Years that were not there yet when the terms began are allotted now.
    pub(super) async fn open(stage: &Stage<'_>, terms: &TwoTerms) -> Result<Self> {
        let mut known = vec![terms.ready().year(), terms.second.year()];
        for year in [22, 0].map(|ago| stage.days.date(ago).year()) {
            if !known.contains(&year) {
                allot(stage, year).await?;
                known.push(year);
            }
        }
        Ok(Self { publications: Publications::new(stage.identity.db.clone(), stage.files.clone()) })
    }

    pub(super) async fn morning(&self, stage: &Stage<'_>, day: i32) -> Result<()> {
        if day != 5 {
            return Ok(());
        }
        stage.breathe();
        let due_on: NaiveDate = stage.days.date(2);
        let body = PublicationBody {
            title: "本月采购公示".into(),
            period_from: stage.days.date(20),
            period_to: stage.days.date(6),
            due_on,
            phone: "0571-00001800".into(),
            with_petty: false,
        };
        self.publications.make(&stage.grant(DIRECTOR).await?, body).await.map(drop)
    }
}
