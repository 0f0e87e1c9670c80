//! Settings: defaults, then `steward.toml` (or the file that `STEWARD_CONFIG` names), then `STEWARD_*` variables (`STEWARD_DATABASE_URL` is
//! `database.url`).

use std::{net::SocketAddr, path::PathBuf};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

/// All settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub server: Server,
    pub tls: Tls,
    pub data: Data,
    pub database: Database,
    pub auth: Auth,
    pub openid: OpenId,
    pub files: Files,
    pub import: Import,
    pub jobs: Jobs,
    pub notices: Notices,
    pub web: Web,
    pub backup: Backup,
    /// Not a setting: neither file nor environment reaches it. Tests hash next to nothing, as `identity::Cost::Light`.
    #[serde(skip)]
    pub light_passwords: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Cookies only over HTTPS: set it where a TLS proxy stands in front. With a certificate of our own it goes without saying.
    pub secure_cookies: bool,
    /// Requests in hand at the same time; more are told at once to come again. 0: 128 for each core.
    pub max_requests: usize,
    /// Address of the metrics, for a Prometheus on this machine or behind a firewall; without it there are none.
    pub metrics_listen: Option<SocketAddr>,
    /// Address of an OTLP collector for traces, such as `http://127.0.0.1:4318`; without it there are none.
    pub traces_to: Option<String>,
    /// Connections at the same time.
    pub max_connections: usize,
    /// Longest from the opening of a connection, or the last answer on it, to the last of a request's headers, in milliseconds.
    pub header_timeout_ms: u64,
    /// Longest for the body of a request, in milliseconds.
    pub body_timeout_ms: u64,
    /// Tell the number of database queries in `x-query-count`: for tests and measurements.
    pub show_query_count: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Certificate (PEM, with the intermediate ones behind it); read anew when the file changes.
    pub cert: Option<PathBuf>,
    /// Its private key (PEM).
    pub key: Option<PathBuf>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Folder of the embedded database, the token key, the set-up token and exports.
    pub dir: PathBuf,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `postgres://…`; without it the embedded SQLite in the data folder is used.
    pub url: Option<Secret>,
    /// Connections for reading, and on PostgreSQL as many for writing. 0: twice the cores.
    pub connections: u32,
    /// Longest wait for a free connection, in milliseconds.
    pub acquire_timeout_ms: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// Secret of the access tokens, at least 32 bytes. Required with PostgreSQL; made in the data folder otherwise.
    pub token_secret: Option<Secret>,
}

/// An OpenID Connect provider by which people may sign in, such as the district's; without an issuer there is none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenId {
    /// Its address (`https://…`), as it calls itself; `/.well-known/openid-configuration` stands below it.
    pub issuer: Option<String>,
    /// What this product is called there.
    pub client_id: Option<String>,
    /// The secret that goes with it; none where the provider gave none.
    pub client_secret: Option<Secret>,
    /// What people call the provider; its host without it.
    pub name: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// Folder of photos and documents; `files` in the data folder without it. Several servers share one.
    pub dir: Option<PathBuf>,
    /// Most that one school may keep, in bytes.
    pub quota_bytes: u64,
    /// Command run with the path of every received file; it refuses the file by ending with anything but 0.
    pub scan_command: Option<String>,
    /// Longest for sending one file, in milliseconds.
    pub timeout_ms: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// The program that reads spreadsheets as `parse-sheet FILE`; this product itself without it.
    pub parser: Option<PathBuf>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jobs {
    /// Jobs that this server runs at the same time; 0 leaves them to other servers, and the rounds of what the product does by itself.
    pub at_once: usize,
    /// For how long a job is this server's before others may think it dead, in milliseconds.
    pub lease_ms: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// Whether hooks and mail servers may stand in the school's own network, and be spoken to without encryption.
    pub allow_private: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// Folder of the built frontend; without it only the API is served.
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// Where `steward backup` writes when it is not told, and where `steward doctor` looks; `backups` in the data folder without it.
    pub dir: Option<PathBuf>,
}

/// A value that never shows, neither in logs nor in what `steward doctor` prints.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

