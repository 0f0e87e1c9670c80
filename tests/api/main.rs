//! The black-box suite: the real server over HTTP, every test on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_types, reason = "tests look behind the product's back, by raw connections")]

mod audit;
mod bombs;
mod campus;
mod canteen;
mod chaos;
mod coverage;
mod daily;
mod files;
mod fuzz;
mod identity;
mod inspections;
mod kill;
mod notices;
mod procurement;
mod registers;
mod reliability;
mod repairs;
mod reports;
mod server;
mod stores;
mod tidy;

/// As in the product: every test starts a server of its own, and describing the API is much memory for a moment.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What `make prove` asks for: a longer run, or one repeated.
pub(crate) fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    #[expect(clippy::disallowed_methods, reason = "repeats or lengthens a run; no setting of the product")]
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}={value}")))
}

/// One body, two tests: `sqlite` and `postgres`.
macro_rules! on_both_engines {
    ($(#[$meta:meta])* async fn $name:ident($engine:ident) $body:block) => {
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn body($engine: test_support::TestEngine) $body

            #[tokio::test]
            async fn sqlite() {
                body(test_support::TestEngine::Sqlite).await;
            }

            #[tokio::test]
            async fn postgres() {
                body(test_support::TestEngine::Postgres).await;
            }
        }
    };
}
pub(crate) use on_both_engines;
