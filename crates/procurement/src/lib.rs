//! Procurement: what is to be bought, by whom it is approved, and what follows from that.
//!
//! A request ([`request`]) is judged by the school's dated rules ([`request::judge`]): its amount, what else was asked for lately, who
//! asks, and what goes higher up whatever it costs ([`raises`]). What costs less than two people have to buy is a petty purchase ([`petty`]): one form afterwards, three names. Who decides about
//! either is `approvals`' business. What suppliers ([`supplier`]) ask for the things of an approved request is compared on its three-quote
//! sheet ([`quote`]). It is ordered ([`order`]) within what was approved, accepted by others than those who buy ([`receipt`]), and becomes
//! cards and stock as it is accepted. What all of it takes of the school's funds is a sum of events ([`budget`]). What could not go by the
//! rules ([`exception`], emergencies) is signed for by somebody else and listed ([`control`]).
//! Its papers are composed into a packet ([`claim_packet`]), come back signed ([`signed_scan`]) and hang on the wall ([`publication`]);
//! what it came to in a year is [`spending`].

pub mod budget;
pub mod claim_packet;
pub mod control;
mod earlier;
mod error;
pub mod event;
pub mod evidence;
pub mod exception;
mod inbox;
mod joins;
mod limits;
pub mod order;
pub mod permissions;
pub mod petty;
pub mod policy;
pub mod publication;
pub mod quote;
pub mod raises;
pub mod receipt;
pub mod request;
pub mod signed_scan;
pub mod spending;
mod splitting;
pub mod supplier;

use files::Files;
use kernel::{Db, Result};
use utoipa_axum::router::OpenApiRouter;

pub use error::ProcurementError;
pub use petty::PettyPurchases;
pub use request::PurchaseRequests;

/// Brings to mind what is owed past its day: the approvals of emergencies, and what should hang on the board.
pub async fn remind(db: &Db, school: &campus::school::entity::Model) -> Result<()> {
    request::remind(db, school).await?;
    publication::remind(db, school).await
}

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    request::routes(db)
        .merge(quote::routes(db, files))
        .merge(supplier::routes(db, files))
        .merge(petty::routes(db, files))
        .merge(order::routes(db))
        .merge(receipt::routes(db, files))
        .merge(budget::routes(db))
        .merge(control::routes(db))
        .merge(signed_scan::routes(db, files))
        .merge(claim_packet::routes(db))
        .merge(publication::routes(db, files))
        .merge(spending::routes(db))
}
