//! The cookies: access (fifteen minutes), refresh (only ever sent to the session routes), and the mark of a browser from which its
//! owner signed in before, which opens nothing.

use axum_extra::extract::cookie::{Cookie, SameSite};
use chrono::{DateTime, Utc};

/// Where the refresh cookie is sent.
const REFRESH_PATH: &str = "/api/v1/session";

pub const fn access_name(secure: bool) -> &'static str {
    if secure { "__Host-steward_access" } else { "steward_access" }
}

/// `__Host-` asks for the path `/`; the refresh cookie has a narrower one, hence `__Secure-`.
pub const fn refresh_name(secure: bool) -> &'static str {
    if secure { "__Secure-steward_refresh" } else { "steward_refresh" }
}

pub fn access(value: String, secure: bool, now: DateTime<Utc>, ends: DateTime<Utc>) -> Cookie<'static> {
    build(access_name(secure), value, "/", secure, (ends - now).num_seconds())
}

pub fn refresh(value: String, secure: bool, now: DateTime<Utc>, ends: DateTime<Utc>) -> Cookie<'static> {
    build(refresh_name(secure), value, REFRESH_PATH, secure, (ends - now).num_seconds())
}

/// Where the mark of a known browser is sent.
const DEVICE_PATH: &str = "/api/v1";
/// As long as browsers keep a cookie at all.
const DEVICE_DAYS: i64 = 400;

pub const fn device_name(secure: bool) -> &'static str {
    if secure { "__Secure-steward_device" } else { "steward_device" }
}

pub fn device(value: String, secure: bool) -> Cookie<'static> {
    build(device_name(secure), value, DEVICE_PATH, secure, DEVICE_DAYS * 24 * 3600)
}

/// Access and refresh, gone. The browser stays known.
pub fn cleared(secure: bool) -> [Cookie<'static>; 2] {
    [build(access_name(secure), String::new(), "/", secure, 0), build(refresh_name(secure), String::new(), REFRESH_PATH, secure, 0)]
}

fn build(name: &'static str, value: String, path: &'static str, secure: bool, seconds: i64) -> Cookie<'static> {
    let mut cookie = Cookie::new(name, value);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Strict);
    cookie.set_secure(secure);
    cookie.set_path(path);
    cookie.set_max_age(time::Duration::seconds(seconds.max(0)));
    cookie
}
