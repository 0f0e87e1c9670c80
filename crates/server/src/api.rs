//! The features put together: one router, one description, one catalogue of acts and permissions.

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state};
use campus::location::AtPlaces;
use files::Files;
use identity::Identity;
use kernel::{PermissionInfo, audit::trail::ActionCatalogue};
use registers::export::Exports;
use sheets::ParserProgram;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::unasked::{self, Asking};

/// Every act that may stand in the audit trail.
pub const ACTIONS: ActionCatalogue =
    &[campus::event::ACTIONS, files::event::ACTIONS, identity::event::ACTIONS, registers::event::ACTIONS, repairs::event::ACTIONS];

/// Every permission there is.
pub fn permissions() -> impl Iterator<Item = &'static PermissionInfo> {
    [
        kernel::audit::trail::PERMISSIONS,
        campus::permissions::PERMISSIONS,
        files::permissions::PERMISSIONS,
        identity::permissions::PERMISSIONS,
        registers::permissions::PERMISSIONS,
        repairs::permissions::PERMISSIONS,
    ]
    .into_iter()
    .flatten()
}

/// What works beside the database: folders of files and exports, and the program that reads spreadsheets.
#[derive(Debug, Clone)]
pub struct Beside {
    pub files: Files,
    pub exports: Exports,
    pub parser: ParserProgram,
}

/// The API under `/api/v1` with its description.
pub fn assemble(identity: &Identity, beside: &Beside) -> (Router, OpenApi) {
    let db = &identity.db;
    let (router, api) = OpenApiRouter::new()
        .nest(
            "/api/v1",
            OpenApiRouter::new()
                .merge(identity::routes(identity))
                .merge(campus::routes(db, &beside.files, &beside.parser, at_places()))
                .merge(files::routes(&beside.files))
                .merge(registers::routes(db, &beside.files, &beside.parser, &beside.exports))
                .merge(repairs::routes(db))
                .merge(kernel::audit::trail::routes(db, ACTIONS)),
        )
        .split_for_parts();
    (router.route_layer(from_fn_with_state(Asking::of(&api), unasked::refuse)), api)
}

/// The features whose rows stand at places.
fn at_places() -> Vec<Arc<dyn AtPlaces>> {
    vec![Arc::new(registers::CardsAtPlaces), Arc::new(repairs::CasesAtPlaces)]
}
