//! Use cases on samples: into the fridge, out of it, and sealed.

use chrono::TimeDelta;
use kernel::{Db, Grant, IfMatch, Permission, Reply, Result, Text, Tx, audit::Event, text};
use uuid::Uuid;

use super::{
    dto::{DiscardBody, HandOverBody, ReleaseBody, SealBody, StoreBody},
    entity::Model,
    phase::{Command, CommandKind, Phase, State, guard},
    repo,
    view::facts,
};
use crate::{
    CanteenError,
    book::{
        self,
        dto::RecordView,
        moment::Moment,
        operators::{operator, supervisor, tell_supervisor},
        record::changed,
        repo::Record,
    },
    event,
    permissions::{KeepBook, OverseeCanteen},
    policy::sample_keep_hours,
    site,
};

/// Food samples.
#[derive(Debug, Clone)]
pub struct Samples {
    db: Db,
}

impl Samples {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn store(&self, grant: &Grant<KeepBook>, id: Uuid, seen: IfMatch, body: StoreBody) -> Result<Reply<RecordView>> {
        let (tx, before, life, canteen) = self.begin(grant, id, seen).await?;
        // Nothing is put away before it was taken.
        let said = body.happened_at.map(|at| at.max(before.row.happened_at));
        let moment = Moment::of(&tx, canteen.school_id, said).await?;
        let stored_at = moment.happened_at;
        may(grant, &before, &life, CommandKind::Store, stored_at)?;
        let keep = TimeDelta::hours(sample_keep_hours(&tx, canteen.school_id, before.row.day).await?);
        let phase = step(&life, Command::Store { keep_until: stored_at + keep })?;
        let after = Model {
            phase: phase.state().key().into(),
            fridge: Some(text::tidy(&body.fridge)),
            stored_at: Some(stored_at),
            stored_recorded_at: Some(moment.recorded_at),
            stored_late: Some(moment.late),
            keep_until: phase.keep_until(),
            ..life
        };
        finish(grant, tx, before, after, &canteen, event::SAMPLE_STORED).await
    }

    /// Not a minute before its hours are over, also when it is written down later.
    pub async fn discard(&self, grant: &Grant<KeepBook>, id: Uuid, seen: IfMatch, body: DiscardBody) -> Result<Reply<RecordView>> {
        let (tx, before, life, canteen) = self.begin(grant, id, seen).await?;
        let moment = Moment::of(&tx, canteen.school_id, body.happened_at).await?;
        let doer = operator(&tx, &canteen, body.operator_id, moment.day, "/operator_id").await?;
        let supervisor_id = supervisor(&tx, canteen.school_id, &doer, body.supervisor_id, grant.person()?).await?;
        may(grant, &before, &life, CommandKind::Discard, moment.happened_at)?;
        let phase = step(&life, Command::Discard { at: moment.happened_at })?;
        let after = Model {
            phase: phase.state().key().into(),
            discarded_at: Some(moment.happened_at),
            discard_recorded_at: Some(moment.recorded_at),
            discard_late: Some(moment.late),
            discarded_by: Some(doer.id),
            discard_supervisor_id: Some(supervisor_id),
            ..life
        };
        tell_supervisor(&tx, &canteen, id, supervisor_id, Text::fixed("留样销毁", "the discarding of a food sample")).await?;
        finish(grant, tx, before, after, &canteen, event::SAMPLE_DISCARDED).await
    }

    /// After an accident: it stays as it is, for whoever investigates.
    pub async fn seal(&self, grant: &Grant<KeepBook>, id: Uuid, seen: IfMatch, body: SealBody) -> Result<Reply<RecordView>> {
        let (tx, before, life, canteen) = self.begin(grant, id, seen).await?;
        may(grant, &before, &life, CommandKind::Seal, tx.now())?;
        let reason = text::sentence(&body.reason);
        let phase = step(&life, Command::Seal { reason: reason.clone() })?;
        let after = seal(&tx, life, &phase, reason);
        finish(grant, tx, before, after, &canteen, event::SAMPLE_SEALED).await
    }

    /// No more kept for anybody: as it was before, with its hours.
    pub async fn release(&self, grant: &Grant<OverseeCanteen>, id: Uuid, seen: IfMatch, body: ReleaseBody) -> Result<Reply<RecordView>> {
        let (tx, before, life, canteen) = self.begin(grant, id, seen).await?;
        may(grant, &before, &life, CommandKind::Release, tx.now())?;
        let after = released(&tx, life, grant.person()?, text::sentence(&body.reason))?;
        finish(grant, tx, before, after, &canteen, event::SAMPLE_RELEASED).await
    }

