//! The features put together: one router, one description, one catalogue of acts and permissions.

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state};
use campus::{Features, location::DrawnFrom, retention::Rules};
use files::Files;
use identity::Identity;
use kernel::{
    PermissionInfo,
    audit::trail::{ActionCatalogue, Catalogue},
    outbox::TopicCatalogue,
};
use notices::Notices;
use registers::export::Exports;
use sheets::ParserProgram;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    audit_export, audit_package, summary,
    unasked::{self, Silent},
};

/// Every act that may stand in the audit trail.
pub const ACTIONS: ActionCatalogue = &[
    kernel::audit::trail::ACTIONS,
    campus::event::ACTIONS,
    files::event::ACTIONS,
    identity::event::ACTIONS,
    notices::event::ACTIONS,
    approvals::event::ACTIONS,
    inspections::event::ACTIONS,
    papers::event::ACTIONS,
    procurement::event::ACTIONS,
    registers::event::ACTIONS,
    repairs::event::ACTIONS,
    reports::event::ACTIONS,
    stores::event::ACTIONS,
    canteen::event::ACTIONS,
    audit_package::ACTIONS,
];

/// What approvals are asked about, by the features that ask.
pub(crate) fn subjects() -> Vec<Arc<dyn approvals::Subject>> {
    vec![
        Arc::new(procurement::PurchaseRequests),
        Arc::new(procurement::PettyPurchases),
        Arc::new(stores::Requisitions),
        Arc::new(stores::Distributions),
    ]
}

/// What the trail knows of the features.
pub const TRAIL: Catalogue = Catalogue {
    actions: ACTIONS,
    hidden: &[
        registers::event::HIDDEN,
        procurement::event::HIDDEN,
        procurement::event::PETTY_HIDDEN,
        procurement::event::ORDER_HIDDEN,
        procurement::event::RECEIPT_HIDDEN,
        procurement::event::BUDGET_HIDDEN,
        procurement::event::PUBLICATION_HIDDEN,
        procurement::event::HIDDEN_QUOTES,
        procurement::event::HIDDEN_SUPPLIERS,
        procurement::event::HIDDEN_BANK,
        reports::event::HIDDEN,
        stores::event::HIDDEN,
        canteen::event::HIDDEN_CHECKS,
        canteen::event::HIDDEN_CERTIFICATES,
    ],
};

/// Every kind of news that a feature may tell.
pub const TOPICS: TopicCatalogue = &[
    repairs::event::TOPICS,
    approvals::event::TOPICS,
    procurement::event::TOPICS,
    stores::event::TOPICS,
    inspections::event::TOPICS,
    canteen::event::TOPICS,
    campus::event::TOPICS,
    registers::event::TOPICS,
    files::event::TOPICS,
    identity::event::TOPICS,
];

/// What all features keep how long.
pub const RETENTION: Rules = &[campus::retention::RULES, identity::retention::RULES, notices::retention::RULES, repairs::retention::RULES];

/// Every permission there is.
pub fn permissions() -> impl Iterator<Item = &'static PermissionInfo> {
    [
        kernel::audit::trail::PERMISSIONS,
        campus::permissions::PERMISSIONS,
        files::permissions::PERMISSIONS,
        identity::permissions::PERMISSIONS,
        notices::permissions::PERMISSIONS,
        approvals::permissions::PERMISSIONS,
        inspections::permissions::PERMISSIONS,
        papers::permissions::PERMISSIONS,
        procurement::permissions::PERMISSIONS,
        registers::permissions::PERMISSIONS,
        repairs::permissions::PERMISSIONS,
        reports::permissions::PERMISSIONS,
        stores::permissions::PERMISSIONS,
        canteen::permissions::PERMISSIONS,
        audit_package::PERMISSIONS,
    ]
    .into_iter()
    .flatten()
}

/// What works beside the database: folders of files and exports, the program that reads spreadsheets, and the way out of the house.
#[derive(Debug, Clone)]
pub struct Beside {
    pub files: Files,
    pub exports: Exports,
    pub parser: ParserProgram,
    pub notices: Notices,
}

/// The API under `/api/v1` with its description.
pub fn assemble(identity: &Identity, beside: &Beside) -> (Router, OpenApi) {
    let db = &identity.db;
    let (router, api) = OpenApiRouter::new()
        .nest(
            "/api/v1",
            OpenApiRouter::new()
                .merge(identity::routes(identity))
                .merge(campus::routes(db, &beside.files, &beside.parser, features()))
                .merge(files::routes(&beside.files))
                .merge(notices::routes(&beside.notices))
                .merge(registers::routes(db, &beside.files, &beside.parser, &beside.exports, ACTIONS))
                .merge(repairs::routes(db, &beside.files))
                .merge(approvals::routes(db, &beside.files, subjects()))
                .merge(procurement::routes(db, &beside.files))
                .merge(stores::routes(db, &beside.files))
                .merge(inspections::routes(db, &beside.files, Arc::new(canteen::CanteenInsiders), drawn_from()))
                .merge(canteen::routes(db, &beside.files))
                .merge(reports::routes(db, beside.exports.folder()))
                .merge(summary::routes(db))
                .merge(kernel::audit::trail::routes(db, TRAIL))
                .merge(audit_export::routes(db))
                .merge(audit_package::routes(db)),
        )
        .split_for_parts();
    (router.route_layer(from_fn_with_state(Silent::of(&api), unasked::refuse)), api)
}

/// What spot checks draw from by chance, without knowing it.
fn drawn_from() -> Vec<Arc<dyn DrawnFrom>> {
    vec![Arc::new(registers::CardsDrawnFrom), Arc::new(campus::location::RoomsDrawnFrom), Arc::new(stores::LotsDrawnFrom)]
}

/// What campus asks of the features without knowing them.
fn features() -> Features {
    Features {
        at_places: vec![Arc::new(registers::CardsAtPlaces), Arc::new(repairs::CasesAtPlaces), Arc::new(inspections::RoundsAtPlaces)],
        with_people: vec![
            Arc::new(registers::CardsWithPeople),
            Arc::new(repairs::RepairsWithPeople),
            Arc::new(inspections::InspectionsWithPeople),
            Arc::new(canteen::CanteenWithPeople),
        ],
        figures: vec![Arc::new(registers::CardFigures), Arc::new(repairs::CaseFigures)],
        retention: RETENTION,
    }
}
