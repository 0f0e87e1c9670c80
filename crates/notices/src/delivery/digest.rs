//! What the product does by itself for notices: the digests when their hour is over, and forgetting what is old.

use campus::school::entity::Model as School;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Db, Grant, Result, Tx, db::Technical};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

use super::{What, blank, entity::Model, write};
use crate::{
    channel::{
        self,
        entity::{Column, Entity},
    },
    inbox,
    permissions::SendNotices,
    preference, timing,
};

/// A digest is written so much later than its hour: what was told at the last moment is in it.
const LATER: TimeDelta = TimeDelta::minutes(1);

/// How long somebody finds what he was told, and how long the log of messages is kept.
const NOTICES_KEPT: TimeDelta = TimeDelta::days(180);
const LOG_KEPT: TimeDelta = TimeDelta::days(90);

/// One round for one school.
///
/// # Errors
/// When the database does not answer.
pub async fn housekeeping(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<SendNotices>::system("notices", Some(school.id));
    let reader = db.read(&grant);
    let now = reader.now();
    let hours = timing::DIGEST_HOURS.on(&reader, school.id, school.today(now)).await?;
    if let Some(hour) = timing::last_digest(school.zone(), hours, now) {
        let due = channel::repo::enabled(&reader, school.id).await?.into_iter().filter(|channel| channel.digested_until < hour);
        for channel in due {
            let tx = db.begin(&grant).await?;
            write_digests(&tx, &channel, hour).await?;
            tx.commit_technical(Technical::Job).await?;
        }
    }
    if is_anything_old(&reader, school.id, now).await? {
        let tx = db.begin(&grant).await?;
        let sql = "DELETE FROM notice_delivery WHERE school_id = $1 AND created_at < $2 AND status <> 'waiting'";
        let values = [school.id.into(), (now - LOG_KEPT).into()];
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
        inbox::repo::forget_before(&tx, school.id, now - NOTICES_KEPT).await?;
        tx.commit_technical(Technical::Housekeeping).await?;
    }
    Ok(())
}

async fn is_anything_old(db: &impl ConnectionTrait, school: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM notice_event WHERE school_id = $1 AND created_at < $2) \
               OR EXISTS (SELECT 1 FROM notice_delivery WHERE school_id = $1 AND created_at < $3 AND status <> 'waiting') AS old";
    let values = [school.into(), (now - NOTICES_KEPT).into(), (now - LOG_KEPT).into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map_or(Ok(false), |row| row.try_get("", "old"))?)
}

/// One message to the channel's group, or to everybody who gets mail; what there is to say is looked up when it is sent.
async fn write_digests(tx: &Tx, channel: &channel::entity::Model, hour: DateTime<Utc>) -> Result<()> {
    // Whoever moves the hour on writes the digest of it.
    let moved = Entity::update_many()
        .col_expr(Column::DigestedUntil, hour.into())
        .filter(Column::SchoolId.eq(channel.school_id))
        .filter(Column::Id.eq(channel.id))
        .filter(Column::DigestedUntil.eq(channel.digested_until))
        .exec(tx)
        .await?;
    if moved.rows_affected == 0 {
        return Ok(());
    }
    let people: Vec<Option<Uuid>> = if channel.is_mail() {
        preference::repo::mailed(tx, channel.school_id).await?.into_iter().map(|wish| Some(wish.person_id)).collect()
    } else {
        vec![None]
    };
    for person in people {
        let row = blank(tx, channel, person, What::Digest)?;
        let row = Model { from_at: Some(channel.digested_until), until_at: Some(hour), ..row };
        write(tx, row, tx.now().max(hour + LATER)).await?;
    }
    Ok(())
}
