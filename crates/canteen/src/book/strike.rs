//! Striking out: the record stays readable and counts no more.

use kernel::{Actor, Grant, IfMatch, Permission, Reply, Result, audit::Event, text};
use uuid::Uuid;

use super::{
    dto::{RecordView, StrikeBody},
    entity::Model,
    record::changed,
    repo::{self, Record},
    service::Book,
    view,
};
use crate::{
    CanteenError, event,
    permissions::{KeepBook, StrikeRecord},
    site,
};

impl Book {
    /// A wrong record: by whoever wrote it down, or who keeps the book.
    pub async fn strike(&self, grant: &Grant<StrikeRecord>, id: Uuid, seen: IfMatch, body: StrikeBody) -> Result<Reply<RecordView>> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.row.version)?;
        may_strike(&before, grant.actor())?;
        let row = Model {
            struck_at: Some(tx.now()),
            struck_by: Some(grant.person()?),
            struck_reason: Some(text::sentence(&body.reason)),
            version: before.row.version + 1,
            ..before.row.clone()
        };
        tx.save(row.clone(), before.row.version).await?;
        let after = Record { row, ..before.clone() };
        let event = changed(Event::new(event::STRUCK), &before, &after).about(site::KIND, canteen.id, &canteen.name);
        let version = after.row.version;
        let view = view::one(&tx, after, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// Whether somebody may strike this out now: for the service that refuses and for the view that shows the button.
pub(super) fn may_strike(record: &Record, actor: &Actor) -> std::result::Result<(), CanteenError> {
    let row = &record.row;
    if row.struck_at.is_some() {
        return Err(CanteenError::StruckAlready);
    }
    // What was sealed after an accident is evidence: it stays in the book as it was written.
    if record.sample.as_ref().is_some_and(|life| life.sealed_at.is_some()) {
        return Err(CanteenError::SealedStays);
    }
    let his = actor.person == Some(row.recorded_by);
    if actor.may(StrikeRecord::INFO.key) && (his || actor.may(KeepBook::INFO.key)) { Ok(()) } else { Err(CanteenError::NotYours) }
}
