//! Certificates that end are brought to mind 60, 30 and 7 days before (domain.md S72), each day once.

use std::collections::{BTreeSet, HashMap};

use campus::{Role, school::entity::Model as School};
use chrono::{NaiveDate, TimeDelta};
use kernel::{Db, Grant, Reader, Result, db::Technical, outbox::News};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity, Model},
    phase::State,
    repo,
};
use crate::{event, permissions::RemindOfCertificates, policy::CERTIFICATE_NOTICE_DAYS, site, staff};

/// Certificates of which is told in one round; the rest are told in the next.
const AT_ONCE: usize = 200;

/// Certificates that are looked at in one round: far more than a school's kitchens have people.
const LOOKED_AT: u64 = 2000;

/// Tells whose certificate ends soon.
pub async fn remind(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<RemindOfCertificates>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let today = school.today(reader.now());
    let due = due(&reader, school, today).await?;
    // Most rounds find nothing and write nothing.
    if due.is_empty() {
        return Ok(());
    }
    let tx = db.begin(&grant).await?;
    let holders = staff::repo::refs(&tx, school.id, due.iter().map(|(row, ..)| row.staff_id).collect()).await?;
    let mut news = Vec::new();
    for (row, notice, place) in &due {
        let days = (row.expires_on - today).num_days().to_string();
        let name = holders.get(&row.staff_id).map_or("", |holder| holder.name.as_str());
        let told = News::new(event::NEWS_CERTIFICATE_ENDS, KIND, row.id, "/canteen/staff")
            .word("name", name)
            .word("day", row.expires_on.to_string().as_str())
            .word("days", days.as_str())
            .at(*place);
        news.push(told.to_role(Role::CanteenManager.code()).to_role(Role::FoodSafetyOfficer.code()));
        Entity::update_many()
            .col_expr(Column::RemindedDays, Expr::value(*notice))
            .filter(Column::SchoolId.eq(school.id))
            .filter(Column::Id.eq(row.id))
            .exec(&tx)
            .await?;
    }
    tx.tell(news).await?;
    tx.commit_technical(Technical::Reminded).await
}

/// Those of which nobody was told yet at this notice day, each with that day and where its holder works.
async fn due(reader: &Reader, school: &School, today: NaiveDate) -> Result<Vec<(Model, i64, Option<Uuid>)>> {
    let notices = CERTIFICATE_NOTICE_DAYS.on(reader, school.id, today).await?;
    let furthest = notices.into_iter().max().unwrap_or_default();
    let ending: Vec<Model> = Entity::find()
        .filter(Column::SchoolId.eq(school.id))
        .filter(Column::Phase.eq(State::Valid.key()))
        .filter(Column::ExpiresOn.between(today, today + TimeDelta::days(furthest)))
        .order_by_asc(Column::ExpiresOn)
        .order_by_asc(Column::Id)
        .limit(LOOKED_AT)
        .all(reader)
        .await?;
    let open: Vec<(Model, i64)> = ending
        .into_iter()
        .filter_map(|row| {
            let notice = notice(notices, (row.expires_on - today).num_days(), row.reminded_days)?;
            Some((row, notice))
        })
        .collect();
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let ids: BTreeSet<Uuid> = open.iter().map(|(row, _)| row.staff_id).collect();
    let all = repo::of_staff(reader, school.id, ids.iter().copied().collect()).await?;
    let working: Vec<staff::entity::Model> = staff::entity::Entity::find()
        .filter(staff::entity::Column::SchoolId.eq(school.id))
        .filter(staff::entity::Column::Id.is_in(ids))
        .filter(staff::entity::Column::Active.eq(true))
        .all(reader)
        .await?;
    let canteens = site::repo::all(reader, &kernel::Scope::school(school.id)).await?;
    let place = |canteen: Uuid| canteens.iter().find(|one| one.id == canteen).and_then(|one| one.place_id);
    let where_of: HashMap<Uuid, Option<Uuid>> = working.into_iter().map(|row| (row.id, place(row.canteen_id))).collect();
    let due = open.into_iter().filter_map(|(row, notice)| {
        let place = *where_of.get(&row.staff_id)?;
        // A newer one that holds longer is there already: nobody has to do anything.
        let renewed = all.get(&row.staff_id).into_iter().flatten();
        let mut renewed = renewed.filter(|other| other.phase == State::Valid.key() && other.expires_on > row.expires_on);
        renewed.next().is_none().then_some((row, notice, place))
    });
    Ok(due.take(AT_ONCE).collect())
}

/// The notice day that has come and of which nobody was told.
pub(crate) fn notice(notices: [i64; 3], left: i64, told: Option<i64>) -> Option<i64> {
    let come = notices.into_iter().filter(|notice| left <= *notice).min()?;
    told.is_none_or(|told| come < told).then_some(come)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notice_day_is_told_once_and_one_that_was_missed_is_made_up_for_by_the_next() {
        let of = |left, told| notice([60, 30, 7], left, told);
        assert_eq!((of(61, None), of(60, None), of(60, Some(60))), (None, Some(60), None));
        assert_eq!((of(31, Some(60)), of(30, Some(60)), of(30, Some(30))), (None, Some(30), None));
        assert_eq!((of(5, Some(60)), of(5, Some(7)), of(0, None)), (Some(7), None, Some(7)));
    }
}
