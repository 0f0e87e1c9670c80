//! The address that signs and labels lead to: asked at set-up, and another one when HTTPS comes or the server moves. What is printed
//! already keeps the old one.

pub mod dto;
mod routes;

use kernel::{Db, Grant, IfMatch, Permission, Reply, Result, Tx, audit::Event};
use serde_json::json;

pub use routes::routes;

use super::{entity::Model, find, for_phones, is_only_here};
use crate::{CampusError, event, permissions::ManageAddress};
use dto::{SchoolAddress, SetSchoolAddress};

/// Use cases on the address.
#[derive(Debug, Clone)]
pub struct Addresses {
    db: Db,
}

impl Addresses {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn get(&self, grant: &Grant<ManageAddress>) -> Result<Reply<SchoolAddress>> {
        let school = find(&self.db.read(grant), grant.school()?).await?;
        Ok(Reply::ok(view(&school)).version(school.version))
    }

    pub async fn set(&self, grant: &Grant<ManageAddress>, seen: IfMatch, body: SetSchoolAddress) -> Result<Reply<SchoolAddress>> {
        let tx = self.db.begin(grant).await?;
        let before = find(&tx, grant.school()?).await?;
        seen.check(before.version)?;
        change(tx, before, &body.public_url).await
    }
}

/// The same at the server's command line, whatever the version.
pub async fn set_by<P: Permission>(db: &Db, grant: &Grant<P>, address: &str) -> Result<()> {
    let tx = db.begin(grant).await?;
    let before = find(&tx, grant.school()?).await?;
    change(tx, before, address).await.map(drop)
}

async fn change(tx: Tx, before: Model, address: &str) -> Result<Reply<SchoolAddress>> {
    let address = address.trim();
    if !is_web_address(address) {
        return Err(CampusError::NoAddress.into());
    }
    if is_only_here(address) {
        return Err(CampusError::AddressOnlyHere.into());
    }
    let after = Model { public_url: Some(address.to_owned()), version: before.version + 1, ..before.clone() };
    tx.save(after.clone(), before.version).await?;
    let said = |school: &Model| json!({ "public_url": school.public_url });
    let event = Event::new(event::SCHOOL_MOVED).changed("school", after.id, &after.name, &said(&before), &said(&after));
    tx.commit([event], Reply::ok(view(&after)).version(after.version)).await
}

fn view(school: &Model) -> SchoolAddress {
    SchoolAddress { public_url: school.public_url.clone(), for_phones: for_phones(school).is_some(), version: school.version }
}

/// Whether signs can lead there.
pub fn is_web_address(value: &str) -> bool {
    let uri = value.parse::<axum::http::Uri>();
    uri.is_ok_and(|u| {
        matches!(u.scheme_str(), Some("http" | "https")) && u.host().is_some_and(|host| !host.is_empty()) && u.query().is_none()
    })
}
