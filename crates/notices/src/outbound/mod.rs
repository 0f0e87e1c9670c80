//! The one way out of the house. Where something is sent is what somebody typed, so it is held to rules:
//!
//! - the address that was checked is the one that is used: a name is resolved once, every address it has must be allowed, and the
//!   connection goes to one of those;
//! - nothing inside a network is reached ([`address`]), unless the server's settings say that the school's own network may be;
//! - no redirect is followed, an answer ends after 5 seconds and 64 KB;
//! - whoever asked learns whether it arrived and nothing else: no body, no time, no kind of error. The log has those.

pub mod address;
pub mod http;
pub mod mail;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring},
};
use url::{Host, Url};

use address::Rule;

/// Longest that a receiver may take, from the look-up of its name to the end of its answer.
pub const LONGEST: Duration = Duration::from_secs(5);

/// Most of an answer that is read.
pub const MOST_READ: usize = 64 * 1024;

/// Why something did not arrive: for the log only.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotSent(pub String);

impl NotSent {
    pub fn because(cause: impl std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

/// Tells the addresses of a name.
#[async_trait]
pub trait Resolve: Send + Sync {
    async fn resolve(&self, name: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The operating system's own look-up.
#[derive(Debug)]
struct System;

#[async_trait]
impl Resolve for System {
    async fn resolve(&self, name: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(lookup_host((name, port)).await?.collect())
    }
}

/// Sends. Cheap to clone.
#[derive(Clone)]
pub struct Outbound {
    rule: Rule,
    resolver: Arc<dyn Resolve>,
    tls: TlsConnector,
}

impl std::fmt::Debug for Outbound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbound").field("rule", &self.rule).finish_non_exhaustive()
    }
}

impl Outbound {
    /// `allow_private`: also into the school's own network, and without encryption.
    ///
    /// # Errors
    /// When the cryptography that was built in does not do what TLS needs.
    pub fn new(allow_private: bool) -> Result<Self, NotSent> {
        Self::resolving_by(allow_private, Arc::new(System))
    }

    /// The same with another look-up of names, for tests.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn resolving_by(allow_private: bool, resolver: Arc<dyn Resolve>) -> Result<Self, NotSent> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(NotSent::because)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { rule: Rule { allow_private }, resolver, tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Reads an address that somebody typed, as far as that can be told without asking anybody: `https` (`http` only where the own
    /// network is allowed), no password in it, and no host that is inside whatever the name servers say.
    pub fn readable(&self, typed: &str) -> Option<Url> {
        let url = Url::parse(typed.trim()).ok()?;
        let scheme = url.scheme() == "https" || (url.scheme() == "http" && self.rule.allow_private);
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        (scheme && bare && url.host().is_some_and(|host| self.rule.allows_host(&host))).then_some(url)
    }

    /// The same for a mail server's name.
    pub fn readable_host(&self, typed: &str) -> Option<String> {
        let host = Host::parse(typed.trim()).ok()?;
        let borrowed = match &host {
            Host::Domain(name) => Host::Domain(name.as_str()),
            Host::Ipv4(ip) => Host::Ipv4(*ip),
            Host::Ipv6(ip) => Host::Ipv6(*ip),
        };
        self.rule.allows_host(&borrowed).then(|| host.to_string())
    }

    /// The addresses of a host, all of them allowed. The one look-up there is: whoever connects takes one of these.
    async fn addresses(&self, host: &Host<&str>, port: u16) -> Result<Vec<SocketAddr>, NotSent> {
        if !self.rule.allows_host(host) {
            return Err(NotSent("an address that is not allowed".into()));
        }
        let found = match host {
            Host::Ipv4(ip) => vec![SocketAddr::from((*ip, port))],
            Host::Ipv6(ip) => vec![SocketAddr::from((*ip, port))],
            Host::Domain(name) => self.resolver.resolve(name, port).await.map_err(NotSent::because)?,
        };
        if found.is_empty() || found.iter().any(|at| !self.rule.allows(at.ip())) {
            return Err(NotSent("a name with an address that is not allowed".into()));
        }
        Ok(found)
    }

    /// Connects to the first of the checked addresses that answers.
    async fn connect(&self, host: &Host<&str>, port: u16) -> Result<TcpStream, NotSent> {
        let mut failed = NotSent("no address".into());
        for at in self.addresses(host, port).await? {
            match TcpStream::connect(at).await {
                Ok(stream) => return Ok(stream),
                Err(error) => failed = NotSent::because(error),
            }
        }
        Err(failed)
    }
}
