//! Reads what was spent: three look-ups a year.

use axum::response::Response;
use campus::{department::entity as department, school};
use chrono::{Datelike, NaiveDate};
use kernel::{Db, Grant, Lang, Money, Problem, Result, Text};
use papers::workbook;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    dto::{FundSpending, MonthSpending, NamedSpending, Spending, SpendingFilter},
    report::report,
    sums::{Spent, Sum, Sums, of_year},
};
use crate::{
    joins::{department_of_person, handler_of_petty, order_of_receipt, request_of_order, requester_of_request},
    order::entity as order,
    permissions::ViewSpending,
    petty::{entity as petty, phase::State as PettyState},
    receipt::{entity as receipt, phase::State as ReceiptState},
    request::{Fund, entity as request},
};

/// Suppliers that are named one by one.
const NAMED: usize = 10;

/// Sums of what was spent.
#[derive(Debug, Clone)]
pub(super) struct Spendings {
    db: Db,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    spent_on: NaiveDate,
    amount: i64,
    fund: String,
    supplier: String,
    department: Option<String>,
}

impl Spendings {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn of_year(&self, grant: &Grant<ViewSpending>, year: Option<i32>) -> Result<Spending> {
        let (spending, _) = self.read(&self.db.read(grant), grant, year).await?;
        Ok(spending)
    }

    /// What was spent, and the name of whoever spent it.
    async fn read(&self, db: &impl ConnectionTrait, grant: &Grant<ViewSpending>, year: Option<i32>) -> Result<(Spending, String)> {
        let school = school::find(db, grant.school()?).await?;
        let year = year.unwrap_or_else(|| school.today(self.db.clock().now()).year());
        let days = days(year).ok_or_else(no_year)?;
        let mut spent = received(db, school.id, days).await?;
        spent.extend(bought(db, school.id, days).await?);
        Ok((view(year, of_year(year, &spent), grant.context().lang())?, school.name))
    }

    /// The same as a file, of one moment.
    pub async fn file(&self, grant: Grant<ViewSpending>, filter: &SpendingFilter) -> Result<Response> {
        let (spending, school) = self.read(&self.db.snapshot(&grant).await?, &grant, filter.year).await?;
        let report = report(&spending, school, grant.context().lang());
        workbook::send(&self.db, grant, report, json!(filter)).await
    }
}

/// The first day of the year before, and the first of the next.
fn days(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let within = (2000..=2100).contains(&year).then_some(year)?;
    NaiveDate::from_ymd_opt(within - 1, 1, 1).zip(NaiveDate::from_ymd_opt(within + 1, 1, 1))
}

fn no_year() -> Problem {
    let text = Text::fixed("年份写成 2026 这样。", "A year is written as 2026.");
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", text)
}

fn spent(rows: Vec<Row>, petty: bool) -> Vec<Spent> {
    let one = |row: Row| Spent {
        on: row.spent_on,
        amount: Money::stored(row.amount),
        petty,
        fund: row.fund,
        supplier: row.supplier,
        department: row.department,
    };
    rows.into_iter().map(one).collect()
}

async fn received(db: &impl ConnectionTrait, school: Uuid, (from, before): (NaiveDate, NaiveDate)) -> Result<Vec<Spent>> {
    use receipt::Column;
    let select = receipt::Entity::find()
        .select_only()
        .column_as(Column::DeliveredOn, "spent_on")
        .column_as(Column::Total, "amount")
        .column_as(request::Column::Fund, "fund")
        .column_as(order::Column::SupplierName, "supplier")
        .column_as(department::Column::Name, "department")
        .join(JoinType::InnerJoin, order_of_receipt())
        .join(JoinType::InnerJoin, request_of_order())
        .join(JoinType::InnerJoin, requester_of_request())
        .join(JoinType::LeftJoin, department_of_person())
        .filter(Column::SchoolId.eq(school))
        .filter(Column::AcceptedAt.is_not_null())
        .filter(Column::Phase.is_in([ReceiptState::Accepted, ReceiptState::Posted].map(ReceiptState::key)))
        .filter(Column::DeliveredOn.gte(from))
        .filter(Column::DeliveredOn.lt(before))
        // What was refused whole cost nothing and is no purchase.
        .filter(Column::Total.gt(0));
    Ok(spent(select.into_model::<Row>().all(db).await?, false))
}

async fn bought(db: &impl ConnectionTrait, school: Uuid, (from, before): (NaiveDate, NaiveDate)) -> Result<Vec<Spent>> {
    use petty::Column;
    let select = petty::Entity::find()
        .select_only()
        .column_as(Column::BoughtOn, "spent_on")
        .column_as(Column::Total, "amount")
        .column_as(Column::Fund, "fund")
        .column_as(Column::Shop, "supplier")
        .column_as(department::Column::Name, "department")
        .join(JoinType::InnerJoin, handler_of_petty())
        .join(JoinType::LeftJoin, department_of_person())
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Phase.eq(PettyState::Approved.key()))
        .filter(Column::BoughtOn.gte(from))
        .filter(Column::BoughtOn.lt(before));
    Ok(spent(select.into_model::<Row>().all(db).await?, true))
}

fn view(year: i32, sums: Sums, lang: Lang) -> Result<Spending> {
    let total = added(sums.receipts.money(), sums.petty.money())?;
    let mut months = Vec::with_capacity(12);
    for ((receipts, petty, before), month) in sums.months.into_iter().zip(1..) {
        let (receipts, petty) = (receipts.money(), petty.money());
        months.push(MonthSpending { month, receipts, petty, total: added(receipts, petty)?, year_before: before.money() });
    }
    let mut funds = Vec::with_capacity(sums.funds.len());
    for (key, sum) in sums.funds {
        let fund = Fund::of(&key).ok_or_else(|| Problem::internal("a purchase of an unknown fund"))?;
        funds.push(FundSpending { fund, fund_title: fund.title().pick(lang).to_owned(), total: sum.money() });
    }
    let mut other_suppliers = Money::ZERO;
    for (_, sum) in sums.suppliers.iter().skip(NAMED) {
        other_suppliers = added(other_suppliers, sum.money())?;
    }
    let named = |name: Option<String>, sum: Sum| NamedSpending { name, total: sum.money(), count: sum.count };
    Ok(Spending {
        year,
        total,
        total_in_words: total.in_capitals(),
        receipts: sums.receipts.money(),
        petty: sums.petty.money(),
        year_before: sums.year_before.money(),
        months,
        funds,
        other_suppliers,
        other_suppliers_count: i64::try_from(sums.suppliers.len().saturating_sub(NAMED)).map_err(Problem::internal)?,
        suppliers: sums.suppliers.into_iter().take(NAMED).map(|(name, sum)| named(Some(name), sum)).collect(),
        departments: sums.departments.into_iter().map(|(name, sum)| named(name, sum)).collect(),
    })
}

fn added(sum: Money, more: Money) -> Result<Money> {
    sum.checked_add(more).ok_or_else(|| Problem::internal("more than the product counts"))
}
