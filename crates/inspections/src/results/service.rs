//! Use cases on results.

use std::collections::{BTreeMap, HashMap};

use axum::response::Response;
use campus::{class, location, school};
use chrono::{Datelike, Days, NaiveDate};
use kernel::{Db, Grant, Lang, Reader, Result, Scope, Text};
use papers::workbook;
use uuid::Uuid;

use super::{
    count::{Counted, Span, by_checklist, by_day, by_place},
    dto::{By, ResultRow, Results, ResultsQuery, Sums},
    file,
};
use crate::{InspectionError, checklist, permissions::ViewInspections};

/// Days of a period that is not said.
const USUAL: u64 = 30;

/// A year, and a day of a leap year.
const LONGEST: i64 = 366;

/// Results of inspections.
#[derive(Debug, Clone)]
pub(super) struct InspectionResults {
    db: Db,
}

impl InspectionResults {
    pub(super) fn new(db: Db) -> Self {
        Self { db }
    }

    pub(super) async fn view(&self, grant: &Grant<ViewInspections>, query: &ResultsQuery) -> Result<Results> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        results(&reader, &grant.scope()?, school.today(reader.now()), query, grant.context().lang()).await
    }

    /// The same as a workbook.
    pub(super) async fn file(&self, grant: Grant<ViewInspections>, query: &ResultsQuery) -> Result<Response> {
        let lang = grant.context().lang();
        let reader = self.db.read(&grant);
        let school = school::find(&reader, grant.school()?).await?;
        let found = results(&reader, &grant.scope()?, school.today(reader.now()), query, lang).await?;
        let report = file::report(&school.name, &found, lang);
        let filter = serde_json::json!({ "by": found.by, "from": found.from, "to": found.to, "checklist_id": query.checklist_id });
        workbook::send(&self.db, grant, report, filter).await
    }
}

async fn results(reader: &Reader, scope: &Scope, today: NaiveDate, query: &ResultsQuery, lang: Lang) -> Result<Results> {
    let to = query.to.unwrap_or(today);
    let from = query.from.unwrap_or_else(|| to.checked_sub_days(Days::new(USUAL - 1)).unwrap_or(to));
    if from > to || (to - from).num_days() >= LONGEST {
        return Err(InspectionError::BadPeriod.into());
    }
    let span = Span { scope, from, to, checklist: query.checklist_id };
    let by = query.by.unwrap_or_default();
    let rows = match by {
        By::Checklist => {
            let counted = by_checklist(reader, &span).await?;
            let names = checklist::repo::names(reader, scope.school, counted.keys().flatten().copied().collect()).await?;
            named(counted, &names, lang)
        }
        By::Place => {
            let counted = by_place(reader, &span).await?;
            let names = location::repo::names(reader, scope.school, counted.keys().flatten().copied().collect()).await?;
            named(counted, &names, lang)
        }
        By::Class => of_classes(reader, scope.school, by_place(reader, &span).await?, lang).await?,
        By::Month => of_months(by_day(reader, &span).await?),
    };
    let total = rows.iter().fold(Sums::default(), |total, row| total.and(row.sums));
    Ok(Results { by, from, to, rows, total })
}

/// Rows by name; what has no place stands last.
fn named(counted: Counted<Option<Uuid>>, names: &HashMap<Uuid, String>, lang: Lang) -> Vec<ResultRow> {
    let nowhere = Text::fixed("全校", "The whole school");
    let name = |id: Option<Uuid>| match id {
        Some(id) => names.get(&id).cloned().unwrap_or_default(),
        None => nowhere.pick(lang).to_owned(),
    };
    let mut rows: Vec<ResultRow> = counted.into_iter().map(|(id, sums)| ResultRow { id, name: name(id), sums }).collect();
    rows.sort_by(|one, other| (one.id.is_none(), &one.name).cmp(&(other.id.is_none(), &other.name)));
    rows
}

/// Of each class what was held and found in its room, in the order of the classes; classes of which there is nothing too.
async fn of_classes(reader: &Reader, school: Uuid, mut counted: Counted<Option<Uuid>>, lang: Lang) -> Result<Vec<ResultRow>> {
    let classes = class::repo::here(reader, school).await?;
    let row = |class: &class::entity::Model| {
        let sums = class.room_id.and_then(|room| counted.remove(&Some(room))).unwrap_or_default();
        ResultRow { id: Some(class.id), name: class.name_in(lang), sums }
    };
    Ok(classes.iter().map(row).collect())
}

fn of_months(days: Counted<NaiveDate>) -> Vec<ResultRow> {
    let mut months: BTreeMap<String, Sums> = BTreeMap::new();
    for (day, sums) in days {
        let month = months.entry(format!("{}-{:02}", day.year(), day.month())).or_default();
        *month = month.and(sums);
    }
    months.into_iter().map(|(name, sums)| ResultRow { id: None, name, sums }).collect()
}

impl Sums {
    /// Both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            due: self.due + other.due,
            held: self.held + other.held,
            late: self.late + other.late,
            missed: self.missed + other.missed,
            nothing_found: self.nothing_found + other.nothing_found,
            found: self.found + other.found,
            reported: self.reported + other.reported,
            put_right: self.put_right + other.put_right,
        }
    }
}
