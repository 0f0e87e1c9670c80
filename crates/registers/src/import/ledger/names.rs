//! Keeps each text of a file once. Owns when two names are one; never decides whether a name is allowed.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    super::dialect::{key, spoken},
    plan::NameUse,
};

/// Equal texts as one: a ledger of 100 000 rows has a few thousand different words.
#[derive(Debug, Default)]
pub(super) struct Texts(HashSet<Arc<str>>);

impl Texts {
    pub(super) fn keep(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let kept: Arc<str> = text.into();
        self.0.insert(kept.clone());
        kept
    }
}

/// Names that are the same when only width or spaces differ; the first way of writing stands for all.
#[derive(Debug, Default)]
pub(super) struct Roll(HashMap<String, Arc<str>>);

impl Roll {
    /// The name as it is kept; `None` when blank.
    pub(super) fn keep(&mut self, written: &str) -> Option<Arc<str>> {
        spoken(written).map(|shown| self.keep_as(shown))
    }

    /// A name that is already in the form in which it is shown.
    pub(super) fn keep_as(&mut self, shown: String) -> Arc<str> {
        self.0.entry(key(&shown)).or_insert_with(|| shown.into()).clone()
    }
}

/// Counts how often names are used, in order of first use.
pub(super) fn uses<'a>(names: impl Iterator<Item = &'a Arc<str>>, known: impl Fn(&str) -> bool) -> Vec<NameUse> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<NameUse> = Vec::new();
    for name in names {
        let at = *seen.entry(name).or_insert(found.len());
        match found.get_mut(at) {
            Some(name_use) => name_use.rows += 1,
            None => found.push(NameUse { name: name.clone(), known: known(name), rows: 1 }),
        }
    }
    found
}
