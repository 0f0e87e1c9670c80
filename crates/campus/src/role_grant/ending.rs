//! A role with a last day is simply over then; its holder is told before. An auditor's has one in any case.

use chrono::TimeDelta;
use kernel::{Db, Grant, Reply, Result, audit::Event, db::Technical, outbox::News};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{
    entity::{Column, Entity, Model},
    repo,
    service::{last_day_of_auditor, recorded},
};
use crate::{Role, event, permissions::GrantRole, person, policy::Policy, role_label, school};

/// Days before the end of a role on which its holder is told.
pub const NOTICE_DAYS: Policy<u32> = Policy { key: "roles.ending_notice_days", default: 14 };

/// Holders told in one round; the rest are told in the next.
const AT_ONCE: u64 = 200;

/// Tells whose role ends soon, each once.
pub async fn tell_endings(db: &Db, school: &school::entity::Model) -> Result<()> {
    let grant = Grant::<GrantRole>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let today = school.today(reader.now());
    // Most rounds find nothing and write nothing.
    let days = NOTICE_DAYS.on(&reader, school.id, today).await?;
    let soon = || ending(school, today, today + TimeDelta::days(days.into()));
    if Entity::find().select_only().column(Column::Id).filter(soon()).into_tuple::<uuid::Uuid>().one(&reader).await?.is_none() {
        return Ok(());
    }
    let tx = db.begin(&grant).await?;
    let rows = Entity::find().filter(soon()).limit(AT_ONCE).all(&tx).await?;
    let labels = role_label::of(&tx, school.id).await?;
    let news = rows.iter().filter_map(|row| {
        let (role, last) = (Role::from_code(&row.role)?, row.valid_until?);
        let news = News::new(event::NEWS_GRANT_ENDING, "role_grant", row.id, "/me").to([row.person_id]);
        Some(news.word("role", labels.word(role)).word("day", last.to_string().as_str()))
    });
    tx.tell(news.collect::<Vec<_>>()).await?;
    Entity::update_many()
        .col_expr(Column::EndingToldAt, Expr::value(tx.now()))
        .filter(Column::SchoolId.eq(school.id))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(&tx)
        .await?;
    tx.commit_technical(Technical::Reminded).await
}

/// Roles that hold, or will, and whose holder was not told yet.
fn ending(school: &school::entity::Model, today: chrono::NaiveDate, until: chrono::NaiveDate) -> Condition {
    let ordinary = Role::ALL.into_iter().filter(|role| !role.needs_second_key()).map(Role::code);
    Condition::all()
        .add(Column::SchoolId.eq(school.id))
        .add(Column::RevokedAt.is_null())
        .add(Condition::any().add(Column::ConfirmedAt.is_not_null()).add(Column::Role.is_in(ordinary)))
        .add(Column::EndingToldAt.is_null())
        .add(Column::ValidUntil.between(today, until))
}

/// Nobody audits without an end (domain.md C3): roles that were granted before that was the rule get one, counted from the day on which
/// they are found.
pub async fn limit_auditors(db: &Db, school: &school::entity::Model) -> Result<()> {
    let endless = || {
        let of_auditors = Condition::all().add(Column::SchoolId.eq(school.id)).add(Column::Role.eq(Role::Auditor.code()));
        of_auditors.add(Column::RevokedAt.is_null()).add(Column::ValidUntil.is_null())
    };
    let grant = Grant::<GrantRole>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    if Entity::find().select_only().column(Column::Id).filter(endless()).into_tuple::<uuid::Uuid>().one(&reader).await?.is_none() {
        return Ok(());
    }
    let tx = db.begin(&grant).await?;
    let rows = Entity::find().filter(endless()).order_by_asc(Column::Id).limit(AT_ONCE).all(&tx).await?;
    let today = school.today(tx.now());
    let names = person::repo::names(&tx, school.id, rows.iter().map(|row| row.person_id).collect()).await?;
    let places = repo::places_of(&tx, school.id, rows.iter().map(|row| row.id).collect()).await?;
    let mut event = Event::new(event::ROLE_LIMITED).changes_rights();
    for before in rows {
        let last = last_day_of_auditor(&tx, school.id, today, before.starts_on.unwrap_or(today).max(today)).await?;
        let row = Model { valid_until: Some(last), version: before.version + 1, ..before.clone() };
        tx.save(row.clone(), before.version).await?;
        let name = names.get(&row.person_id).map(String::as_str).unwrap_or_default();
        let at = places.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        event = event.changed("role_grant", row.id, name, &recorded(&before, name, at), &recorded(&row, name, at));
        event = event.about("person", row.person_id, name);
    }
    tx.commit([event], Reply::none()).await.map(drop)
}
