//! `/repair-cases`, `/repair-categories`, `/repair-workers`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Category,
    dto::{
        Assign, CaseRow, CaseTotals, CaseView, CategoryView, Defer, Finish, Join, ListCases, MaybeReason, Nothing, Reason, ReportBody,
        TimelineEntry, Triage, Wait, WorkerView,
    },
    model::CaseId,
    phase::Command,
    service::Repairs,
};
use crate::permissions::{
    AcceptRepair, AssignRepair, CancelRepair, RejectRepair, ReportRepair, TakeRepair, TriageRepair, ViewCategories, ViewRepairs,
    ViewRoutes, WorkOnRepair,
};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(categories))
        .routes(routes!(workers))
        .routes(routes!(list, report))
        .routes(routes!(totals))
        .routes(routes!(get))
        .routes(routes!(timeline))
        .routes(routes!(join))
        .routes(routes!(triage))
        .routes(routes!(assign))
        .routes(routes!(take))
        .routes(routes!(start))
        .routes(routes!(wait))
        .routes(routes!(defer))
        .routes(routes!(finish))
        .routes(routes!(confirm))
        .routes(routes!(refuse))
        .routes(routes!(reopen))
        .routes(routes!(reject))
        .routes(routes!(cancel))
        .with_state(Repairs::new(db.clone()))
}

/// The big buttons.
#[utoipa::path(get, path = "/repair-categories", operation_id = "repair_category_list", tag = "repairs",
    responses((status = 200, body = Page<CategoryView>)), extensions(("x-permission" = json!(ViewCategories::INFO.key))))]
async fn categories(grant: Grant<ViewCategories>) -> Reply<Page<CategoryView>> {
    let lang = grant.context().lang();
    Reply::ok(Page::whole(Category::ALL.into_iter().map(|c| CategoryView::new(c, lang)).collect()))
}

impl CategoryView {
    pub(crate) fn new(category: Category, lang: kernel::Lang) -> Self {
        let danger_question = category.danger_question().map(|q| q.pick(lang).to_owned());
        Self { code: category, title: category.title_in(lang), danger_question }
    }
}

/// People who repair, those with the least to do first.
#[utoipa::path(get, path = "/repair-workers", operation_id = "repair_worker_list", tag = "repairs",
    responses((status = 200, body = Page<WorkerView>)), extensions(("x-permission" = json!(ViewRoutes::INFO.key))))]
async fn workers(grant: Grant<ViewRoutes>, State(repairs): State<Repairs>) -> Result<Reply<Page<WorkerView>>> {
    repairs.workers(&grant).await.map(Reply::ok)
}

/// Cases the caller may see, newest first.
#[utoipa::path(get, path = "/repair-cases", operation_id = "repair_case_list", tag = "repairs", params(ListCases),
    responses((status = 200, body = Page<CaseRow>)), extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn list(grant: Grant<ViewRepairs>, State(repairs): State<Repairs>, Query(query): Query<ListCases>) -> Result<Reply<Page<CaseRow>>> {
    repairs.list(&grant, &query).await.map(Reply::ok)
}

/// Exact totals of the same filters.
#[utoipa::path(get, path = "/repair-cases/totals", operation_id = "repair_case_totals", tag = "repairs", params(ListCases),
    responses((status = 200, body = CaseTotals)), extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn totals(grant: Grant<ViewRepairs>, State(repairs): State<Repairs>, Query(query): Query<ListCases>) -> Result<Reply<CaseTotals>> {
    repairs.totals(&grant, &query).await.map(Reply::ok)
}

/// Reports one or several faults of a room; each becomes a case and goes to its default worker.
#[utoipa::path(post, path = "/repair-cases", operation_id = "repair_case_report", tag = "repairs", request_body = ReportBody,
    responses((status = 201, body = Page<CaseView>)), extensions(("x-permission" = json!(ReportRepair::INFO.key))))]
async fn report(grant: Grant<ReportRepair>, State(repairs): State<Repairs>, Json(body): Json<ReportBody>) -> Result<Reply<Page<CaseView>>> {
    repairs.report(&grant, body).await
}

/// One case with what the caller may do.
#[utoipa::path(get, path = "/repair-cases/{id}", operation_id = "repair_case_view", tag = "repairs", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn get(grant: Grant<ViewRepairs>, State(repairs): State<Repairs>, Path(id): Path<CaseId>) -> Result<Reply<CaseView>> {
    repairs.get(&grant, id).await
}

/// What happened to a case, oldest first.
#[utoipa::path(get, path = "/repair-cases/{id}/timeline", operation_id = "repair_case_timeline", tag = "repairs", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<TimelineEntry>)), extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn timeline(grant: Grant<ViewRepairs>, State(repairs): State<Repairs>, Path(id): Path<CaseId>) -> Result<Reply<Page<TimelineEntry>>> {
    repairs.timeline(&grant, id).await.map(Reply::ok)
}

