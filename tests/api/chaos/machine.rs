//! Mounts and databases that belong to one harness, and go with it.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use test_support::{TestDb, TestEngine};

/// A thing of this machine, or why there is none.
pub type Given<T> = Result<T, String>;

/// What the machine gave. What it refused fails the harness with the reason, unless it was told that this may be.
pub fn given<T>(fault: &str, thing: Given<T>) -> Option<T> {
    match thing {
        Ok(thing) => Some(thing),
        Err(why) => {
            eprintln!("chaos | {fault:<44} | cannot be done here: {why}");
            let allowed: Option<String> = crate::setting("STEWARD_PROVE_ALLOW");
            assert!(
                allowed.is_some_and(|names| names.split(',').any(|name| fault.starts_with(name))),
                "{fault} cannot be done here: {why}. STEWARD_PROVE_ALLOW=\"{fault}\" goes on without it."
            );
            None
        }
    }
}

pub fn run(program: &str, args: &[&str]) -> Given<String> {
    let done = Command::new(program).args(args).output().map_err(|e| format!("{program}: {e}"))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned());
    }
    Err(format!("{program} {}: {}", args.join(" "), String::from_utf8_lossy(&done.stderr).trim()))
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A file system at a folder; unmounted with the value.
#[derive(Debug)]
pub struct Mounted {
    pub at: PathBuf,
}

impl Mounted {
    /// So many megabytes of memory.
    pub fn memory(at: &Path, megabytes: u32) -> Given<Self> {
        run("mount", &["-t", "tmpfs", "-o", &format!("size={megabytes}m,mode=755"), "none", name(at)])?;
        Ok(Self { at: at.to_owned() })
    }

    /// A new ext4 in a file.
    pub fn disk(image: &Path, at: &Path, megabytes: u64) -> Given<Self> {
        std::fs::File::create(image).and_then(|f| f.set_len(megabytes * 1024 * 1024)).map_err(|e| e.to_string())?;
        run("mkfs.ext4", &["-q", "-F", name(image)])?;
        Self::image(image, at)
    }

    /// The ext4 of a file. What nobody synced stays in memory for a minute.
    pub fn image(image: &Path, at: &Path) -> Given<Self> {
        run("mount", &["-o", "loop,commit=60,errors=remount-ro", name(image), name(at)])?;
        Ok(Self { at: at.to_owned() })
    }

    /// The device below.
    pub fn device(&self) -> Given<String> {
        let source = run("findmnt", &["-no", "SOURCE", name(&self.at)])?;
        Ok(source.trim_start_matches("/dev/").to_owned())
    }

    /// Not lazily: what follows must find the folder empty.
    pub fn unmount(self) {
        let began = Instant::now();
        while let Err(why) = run("umount", &[name(&self.at)]) {
            assert!(began.elapsed() < Duration::from_secs(20), "{why}");
            std::thread::sleep(Duration::from_millis(50));
        }
        std::mem::forget(self);
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Lazily, for whoever still sits in it after a failure.
        let _ = run("umount", &["-l", name(&self.at)]);
    }
}

/// Fills a file system to its last byte; room again when the file is removed.
pub fn fill(folder: &Path) -> PathBuf {
    use std::io::Write;
    let path = folder.join("ballast");
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path).unwrap();
    for size in [1 << 20, 4096, 1] {
        let piece = vec![0; size];
        while file.write_all(&piece).is_ok() {}
    }
    path
}

/// A PostgreSQL of the harness's own: it can be stopped, and stand on a disk that fails.
#[derive(Debug)]
pub struct Cluster {
    data: PathBuf,
    socket: TempDir,
    preload: Option<&'static str>,
}

