//! A supplier as its caller sees it.

use std::collections::HashMap;

use campus::{
    person::{self, PersonRef},
    school,
};
use chrono::{DateTime, NaiveDate, Utc};
use files::attachment::{self, Attached, AttachmentView};
use kernel::{Actor, Lang, Permission, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND, bank,
    dto::{BankView, LicenceSummary, LicenceView, PriceListView, SupplierRow, SupplierView},
    entity::{Model, bank::Model as Account, licence::Model as Licence},
    licence,
    model::{BankState, LicenceKind, LicenceState, Status, SupplierId, masked, price_list_holds},
    repo,
};
use crate::{
    permissions::{DecideSupplierBank, KeepSuppliers, ViewSupplierBank},
    policy,
};

/// The day it is in the school, and how long before its end a licence is pointed at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Today {
    pub day: NaiveDate,
    pub warning_days: u32,
}

impl Today {
    pub async fn of(db: &impl ConnectionTrait, school: Uuid, now: DateTime<Utc>) -> Result<Self> {
        let day = school::find(db, school).await?.today(now);
        Ok(Self { day, warning_days: policy::LICENCE_WARNING_DAYS.on(db, school, day).await? })
    }
}

/// Rows of the list: their licences and waiting accounts in two look-ups.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    school: Uuid,
    suppliers: Vec<Model>,
    today: Today,
    lang: Lang,
) -> Result<Vec<SupplierRow>> {
    let ids: Vec<Uuid> = suppliers.iter().map(|supplier| supplier.id).collect();
    let licences = repo::licences_in_force(db, school, ids.clone()).await?;
    let waiting = repo::with_waiting_account(db, school, ids).await?;
    let row_of = |supplier: &Model| {
        let licences: &[Licence] = licences.get(&supplier.id).map_or(&[][..], Vec::as_slice);
        row(supplier, licences.iter(), waiting.contains(&supplier.id), today, lang)
    };
    suppliers.iter().map(row_of).collect()
}

fn row<'a>(
    supplier: &Model,
    in_force: impl Iterator<Item = &'a Licence> + Clone,
    bank_account_waits: bool,
    today: Today,
    lang: Lang,
) -> Result<SupplierRow> {
    let status = Status::of(&supplier.status).ok_or_else(|| Problem::internal("a supplier of an unknown status"))?;
    let price_list = supplier.price_list_from.map(|valid_from| PriceListView {
        valid_from,
        valid_until: supplier.price_list_until,
        holds: price_list_holds(supplier, today.day),
    });
    Ok(SupplierRow {
        id: SupplierId(supplier.id),
        name: supplier.name.clone(),
        contact: supplier.contact.clone(),
        phone: supplier.phone.clone(),
        sells: supplier.sells.clone(),
        status,
        status_text: status.title().pick(lang).to_owned(),
        status_reason: supplier.status_reason.clone(),
        price_list,
        licence_waits: in_force.clone().any(licence::waits),
        licences: summary(in_force, today),
        bank_account_waits,
        version: supplier.version,
    })
}

fn summary<'a>(in_force: impl Iterator<Item = &'a Licence>, today: Today) -> LicenceSummary {
    let days: Vec<Option<NaiveDate>> = in_force.map(|licence| licence.expires_on).collect();
    let expires_on = days.iter().flatten().min().copied();
    let state = if days.is_empty() { LicenceState::None } else { LicenceState::on(today.day, today.warning_days, expires_on) };
    LicenceSummary { state, expires_on }
}

/// One supplier, whole.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    supplier: &Model,
    actor: &Actor,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<SupplierView> {
    let school = supplier.school_id;
    let today = Today::of(db, school, now).await?;
    let licences = repo::licences_of(db, supplier).await?;
    let accounts = repo::accounts_of(db, school, supplier.id).await?;
    let documents = attachment::several(db, school, KIND, licences.iter().filter_map(|licence| licence.attachment_id).collect()).await?;
    let names = person::repo::names(db, school, people(&licences, &accounts, &documents)).await?;
    let waits = accounts.iter().any(|account| account.state == BankState::Proposed.key());
    let in_force = licences.iter().filter(|licence| licence.replaced_at.is_none());
    let row = row(supplier, in_force.clone(), waits, today, lang)?;
    let replaced = licences.iter().filter(|licence| licence.replaced_at.is_some());
    let shown = Shown { names: &names, documents: &documents, today, lang, actor };
    let now_in_force = bank::in_force(&accounts).map(|account| account.id);
    Ok(SupplierView {
        row,
        address: supplier.address.clone(),
        all_licences: in_force.chain(replaced).map(|licence| shown.licence(licence)).collect::<Result<_>>()?,
        bank_accounts: accounts.iter().map(|account| shown.account(account, Some(account.id) == now_in_force)).collect::<Result<_>>()?,
        created_at: supplier.created_at,
        updated_at: supplier.updated_at,
    })
}

