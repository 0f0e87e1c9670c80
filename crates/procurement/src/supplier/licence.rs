//! Licences of a supplier: adding one takes the place of the one of its kind; one for food is verified by a second person.

use campus::delegation::StandIns;
use files::{Subject, attachment};
use kernel::{Grant, Reply, Result, Tx, audit::Event, text};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, SqlErr,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    KIND,
    dto::{LicenceBody, SupplierView},
    entity::licence::{Column, Entity, Model},
    error::SupplierError,
    model::{SupplierId, recorded_licence},
    repo,
    service::Suppliers,
    view,
};
use crate::{event, permissions::KeepSuppliers};

/// Its records in the audit trail.
const LICENCE: &str = "supplier_licence";

impl Suppliers {
    /// Adds a licence. Changes nothing else of the supplier, so no version is needed: of two at once one is refused.
    pub async fn add_licence(&self, grant: &Grant<KeepSuppliers>, id: SupplierId, body: LicenceBody) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let supplier = repo::find(&tx, &grant.scope()?, id).await?;
        if body.kind.always_expires() && body.expires_on.is_none() {
            return Err(SupplierError::LastDayMissing.into());
        }
        if body.kind.is_for_food() && body.issued_on.is_none() {
            return Err(SupplierError::FirstDayMissing.into());
        }
        if body.issued_on.zip(body.expires_on).is_some_and(|(first, last)| last < first) {
            return Err(SupplierError::EndsBeforeItBegins("/expires_on").into());
        }
        let row = Model {
            school_id: supplier.school_id,
            id: tx.new_id(),
            supplier_id: supplier.id,
            kind: body.kind.key().into(),
            number: text::tidy(&body.number),
            issued_on: body.issued_on,
            expires_on: body.expires_on,
            attachment_id: document(&tx, supplier.id, body.upload_id).await?,
            added_by: grant.person()?,
            added_at: tx.now(),
            replaced_at: None,
            asks_second: body.kind.is_for_food(),
            verified_by: None,
            verified_at: None,
        };
        let mut event = Event::new(event::LICENCE_ADDED).about(KIND, supplier.id, &supplier.name);
        if let Some(old) = replace(&tx, &row).await? {
            let replaced = Model { replaced_at: Some(tx.now()), ..old.clone() };
            event = event.changed(LICENCE, old.id, &old.number, &recorded_licence(&old), &recorded_licence(&replaced));
        }
        insert(&tx, &row).await?;
        let event = event.created(LICENCE, row.id, &row.number, &recorded_licence(&row));
        let view = view::view(&tx, &supplier, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(supplier.version)).await
    }

    /// Somebody else than who entered it has compared a licence with its paper (D14): from now on it counts. It has no version: what was
    /// replaced or verified meanwhile is not verified.
    pub async fn verify_licence(&self, grant: &Grant<KeepSuppliers>, id: Uuid) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let scope = grant.scope()?;
        let before = repo::licence(&tx, &scope, id).await?;
        let supplier = repo::find(&tx, &scope, SupplierId(before.supplier_id)).await?;
        let me = grant.person()?;
        let stand_ins = StandIns::of(&tx, vec![before.added_by, me]).await?;
        may_verify(&before, |person| stand_ins.are_one(person, me))?;
        let verified = Model { verified_by: Some(me), verified_at: Some(tx.now()), ..before.clone() };
        let done = Entity::update_many()
            .col_expr(Column::VerifiedBy, Expr::value(me))
            .col_expr(Column::VerifiedAt, Expr::value(tx.now()))
            .filter(Column::SchoolId.eq(before.school_id))
            .filter(Column::Id.eq(before.id))
            .filter(Column::ReplacedAt.is_null())
            .filter(Column::VerifiedAt.is_null())
            .exec(&tx)
            .await?;
        if done.rows_affected != 1 {
            return Err(SupplierError::NothingToVerify.into());
        }
        let event = Event::new(event::LICENCE_VERIFIED)
            .changed(LICENCE, before.id, &before.number, &recorded_licence(&before), &recorded_licence(&verified))
            .about(KIND, supplier.id, &supplier.name);
        let view = view::view(&tx, &supplier, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(supplier.version)).await
    }
}

/// Whether a licence in force waits for a second person.
pub(super) const fn waits(licence: &Model) -> bool {
    licence.asks_second && licence.verified_at.is_none() && licence.replaced_at.is_none()
}

/// Whether somebody may verify it; `is` tells whether what he does could be this person's doing.
pub(super) fn may_verify(licence: &Model, is: impl Fn(Uuid) -> bool) -> std::result::Result<(), SupplierError> {
    if !waits(licence) {
        return Err(SupplierError::NothingToVerify);
    }
    if is(licence.added_by) { Err(SupplierError::OwnLicence) } else { Ok(()) }
}

async fn document(tx: &Tx, supplier: Uuid, upload: Option<Uuid>) -> Result<Option<Uuid>> {
    let Some(upload) = upload else { return Ok(None) };
    let attached = attachment::attach_document(tx, Subject { kind: KIND, id: supplier }, upload, "/upload_id").await?;
    Ok(Some(attached.row.id))
}

/// Takes the one of this kind out of force.
async fn replace(tx: &Tx, new: &Model) -> Result<Option<Model>> {
    let here = || {
        let all = Column::SchoolId.eq(new.school_id).and(Column::SupplierId.eq(new.supplier_id));
        all.and(Column::Kind.eq(&new.kind)).and(Column::ReplacedAt.is_null())
    };
    let Some(old) = Entity::find().filter(here()).one(tx).await? else { return Ok(None) };
    Entity::update_many().col_expr(Column::ReplacedAt, Expr::value(tx.now())).filter(here()).filter(Column::Id.eq(old.id)).exec(tx).await?;
    Ok(Some(old))
}

async fn insert(tx: &Tx, row: &Model) -> Result<()> {
    let done = Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx).await;
    done.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => SupplierError::LicenceMeanwhile.into(),
        _ => error.into(),
    })
}
