//! How far imports are that are being done. Kept in this process only: while an import is written, `SQLite` lets nobody else write, and
//! after a crash nothing of it is there.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
};

use uuid::Uuid;

use super::dto::ImportProgress;

/// What is being done, by school and upload.
#[derive(Debug, Clone, Default)]
pub(super) struct Running(Arc<Mutex<InHand>>);

type InHand = HashMap<(Uuid, Uuid), Arc<State>>;

#[derive(Debug, Default)]
struct State {
    phase: AtomicU8,
    done: AtomicU64,
    total: AtomicU64,
}

/// One import in hand; no longer listed once it is dropped.
#[derive(Debug, Clone)]
pub(super) struct Step {
    state: Arc<State>,
    _listed: Option<Arc<Listed>>,
}

#[derive(Debug)]
struct Listed {
    running: Running,
    key: (Uuid, Uuid),
}

impl Drop for Listed {
    fn drop(&mut self) {
        self.running.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

const PHASES: [&str; 3] = ["reading", "checking", "writing"];

impl Running {
    /// Begins one; `None` when the same file is in hand already.
    pub(super) fn begin(&self, school: Uuid, upload: Uuid) -> Option<Step> {
        let key = (school, upload);
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&key) {
            return None;
        }
        let state = Arc::new(State::default());
        running.insert(key, state.clone());
        Some(Step { state, _listed: Some(Arc::new(Listed { running: self.clone(), key })) })
    }

    pub(super) fn of(&self, school: Uuid, upload: Uuid) -> Option<ImportProgress> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(school, upload)).cloned()?;
        let phase = usize::from(state.phase.load(Ordering::Relaxed));
        let total = state.total.load(Ordering::Relaxed);
        let phase = PHASES.get(phase).copied().unwrap_or(PHASES[0]);
        Some(ImportProgress { phase, done: state.done.load(Ordering::Relaxed), total: (total > 0).then_some(total) })
    }
}

impl Step {
    /// For whoever has nobody to tell.
    pub(super) fn unseen() -> Self {
        Self { state: Arc::default(), _listed: None }
    }

    pub(super) fn read_on(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn checking(&self, total: usize) {
        self.enter(1, total);
    }

    pub(super) fn writing(&self, total: usize) {
        self.enter(2, total);
    }

    pub(super) fn written(&self, done: usize) {
        self.state.done.store(done as u64, Ordering::Relaxed);
    }

    fn enter(&self, phase: u8, total: usize) {
        self.state.done.store(0, Ordering::Relaxed);
        self.state.total.store(total as u64, Ordering::Relaxed);
        self.state.phase.store(phase, Ordering::Relaxed);
    }
}