    /// Given to whoever investigates, against a receipt.
    pub async fn hand_over(&self, grant: &Grant<OverseeCanteen>, id: Uuid, seen: IfMatch, body: HandOverBody) -> Result<Reply<RecordView>> {
        let (tx, before, life, canteen) = self.begin(grant, id, seen).await?;
        may(grant, &before, &life, CommandKind::HandOver, tx.now())?;
        let to = text::sentence(&body.to);
        let phase = step(&life, Command::HandOver { to: to.clone() })?;
        let after = unsealed(&tx, life, &phase, grant.person()?, to);
        finish(grant, tx, before, after, &canteen, event::SAMPLE_HANDED_OVER).await
    }

    async fn begin<P: Permission>(&self, grant: &Grant<P>, id: Uuid, seen: IfMatch) -> Result<(Tx, Record, Model, site::entity::Model)> {
        let tx = self.db.begin(grant).await?;
        let (record, canteen) = book::repo::find(&tx, &grant.scope()?, id).await?;
        let life = record.sample.clone().ok_or_else(kernel::Problem::not_found)?;
        seen.check(record.row.version)?;
        Ok((tx, record, life, canteen))
    }
}

/// Seals every one of these for whoever investigates an incident, each by its own step: before and after. What was sealed already stays so with it.
/// The route has asked whether the caller may press.
pub(crate) async fn seal_all(tx: &Tx, records: Vec<Record>, reason: &str, incident: Uuid) -> Result<Vec<(Record, Record)>> {
    let mut sealed = Vec::with_capacity(records.len());
    for before in records {
        let life = before.sample.clone().ok_or_else(kernel::Problem::not_found)?;
        let life = if life.phase == State::Sealed.key() {
            life
        } else {
            let phase = step(&life, Command::Seal { reason: reason.to_owned() })?;
            seal(tx, life, &phase, reason.to_owned())
        };
        sealed.push(keep(tx, before, Model { incident_id: Some(incident), ..life }).await?);
    }
    Ok(sealed)
}

/// Releases every one of these, because no incident is left that keeps them.
pub(crate) async fn release_all(tx: &Tx, records: Vec<Record>, by: Uuid, reason: &str) -> Result<Vec<(Record, Record)>> {
    let mut all = Vec::with_capacity(records.len());
    for before in records {
        let life = before.sample.clone().ok_or_else(kernel::Problem::not_found)?;
        let after = released(tx, life, by, reason.to_owned())?;
        all.push(keep(tx, before, after).await?);
    }
    Ok(all)
}

/// A life beneath its seal; how it left an earlier one is in the trail.
fn seal(tx: &Tx, life: Model, phase: &Phase, reason: String) -> Model {
    Model {
        phase: phase.state().key().into(),
        sealed_at: Some(tx.now()),
        seal_reason: Some(reason),
        unsealed_at: None,
        unsealed_by: None,
        unseal_note: None,
        ..life
    }
}

fn released(tx: &Tx, life: Model, by: Uuid, reason: String) -> Result<Model> {
    let phase = step(&life, Command::Release)?;
    Ok(unsealed(tx, life, &phase, by, reason))
}

fn unsealed(tx: &Tx, life: Model, phase: &Phase, by: Uuid, note: String) -> Model {
    Model {
        phase: phase.state().key().into(),
        unsealed_at: Some(tx.now()),
        unsealed_by: Some(by),
        unseal_note: Some(note),
        incident_id: None,
        ..life
    }
}

/// The record a version on, with its sample as it is now: before and after.
async fn keep(tx: &Tx, before: Record, life: Model) -> Result<(Record, Record)> {
    let row = book::entity::Model { version: before.row.version + 1, ..before.row.clone() };
    tx.save(row.clone(), before.row.version).await?;
    repo::save(tx, &life).await?;
    let after = Record { row, content: before.content.clone(), sample: Some(life) };
    Ok((before, after))
}

fn may<P: Permission>(grant: &Grant<P>, record: &Record, life: &Model, kind: CommandKind, at: chrono::DateTime<chrono::Utc>) -> Result<()> {
    Ok(guard(&repo::phase(life)?, kind, facts(grant.actor(), record, life, at)).map_err(CanteenError::Sample)?)
}

fn step(life: &Model, command: Command) -> Result<Phase> {
    Ok(repo::phase(life)?.step(command).map_err(CanteenError::Sample)?)
}

async fn finish<P: Permission>(
    grant: &Grant<P>,
    tx: Tx,
    before: Record,
    life: Model,
    canteen: &site::entity::Model,
    act: &'static kernel::audit::ActionInfo,
) -> Result<Reply<RecordView>> {
    let (before, after) = keep(&tx, before, life).await?;
    let event = changed(Event::new(act), &before, &after).about(site::KIND, canteen.id, &canteen.name);
    let version = after.row.version;
    let view = book::view::one(&tx, after, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(version)).await
}
