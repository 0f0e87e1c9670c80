//! The goods receipt 验收单: what was delivered of an order, what of it was accepted by others than those who bought it, what it became, and
//! under which voucher it stands in the accounts.

mod accept;
mod acceptors;
mod destination;
mod dto;
pub mod entity;
mod error;
pub mod food;
pub mod food_ledger;
mod invoices;
mod model;
mod news;
mod of_food;
pub mod phase;
mod posting;
mod proposal;
pub(crate) mod repo;
mod routes;
pub mod rules;
pub mod service;
mod view;

pub use destination::Destination;
pub use dto::{PostBody, PostingView, ReceiptBody, ReceiptLineBody};
pub use error::ReceiptError;
pub use food::{FoodDetails, RefusedGoods};
pub use model::{Receipt, ReceiptId};
pub use phase::PostingMode;
pub(crate) use posting::Voucher;
pub(crate) use proposal::CardRules;
pub use proposal::Proposal;
pub(crate) use routes::routes;

/// Its records in the audit trail, and what its photos hang on.
pub const KIND: &str = "goods_receipt";
