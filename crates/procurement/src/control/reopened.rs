//! Quotes that were settled and opened again: what was decided was decided anew. Read from the audit trail, which alone knows when.

use chrono::{DateTime, Utc};
use kernel::{
    Money, Result, Text,
    audit::entity::{header, subject},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Row, Span, fetch},
};
use crate::{
    event,
    quote::{self, entity as sheet},
    request,
};

#[derive(Debug, FromQueryResult)]
struct Reopened {
    moment: DateTime<Utc>,
    who: Option<Uuid>,
    request_id: Uuid,
    number: String,
    before: Option<Value>,
    after: Option<Value>,
}

pub(super) async fn find(db: &impl ConnectionTrait, span: Span, found: &mut Found) -> Result<()> {
    let to_subject = header::Entity::belongs_to(subject::Entity)
        .from((header::Column::SchoolId, header::Column::Id))
        .to((subject::Column::SchoolId, subject::Column::EventId));
    let to_sheet = subject::Entity::belongs_to(sheet::Entity)
        .from((subject::Column::SchoolId, subject::Column::SubjectId))
        .to((sheet::Column::SchoolId, sheet::Column::Id));
    let select = header::Entity::find()
        .select_only()
        .column_as(header::Column::At, "moment")
        .column_as(header::Column::ActorId, "who")
        .column_as(sheet::Column::RequestId, "request_id")
        .column_as(subject::Column::Label, "number")
        .column_as(subject::Column::Before, "before")
        .column_as(subject::Column::After, "after")
        .join(JoinType::InnerJoin, to_subject.into())
        .join(JoinType::InnerJoin, to_sheet.into())
        .filter(header::Column::SchoolId.eq(span.school))
        .filter(header::Column::Action.eq(event::QUOTES_REOPENED.key))
        .filter(header::Column::At.gte(span.from))
        .filter(header::Column::At.lt(span.until))
        .filter(subject::Column::Kind.eq(quote::KIND))
        // The sheet is named once more for its timeline, without what was changed.
        .filter(subject::Column::After.is_not_null())
        .order_by_desc(header::Column::Id)
        .limit(fetch());
    let rows = found.kept(select.into_model::<Reopened>().all(db).await?);
    found.rows.extend(rows.into_iter().filter_map(of));
    Ok(())
}

fn of(row: Reopened) -> Option<Row> {
    let said = |side: Option<&Value>, field: &str| side.and_then(|side| side.get(field)).cloned();
    let words = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    let supplier = words(said(row.before.as_ref(), "supplier")).unwrap_or_default();
    let amount = said(row.before.as_ref(), "total").and_then(|total| serde_json::from_value::<Money>(total).ok());
    Some(Row {
        kind: Kind::ReopenedSheet,
        at: row.moment,
        record_kind: request::KIND,
        record_id: row.request_id,
        number: row.number,
        who: row.who?,
        cosigner: None,
        text: Text::new(format!("选定“{supplier}”之后又重新询价"), format!("{supplier} was settled for, then quotes were opened again")),
        reason: words(said(row.after.as_ref(), "reason")),
        serious: false,
        amount: amount.map(Money::fen),
    })
}
