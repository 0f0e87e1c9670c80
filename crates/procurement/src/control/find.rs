//! What did not go by the rules, each kind in one bounded query.

use std::collections::HashMap;

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{Lang, Money, Result, Text};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};
use uuid::Uuid;

use super::dto::{ControlException, Kind};
use crate::{
    exception::{self, Rule, entity as exceptions},
    order,
    petty::{self, entity as slips, phase::State as PettyState},
    receipt::{self, entity as receipts, phase::State as ReceiptState},
    request::{self, EmergencyState, entity as requests, phase::State as RequestState},
};

/// Rows of a kind that are read at once; more are said to be there.
const MOST: usize = 500;

/// Between which instants, and when this month began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub school: Uuid,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub this_month: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

#[derive(Debug, Default)]
pub(super) struct Found {
    pub rows: Vec<Row>,
    pub cut: bool,
}

/// A row before it is put into words.
#[derive(Debug)]
pub(super) struct Row {
    kind: Kind,
    pub at: DateTime<Utc>,
    record_kind: &'static str,
    pub record_id: Uuid,
    number: String,
    pub who: Uuid,
    pub cosigner: Option<Uuid>,
    text: Text,
    reason: Option<String>,
    serious: bool,
    amount: Option<i64>,
}

impl Row {
    pub fn shown(self, names: &HashMap<Uuid, String>, prices: bool, lang: Lang) -> ControlException {
        let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
        ControlException {
            kind: self.kind,
            kind_title: self.kind.title().pick(lang).to_owned(),
            at: self.at,
            record_kind: self.record_kind.to_owned(),
            record_id: self.record_id,
            record_number: self.number,
            who: person(self.who),
            cosigner: self.cosigner.map(person),
            text: self.text.pick(lang).to_owned(),
            reason: self.reason,
            serious: self.serious,
            amount: self.amount.filter(|_| prices).map(Money::stored),
        }
    }
}

impl Kind {
    const fn title(self) -> Text {
        match self {
            Self::SodException => Text::fixed("会签例外", "Co-signed exception"),
            Self::EmergencyPurchase => Text::fixed("应急采购", "Emergency purchase"),
            Self::SplitOrder => Text::fixed("疑似化整为零", "Purchase in pieces"),
            Self::UnpostedReceipt => Text::fixed("已验收未入账", "Accepted, in no accounts"),
        }
    }
}

pub(super) async fn all(db: &impl ConnectionTrait, span: Span, kind: Option<Kind>) -> Result<Found> {
    let wanted = |one: Kind| kind.is_none_or(|kind| kind == one);
    let mut found = Found::default();
    if wanted(Kind::SodException) {
        signed(db, span, &mut found).await?;
    }
    if wanted(Kind::EmergencyPurchase) || wanted(Kind::SplitOrder) {
        asked(db, span, kind, &mut found).await?;
    }
    if wanted(Kind::SplitOrder) {
        slips_in_pieces(db, span, &mut found).await?;
    }
    if wanted(Kind::UnpostedReceipt) {
        unposted(db, span, &mut found).await?;
    }
    Ok(found)
}

fn fetch() -> u64 {
    u64::try_from(MOST + 1).unwrap_or(u64::MAX)
}

impl Found {
    fn kept<T>(&mut self, mut rows: Vec<T>) -> Vec<T> {
        self.cut |= rows.len() > MOST;
        rows.truncate(MOST);
        rows
    }
}

/// Exceptions that somebody signed for.
async fn signed(db: &impl ConnectionTrait, span: Span, found: &mut Found) -> Result<()> {
    use exceptions::Column;

    let rows = exceptions::Entity::find()
        .filter(Column::SchoolId.eq(span.school))
        .filter(Column::SignedAt.gte(span.from))
        .filter(Column::SignedAt.lt(span.until))
        .order_by_desc(Column::SignedAt)
        .limit(fetch())
        .all(db)
        .await?;
    let rows = found.kept(rows);
    let amounts = totals(db, span.school, rows.iter().map(|row| row.subject_id).collect()).await?;
    for row in rows {
        let Some(at) = row.signed_at else { continue };
        let (record_kind, record_id, number) = (row.subject_kind.clone(), row.subject_id, row.subject_number.clone());
        let one = exception::repo::read(row)?;
        found.rows.push(Row {
            kind: Kind::SodException,
            at,
            record_kind: if record_kind == order::KIND { order::KIND } else { receipt::KIND },
            record_id,
            number,
            who: one.asked_by,
            cosigner: Some(one.cosigner_id),
            text: excepted(one.rule),
            reason: Some(one.reason),
            serious: false,
            amount: amounts.get(&record_id).copied(),
        });
    }
    Ok(())
}

