//! Reading the audit trail: the auditor's list, and the timeline of one record.

use std::collections::{BTreeMap, HashMap};

use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query as SubQuery, SimpleExpr},
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

crate::actions! {
    EXPORTED = "audit.exported", "导出操作记录", "Audit log exported";
}

/// Fields of records of a kind that only those with a permission see, also in what was written of them (decision 7).
#[derive(Debug, Clone, Copy)]
pub struct HiddenFields {
    /// The beginning of the kinds: `asset`.
    pub kinds: &'static str,
    pub fields: &'static [&'static str],
    pub permission: &'static str,
}

/// The acts of all features, so that the trail can name them.
pub type ActionCatalogue = &'static [&'static [&'static ActionInfo]];

/// The auditor's way into the trail.
#[derive(Debug, Clone)]
struct Trail {
    db: Db,
    catalogue: Catalogue,
}

/// What the trail has to know of the features.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue {
    pub actions: ActionCatalogue,
    pub hidden: &'static [HiddenFields],
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
    /// What the ids in `before` and `after` were last called, as far as the trail knows.
    pub names: BTreeMap<Uuid, String>,
    /// Some fields are left out: the caller may not see them.
    pub fields_hidden: bool,
}

/// A kind of act, for a filter.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditActionView {
    pub key: String,
    /// In the caller's language.
    pub text: String,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAuditEvents {
    pub actor_id: Option<Uuid>,
    /// An act such as `repair_case.assigned`.
    pub action: Option<String>,
    pub subject_id: Option<Uuid>,
    /// A kind of record such as `asset` or `repair_case`.
    pub subject_kind: Option<String>,
    /// The number or name of a record, whole: `BX20260901-0007`.
    pub q: Option<String>,
    #[serde(default, deserialize_with = "crate::calendar::in_calendar")]
    pub from: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "crate::calendar::in_calendar")]
    pub to: Option<DateTime<Utc>>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// The routes of the audit trail, under `/api/v1`.
pub fn routes(db: &Db, catalogue: Catalogue) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(kinds)).with_state(Trail { db: db.clone(), catalogue })
}

/// Every kind of act there is, for a filter.
#[utoipa::path(get, path = "/audit-actions", operation_id = "audit_action_list", tag = "audit",
    responses((status = 200, body = Page<AuditActionView>)), extensions(("x-permission" = json!(ViewAudit::INFO.key))))]
async fn kinds(grant: Grant<ViewAudit>, State(trail): State<Trail>) -> Reply<Page<AuditActionView>> {
    let lang = grant.context().lang();
    let named = |action: &&ActionInfo| AuditActionView { key: action.key.to_owned(), text: said(action, lang).to_owned() };
    Reply::ok(Page::whole(trail.catalogue.actions.iter().copied().flatten().map(named).collect()))
}

/// What was done in the school, newest first.
#[utoipa::path(get, path = "/audit-events", operation_id = "audit_event_list", tag = "audit", params(ListAuditEvents),
    responses((status = 200, body = Page<AuditEventView>)), extensions(("x-permission" = json!(ViewAudit::INFO.key))))]
async fn list(
    grant: Grant<ViewAudit>,
    State(trail): State<Trail>,
    Query(query): Query<ListAuditEvents>,
) -> Result<Reply<Page<AuditEventView>>> {
    page(&trail.db, &grant, &query, trail.catalogue).await.map(Reply::ok)
}

