//! The audit trail as a file: what a filter finds, streamed page by page, so that a million events take no memory. Making the file is an
//! event itself.

use std::io;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use chrono::{DateTime, Utc};
use csv::{Terminator, WriterBuilder};
use files::{disposition, upload::dto::FileBytes};
use futures_util::stream;
use kernel::{
    Cursor, Db, Grant, Json, Lang, Permission, Problem, Reply, Result,
    audit::{
        Event,
        trail::{self, AuditEventView, ListAuditEvents, ViewAudit},
    },
};
use registers::import::dialect::marked;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::api::TRAIL;

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAuditExport {
    #[serde(default)]
    #[garde(dive)]
    pub filter: AuditFilter,
}

/// Which events: the filters of the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditFilter {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub actor_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, max = 100))]
    pub action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub subject_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, max = 100))]
    pub subject_kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, max = 200))]
    pub q: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub from: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub to: Option<DateTime<Utc>>,
}

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(export)).with_state(db.clone())
}

/// Everything that a filter finds, newest first, as CSV (UTF-8 with BOM): a line for each record that an event touched. Sent while it is
/// read; an answer that breaks off is not whole. The export stands in the trail itself.
#[utoipa::path(post, path = "/audit-exports", operation_id = "audit_export_create", tag = "audit", request_body = NewAuditExport,
    responses((status = 200, body = FileBytes, content_type = "text/csv")), extensions(("x-permission" = json!(ViewAudit::INFO.key))))]
async fn export(grant: Grant<ViewAudit>, State(db): State<Db>, Json(NewAuditExport { filter }): Json<NewAuditExport>) -> Result<Response> {
    let grant = grant.not_remembered();
    let tx = db.begin(&grant).await?;
    let name = format!("audit-{}.csv", tx.now().format("%Y%m%d-%H%M%S"));
    let id = tx.new_id();
    let event = Event::new(trail::EXPORTED).created("audit_export", id, &name, &filter);
    tx.commit([event], Reply::none()).await?;
    // The trail only grows: what is read before this id does not change while it is sent.
    let first = ListAuditEvents {
        actor_id: filter.actor_id,
        action: filter.action,
        subject_id: filter.subject_id,
        subject_kind: filter.subject_kind,
        q: filter.q,
        from: filter.from,
        to: filter.to,
        limit: Some(200),
        cursor: Some(Cursor::encode(&id)?),
    };
    let begin = Some((first, true));
    let pages = stream::unfold((db, grant, begin), |(db, grant, next)| async move {
        let (query, head) = next?;
        let read = trail::page(&db, &grant, &query, TRAIL).await;
        let written = read.and_then(|page| Ok((lines(&page.items, head, grant.context().lang())?, page.next_cursor)));
        match written {
            Ok((bytes, cursor)) => {
                let next = cursor.is_some().then_some((ListAuditEvents { cursor, ..query }, false));
                Some((Ok(bytes), (db, grant, next)))
            }
            Err(problem) => {
                tracing::error!(target: "steward::failure", cause = kernel::jobs::cause(&problem), "an export of the audit trail broke off");
                Some((Err(io::Error::other("broken off")), (db, grant, None)))
            }
        }
    });
    let mut response = Response::new(Body::from_stream(pages));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

const HEADS: [[&str; 11]; 2] = [
    ["时间", "谁", "从哪里来", "身份", "操作", "记录种类", "记录", "原来", "之后", "请求编号", "事件"],
    ["Time", "Who", "Through", "Role", "Act", "Kind of record", "Record", "Before", "After", "Request", "Event"],
];

fn lines(events: &[AuditEventView], head: bool, lang: Lang) -> Result<Bytes> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(if head { vec![0xEF, 0xBB, 0xBF] } else { Vec::new() });
    if head {
        let heads = if lang == Lang::En { HEADS[1] } else { HEADS[0] };
        out.write_record(heads).map_err(Problem::internal)?;
    }
    for event in events {
        let (at, id) = (event.at.to_rfc3339(), event.id.to_string());
        for subject in &event.subjects {
            let side = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
            let (before, after) = (side(&subject.before), side(&subject.after));
            let cells = [
                &at,
                &event.actor_name,
                &event.actor_kind,
                &event.acting_role,
                &event.action_text,
                &subject.kind,
                &subject.label,
                &before,
                &after,
                &event.request_id,
                &id,
            ];
            out.write_record(cells.map(|cell| marked(cell).into_owned())).map_err(Problem::internal)?;
        }
    }
    out.into_inner().map(Bytes::from).map_err(|error| Problem::internal(error.to_string()))
}
