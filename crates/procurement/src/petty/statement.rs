//! The monthly statement: what was bought of each shop, what it comes to, what is still open.

use std::collections::BTreeMap;

use approvals::approval::Words;
use campus::{person, school};
use chrono::{Months, NaiveDate};
use kernel::{Lang, Money, Problem, Reader, Result, Scope, Text};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::{
    dto::{ShopStatement, Statement, StatementItem},
    entity::{Column, Entity},
    model::Petty,
    phase::State,
    repo,
};
use crate::{ProcurementError, policy};

/// The first day of a month written as `2026-11`, and the first of the next.
pub(super) fn days_of(month: &str) -> Result<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok().filter(|_| month.len() == 7);
    let days = first.and_then(|first| Some((first, first.checked_add_months(Months::new(1))?)));
    days.ok_or_else(|| {
        let text = Text::fixed("月份写成 2026-11 这样。", "A month is written as 2026-11.");
        Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", text)
    })
}

/// The statement that a purchase stands on, as a paper: what a shop is paid for a month has no row of its own, so its id is made of the
/// school, the month and the shop, the same for every purchase on it; and what it is called.
pub(crate) fn paper(petty: &Petty) -> (Uuid, String) {
    let content = &petty.content;
    let month = content.bought_on.format("%Y-%m").to_string();
    (paper_id(petty.school_id, &month, &content.shop_key()), format!("{month} {}", content.shop))
}

fn paper_id(school: Uuid, month: &str, shop_key: &str) -> Uuid {
    let hash = Sha256::digest(format!("{school} {month} {shop_key}").as_bytes());
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hash) {
        *to = from;
    }
    Builder::from_custom_bytes(id).into_uuid()
}

pub(super) async fn of_month(db: &Reader, scope: &Scope, month: Option<&str>, lang: Lang) -> Result<Statement> {
    let school = school::find(db, scope.school).await?;
    let month = month.map_or_else(|| school.today(db.now()).format("%Y-%m").to_string(), str::to_owned);
    let (first, next) = days_of(&month)?;
    let rows = Entity::find()
        .filter(repo::in_scope(scope))
        .filter(Column::BoughtOn.gte(first))
        .filter(Column::BoughtOn.lt(next))
        .filter(Column::Phase.is_in([State::Approved, State::Submitted, State::Returned].map(State::key)))
        .order_by_asc(Column::BoughtOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let found = repo::with_lines(db, rows).await?;
    let people = found.iter().flat_map(|petty| [petty.handler_id, petty.content.witness_id]).collect();
    let names = person::repo::names(db, scope.school, people).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let mut by_shop: BTreeMap<String, Vec<Petty>> = BTreeMap::new();
    for petty in found {
        by_shop.entry(petty.content.shop_key()).or_default().push(petty);
    }
    let mut total = Money::ZERO;
    let mut shops = Vec::with_capacity(by_shop.len());
    for bought in by_shop.into_values() {
        let of_shop = shop(&bought, lang, &name)?;
        total = added(total, of_shop.total)?;
        shops.push(of_shop);
    }
    let last = policy::last_signer(db, school.id, school.today(db.now())).await?;
    let last_signer_title = Words::of(db, school.id, Vec::new(), lang).await?.title(last);
    Ok(Statement { month, school_name: school.name, shops, total, total_in_words: total.in_capitals(), last_signer_title })
}

fn shop(bought: &[Petty], lang: Lang, name: &impl Fn(Uuid) -> String) -> Result<ShopStatement> {
    let (mut total, mut undecided, mut undecided_count) = (Money::ZERO, Money::ZERO, 0);
    let mut items = Vec::new();
    for petty in bought {
        let content = &petty.content;
        if !petty.phase.state().is_approved() {
            undecided = added(undecided, content.total)?;
            undecided_count += 1;
            continue;
        }
        total = added(total, content.total)?;
        items.push(StatementItem {
            id: petty.id,
            number: petty.number.clone(),
            bought_on: content.bought_on,
            title: content.title().pick(lang).to_owned(),
            handler_name: name(petty.handler_id),
            witness_name: name(content.witness_id),
            invoice_no: content.invoice_no.clone(),
            voucher_no: petty.phase.posting().map(|posting| posting.voucher_no.clone()),
            total: content.total,
        });
    }
    // As it was written last.
    let shop = bought.last().map(|petty| petty.content.shop.clone()).unwrap_or_default();
    Ok(ShopStatement { shop, items, total, total_in_words: total.in_capitals(), undecided_count, undecided })
}

fn added(sum: Money, more: Money) -> Result<Money> {
    Ok(sum.checked_add(more).ok_or(ProcurementError::TooMuch(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(days_of("2026-12").unwrap(), (day("2026-12-01"), day("2027-01-01")));
        for wrong in ["2026-13", "2026-1", "26-01", "2026-11-05", ""] {
            assert!(days_of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_purchase_of_a_shop_and_a_month_stands_on_one_paper() {
        let (school, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let paper = paper_id(school, "2026-11", "五金店");
        assert_eq!(paper, paper_id(school, "2026-11", "五金店"));
        for another in [paper_id(other, "2026-11", "五金店"), paper_id(school, "2026-12", "五金店"), paper_id(school, "2026-11", "文具店")]
        {
            assert_ne!(paper, another);
        }
    }
}