fn people(licences: &[Licence], accounts: &[Account], documents: &HashMap<Uuid, Attached>) -> Vec<Uuid> {
    let attached = documents.values().filter_map(|one| one.row.added_by);
    let decided = accounts.iter().flat_map(|account| [Some(account.proposed_by), account.decided_by]).flatten();
    let of_licences = licences.iter().flat_map(|licence| [Some(licence.added_by), licence.verified_by]).flatten();
    of_licences.chain(attached).chain(decided).collect()
}

/// What the parts of a supplier are shown with.
struct Shown<'a> {
    names: &'a HashMap<Uuid, String>,
    documents: &'a HashMap<Uuid, Attached>,
    today: Today,
    lang: Lang,
    actor: &'a Actor,
}

impl Shown<'_> {
    fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id, name: self.names.get(&id).cloned().unwrap_or_default() }
    }

    fn licence(&self, licence: &Licence) -> Result<LicenceView> {
        let kind = LicenceKind::of(&licence.kind).ok_or_else(|| Problem::internal("a licence of an unknown kind"))?;
        let document = licence.attachment_id.and_then(|id| self.documents.get(&id));
        let waits = licence::waits(licence);
        let keeps = waits && self.actor.may(KeepSuppliers::INFO.key);
        let refused = licence::may_verify(licence, |person| self.actor.decides_as(KeepSuppliers::INFO.key, person)).err();
        let by = |one: &Attached| one.row.added_by.map(|id| self.person(id).name).unwrap_or_default();
        Ok(LicenceView {
            id: licence.id,
            kind,
            kind_text: kind.title().pick(self.lang).to_owned(),
            number: licence.number.clone(),
            issued_on: licence.issued_on,
            expires_on: licence.expires_on,
            state: LicenceState::on(self.today.day, self.today.warning_days, licence.expires_on),
            replaced_at: licence.replaced_at,
            document: document.map(|one| AttachmentView::of(one, by(one))),
            added_by: self.person(licence.added_by),
            added_at: licence.added_at,
            waits,
            verified_by: licence.verified_by.map(|id| self.person(id)),
            verified_at: licence.verified_at,
            may_verify: keeps && refused.is_none(),
            verify_refused: refused.filter(|_| keeps).map(|error| Problem::from(error).detail().pick(self.lang).to_owned()),
        })
    }

    fn account(&self, account: &Account, in_force: bool) -> Result<BankView> {
        let state = BankState::of(&account.state).ok_or_else(|| Problem::internal("a bank account of an unknown state"))?;
        let whole = self.actor.may(ViewSupplierBank::INFO.key);
        let refused = bank::may_confirm(account, |person| self.actor.decides_as(DecideSupplierBank::INFO.key, person)).err();
        let decides = self.actor.may(DecideSupplierBank::INFO.key);
        Ok(BankView {
            id: account.id,
            account_name: whole.then(|| account.account_name.clone()),
            bank: whole.then(|| account.bank.clone()),
            account_number: if whole { account.account_number.clone() } else { masked(&account.account_number) },
            state,
            state_text: state.title().pick(self.lang).to_owned(),
            in_force,
            proposed_by: self.person(account.proposed_by),
            proposed_at: account.proposed_at,
            decided_by: account.decided_by.map(|id| self.person(id)),
            decided_at: account.decided_at,
            refusal: account.refusal.clone(),
            may_confirm: decides && refused.is_none(),
            confirm_refused: refused.filter(|_| decides).map(|error| Problem::from(error).detail().pick(self.lang).to_owned()),
            version: account.version,
        })
    }
}
