//! Where exports lie: one folder, one file for each, whole or not at all. A name is the export's id, so that its age can be told from
//! it by the product's own clock.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// How long a file can be fetched.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// The folder of exports.
#[derive(Debug, Clone)]
pub struct ExportFolder(PathBuf);

impl ExportFolder {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where the file of an export lies.
    pub fn of(&self, id: Uuid) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// A new file that is gone unless it is kept.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn begin(&self, id: Uuid) -> io::Result<Draft> {
        fs::create_dir_all(&self.0)?;
        Ok(Draft { part: self.0.join(format!("{id}.part")), whole: self.of(id), kept: false })
    }

    /// Removes what is older than a day: finished files and what a killed process left.
    pub(super) fn sweep(&self, now: DateTime<Utc>) -> io::Result<()> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if made_at(&entry.file_name().to_string_lossy()).is_some_and(|made| made + KEPT <= now) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// When the file of this name was begun; ids tell the time.
fn made_at(name: &str) -> Option<DateTime<Utc>> {
    let id: Uuid = name.strip_suffix(".part").unwrap_or(name).parse().ok()?;
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

/// A file in the making. Dropped without [`Draft::keep`], it never was.
#[derive(Debug)]
pub struct Draft {
    part: PathBuf,
    whole: PathBuf,
    kept: bool,
}

impl Draft {
    /// The file to write into, which also can be read.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(&self) -> io::Result<File> {
        File::options().write(true).read(true).create_new(true).open(&self.part)
    }

    /// Gives the file its name; it still goes unless it is kept.
    ///
    /// # Errors
    /// When it cannot be named.
    pub fn finish(&self) -> io::Result<()> {
        fs::rename(&self.part, &self.whole)
    }

    /// It stays, until its day is over.
    pub fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            // Either is there, or none: then there is nothing to remove.
            let _ = fs::remove_file(&self.part);
            let _ = fs::remove_file(&self.whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_when_its_file_was_begun() {
        let made = made_at("019d2b3c-4d5e-7000-8000-000000000000.part").unwrap();
        assert_eq!(made_at("019d2b3c-4d5e-7000-8000-000000000000"), Some(made));
        assert_eq!(made_at("note.txt"), None);
    }
}
