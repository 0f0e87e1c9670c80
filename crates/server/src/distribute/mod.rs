//! `steward distribute`: spreads an existing PostgreSQL database over the machines of a Citus cluster, school by school. Without `--run`
//! it prints what it would do and does nothing.
//!
//! All of it is one transaction. Run again after an upgrade, it moves the tables that the upgrade brought and touches nothing else.

pub mod placement;
mod plan;

use anyhow::Context;
use clap::Args;
use kernel::{Clock, Engine};
use sea_orm_migration::sea_orm::{ConnectionTrait, TransactionSession, TransactionTrait};

use crate::{Config, commands, start};
use placement::Placement;
use plan::{Plan, plan};

/// What `steward distribute` is told.
#[derive(Debug, Args)]
pub struct DistributeArgs {
    /// Do it. Without this the statements are only printed.
    #[arg(long)]
    run: bool,
}

/// `steward distribute`.
///
/// # Errors
/// When the database is not PostgreSQL, is older than this program, or has no Citus.
pub async fn run(args: &DistributeArgs) -> anyhow::Result<()> {
    let config = Config::load().context("the settings are wrong")?;
    let db = start::open_beside(&config, Clock::default()).await?;
    if db.engine() != Engine::Postgres {
        anyhow::bail!(
            "the embedded database stays on one machine; `steward copy` moves it to PostgreSQL, and Citus spreads that over several"
        );
    }
    let able = plan::is_able(db.maintenance()).await?;
    if args.run && !able {
        anyhow::bail!(
            "this PostgreSQL has no Citus: install the extension on every machine, run CREATE EXTENSION citus in this database, and \
             add the machines with citus_add_node. Plain PostgreSQL needs none of this"
        );
    }
    #[expect(clippy::disallowed_methods, reason = "the tables are moved by nobody of a school; no row of theirs changes")]
    let tx = db.maintenance().begin().await?;
    let made = plan(&tx).await?;
    if args.run {
        // One by one: a trigger goes to the other machines only as a statement of its own.
        for sql in &made.statements {
            tx.execute_unprepared(sql).await.with_context(|| format!("nothing was changed; PostgreSQL refused: {sql}"))?;
        }
        TransactionSession::commit(tx).await.context("nothing was changed")?;
    } else {
        TransactionSession::rollback(tx).await?;
    }
    db.close().await;
    if args.run { said(&made) } else { printed(&made, able) }
}

fn said(plan: &Plan) -> anyhow::Result<()> {
    if plan.moved.is_empty() {
        return commands::say("Every table is in its place already.");
    }
    let of = |place: Placement| plan.moved.iter().filter(|(_, at)| *at == place).count();
    commands::say(&format!(
        "{} tables are spread by school, {} are on every machine; {} stay on the coordinator. Start the servers again.",
        of(Placement::BySchool),
        of(Placement::Reference),
        placement::LOCAL.len()
    ))
}

/// As a script that psql takes, too.
fn printed(plan: &Plan, able: bool) -> anyhow::Result<()> {
    if plan.moved.is_empty() {
        return commands::say("-- Every table is in its place already.");
    }
    if !able {
        commands::say("-- This PostgreSQL has no Citus; these are the statements for one that has.")?;
    }
    commands::say("-- Nothing was done: stop the servers and make a backup, then add --run.\nBEGIN;")?;
    for sql in &plan.statements {
        commands::say(&format!("{sql};"))?;
    }
    commands::say("COMMIT;\n-- When you have looked: what lay here before still takes up room on the coordinator.")?;
    for (table, _) in &plan.moved {
        commands::say(&format!("-- SELECT truncate_local_data_after_distributing_table('{table}');"))?;
    }
    Ok(())
}
