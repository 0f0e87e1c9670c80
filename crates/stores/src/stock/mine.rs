//! What somebody was handed: his own to see, whoever keeps the store. What it cost is for those who may see stores.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Cursor, Grant, Page, PageLimit, Problem, Reader, Result};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Confirmation, DocumentKind,
    dto::{DocumentLine, DocumentView, StockClass},
    entity::{Column, Entity, line},
    repair::RepairRef,
    view::{Words, view},
};
use crate::{OnHand, item::dto::ItemRef, permissions::OwnIssues, store::dto::StoreRef};

/// Something that was handed out in the caller's name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReceivedStock)]
pub struct ReceivedIssue {
    pub id: Uuid,
    #[schema(example = "LY20261126-0001")]
    pub number: String,
    pub store: StoreRef,
    pub happened_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    /// Written down on a later day than it happened.
    pub late: bool,
    /// Who handed it out.
    pub recorded_by: PersonRef,
    /// The class for which it was received.
    pub class: Option<StockClass>,
    pub purpose: Option<String>,
    /// How it was said that it was received.
    pub confirmation: Option<Confirmation>,
    pub requisition_id: Option<Uuid>,
    /// The repair that it went into.
    pub repair_case: Option<RepairRef>,
    pub lines: Vec<ReceivedLine>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReceivedStockLine)]
pub struct ReceivedLine {
    pub item: ItemRef,
    pub quantity: OnHand,
    /// What was to be handed out, where it may have been less.
    pub wanted: Option<OnHand>,
    pub old_pieces: Option<i64>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListReceived {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

impl From<DocumentView> for ReceivedIssue {
    fn from(view: DocumentView) -> Self {
        let line = |line: DocumentLine| ReceivedLine {
            item: line.item,
            quantity: line.quantity,
            wanted: line.wanted,
            old_pieces: line.old_pieces,
            note: line.note,
        };
        Self {
            id: view.row.id,
            number: view.row.number,
            store: view.row.store,
            happened_on: view.row.happened_on,
            recorded_at: view.row.recorded_at,
            late: view.row.late,
            recorded_by: view.row.recorded_by,
            class: view.row.class,
            purpose: view.row.purpose,
            confirmation: view.confirmation,
            requisition_id: view.requisition_id,
            repair_case: view.repair_case,
            lines: view.lines.into_iter().map(line).collect(),
        }
    }
}

/// The newest first. Of what was to be handed out and was not there, nothing was received.
pub(super) async fn list(reader: &Reader, grant: &Grant<OwnIssues>, query: &ListReceived) -> Result<Page<ReceivedIssue>> {
    let limit = PageLimit::new(query.limit)?;
    let mut select = Entity::find().filter(own(grant)?).filter(something()).order_by_desc(Column::Id).limit(limit.fetch());
    if let Some(cursor) = &query.cursor {
        select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
    }
    let page = Page::cut(select.all(reader).await?, limit, |row| row.id)?;
    let words = Words::of(reader, grant.school()?, &page.items, grant.context().lang()).await?;
    let items = page.items.iter().map(|row| words.view(row).map(ReceivedIssue::from)).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

pub(super) async fn find(reader: &Reader, grant: &Grant<OwnIssues>, id: Uuid) -> Result<ReceivedIssue> {
    let row = Entity::find().filter(own(grant)?).filter(Column::Id.eq(id)).one(reader).await?.ok_or_else(Problem::not_found)?;
    view(reader, &row, grant.context().lang()).await.map(ReceivedIssue::from)
}

/// Whether a document handed anything out.
fn something() -> SimpleExpr {
    let above_nothing = line::Entity::find()
        .select_only()
        .column(line::Column::Position)
        .filter(Expr::col((line::Entity, line::Column::SchoolId)).equals((Entity, Column::SchoolId)))
        .filter(Expr::col((line::Entity, line::Column::DocumentId)).equals((Entity, Column::Id)))
        .filter(line::Column::Quantity.gt(0))
        .into_query();
    Expr::exists(above_nothing)
}

/// What went out to the caller; the person is part of every question.
fn own(grant: &Grant<OwnIssues>) -> Result<Condition> {
    let issues = Condition::all().add(Column::SchoolId.eq(grant.school()?)).add(Column::Kind.eq(DocumentKind::Issue.key()));
    Ok(issues.add(Column::ReceiverId.eq(grant.person()?)))
}
