//! Use cases on health certificates.

use campus::{delegation::StandIns, school};
use chrono::{Months, NaiveDate};
use kernel::{Db, Grant, IfMatch, Permission, Reply, Result, audit::Event, text};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::CertificateBody,
    entity::Model,
    phase::{Command, CommandKind, Facts, State, guard},
    repo,
};
use crate::{CanteenError, event, permissions::KeepHealth, policy::certificate_months, site, staff, staff::dto::StaffView};

/// Health certificates.
#[derive(Debug, Clone)]
pub struct Certificates {
    db: Db,
}

impl Certificates {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// Adds a certificate. Changes nothing of those that are there, so no version is needed.
    pub async fn enter(&self, grant: &Grant<KeepHealth>, staff: Uuid, body: CertificateBody) -> Result<Reply<StaffView>> {
        let tx = self.db.begin(grant).await?;
        let (holder, canteen) = staff::repo::find(&tx, &grant.scope()?, staff).await?;
        if body.expires_on <= body.issued_on {
            return Err(CanteenError::EndsBeforeItBegins.into());
        }
        let today = school::find(&tx, holder.school_id).await?.today(tx.now());
        let months = certificate_months(&tx, holder.school_id, today).await?;
        if body.issued_on.checked_add_months(Months::new(months)).is_some_and(|last| body.expires_on > last) {
            return Err(CanteenError::TooLong { months }.into());
        }
        let row = Model {
            school_id: holder.school_id,
            id: tx.new_id(),
            staff_id: holder.id,
            number: text::tidy(&body.number),
            issued_on: body.issued_on,
            expires_on: body.expires_on,
            phase: State::Submitted.key().into(),
            entered_by: grant.person()?,
            verified_by: None,
            verified_at: None,
            reason: None,
            reminded_days: None,
            created_at: tx.now(),
            version: 1,
        };
        row.clone().into_active_model().reset_all().insert(&tx).await?;
        let event = Event::new(event::CERTIFICATE_ENTERED)
            .created(KIND, row.id, &holder.name, &recorded(&row))
            .about(staff::KIND, holder.id, &holder.name)
            .about(site::KIND, canteen.id, &canteen.name);
        let version = holder.version;
        let view = staff::service::one(grant, &tx, holder).await?;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    /// One step of its life.
    pub async fn step(&self, grant: &Grant<KeepHealth>, id: Uuid, seen: IfMatch, command: Command) -> Result<Reply<StaffView>> {
        let tx = self.db.begin(grant).await?;
        let (before, holder, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let (me, kind) = (grant.person()?, command.kind());
        let parties: Vec<Uuid> = [Some(before.entered_by), holder.person_id].into_iter().flatten().collect();
        let stand_ins = StandIns::of(&tx, parties.iter().copied().chain([me]).collect()).await?;
        let is_party = parties.iter().any(|party| stand_ins.are_one(*party, me));
        let facts = Facts { keeps: grant.actor().may(KeepHealth::INFO.key), is_party };
        let phase = repo::phase(&before)?;
        guard(phase.state(), kind, facts).map_err(CanteenError::Certificate)?;
        let mut row = repo::stepped(&before, &phase.step(command).map_err(CanteenError::Certificate)?);
        if kind == CommandKind::Verify {
            (row.verified_by, row.verified_at) = (Some(me), Some(tx.now()));
        }
        tx.save(row.clone(), before.version).await?;
        let act = match kind {
            CommandKind::Verify => event::CERTIFICATE_VERIFIED,
            CommandKind::Suspend => event::CERTIFICATE_SUSPENDED,
            CommandKind::Resume => event::CERTIFICATE_RESUMED,
            CommandKind::Withdraw => event::CERTIFICATE_WITHDRAWN,
        };
        let event = Event::new(act)
            .changed(KIND, row.id, &holder.name, &recorded(&before), &recorded(&row))
            .about(staff::KIND, holder.id, &holder.name)
            .about(site::KIND, canteen.id, &canteen.name);
        let view = staff::service::one(grant, &tx, holder).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// What of a certificate goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    number: &'a str,
    issued_on: NaiveDate,
    expires_on: NaiveDate,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified_by: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded {
        number: &row.number,
        issued_on: row.issued_on,
        expires_on: row.expires_on,
        state: &row.phase,
        verified_by: row.verified_by,
        reason: row.reason.as_deref(),
    }
}
