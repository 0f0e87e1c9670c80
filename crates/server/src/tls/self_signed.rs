//! `steward tls self-signed`: an authority of the school's own and a certificate signed by it, for a network without a public name; and
//! a page that says how devices learn to trust it.

use std::{
    fs::{self, File},
    io::Write,
    net::IpAddr,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use kernel::Clock;
use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::{Config, commands};

/// Phones refuse a certificate of more days.
const SERVER_DAYS: i64 = 820;
/// The authority is installed by hand on every device, so it lasts.
const AUTHORITY_DAYS: i64 = 3650;
/// Clocks of devices may be behind.
const BEFORE: TimeDelta = TimeDelta::days(1);

const PAGE: &str = include_str!("trust.html");

/// What `steward tls self-signed` is told.
#[derive(Debug, Args)]
pub struct SelfSignedArgs {
    /// Names and addresses by which people reach the server, such as zongwu.school.lan 192.168.1.20.
    #[arg(required = true)]
    names: Vec<String>,
    /// Folder for keys, certificates and the page; `tls` in the data folder without it. An authority that is there is used again.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Makes what is missing and says what to do with it.
///
/// # Errors
/// When a name is none, or the folder cannot be written.
pub fn self_signed(args: &SelfSignedArgs) -> anyhow::Result<()> {
    let config = Config::load().context("the settings are wrong")?;
    let out = args.out.clone().unwrap_or_else(|| config.data.dir.join("tls"));
    let now = Clock::default().now();
    fs::create_dir_all(&out).with_context(|| format!("cannot make the folder {}", out.display()))?;
    let authority = authority(&out, now)?;
    let cert = server(&out, &args.names, &authority, now)?;
    let fingerprint = fingerprint(&out.join("ca.crt"))?;
    let first = args.names.first().map(String::as_str).unwrap_or_default();
    let page = PAGE.replace("{fingerprint}", &fingerprint).replace("{address}", &address(first));
    write(&out.join("trust.html"), page.as_bytes(), 0o644)?;
    commands::say(&format!(
        "Certificate for {} until {}.\n\n  STEWARD_TLS_CERT={}\n  STEWARD_TLS_KEY={}\n\n\
         Every device must trust {} once; {} says how, in Chinese and English.\nIts fingerprint (SHA-256):\n  {fingerprint}\n\
         {} signs certificates for your whole network: keep it off the network, and never hand it out.",
        args.names.join(", "),
        (now + TimeDelta::days(SERVER_DAYS)).format("%Y-%m-%d"),
        cert.display(),
        out.join("server.key").display(),
        out.join("ca.crt").display(),
        out.join("trust.html").display(),
        out.join("ca.key").display(),
    ))
}

fn address(name: &str) -> String {
    if name.parse::<std::net::Ipv6Addr>().is_ok() { format!("https://[{name}]:8080") } else { format!("https://{name}:8080") }
}

/// The school's own authority: the one of the folder, or a new one.
fn authority(out: &Path, now: DateTime<Utc>) -> anyhow::Result<Issuer<'static, KeyPair>> {
    let (cert, key) = (out.join("ca.crt"), out.join("ca.key"));
    if cert.exists() && key.exists() {
        let pair = KeyPair::from_pem(&fs::read_to_string(&key)?).with_context(|| format!("{} is no key", key.display()))?;
        return Issuer::from_ca_cert_pem(&fs::read_to_string(&cert)?, pair)
            .with_context(|| format!("{} is no certificate", cert.display()));
    }
    let code = kernel::random::code::<6>()?;
    let params = authority_params(&format!("Steward School Network {code}"), now)?;
    let pair = KeyPair::generate()?;
    write(&key, pair.serialize_pem().as_bytes(), 0o600)?;
    write(&cert, params.self_signed(&pair)?.pem().as_bytes(), 0o644)?;
    Ok(Issuer::new(params, pair))
}

fn authority_params(name: &str, now: DateTime<Utc>) -> anyhow::Result<CertificateParams> {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    lasting(&mut params, now, AUTHORITY_DAYS)?;
    Ok(params)
}

/// A certificate for these names, with a new key every time.
fn server(out: &Path, names: &[String], authority: &Issuer<'static, KeyPair>, now: DateTime<Utc>) -> anyhow::Result<PathBuf> {
    for name in names {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '*');
        if name.parse::<IpAddr>().is_err() && (name.is_empty() || !name.chars().all(plain)) {
            anyhow::bail!("{name} is neither a name nor an address of a server (no https://, no port)");
        }
    }
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, names.first().map(String::as_str).unwrap_or_default());
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    lasting(&mut params, now, SERVER_DAYS)?;
    let fresh = KeyPair::generate()?;
    let cert = params.signed_by(&fresh, authority)?;
    let path = out.join("server.crt");
    // The key first: whoever reads the pair anew in between finds that they do not fit, and keeps the old one.
    write(&out.join("server.key"), fresh.serialize_pem().as_bytes(), 0o600)?;
    write(&path, cert.pem().as_bytes(), 0o644)?;
    Ok(path)
}

fn lasting(params: &mut CertificateParams, now: DateTime<Utc>, days: i64) -> anyhow::Result<()> {
    let at = |time: DateTime<Utc>| OffsetDateTime::from_unix_timestamp(time.timestamp()).context("the clock of this machine is wrong");
    params.not_before = at(now - BEFORE)?;
    params.not_after = at(now + TimeDelta::days(days))?;
    Ok(())
}

/// SHA-256 of a certificate, as phones and browsers show it.
fn fingerprint(cert: &Path) -> anyhow::Result<String> {
    let der = CertificateDer::from_pem_file(cert).with_context(|| format!("{} is no certificate", cert.display()))?;
    Ok(Sha256::digest(&der).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":"))
}

fn write(path: &Path, content: &[u8], mode: u32) -> anyhow::Result<()> {
    let written = || -> std::io::Result<()> {
        // Made anew, so that the mode holds from the first byte on.
        match fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = File::options().write(true).create_new(true).mode(mode).open(path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    written().with_context(|| format!("cannot write {}", path.display()))
}
