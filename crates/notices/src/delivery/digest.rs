//! What the product does by itself for notices: the digests when their hour is over.

use campus::school::entity::Model as School;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Db, Grant, Result, Tx, db::Technical};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{What, blank, entity::Model, write};
use crate::{
    channel::{
        self,
        entity::{Column, Entity},
    },
    permissions::SendNotices,
    preference, timing,
};

/// A digest is written so much later than its hour: what was told at the last moment is in it.
const LATER: TimeDelta = TimeDelta::minutes(1);

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
    Ok(())
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