fn excepted(rule: Rule) -> Text {
    let (title, key) = (rule.title(), rule.key());
    Text::new(format!("“{}”（{key}）例外，已会签", title.zh), format!("Excepted from “{}” ({key}), co-signed", title.en))
}

/// What these orders and receipts come to, in one look-up.
async fn totals(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, i64>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (2..2 + ids.len()).map(|n| format!("${n}")).collect();
    let of = |table: &str| format!("SELECT id, total FROM {table} WHERE school_id = $1 AND id IN ({})", places.join(", "));
    let sql = format!("{} UNION ALL {}", of("purchase_order"), of("goods_receipt"));
    let values = std::iter::once(school).chain(ids).map(sea_orm::Value::from);
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut totals = HashMap::new();
    for row in rows {
        totals.insert(row.try_get("", "id")?, row.try_get("", "total")?);
    }
    Ok(totals)
}

/// Requests that could not wait, and those that are one purchase in several pieces.
async fn asked(db: &impl ConnectionTrait, span: Span, kind: Option<Kind>, found: &mut Found) -> Result<()> {
    use requests::Column;

    let (emergency, split) = (Column::EmergencyReason.is_not_null(), Column::SplitCount.gt(0));
    let which = match kind {
        Some(Kind::EmergencyPurchase) => Condition::all().add(emergency),
        Some(Kind::SplitOrder) => Condition::all().add(split),
        None | Some(Kind::SodException | Kind::UnpostedReceipt) => Condition::any().add(emergency).add(split),
    };
    let standing = [RequestState::Submitted, RequestState::Returned, RequestState::Approved, RequestState::Rejected].map(RequestState::key);
    let rows = requests::Entity::find()
        .filter(Column::SchoolId.eq(span.school))
        .filter(Column::SubmittedAt.gte(span.from))
        .filter(Column::SubmittedAt.lt(span.until))
        .filter(Column::Phase.is_in(standing))
        .filter(which)
        .order_by_desc(Column::SubmittedAt)
        .limit(fetch())
        .all(db)
        .await?;
    let rows = found.kept(rows);
    let emergencies: Vec<Uuid> = rows.iter().filter(|row| row.emergency_reason.is_some()).map(|row| row.id).collect();
    let ordered = if emergencies.is_empty() { Vec::new() } else { order::emergency::orders(db, span.school, emergencies).await? };
    let mut numbers: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (request, order) in ordered {
        numbers.entry(request).or_default().push(order.number);
    }
    for row in rows {
        if kind != Some(Kind::EmergencyPurchase) && row.split_count > 0 {
            found.rows.extend(in_pieces(&row));
        }
        if kind != Some(Kind::SplitOrder) {
            found.rows.extend(could_not_wait(&row, numbers.get(&row.id).map_or(&[], Vec::as_slice), span.now));
        }
    }
    Ok(())
}

fn in_pieces(row: &requests::Model) -> Option<Row> {
    let count = row.split_count;
    Some(Row {
        kind: Kind::SplitOrder,
        at: row.submitted_at?,
        record_kind: request::KIND,
        record_id: row.id,
        number: row.number.clone(),
        who: row.requester_id,
        cosigner: None,
        text: Text::new(
            format!("观察期内另有 {count} 份单子要买同样的东西，已按合计审批"),
            format!("Within the window {count} others ask for the same; judged by what all come to"),
        ),
        reason: Some(row.purpose.clone()),
        serious: false,
        amount: row.judged_amount,
    })
}

