//! Reading the audit trail: the auditor's list, and the timeline of one record.

use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query as SubQuery},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{ActionInfo, entity};
use crate::{Cursor, Db, Grant, Lang, Page, PageLimit, Permission, Query, Reply, Result, Scope, Text};

crate::permissions! {
    ViewAudit = "audit.view", "查看操作记录", "View the audit log";
}

/// The acts of all features, so that the trail can name them.
pub type ActionCatalogue = &'static [&'static [&'static ActionInfo]];

/// The auditor's way into the trail.
#[derive(Clone)]
pub struct Trail {
    db: Db,
    actions: ActionCatalogue,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEventView {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// `person`, `public`, `system`, `setup` or `cli`.
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    /// Role code in which the actor acted; empty where no role was needed.
    pub acting_role: String,
    pub permission: String,
    pub action: String,
    /// The act in the caller's language.
    pub action_text: String,
    pub request_id: String,
    pub subjects: Vec<AuditSubjectView>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditSubjectView {
    pub kind: String,
    pub id: Uuid,
    pub label: String,
    /// Changed fields as they were; absent for something new.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAuditEvents {
    pub actor_id: Option<Uuid>,
    /// An act such as `repair_case.assigned`.
    pub action: Option<String>,
    pub subject_id: Option<Uuid>,
    #[serde(default, deserialize_with = "crate::calendar::in_calendar")]
    pub from: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "crate::calendar::in_calendar")]
    pub to: Option<DateTime<Utc>>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// The routes of the audit trail, under `/api/v1`.
pub fn routes(db: &Db, actions: ActionCatalogue) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(Trail { db: db.clone(), actions })
}

/// What was done in the school, newest first.
#[utoipa::path(get, path = "/audit-events", operation_id = "audit_event_list", tag = "audit", params(ListAuditEvents),
    responses((status = 200, body = Page<AuditEventView>)), extensions(("x-permission" = json!(ViewAudit::INFO.key))))]
async fn list(
    grant: Grant<ViewAudit>,
    State(trail): State<Trail>,
    Query(query): Query<ListAuditEvents>,
) -> Result<Reply<Page<AuditEventView>>> {
    let reader = trail.db.read(&grant);
    read(&reader, &grant.scope()?, &query, trail.actions, grant.context().lang()).await.map(Reply::ok)
}

/// A page of events. Two queries, whatever the page holds.
pub async fn read(
    db: &impl ConnectionTrait,
    scope: &Scope,
    query: &ListAuditEvents,
    actions: ActionCatalogue,
    lang: Lang,
) -> Result<Page<AuditEventView>> {
    use entity::header::{Column, Entity};
    let limit = PageLimit::new(query.limit)?;
    let mut select = Entity::find().filter(Column::SchoolId.eq(scope.school)).order_by_desc(Column::Id).limit(limit.fetch());
    if let Some(actor) = query.actor_id {
        select = select.filter(Column::ActorId.eq(actor));
    }
    if let Some(action) = &query.action {
        select = select.filter(Column::Action.eq(action));
    }
    if let Some(from) = query.from {
        select = select.filter(Column::At.gte(from));
    }
    if let Some(to) = query.to {
        select = select.filter(Column::At.lt(to));
    }
    if let Some(subject) = query.subject_id {
        let touching = SubQuery::select()
            .column(entity::subject::Column::EventId)
            .from(entity::subject::Entity)
            .and_where(Expr::col(entity::subject::Column::SchoolId).eq(scope.school))
            .and_where(Expr::col(entity::subject::Column::SubjectId).eq(subject))
            .to_owned();
        select = select.filter(Column::Id.in_subquery(touching));
    }
    if let Some(cursor) = &query.cursor {
        select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
    }
    let page = Page::cut(select.all(db).await?, limit, |e| e.id)?;
    let mut subjects = subjects_of(db, scope.school, page.items.iter().map(|e| e.id).collect()).await?;
    let items = page
        .items
        .into_iter()
        .map(|e| AuditEventView {
            subjects: subjects.remove(&e.id).unwrap_or_default(),
            action_text: text_of(actions, &e.action, lang),
            id: e.id,
            at: e.at,
            actor_name: name_of(&e.actor_kind, e.actor_name, lang),
            actor_kind: e.actor_kind,
            actor_id: e.actor_id,
            acting_role: e.acting_role,
            permission: e.permission,
            action: e.action,
            request_id: e.request_id,
        })
        .collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// Subjects shown of one event; an import of thousands shows the first ones.
const SUBJECTS_SHOWN: i64 = 20;

async fn subjects_of(db: &impl ConnectionTrait, school: Uuid, events: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<AuditSubjectView>>> {
    use entity::subject::{Column, Entity};
    let mut by_event: HashMap<Uuid, Vec<AuditSubjectView>> = HashMap::new();
    if events.is_empty() {
        return Ok(by_event);
    }
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::EventId.is_in(events))
        .filter(Column::Seq.lt(SUBJECTS_SHOWN))
        .order_by_asc(Column::EventId)
        .order_by_asc(Column::Seq)
        .all(db)
        .await?;
    for row in rows {
        let view = AuditSubjectView { kind: row.kind, id: row.subject_id, label: row.label, before: row.before, after: row.after };
        by_event.entry(row.event_id).or_default().push(view);
    }
    Ok(by_event)
}

/// People by their names as they were; whoever is no person in words, not by the mark under which the row was written.
fn name_of(kind: &str, name: String, lang: Lang) -> String {
    let word = match kind {
        "public" => Text::fixed("未登录的人", "Somebody not signed in"),
        "system" => Text::fixed("系统", "Steward"),
        "setup" => Text::fixed("首次设置", "Set-up"),
        _ => return name,
    };
    word.pick(lang).to_owned()
}

fn text_of(actions: ActionCatalogue, key: &str, lang: Lang) -> String {
    let found = actions.iter().copied().flatten().find(|a| a.key == key);
    found.map_or_else(|| key.to_owned(), |a| if lang == Lang::En { a.en } else { a.zh }.to_owned())
}
