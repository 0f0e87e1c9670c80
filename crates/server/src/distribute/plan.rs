//! The statements that spread an existing database over machines, made from what the database says of itself.
//!
//! References and triggers are taken down before and put up again afterwards: so the order of tables does not matter, and Citus itself
//! proves each reference as it goes up, where a half-spread one would be refused.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

use super::placement::{self, Placement};

/// What is to be done, in this order and in one transaction.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub statements: Vec<String>,
    /// Tables that are moved, with their place.
    pub moved: Vec<(String, Placement)>,
}

/// Citus sends these one by one: tables that refer to each other cannot be worked on side by side in one transaction. Triggers are ours and
/// look at nothing but their own row, so that they may run where the row lies.
const BEFORE: [&str; 5] = [
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL lock_timeout = '60s'",
    "SELECT pg_advisory_xact_lock(1398031703)",
    "SET LOCAL citus.multi_shard_modify_mode = 'sequential'",
    "SET LOCAL citus.enable_unsafe_triggers = on",
];

pub(super) async fn plan(db: &impl ConnectionTrait) -> Result<Plan, DbErr> {
    let spread = spread(db).await?;
    let mut moved = Vec::new();
    for name in tables(db).await? {
        let place = placement::of(&name);
        if place != Placement::Local && !spread.contains(&name) {
            moved.push((name, place));
        }
    }
    if moved.is_empty() {
        return Ok(Plan::default());
    }
    // Reference tables first: whatever points at them finds them on every machine.
    moved.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    let concerned = |table: &str| moved.iter().any(|(name, _)| name == table);
    let mut statements: Vec<String> = BEFORE.map(str::to_owned).to_vec();
    let (mut again, functions) = triggers(db, concerned, &mut statements).await?;
    references(db, concerned, &mut statements, &mut again).await?;
    let mut first = one_of(&spread);
    for (name, place) in &moved {
        if *place == Placement::Reference {
            statements.push(format!("SELECT create_reference_table('{name}')"));
            continue;
        }
        let with = first.get_or_insert_with(|| name.clone());
        let with = if with == name { "none" } else { with.as_str() };
        statements.push(format!("SELECT create_distributed_table('{name}', 'school_id', colocate_with => '{with}')"));
    }
    statements.extend(functions.into_iter().map(|function| format!("SELECT create_distributed_function('{function}()')")));
    statements.extend(again);
    Ok(Plan { statements, moved })
}

/// A table of a school that is spread already: new ones go where its schools went.
fn one_of(spread: &[String]) -> Option<String> {
    spread.iter().find(|name| placement::of(name) == Placement::BySchool).cloned()
}

async fn tables(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1";
    ask(db, sql).await?.iter().map(|row| row.try_get("", "name")).collect()
}

/// Whether this database can be spread at all.
pub(super) async fn is_able(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(!ask(db, "SELECT 1 AS there FROM pg_proc WHERE proname = 'create_distributed_table' AND pg_function_is_visible(oid)")
        .await?
        .is_empty())
}

/// Tables that Citus knows already.
async fn spread(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    if !is_able(db).await? {
        return Ok(Vec::new());
    }
    let sql = "SELECT c.relname::text AS name FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid::oid ORDER BY 1";
    ask(db, sql).await?.iter().map(|row| row.try_get("", "name")).collect()
}

/// Takes down triggers; answers the statements that put them up again, and the functions they call, which every machine needs.
async fn triggers(
    db: &impl ConnectionTrait,
    concerned: impl Fn(&str) -> bool,
    down: &mut Vec<String>,
) -> Result<(Vec<String>, Vec<String>), DbErr> {
    let sql = "SELECT c.relname::text AS named, t.tgname::text AS name, pg_get_triggerdef(t.oid) AS definition, p.proname::text AS function \
               FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid \
               WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2";
    let (mut again, mut functions) = (Vec::new(), Vec::new());
    for row in ask(db, sql).await? {
        let (table, name): (String, String) = (row.try_get("", "named")?, row.try_get("", "name")?);
        if !concerned(&table) {
            continue;
        }
        down.push(format!("DROP TRIGGER \"{name}\" ON \"{table}\""));
        again.push(row.try_get("", "definition")?);
        let function: String = row.try_get("", "function")?;
        if !functions.contains(&function) {
            functions.push(function);
        }
    }
    Ok((again, functions))
}

/// Takes down the references from and to tables that move.
async fn references(
    db: &impl ConnectionTrait,
    concerned: impl Fn(&str) -> bool,
    down: &mut Vec<String>,
    again: &mut Vec<String>,
) -> Result<(), DbErr> {
    let sql = "SELECT c.relname::text AS named, f.relname::text AS target, r.conname::text AS name, pg_get_constraintdef(r.oid) AS definition \
               FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid JOIN pg_class f ON f.oid = r.confrelid \
               WHERE r.contype = 'f' AND r.connamespace = current_schema()::regnamespace ORDER BY 1, 3";
    for row in ask(db, sql).await? {
        let (table, target): (String, String) = (row.try_get("", "named")?, row.try_get("", "target")?);
        if !concerned(&table) && !concerned(&target) {
            continue;
        }
        let (name, definition): (String, String) = (row.try_get("", "name")?, row.try_get("", "definition")?);
        down.push(format!("ALTER TABLE \"{table}\" DROP CONSTRAINT \"{name}\""));
        again.push(format!("ALTER TABLE \"{table}\" ADD CONSTRAINT \"{name}\" {definition}"));
    }
    Ok(())
}

async fn ask(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await
}
