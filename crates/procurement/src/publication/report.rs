//! The report of what was bought (domain.md E10): the rows of a notice of any days, without one.

use campus::school;
use chrono::Datelike;
use kernel::{Grant, Result};

use super::{
    dto::{PublicationReport, ReportQuery},
    listing,
    model::Period,
    service::Publications,
    view,
};
use crate::{control::a_year_at_most, permissions::ViewPublications};

impl Publications {
    pub async fn report(&self, grant: &Grant<ViewPublications>, query: &ReportQuery) -> Result<PublicationReport> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let to = query.to.unwrap_or_else(|| school.today(reader.now()));
        let from = query.from.or_else(|| to.with_day(1)).unwrap_or(to);
        a_year_at_most(from, to)?;
        let with_petty = query.with_petty.unwrap_or_default();
        let listing = listing::of_period(&reader, &school, Period { from, to, with_petty }, Vec::new()).await?;
        let (total, lang) = (listing::total(&listing.rows)?, grant.context().lang());
        Ok(PublicationReport {
            school_name: school.name,
            from,
            to,
            with_petty,
            rows: listing.rows.into_iter().map(|one| view::published(one, lang)).collect(),
            total,
            total_in_words: total.in_capitals(),
        })
    }
}