/// Petty purchases of the same things as others, or of one shop as if cut to measure.
async fn slips_in_pieces(db: &impl ConnectionTrait, span: Span, found: &mut Found) -> Result<()> {
    use slips::Column;

    let standing = [PettyState::Submitted, PettyState::Returned, PettyState::Approved, PettyState::Rejected].map(PettyState::key);
    let rows = slips::Entity::find()
        .filter(Column::SchoolId.eq(span.school))
        .filter(Column::SubmittedAt.gte(span.from))
        .filter(Column::SubmittedAt.lt(span.until))
        .filter(Column::Phase.is_in(standing))
        .filter(Condition::any().add(Column::SplitCount.gt(0)).add(Column::ShopCount.gt(0)))
        .order_by_desc(Column::SubmittedAt)
        .limit(fetch())
        .all(db)
        .await?;
    let rows = found.kept(rows);
    found.rows.extend(rows.into_iter().map(|row| Row {
        kind: Kind::SplitOrder,
        at: row.submitted_at,
        record_kind: petty::KIND,
        record_id: row.id,
        text: slip_text(&row),
        number: row.number,
        who: row.handler_id,
        cosigner: None,
        reason: Some(row.purpose),
        serious: false,
        amount: Some(if row.split_count > 0 { row.judged_amount } else { row.shop_amount }),
    }));
    Ok(())
}

/// Without what it comes to: that is for those who may see what things cost.
fn slip_text(row: &slips::Model) -> Text {
    let (same, shop) = (row.split_count, row.shop_count);
    let things = (same > 0).then(|| {
        Text::new(
            format!("零星采购：观察期内另有 {same} 份单子买了同样的东西，已按合计审批"),
            format!("A petty purchase: within the window {same} others are of the same things; judged by what all come to"),
        )
    });
    let name = &row.shop;
    let of_shop = (shop > 0).then(|| {
        Text::new(
            format!("零星采购：在“{name}”另有 {shop} 笔，像是一次采购分成了几张单"),
            format!("A petty purchase: with {shop} others of “{name}” it looks like one purchase in pieces"),
        )
    });
    let parts: Vec<Text> = [things, of_shop].into_iter().flatten().collect();
    let join = |lang: Lang, between: &str| parts.iter().map(|part| part.pick(lang)).collect::<Vec<_>>().join(between);
    Text::new(join(Lang::Zh, "；"), join(Lang::En, "; "))
}

/// Nothing of what was refused before anything was bought: then the rule was kept.
fn could_not_wait(row: &requests::Model, orders: &[String], now: DateTime<Utc>) -> Option<Row> {
    let emergency = request::repo::emergency_of(row.emergency_reason.clone(), row.emergency_due_at)?;
    let (state, late) = emergency.stands(RequestState::of(&row.phase)?, row.decided_at, now)?;
    if state == EmergencyState::Refused && orders.is_empty() {
        return None;
    }
    let said = state.text(late, !orders.is_empty());
    let (zh, en) = if orders.is_empty() {
        ("没有先下单".to_owned(), "nothing was ordered before".to_owned())
    } else {
        (format!("先下单 {}", orders.join("、")), format!("ordered before: {}", orders.join(", ")))
    };
    Some(Row {
        kind: Kind::EmergencyPurchase,
        at: row.submitted_at?,
        record_kind: request::KIND,
        record_id: row.id,
        number: row.number.clone(),
        who: row.requester_id,
        cosigner: None,
        text: Text::new(format!("{}；{zh}", said.zh), format!("{}; {en}", said.en)),
        reason: Some(emergency.reason),
        serious: late || state == EmergencyState::Refused,
        amount: Some(row.total),
    })
}

/// What was accepted in a month that is over and is in no accounts 账外. What was refused whole is worth nothing and has no voucher.
async fn unposted(db: &impl ConnectionTrait, span: Span, found: &mut Found) -> Result<()> {
    use receipts::Column;

    let rows = receipts::Entity::find()
        .filter(Column::SchoolId.eq(span.school))
        .filter(Column::Phase.eq(ReceiptState::Accepted.key()))
        .filter(Column::AcceptedAt.gte(span.from))
        .filter(Column::AcceptedAt.lt(span.until.min(span.this_month)))
        .filter(Column::Total.gt(0))
        .order_by_desc(Column::AcceptedAt)
        .limit(fetch())
        .all(db)
        .await?;
    let rows = found.kept(rows);
    found.rows.extend(rows.into_iter().filter_map(|row| {
        Some(Row {
            kind: Kind::UnpostedReceipt,
            at: row.accepted_at?,
            record_kind: receipt::KIND,
            record_id: row.id,
            number: row.number,
            who: row.made_by,
            cosigner: None,
            text: Text::fixed("验收当月没有入账（账外）", "Not entered into the accounts in the month of its acceptance"),
            reason: None,
            serious: true,
            amount: Some(row.total),
        })
    }));
    Ok(())
}
