//! The parent side of `steward parse-sheet`: starts the parser, reads its lines within bounds, and turns a crash, a kill
//! or a broken line into an error value. Blocking; call it from a blocking thread. Never parses a spreadsheet itself.

mod clock;
mod error;

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{Item, Row, SheetInfo, limits};

pub use clock::Clock;
pub use error::RunError;

/// How long the parser may take to exit once it has closed its output.
const EXIT_PATIENCE: Duration = Duration::from_millis(500);

/// How to start the parser: the server's own binary with `parse-sheet FILE`.
#[derive(Debug, Clone)]
pub struct Parser {
    program: PathBuf,
    args: Vec<OsString>,
    wall: Duration,
}

/// The program that reads spreadsheets: this product itself, as `parse-sheet FILE`.
#[derive(Debug, Clone)]
pub struct ParserProgram(pub PathBuf);

impl ParserProgram {
    pub fn on(&self, file: &Path) -> Parser {
        Parser::new(&self.0, [OsString::from("parse-sheet"), file.into()])
    }
}

/// What the parser found, one at a time: all sheets first, then the rows in order.
#[derive(Debug)]
pub enum Found {
    Sheet(SheetInfo),
    Row(Row),
}

impl Parser {
    pub fn new(program: impl Into<PathBuf>, args: impl IntoIterator<Item = OsString>) -> Self {
        Self { program: program.into(), args: args.into_iter().collect(), wall: Duration::from_secs(limits::WALL_SECONDS) }
    }

    /// Another time limit than [`limits::WALL_SECONDS`].
    #[must_use]
    pub fn within(mut self, wall: Duration) -> Self {
        self.wall = wall;
        self
    }

    /// Runs the parser and hands each sheet and row to `each` as it arrives. An error after some rows means that what
    /// was handed over is worthless.
    pub fn run(&self, mut each: impl FnMut(Found) -> ControlFlow<()>) -> Result<(), RunError> {
        let mut child = Command::new(&self.program)
            .args(&self.args)
            .env_clear()
            // The server's allocator reserves 1 GiB of address space at start, which would count against the parser's.
            .env("MIMALLOC_ARENA_RESERVE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| RunError::Start { detail: e.to_string() })?;
        let Some(output) = child.stdout.take() else {
            return Err(RunError::Start { detail: "no pipe".into() });
        };
        let guard = Guard::of(child);
        let clock = Clock::start(self.wall);
        thread::scope(|scope| {
            let (done, watched) = mpsc::channel::<()>();
            let (guard, clock) = (&guard, &clock);
            let watch = scope.spawn(move || {
                let late = clock.runs_out(&watched);
                if late {
                    guard.kill();
                }
                late
            });
            let read = read_lines(output, &mut |found| clock.paused(|| each(found)));
            drop(done);
            let late = watch.join().unwrap_or(true);
            let status = guard.end();
            if late { Err(RunError::TooSlow) } else { verdict(read, status) }
        })
    }
}

/// How the pipe ended.
enum Ending {
    /// With the end line.
    Whole,
    /// In the middle.
    CutOff,
}

/// What the reading and the exit status mean together. What was read tells more than the status of a parser that died
/// because nobody read on.
fn verdict(read: Result<Ending, RunError>, status: Option<ExitStatus>) -> Result<(), RunError> {
    match (read?, status) {
        (Ending::Whole, Some(status)) if status.success() => Ok(()),
        (Ending::CutOff, Some(status)) if status.success() => Err(RunError::Nonsense),
        (Ending::Whole | Ending::CutOff, Some(status)) if out_of_processor_time(status) => Err(RunError::TooSlow),
        (Ending::Whole | Ending::CutOff, Some(status)) => Err(RunError::Died { status: status.to_string() }),
        (Ending::Whole | Ending::CutOff, None) => Err(RunError::TooSlow),
    }
}

#[cfg(unix)]
pub fn out_of_processor_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    // SIGXCPU, and SIGKILL which the kernel sends at the hard limit; both 24 and 9 on every Linux and macOS.
    matches!(status.signal(), Some(24 | 9))
}

#[cfg(not(unix))]
pub fn out_of_processor_time(_: ExitStatus) -> bool {
    false
}

/// Reads to the end line; anything after it is nonsense.
fn read_lines(output: impl Read, each: &mut impl FnMut(Found) -> ControlFlow<()>) -> Result<Ending, RunError> {
    let mut reader = BufReader::with_capacity(64 * 1024, output);
    let mut line = Vec::new();
    let (mut sheets, mut rows) = (0_usize, 0_u32);
    while let Some(item) = next_item(&mut reader, &mut line)? {
        match item {
            Item::Sheet(sheet) => {
                sheets += 1;
                if sheets > limits::MAX_SHEETS || rows > 0 {
                    return Err(RunError::Nonsense);
                }
                give(each, Found::Sheet(sheet))?;
            }
            Item::Row(row) => {
                rows += 1;
                let known = (row.sheet as usize) < sheets;
                if !known || rows > limits::MAX_ROWS || row.cells.len() > limits::MAX_COLUMNS as usize {
                    return Err(RunError::Nonsense);
                }
                give(each, Found::Row(row))?;
            }
            Item::Error(error) => return Err(RunError::Sheet(error)),
            Item::End { rows: told } => {
                let last = next_item(&mut reader, &mut line)?.is_none();
                return if last && told == rows { Ok(Ending::Whole) } else { Err(RunError::Nonsense) };
            }
        }
    }
    Ok(Ending::CutOff)
}

fn give(each: &mut impl FnMut(Found) -> ControlFlow<()>, found: Found) -> Result<(), RunError> {
    match each(found) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(RunError::Stopped),
    }
}

/// The next line as an item; `None` at the end of the pipe, also when it ends within a line.
fn next_item(reader: &mut impl BufRead, line: &mut Vec<u8>) -> Result<Option<Item>, RunError> {
    line.clear();
    let bound = limits::MAX_LINE_BYTES as u64 + 1;
    let length = reader.by_ref().take(bound).read_until(b'\n', line).map_err(|_| RunError::Nonsense)?;
    if length > limits::MAX_LINE_BYTES {
        return Err(RunError::Nonsense);
    }
    if line.last() != Some(&b'\n') {
        return Ok(None);
    }
    serde_json::from_slice(line).map(Some).map_err(|_| RunError::Nonsense)
}

/// The running child, killed by whoever comes first: the clock, or the reader that has had enough.
pub struct Guard(Mutex<Child>);

impl Guard {
    pub const fn of(child: Child) -> Self {
        Self(Mutex::new(child))
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn kill(&self) {
        // Fails only when the child has already ended, which is what is wanted.
        let _ = self.child().kill();
    }

    /// Waits a little for the child to exit by itself, then kills it. `None` when it had to be killed.
    pub fn end(&self) -> Option<ExitStatus> {
        let deadline = Instant::now() + EXIT_PATIENCE;
        loop {
            if let Ok(Some(status)) = self.child().try_wait() {
                return Some(status);
            }
            if Instant::now() >= deadline {
                self.kill();
                let _ = self.child().wait();
                return None;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

#[cfg(all(test, unix))]
mod tests;
