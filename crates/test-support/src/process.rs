//! The product as a process of its own, which can be told to stop, or killed.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use crate::{Client, TestDb};

/// Longest a start may take on a busy machine.
const START: Duration = Duration::from_secs(30);

/// A running `steward-test-server`; killed with the value.
#[derive(Debug)]
pub struct Process {
    child: Child,
    pub base: String,
    /// While no school exists.
    pub setup_token: Option<String>,
    /// Where its standard error goes.
    pub log: PathBuf,
    _output: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts it on a database and waits until it listens. The error is what it said when it would not.
    ///
    /// # Errors
    /// When the process ends instead of listening.
    pub async fn start(program: &str, db: &TestDb, more: &[&str]) -> Result<Self, String> {
        Self::start_in(db.dir.path(), program, db.url.as_deref(), more).await
    }

    /// The same on a machine that believes to be in this time zone.
    ///
    /// # Errors
    /// When the process ends instead of listening.
    pub async fn start_in_zone(program: &str, db: &TestDb, more: &[&str], zone: &str) -> Result<Self, String> {
        Self::spawn(db.dir.path(), program, db.url.as_deref(), more, &[("TZ", zone)]).await
    }

    /// The same with more in its environment.
    ///
    /// # Errors
    /// When the process ends instead of listening.
    pub async fn start_with(program: &str, db: &TestDb, more: &[&str], environment: &[(&str, &str)]) -> Result<Self, String> {
        Self::spawn(db.dir.path(), program, db.url.as_deref(), more, environment).await
    }

    /// The same on a data folder by another name.
    ///
    /// # Errors
    /// When the process ends instead of listening.
    pub async fn start_in(folder: &Path, program: &str, url: Option<&str>, more: &[&str]) -> Result<Self, String> {
        Self::spawn(folder, program, url, more, &[]).await
    }

    async fn spawn(folder: &Path, program: &str, url: Option<&str>, more: &[&str], environment: &[(&str, &str)]) -> Result<Self, String> {
        let log = tempfile::Builder::new().prefix("log-").tempfile_in(folder).unwrap();
        let (file, log) = log.keep().unwrap();
        let mut command = Command::new(program);
        command.arg("--data").arg(folder);
        if let Some(url) = url {
            command.arg("--database-url").arg(url);
        }
        command.envs(environment.iter().copied()).args(more).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file).kill_on_drop(true);
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}"));
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = announced(&mut output, "listening ").await;
        let setup_token = announced(&mut output, "setup-token ").await;
        match address.zip(setup_token) {
            Some((address, token)) => {
                let setup_token = (token != "-").then_some(token);
                Ok(Self { child, base: format!("http://{address}"), setup_token, log, _output: output })
            }
            None => {
                let status = tokio::time::timeout(START, child.wait()).await.expect("neither listening nor ended").unwrap();
                assert!(!status.success(), "it ended as if all were well");
                Err(std::fs::read_to_string(&log).unwrap())
            }
        }
    }

    /// Its number, to look at what it uses.
    pub fn id(&self) -> u32 {
        self.child.id().expect("it has ended already")
    }

    /// The most memory that it has held, in kilobytes.
    pub fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    pub fn nobody(&self) -> Client {
        Client::nobody(&self.base)
    }

    /// SIGKILL: no goodbye.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// SIGTERM, as the service manager sends it.
    pub async fn terminate(&self) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
        assert!(sent.success());
    }

    /// Waits for its end; whether it went well. `None`: it still runs after `most`.
    pub async fn ended(&mut self, most: Duration) -> Option<bool> {
        tokio::time::timeout(most, self.child.wait()).await.ok().map(|status| status.unwrap().success())
    }

    pub fn log_lines(&self) -> Vec<String> {
        std::fs::read_to_string(&self.log).unwrap().lines().map(str::to_owned).collect()
    }
}

async fn announced(output: &mut Lines<BufReader<ChildStdout>>, word: &str) -> Option<String> {
    let line = tokio::time::timeout(START, output.next_line()).await.expect("silent at start").unwrap()?;
    Some(line.strip_prefix(word).unwrap_or_else(|| panic!("{line}")).to_owned())
}
