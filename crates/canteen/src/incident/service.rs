//! Use cases on incidents.

use std::collections::HashMap;

use campus::{
    Role,
    person::{self, PersonRef},
    school,
};
use kernel::{Db, Grant, Page, Permission, Reply, Result, Tx, audit::Event, idempotency::IdempotencyKey, outbox::News, text};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{IncidentBody, IncidentRow, IncidentView},
    entity::Model,
    packet, repo,
};
use crate::{
    book::{self, moment::Moment, record::changed, repo::Record},
    event,
    permissions::{KeepBook, ViewCanteen, ViewHealth},
    sample, site,
};

/// Incidents.
#[derive(Debug, Clone)]
pub struct Incidents {
    db: Db,
}

impl Incidents {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<Page<IncidentRow>> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let rows = repo::all(&reader, canteen.school_id, canteen.id).await?;
        let names = person::repo::names(&reader, canteen.school_id, rows.iter().map(|row| row.recorded_by).collect()).await?;
        Ok(Page::whole(rows.iter().map(|row| view(row, &names)).collect()))
    }

    /// The incident with the 48 hours before it.
    pub async fn get(&self, grant: &Grant<ViewCanteen>, id: Uuid) -> Result<IncidentView> {
        let reader = self.db.read(grant);
        let (row, canteen) = repo::find(&reader, &grant.scope()?, id).await?;
        let school = school::find(&reader, canteen.school_id).await?;
        let sees_health = grant.actor().may(ViewHealth::INFO.key);
        let packet = packet::of(&reader, &school, (&canteen, &row), sees_health, grant.context().lang()).await?;
        Ok(IncidentView {
            row: view(&row, &packet.people),
            canteen: site::dto::CanteenRef { id: canteen.id, name: canteen.name },
            diners: canteen.diners,
            from: packet.from,
            to: packet.to,
            sections: packet.sections,
            health_left_out: !sees_health,
            made_at: reader.now(),
        })
    }

    /// Writes it down, seals every sample that is still there, and tells those who answer for the school. The same key again answers the same.
    pub async fn raise(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: IncidentBody) -> Result<Reply<IncidentRow>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        IdempotencyKey::require(grant.idempotency())?;
        let (school, me) = (canteen.school_id, grant.person()?);
        let moment = Moment::of(&tx, school, body.happened_at).await?;
        let said = text::sentence(&body.said);
        let kept = book::repo::kept(&tx, school, canteen.id).await?;
        let sealed = sample::service::seal_all(&tx, kept, &said).await?;
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
            sealed: i64::try_from(sealed.len()).unwrap_or(i64::MAX),
        };
        repo::insert(&tx, &row).await?;
        tell(&tx, &canteen, &row).await?;
        let names = person::repo::names(&tx, school, vec![me]).await?;
        let event = raised(&row, &sealed).about(site::KIND, canteen.id, &canteen.name);
        tx.commit([event], Reply::created(view(&row, &names))).await
    }
}

/// The event, with every sample that was sealed.
fn raised(row: &Model, sealed: &[(Record, Record)]) -> Event {
    let label = format!("{} 食品安全事故", row.happened_at.format("%Y-%m-%d"));
    let event = Event::new(event::INCIDENT_RAISED).created(KIND, row.id, label, &recorded(row));
    sealed.iter().fold(event, |event, (before, after)| changed(event, before, after))
}

/// Those who stop, rescue and report hear of it at once.
async fn tell(tx: &Tx, canteen: &site::entity::Model, row: &Model) -> Result<()> {
    let mut news = News::new(event::NEWS_INCIDENT, KIND, row.id, format!("/canteen/incidents/{}", row.id))
        .word("who", &*tx.actor().name)
        .word("canteen", canteen.name.as_str())
        .word("said", row.said.as_str())
        .word("sealed", row.sealed.to_string().as_str())
        .at(canteen.place_id);
    let told = [
        Role::Principal,
        Role::VicePrincipal,
        Role::LogisticsDirector,
        Role::CanteenManager,
        Role::FoodSafetyOfficer,
        Role::FoodSafetyDirector,
    ];
    for role in told {
        news = news.to_role(role.code());
    }
    tx.tell([news]).await
}

fn view(row: &Model, names: &HashMap<Uuid, String>) -> IncidentRow {
    IncidentRow {
        id: row.id,
        canteen_id: row.canteen_id,
        said: row.said.clone(),
        unwell: row.unwell,
        happened_at: row.happened_at,
        recorded_at: row.recorded_at,
        recorded_by: PersonRef { id: row.recorded_by, name: names.get(&row.recorded_by).cloned().unwrap_or_default() },
        late: row.late,
        sealed: row.sealed,
    }
}

/// What of an incident goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    said: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unwell: Option<i64>,
    happened_at: chrono::DateTime<chrono::Utc>,
    late: bool,
    sealed: i64,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded { said: &row.said, unwell: row.unwell, happened_at: row.happened_at, late: row.late, sealed: row.sealed }
}
