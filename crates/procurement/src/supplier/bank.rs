//! Where a supplier's money goes: one person says it, another one agrees. Whoever could change an account alone could send the school's
//! money to himself.

use kernel::{Grant, IfMatch, Reply, Result, Scope, Tx, audit::Event, text};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, SqlErr};
use uuid::Uuid;

use super::{
    dto::{BankBody, SupplierView},
    entity::{
        self,
        bank::{Entity, Model},
    },
    error::SupplierError,
    model::{BankState, SupplierId, recorded_bank},
    repo,
    service::Suppliers,
    view,
};
use crate::{event, permissions::DecideSupplierBank};

/// Its records in the audit trail.
pub(crate) const ACCOUNT: &str = "supplier_bank_account";

/// An account whose paper is signed, with the name of its supplier.
pub(crate) async fn account_of(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, String)> {
    let account = repo::account(db, scope, id).await?;
    let supplier = repo::find(db, scope, SupplierId(account.supplier_id)).await?;
    Ok((account, supplier.name))
}

/// The account that the money goes to now: of those confirmed the one that was confirmed last.
pub(super) fn in_force(accounts: &[Model]) -> Option<&Model> {
    let confirmed = accounts.iter().filter(|account| account.state == BankState::Confirmed.key());
    confirmed.max_by_key(|account| (account.decided_at, account.id))
}

/// Whether somebody may confirm it; `is` tells whether what he decides is this person's decision.
pub(super) fn may_confirm(account: &Model, is: impl Fn(Uuid) -> bool) -> std::result::Result<(), SupplierError> {
    still_open(account)?;
    let own = is(account.proposed_by) || account.proposed_for.is_some_and(is);
    if own { Err(SupplierError::OwnProposal) } else { Ok(()) }
}

fn still_open(account: &Model) -> std::result::Result<(), SupplierError> {
    match BankState::of(&account.state) {
        Some(BankState::Proposed) => Ok(()),
        _ => Err(SupplierError::AccountDecided),
    }
}

impl Suppliers {
    pub async fn propose_account(&self, grant: &Grant<DecideSupplierBank>, id: SupplierId, body: BankBody) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let supplier = repo::find(&tx, &grant.scope()?, id).await?;
        let row = Model {
            school_id: supplier.school_id,
            id: tx.new_id(),
            supplier_id: supplier.id,
            account_name: text::tidy(&body.account_name),
            bank: text::tidy(&body.bank),
            account_number: number(&body.account_number)?,
            state: BankState::Proposed.key().into(),
            proposed_by: grant.person()?,
            proposed_for: grant.stands_in_for(),
            proposed_at: tx.now(),
            decided_by: None,
            decided_at: None,
            refusal: None,
            version: 1,
        };
        let done = Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(&tx).await;
        done.map_err(|error| match error.sql_err() {
            // The unique key of those that are open.
            Some(SqlErr::UniqueConstraintViolation(_)) => SupplierError::AccountWaits.into(),
            _ => kernel::Problem::from(error),
        })?;
        let event = Event::new(event::BANK_PROPOSED).created(ACCOUNT, row.id, &supplier.name, &recorded_bank(&row)).about(
            super::KIND,
            supplier.id,
            &supplier.name,
        );
        self.answer(grant, tx, &supplier, event, true).await
    }

    /// Another person than who proposed it, and nobody in his name.
    pub async fn confirm_account(&self, grant: &Grant<DecideSupplierBank>, id: Uuid, seen: IfMatch) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::account(&tx, &grant.scope()?, id).await?;
        may_confirm(&before, |person| grant.decides_as(person))?;
        seen.check(before.version)?;
        let confirmed = Model { state: BankState::Confirmed.key().into(), ..before.clone() };
        self.decide(grant, tx, before, confirmed).await
    }

    /// Whoever finds it wrong, also who proposed it himself.
    pub async fn refuse_account(
        &self,
        grant: &Grant<DecideSupplierBank>,
        id: Uuid,
        seen: IfMatch,
        reason: &str,
    ) -> Result<Reply<SupplierView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::account(&tx, &grant.scope()?, id).await?;
        still_open(&before)?;
        seen.check(before.version)?;
        let refused = Model { state: BankState::Refused.key().into(), refusal: Some(text::tidy(reason)), ..before.clone() };
        self.decide(grant, tx, before, refused).await
    }

    async fn decide(&self, grant: &Grant<DecideSupplierBank>, tx: Tx, before: Model, decided: Model) -> Result<Reply<SupplierView>> {
        let decided = Model { decided_by: Some(grant.person()?), decided_at: Some(tx.now()), version: before.version + 1, ..decided };
        tx.save(decided.clone(), before.version).await?;
        let supplier = repo::find(&tx, &grant.scope()?, SupplierId(decided.supplier_id)).await?;
        let action = if decided.refusal.is_some() { event::BANK_REFUSED } else { event::BANK_CONFIRMED };
        let event = Event::new(action)
            .changed(ACCOUNT, decided.id, &supplier.name, &recorded_bank(&before), &recorded_bank(&decided))
            .about(super::KIND, supplier.id, &supplier.name);
        self.answer(grant, tx, &supplier, event, false).await
    }

    async fn answer(
        &self,
        grant: &Grant<DecideSupplierBank>,
        tx: Tx,
        supplier: &entity::Model,
        event: Event,
        created: bool,
    ) -> Result<Reply<SupplierView>> {
        let view = view::view(&tx, supplier, grant.actor(), tx.now(), grant.context().lang()).await?;
        let reply = if created { Reply::created(view) } else { Reply::ok(view) };
        tx.commit([event], reply.version(supplier.version)).await
    }
}

/// The number as it is compared and paid to: without what only makes it readable.
fn number(typed: &str) -> Result<String> {
    let plain: String = text::tidy(typed).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let fits = (6..=34).contains(&plain.len()) && plain.chars().all(|c| c.is_ascii_alphanumeric());
    if fits { Ok(plain.to_ascii_uppercase()) } else { Err(SupplierError::NoAccountNumber.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_number_is_digits_however_it_is_spaced() {
        assert_eq!(number("6222 0212-3456 7890").unwrap(), "6222021234567890");
        assert_eq!(number("６２２２０２１２").unwrap(), "62220212");
        assert!(["12345", "6222a中国", "1234567890123456789012345678901234567", ""].iter().all(|typed| number(typed).is_err()));
    }
}
