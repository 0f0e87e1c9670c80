//! Use cases on suppliers.

use axum::{http::HeaderMap, response::Response};
use files::{Files, Size, Subject, attachment};
use kernel::{
    Actor, Db, Grant, IfMatch, Lang, Page, PageLimit, Reply, Result, Tx,
    audit::{ActionInfo, Event},
    text,
};
use uuid::Uuid;

use super::{
    KIND,
    dto::{ListSuppliers, SupplierBody, SupplierRow, SupplierView},
    entity::Model,
    error::SupplierError,
    model::{Status, SupplierId, recorded, warned_until},
    repo,
    view::{self, Today},
};
use crate::{
    event,
    permissions::{KeepSuppliers, ViewSuppliers},
};

/// Suppliers.
#[derive(Debug, Clone)]
pub struct Suppliers {
    pub(super) db: Db,
    files: Files,
}

impl Suppliers {
    pub const fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn list(&self, grant: &Grant<ViewSuppliers>, query: &ListSuppliers) -> Result<Page<SupplierRow>> {
        let limit = PageLimit::new(query.limit)?;
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let today = Today::of(&reader, school, reader.now()).await?;
        let until = warned_until(today.day, today.warning_days);
        let found = repo::list(&reader, &grant.scope()?, query, limit, until).await?;
        let page = Page::cut(found, limit, |row| (repo::ORDER, (row.name_key.clone(), row.id)))?;
        let items = view::rows(&reader, school, page.items, today, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewSuppliers>, id: SupplierId) -> Result<Reply<SupplierView>> {
        let reader = self.db.read(grant);
        let supplier = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &supplier, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(supplier.version))
    }

    pub async fn add(&self, grant: &Grant<KeepSuppliers>, body: SupplierBody) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let blank = Model {
            school_id: tx.school()?,
            id: tx.new_id(),
            name: String::new(),
            name_key: String::new(),
            contact: None,
            phone: None,
            address: None,
            sells: None,
            price_list_from: None,
            price_list_until: None,
            status: Status::Active.key().into(),
            status_reason: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let supplier = with(blank, body)?;
        repo::insert(&tx, &supplier).await?;
        let event = Event::new(event::SUPPLIER_ADDED).created(KIND, supplier.id, &supplier.name, &recorded(&supplier));
        let view = view::view(&tx, &supplier, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(supplier.version)).await
    }

    pub async fn revise(
        &self,
        grant: &Grant<KeepSuppliers>,
        id: SupplierId,
        seen: IfMatch,
        body: SupplierBody,
    ) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let supplier = repo::save(&tx, with(before.clone(), body)?).await?;
        finish(grant.actor(), grant.context().lang(), tx, &before, &supplier, event::SUPPLIER_REVISED).await
    }

    /// From now on nothing is bought there.
    pub async fn suspend(&self, grant: &Grant<KeepSuppliers>, id: SupplierId, seen: IfMatch, reason: &str) -> Result<Reply<SupplierView>> {
        self.turn(grant, id, seen, Status::Suspended, reason).await
    }

    pub async fn resume(&self, grant: &Grant<KeepSuppliers>, id: SupplierId, seen: IfMatch, reason: &str) -> Result<Reply<SupplierView>> {
        self.turn(grant, id, seen, Status::Active, reason).await
    }

    async fn turn(
        &self,
        grant: &Grant<KeepSuppliers>,
        id: SupplierId,
        seen: IfMatch,
        to: Status,
        reason: &str,
    ) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        if before.status == to.key() {
            return Err(SupplierError::AlreadyIs(to).into());
        }
        let changed = Model { status: to.key().into(), status_reason: Some(text::tidy(reason)), ..before.clone() };
        let supplier = repo::save(&tx, changed).await?;
        let action = if to == Status::Suspended { event::SUPPLIER_SUSPENDED } else { event::SUPPLIER_RESUMED };
        finish(grant.actor(), grant.context().lang(), tx, &before, &supplier, action).await
    }

    /// The file of a licence.
    pub(super) async fn content(
        &self,
        grant: &Grant<ViewSuppliers>,
        id: SupplierId,
        attached: Uuid,
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::find(&reader, grant.school()?, Subject { kind: KIND, id: id.0 }, attached).await?;
        self.files.content(&found, size, asked).await
    }
}

async fn finish(
    actor: &Actor,
    lang: Lang,
    tx: Tx,
    before: &Model,
    supplier: &Model,
    action: &'static ActionInfo,
) -> Result<Reply<SupplierView>> {
    let event = Event::new(action).changed(KIND, supplier.id, &supplier.name, &recorded(before), &recorded(supplier));
    let view = view::view(&tx, supplier, actor, tx.now(), lang).await?;
    tx.commit([event], Reply::ok(view).version(supplier.version)).await
}

/// The row as the body says it.
fn with(row: Model, body: SupplierBody) -> Result<Model> {
    let some = |text: Option<String>| text.map(|text| text::tidy(&text)).filter(|text| !text.is_empty());
    let list = body.price_list;
    if list.as_ref().is_some_and(|list| list.valid_until.is_some_and(|last| last < list.valid_from)) {
        return Err(SupplierError::EndsBeforeItBegins("/price_list/valid_until").into());
    }
    let name = text::tidy(&body.name);
    Ok(Model {
        name_key: text::fold(&name),
        name,
        contact: some(body.contact),
        phone: some(body.phone),
        address: some(body.address),
        sells: some(body.sells),
        price_list_from: list.as_ref().map(|list| list.valid_from),
        price_list_until: list.and_then(|list| list.valid_until),
        ..row
    })
}
