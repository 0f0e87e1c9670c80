//! What is looked at: the surroundings first, which need no database, then the database and what lies beside it.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use campus::school;
use chrono::{DateTime, Utc};
use kernel::{Db, Engine};

use crate::{Config, backup, commands, migrate, start, tls, warnings};

/// A certificate that ends sooner should be renewed now.
const CERTIFICATE_DAYS: i64 = 30;
/// A nightly backup that failed for a week is none.
const BACKUP_DAYS: i64 = 7;

/// Folder, key, certificate and backups.
pub(super) fn surroundings(config: &Config) -> Vec<String> {
    let mut found = Vec::new();
    let private = [config.data.dir.join("token.key"), config.data.dir.join("setup-token")];
    for path in private.iter().chain(&config.tls.key) {
        found.extend(readable_by_others(path).then(|| format!("{} can be read by others: chmod 600", path.display())));
    }
    let database = config.data.dir.join("steward.db");
    if readable_by_others(&database) && passable_by_others(&config.data.dir) {
        found.push(format!("the database can be read by everybody on this machine: chmod 700 {}", config.data.dir.display()));
    }
    if !config.is_https() {
        found.push(
            "people reach this server over plain HTTP: passwords cross the network in clear text and phones open no camera; see \
             `steward tls self-signed`, or set server.secure_cookies behind a proxy that ends HTTPS"
                .into(),
        );
    }
    if config.database.url.is_some() && !Path::new("/proc/self/mounts").exists() {
        found.push("this system does not tell which file systems are on the network; keep the data folder on a local disk".into());
    }
    found
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).map_or(0, |about| about.permissions().mode())
}

fn readable_by_others(path: &Path) -> bool {
    path.is_file() && mode(path) & 0o044 != 0
}

fn passable_by_others(folder: &Path) -> bool {
    mode(folder) & 0o001 != 0
}

/// The database, its files and its backups.
pub(super) async fn database(config: &Config, db: &Db) -> anyhow::Result<Vec<String>> {
    let now = db.clock().now();
    let mut found = Vec::new();
    let state = migrate::state(db.maintenance()).await?;
    if state.missing > 0 {
        found.push(format!("the database is {} migrations behind this version; the next start brings it up to date", state.missing));
    }
    if state.applied == 0 {
        return Ok(found);
    }
    if db.engine() == Engine::Sqlite {
        found.extend(backup::sqlite::faults(db.maintenance()).await?.into_iter().map(|fault| format!("the database is damaged: {fault}")));
    }
    // Older ones lack the tables that the rest asks.
    if state.missing == 0 {
        found.extend(secret(config, db).await?);
        found.extend(addresses(config, db).await?);
        let files = backup::store::look(db.maintenance(), &config.files().dir).await?;
        found.extend(files.missing.iter().map(|file| format!("a row names the file {file}, and it is not in the store")));
    }
    found.extend(certificate(config, now));
    found.extend(last_backup(config, now));
    Ok(found)
}

/// What a start would say, and nothing is made or noted by asking.
async fn secret(config: &Config, db: &Db) -> anyhow::Result<Vec<String>> {
    if config.auth.token_secret.is_none() && config.database.url.is_none() && !config.data.dir.join("token.key").exists() {
        return Ok(vec!["there is no token.key in the data folder: the next start makes one, and everybody has to sign in again".into()]);
    }
    match start::identity(config, db, None) {
        Ok(identity) => Ok(warnings::see(config, db, identity.signer.key_id()).await?.iter().map(ToString::to_string).collect()),
        Err(error) => Ok(vec![format!("{error:#}")]),
    }
}

/// What phones are sent to.
async fn addresses(config: &Config, db: &Db) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for school in schools(db).await? {
        match school.public_url.as_deref() {
            None => {
                found.push(format!("{} has no public address yet: signs and labels lead nowhere (`steward admin address`)", school.name));
            }
            Some(url) if school::for_phones(&school).is_none() => {
                found.push(format!("the public address of {} is {url}, which phones cannot open (`steward admin address`)", school.name));
            }
            Some(url) if url.starts_with("http://") && config.is_https() => {
                found.push(format!(
                    "the public address of {} is {url}, and this server speaks HTTPS (`steward admin address`)",
                    school.name
                ));
            }
            Some(_) => {}
        }
    }
    Ok(found)
}

/// All schools.
pub(crate) async fn schools(db: &Db) -> anyhow::Result<Vec<campus::school::entity::Model>> {
    let grant = kernel::Grant::<identity::permissions::SetUpSchool>::system("command line", None);
    campus::school::all(&db.read(&grant)).await.map_err(|problem| commands::problem(&problem))
}

fn certificate(config: &Config, now: DateTime<Utc>) -> Option<String> {
    let (cert, key) = config.tls.cert.as_ref().zip(config.tls.key.as_ref())?;
    if let Err(error) = tls::read(cert, key) {
        return Some(format!("the certificate cannot be used: {error:#}"));
    }
    let ends = tls::ends(cert).ok()?;
    let soon = (ends - now).num_days() < CERTIFICATE_DAYS;
    soon.then(|| format!("the certificate ends on {}; renew it now", ends.format("%Y-%m-%d")))
}

fn last_backup(config: &Config, now: DateTime<Utc>) -> Option<String> {
    let folder = config.backups();
    let Some((path, at)) = newest(&folder) else {
        return Some(format!("there is no backup in {} (setting backup.dir)", folder.display()));
    };
    let days = (now - at).num_days();
    (days >= BACKUP_DAYS).then(|| format!("the last backup is {days} days old ({})", path.display()))
}

fn newest(folder: &Path) -> Option<(PathBuf, DateTime<Utc>)> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let archives = entries.filter(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.ends_with(".tar.gz") && !name.contains("before-upgrade")
    });
    archives.filter_map(|entry| Some((entry.path(), entry.metadata().ok()?.modified().ok()?.into()))).max_by_key(|(_, at)| *at)
}
