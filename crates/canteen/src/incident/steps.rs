//! What becomes of an incident: reported, investigated, closed or called off.

use campus::person;
use kernel::{
    Grant, IfMatch, Permission, Problem, Reply, Result, Tx,
    audit::{ActionInfo, Event},
    outbox::News,
    text,
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{EndBody, IncidentRow, InvestigateBody, ReportBody},
    entity::Model,
    phase::{self, CommandKind, State},
    repo,
    service::{Incidents, TOLD, label, recorded},
    view::{SeenBy, people, view, who},
};
use crate::{
    CanteenError,
    book::{self, moment::Moment, record::changed, repo::Record},
    event,
    outside::dto::Authority,
    permissions::{OverseeCanteen, RaiseIncident},
    sample, site,
};

/// An incident in a transaction that changes it, and the phase after the step.
struct Held {
    tx: Tx,
    before: Model,
    canteen: site::entity::Model,
    next: State,
}

impl Incidents {
    /// To the authorities, within two hours; later it says that it was late.
    pub async fn report(&self, grant: &Grant<RaiseIncident>, id: Uuid, seen: IfMatch, body: ReportBody) -> Result<Reply<IncidentRow>> {
        let held = self.held(grant, id, seen, CommandKind::Report).await?;
        let moment = Moment::of(&held.tx, held.before.school_id, body.happened_at).await?;
        if moment.happened_at < held.before.happened_at {
            return Err(CanteenError::ReportedBefore.into());
        }
        let to: Vec<Authority> = Authority::ALL.into_iter().filter(|one| body.to.contains(one)).collect();
        let said = body.said.as_deref().map(text::sentence).filter(|said| !said.is_empty());
        let row = Model {
            reported_at: Some(moment.happened_at),
            report_recorded_at: Some(moment.recorded_at),
            reported_by: Some(grant.person()?),
            reported_to: Some(serde_json::to_value(to).map_err(Problem::internal)?),
            report_said: said.clone(),
            ..held.before.clone()
        };
        finish(grant, held, row, (event::INCIDENT_REPORTED, said.unwrap_or_default()), Vec::new()).await
    }

    /// Somebody came to find out.
    pub async fn investigate(
        &self,
        grant: &Grant<RaiseIncident>,
        id: Uuid,
        seen: IfMatch,
        body: InvestigateBody,
    ) -> Result<Reply<IncidentRow>> {
        let held = self.held(grant, id, seen, CommandKind::Investigate).await?;
        let investigators = text::tidy(&body.investigators);
        let row = Model {
            investigated_at: Some(held.tx.now()),
            investigated_by: Some(grant.person()?),
            investigators: Some(investigators.clone()),
            ..held.before.clone()
        };
        finish(grant, held, row, (event::INCIDENT_INVESTIGATED, investigators), Vec::new()).await
    }

    /// It is over, and what was found is written down.
    pub async fn close(&self, grant: &Grant<OverseeCanteen>, id: Uuid, seen: IfMatch, body: EndBody) -> Result<Reply<IncidentRow>> {
        self.end(grant, id, seen, body, (CommandKind::Close, event::INCIDENT_CLOSED)).await
    }

    /// It was none.
    pub async fn call_off(&self, grant: &Grant<OverseeCanteen>, id: Uuid, seen: IfMatch, body: EndBody) -> Result<Reply<IncidentRow>> {
        self.end(grant, id, seen, body, (CommandKind::CallOff, event::INCIDENT_CALLED_OFF)).await
    }

    /// With the last incident of a canteen goes the seal of what its incidents sealed; what was handed over stays where it is.
    async fn end(
        &self,
        grant: &Grant<OverseeCanteen>,
        id: Uuid,
        seen: IfMatch,
        body: EndBody,
        (kind, act): (CommandKind, &'static ActionInfo),
    ) -> Result<Reply<IncidentRow>> {
        let held = self.held(grant, id, seen, kind).await?;
        let (me, said) = (grant.person()?, text::sentence(&body.said));
        let (school, canteen) = (held.before.school_id, held.canteen.id);
        let others = repo::open(&held.tx, school, canteen).await?.into_iter().any(|other| other.id != id);
        let sealed = if others { Vec::new() } else { book::repo::sealed(&held.tx, school, canteen).await? };
        let released = sample::service::release_all(&held.tx, sealed, me, &said).await?;
        let row = Model { ended_at: Some(held.tx.now()), ended_by: Some(me), end_said: Some(said.clone()), ..held.before.clone() };
        finish(grant, held, row, (act, said), released).await
    }

    async fn held<P: Permission>(&self, grant: &Grant<P>, id: Uuid, seen: IfMatch, kind: CommandKind) -> Result<Held> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let state = repo::state(&before)?;
        phase::guard(state, kind, who(grant.actor())).map_err(CanteenError::Incident)?;
        let next = phase::step(state, kind).map_err(CanteenError::Incident)?;
        Ok(Held { tx, before, canteen, next })
    }
}

async fn finish<P: Permission>(
    grant: &Grant<P>,
    Held { tx, before, canteen, next }: Held,
    row: Model,
    (act, note): (&'static ActionInfo, String),
    released: Vec<(Record, Record)>,
) -> Result<Reply<IncidentRow>> {
    let row = Model { phase: next.key().into(), version: before.version + 1, ..row };
    tx.save(row.clone(), before.version).await?;
    tell(&tx, &canteen, &row, (next, &note)).await?;
    let event =
        Event::new(act).changed(KIND, row.id, label(&row), &stepped(&before), &stepped(&row)).about(site::KIND, canteen.id, &canteen.name);
    let event = released.iter().fold(event, |event, (before, after)| changed(event, before, after));
    let names = person::repo::names(&tx, row.school_id, people(&row).collect()).await?;
    let view = view(&row, &names, SeenBy { actor: grant.actor(), now: tx.now(), lang: grant.context().lang() })?;
    tx.commit([event], Reply::ok(view).version(row.version)).await
}

/// Whoever heard of it hears how it goes on; so does whoever raised it.
async fn tell(tx: &Tx, canteen: &site::entity::Model, row: &Model, (state, note): (State, &str)) -> Result<()> {
    let mut news = News::new(event::NEWS_INCIDENT_STEP, KIND, row.id, format!("/canteen/incidents/{}", row.id))
        .word("who", &*tx.actor().name)
        .word("canteen", canteen.name.as_str())
        .word("said", row.said.as_str())
        .word("state", state.formal())
        .word("note", note)
        .at(canteen.place_id)
        .to([row.recorded_by]);
    for role in TOLD {
        news = news.to_role(role.code());
    }
    tx.tell([news]).await
}

/// What of a step goes into the audit trail.
#[derive(Debug, Serialize)]
struct Stepped<'a> {
    #[serde(flatten)]
    raised: super::service::Recorded<'a>,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_at: Option<chrono::DateTime<chrono::Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_to: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report_said: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    investigators: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_said: Option<&'a str>,
}

fn stepped(row: &Model) -> Stepped<'_> {
    Stepped {
        raised: recorded(row),
        state: &row.phase,
        reported_at: row.reported_at,
        reported_to: row.reported_to.as_ref(),
        report_said: row.report_said.as_deref(),
        investigators: row.investigators.as_deref(),
        end_said: row.end_said.as_deref(),
    }
}
