//! Signing in by an OpenID Connect provider, such as the district's own accounts. Optional: `[openid]` in the settings names it.
//!
//! Who somebody is there means nothing here until its owner, signed in, has linked the two: no account is ever found by a name, a staff
//! number or an address that a provider tells. What the server must remember while the browser is away travels sealed through it.

mod dto;
pub mod entity;
mod error;
mod provider;
mod routes;
mod service;

pub(crate) use dto::OpenIdView;
pub use provider::{Courier, NotFetched, Provider, Settings};
pub use routes::routes;
pub(crate) use service::{drop_link, of_account};

/// The page to which a provider sends the browser back.
const BACK: &str = "/signed-in";
