//! What becomes of a finding: a repair, and one day mended.

use campus::delegation::StandIns;
use kernel::{Grant, IfMatch, Permission, Reply, Result, Tx, audit::Event, idempotency::IdempotencyKey, text};
use uuid::Uuid;

use super::{
    FINDING_KIND, KIND,
    dto::{MendBody, OutsideInspectionView, ReportBody},
    entity::{Model, finding},
    phase::{Command, Facts, Phase, State, Who, guard},
    repo,
    report::report,
    service::{OutsideInspections, label, recorded_finding, today},
    view::{self, SeenBy},
};
use crate::{PaperError, event, permissions::KeepPapers, site};

/// A finding in a transaction that changes it.
struct Held {
    tx: Tx,
    before: finding::Model,
    inspection: Model,
    canteen: site::entity::Model,
}

impl OutsideInspections {
    /// It becomes a repair, in one tap.
    pub async fn report(
        &self,
        grant: &Grant<KeepPapers>,
        id: Uuid,
        seen: IfMatch,
        body: ReportBody,
    ) -> Result<Reply<OutsideInspectionView>> {
        let held = self.held(grant, id, seen).await?;
        IdempotencyKey::require(grant.idempotency())?;
        step(grant, &held, Command::Report).await?;
        let (case, events) = report(&held.tx, &held.canteen, &held.before, body, held.tx.now()).await?;
        let row = finding::Model {
            case_id: Some(case.id.0),
            case_number: Some(case.number),
            version: held.before.version + 1,
            ..held.before.clone()
        };
        finish(grant, held, row, Event::new(event::FINDING_REPORTED), events).await
    }

    /// Somebody else than whoever answers for it saw that it was put right.
    pub async fn mend(&self, grant: &Grant<KeepPapers>, id: Uuid, seen: IfMatch, body: MendBody) -> Result<Reply<OutsideInspectionView>> {
        let held = self.held(grant, id, seen).await?;
        let phase = step(grant, &held, Command::Mend { note: text::sentence(&body.note) }).await?;
        let Phase::Mended { note } = phase else { return Err(kernel::Problem::internal("a finding was mended and is open")) };
        let row = finding::Model {
            phase: State::Mended.key().into(),
            mended_at: Some(held.tx.now()),
            mended_by: Some(grant.person()?),
            mended_note: Some(note),
            version: held.before.version + 1,
            ..held.before.clone()
        };
        finish(grant, held, row, Event::new(event::FINDING_MENDED), Vec::new()).await
    }

    async fn held(&self, grant: &Grant<KeepPapers>, id: Uuid, seen: IfMatch) -> Result<Held> {
        let tx = self.db.begin(grant).await?;
        let (before, inspection, canteen) = repo::find_finding(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        Ok(Held { tx, before, inspection, canteen })
    }
}

/// The phase after the step, where the caller may take it. Whoever stands in for who answers is one with him.
async fn step(grant: &Grant<KeepPapers>, held: &Held, command: Command) -> Result<Phase> {
    let me = grant.person()?;
    let stand_ins = StandIns::of(&held.tx, vec![held.before.responsible_id, me]).await?;
    let facts = Facts {
        who: Who::of(grant.actor().may(KeepPapers::INFO.key), stand_ins.are_one(held.before.responsible_id, me)),
        is_reported: held.before.case_id.is_some(),
        is_struck: held.inspection.struck_at.is_some(),
    };
    let phase = repo::phase(&held.before)?;
    guard(phase.state(), command.kind(), facts).map_err(PaperError::Finding)?;
    Ok(phase.step(command).map_err(PaperError::Finding)?)
}

async fn finish(
    grant: &Grant<KeepPapers>,
    Held { tx, before, inspection, canteen }: Held,
    row: finding::Model,
    event: Event,
    more: Vec<Event>,
) -> Result<Reply<OutsideInspectionView>> {
    tx.save(row.clone(), before.version).await?;
    let event = event
        .changed(FINDING_KIND, row.id, &row.said, &recorded_finding(&before), &recorded_finding(&row))
        .about(KIND, inspection.id, label(&inspection))
        .about(site::KIND, canteen.id, &canteen.name);
    let seen_by = SeenBy { actor: grant.actor(), today: today(&tx, row.school_id).await?, lang: grant.context().lang() };
    let view = view::one(&tx, inspection, seen_by).await?;
    let version = view.version;
    tx.commit(std::iter::once(event).chain(more), Reply::ok(view).version(version)).await
}
