//! The parent of `steward fill-sheet`: starts the child, hands it rows as they come, takes the workbook into a file, and turns a
//! crash, a kill or a refusal into an error value. Blocking; it never opens a workbook itself.

use std::{
    ffi::OsString,
    io::{self, BufWriter, Read, Write},
    path::Path,
    process::{ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use super::{
    FillError,
    process::{Line, Order},
};
use crate::import::{
    ParserProgram,
    runner::{Clock, Guard, out_of_processor_time},
    sheet::limits,
};

/// Most that is read of what the child says of its failure.
const MOST_SAID: u64 = 16 * 1024;
/// Largest filled workbook.
const MOST_BYTES: u64 = limits::MAX_UNPACKED_BYTES;

/// Why there is no filled workbook.
#[derive(Debug, thiserror::Error)]
pub enum FillRunError<E> {
    #[error("the filler did not start: {0}")]
    Start(String),
    #[error("the filler took too long")]
    TooSlow,
    #[error("the filler died ({0})")]
    Died(String),
    #[error(transparent)]
    Refused(FillError),
    /// The file cannot be written.
    #[error(transparent)]
    Output(io::Error),
    /// The rows did not come.
    #[error("the rows failed")]
    Rows(E),
}

/// Fills a blank workbook. `next` answers some rows at a time and `None` after the last; the child's clock stands still meanwhile.
pub fn run<E>(
    program: &ParserProgram,
    blank: &Path,
    order: &Order,
    mut next: impl FnMut() -> Result<Option<Vec<Line>>, E>,
    out: impl Write + Send,
) -> Result<(), FillRunError<E>> {
    let start = |detail: String| FillRunError::Start(detail);
    let mut child = Command::new(&program.0)
        .args([OsString::from("fill-sheet"), blank.into()])
        .env_clear()
        // As for the parser: what the allocator reserves would count against the child's limit.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| start(error.to_string()))?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let guard = Guard::of(child);
    let (Some(input), Some(output), Some(errors)) = pipes else {
        guard.kill();
        return Err(start("no pipe".into()));
    };
    let clock = Clock::start(Duration::from_secs(limits::WALL_SECONDS));
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
        let taking = scope.spawn(move || take(output, out));
        let saying = scope.spawn(move || said(errors));
        let fed = feed(input, order, || clock.paused(&mut next));
        if fed.is_err() {
            guard.kill();
        }
        let taken = taking.join().unwrap_or_else(|_| Err(io::Error::other("the taker panicked")));
        let said = saying.join().unwrap_or_default();
        drop(done);
        let late = watch.join().unwrap_or(true);
        let status = guard.end();
        fed.map_err(FillRunError::Rows)?;
        verdict(late, taken, &said, status)
    })
}

/// Writes order and rows. A child that reads no more says itself why.
fn feed<E>(input: ChildStdin, order: &Order, mut next: impl FnMut() -> Result<Option<Vec<Line>>, E>) -> Result<(), E> {
    let mut input = BufWriter::with_capacity(64 * 1024, input);
    let mut listens = write_line(&mut input, order).is_ok();
    while let Some(lines) = next()? {
        listens = listens && lines.iter().try_for_each(|line| write_line(&mut input, line)).is_ok();
    }
    let _ = input.flush();
    Ok(())
}

fn write_line(out: &mut impl Write, line: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn take(output: impl Read, mut out: impl Write) -> io::Result<()> {
    let bytes = io::copy(&mut output.take(MOST_BYTES + 1), &mut out)?;
    if bytes > MOST_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { out.flush() }
}

fn said(errors: impl Read) -> Vec<u8> {
    let mut said = Vec::new();
    // What cannot be read is not said.
    let _ = errors.take(MOST_SAID).read_to_end(&mut said);
    said
}

fn verdict<E>(late: bool, taken: io::Result<()>, said: &[u8], status: Option<ExitStatus>) -> Result<(), FillRunError<E>> {
    if late {
        return Err(FillRunError::TooSlow);
    }
    // A full disk ends the child, too; the cause is the one to tell.
    taken.map_err(FillRunError::Output)?;
    match (status, serde_json::from_slice(said)) {
        (Some(status), _) if status.success() => Ok(()),
        (_, Ok(refused)) => Err(FillRunError::Refused(refused)),
        (Some(status), Err(_)) if out_of_processor_time(status) => Err(FillRunError::TooSlow),
        (Some(status), Err(_)) => Err(FillRunError::Died(status.to_string())),
        (None, Err(_)) => Err(FillRunError::TooSlow),
    }
}
