//! Use cases on contracts.

use axum::{http::HeaderMap, response::Response};
use campus::school::{self, entity::Model as School};
use chrono::NaiveDate;
use files::{
    Files, Size,
    attachment::{self, Attached, Attaching, Subject},
};
use kernel::{Db, Grant, IfMatch, Page, Permission, Problem, Reply, Result, Tx, audit::Event, text};
use procurement::supplier::{self, SupplierId};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{ContractBody, ContractView, EndBody},
    entity::Model,
    phase::{Command, Phase, State, guard},
    repo, view,
};
use crate::{
    PaperError, event,
    permissions::{ManageCanteen, ViewCanteen},
    site::{self, dto::Mode},
};

/// Contracts.
#[derive(Debug, Clone)]
pub struct Contracts {
    db: Db,
    files: Files,
}

impl Contracts {
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<Page<ContractView>> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let school = school::find(&reader, canteen.school_id).await?;
        let rows = repo::of_canteen(&reader, canteen.school_id, canteen.id).await?;
        let seen_by = (school.today(reader.now()), grant.actor(), grant.context().lang());
        view::views(&reader, (&school, &canteen), rows, seen_by).await.map(Page::whole)
    }

    /// A page of a scan. Whoever sees the canteen sees it.
    pub async fn content(
        &self,
        grant: &Grant<ViewCanteen>,
        (id, page): (Uuid, Uuid),
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        let (row, _) = repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::find(&reader, row.school_id, Subject { kind: KIND, id }, page).await?;
        self.files.content(&found, size, asked).await
    }

    pub async fn enter(&self, grant: &Grant<ManageCanteen>, canteen: Uuid, body: ContractBody) -> Result<Reply<ContractView>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        if Mode::of(&canteen.mode) == Some(Mode::Own) {
            return Err(PaperError::NoContractor.into());
        }
        let school = school::find(&tx, canteen.school_id).await?;
        let row = Model {
            school_id: canteen.school_id,
            id: tx.new_id(),
            canteen_id: canteen.id,
            supplier_id: None,
            contractor: String::new(),
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            licence_number: String::new(),
            licence_expires_on: body.licence_expires_on,
            contact: String::new(),
            phone: None,
            director: None,
            note: None,
            phase: State::Running.key().into(),
            ended_on: None,
            end_reason: None,
            ended_by: None,
            ended_at: None,
            reminded_days: None,
            licence_reminded_days: None,
            recorded_by: grant.person()?,
            recorded_at: tx.now(),
            version: 1,
        };
        let row = checked(&tx, row, &body).await?;
        row.clone().into_active_model().reset_all().insert(&tx).await?;
        let event = Event::new(event::CONTRACT_ENTERED).created(KIND, row.id, &row.contractor, &recorded(&row));
        let event = scanned(&tx, &row, &body.upload_ids, event).await?.about(site::KIND, canteen.id, &canteen.name);
        let view = seen(grant, &tx, (&school, &canteen), row).await?;
        let version = view.version;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    /// What is known of it anew: another contact, a licence that was renewed, a longer time.
    pub async fn revise(&self, grant: &Grant<ManageCanteen>, id: Uuid, asked: IfMatch, body: ContractBody) -> Result<Reply<ContractView>> {
        let (tx, school, before, canteen) = self.held(grant, id, asked).await?;
        step(grant, &before, Command::Revise)?;
        let row = Model {
            starts_on: body.starts_on,
            // Whoever was told of one end is told of the other as well.
            reminded_days: before.reminded_days.filter(|_| before.ends_on == body.ends_on),
            licence_reminded_days: before.licence_reminded_days.filter(|_| before.licence_expires_on == body.licence_expires_on),
            ends_on: body.ends_on,
            licence_expires_on: body.licence_expires_on,
            version: before.version + 1,
            ..before.clone()
        };
        let row = checked(&tx, row, &body).await?;
        tx.save(row.clone(), before.version).await?;
        let event = Event::new(event::CONTRACT_REVISED).changed(KIND, row.id, &row.contractor, &recorded(&before), &recorded(&row));
        let event = scanned(&tx, &row, &body.upload_ids, event).await?.about(site::KIND, canteen.id, &canteen.name);
        let view = seen(grant, &tx, (&school, &canteen), row).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }

    /// It is over, with a reason; it stays where it is.
    pub async fn end(&self, grant: &Grant<ManageCanteen>, id: Uuid, asked: IfMatch, body: EndBody) -> Result<Reply<ContractView>> {
        let (tx, school, before, canteen) = self.held(grant, id, asked).await?;
        let today = school.today(tx.now());
        let on = body.ended_on.unwrap_or(today);
        let phase = step(grant, &before, Command::End { on, reason: text::sentence(&body.reason) })?;
        if on < before.starts_on || on > today {
            return Err(PaperError::EndedElsewhere.into());
        }
        let Phase::Ended { on, reason } = phase else { return Err(Problem::internal("a contract ended and runs")) };
        let row = Model {
            phase: State::Ended.key().into(),
            ended_on: Some(on),
            end_reason: Some(reason),
            ended_by: Some(grant.person()?),
            ended_at: Some(tx.now()),
            version: before.version + 1,
            ..before.clone()
        };
        tx.save(row.clone(), before.version).await?;
        let event = Event::new(event::CONTRACT_ENDED).changed(KIND, row.id, &row.contractor, &recorded(&before), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let view = seen(grant, &tx, (&school, &canteen), row).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }

    async fn held(&self, grant: &Grant<ManageCanteen>, id: Uuid, asked: IfMatch) -> Result<(Tx, School, Model, site::entity::Model)> {
        let tx = self.db.begin(grant).await?;
        let (row, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        asked.check(row.version)?;
        let school = school::find(&tx, row.school_id).await?;
        Ok((tx, school, row, canteen))
    }
}

fn step(grant: &Grant<ManageCanteen>, row: &Model, command: Command) -> Result<Phase> {
    let phase = repo::phase(row)?;
    guard(phase.state(), command.kind(), grant.actor().may(ManageCanteen::INFO.key)).map_err(PaperError::Contract)?;
    Ok(phase.step(command).map_err(PaperError::Contract)?)
}

async fn seen(
    grant: &Grant<ManageCanteen>,
    tx: &Tx,
    (school, canteen): (&School, &site::entity::Model),
    row: Model,
) -> Result<ContractView> {
    let seen_by = (school.today(tx.now()), grant.actor(), grant.context().lang());
    view::one(tx, (school, canteen), row, seen_by).await
}

/// The row with what the body says.
async fn checked(tx: &Tx, row: Model, body: &ContractBody) -> Result<Model> {
    if body.ends_on <= body.starts_on {
        return Err(PaperError::EndsFirst.into());
    }
    let contractor = match body.supplier_id {
        Some(id) => supplier::name_of(tx, row.school_id, SupplierId(id), "/supplier_id").await?,
        None => said(body.contractor.as_deref()).ok_or(PaperError::Nameless)?,
    };
    Ok(Model {
        supplier_id: body.supplier_id,
        contractor,
        licence_number: text::tidy(&body.licence_number),
        contact: text::tidy(&body.contact),
        phone: said(body.phone.as_deref()),
        director: said(body.director.as_deref()),
        note: body.note.as_deref().map(text::sentence).filter(|note| !note.is_empty()),
        ..row
    })
}

fn said(words: Option<&str>) -> Option<String> {
    words.map(text::tidy).filter(|words| !words.is_empty())
}

/// Attaches the pages of the signed paper; each stands in the event.
async fn scanned(tx: &Tx, row: &Model, upload_ids: &[Uuid], event: Event) -> Result<Event> {
    let new = Attaching { upload_ids, kind: None, caption: None, purpose: None, pointer: "/upload_ids", pass: None };
    let attached = attachment::attach_to_all(tx, &[Subject { kind: KIND, id: row.id }], &new).await?;
    Ok(attached.iter().fold(event, |event, Attached { row, upload }| {
        let recorded = serde_json::json!({ "kind": row.kind, "media_type": upload.media_type });
        event.created("attachment", row.id, &upload.file_name, &recorded)
    }))
}

/// What of a contract goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    name: &'a str,
    supplier_id: Option<Uuid>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    number: &'a str,
    expires_on: NaiveDate,
    contact: &'a str,
    phone: Option<&'a str>,
    director: Option<&'a str>,
    note: Option<&'a str>,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded {
        name: &row.contractor,
        supplier_id: row.supplier_id,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        number: &row.licence_number,
        expires_on: row.licence_expires_on,
        contact: &row.contact,
        phone: row.phone.as_deref(),
        director: row.director.as_deref(),
        note: row.note.as_deref(),
        state: &row.phase,
        ended_on: row.ended_on,
        reason: row.end_reason.as_deref(),
    }
}
