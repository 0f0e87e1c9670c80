//! What should hang on the board and that nobody thought of (S33): accepted in a month that is over, and in no notice that was posted.

use std::collections::BTreeMap;

use campus::{school, school::entity::Model as School, school_days::date_at};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use kernel::{Grant, Money, Problem, Reader, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{SelectStatement, SimpleExpr},
};
use uuid::Uuid;

use super::{
    dto::{Overdue, OverdueMonth},
    entity::{self as notice, record},
    listing::{Span, begins},
    service::Publications,
};
use crate::{
    permissions::ViewPublications,
    petty::{self, entity as purchases, phase::State as PettyState},
    receipt::{self, entity as receipts},
};

/// Records of a kind that are counted; more are said to be there.
const MOST: usize = 2000;

/// How far back is looked: what is older is no matter of the board any more.
pub(super) const MONTHS: u32 = 12;

/// When something was accepted, and what it is worth.
type Accepted = (Option<DateTime<Utc>>, i64);

impl Publications {
    pub async fn overdue(&self, grant: &Grant<ViewPublications>) -> Result<Overdue> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        owed(&reader, &school).await
    }
}

/// What should hang there by now, of one school.
pub(super) async fn owed(reader: &Reader, school: &School) -> Result<Overdue> {
    let this_month = first_of(school.today(reader.now()));
    let from = this_month.checked_sub_months(Months::new(MONTHS)).unwrap_or(this_month);
    let span = Span { from: begins(school.zone(), from), until: begins(school.zone(), this_month) };
    let with_petty = lists_petty(reader, school.id).await?;
    let mut receipts = receipts_in_none(reader, school.id, span).await?;
    let mut petty = if with_petty { petty_in_none(reader, school.id, span).await? } else { Vec::new() };
    let cut = receipts.len() > MOST || petty.len() > MOST;
    receipts.truncate(MOST);
    petty.truncate(MOST);
    counted(school, &receipts, &petty).map(|(months, amount)| Overdue {
        count: months.iter().map(|month| month.receipts + month.petty).sum(),
        months,
        amount,
        with_petty,
        cut,
    })
}

pub(super) fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Whether the school hangs petty purchases up: the notice that was posted last lists them.
pub(super) async fn lists_petty(db: &impl ConnectionTrait, school: Uuid) -> Result<bool> {
    let last = notice::Entity::find()
        .filter(notice::Column::SchoolId.eq(school))
        .filter(notice::Column::Phase.eq("posted"))
        .order_by_desc(notice::Column::PostedAt)
        .order_by_desc(notice::Column::Id)
        .limit(1)
        .one(db)
        .await?;
    Ok(last.is_some_and(|last| last.with_petty))
}

/// The records of a kind that hang in a notice, or did until its days were over.
fn published(school: Uuid, kind: &str) -> SelectStatement {
    let to_notice = record::Entity::belongs_to(notice::Entity)
        .from((record::Column::SchoolId, record::Column::PublicationId))
        .to((notice::Column::SchoolId, notice::Column::Id));
    record::Entity::find()
        .select_only()
        .column(record::Column::RecordId)
        .join(JoinType::InnerJoin, to_notice.into())
        .filter(record::Column::SchoolId.eq(school))
        .filter(record::Column::RecordKind.eq(kind))
        .filter(notice::Column::Phase.eq("posted"))
        .into_query()
}

fn in_none(id: impl ColumnTrait, school: Uuid, kind: &str) -> SimpleExpr {
    id.not_in_subquery(published(school, kind))
}

fn fetch() -> u64 {
    u64::try_from(MOST + 1).unwrap_or(u64::MAX)
}

/// What was refused whole is worth nothing and is not listed.
async fn receipts_in_none(db: &impl ConnectionTrait, school: Uuid, span: Span) -> Result<Vec<Accepted>> {
    use receipts::Column;

    let select = receipts::Entity::find()
        .select_only()
        .columns([Column::AcceptedAt, Column::Total])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::AcceptedAt.gte(span.from))
        .filter(Column::AcceptedAt.lt(span.until))
        .filter(Column::Total.gt(0))
        .filter(in_none(Column::Id, school, receipt::KIND))
        .order_by_asc(Column::AcceptedAt)
        .limit(fetch());
    Ok(select.into_tuple().all(db).await?)
}

async fn petty_in_none(db: &impl ConnectionTrait, school: Uuid, span: Span) -> Result<Vec<Accepted>> {
    use purchases::Column;

    let select = purchases::Entity::find()
        .select_only()
        .columns([Column::DecidedAt, Column::Total])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Phase.eq(PettyState::Approved.key()))
        .filter(Column::DecidedAt.gte(span.from))
        .filter(Column::DecidedAt.lt(span.until))
        .filter(in_none(Column::Id, school, petty::KIND))
        .order_by_asc(Column::DecidedAt)
        .limit(fetch());
    Ok(select.into_tuple().all(db).await?)
}

/// By the months of the school, oldest first, and what all of it comes to.
fn counted(school: &School, receipts: &[Accepted], petty: &[Accepted]) -> Result<(Vec<OverdueMonth>, Money)> {
    let mut months: BTreeMap<NaiveDate, OverdueMonth> = BTreeMap::new();
    let mut all = Money::ZERO;
    let kinds = receipts.iter().map(|one| (one, false)).chain(petty.iter().map(|one| (one, true)));
    for ((at, total), is_petty) in kinds {
        let Some(at) = at else { continue };
        let first = first_of(date_at(school.zone(), *at));
        let month = months.entry(first).or_insert_with(|| wanting(first));
        if is_petty {
            month.petty += 1;
        } else {
            month.receipts += 1;
        }
        month.amount = added(month.amount, *total)?;
        all = added(all, *total)?;
    }
    Ok((months.into_values().collect(), all))
}

fn added(sum: Money, more: i64) -> Result<Money> {
    sum.checked_add(Money::stored(more)).ok_or_else(|| Problem::internal("more than the product counts"))
}

/// A month of which nothing is counted yet.
fn wanting(first: NaiveDate) -> OverdueMonth {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    OverdueMonth {
        month: first.format("%Y-%m").to_string(),
        from: first,
        to: next.checked_sub_days(Days::new(1)).unwrap_or(first),
        receipts: 0,
        petty: 0,
        amount: Money::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_is_wanting_is_a_whole_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (first, last) in [("2026-02-01", "2026-02-28"), ("2026-12-01", "2026-12-31")] {
            let month = wanting(day(first));
            assert_eq!((month.from, month.to), (day(first), day(last)));
        }
        assert_eq!(first_of(day("2026-11-27")), day("2026-11-01"));
    }
}
