//! Making a backup: a copy of the database as of one moment, proved sound, then the files that it names, then the manifest. The archive
//! is read back before it has its name, so a file of that name is a whole backup.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Args;
use kernel::{Clock, Db, Engine, db::Connect};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};

use super::{
    archive::{self, Writer},
    contents::{FORMAT, FORMAT_VERSION, Head, Holds, Manifest, StoredEngine, TOKEN_KEY},
    postgres, sqlite, store,
};
use crate::{Config, commands, start, tables};

/// What `steward backup` is told.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write, or a folder for one named by the time; `backups` in the data folder without it. Nothing is overwritten.
    file: Option<PathBuf>,
}

pub(super) async fn run(args: &BackupArgs) -> anyhow::Result<()> {
    let config = Config::load().context("the settings are wrong")?;
    let db = start::open_as_is(&config, Clock::default()).await?;
    let place = args.file.clone().unwrap_or_else(|| config.backups());
    let made = make(&config, &db, &Wanted { place, holds: Holds::Everything, label: None }).await?;
    db.close().await;
    commands::say(&format!("Written: {}\n{}", made.path.display(), said(&made)))?;
    for file in made.missing.iter().take(20) {
        eprintln!("Warning: a row names the file {file}, and it is not in the store.");
    }
    Ok(())
}

fn said(made: &Made) -> String {
    let rows = |table: &str| made.manifest.tables.get(table).copied().unwrap_or_default();
    let megabytes = made.path.metadata().map_or(0, |about| about.len().div_ceil(1 << 20));
    format!(
        "{} people, {} cards, {} repair cases, {} audit events; {} parts, {megabytes} MB. Read back and whole.",
        rows("person"),
        rows("asset"),
        rows("repair_case"),
        rows("audit_event"),
        made.manifest.parts.len()
    )
}

/// The backup that is made by itself before an embedded database is migrated (there is no way back by migration): its path.
///
/// # Errors
/// When it cannot be made: then nothing is migrated.
pub async fn before_migration(config: &Config, db: &Db) -> anyhow::Result<PathBuf> {
    let wanted = Wanted { place: config.backups(), holds: Holds::Database, label: Some("before-upgrade") };
    let made = make(config, db, &wanted).await.context("no backup could be made before the upgrade, so nothing was changed")?;
    Ok(made.path)
}

struct Wanted {
    /// A file, or a folder for one named by the time.
    place: PathBuf,
    holds: Holds,
    label: Option<&'static str>,
}

struct Made {
    path: PathBuf,
    manifest: Manifest,
    missing: Vec<String>,
}

/// A copy of a database with what is known of it.
struct Copied {
    path: PathBuf,
    engine: StoredEngine,
    schema: String,
    demo: bool,
    tables: BTreeMap<String, i64>,
    found: store::Found,
}

async fn make(config: &Config, db: &Db, wanted: &Wanted) -> anyhow::Result<Made> {
    let now = db.clock().now();
    let folder = folder_of(&wanted.place)?;
    // Beside the target: the archive gets its name by a rename, and the copy of the database needs the room anyway.
    let work = tempfile::Builder::new()
        .prefix(".steward-backup-")
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir_in(&folder)
        .with_context(|| format!("cannot write {}", folder.display()))?;
    let files = (wanted.holds == Holds::Everything).then(|| config.files().dir);
    let copied = match db.engine() {
        Engine::Sqlite => of_sqlite(db, work.path(), files.as_deref()).await?,
        Engine::Postgres => of_postgres(config, db, work.path(), files.as_deref()).await?,
    };
    let path = named(&wanted.place, &folder, wanted.label, copied.demo, now)?;
    let token_key = Some(config.data.dir.join("token.key")).filter(|path| path.is_file());
    let (work_file, target, holds) = (work.path().join("archive"), path.clone(), wanted.holds);
    let written = tokio::task::spawn_blocking(move || write(&copied, token_key.as_deref(), holds, now, &work_file, &target)).await?;
    let (manifest, missing) = written.with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Made { path, manifest, missing })
}

async fn of_sqlite(db: &Db, work: &Path, files: Option<&Path>) -> anyhow::Result<Copied> {
    let path = work.join("database");
    sqlite::copy(db, &path).await?;
    let copy = Connect::to_read(&path).await?;
    let faults = sqlite::faults(&copy).await?;
    if !faults.is_empty() {
        anyhow::bail!("the database is damaged, and so would be the backup: {}; keep the last good backup", faults.join("; "));
    }
    let copied = about(&copy, path, StoredEngine::Sqlite, files).await?;
    copy.close().await?;
    Ok(copied)
}

