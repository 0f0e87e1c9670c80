//! Putting a backup into a new place: unpacked beside it, every part held against its hash, the database looked through, and only then
//! given its name. What is there already is never touched.

use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use kernel::{Clock, db::Connect};
use sea_orm_migration::sea_orm::ConnectionTrait;

use super::{
    archive::{self, Refused},
    contents::{FILES, Head, Holds, Manifest, POSTGRES, SQLITE, StoredEngine, TOKEN_KEY},
    postgres, sqlite,
};
use crate::{
    Config, commands,
    config::Secret,
    migrate::{self, MigrateError},
    start, tables,
};

/// What `steward restore` is told.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["into", "check"])))]
pub struct RestoreArgs {
    /// The backup.
    archive: PathBuf,
    /// A new or empty folder; for a backup of PostgreSQL the address of an empty database (postgres://…).
    #[arg(long, value_name = "FOLDER|URL")]
    into: Option<String>,
    /// New or empty folder for the photos and documents of a backup of PostgreSQL; the settings' folder without it.
    #[arg(long, value_name = "FOLDER", requires = "into")]
    files: Option<PathBuf>,
    /// Only look through it: every hash and, for an embedded database, every page and reference.
    #[arg(long)]
    check: bool,
}

impl RestoreArgs {
    fn url(&self) -> Option<&str> {
        self.into.as_deref().filter(|into| into.starts_with("postgres://") || into.starts_with("postgresql://"))
    }
}

pub(super) async fn run(args: &RestoreArgs) -> anyhow::Result<()> {
    match (&args.into, args.url()) {
        (None, _) => check(args).await,
        (Some(folder), None) => into_folder(args, Path::new(folder)).await,
        (Some(_), Some(url)) => into_postgres(args, url).await,
    }
}

/// An archive unpacked and found whole, in a folder that goes with the value.
struct Unpacked {
    folder: tempfile::TempDir,
    head: Head,
    manifest: Manifest,
}

async fn unpack(archive: &Path, beside: &Path) -> anyhow::Result<Unpacked> {
    fs::create_dir_all(beside).with_context(|| format!("cannot make the folder {}", beside.display()))?;
    let folder = tempfile::Builder::new()
        .prefix(".steward-restore-")
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir_in(beside)
        .with_context(|| format!("cannot write into {}", beside.display()))?;
    let (archive, into) = (archive.to_owned(), folder.path().to_owned());
    let (head, manifest) = tokio::task::spawn_blocking(move || archive::read(&archive, Some(&into))).await??;
    Ok(Unpacked { folder, head, manifest })
}

impl Unpacked {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Looks through an embedded database: pages, references, a schema that this binary knows, every row there.
    async fn prove_sqlite(&self) -> anyhow::Result<()> {
        let db = Connect::to_read(&self.path(SQLITE)).await.map_err(|error| Refused::Damaged(error.to_string()))?;
        let faults = sqlite::faults(&db).await?;
        if !faults.is_empty() {
            return Err(Refused::Damaged(faults.join("; ")).into());
        }
        prove_rows(&db, &self.head, &self.manifest).await?;
        db.close().await?;
        Ok(())
    }

    fn said(&self) -> String {
        let rows = |table: &str| self.manifest.tables.get(table).copied().unwrap_or_default();
        let mut lines = vec![format!(
            "Of {}{}: {} people, {} cards, {} repair cases, {} audit events, {} files. Every part is what was written.",
            self.head.made_at.format("%Y-%m-%d %H:%M UTC"),
            if self.head.demo { ", of a DEMO school" } else { "" },
            rows("person"),
            rows("asset"),
            rows("repair_case"),
            rows("audit_event"),
            self.manifest.parts.iter().filter(|part| part.name.starts_with(FILES)).count(),
        )];
        if self.manifest.missing > 0 {
            lines.push(format!("{} files were missing already when it was made.", self.manifest.missing));
        }
        if self.head.holds == Holds::Database {
            lines.push(
                "It was made before an upgrade and holds no photos and documents: move the folder `files` of the old place over.".into(),
            );
        }
        lines.join("\n")
    }
}

async fn prove_rows(db: &impl ConnectionTrait, head: &Head, manifest: &Manifest) -> anyhow::Result<()> {
    match migrate::state(db).await {
        Ok(state) if state.applied > 0 => {}
        Ok(_) => return Err(Refused::Foreign.into()),
        Err(newer @ MigrateError::NewerSchema(_)) => return Err(Refused::Unexpected(newer.to_string()).into()),
        Err(error) => return Err(error.into()),
    }
    if tables::schema(db).await?.as_deref() != Some(head.schema.as_str()) || tables::counts(db).await? != manifest.tables {
        return Err(Refused::Damaged("its rows are not those that were counted".into()).into());
    }
    Ok(())
}

