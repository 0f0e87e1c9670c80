//! `steward copy`: an embedded database into an empty PostgreSQL, the road from one school to a district. All rows in one transaction, every
//! table read back and held against what was read: it is there whole, or the target is as empty as before. The source is only read, and
//! must not be served meanwhile.
//!
//! References are taken down before and put up again at the end, in the same transaction: so the order of tables does not matter, and
//! PostgreSQL itself proves that every reference leads somewhere.

mod table;

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use kernel::{Clock, Db};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionSession, TransactionTrait};

use crate::{Config, commands, config::Secret, doctor, migrate, start, tables};
use table::{Sum, Table};

/// What `steward copy` is told.
#[derive(Debug, Args)]
pub struct CopyArgs {
    /// Data folder of the embedded database; the settings' folder without it.
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// Address of an empty PostgreSQL database (postgres://…).
    #[arg(long, value_name = "URL")]
    to: String,
}

/// On `PostgreSQL` each school numbers its own places in the search index.
const SEARCH_NUMBERS: &str = "INSERT INTO number_sequence (school_id, prefix, period, last) \
     SELECT school_id, 'asset_search', '', max(search_no) FROM asset GROUP BY school_id";

/// `steward copy`.
///
/// # Errors
/// When the source is served, the target is not empty, or a sum differs.
pub async fn run(args: &CopyArgs) -> anyhow::Result<()> {
    let mut config = Config::load().context("the settings are wrong")?;
    if let Some(folder) = &args.from {
        config.data.dir.clone_from(folder);
    }
    config.database.connections = 1;
    let source = source(&config).await?;
    let mut to = config.clone();
    to.database.url = Some(Secret::new(&args.to));
    let target = target(&to).await?;
    let copied = copy(&source, &target).await?;
    for (name, sum) in &copied {
        commands::say(&format!("  {name:<24} {:>10} rows   sum {:032x}", sum.rows, sum.sum))?;
    }
    commands::say(&format!("{} tables, every row read back and equal.", copied.len()))?;
    let schools: Vec<_> = doctor::schools(&target).await?.iter().map(|school| school.id).collect();
    registers::reindex(&target, &schools)
        .await
        .map_err(|problem| commands::problem(&problem).context("everything is copied but the search index: run `steward reindex`"))?;
    target.maintenance().execute_unprepared("ANALYZE").await?;
    target.close().await;
    source.close().await;
    commands::say(&format!(
        "Start the server with STEWARD_DATABASE_URL set to the new database. Photos and documents stay in {}. With \
         STEWARD_AUTH_TOKEN_SECRET set to the content of {} nobody has to sign in again.",
        config.files().dir.display(),
        config.data.dir.join("token.key").display(),
    ))
}

/// The embedded database, with the lock of a server: what is written while it is copied would be lost.
async fn source(config: &Config) -> anyhow::Result<Db> {
    let mut config = config.clone();
    config.database.url = None;
    let db = start::open_alone(&config, Clock::default()).await?;
    migrate::require_current(&db).await?;
    Ok(db)
}

/// An empty PostgreSQL with the tables made.
async fn target(config: &Config) -> anyhow::Result<Db> {
    let db = start::connect_to(config, Clock::default()).await.context("the target")?;
    if db.engine() != kernel::Engine::Postgres {
        anyhow::bail!("--to must be the address of a PostgreSQL database");
    }
    let full = tables::counts(db.maintenance()).await?.into_iter().find(|(name, rows)| name != "seaql_migrations" && *rows > 0);
    if let Some((name, rows)) = full {
        anyhow::bail!("the target is not empty ({name} has {rows} rows); make a new database (createdb) and copy into that");
    }
    migrate::migrate(&db).await.context("the target")?;
    db.maintenance().execute_unprepared("SET statement_timeout = 0").await?;
    Ok(db)
}

async fn copy(source: &Db, target: &Db) -> anyhow::Result<Vec<(String, Sum)>> {
    let source = source.maintenance();
    let names = tables::names(source).await?;
    #[expect(clippy::disallowed_methods, reason = "a copy has no actor and no grant: the audit log comes with it")]
    let tx = target.maintenance().begin().await?;
    tx.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
    let theirs = tables::names(&tx).await?;
    if theirs != names {
        anyhow::bail!("the tables of the two databases are not the same");
    }
    let references = take_down(&tx).await?;
    let mut copied = Vec::new();
    for name in names.iter().filter(|name| *name != "seaql_migrations") {
        let table = Table::of(&tx, name).await?;
        copied.push((table.copy(source, &tx).await?, table));
    }
    for sql in references {
        tx.execute_unprepared(&sql).await.context("a row names another that is not there; `steward doctor` tells which")?;
    }
    let mut sums = Vec::new();
    for (read, table) in copied {
        let there = table.sum(&tx).await?;
        if there != read {
            anyhow::bail!("{} does not read back as it was written ({} of {} rows); nothing was kept", table.name, there.rows, read.rows);
        }
        sums.push((table.name, read));
    }
    tx.execute_unprepared(SEARCH_NUMBERS).await?;
    TransactionSession::commit(tx).await?;
    Ok(sums)
}

/// Drops all references; answers the statements that put them up again.
async fn take_down(tx: &impl ConnectionTrait) -> anyhow::Result<Vec<String>> {
    let sql = "SELECT conrelid::regclass::text AS named, conname::text AS name, pg_get_constraintdef(oid) AS definition \
               FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace";
    let mut again = Vec::new();
    for row in tx.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await? {
        let (table, name): (String, String) = (row.try_get("", "named")?, row.try_get("", "name")?);
        let definition: String = row.try_get("", "definition")?;
        tx.execute_unprepared(&format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\"")).await?;
        again.push(format!("ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {definition}"));
    }
    Ok(again)
}
