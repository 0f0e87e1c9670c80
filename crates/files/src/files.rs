//! The one handle on files: settings, the store, and who may do what at the same time.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Db;
use tokio::sync::{RwLock, Semaphore};

use crate::{FileError, store::Store};

/// What the server is told about files.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of all bytes; several servers share it.
    pub dir: PathBuf,
    /// Most that a school may keep.
    pub quota_bytes: i64,
    /// Run with the path of every received file; a file is refused unless it ends with 0.
    pub scan_command: Option<String>,
    /// Longest for sending one file.
    pub slowest: Duration,
}

/// Files. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    store: Store,
    settings: Settings,
    decoding: Semaphore,
    /// Shared from keeping bytes to the commit of their row; alone for whoever removes bytes that no row names.
    keeping: RwLock<()>,
    looked: Mutex<Option<DateTime<Utc>>>,
}

impl Files {
    pub fn new(db: Db, settings: Settings) -> Self {
        let store = Store::new(settings.dir.clone());
        Self(Arc::new(Inner { db, store, settings, decoding: Semaphore::new(1), keeping: RwLock::default(), looked: Mutex::default() }))
    }

    /// Makes the folder.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn prepare(&self) -> std::io::Result<()> {
        self.0.store.prepare()
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn decoding(&self) -> &Semaphore {
        &self.0.decoding
    }

    pub(crate) fn keeping(&self) -> &RwLock<()> {
        &self.0.keeping
    }

    /// Whether so much time has passed since this last said yes.
    pub(crate) fn looks_now(&self, every: TimeDelta) -> bool {
        let now = self.0.db.clock().now();
        let mut looked = self.0.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let due = looked.is_none_or(|last| now - last >= every);
        if due {
            *looked = Some(now);
        }
        due
    }
}

/// Work on the disk or on pixels, on a thread that may block.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, FileError> + Send + 'static) -> Result<T, FileError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| FileError::Store(error.to_string()))?
}
