//! PostgreSQL's own tools: `pg_dump` and `pg_restore`, found on this machine or asked for in words. Passwords go by the environment,
//! where other users of the machine do not see them.

use std::{
    io,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::Context;
use percent_encoding::percent_decode_str;
use tokio::process::Command;

/// Where Debian keeps the tools of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A connection address without its password, and the password.
fn parted(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let Some((user, host)) = authority.rsplit_once('@') else { return (url.to_owned(), None) };
    let Some((user, password)) = user.split_once(':') else { return (url.to_owned(), None) };
    (format!("{scheme}://{user}@{host}{path}"), Some(percent_decode_str(password).decode_utf8_lossy().into_owned()))
}

/// The newest of Debian's versions, for a machine whose search path has none.
fn debian(tool: &str) -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok()?.filter_map(Result::ok);
    let numbered =
        versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin").join(tool))));
    numbered.filter(|(_, path)| path.is_file()).max().map(|(_, path)| path)
}

async fn run(tool: &'static str, url: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let (address, password) = parted(url);
    let start = |program: &Path| {
        let mut command = Command::new(program);
        command.arg("--dbname").arg(&address).arg("--no-password").args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
        if let Some(password) = &password {
            command.env("PGPASSWORD", password);
        }
        command.spawn()
    };
    // The version that belongs to the newest server here, then whatever the search path has.
    let found = debian(tool).unwrap_or_else(|| PathBuf::from(tool));
    let child = start(&found).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            anyhow::anyhow!("{tool} is not on this machine; install PostgreSQL's client tools (Debian: postgresql-client), of the server's version or newer")
        } else {
            anyhow::Error::from(error).context(format!("{tool} cannot be started"))
        }
    })?;
    let ended = child.wait_with_output().await.with_context(|| format!("{tool} cannot be started"))?;
    if ended.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    anyhow::bail!("{tool} failed: {}", said.trim().lines().take(10).collect::<Vec<_>>().join("; "))
}

/// Dumps a database as of an exported snapshot.
pub(super) async fn dump(url: &str, snapshot: &str, to: &Path) -> anyhow::Result<()> {
    let file = to.to_str().context("the folder of the backup has a name that pg_dump cannot take")?;
    // Compressed once, by the archive around it.
    let arguments = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--snapshot", snapshot, "--file", file];
    run("pg_dump", url, &arguments).await?;
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Puts a dump into an empty database, whole or not at all.
pub(super) async fn restore(url: &str, from: &Path) -> anyhow::Result<()> {
    let file = from.to_str().context("the folder has a name that pg_restore cannot take")?;
    run("pg_restore", url, &["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", file]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_leave_the_address() {
        assert_eq!(
            parted("postgres://u:p%40ss@h:5432/d?sslmode=require"),
            ("postgres://u@h:5432/d?sslmode=require".into(), Some("p@ss".into()))
        );
        assert_eq!(parted("postgres://u@localhost/d?host=/tmp/x"), ("postgres://u@localhost/d?host=/tmp/x".into(), None));
        assert_eq!(parted("postgres:///d?user=a:b@c"), ("postgres:///d?user=a:b@c".into(), None));
    }
}
