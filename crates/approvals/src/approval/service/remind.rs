//! A step that waits longer than the school's rule is brought to mind (domain.md D2): whoever may sign is reminded once a step and round.

use campus::{calendar, person, policy::Policy, school::entity::Model as School, school_days::date_at};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Db, Grant, Reader, Result, Tx, db::Technical, outbox::News};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::ask::{to_whoever_signs, waiting};
use crate::{
    approval::{
        Approval,
        entity::{Column, Entity},
        phase::State,
        repo,
    },
    event,
    permissions::ViewApprovals,
};

/// School days after which whoever holds a step is reminded: until the end of the last of them he has time.
pub const REMIND_AFTER_DAYS: Policy<u32> = Policy { key: "approvals.remind_after_days", default: 1 };

/// Steps reminded of in one round; the rest are reminded of in the next.
const AT_ONCE: u64 = 200;

/// Reminds those for whom something has waited too long, each step once.
pub async fn remind(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<ViewApprovals>::system("jobs", Some(school.id));
    // Most rounds find nothing and write nothing.
    let Some(until) = longest_waits(&db.read(&grant), school).await? else { return Ok(()) };
    let tx = db.begin(&grant).await?;
    let too_long = || unreminded(school.id).add(Column::WaitingSince.lte(until));
    let select = Entity::find().select_only().column(Column::Id).filter(too_long()).order_by_asc(Column::Id).limit(AT_ONCE);
    let ids: Vec<Uuid> = select.into_tuple().all(&tx).await?;
    // Held by being written as they are: what is signed meanwhile waits elsewhere, and is a new wait. One after another in the order of
    // their ids, as by whoever signs several: neither waits for the other in a circle.
    for id in &ids {
        let one = too_long().add(Column::Id.eq(*id));
        Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version)).filter(one).exec(&tx).await?;
    }
    let rows = Entity::find().filter(too_long()).filter(Column::Id.is_in(ids)).order_by_asc(Column::Id).all(&tx).await?;
    let approvals = repo::with_steps(&tx, rows).await?;
    tx.tell(news(&tx, school, &approvals).await?).await?;
    Entity::update_many()
        .col_expr(Column::RemindedAt, Expr::value(tx.now()))
        .filter(unreminded(school.id))
        .filter(Column::Id.is_in(approvals.iter().map(|approval| approval.id.0)))
        .exec(&tx)
        .await?;
    tx.commit_technical(Technical::Reminded).await
}

/// Where something waits and nobody was reminded of it.
fn unreminded(school: Uuid) -> Condition {
    Condition::all().add(Column::SchoolId.eq(school)).add(Column::Phase.eq(State::Deciding.key())).add(Column::RemindedAt.is_null())
}

/// Since when the newest waits of those that have waited too long: all that are older have as well, by whatever calendar.
async fn longest_waits(reader: &Reader, school: &School) -> Result<Option<DateTime<Utc>>> {
    let now = reader.now();
    let days = REMIND_AFTER_DAYS.on(reader, school.id, school.today(now)).await?;
    // What is younger than that has waited long enough by no calendar; the two hours are for a clock that is put forward meanwhile.
    let fresh = now - TimeDelta::days(days.into()) + TimeDelta::hours(2);
    let since: Vec<DateTime<Utc>> = Entity::find()
        .select_only()
        .column(Column::WaitingSince)
        .filter(unreminded(school.id))
        .filter(Column::WaitingSince.lte(fresh))
        .order_by_asc(Column::WaitingSince)
        .limit(AT_ONCE)
        .into_tuple()
        .all(reader)
        .await?;
    let Some(oldest) = since.first() else { return Ok(None) };
    let calendar = calendar::from(reader, school, *oldest).await?;
    Ok(since.into_iter().filter(|since| now > calendar.end_of_working_day_after(*since, days)).max())
}

async fn news(tx: &Tx, school: &School, approvals: &[Approval]) -> Result<Vec<News>> {
    let names = person::repo::names(tx, school.id, approvals.iter().map(|approval| approval.requester_id).collect()).await?;
    let reminder = |approval: &Approval| {
        let step = approval.waits_at()?;
        let who = names.get(&approval.requester_id).map(String::as_str).unwrap_or_default();
        let since = date_at(school.zone(), approval.waiting_since).to_string();
        Some(to_whoever_signs(waiting(event::NEWS_REMINDED, approval, who).word("since", since.as_str()), step.approver))
    };
    Ok(approvals.iter().filter_map(reminder).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same() {
        let packed = campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == REMIND_AFTER_DAYS.key).unwrap();
        assert_eq!(packed.default, REMIND_AFTER_DAYS.default);
        assert!(packed.in_use);
    }
}
