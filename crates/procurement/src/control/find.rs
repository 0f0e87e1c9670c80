//! What did not go by the rules, each kind in one bounded query.

use std::collections::HashMap;

use campus::{person::PersonRef, school_days::Zone};
use chrono::{DateTime, Utc};
use kernel::{Lang, Money, Result, Text};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    dto::{ControlException, Kind},
    noted, reopened, suppliers, unposted,
};
use crate::{
    exception::{self, Rule, entity as exceptions},
    order, receipt,
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
    pub zone: Zone,
}

#[derive(Debug, Default)]
pub(super) struct Found {
    pub rows: Vec<Row>,
    pub cut: bool,
}

/// A row before it is put into words.
#[derive(Debug)]
pub(super) struct Row {
    pub kind: Kind,
    pub at: DateTime<Utc>,
    pub record_kind: &'static str,
    pub record_id: Uuid,
    pub number: String,
    pub who: Uuid,
    pub cosigner: Option<Uuid>,
    pub text: Text,
    pub reason: Option<String>,
    pub serious: bool,
    pub amount: Option<i64>,
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
            Self::OneSupplier => Text::fixed("同一供应商多次下单", "Several orders of one supplier"),
            Self::UnpostedReceipt => Text::fixed("已验收未入账", "Accepted, in no accounts"),
            Self::UnpostedPetty => Text::fixed("零星采购未入账", "Petty purchase, in no accounts"),
            Self::ExpiredLicence => Text::fixed("供应商证照过期", "Licence of the supplier over"),
            Self::ReopenedSheet => Text::fixed("选定后重新询价", "Quotes opened again"),
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
        noted::find(db, span, kind, &mut found).await?;
    }
    if wanted(Kind::UnpostedReceipt) || wanted(Kind::UnpostedPetty) {
        unposted::find(db, span, kind, &mut found).await?;
    }
    if wanted(Kind::ExpiredLicence) || wanted(Kind::OneSupplier) {
        suppliers::find(db, span, kind, &mut found).await?;
    }
    if wanted(Kind::ReopenedSheet) {
        reopened::find(db, span, &mut found).await?;
    }
    Ok(found)
}

pub(super) fn fetch() -> u64 {
    u64::try_from(MOST + 1).unwrap_or(u64::MAX)
}

impl Found {
    pub fn kept<T>(&mut self, mut rows: Vec<T>) -> Vec<T> {
        self.cut |= rows.len() > MOST;
        rows.truncate(MOST);
        rows
    }
}

/// What the record that an exception is of comes to.
const WORTH: &str = "COALESCE((SELECT o.total FROM purchase_order o WHERE o.school_id = sod_exception.school_id \
     AND o.id = sod_exception.subject_id), (SELECT r.total FROM goods_receipt r WHERE r.school_id = sod_exception.school_id \
     AND r.id = sod_exception.subject_id))";

/// Exceptions that somebody signed for.
async fn signed(db: &impl ConnectionTrait, span: Span, found: &mut Found) -> Result<()> {
    use exceptions::Column;

    let select = exceptions::Entity::find()
        .filter(Column::SchoolId.eq(span.school))
        .filter(Column::SignedAt.gte(span.from))
        .filter(Column::SignedAt.lt(span.until))
        .order_by_desc(Column::SignedAt)
        .limit(fetch())
        .column_as(Expr::cust(WORTH), "worth")
        .into_query();
    for found_row in found.kept(db.query_all(&select).await?) {
        let (row, amount) = (exceptions::Model::from_query_result(&found_row, "")?, found_row.try_get("", "worth")?);
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
            amount,
        });
    }
    Ok(())
}

fn excepted(rule: Rule) -> Text {
    let (title, key) = (rule.title(), rule.key());
    Text::new(format!("“{}”（{key}）例外，已会签", title.zh), format!("Excepted from “{}” ({key}), co-signed", title.en))
}
