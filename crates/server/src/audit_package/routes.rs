//! `/audit-packages`.

use std::{io, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use campus::school;
use chrono::{Datelike, Timelike};
use files::{disposition, upload::dto::FileBytes};
use futures_util::stream;
use kernel::{
    Db, Grant, Permission, Problem, Reply, Result,
    audit::{Event, trail::HiddenFields},
    grant::forbidden,
};
use tokio::{
    runtime::Handle,
    sync::{
        Semaphore,
        mpsc::{self, Receiver},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    BEGUN, MakeAuditPackage,
    made::Package,
    pack::{self, Piece},
};
use crate::api::{TRAIL, permissions};

/// Packages that are taken at the same time; each keeps a connection and half a core busy.
const AT_ONCE: usize = 2;
/// Pieces and chunks that wait for the step after theirs.
const WAITING: usize = 2;

/// What somebody holds who may read all that is in a package, beside what the trail hides from others.
const READS: [&str; 14] = [
    "assets.view",
    "assets.view_values",
    "assets.export",
    "audit.view",
    "purchase_requests.view",
    "orders.view",
    "goods_receipts.view",
    "suppliers.view",
    "control_exceptions.view",
    "stores.view",
    "depreciation.view",
    "ledgers.view",
    "inspections.view",
    "canteen.view",
];

/// The right to see what no package holds, whoever takes it: the health of the staff (C3).
const KEPT_OUT: &str = "canteen.health";

/// What is left out of the trail in a package.
pub(super) fn kept_out() -> impl Iterator<Item = &'static HiddenFields> {
    TRAIL.hidden.iter().filter(|hidden| hidden.permission == KEPT_OUT)
}

#[derive(Debug, Clone)]
pub(crate) struct Packages {
    db: Db,
    running: Arc<Semaphore>,
}

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    let packages = Packages { db: db.clone(), running: Arc::new(Semaphore::new(AT_ONCE)) };
    OpenApiRouter::new().routes(routes!(take)).with_state(packages)
}

/// Everything an auditor takes home, as one ZIP: register and depreciation, what finance said, purchases with approvals, licences and
/// exceptions, stock with its lots, inspections with their answers, the canteen's book with the lives of its samples, and the audit trail as
/// CSV, a manifest with rows, sums and SHA-256 of each file and one over all, and a page that checks them offline. Sent while it is written;
/// an answer that breaks off is not whole. That it was begun and what it came to stand in the trail.
#[utoipa::path(post, path = "/audit-packages", operation_id = "audit_package_make", tag = "audit",
    responses((status = 200, body = FileBytes, content_type = "application/zip")),
    extensions(("x-permission" = json!(MakeAuditPackage::INFO.key))))]
async fn take(grant: Grant<MakeAuditPackage>, State(packages): State<Packages>) -> Result<Response> {
    let grant = grant.not_remembered();
    require_all(&grant)?;
    let running = packages.running.clone().acquire_owned().await.map_err(Problem::internal)?;
    let db = packages.db.clone();
    let tx = db.begin(&grant).await?;
    let school = school::find(&tx, tx.school()?).await?;
    let (id, begun) = (tx.new_id(), tx.now().with_timezone(&school.zone()));
    let plain: String = school.name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect();
    let file_name = format!("{plain}-audit-{}.zip", begun.format("%Y%m%d-%H%M%S"));
    let note = serde_json::json!({ "file_name": file_name });
    tx.commit([Event::new(BEGUN).created("audit_package", id, &file_name, &note)], Reply::none()).await?;
    let snapshot = db.snapshot(&grant).await?;
    let package = Package { as_of: db.clock().now(), db, grant, school, id, file_name: file_name.clone() };
    let at = zip_time(&begun);
    let (pieces, packing) = mpsc::channel::<Piece>(WAITING);
    let (chunks, sent) = mpsc::channel::<io::Result<Bytes>>(WAITING);
    let handle = Handle::current();
    tokio::task::spawn_blocking(move || pack::pack(packing, &chunks, &handle, at));
    tokio::spawn(async move {
        if let Err(problem) = package.hand_over(snapshot, &pieces).await {
            tracing::error!(target: "steward::failure", cause = kernel::jobs::cause(&problem), "an audit package broke off");
        }
        drop(running);
    });
    Ok(answer(sent, &file_name))
}

fn answer(sent: Receiver<io::Result<Bytes>>, file_name: &str) -> Response {
    let chunks = stream::unfold(sent, |mut sent| async move { sent.recv().await.map(|chunk| (chunk, sent)) });
    let mut response = Response::new(Body::from_stream(chunks));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", file_name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The package is whole or refused: whoever may not see something of what it holds gets none of it.
fn require_all(grant: &Grant<MakeAuditPackage>) -> Result<()> {
    let hidden = TRAIL.hidden.iter().map(|hidden| hidden.permission).filter(|key| *key != KEPT_OUT);
    let missing = READS.into_iter().chain(hidden).find(|key| !grant.actor().may(key));
    match missing.and_then(|key| permissions().find(|info| info.key == key)) {
        Some(info) => Err(forbidden(info)),
        None => Ok(()),
    }
}

/// As the school's clock shows it; an archive knows no zones.
fn zip_time(at: &(impl Datelike + Timelike)) -> zip::DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    zip::DateTime::from_date_and_time(year, part(at.month()), part(at.day()), part(at.hour()), part(at.minute()), part(at.second()))
        .unwrap_or_default()
}
