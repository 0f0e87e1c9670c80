//! HTTPS ended by the product itself: a certificate and its key from files, read anew when they change, so that a renewed certificate
//! needs no restart. One provider of cryptography (ring), as everywhere in this tree.

mod self_signed;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, SystemTime},
};

use anyhow::Context;
use chrono::{DateTime, Utc};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use crate::Config;

pub use self_signed::{SelfSignedArgs, self_signed};

/// Pause between two looks at the files.
const LOOK: Duration = Duration::from_mins(1);

/// Reads a certificate with its key and proves that they belong together.
///
/// # Errors
/// When a file cannot be read or the key is not the certificate's.
pub fn read(cert: &Path, key: &Path) -> anyhow::Result<ServerConfig> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect)
        .with_context(|| format!("cannot read the certificate {}", cert.display()))?;
    if chain.is_empty() {
        anyhow::bail!("{} holds no certificate", cert.display());
    }
    let private = PrivateKeyDer::from_pem_file(key).with_context(|| format!("cannot read the private key {}", key.display()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .with_context(|| format!("{} does not belong to {}", key.display(), cert.display()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// When a certificate ends.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn ends(cert: &Path) -> anyhow::Result<DateTime<Utc>> {
    let first = CertificateDer::from_pem_file(cert).with_context(|| format!("cannot read the certificate {}", cert.display()))?;
    let (_, parsed) = x509_parser::parse_x509_certificate(&first).with_context(|| format!("{} is no certificate", cert.display()))?;
    DateTime::from_timestamp(parsed.validity().not_after.timestamp(), 0).context("a certificate that ends at no time")
}

/// The certificate in use. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Certificate(Arc<Files>);

#[derive(Debug)]
struct Files {
    cert: PathBuf,
    key: PathBuf,
    current: RwLock<Arc<ServerConfig>>,
}

impl Certificate {
    /// The certificate of the settings; `None` when people come over plain HTTP.
    ///
    /// # Errors
    /// When it cannot be used, or only one of the two files is set.
    pub(crate) fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let (cert, key) = match (&config.tls.cert, &config.tls.key) {
            (None, None) => return Ok(None),
            (Some(cert), Some(key)) => (cert.clone(), key.clone()),
            _ => anyhow::bail!("tls.cert and tls.key belong together: set both or neither"),
        };
        let current = RwLock::new(Arc::new(read(&cert, &key)?));
        Ok(Some(Self(Arc::new(Files { cert, key, current }))))
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.0.current.read().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// Looks at the files now and then until told to stop.
    pub(crate) async fn watch(self, stop: CancellationToken) {
        let mut seen = self.changed();
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(LOOK) => {}
            }
            let now = self.changed();
            if now != seen {
                self.renew();
                seen = now;
            }
        }
    }

    fn changed(&self) -> [Option<SystemTime>; 2] {
        [&self.0.cert, &self.0.key].map(|path| path.metadata().and_then(|about| about.modified()).ok())
    }

    /// Takes the files as they are now; when they do not fit (half written, perhaps), the old certificate stays.
    pub(crate) fn renew(&self) {
        match read(&self.0.cert, &self.0.key) {
            Ok(fresh) => {
                *self.0.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
                tracing::info!(target: "steward::tls", "the certificate was read anew");
            }
            Err(error) => tracing::warn!(target: "steward::tls", "the new certificate cannot be used: {error:#}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(config: &Config) {
        let made = rcgen::generate_simple_self_signed(vec!["school.lan".to_owned()]).unwrap();
        std::fs::write(config.tls.cert.as_ref().unwrap(), made.cert.pem()).unwrap();
        std::fs::write(config.tls.key.as_ref().unwrap(), made.signing_key.serialize_pem()).unwrap();
    }

    #[test]
    fn a_renewed_certificate_is_taken_and_a_half_written_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::default();
        config.tls.cert = Some(folder.path().join("server.crt"));
        config.tls.key = Some(folder.path().join("server.key"));
        write(&config);
        let certificate = Certificate::of(&config).unwrap().unwrap();
        let current = || Arc::as_ptr(&certificate.0.current.read().unwrap());
        let first = current();
        std::fs::write(folder.path().join("server.crt"), "-----BEGIN CERTIFICATE-----\nhalf").unwrap();
        certificate.renew();
        assert_eq!(current(), first, "the old one stays");
        write(&config);
        certificate.renew();
        assert_ne!(current(), first);
    }
}
