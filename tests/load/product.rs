//! The release build as a school runs it: its own process, its defaults.

use std::{
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use test_support::Client;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    net::TcpListener,
    process::{Child, ChildStdout, Command},
};

use crate::cpu::Watched;

/// Where the product finds its data.
pub struct Place {
    pub steward: PathBuf,
    pub folder: PathBuf,
    pub url: Option<String>,
}

/// The secret of the throw-away school.
pub const SECRET: &str = "7c0e4d1a9b8f6352e4d1a9b8f63527c0e4d1a9b8f6352aa";

impl Place {
    /// A command of the product on these data.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.steward);
        command.arg(name).env("STEWARD_DATA_DIR", &self.folder).env("STEWARD_LOG", "error").stdin(Stdio::null()).kill_on_drop(true);
        // That of the scripts is no setting of the product.
        command.env_remove("STEWARD_TEST_POSTGRES_URL");
        if let Some(url) = &self.url {
            command.env("STEWARD_DATABASE_URL", url).env("STEWARD_AUTH_TOKEN_SECRET", SECRET);
        }
        command
    }

    /// The product's own settings for this place.
    pub fn config(&self) -> server::Config {
        let mut config = server::Config::default();
        config.data.dir.clone_from(&self.folder);
        config.database.url = self.url.clone().map(server::config::Secret::new);
        config.auth.token_secret = Some(server::config::Secret::new(SECRET));
        config
    }
}

/// A serving product.
pub struct Product {
    child: Child,
    pub base: String,
    pub server: Watched,
    pub database: Option<Watched>,
    /// From the command to the first answer of `/health/ready`.
    pub ready_after: Duration,
    pub idle_megabytes: f64,
    pub set_up_token: Option<String>,
    _output: Lines<BufReader<ChildStdout>>,
}

impl Product {
    pub async fn start(place: &Place) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let base = format!("http://127.0.0.1:{port}");
        let began = Instant::now();
        let mut command = place.command("serve");
        command.env("STEWARD_SERVER_LISTEN", format!("127.0.0.1:{port}")).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        let http = reqwest::Client::new();
        while !http.get(format!("{base}/health/ready")).send().await.is_ok_and(|r| r.status() == 200) {
            assert!(began.elapsed() < Duration::from_mins(1) && child.try_wait().unwrap().is_none(), "the product does not come up");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let ready_after = began.elapsed();
        let token = place.folder.join("setup-token");
        let set_up_token = std::fs::read_to_string(token).ok().map(|t| t.trim().to_owned());
        let server = Watched::process(child.id().unwrap());
        tokio::time::sleep(Duration::from_secs(1)).await;
        let database = place.url.as_deref().map(Watched::cluster);
        Self { child, base, server, database, ready_after, idle_megabytes: server.anonymous_megabytes(), set_up_token, _output: output }
    }

    /// Seconds of CPU of the server and, on PostgreSQL, the whole cluster.
    pub fn cpu(&self) -> f64 {
        self.server.seconds() + self.database.map_or(0.0, Watched::seconds)
    }

    pub fn nobody(&self) -> Client {
        Client::nobody(&self.base)
    }

    /// SIGTERM, and waits.
    pub async fn stop(mut self) {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        self.child.wait().await.unwrap();
    }
}
