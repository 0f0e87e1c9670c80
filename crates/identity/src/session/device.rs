//! Where somebody sits: address, browser, and whether he signed in from this very browser before.

use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use kernel::RequestContext;
use uuid::Uuid;

use super::cookie;
use crate::Identity;

/// Where a request to prove who one is comes from.
pub struct Device {
    pub user_agent: String,
    pub address: String,
    /// Who signed in here last, and the browser's number.
    seen: Option<(Uuid, Uuid)>,
}

impl Device {
    pub fn of(identity: &Identity, context: &RequestContext, headers: &HeaderMap) -> Self {
        let cookie = CookieJar::from_headers(headers).get(cookie::device_name(identity.secure_cookies)).map(|c| c.value().to_owned());
        Self {
            user_agent: headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned(),
            address: context.address().map(|a| a.to_string()).unwrap_or_default(),
            seen: cookie.and_then(|cookie| identity.signer.read_device(&cookie)),
        }
    }

    /// Of whoever sits before no browser: in work that is no request.
    pub const fn nowhere() -> Self {
        Self { user_agent: String::new(), address: String::new(), seen: None }
    }

    /// The number of this browser, if this account signed in here last.
    pub fn known_to(&self, account: Uuid) -> Option<Uuid> {
        self.seen.filter(|(owner, _)| *owner == account).map(|(_, device)| device)
    }
}
