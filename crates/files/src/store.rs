//! Where bytes lie: one folder per school, files named by the SHA-256 of what was sent, and of pictures their renditions
//! beside each other. Nothing here knows the database; a file is complete and on the disk before a row names it.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use uuid::Uuid;

use crate::FileError;

/// Where the bytes of one upload are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub school: Uuid,
    pub sha256: Vec<u8>,
}

/// What is kept of an upload: a document as it came, a picture in two sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    Large,
    Small,
}

impl Part {
    pub(crate) const ALL: [Self; 3] = [Self::Whole, Self::Large, Self::Small];

    const fn suffix(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Large => ".1600",
            Self::Small => ".320",
        }
    }
}

/// The folder of all files. Its calls block: they run on threads that may.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    root: PathBuf,
}

impl Store {
    pub(crate) const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Makes the folders, so that a wrong setting is found at the start and not at the first photo.
    pub(crate) fn prepare(&self) -> io::Result<()> {
        fs::create_dir_all(self.temporary())
    }

    fn temporary(&self) -> PathBuf {
        self.root.join("tmp")
    }

    fn school(&self, school: Uuid) -> PathBuf {
        self.root.join(school.to_string())
    }

    fn path(&self, key: &Key, part: Part) -> PathBuf {
        self.school(key.school).join(format!("{}{}", hex::encode(&key.sha256), part.suffix()))
    }

    /// Where a document lies, for a reader in another process.
    pub(crate) fn document(&self, key: &Key) -> PathBuf {
        self.path(key, Part::Whole)
    }

    /// A file to receive into; gone with the value unless it was kept.
    pub(crate) fn receive(&self, id: Uuid) -> Result<Temporary, FileError> {
        fs::create_dir_all(self.temporary())?;
        let path = self.temporary().join(format!("{id}.part"));
        let file = File::options().create_new(true).read(true).write(true).open(&path)?;
        Ok(Temporary { path, file })
    }

    /// Moves a received file to its place.
    pub(crate) fn keep(&self, received: &Temporary, key: &Key) -> Result<(), FileError> {
        received.file.sync_all()?;
        self.place(&received.path, &self.path(key, Part::Whole))
    }

    /// Writes a rendition to its place.
    pub(crate) fn write(&self, temporary: Uuid, key: &Key, part: Part, bytes: &[u8]) -> Result<(), FileError> {
        let mut made = self.receive(temporary)?;
        made.file.write_all(bytes)?;
        made.file.sync_all()?;
        self.place(&made.path, &self.path(key, part))
    }

    /// Renames, then writes the folder itself out: only then is the name on the disk.
    fn place(&self, from: &Path, to: &Path) -> Result<(), FileError> {
        let Some(folder) = to.parent() else { return Err(FileError::Store("a file without a folder".into())) };
        if !folder.exists() {
            fs::create_dir_all(folder)?;
            File::open(&self.root)?.sync_all()?;
        }
        fs::rename(from, to)?;
        File::open(folder)?.sync_all()?;
        Ok(())
    }

    /// Sets a refused file aside, where only the administrator of the machine looks.
    pub(crate) fn quarantine(&self, received: &Temporary, school: Uuid, id: Uuid) -> Result<(), FileError> {
        self.place(&received.path, &self.root.join("quarantine").join(school.to_string()).join(id.to_string()))
    }

    /// Opens what is kept, with its length.
    pub(crate) fn open(&self, key: &Key, part: Part) -> io::Result<(File, u64)> {
        let file = File::open(self.path(key, part))?;
        let length = file.metadata()?.len();
        Ok((file, length))
    }

    /// Removes whatever is kept under a key.
    pub(crate) fn remove(&self, key: &Key) -> Result<(), FileError> {
        for part in Part::ALL {
            match fs::remove_file(self.path(key, part)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes what a process that died was still receiving.
    pub(crate) fn sweep_received(&self, older_than: Duration) -> io::Result<()> {
        for entry in entries(&self.temporary())? {
            if is_older(&entry, older_than) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Keys of a school that have been lying here for some time, whether a row names them or not.
    pub(crate) fn keys(&self, school: Uuid, older_than: Duration) -> io::Result<Vec<Key>> {
        let entries = entries(&self.school(school))?;
        let old = entries.iter().filter(|entry| is_older(entry, older_than));
        let mut keys: Vec<Key> = old
            .filter_map(|entry| sha256_of(entry.file_name().to_str()?.split('.').next()?))
            .map(|sha256| Key { school, sha256 })
            .collect();
        keys.sort_by(|a, b| a.sha256.cmp(&b.sha256));
        keys.dedup();
        Ok(keys)
    }
}

/// A file that is being received.
#[derive(Debug)]
pub(crate) struct Temporary {
    pub path: PathBuf,
    pub file: File,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Kept, it has another name by now; otherwise the sweeper tries again.
        let _ = fs::remove_file(&self.path);
    }
}

fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn is_older(entry: &fs::DirEntry, than: Duration) -> bool {
    let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age >= than)
}

/// The hash that a file is named by.
fn sha256_of(name: &str) -> Option<Vec<u8>> {
    hex::decode(name).ok().filter(|hash| hash.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        let bytes: Vec<u8> = (0..32).map(|n| n * 7).collect();
        assert_eq!(sha256_of(&hex::encode(&bytes)), Some(bytes));
        assert_eq!(sha256_of("zz"), None);
        assert_eq!(sha256_of(&"g".repeat(64)), None);
    }
}