/// A page as the auditor reads it: ids with names, without what he may not see. Four queries, whatever the page holds.
pub async fn page(db: &Db, grant: &Grant<ViewAudit>, query: &ListAuditEvents, catalogue: Catalogue) -> Result<Page<AuditEventView>> {
    let reader = db.read(grant);
    let scope = grant.scope()?;
    let mut page = read(&reader, &scope, query, catalogue.actions, grant.context().lang()).await?;
    for subject in page.items.iter_mut().flat_map(|event| &mut event.subjects) {
        for hidden in
            catalogue.hidden.iter().filter(|hidden| subject.kind.starts_with(hidden.kinds) && !grant.actor().may(hidden.permission))
        {
            let found =
                [&mut subject.before, &mut subject.after].map(|side| side.as_mut().is_some_and(|side| leave_out(side, hidden.fields)));
            subject.fields_hidden |= found.contains(&true);
        }
    }
    let mut ids: Vec<Uuid> = page.items.iter().flat_map(|event| &event.subjects).flat_map(ids_in).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = names_of(&reader, scope.school, ids).await?;
    for subject in page.items.iter_mut().flat_map(|event| &mut event.subjects) {
        subject.names = ids_in(subject).filter_map(|id| Some((id, names.get(&id)?.clone()))).collect();
    }
    Ok(page)
}

