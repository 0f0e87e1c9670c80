//! Suppliers: whom the school buys from, what they may sell and until when, and where their money goes.

mod bank;
mod dto;
pub mod entity;
mod error;
pub(crate) mod food;
mod licence;
mod model;
pub(crate) mod repo;
mod routes;
mod service;
mod standing;
mod view;

pub(crate) use bank::{ACCOUNT, account_of};
pub use dto::{LicenceBody, PriceListBody, SupplierBody};
pub use error::SupplierError;
pub(crate) use model::price_list_holds;
pub use model::{LicenceKind, Status, SupplierId};
pub use repo::name_of;
pub(crate) use routes::routes;
pub use service::Suppliers;
pub use standing::{FoodLicence, food_licences};

/// Its records in the audit trail, and what its documents hang on.
pub const KIND: &str = "supplier";