/// "Me too": joins an open case instead of reporting it again.
#[utoipa::path(post, path = "/repair-cases/{id}/joins", operation_id = "repair_case_join", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Join,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(ReportRepair::INFO.key))))]
async fn join(
    grant: Grant<ReportRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    Json(body): Json<Join>,
) -> Result<Reply<CaseView>> {
    repairs.join(&grant, id, body).await
}

/// Takes a report up with its priority.
#[utoipa::path(post, path = "/repair-cases/{id}/triage", operation_id = "repair_case_triage", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Triage,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(TriageRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn triage(
    grant: Grant<TriageRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Triage>,
) -> Result<Reply<CaseView>> {
    repairs.triage(&grant, id, seen, body).await
}

/// Gives a case to somebody who repairs.
#[utoipa::path(post, path = "/repair-cases/{id}/assign", operation_id = "repair_case_assign", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Assign,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(AssignRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn assign(
    grant: Grant<AssignRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Assign>,
) -> Result<Reply<CaseView>> {
    repairs.assign(&grant, id, seen, body.worker_id).await
}

/// Takes a case oneself, also from a colleague.
#[utoipa::path(post, path = "/repair-cases/{id}/take", operation_id = "repair_case_take", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(TakeRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn take(
    grant: Grant<TakeRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    _nothing: Json<Nothing>,
) -> Result<Reply<CaseView>> {
    let worker = grant.person()?;
    repairs.step(&grant, id, seen, Command::Take { worker }).await
}

/// Begins the work.
#[utoipa::path(post, path = "/repair-cases/{id}/start", operation_id = "repair_case_start", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(WorkOnRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn start(
    grant: Grant<WorkOnRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    _nothing: Json<Nothing>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Start).await
}

/// Waits for parts or a contractor.
#[utoipa::path(post, path = "/repair-cases/{id}/wait", operation_id = "repair_case_wait", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Wait,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(WorkOnRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn wait(
    grant: Grant<WorkOnRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Wait>,
) -> Result<Reply<CaseView>> {
    repairs.wait(&grant, id, seen, body).await
}

/// Puts a case off, with a day and a reason that the reporter sees.
#[utoipa::path(post, path = "/repair-cases/{id}/defer", operation_id = "repair_case_defer", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Defer,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(TriageRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn defer(
    grant: Grant<TriageRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Defer>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Defer { until: body.until, reason: body.reason }).await
}

/// Fixed; the reporter is asked to look.
#[utoipa::path(post, path = "/repair-cases/{id}/finish", operation_id = "repair_case_finish", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Finish,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(WorkOnRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn finish(
    grant: Grant<WorkOnRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Finish>,
) -> Result<Reply<CaseView>> {
    repairs.finish(&grant, id, seen, body).await
}

/// Accepts the finished repair.
#[utoipa::path(post, path = "/repair-cases/{id}/confirm", operation_id = "repair_case_confirm", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(AcceptRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn confirm(
    grant: Grant<AcceptRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    _nothing: Json<Nothing>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Confirm).await
}

/// Not fixed: back to whoever repaired it.
#[utoipa::path(post, path = "/repair-cases/{id}/refuse", operation_id = "repair_case_refuse", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Reason,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(AcceptRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn refuse(
    grant: Grant<AcceptRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Refuse { reason: body.reason }).await
}

/// Broken again shortly after: the same case goes on.
#[utoipa::path(post, path = "/repair-cases/{id}/reopen", operation_id = "repair_case_reopen", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Reason,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(AcceptRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn reopen(
    grant: Grant<AcceptRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Reopen { reason: body.reason }).await
}

/// Sends a report back with a reason.
#[utoipa::path(post, path = "/repair-cases/{id}/reject", operation_id = "repair_case_reject", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = Reason,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(RejectRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn reject(
    grant: Grant<RejectRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Reject { reason: body.reason }).await
}

/// The reporter takes it back, or the office a double.
#[utoipa::path(post, path = "/repair-cases/{id}/cancel", operation_id = "repair_case_cancel", tag = "repairs", params(("id" = uuid::Uuid, Path)), request_body = MaybeReason,
    responses((status = 200, body = CaseView)), extensions(("x-permission" = json!(CancelRepair::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<CancelRepair>,
    State(repairs): State<Repairs>,
    Path(id): Path<CaseId>,
    seen: IfMatch,
    Json(body): Json<MaybeReason>,
) -> Result<Reply<CaseView>> {
    repairs.step(&grant, id, seen, Command::Cancel { reason: body.reason }).await
}
