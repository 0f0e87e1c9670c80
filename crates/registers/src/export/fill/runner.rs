//! The parent of `steward fill-sheet`: starts the child, hands it rows as they come, takes the workbook into a file, and turns a
//! crash, a kill or a refusal into an error value. Blocking; it never opens a workbook itself.

use std::{
    ffi::OsString,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use sheets::{
    ParserProgram, limits,
    runner::{Clock, Guard, out_of_processor_time},
};

use super::{
    FillError,
    process::{Line, Order},
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

/// How to start the child: the server's own binary with `fill-sheet FILE`.
#[derive(Debug, Clone)]
pub struct Filler {
    program: PathBuf,
    args: Vec<OsString>,
    wall: Duration,
}

impl Filler {
    pub fn on(program: &ParserProgram, blank: &Path) -> Self {
        Self::new(&program.0, vec!["fill-sheet".into(), blank.into()])
    }

    fn new(program: impl Into<PathBuf>, args: Vec<OsString>) -> Self {
        Self { program: program.into(), args, wall: Duration::from_secs(limits::WALL_SECONDS) }
    }

    /// Fills a blank workbook. `next` answers some rows at a time and `None` after the last; the child's clock stands still
    /// meanwhile.
    pub fn run<E>(
        &self,
        order: &Order,
        next: impl FnMut() -> Result<Option<Vec<Line>>, E>,
        out: impl Write + Send,
    ) -> Result<(), FillRunError<E>> {
        let started = Command::new(&self.program)
            .args(&self.args)
            .env_clear()
            // As for the parser: what the allocator reserves would count against the child's limit.
            .env("MIMALLOC_ARENA_RESERVE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let child = started.map_err(|error| FillRunError::Start(error.to_string()))?;
        converse(child, self.wall, order, next, out)
    }
}

/// Hands over rows, takes the workbook and listens for the reason at the same time: no pipe may fill up unread.
fn converse<E>(
    mut child: Child,
    wall: Duration,
    order: &Order,
    mut next: impl FnMut() -> Result<Option<Vec<Line>>, E>,
    out: impl Write + Send,
) -> Result<(), FillRunError<E>> {
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let guard = Guard::of(child);
    let (Some(input), Some(output), Some(errors)) = pipes else {
        guard.kill();
        return Err(FillRunError::Start("no pipe".into()));
    };
    let clock = Clock::start(wall);
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::export::fill::{Form, Value};

    /// A child played by the shell instead of one that fills.
    fn child(script: &str) -> Result<String, FillRunError<&'static str>> {
        fed(script, |sent| Ok((sent <= 3).then(|| vec![vec![Some(Value::Text("课桌".repeat(20_000)))]])))
    }

    fn fed(
        script: &str,
        mut rows: impl FnMut(u32) -> Result<Option<Vec<Line>>, &'static str>,
    ) -> Result<String, FillRunError<&'static str>> {
        let filler = Filler { wall: Duration::from_secs(2), ..Filler::new("/bin/sh", vec!["-c".into(), script.into()]) };
        let form = Form { sheet: "表".into(), head_row: 1, columns: vec![0], counted: None };
        let (mut sent, mut out) = (0, Vec::new());
        let next = || {
            sent += 1;
            rows(sent)
        };
        filler.run(&Order { form, count: 3 }, next, &mut out)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn rows_go_in_and_the_workbook_comes_out() {
        assert_eq!(child("exec wc -l").unwrap().trim(), "4", "an order and three rows");
    }

    #[test]
    fn whatever_the_child_does_it_becomes_an_error_value() {
        assert!(matches!(child("cat > /dev/null; exec sleep 60"), Err(FillRunError::TooSlow)));
        assert!(matches!(child("exec sleep 60"), Err(FillRunError::TooSlow)), "one that does not read");
        assert!(matches!(child("kill -SEGV $$"), Err(FillRunError::Died(_))));
        assert!(matches!(child("cat > /dev/null; exit 1"), Err(FillRunError::Died(_))));
        assert!(matches!(child("echo '\"no_room\"' >&2; exit 1"), Err(FillRunError::Refused(FillError::NoRoom))));
        assert!(matches!(child("yes words >&2; exit 1"), Err(FillRunError::Died(_))), "one that babbles");
    }

    #[test]
    fn rows_that_fail_end_the_child() {
        assert!(matches!(fed("exec sleep 60", |_| Err("gone")), Err(FillRunError::Rows("gone"))));
    }
}