/// Takes the members with these names out, at whatever depth; answers whether there was one.
pub fn leave_out(value: &mut Value, fields: &[&str]) -> bool {
    match value {
        Value::Object(members) => {
            let before = members.len();
            members.retain(|name, _| !fields.contains(&name.as_str()));
            let mut found = members.len() < before;
            for member in members.values_mut() {
                found |= leave_out(member, fields);
            }
            found
        }
        Value::Array(items) => items.iter_mut().fold(false, |found, item| leave_out(item, fields) | found),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Ids that stand in a record's fields, one level deep or in a list.
fn ids_in(subject: &AuditSubjectView) -> impl Iterator<Item = Uuid> {
    let sides = [&subject.before, &subject.after].into_iter().flatten().filter_map(Value::as_object).flat_map(|side| side.values());
    let texts = sides.flat_map(|value| if let Value::Array(items) = value { items.iter().collect() } else { vec![value] });
    texts.filter_map(Value::as_str).filter(|text| text.len() == 36).filter_map(|text| text.parse().ok())
}

/// What records were called when the trail last spoke of them.
async fn names_of(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    use entity::subject::{Column, Entity};
    let mut names = HashMap::new();
    if ids.is_empty() {
        return Ok(names);
    }
    let newest = SubQuery::select()
        .column(Column::SubjectId)
        .column(Column::Label)
        .expr_as(Expr::cust("ROW_NUMBER() OVER (PARTITION BY subject_id ORDER BY event_id DESC, seq)"), "place")
        .from(Entity)
        .and_where(Expr::col(Column::SchoolId).eq(school))
        .and_where(Expr::col(Column::SubjectId).is_in(ids))
        .to_owned();
    let first = SubQuery::select()
        .column("subject_id")
        .column("label")
        .from_subquery(newest, "newest")
        .and_where(Expr::col("place").eq(1))
        .to_owned();
    for row in db.query_all(&first).await? {
        names.insert(row.try_get("", "subject_id")?, row.try_get("", "label")?);
    }
    Ok(names)
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
    // Ids begin with their time: by them a day long past is found without walking through what came after it.
    if let Some(from) = query.from {
        select = select.filter(Column::At.gte(from)).filter(Column::Id.gte(first_id(from - BETWEEN_ID_AND_TIME)));
    }
    if let Some(to) = query.to {
        select = select.filter(Column::At.lt(to)).filter(Column::Id.lt(first_id(to + BETWEEN_ID_AND_TIME)));
    }
    if query.subject_kind.is_some() || query.q.is_some() {
        select = select.filter(touching(db, scope.school, query).await?);
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

/// A record that an event touched, as it was written.
pub type Touched = entity::subject::Model;

/// An event as it was written, with everything that it touched.
pub type Written = (entity::header::Model, Vec<Touched>);

/// Events after this id as they were written, oldest first, none of their records left out: for a copy of the trail that somebody takes
/// along who may see all of it.
pub async fn written(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<Written>> {
    use entity::{header, subject};
    let headers = header::Entity::find().filter(header::Column::SchoolId.eq(school)).filter(header::Column::Id.gt(after));
    let headers = headers.order_by_asc(header::Column::Id).limit(most).all(db).await?;
    let subjects = subject::Entity::find()
        .filter(subject::Column::SchoolId.eq(school))
        .filter(subject::Column::EventId.is_in(headers.iter().map(|event| event.id)))
        .order_by_asc(subject::Column::EventId)
        .order_by_asc(subject::Column::Seq)
        .all(db)
        .await?;
    let mut by_event: HashMap<Uuid, Vec<subject::Model>> = HashMap::new();
    for row in subjects {
        by_event.entry(row.event_id).or_default().push(row);
    }
    Ok(headers
        .into_iter()
        .map(|event| (by_event.remove(&event.id).unwrap_or_default(), event))
        .map(|(rows, event)| (event, rows))
        .collect())
}

/// An event gets its id a moment after its time, within one transaction.
const BETWEEN_ID_AND_TIME: TimeDelta = TimeDelta::hours(1);

/// The smallest id of a moment.
fn first_id(at: DateTime<Utc>) -> Uuid {
    let milliseconds = u128::try_from(at.timestamp_millis()).unwrap_or_default();
    Uuid::from_u128((milliseconds & 0xffff_ffff_ffff) << 80)
}

/// Up to so many records of a kind or number are looked up first; of more there is one near the end that events are read from.
const FEW: u64 = 2000;

/// Events that touch a record of a kind, or one that is called so.
async fn touching(db: &impl ConnectionTrait, school: Uuid, query: &ListAuditEvents) -> Result<SimpleExpr> {
    use entity::subject::{Column, Entity};
    let mut subjects = SubQuery::select();
    subjects.from(Entity).and_where(Expr::col((Entity, Column::SchoolId)).eq(school));
    if let Some(kind) = &query.subject_kind {
        subjects.and_where(Expr::col((Entity, Column::Kind)).eq(kind));
    }
    if let Some(text) = &query.q {
        let text = text.trim();
        subjects.and_where(Expr::col((Entity, Column::Label)).is_in([text.to_owned(), text.to_uppercase()]));
    }
    let mut counted = SubQuery::select();
    counted.expr_as(Expr::cust("CAST(COUNT(*) AS bigint)"), "n");
    counted.from_subquery(subjects.clone().expr_as(Expr::val(1), "one").limit(FEW + 1).to_owned(), "some");
    let row = db.query_one(&counted).await?;
    let many = row.map_or(Ok(0_i64), |row| row.try_get("", "n"))? > i64::try_from(FEW).unwrap_or(i64::MAX);
    if many {
        let of_event = Expr::col((Entity, Column::EventId)).equals((entity::header::Entity, entity::header::Column::Id));
        return Ok(Expr::exists(subjects.expr(Expr::val(1)).and_where(of_event).to_owned()));
    }
    Ok(entity::header::Column::Id.in_subquery(subjects.column((Entity, Column::EventId)).to_owned()))
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
        let view = AuditSubjectView {
            kind: row.kind,
            id: row.subject_id,
            label: row.label,
            before: row.before,
            after: row.after,
            names: BTreeMap::new(),
            fields_hidden: false,
        };
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
    found.map_or_else(|| key.to_owned(), |action| said(action, lang).to_owned())
}

const fn said(action: &ActionInfo, lang: Lang) -> &'static str {
    match lang {
        Lang::En => action.en,
        Lang::Zh => action.zh,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_hidden_is_left_out_at_any_depth_and_said_so() {
        let mut card = json!({ "name": "x", "price": "1.00", "pieces": [{ "price": "2.00", "colour": "red" }] });
        assert!(leave_out(&mut card, &["price"]));
        assert_eq!(card, json!({ "name": "x", "pieces": [{ "colour": "red" }] }));
        assert!(!leave_out(&mut card, &["price"]));
    }

    #[test]
    fn a_day_is_found_by_the_beginning_of_its_ids() {
        let at = "2026-11-24T02:00:00Z".parse::<DateTime<Utc>>().unwrap();
        let first = first_id(at);
        assert_eq!(first.as_u128() >> 80, u128::try_from(at.timestamp_millis()).unwrap());
        assert!(first_id(at - TimeDelta::milliseconds(1)) < first);
    }
}
