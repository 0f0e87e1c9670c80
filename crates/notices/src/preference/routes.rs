//! `/me/notice-preferences`.

use axum::extract::State;
use kernel::{Grant, IfMatch, Json, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{NoticePreferenceView, SetNoticePreference},
    service::Preferences,
};
use crate::{Notices, permissions::OwnNotices};

pub fn routes(notices: &Notices) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get, set)).with_state(Preferences::new(notices.clone()))
}

/// What one wants to hear of, and every topic there is.
#[utoipa::path(get, path = "/me/notice-preferences", operation_id = "notice_preference_get", tag = "notices",
    responses((status = 200, body = NoticePreferenceView)), extensions(("x-permission" = json!(OwnNotices::INFO.key))))]
async fn get(grant: Grant<OwnNotices>, State(preferences): State<Preferences>) -> Result<Reply<NoticePreferenceView>> {
    preferences.get(&grant).await
}

/// Sets what one wants to hear of. The first time, `If-Match` is `"0"`.
#[utoipa::path(put, path = "/me/notice-preferences", operation_id = "notice_preference_set", tag = "notices",
    request_body = SetNoticePreference, responses((status = 200, body = NoticePreferenceView)),
    extensions(("x-permission" = json!(OwnNotices::INFO.key)), ("x-if-match" = json!(true))))]
async fn set(
    grant: Grant<OwnNotices>,
    State(preferences): State<Preferences>,
    seen: IfMatch,
    Json(body): Json<SetNoticePreference>,
) -> Result<Reply<NoticePreferenceView>> {
    preferences.set(&grant, seen, body).await
}
