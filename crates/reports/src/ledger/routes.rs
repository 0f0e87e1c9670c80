//! `/general-ledger`, `/room-ledger`, `/detail-ledger`, `/depreciation-schedule`, `/ledger-cards`, `/ledger-ties`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{DepreciationSchedule, DetailLedger, DetailQuery, GeneralLedger, LedgerCard, LedgerDays, LedgerTies, RoomLedger, ScheduleQuery},
    service::Ledgers,
};
use crate::permissions::ViewLedgers;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(general))
        .routes(routes!(rooms))
        .routes(routes!(detail))
        .routes(routes!(schedule))
        .routes(routes!(card))
        .routes(routes!(ties))
        .with_state(Ledgers::new(db.clone()))
}

/// The general ledger of fixed assets by class in a period, as of any day.
#[utoipa::path(get, path = "/general-ledger", operation_id = "general_ledger_view", tag = "ledgers", params(LedgerDays),
    responses((status = 200, body = GeneralLedger)), extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn general(
    grant: Grant<ViewLedgers>,
    State(ledgers): State<Ledgers>,
    Query(days): Query<LedgerDays>,
) -> Result<Reply<GeneralLedger>> {
    ledgers.general(&grant, &days).await.map(Reply::ok)
}

/// What stands at which place as of any day; what has no place is the last line.
#[utoipa::path(get, path = "/room-ledger", operation_id = "room_ledger_view", tag = "ledgers", params(LedgerDays),
    responses((status = 200, body = RoomLedger)), extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn rooms(grant: Grant<ViewLedgers>, State(ledgers): State<Ledgers>, Query(days): Query<LedgerDays>) -> Result<Reply<RoomLedger>> {
    ledgers.rooms(&grant, &days).await.map(Reply::ok)
}

/// The detail ledger of a class, of a place, or of what has no place, in the order of the days, with its running balance.
#[utoipa::path(get, path = "/detail-ledger", operation_id = "detail_ledger_view", tag = "ledgers", params(DetailQuery),
    responses((status = 200, body = DetailLedger)), extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn detail(
    grant: Grant<ViewLedgers>,
    State(ledgers): State<Ledgers>,
    Query(query): Query<DetailQuery>,
) -> Result<Reply<DetailLedger>> {
    ledgers.detail(&grant, query).await.map(Reply::ok)
}

/// The depreciation schedule (E4) as of any day: what was written until then, or what the plan says of a day that has not come.
#[utoipa::path(get, path = "/depreciation-schedule", operation_id = "depreciation_schedule_view", tag = "ledgers", params(ScheduleQuery),
    responses((status = 200, body = DepreciationSchedule)), extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn schedule(
    grant: Grant<ViewLedgers>,
    State(ledgers): State<Ledgers>,
    Query(query): Query<ScheduleQuery>,
) -> Result<Reply<DepreciationSchedule>> {
    ledgers.schedule(&grant, &query).await.map(Reply::ok)
}

/// A card as of any day: what made it worth what it is, where it was, what was repaired of it.
#[utoipa::path(get, path = "/ledger-cards/{id}", operation_id = "ledger_card_view", tag = "ledgers",
    params(("id" = Uuid, Path), LedgerDays), responses((status = 200, body = LedgerCard)),
    extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn card(
    grant: Grant<ViewLedgers>,
    State(ledgers): State<Ledgers>,
    Path(id): Path<Uuid>,
    Query(days): Query<LedgerDays>,
) -> Result<Reply<LedgerCard>> {
    ledgers.card(&grant, id, &days).await.map(Reply::ok)
}

/// The sums of all ledgers as of any day side by side, each computed in its own way.
#[utoipa::path(get, path = "/ledger-ties", operation_id = "ledger_tie_view", tag = "ledgers", params(LedgerDays),
    responses((status = 200, body = LedgerTies)), extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn ties(grant: Grant<ViewLedgers>, State(ledgers): State<Ledgers>, Query(days): Query<LedgerDays>) -> Result<Reply<LedgerTies>> {
    ledgers.ties(&grant, &days).await.map(Reply::ok)
}
