//! Portable DDL: `{uuid}`, `{timestamp}`, `{date}`, `{json}` and `{bytes}` become each engine's type. The SQLite names are those
//! that `SeaORM` reads values by.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

/// Runs statements one by one, so that a failing one is named and triggers with semicolons inside stay whole.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let backend = connection.get_database_backend();
    for statement in statements {
        connection.execute_unprepared(&portable(backend, statement)).await?;
    }
    Ok(())
}

/// Makes a table append-only by triggers.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    refuse_changes(manager, table, "").await
}

/// Makes the rows of a table unchangeable from the moment on when a column of theirs is set: what was decided stays as it was decided.
pub(crate) async fn final_once(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    refuse_changes(manager, table, &format!("WHEN (OLD.{column} IS NOT NULL)")).await
}

/// Makes these columns of a table stay as they were first written, and its rows stay: what happened is struck out, not written over.
pub(crate) async fn kept_as_written(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if connection.get_database_backend() == DbBackend::Postgres {
        connection
            .execute_unprepared(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
            )
            .await?;
        let differs = columns.iter().map(|column| format!("OLD.{column} IS DISTINCT FROM NEW.{column}")).collect::<Vec<_>>().join(" OR ");
        for (name, event, when) in [("written", "UPDATE", format!("WHEN ({differs})")), ("there", "DELETE", String::new())] {
            connection
                .execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_stays_{name} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()"
                ))
                .await?;
        }
        return Ok(());
    }
    let differs = columns.iter().map(|column| format!("OLD.{column} IS NOT NEW.{column}")).collect::<Vec<_>>().join(" OR ");
    for (name, event, when) in [("written", "UPDATE", format!("WHEN ({differs})")), ("there", "DELETE", String::new())] {
        connection
            .execute_unprepared(&format!(
                "CREATE TRIGGER {table}_stays_{name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ))
            .await?;
    }
    Ok(())
}

async fn refuse_changes(manager: &SchemaManager<'_>, table: &str, when: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if connection.get_database_backend() == DbBackend::Postgres {
        connection
            .execute_unprepared(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
            )
            .await?;
        connection
            .execute_unprepared(&format!(
                "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()"
            ))
            .await?;
        return Ok(());
    }
    for event in ["UPDATE", "DELETE"] {
        let name = event.to_lowercase();
        connection
            .execute_unprepared(&format!(
                "CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ))
            .await?;
    }
    Ok(())
}

/// `SQLite` cannot change a constraint in place: there a migration takes its steps here and makes tables anew ([`rebuild`]), all in one
/// transaction, with foreign keys off and checked at the end. `done` finds a row where the steps are committed: whoever was killed between
/// that and the migrator's own note of it begins here once more.
pub(crate) async fn anew(manager: &SchemaManager<'_>, done: &str, steps: impl Future<Output = Result<(), DbErr>>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if finds(manager, done).await? {
        return Ok(());
    }
    connection.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    connection.execute_unprepared("BEGIN IMMEDIATE").await?;
    let made = async {
        steps.await?;
        if finds(manager, "SELECT 1 AS broken FROM pragma_foreign_key_check LIMIT 1").await? {
            return Err(DbErr::Migration("a foreign key leads nowhere after tables were made anew".into()));
        }
        Ok(())
    }
    .await;
    connection.execute_unprepared(if made.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
    connection.execute_unprepared("PRAGMA foreign_keys = ON").await?;
    made
}

async fn finds(manager: &SchemaManager<'_>, sql: &str) -> Result<bool, DbErr> {
    let row = manager.get_connection().query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    Ok(row.is_some())
}

/// Makes a `SQLite` table anew with other words in its definition, for what `ALTER TABLE` cannot change: rows, indexes and triggers
/// are kept. Foreign keys have to be off ([`anew`]), and new columns need a default or none.
pub(crate) async fn rebuild(manager: &SchemaManager<'_>, table: &str, changes: &[(&str, &str)]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let read = async |sql: String, column: &str| -> Result<Vec<String>, DbErr> {
        let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
        rows.iter().map(|row| row.try_get("", column)).collect()
    };
    let columns = read(format!("SELECT name FROM pragma_table_info('{table}')"), "name").await?.join(", ");
    let definition = format!("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'");
    let around = format!("SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name = '{table}' AND sql IS NOT NULL");
    let around = read(around, "sql").await?;
    let mut sql = read(definition, "sql").await?.pop().unwrap_or_default();
    for (from, to) in changes {
        if !sql.contains(from) {
            return Err(DbErr::Migration(format!("{table} does not say {from}")));
        }
        sql = sql.replacen(from, &portable(DbBackend::Sqlite, to), 1);
    }
    // Once made anew, `SQLite` writes its name in quotes.
    let bare = sql.replacen(&format!("CREATE TABLE \"{table}\""), &format!("CREATE TABLE {table}"), 1);
    let made = bare.replacen(&format!("CREATE TABLE {table}"), &format!("CREATE TABLE {table}_anew"), 1);
    let steps = [
        made,
        format!("INSERT INTO {table}_anew ({columns}) SELECT {columns} FROM {table}"),
        format!("DROP TABLE {table}"),
        format!("ALTER TABLE {table}_anew RENAME TO {table}"),
    ];
    for step in steps.into_iter().chain(around) {
        connection.execute_unprepared(&step).await?;
    }
    Ok(())
}

fn portable(backend: DbBackend, sql: &str) -> String {
    let types = if backend == DbBackend::Postgres {
        [("{uuid}", "uuid"), ("{timestamp}", "timestamptz"), ("{date}", "date"), ("{json}", "jsonb"), ("{bytes}", "bytea")]
    } else {
        [
            ("{uuid}", "uuid_text"),
            ("{timestamp}", "timestamp_with_timezone_text"),
            ("{date}", "date_text"),
            ("{json}", "jsonb_text"),
            ("{bytes}", "blob"),
        ]
    };
    types.iter().fold(sql.to_owned(), |sql, (name, ty)| sql.replace(name, ty))
}

/// The parts that every migration shares: its name from its file, and one transaction around it on both engines.
macro_rules! migration {
    ($manager:ident => { $($body:tt)* }) => {
        #[derive(DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
            async fn up(&self, $manager: &SchemaManager) -> Result<(), DbErr> {
                $($body)*
                Ok(())
            }
        }
    };
}
pub(crate) use migration;
