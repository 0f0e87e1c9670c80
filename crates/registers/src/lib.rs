//! The register: what the school owns, a card for each thing or batch of like things, and how it got there.
//!
//! Value and custody have one truth each: value events and assignments. What a card shows of them is a projection kept in the
//! same transaction.

pub mod asset;
pub mod asset_attachment;
pub mod category;
pub mod depreciation;
pub mod due;
mod error;
pub mod event;
pub mod evidence;
pub mod export;
pub mod import;
pub mod label;
pub mod permissions;
pub mod policy;
pub mod recompute;
mod reindex;
pub mod search;
pub mod value;

use files::Files;
use kernel::{Db, audit::trail::ActionCatalogue};
use sheets::ParserProgram;
use utoipa_axum::router::OpenApiRouter;

pub use asset::{CardFigures, CardsAtPlaces, CardsDrawnFrom, CardsWithPeople};
pub use category::CategoryPack;
pub use error::RegisterError;
pub use reindex::{Reindexed, reindex};

/// The routes of this feature, under `/api/v1`. The history of a card names the acts of every feature.
pub fn routes(db: &Db, files: &Files, parser: &ParserProgram, exports: &export::Exports, actions: ActionCatalogue) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(category::routes(db))
        .merge(asset::routes(db, actions))
        .merge(asset_attachment::routes(db, files))
        .merge(due::routes(db))
        .merge(value::routes(db))
        .merge(depreciation::routes(db))
        .merge(label::routes(db))
        .merge(import::routes(db, files, parser))
        .merge(export::routes(exports))
        .merge(export::template::routes(files, parser, exports))
}