/// What stands in the place of a secret.
pub const HIDDEN: &str = "[hidden]";

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(HIDDEN)
    }
}

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for whoever has to use it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            server: Server {
                listen: SocketAddr::from(([0, 0, 0, 0], 8080)),
                secure_cookies: false,
                max_requests: 0,
                metrics_listen: None,
                traces_to: None,
                max_connections: 1024,
                header_timeout_ms: 10_000,
                body_timeout_ms: 20_000,
                show_query_count: false,
            },
            tls: Tls { cert: None, key: None },
            data: Data { dir: PathBuf::from("data") },
            database: Database { url: None, connections: 0, acquire_timeout_ms: 2000 },
            auth: Auth { token_secret: None },
            openid: OpenId::default(),
            files: Files { dir: None, quota_bytes: 20 * 1024 * 1024 * 1024, scan_command: None, timeout_ms: 120_000 },
            import: Import { parser: None },
            jobs: Jobs { at_once: 4, lease_ms: 30_000 },
            notices: Notices { allow_private: false },
            web: Web { dir: None },
            backup: Backup { dir: None },
            light_passwords: false,
        }
    }
}

impl Config {
    /// Reads the settings; a wrong one is an error that names it.
    ///
    /// # Errors
    /// When a key is unknown or a value does not fit.
    pub fn load() -> Result<Self, Box<figment::Error>> {
        Self::sources().extract().map_err(Box::new)
    }

    /// Where settings come from, the later before the earlier.
    pub(crate) fn sources() -> Figment {
        #[expect(clippy::disallowed_methods, reason = "the one setting that cannot stand in the file")]
        let file = std::env::var("STEWARD_CONFIG").unwrap_or_else(|_| "steward.toml".into());
        // STEWARD_LOG is the log's own (telemetry.rs); STEWARD_CONFIG names the file.
        let variables = Env::prefixed("STEWARD_").ignore(&["LOG", "CONFIG"]).map(|key| key.as_str().replacen('_', ".", 1).into());
        Figment::from(Serialized::defaults(Self::default())).merge(Toml::file(file)).merge(variables)
    }

    /// Whether people reach the product over HTTPS: by a certificate of our own, or because the settings say that a proxy ends it.
    pub fn is_https(&self) -> bool {
        self.server.secure_cookies || self.tls.cert.is_some()
    }

    /// Where backups are written and looked for.
    pub fn backups(&self) -> PathBuf {
        self.backup.dir.clone().unwrap_or_else(|| self.data.dir.join("backups"))
    }

    /// Requests in hand at the same time: what was set, or as many as are answered within a second (measured, `make prove STEP=load`): 96 on one
    /// core, which a database beside it shares; 192 more on each further one.
    pub fn requests(&self) -> usize {
        if self.server.max_requests > 0 {
            return self.server.max_requests;
        }
        192 * std::thread::available_parallelism().map_or(2, std::num::NonZero::get) - 96
    }

    /// What the crate of files is told.
    pub fn files(&self) -> files::Settings {
        files::Settings {
            dir: self.files.dir.clone().unwrap_or_else(|| self.data.dir.join("files")),
            quota_bytes: i64::try_from(self.files.quota_bytes).unwrap_or(i64::MAX),
            scan_command: self.files.scan_command.clone().filter(|command| !command.trim().is_empty()),
            slowest: std::time::Duration::from_millis(self.files.timeout_ms),
        }
    }

    /// Where exports lie for a day.
    pub fn exports(&self) -> registers::export::ExportFolder {
        registers::export::ExportFolder::new(self.data.dir.join("exports"))
    }

    /// How this server works on jobs.
    pub const fn hands(&self) -> kernel::jobs::Hands {
        kernel::jobs::Hands { at_once: self.jobs.at_once, lease: std::time::Duration::from_millis(self.jobs.lease_ms) }
    }

    /// Readers: what was set, or twice the cores.
    pub fn connections(&self) -> u32 {
        if self.database.connections > 0 {
            return self.database.connections;
        }
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        u32::try_from(cores * 2).unwrap_or(4).clamp(2, 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_show() {
        let config = Config {
            database: Database { url: Some(Secret::new("postgres://u:hunter2@h/d")), ..Config::default().database },
            ..Config::default()
        };
        assert!(!format!("{config:?}").contains("hunter2"));
        assert!(!serde_json::to_string(&config).unwrap().contains("hunter2"));
    }

    /// What tests do is no setting: whoever deploys cannot make passwords cheap to guess.
    #[test]
    fn no_setting_makes_passwords_cheap() {
        let settings = || Figment::from(Serialized::defaults(Config::default()));
        assert!(!settings().extract::<Config>().unwrap().light_passwords);
        for key in ["light_passwords", "light.passwords"] {
            let set = settings().merge((key, true)).extract::<Config>();
            assert!(set.is_err(), "{key} was taken");
        }
    }
}
