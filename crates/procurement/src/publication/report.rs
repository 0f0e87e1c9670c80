//! The report of what was bought (domain.md E10): the rows of a notice of any days, without one.

use axum::response::Response;
use campus::{school, term};
use chrono::Datelike;
use kernel::{Grant, Result};
use papers::archive;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    as_workbook,
    dto::{PublicationReport, ReportFilter, ReportQuery},
    hung, listing,
    model::Period,
    service::Publications,
    view,
};
use crate::{control::a_year_at_most, permissions::ViewPublications};

impl Publications {
    /// Of one moment: its rows come from many look-ups, and its sum is printed and signed.
    pub async fn report(&self, grant: &Grant<ViewPublications>, query: &ReportQuery) -> Result<PublicationReport> {
        self.bought(&self.db.snapshot(grant).await?, grant, query).await
    }

    /// The same as a file.
    pub async fn report_file(&self, grant: Grant<ViewPublications>, filter: &ReportFilter) -> Result<Response> {
        let query = ReportQuery { from: filter.from, to: filter.to, with_petty: filter.with_petty };
        let lang = grant.context().lang();
        let report = {
            let moment = self.db.snapshot(&grant).await?;
            let bought = self.bought(&moment, &grant, &query).await?;
            let term = term::title_of_day(&moment, grant.school()?, bought.to, lang).await?;
            let zone = school::find(&moment, grant.school()?).await?.zone();
            as_workbook::of_days(&bought, (term, zone), lang)
        };
        archive::send(&self.db, grant, report, json!(filter)).await
    }

    async fn bought(&self, db: &impl ConnectionTrait, grant: &Grant<ViewPublications>, query: &ReportQuery) -> Result<PublicationReport> {
        let school = school::find(db, grant.school()?).await?;
        let to = query.to.unwrap_or_else(|| school.today(self.db.clock().now()));
        let from = query.from.or_else(|| to.with_day(1)).unwrap_or(to);
        a_year_at_most(from, to)?;
        let with_petty = query.with_petty.unwrap_or_default();
        let listing = listing::of_period(db, &school, Period { from, to, with_petty }, Vec::new()).await?;
        let (total, lang) = (listing::total(&listing.rows)?, grant.context().lang());
        let rows = listing.of.into_iter().zip(listing.rows.into_iter().map(|one| view::published(one, lang))).collect();
        let today = school.today(self.db.clock().now());
        Ok(PublicationReport {
            from,
            to,
            with_petty,
            rows: hung::with_days(db, school.id, (from, to, today), rows).await?,
            total,
            total_in_words: total.in_capitals(),
            school_name: school.name,
        })
    }
}
