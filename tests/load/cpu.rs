//! CPU time and memory of processes, from /proc.

use std::path::{Path, PathBuf};

/// Clock ticks of a second; 100 on every Linux that matters.
const TICKS: f64 = 100.0;

/// A process, or a database cluster with all its backends.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    pid: u32,
    /// Whether its children count: PostgreSQL works in them.
    children: bool,
}

impl Watched {
    pub const fn process(pid: u32) -> Self {
        Self { pid, children: false }
    }

    /// The cluster behind a URL of `scripts/with-postgres.sh`, whose socket folder is that of its data.
    pub fn cluster(url: &str) -> Self {
        let folder = url.split("host=").nth(1).unwrap().split('&').next().unwrap();
        let file = PathBuf::from(folder).join("data/postmaster.pid");
        let pid = std::fs::read_to_string(file).unwrap().lines().next().unwrap().trim().parse().unwrap();
        Self { pid, children: true }
    }

    /// Its numbers: a cluster's with those of its backends.
    pub fn ids(self) -> Vec<u32> {
        let backend = |pid: &u32| self.children && stat(*pid).is_some_and(|s| s.parent == self.pid);
        std::iter::once(self.pid).chain(pids().filter(backend)).collect()
    }

    /// Seconds of CPU it has used, user and system together.
    pub fn seconds(self) -> f64 {
        let own = stat(self.pid).unwrap();
        if !self.children {
            return own.ticks / TICKS;
        }
        let backends: f64 = pids().filter_map(stat).filter(|s| s.parent == self.pid).map(|s| s.ticks).sum();
        (own.ticks + own.of_ended_children + backends) / TICKS
    }

    /// Anonymous memory in MB: what it holds itself, without mapped files.
    pub fn anonymous_megabytes(self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("RssAnon:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    }
}

struct Stat {
    parent: u32,
    ticks: f64,
    of_ended_children: f64,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold spaces: fields are counted after it.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |n: usize| fields.get(n).and_then(|f| f.parse::<f64>().ok());
    Some(Stat { parent: fields.get(1)?.parse().ok()?, ticks: number(11)? + number(12)?, of_ended_children: number(13)? + number(14)? })
}

fn pids() -> impl Iterator<Item = u32> {
    std::fs::read_dir(Path::new("/proc")).unwrap().filter_map(|e| e.ok()?.file_name().to_str()?.parse().ok())
}

/// Load of the machine in the last minute, for the head of the table.
pub fn machine() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{cores} cores, load {}", load.split(' ').next().unwrap_or_default())
}
