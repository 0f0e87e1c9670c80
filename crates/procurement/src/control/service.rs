//! The days of the list, and who may see what things cost.

use axum::response::Response;
use campus::{person, school, school_days::Zone, term};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use kernel::{Db, Grant, Permission, Problem, Reach, Result};
use papers::archive;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    dto::{ControlExceptions, ExceptionFilter, ListExceptions},
    find::{self, Found, Span},
    report::report,
};
use crate::permissions::{ViewControlExceptions, ViewPurchases};

/// The list of control exceptions.
#[derive(Debug, Clone)]
pub(super) struct Controls {
    db: Db,
}

impl Controls {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewControlExceptions>, query: &ListExceptions) -> Result<ControlExceptions> {
        let (list, _) = self.found(&self.db.read(grant), grant, query).await?;
        Ok(list)
    }

    /// The list, and the zone of its days.
    async fn found(
        &self,
        db: &impl ConnectionTrait,
        grant: &Grant<ViewControlExceptions>,
        query: &ListExceptions,
    ) -> Result<(ControlExceptions, Zone)> {
        let school = school::find(db, grant.school()?).await?;
        let (now, zone) = (self.db.clock().now(), school.zone());
        let today = school.today(now);
        let (from, to) = days(query, today)?;
        let month = today.with_day(1).unwrap_or(today);
        let span = Span {
            school: school.id,
            from: start_of(zone, from),
            until: start_of(zone, to.checked_add_days(Days::new(1)).unwrap_or(to)),
            this_month: start_of(zone, month),
            now,
            zone,
        };
        let Found { mut rows, cut } = find::all(db, span, query.kind).await?;
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.record_id)));
        let people = rows.iter().flat_map(|row| [Some(row.who), row.cosigner]).flatten().collect();
        let names = person::repo::names(db, school.id, people).await?;
        let prices = grant.actor().right(ViewPurchases::INFO.key).is_some_and(|right| matches!(right.reach, Reach::School));
        let lang = grant.context().lang();
        let items = rows.into_iter().map(|row| row.shown(&names, prices, lang)).collect();
        Ok((ControlExceptions { school_name: school.name, from, to, items, cut }, zone))
    }

    /// The same as a file, of one moment.
    pub async fn file(&self, grant: Grant<ViewControlExceptions>, filter: &ExceptionFilter) -> Result<Response> {
        let query = ListExceptions { from: filter.from, to: filter.to, kind: filter.kind };
        let lang = grant.context().lang();
        let report = {
            let moment = self.db.snapshot(&grant).await?;
            let (list, zone) = self.found(&moment, &grant, &query).await?;
            let term = term::title_of_day(&moment, grant.school()?, list.to, lang).await?;
            report(&list, term, zone, lang)
        };
        archive::send(&self.db, grant, report, json!(filter)).await
    }
}

/// First and last day: of the year so far, unless others are asked for; a year at most.
fn days(query: &ListExceptions, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let to = query.to.unwrap_or(today);
    let from = query.from.or_else(|| NaiveDate::from_ymd_opt(to.year(), 1, 1)).unwrap_or(to);
    a_year_at_most(from, to)?;
    Ok((from, to))
}

/// The days of a list that somebody asks for.
///
/// # Errors
/// 422 when they end before they begin, or are more than a year.
pub(crate) fn a_year_at_most(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if from > to {
        return Err(Problem::invalid("/from", "after_the_end", "开始日期不能晚于结束日期。", "The first day cannot be after the last."));
    }
    if from.checked_add_months(Months::new(12)).is_some_and(|year| to > year) {
        return Err(Problem::invalid("/from", "too_long", "一次最多看一年。", "A year at most at a time."));
    }
    Ok(())
}

fn start_of(zone: Zone, day: NaiveDate) -> DateTime<Utc> {
    let midnight = zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
    midnight.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |midnight| midnight.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_so_far_and_never_more_than_a_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |from: Option<&str>, to: Option<&str>| {
            days(&ListExceptions { from: from.map(day), to: to.map(day), kind: None }, day("2026-11-27")).ok()
        };
        assert_eq!(of(None, None), Some((day("2026-01-01"), day("2026-11-27"))));
        assert_eq!(of(None, Some("2025-06-30")), Some((day("2025-01-01"), day("2025-06-30"))));
        assert_eq!(of(Some("2025-11-27"), None), Some((day("2025-11-27"), day("2026-11-27"))));
        assert_eq!(of(Some("2025-11-26"), None), None);
        assert_eq!(of(Some("2026-11-28"), None), None);
    }
}