async fn check(args: &RestoreArgs) -> anyhow::Result<()> {
    let unpacked = unpack(&args.archive, &std::env::temp_dir()).await?;
    if unpacked.head.engine == StoredEngine::Sqlite {
        unpacked.prove_sqlite().await?;
    }
    commands::say(&unpacked.said())
}

async fn into_folder(args: &RestoreArgs, target: &Path) -> anyhow::Result<()> {
    refuse_used(target)?;
    let unpacked = unpack(&args.archive, &parent(target)).await?;
    if unpacked.head.engine == StoredEngine::Postgres {
        anyhow::bail!("this is a backup of PostgreSQL; restore it --into postgres://… an empty database");
    }
    unpacked.prove_sqlite().await?;
    fs::rename(unpacked.path(SQLITE), unpacked.path("steward.db"))?;
    let said = unpacked.said();
    place(unpacked.folder, target)?;
    commands::say(&format!(
        "{said}\nRestored into {}. Start the server on it: STEWARD_DATA_DIR={} steward serve",
        target.display(),
        target.display()
    ))
}

async fn into_postgres(args: &RestoreArgs, url: &str) -> anyhow::Result<()> {
    let mut config = Config::load().context("the settings are wrong")?;
    let files = args.files.clone().unwrap_or_else(|| config.files().dir);
    refuse_used(&files)?;
    config.database.url = Some(Secret::new(url));
    // One connection, and no hurry on it: counting years of events takes longer than a request may.
    config.database.connections = 1;
    let db = start::connect_to(&config, Clock::default()).await?;
    db.maintenance().execute_unprepared("SET statement_timeout = 0").await?;
    if !tables::names(db.maintenance()).await?.is_empty() {
        anyhow::bail!("the database is not empty; make a new one (createdb) and restore into that");
    }
    let unpacked = unpack(&args.archive, &parent(&files)).await?;
    if unpacked.head.engine == StoredEngine::Sqlite {
        anyhow::bail!("this is a backup of an embedded database; restore it --into a folder, then `steward copy` it to PostgreSQL");
    }
    postgres::restore(url, &unpacked.path(POSTGRES)).await?;
    prove_rows(db.maintenance(), &unpacked.head, &unpacked.manifest).await.context("do not use this database")?;
    // The planner knows nothing of tables that were filled a moment ago.
    db.maintenance().execute_unprepared("ANALYZE").await?;
    db.close().await;
    let said = unpacked.said();
    let kept = unpacked.path(FILES);
    fs::create_dir_all(&kept)?;
    clear(&files)?;
    fs::rename(&kept, &files).with_context(|| format!("cannot put the files into {}", files.display()))?;
    archive::sync_folders(&files)?;
    let key =
        if unpacked.path(TOKEN_KEY).exists() { " A token key was in it, and PostgreSQL takes its secret from the settings." } else { "" };
    commands::say(&format!("{said}\nRestored into the database and {}.{key}", files.display()))
}

/// A place that nobody uses: not there, or an empty folder.
fn refuse_used(target: &Path) -> anyhow::Result<()> {
    match fs::read_dir(target) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                anyhow::bail!("{} is not empty; nothing there is overwritten, so name a new folder", target.display());
            }
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("{} cannot be used", target.display())),
    }
}

fn parent(target: &Path) -> PathBuf {
    let parent = target.parent().unwrap_or(Path::new("/"));
    if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
}

/// An empty folder makes room for the one that takes its name.
fn clear(target: &Path) -> anyhow::Result<()> {
    if target.exists() {
        fs::remove_dir(target)
            .with_context(|| format!("{} is in the way (a mounted disk?); name a new folder inside it", target.display()))?;
    }
    Ok(())
}

/// Gives the finished folder its name, at once and for good.
fn place(from: tempfile::TempDir, target: &Path) -> anyhow::Result<()> {
    archive::sync_folders(from.path())?;
    clear(target)?;
    fs::rename(from.path(), target).with_context(|| format!("cannot rename to {}", target.display()))?;
    // It has another name by now: there is nothing left to clear away.
    let _ = from.keep();
    File::open(parent(target))?.sync_all()?;
    Ok(())
}
