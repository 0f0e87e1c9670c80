//! `/calendar`, `/calendar-days`.

use axum::extract::State;
use chrono::{Datelike, NaiveDate};
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Problem, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{CalendarView, DayView, SetDay, ShowCalendar},
    service::Calendars,
};
use crate::permissions::{ManageCalendar, ViewCalendar};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(set_day)).with_state(Calendars::new(db.clone()))
}

/// The school calendar, day by day, with the terms.
#[utoipa::path(get, path = "/calendar", operation_id = "calendar_view", tag = "campus", params(ShowCalendar),
    responses((status = 200, body = CalendarView)), extensions(("x-permission" = json!(ViewCalendar::INFO.key))))]
async fn show(
    grant: Grant<ViewCalendar>,
    State(calendars): State<Calendars>,
    Query(query): Query<ShowCalendar>,
) -> Result<Reply<CalendarView>> {
    calendars.view(&grant, &query).await.map(Reply::ok)
}

/// Says what a day is: a holiday of the school, a Saturday on which it works. `If-Match` is `"0"` for a day of which nothing is kept.
#[utoipa::path(put, path = "/calendar-days/{day}", operation_id = "calendar_day_set", tag = "campus", params(("day" = NaiveDate, Path)),
    request_body = SetDay, responses((status = 200, body = DayView)),
    extensions(("x-permission" = json!(ManageCalendar::INFO.key)), ("x-if-match" = json!(true))))]
async fn set_day(
    grant: Grant<ManageCalendar>,
    State(calendars): State<Calendars>,
    Path(day): Path<NaiveDate>,
    seen: IfMatch,
    Json(body): Json<SetDay>,
) -> Result<Reply<DayView>> {
    // The engines keep different ranges of years; a school needs none of the rest.
    if !(2000..2200).contains(&day.year()) {
        return Err(Problem::not_found());
    }
    calendars.set_day(&grant, day, seen, body).await
}
