//! `steward reindex`: the search index made anew from the cards. Runs beside a serving process.

use std::time::Instant;

use kernel::Clock;

use crate::{Config, commands, doctor, start};

/// `steward reindex`.
///
/// # Errors
/// When the database does not answer.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let begun = Instant::now();
    let db = start::open_beside(config, Clock::default()).await?;
    let schools: Vec<_> = doctor::schools(&db).await?.iter().map(|school| school.id).collect();
    let done = registers::reindex(&db, &schools).await.map_err(|problem| commands::problem(&problem))?;
    db.close().await;
    commands::say(&format!("Put {} cards into the search index, in {:.1} s.", done.cards, begun.elapsed().as_secs_f64()))
}
