//! Who somebody is, and what his roles let him do: accounts, sessions, tokens, and the role → permission table.
//!
//! The only issuer of [`kernel::Actor`] for people. It knows campus (people, grants) and no feature above: permissions of the
//! features stand here by their keys, and a test of the server holds the two lists together.

pub mod account;
pub mod auditor;
pub mod authority;
mod error;
pub mod event;
mod gate;
pub mod mail;
pub mod openid;
mod origin;
pub mod passkey;
pub mod password;
pub mod permissions;
pub mod retention;
pub mod second_factor;
pub mod session;
pub mod setup;
pub mod slip;
pub mod token;
pub mod used_challenge;
mod vault;

use std::sync::Arc;

use campus::school::OnSchoolCreated;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use error::IdentityError;
pub use gate::{PeopleToday, SessionGate, actor_named};
pub use password::{Cost, Passwords};
pub use setup::SetupToken;
pub use token::{Signer, TokenKey};
pub use vault::Vault;

/// What identity needs to work.
#[derive(Clone)]
pub struct Identity {
    pub db: Db,
    pub passwords: Passwords,
    pub signer: Signer,
    pub vault: Vault,
    /// Who carries letters.
    pub post: Arc<dyn mail::Postman>,
    /// The provider by which people may sign in, where the settings name one.
    pub openid: Option<Arc<openid::Provider>>,
    /// Cookies with the `Secure` attribute and the `__Host-` prefix: wherever the product is reached over HTTPS.
    pub secure_cookies: bool,
    pub setup_token: Option<SetupToken>,
    pub on_school_created: Vec<Arc<dyn OnSchoolCreated>>,
}

/// The routes of this feature, under `/api/v1`.
pub fn routes(identity: &Identity) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(setup::routes(identity))
        .merge(session::routes(identity))
        .merge(account::routes(identity))
        .merge(slip::routes(identity))
        .merge(second_factor::routes(identity))
        .merge(passkey::routes(identity))
        .merge(openid::routes(identity))
        .merge(mail::routes(identity))
        .merge(auditor::routes(identity))
}
