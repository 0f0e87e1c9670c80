//! Use cases of reconciliations.

use std::collections::HashMap;

use campus::{person, person::PersonRef};
use kernel::{Cursor, Db, Grant, Lang, Money, Page, PageLimit, Problem, Reply, Result, Tx, audit::Event, text};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    KIND,
    dto::{
        ListReconciliations, ReconciliationBody, ReconciliationClass, ReconciliationRow, ReconciliationView, ReconciliationVoucher,
        WithoutVoucher,
    },
    entity::{self, Column, Entity, Model, balance, voucher},
    rules::{self, ClassRow, FinanceBalance, VoucherRow},
};
use crate::{
    ReportError, event,
    ledger::{
        as_of::AsOf,
        general,
        service::{class_names, sees_values},
        sql::ask,
    },
    permissions::{ReconcileLedgers, ViewLedgers},
};

/// Rows of one statement.
const CHUNK: usize = 500;

/// Reconciliations.
#[derive(Debug, Clone)]
pub struct Reconciliations {
    db: Db,
}

/// Who looks.
#[derive(Debug, Clone, Copy)]
struct Eyes {
    values: bool,
    lang: Lang,
}

impl Reconciliations {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    /// Keeps what finance's books say, and answers the comparison.
    pub async fn record(&self, grant: &Grant<ReconcileLedgers>, body: ReconciliationBody) -> Result<Reply<ReconciliationView>> {
        checked(&body)?;
        let tx = self.db.begin(grant).await?;
        let as_of = AsOf::read(&tx, tx.school()?, tx.now(), (body.from, Some(body.as_of))).await?;
        let row = entity::ActiveModel {
            school_id: Set(as_of.school.id),
            id: Set(tx.new_id()),
            from_on: Set(as_of.from),
            as_of: Set(as_of.on),
            source: Set(text::tidy(&body.source)),
            note: Set(body.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned)),
            typed_by: Set(grant.person()?),
            typed_at: Set(tx.now()),
        };
        let row = row.insert(&tx).await?;
        keep_lines(&tx, &row, &body).await?;
        let event = Event::new(event::RECONCILED).created(KIND, row.id, row.as_of.to_string(), &recorded(&row, &body));
        let eyes = Eyes { values: sees_values(grant), lang: grant.context().lang() };
        let view = compared(&tx, &as_of, row, eyes).await?;
        tx.commit([event], Reply::created(view)).await
    }

    pub async fn list(&self, grant: &Grant<ViewLedgers>, query: &ListReconciliations) -> Result<Page<ReconciliationRow>> {
        let limit = PageLimit::new(query.limit)?;
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let mut select = Entity::find().filter(Column::SchoolId.eq(school)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let names = person::repo::names(&reader, school, page.items.iter().map(|row| row.typed_by).collect()).await?;
        Ok(Page { items: page.items.iter().map(|row| row_of(row, &names)).collect(), next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewLedgers>, id: Uuid) -> Result<ReconciliationView> {
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let row = Entity::find_by_id((school, id)).one(&reader).await?.ok_or_else(Problem::not_found)?;
        let as_of = AsOf::read(&reader, school, reader.now(), (Some(row.from_on), Some(row.as_of))).await?;
        let eyes = Eyes { values: sees_values(grant), lang: grant.context().lang() };
        compared(&reader, &as_of, row, eyes).await
    }
}

fn checked(body: &ReconciliationBody) -> Result<()> {
    if body.balances.is_empty() && body.vouchers.is_empty() {
        return Err(ReportError::NothingTyped.into());
    }
    if let Some(at) = rules::overlapping(body.balances.iter().map(|balance| balance.category_code.trim())) {
        return Err(ReportError::ClassTwice(at).into());
    }
    if let Some(at) = rules::repeated(body.vouchers.iter().map(|voucher| voucher.voucher_no.trim())) {
        return Err(ReportError::VoucherTwice(at).into());
    }
    for (at, balance) in body.balances.iter().enumerate() {
        if balance.original_value < Money::ZERO {
            return Err(ReportError::BelowNothing(format!("/balances/{at}/original_value")).into());
        }
        if balance.accumulated_depreciation.is_some_and(|worn| worn < Money::ZERO) {
            return Err(ReportError::BelowNothing(format!("/balances/{at}/accumulated_depreciation")).into());
        }
    }
    Ok(())
}

async fn keep_lines(tx: &Tx, row: &Model, body: &ReconciliationBody) -> Result<()> {
    let balances: Vec<balance::ActiveModel> = (0_i64..)
        .zip(&body.balances)
        .map(|(position, line)| balance::ActiveModel {
            school_id: Set(row.school_id),
            reconciliation_id: Set(row.id),
            position: Set(position),
            category_code: Set(line.category_code.trim().to_owned()),
            original_value: Set(line.original_value.fen()),
            accumulated_depreciation: Set(line.accumulated_depreciation.map(Money::fen)),
        })
        .collect();
    for chunk in balances.chunks(CHUNK) {
        balance::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(tx).await?;
    }
    let vouchers: Vec<voucher::ActiveModel> = (0_i64..)
        .zip(&body.vouchers)
        .map(|(position, line)| voucher::ActiveModel {
            school_id: Set(row.school_id),
            reconciliation_id: Set(row.id),
            position: Set(position),
            voucher_no: Set(line.voucher_no.trim().to_owned()),
            posted_on: Set(line.posted_on),
            amount: Set(line.amount.fen()),
            summary: Set(line.summary.as_deref().map(text::tidy)),
        })
        .collect();
    for chunk in vouchers.chunks(CHUNK) {
        voucher::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn recorded(row: &Model, body: &ReconciliationBody) -> serde_json::Value {
    let sum = |amounts: &mut dyn Iterator<Item = Money>| Money::stored(amounts.map(Money::fen).sum());
    serde_json::json!({
        "from_on": row.from_on, "as_of": row.as_of, "source": row.source, "note": row.note,
        "classes": body.balances.len(), "vouchers": body.vouchers.len(),
        "original_value": sum(&mut body.balances.iter().map(|line| line.original_value)),
        "accumulated_depreciation": sum(&mut body.balances.iter().filter_map(|line| line.accumulated_depreciation)),
        "vouchers_total": sum(&mut body.vouchers.iter().map(|line| line.amount)),
    })
}

fn row_of(row: &Model, names: &HashMap<Uuid, String>) -> ReconciliationRow {
    ReconciliationRow {
        id: row.id,
        from: row.from_on,
        as_of: row.as_of,
        source: row.source.clone(),
        typed_by: PersonRef { id: row.typed_by, name: names.get(&row.typed_by).cloned().unwrap_or_default() },
        typed_at: row.typed_at,
    }
}

/// Finance's figures beside the cards as they are now.
async fn compared(db: &impl ConnectionTrait, as_of: &AsOf, row: Model, eyes: Eyes) -> Result<ReconciliationView> {
    let school = row.school_id;
    let finance = balances_of(db, school, row.id).await?;
    // Where finance typed vouchers only, there are no classes to compare.
    let classes = if finance.is_empty() {
        Vec::new()
    } else {
        let cards = general::lines(db, as_of).await?.into_iter().map(|line| (line.code, line.closing)).collect();
        rules::by_class(finance, cards)
    };
    let typed = vouchers_of(db, school, row.id).await?;
    let by_voucher = if typed.is_empty() { Vec::new() } else { cards_by_voucher(db, as_of, row.id).await? };
    let vouchers = rules::by_voucher(typed.iter().map(|line| (line.voucher_no.clone(), line.amount)).collect(), by_voucher);
    let without_voucher = without_voucher(db, as_of, eyes.values).await?;
    let names = class_names(db, school, eyes.lang).await?;
    let people = person::repo::names(db, school, vec![row.typed_by]).await?;
    let basis = as_of.basis();
    let typed: HashMap<&str, &voucher::Model> = typed.iter().map(|line| (line.voucher_no.as_str(), line)).collect();
    Ok(ReconciliationView {
        row: row_of(&row, &people),
        note: row.note,
        basis,
        basis_text: basis.title().pick(eyes.lang).to_owned(),
        agrees: classes.iter().all(ClassRow::agrees) && vouchers.iter().all(VoucherRow::agrees),
        classes: classes.iter().map(|row| class_view(row, names.get(&row.code).cloned(), eyes.values)).collect(),
        vouchers: vouchers.iter().map(|row| voucher_view(row, typed.get(row.voucher_no.as_str()).copied(), eyes.values)).collect(),
        without_voucher,
    })
}

async fn balances_of(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Vec<FinanceBalance>> {
    use balance::Column;
    let select = balance::Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::ReconciliationId.eq(id));
    let rows = select.order_by_asc(Column::Position).all(db).await?;
    let one =
        |row: balance::Model| FinanceBalance { code: row.category_code, value: row.original_value, worn: row.accumulated_depreciation };
    Ok(rows.into_iter().map(one).collect())
}

async fn vouchers_of(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Vec<voucher::Model>> {
    use voucher::Column;
    let select = voucher::Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::ReconciliationId.eq(id));
    Ok(select.order_by_asc(Column::Position).all(db).await?)
}

/// Cards of the period, and of the vouchers that finance named whenever they were booked. What was split off a card belongs to the voucher
/// of the whole.
const BY_VOUCHER: &str = "
    SELECT a.voucher_no, CAST(COUNT(DISTINCT a.id) AS bigint) AS cards, CAST(SUM(e.original_value) AS bigint) AS value
    FROM asset a CROSS JOIN asset_value_event e
    WHERE a.school_id = $1 AND a.voided_at IS NULL AND a.voucher_no IS NOT NULL
        AND ((a.booked_on >= $2 AND a.booked_on <= $3)
            OR a.voucher_no IN (SELECT f.voucher_no FROM ledger_voucher f WHERE f.school_id = $1 AND f.reconciliation_id = $4))
        AND e.school_id = $1 AND e.asset_id = a.id AND e.effective_on <= $3 AND e.kind IN ('opening', 'addition', 'reversal')
    GROUP BY a.voucher_no";

async fn cards_by_voucher(db: &impl ConnectionTrait, as_of: &AsOf, id: Uuid) -> Result<Vec<(String, i64, i64)>> {
    let rows = ask(db, BY_VOUCHER, [as_of.school.id.into(), as_of.from.into(), as_of.on.into(), id.into()]).await?;
    rows.iter().map(|row| Ok((row.try_get("", "voucher_no")?, row.try_get("", "cards")?, row.try_get("", "value")?))).collect()
}

const WITHOUT: &str = "
    SELECT CAST(COUNT(DISTINCT a.id) AS bigint) AS cards, CAST(COALESCE(SUM(e.original_value), 0) AS bigint) AS value
    FROM asset a CROSS JOIN asset_value_event e
    WHERE a.school_id = $1 AND a.voided_at IS NULL AND a.voucher_no IS NULL AND e.school_id = $1 AND e.asset_id = a.id
        AND e.effective_on >= $2 AND e.effective_on <= $3 AND e.kind = 'opening' AND e.document_kind NOT IN ('split', 'move')";

async fn without_voucher(db: &impl ConnectionTrait, as_of: &AsOf, values: bool) -> Result<WithoutVoucher> {
    let rows = ask(db, WITHOUT, [as_of.school.id.into(), as_of.from.into(), as_of.on.into()]).await?;
    let row = rows.first().ok_or_else(|| Problem::internal("a sum without a row"))?;
    let value: i64 = row.try_get("", "value")?;
    Ok(WithoutVoucher { cards: row.try_get("", "cards")?, value: values.then(|| Money::stored(value)) })
}

fn class_view(row: &ClassRow, name: Option<String>, values: bool) -> ReconciliationClass {
    let money = |fen: i64| values.then(|| Money::stored(fen));
    ReconciliationClass {
        category_code: row.code.clone(),
        category_name: name.unwrap_or_default(),
        in_finance: row.finance.is_some(),
        finance_value: row.finance.as_ref().and_then(|finance| money(finance.value)),
        cards_value: money(row.cards.value),
        difference: money(row.difference()),
        finance_depreciation: row.finance.as_ref().and_then(|finance| finance.worn).and_then(money),
        cards_depreciation: money(row.cards.worn),
        depreciation_difference: row.worn_difference().and_then(money),
        agrees: row.agrees(),
    }
}

fn voucher_view(row: &VoucherRow, typed: Option<&voucher::Model>, values: bool) -> ReconciliationVoucher {
    let money = |fen: i64| values.then(|| Money::stored(fen));
    ReconciliationVoucher {
        voucher_no: row.voucher_no.clone(),
        posted_on: typed.and_then(|line| line.posted_on),
        summary: typed.and_then(|line| line.summary.clone()),
        in_finance: row.finance.is_some(),
        cards: row.cards,
        finance_amount: row.finance.and_then(money),
        cards_amount: money(row.cards_value),
        difference: money(row.difference()),
        agrees: row.agrees(),
    }
}
