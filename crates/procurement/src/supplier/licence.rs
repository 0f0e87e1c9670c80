//! Licences of a supplier: adding one takes the place of the one of its kind.

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
