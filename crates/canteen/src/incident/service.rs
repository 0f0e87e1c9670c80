//! Use cases on incidents.

use campus::{Role, person, school};
use kernel::{Db, Grant, Page, Permission, Reply, Result, Tx, audit::Event, idempotency::IdempotencyKey, outbox::News, text};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{IncidentBody, IncidentRow, IncidentView},
    entity::Model,
    packet,
    phase::State,
    repo,
    view::{SeenBy, people, view},
};
use crate::{
    book::{self, moment::Moment, record::changed, repo::Record},
    event,
    permissions::{RaiseIncident, ViewCanteen, ViewHealth},
    sample, site,
};

/// Those who stop, rescue and report.
pub(super) const TOLD: [Role; 6] = [
    Role::Principal,
    Role::VicePrincipal,
    Role::LogisticsDirector,
    Role::CanteenManager,
    Role::FoodSafetyOfficer,
    Role::FoodSafetyDirector,
];

/// Incidents.
#[derive(Debug, Clone)]
pub struct Incidents {
    pub(super) db: Db,
}

impl Incidents {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<Page<IncidentRow>> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let rows = repo::all(&reader, canteen.school_id, canteen.id).await?;
        let names = person::repo::names(&reader, canteen.school_id, rows.iter().flat_map(people).collect()).await?;
        let seen_by = SeenBy { actor: grant.actor(), now: reader.now(), lang: grant.context().lang() };
        Ok(Page::whole(rows.iter().map(|row| view(row, &names, seen_by)).collect::<Result<_>>()?))
    }

    /// The incident with the 48 hours before it.
    pub async fn get(&self, grant: &Grant<ViewCanteen>, id: Uuid) -> Result<Reply<IncidentView>> {
        let reader = self.db.read(grant);
        let (row, canteen) = repo::find(&reader, &grant.scope()?, id).await?;
        let school = school::find(&reader, canteen.school_id).await?;
        let sees_health = grant.actor().may(ViewHealth::INFO.key);
        let packet = packet::of(&reader, &school, (&canteen, &row), sees_health, grant.context().lang()).await?;
        let seen_by = SeenBy { actor: grant.actor(), now: reader.now(), lang: grant.context().lang() };
        let version = row.version;
        let view = IncidentView {
            row: view(&row, &packet.people, seen_by)?,
            canteen: site::dto::CanteenRef { id: canteen.id, name: canteen.name },
            diners: canteen.diners,
            from: packet.from,
            to: packet.to,
            sections: packet.sections,
            health_left_out: !sees_health,
            made_at: reader.now(),
        };
        Ok(Reply::ok(view).version(version))
    }

    /// Writes it down, seals every sample that is still there, and tells those who answer for the school. The same key again answers the same.
    pub async fn raise(&self, grant: &Grant<RaiseIncident>, canteen: Uuid, body: IncidentBody) -> Result<Reply<IncidentRow>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        IdempotencyKey::require(grant.idempotency())?;
        let (school, me) = (canteen.school_id, grant.person()?);
        let moment = Moment::of(&tx, school, body.happened_at).await?;
        let said = text::sentence(&body.said);
        let kept = book::repo::kept(&tx, school, canteen.id).await?;
        let is_sealed = |one: &Record| one.sample.as_ref().is_some_and(|life| life.phase == sample::phase::State::Sealed.key());
        let by_it = kept.iter().filter(|one| !is_sealed(one)).count();
        let row = Model {
            school_id: school,
            id: tx.new_id(),
            canteen_id: canteen.id,
            happened_at: moment.happened_at,
            recorded_at: moment.recorded_at,
            recorded_by: me,
            late: moment.late,
            said,
            unwell: body.unwell,
            sealed: i64::try_from(by_it).unwrap_or(i64::MAX),
            phase: State::Stopped.key().into(),
            reported_at: None,
            report_recorded_at: None,
            reported_by: None,
            reported_to: None,
            report_said: None,
            investigated_at: None,
            investigated_by: None,
            investigators: None,
            ended_at: None,
            ended_by: None,
            end_said: None,
            version: 1,
        };
        repo::insert(&tx, &row).await?;
        let sealed = sample::service::seal_all(&tx, kept, &row.said, row.id).await?;
        tell(&tx, &canteen, &row).await?;
        let names = person::repo::names(&tx, school, vec![me]).await?;
        let event = raised(&row, &sealed).about(site::KIND, canteen.id, &canteen.name);
        let view = view(&row, &names, SeenBy { actor: grant.actor(), now: tx.now(), lang: grant.context().lang() })?;
        tx.commit([event], Reply::created(view).version(row.version)).await
    }
}

/// The event, with every sample that was sealed.
fn raised(row: &Model, sealed: &[(Record, Record)]) -> Event {
    let event = Event::new(event::INCIDENT_RAISED).created(KIND, row.id, label(row), &recorded(row));
    sealed.iter().fold(event, |event, (before, after)| changed(event, before, after))
}

/// `2026-11-24 食品安全事故`: how the trail calls it.
pub(super) fn label(row: &Model) -> String {
    format!("{} 食品安全事故", row.happened_at.format("%Y-%m-%d"))
}

/// Those who stop, rescue and report hear of it at once.
async fn tell(tx: &Tx, canteen: &site::entity::Model, row: &Model) -> Result<()> {
    let mut news = News::new(event::NEWS_INCIDENT, KIND, row.id, format!("/canteen/incidents/{}", row.id))
        .word("who", &*tx.actor().name)
        .word("canteen", canteen.name.as_str())
        .word("said", row.said.as_str())
        .word("sealed", row.sealed.to_string().as_str())
        .at(canteen.place_id);
    for role in TOLD {
        news = news.to_role(role.code());
    }
    tx.tell([news]).await
}

/// What of an incident goes into the audit trail.
#[derive(Debug, Serialize)]
pub(super) struct Recorded<'a> {
    said: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unwell: Option<i64>,
    happened_at: chrono::DateTime<chrono::Utc>,
    late: bool,
    sealed: i64,
}

pub(super) fn recorded(row: &Model) -> Recorded<'_> {
    Recorded { said: &row.said, unwell: row.unwell, happened_at: row.happened_at, late: row.late, sealed: row.sealed }
}
