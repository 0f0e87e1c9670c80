//! Striking out: the record stays readable and counts no more.

use kernel::{Actor, Grant, IfMatch, Reply, Result, Text, audit::Event, text};
use uuid::Uuid;

use super::{
    KIND,
    content::{Content, Kind},
    dto::{RecordView, StrikeBody},
    entity::Model,
    record::changed,
    repo::{self, Record},
    service::Book,
    view,
};
use crate::{
    CanteenError, Meal, event,
    permissions::StrikeRecord,
    site,
    strike::{self, Told, What, Who},
};

impl Book {
    /// A wrong record: by whoever wrote it down; else by who keeps the book, or, what was said of the kitchen, by who oversees it from outside.
    pub async fn strike(&self, grant: &Grant<StrikeRecord>, id: Uuid, seen: IfMatch, body: StrikeBody) -> Result<Reply<RecordView>> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.row.version)?;
        may_strike(&before, grant.actor())?;
        let reason = text::sentence(&body.reason);
        let row = Model {
            struck_at: Some(tx.now()),
            struck_by: Some(grant.person()?),
            struck_reason: Some(reason.clone()),
            version: before.row.version + 1,
            ..before.row.clone()
        };
        tx.save(row.clone(), before.row.version).await?;
        let after = Record { row, ..before.clone() };
        let told = Told { kind: KIND, id, link: format!("/canteen/records/{id}"), what: what(&after), reason: &reason };
        strike::tell(&tx, &canteen, &authors(&after), told).await?;
        let event = changed(Event::new(event::STRUCK), &before, &after).about(site::KIND, canteen.id, &canteen.name);
        let version = after.row.version;
        let view = view::one(&tx, after, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// Whether somebody may strike this out now: for the service that refuses and for the view that shows the button.
pub(super) fn may_strike(record: &Record, actor: &Actor) -> std::result::Result<(), CanteenError> {
    if record.row.struck_at.is_some() {
        return Err(CanteenError::StruckAlready);
    }
    // What was sealed after an accident is evidence: it stays in the book as it was written.
    if record.sample.as_ref().is_some_and(|life| life.sealed_at.is_some()) {
        return Err(CanteenError::SealedStays);
    }
    strike::may(Who::of(actor, &authors(record)), of(record.content.kind()))
}

const fn of(kind: Kind) -> What {
    match kind {
        Kind::AccompaniedMeal | Kind::Survey => What::Criticism,
        Kind::MorningCheck | Kind::FoodSample | Kind::Disinfection | Kind::Leftovers | Kind::Training => What::Work,
    }
}

/// Who wrote it down, and in whose name.
fn authors(record: &Record) -> Vec<Uuid> {
    let mut authors = vec![record.row.recorded_by];
    if let Content::AccompaniedMeal(said) = &record.content {
        authors.push(said.companion_id);
    }
    authors
}

/// `2026-11-24 午餐陪餐`, for news.
fn what(record: &Record) -> Text {
    let (day, kind) = (record.row.day, record.content.kind().title());
    match record.meal().map(Meal::title) {
        Some(meal) => Text::new(format!("{day} {}{}", meal.zh, kind.zh), format!("{}: {}, {day}", meal.en, kind.en)),
        None => Text::new(format!("{day} {}", kind.zh), format!("{}, {day}", kind.en)),
    }
}
