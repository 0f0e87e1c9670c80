//! `…/{id}/signed-scans` of every kind of record that is signed on paper. One set of handlers, written out once a kind by whoever knows the
//! kind: a path, an operation and the permission that shows the record are words of the description and cannot be arguments.

/// The three operations on the scans of one kind of record, as a module. `$find` is an `async fn(&impl ConnectionTrait, &Scope, Uuid) ->
/// Result<Record>` and `$view` the permission that shows such a record, both in scope where this is written; its routes take
/// [`SignedScans`](crate::signed_scan::SignedScans) as their state. Whoever writes it depends on axum, files, `serde_json` and utoipa.
#[macro_export]
macro_rules! signed_scans_of {
    ($module:ident, $find:ident, $view:ident, $tag:tt, $path:tt, $content:tt, $list_id:tt, $return_id:tt, $page_id:tt) => {
        mod $module {
            use axum::{extract::State, http::HeaderMap, response::Response};
            use files::upload::dto::FileBytes;
            use kernel::{Grant, Json, Path, Permission, Query, Reply, Result};
            use papers::{
                permissions::ReturnScans,
                signed_scan::{self, PageQuery, ScansView, SignedScanBody, SignedScans},
            };
            use utoipa_axum::{router::OpenApiRouter, routes};
            use uuid::Uuid;

            use super::{$find, $view};

            pub(super) fn routes() -> OpenApiRouter<SignedScans> {
                OpenApiRouter::new().routes(routes!(list, give_back)).routes(routes!(content))
            }

            /// The signed paper of a record as it came back, newest first.
            #[utoipa::path(get, path = $path, operation_id = $list_id, tag = $tag, params(("id" = Uuid, Path)),
                        responses((status = 200, body = ScansView)), extensions(("x-permission" = json!($view::INFO.key))))]
            async fn list(grant: Grant<$view>, State(scans): State<SignedScans>, Path(id): Path<Uuid>) -> Result<Reply<ScansView>> {
                let reader = scans.read(&grant);
                let record = $find(&reader, &grant.scope()?, id).await?;
                signed_scan::list(&grant, &reader, &record).await
            }

            /// The signed paper comes back to its record: photos or a PDF. It stays; a wrong one is replaced, and why is said.
            #[utoipa::path(post, path = $path, operation_id = $return_id, tag = $tag, params(("id" = Uuid, Path)),
                        request_body = SignedScanBody, responses((status = 201, body = ScansView)),
                        extensions(("x-permission" = json!(ReturnScans::INFO.key))))]
            async fn give_back(
                grant: Grant<ReturnScans>,
                State(scans): State<SignedScans>,
                Path(id): Path<Uuid>,
                Json(body): Json<SignedScanBody>,
            ) -> Result<Reply<ScansView>> {
                let (tx, scope) = scans.begin::<$view>(&grant).await?;
                let record = $find(&tx, &scope, id).await?;
                signed_scan::give_back(&grant, tx, &record, body).await
            }

            /// A page of a signed scan. Knows `If-None-Match`.
            #[utoipa::path(get, path = $content, operation_id = $page_id, tag = $tag,
                        params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), PageQuery),
                        responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
                        extensions(("x-permission" = json!($view::INFO.key))))]
            async fn content(
                grant: Grant<$view>,
                State(scans): State<SignedScans>,
                Path((id, page)): Path<(Uuid, Uuid)>,
                Query(query): Query<PageQuery>,
                asked: HeaderMap,
            ) -> Result<Response> {
                let reader = scans.read(&grant);
                let record = $find(&reader, &grant.scope()?, id).await?;
                let found = signed_scan::page(&reader, &record, page).await?;
                scans.content(&found, query.size, &asked).await
            }
        }
    };
}
