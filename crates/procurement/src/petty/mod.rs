//! The petty purchase: a valve for 38 yuan from the shop round the corner. Bought first, one form afterwards with three names: who bought
//! it, who bore witness, who approves; with a photo of the invoice. A fourth enters it into the accounts.

mod dto;
pub mod entity;
mod error;
pub(crate) mod invoice;
mod judge;
mod model;
pub mod phase;
mod posting;
pub mod repo;
mod routes;
pub mod service;
mod shop;
mod statement;
mod subject;
mod view;

pub use dto::{PettyBody, PettySeen, PostBody};
pub use model::{Petty, PettyId};
pub(crate) use routes::routes;
pub(crate) use statement::paper as statement_paper;
pub use subject::PettyPurchases;

/// Its records in the audit trail and among the approvals.
pub const KIND: &str = "petty_purchase";

/// What a shop is paid for a month, where a signed scan of it is kept.
pub(crate) const STATEMENT: &str = "shop_statement";