impl Cluster {
    /// Makes and starts one in a folder; with `wal`, its log stands there.
    pub fn make(folder: &Path, wal: Option<&Path>, preload: Option<&'static str>) -> Given<Self> {
        let socket = tempfile::tempdir().map_err(|e| e.to_string())?;
        run("chown", &["postgres", name(socket.path())])?;
        run("chmod", &["755", name(folder), name(socket.path())])?;
        let cluster = Self { data: folder.join("postgres"), socket, preload };
        run("install", &["-d", "-o", "postgres", "-m", "700", name(&cluster.data)])?;
        let program = cluster.program("initdb")?;
        let mut args = vec![program.as_str(), "-D", name(&cluster.data), "-U", "steward", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"];
        let wal = wal.map(|folder| folder.join("wal"));
        if let Some(wal) = &wal {
            run("chmod", &["755", name(wal.parent().unwrap())])?;
            run("install", &["-d", "-o", "postgres", "-m", "700", name(wal)])?;
            args.extend(["-X", name(wal)]);
        }
        cluster.run_as_owner(&args)?;
        cluster.start()?;
        Ok(cluster)
    }

    fn program(&self, of: &str) -> Given<String> {
        let mut folders: Vec<PathBuf> =
            std::fs::read_dir("/usr/lib/postgresql").map_err(|e| e.to_string())?.flatten().map(|f| f.path()).collect();
        folders.sort();
        let folder = folders.pop().ok_or_else(|| format!("no PostgreSQL for {}", self.data.display()))?;
        Ok(name(&folder.join("bin").join(of)).to_owned())
    }

    fn run_as_owner(&self, args: &[&str]) -> Given<String> {
        let preload = format!("LD_PRELOAD={}", self.preload.unwrap_or_default());
        let mut all = vec!["-u", "postgres", "--", "env", preload.as_str()];
        all.extend(args);
        run("runuser", &all)
    }

    pub fn start(&self) -> Given<()> {
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c max_connections=100 -c shared_buffers=32MB",
            name(self.socket.path())
        );
        let log = self.socket.path().join("server.log");
        let program = self.program("pg_ctl")?;
        self.run_as_owner(&[&program, "-D", name(&self.data), "-w", "-t", "60", "-l", name(&log), "-o", &options, "start"])
            .map_err(|why| format!("{why}: {}", std::fs::read_to_string(&log).unwrap_or_default()))?;
        Ok(())
    }

    /// The machine was started again: nobody of the old numbers lives.
    pub fn forget_the_dead(&self) {
        for file in [self.data.join("postmaster.pid"), self.socket.path().join(".s.PGSQL.5432.lock")] {
            let _ = std::fs::remove_file(file);
        }
    }

    /// `fast` ends the sessions, `immediate` is a crash.
    pub fn stop(&self, mode: &str) -> Given<()> {
        let program = self.program("pg_ctl")?;
        self.run_as_owner(&[&program, "-D", name(&self.data), "-w", "-m", mode, "stop"])?;
        Ok(())
    }

    pub fn sql(&self, sql: &str) -> Given<String> {
        let program = self.program("psql")?;
        self.run_as_owner(&[&program, "-h", name(self.socket.path()), "-U", "steward", "-d", "postgres", "-qAtc", sql])
    }

    /// All its processes.
    pub fn processes(&self) -> Vec<String> {
        let pid = std::fs::read_to_string(self.data.join("postmaster.pid")).unwrap_or_default();
        let Some(first) = pid.lines().next().map(str::to_owned) else { return Vec::new() };
        let children = run("ps", &["-o", "pid=", "--ppid", &first]).unwrap_or_default();
        std::iter::once(first).chain(children.split_whitespace().map(str::to_owned)).collect()
    }

    pub fn url(&self) -> String {
        format!("postgres://steward@localhost/postgres?host={}", name(self.socket.path()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.stop("immediate");
    }
}

/// A signal to processes of our own.
pub fn signal(kind: &str, processes: &[String]) {
    for process in processes {
        let _ = run("kill", &[kind, process]);
    }
}

/// A database for a server whose folder stands below `parent`.
pub fn database(parent: &Path, cluster: Option<&Cluster>) -> TestDb {
    let engine = if cluster.is_some() { TestEngine::Postgres } else { TestEngine::Sqlite };
    TestDb { engine, dir: tempfile::tempdir_in(parent).unwrap(), url: cluster.map(Cluster::url) }
}

/// A folder in memory.
pub fn folder() -> TempDir {
    tempfile::Builder::new().prefix("steward-chaos.").tempdir_in("/dev/shm").unwrap()
}
