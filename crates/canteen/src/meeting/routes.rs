//! `/canteens/{id}/meetings` and `/canteen-meetings`. They are shown with the control of their canteen.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{MeetingBody, MeetingView},
    service::Meetings,
};
use crate::{
    book::dto::StrikeBody,
    permissions::{RecordMeeting, StrikeRecord},
};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(record)).routes(routes!(strike)).with_state(Meetings::new(db.clone()))
}

/// The monthly meeting that was held.
#[utoipa::path(post, path = "/canteens/{id}/meetings", operation_id = "canteen_meeting_record", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = MeetingBody, responses((status = 201, body = MeetingView)),
    extensions(("x-permission" = json!(RecordMeeting::INFO.key))))]
async fn record(
    grant: Grant<RecordMeeting>,
    State(meetings): State<Meetings>,
    Path(id): Path<Uuid>,
    Json(body): Json<MeetingBody>,
) -> Result<Reply<MeetingView>> {
    meetings.record(&grant, id, body).await
}

/// Strikes a wrong record of a meeting out. It stays readable; write it anew.
#[utoipa::path(post, path = "/canteen-meetings/{id}/strike", operation_id = "canteen_meeting_strike", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = StrikeBody, responses((status = 200, body = MeetingView)),
    extensions(("x-permission" = json!(StrikeRecord::INFO.key)), ("x-if-match" = json!(true))))]
async fn strike(
    grant: Grant<StrikeRecord>,
    State(meetings): State<Meetings>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StrikeBody>,
) -> Result<Reply<MeetingView>> {
    meetings.strike(&grant, id, seen, body).await
}
