//! A command line of the product as a process of its own that comes to its end: what it said and how it ended.

use std::{process::Stdio, time::Duration};

use tokio::process::Command;

use crate::TestDb;

/// Longest a command may take on a busy machine.
const MOST: Duration = Duration::from_mins(1);

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// # Panics
    /// When it ended otherwise.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }
}

impl TestDb {
    /// Runs a command of the product on this database. Its settings come from its environment, which holds nothing else.
    pub async fn run(&self, program: &str, arguments: &[&str]) -> Ended {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().env("STEWARD_DATA_DIR", self.dir.path()).current_dir(self.dir.path());
        let config = self.config();
        if let Some(secret) = &config.auth.token_secret {
            command.env("STEWARD_AUTH_TOKEN_SECRET", secret.reveal());
        }
        if let Some(url) = &self.url {
            command.env("STEWARD_DATABASE_URL", url);
        }
        // A variable of the log's, not of the settings: it must not be taken for one.
        command.env("STEWARD_LOG", "info");
        // As patient as the server of the tests; see `TestDb::config`.
        command.env("STEWARD_DATABASE_ACQUIRE_TIMEOUT_MS", config.database.acquire_timeout_ms.to_string());
        command.stdin(Stdio::null()).kill_on_drop(true);
        let output = tokio::time::timeout(MOST, command.output()).await.unwrap_or_else(|_| panic!("{arguments:?} does not end"));
        let output = output.unwrap_or_else(|e| panic!("{program}: {e}"));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}