/// One transaction exports its snapshot; rows are counted, files looked up and the dump made as of that moment.
async fn of_postgres(config: &Config, db: &Db, work: &Path, files: Option<&Path>) -> anyhow::Result<Copied> {
    let url = config.database.url.as_ref().map(|url| url.reveal().to_owned()).unwrap_or_default();
    let path = work.join("database");
    #[expect(clippy::disallowed_methods, reason = "a backup has no actor and no grant, and changes nothing")]
    let snapshot = db.maintenance().begin().await?;
    for sql in [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        "SET LOCAL statement_timeout = 0",
        "SET LOCAL idle_in_transaction_session_timeout = 0",
    ] {
        snapshot.execute_unprepared(sql).await?;
    }
    let copied = about(&snapshot, path.clone(), StoredEngine::Postgres, files).await?;
    let exported = Statement::from_string(DbBackend::Postgres, "SELECT pg_export_snapshot() AS name");
    let row = snapshot.query_one_raw(exported).await?.context("PostgreSQL exports no snapshot")?;
    let name: String = row.try_get("", "name")?;
    postgres::dump(&url, &name, &path).await?;
    Ok(copied)
}

async fn about(db: &impl ConnectionTrait, path: PathBuf, engine: StoredEngine, files: Option<&Path>) -> anyhow::Result<Copied> {
    let schema = tables::schema(db).await?.context("there is no school's database to back up yet")?;
    let demo = tables::number(db, "SELECT COUNT(*) AS n FROM school WHERE demo").await? > 0;
    let found = match files {
        // Databases older than the store of files have no such table.
        Some(root) if tables::names(db).await?.iter().any(|name| name == "upload") => store::look(db, root).await?,
        _ => store::Found { files: Vec::new(), missing: Vec::new() },
    };
    Ok(Copied { path, engine, schema, demo, tables: tables::counts(db).await?, found })
}

fn write(
    copied: &Copied,
    token_key: Option<&Path>,
    holds: Holds,
    now: DateTime<Utc>,
    work_file: &Path,
    target: &Path,
) -> anyhow::Result<(Manifest, Vec<String>)> {
    let mut parts = vec![(copied.engine.database().to_owned(), copied.path.clone())];
    parts.extend(copied.found.files.iter().cloned());
    parts.extend(token_key.map(|path| (TOKEN_KEY.to_owned(), path.to_owned())));
    let head = Head {
        format: FORMAT.into(),
        format_version: FORMAT_VERSION,
        product_version: env!("CARGO_PKG_VERSION").into(),
        made_at: now,
        engine: copied.engine,
        schema: copied.schema.clone(),
        demo: copied.demo,
        holds,
        parts: parts.len() as u64,
        bytes: store::bytes(&parts)?,
    };
    // For the owner's eyes only: it holds the password hashes, the key and everybody's names.
    let file = File::options().write(true).create_new(true).mode(0o600).open(work_file)?;
    let mut writer = Writer::new(file, &head)?;
    for (name, path) in &parts {
        writer.add(name, path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    let missing = copied.found.missing.clone();
    let manifest = writer.finish(|parts| Manifest { parts, tables: copied.tables.clone(), missing: missing.len() as u64 })?;
    archive::read(work_file, None)?;
    fs::rename(work_file, target)?;
    if let Some(folder) = target.parent() {
        File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?.sync_all()?;
    }
    Ok((manifest, missing))
}

/// The folder in which the backup will lie; made when it is not there.
fn folder_of(place: &Path) -> anyhow::Result<PathBuf> {
    let is_archive = place.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".tar.gz"));
    let folder = if is_archive && !place.is_dir() { place.parent().unwrap_or(Path::new(".")) } else { place };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    Ok(folder.to_owned())
}

/// The whole path. A demo school says so in the name, whatever was asked for.
fn named(place: &Path, folder: &Path, label: Option<&str>, demo: bool, now: DateTime<Utc>) -> anyhow::Result<PathBuf> {
    let asked = if place == folder { None } else { place.file_name().map(|name| name.to_string_lossy().into_owned()) };
    let name = match asked {
        Some(name) if demo && !name.contains("demo") => format!("demo-{name}"),
        Some(name) => name,
        None => {
            let words = ["steward", if demo { "demo" } else { "" }, label.unwrap_or_default()];
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            let name = format!("{}-{}", words.join("-"), now.format("%Y%m%d-%H%M%SZ"));
            // Two within a second, after a start that was killed: both stay.
            let more = (2..100).map(|n| format!("{name}-{n}.tar.gz"));
            let free = |name: &String| !folder.join(name).exists();
            std::iter::once(format!("{name}.tar.gz")).chain(more).find(free).unwrap_or(name)
        }
    };
    let path = folder.join(name);
    if path.exists() {
        anyhow::bail!("{} is there already; nothing is overwritten", path.display());
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_time_and_the_demo() {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let folder = Path::new("b");
        let name = |place: &str, label, demo| named(Path::new(place), folder, label, demo, now).unwrap().display().to_string();
        assert_eq!(name("b", None, false), "b/steward-20261118-110640Z.tar.gz");
        assert_eq!(name("b", Some("before-upgrade"), true), "b/steward-demo-before-upgrade-20261118-110640Z.tar.gz");
        assert_eq!(name("b/x.tar.gz", None, false), "b/x.tar.gz");
        assert_eq!(name("b/x.tar.gz", None, true), "b/demo-x.tar.gz");
    }
}
