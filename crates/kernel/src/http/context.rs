//! What is known of one request, from its first byte to its log line.

use std::{
    net::IpAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use axum::http::request::Parts;

use crate::{Actor, Lang};

/// One request: who asks, in which language, and what it cost so far.
#[derive(Debug)]
pub struct RequestContext {
    id: String,
    lang: Lang,
    path: String,
    address: Option<IpAddr>,
    queries: AtomicU32,
    operation: OnceLock<&'static str>,
    actor: OnceLock<String>,
    client_gone: AtomicBool,
}

/// Held while a client waits for a write's answer; dropped before the work is done when the client leaves, after it otherwise.
#[derive(Debug)]
pub(super) struct Waiting(pub Arc<RequestContext>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.client_gone.store(true, Ordering::Relaxed);
    }
}

impl RequestContext {
    pub(super) fn new(id: String, lang: Lang, path: String, address: Option<IpAddr>) -> Self {
        Self {
            id,
            lang,
            path,
            address,
            queries: AtomicU32::new(0),
            operation: OnceLock::new(),
            actor: OnceLock::new(),
            client_gone: AtomicBool::new(false),
        }
    }

    /// For work that is no request: jobs and the command line.
    pub fn detached() -> Self {
        Self::new(String::new(), Lang::Zh, String::new(), None)
    }

    /// For the command line, which speaks a language too.
    pub fn detached_in(lang: Lang) -> Self {
        Self::new(String::new(), lang, String::new(), None)
    }

    /// The context of a request; a detached one when the shell is missing (unit tests of extractors).
    pub fn of(parts: &Parts) -> Arc<Self> {
        parts.extensions.get::<Arc<Self>>().cloned().unwrap_or_else(|| Arc::new(Self::detached()))
    }

    /// The request id: on every answer, in every log line and audit event.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// The peer's address. Forwarding headers are not believed.
    pub fn address(&self) -> Option<IpAddr> {
        self.address
    }

    /// Whether nobody waits for the answer any more. Writes run to their end all the same; long work that only the client wanted, such
    /// as an export, looks here now and then and stops.
    pub fn client_gone(&self) -> bool {
        self.client_gone.load(Ordering::Relaxed)
    }

    pub(crate) fn count_query(&self) {
        self.queries.fetch_add(1, Ordering::Relaxed);
    }

    pub fn queries(&self) -> u32 {
        self.queries.load(Ordering::Relaxed)
    }

    pub(crate) fn operation(&self, key: &'static str) {
        let _ = self.operation.set(key);
    }

    pub(crate) fn acts_as(&self, actor: &Actor) {
        if let Some(person) = actor.person {
            let _ = self.actor.set(person.to_string());
        }
    }

    pub(super) fn log_operation(&self) -> &str {
        self.operation.get().copied().unwrap_or("-")
    }

    pub(super) fn log_actor(&self) -> &str {
        self.actor.get().map_or("-", String::as_str)
    }
}
