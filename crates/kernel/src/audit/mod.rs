//! The second lock: no event, no commit.
//!
//! Every write names what it did ([`Event`]) and [`Tx::commit`] writes that into the append-only audit tables in the same
//! transaction. Timelines are read from here; there is no second history.

pub mod entity;
pub mod trail;

use std::io::{self, BufWriter, Write};

use sea_orm::{ConnectionTrait, Statement, Value as SqlValue};
use serde::Serialize;
use serde_json::{Map, Value, value::RawValue};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Problem, Result, Tx,
    db::{ROWS_PER_STATEMENT, Signature},
};

/// A kind of act, with its name in both languages. Declared with [`actions!`](crate::actions).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionInfo {
    /// `repair_case.assigned`: subject and past tense.
    pub key: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

/// Declares a feature's acts: `actions! { ASSIGNED = "repair_case.assigned", "派工", "Assigned"; }`, with a list `ACTIONS`.
#[macro_export]
macro_rules! actions {
    ($($name:ident = $key:literal, $zh:literal, $en:literal;)+) => {
        $(pub const $name: &$crate::audit::ActionInfo = &$crate::audit::ActionInfo { key: $key, zh: $zh, en: $en };)+
        /// Every act of this feature.
        pub const ACTIONS: &[&$crate::audit::ActionInfo] = &[$($name),+];
    };
}

/// What one use case did, to which subjects.
#[derive(Debug, Clone)]
pub struct Event {
    action: &'static ActionInfo,
    subjects: Vec<Subject>,
    changes_rights: bool,
}

/// One record touched by an event, as it was and as it is now (changed fields only).
#[derive(Debug, Clone)]
struct Subject {
    kind: &'static str,
    id: Uuid,
    label: String,
    /// As text with its keys in order: an import has a hundred thousand of these, and a tree of each would be four times as much.
    before: Option<Box<RawValue>>,
    after: Option<Box<RawValue>>,
}

impl Event {
    pub const fn new(action: &'static ActionInfo) -> Self {
        Self { action, subjects: Vec::new(), changes_rights: false }
    }

    /// The same event as another act: a step that the product took by rule, for one.
    #[must_use]
    pub fn of(self, action: &'static ActionInfo) -> Self {
        Self { action, ..self }
    }

    /// A record that came into being, with its first values.
    #[must_use]
    pub fn created(self, kind: &'static str, id: impl Into<Uuid>, label: impl Into<String>, after: &impl Serialize) -> Self {
        let after = serde_json::to_value(after).unwrap_or_default();
        self.subject(kind, id.into(), label.into(), Value::Null, after)
    }

    /// A record that is there no more, as it was last.
    #[must_use]
    pub fn removed(self, kind: &'static str, id: impl Into<Uuid>, label: impl Into<String>, before: &impl Serialize) -> Self {
        let before = serde_json::to_value(before).unwrap_or_default();
        self.subject(kind, id.into(), label.into(), before, Value::Null)
    }

    /// A record that changed; only what differs between the two is kept.
    #[must_use]
    pub fn changed(
        self,
        kind: &'static str,
        id: impl Into<Uuid>,
        label: impl Into<String>,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Self {
        let (before, after) =
            difference(&serde_json::to_value(before).unwrap_or_default(), &serde_json::to_value(after).unwrap_or_default());
        self.subject(kind, id.into(), label.into(), before, after)
    }

    /// A record that took part without changing.
    #[must_use]
    pub fn about(self, kind: &'static str, id: impl Into<Uuid>, label: impl Into<String>) -> Self {
        self.subject(kind, id.into(), label.into(), Value::Null, Value::Null)
    }

    /// After this event somebody may do more or less than before: cached rights are dropped at once.
    #[must_use]
    pub fn changes_rights(mut self) -> Self {
        self.changes_rights = true;
        self
    }

    pub(crate) fn does_change_rights(&self) -> bool {
        self.changes_rights
    }

    fn subject(mut self, kind: &'static str, id: Uuid, label: String, before: Value, after: Value) -> Self {
        let kept = |value: Value| (!value.is_null()).then(|| serde_json::value::to_raw_value(&sorted(&value)).ok()).flatten();
        self.subjects.push(Subject { kind, id, label, before: kept(before), after: kept(after) });
        self
    }
}

/// The members that differ, of each side.
fn difference(before: &Value, after: &Value) -> (Value, Value) {
    let (Value::Object(old), Value::Object(new)) = (before, after) else { return (before.clone(), after.clone()) };
    let pick = |from: &Map<String, Value>, other: &Map<String, Value>| {
        from.iter().filter(|(k, v)| other.get(*k) != Some(v)).map(|(k, v)| (k.clone(), v.clone())).collect::<Map<_, _>>()
    };
    (pick(old, new).into(), pick(new, old).into())
}

/// Writes the events of a transaction. Called by [`Tx::commit`] and [`Tx::record_in`] only.
pub(crate) async fn record(tx: &Tx, signature: &Signature, events: &[Event]) -> Result<()> {
    for event in events {
        if event.subjects.is_empty() {
            return Err(Problem::internal(format!("event {} without a subject", event.action.key)));
        }
        let id = tx.new_id();
        let hash = row_hash(tx, signature, id, event)?;
        insert_header(tx, signature, id, event, hash).await?;
        for (chunk, subjects) in event.subjects.chunks(ROWS_PER_STATEMENT).enumerate() {
            insert_subjects(tx, signature.school, id, chunk * ROWS_PER_STATEMENT, subjects).await?;
        }
    }
    Ok(())
}

async fn insert_header(tx: &Tx, by: &Signature, id: Uuid, event: &Event, hash: Vec<u8>) -> Result<()> {
    let values: Vec<SqlValue> = vec![
        by.school.into(),
        id.into(),
        tx.now().into(),
        by.actor.kind.key().into(),
        by.actor.person.into(),
        by.actor.name.to_string().into(),
        by.role.into(),
        by.permission.into(),
        by.request_id.clone().into(),
        event.action.key.into(),
        hash.into(),
    ];
    tx.execute_raw(Statement::from_sql_and_values(
        tx.get_database_backend(),
        "INSERT INTO audit_event (school_id, id, at, actor_kind, actor_id, actor_name, acting_role, permission, request_id, action, row_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values,
    ))
    .await?;
    Ok(())
}

async fn insert_subjects(tx: &Tx, school: Uuid, event: Uuid, offset: usize, subjects: &[Subject]) -> Result<()> {
    let backend = tx.get_database_backend();
    let places = crate::db::rows_of_values(backend, subjects.len(), 8);
    let sql = format!("INSERT INTO audit_subject (school_id, event_id, seq, kind, subject_id, label, before, after) VALUES {places}");
    let mut values: Vec<SqlValue> = Vec::with_capacity(subjects.len() * 8);
    for (index, subject) in subjects.iter().enumerate() {
        let seq = i64::try_from(offset + index).map_err(Problem::internal)?;
        values.extend([
            school.into(),
            event.into(),
            seq.into(),
            subject.kind.into(),
            subject.id.into(),
            subject.label.clone().into(),
            json_or_null(subject.before.as_deref())?,
            json_or_null(subject.after.as_deref())?,
        ]);
    }
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

fn json_or_null(value: Option<&RawValue>) -> Result<SqlValue> {
    let tree = value.map(|value| serde_json::from_str(value.get())).transpose().map_err(Problem::internal)?;
    Ok(SqlValue::Json(tree.map(Box::new)))
}

/// SHA-256 over the canonical JSON of header and subjects (object keys sorted), so that a row changed behind the
/// product's back no longer fits its own hash.
fn row_hash(tx: &Tx, by: &Signature, id: Uuid, event: &Event) -> Result<Vec<u8>> {
    let subjects: Vec<_> = event.subjects.iter().map(|s| (s.kind, s.id, &s.label, &s.before, &s.after)).collect();
    let actor = &by.actor;
    // A tuple is an array in JSON; borrowed, because an import has a hundred thousand subjects.
    let canonical = (
        by.school,
        id,
        tx.now(),
        actor.kind.key(),
        actor.person,
        actor.name.as_ref(),
        by.role,
        by.permission,
        &by.request_id,
        event.action.key,
        subjects,
    );
    let mut hash = BufWriter::new(Hashing(Sha256::new()));
    serde_json::to_writer(&mut hash, &canonical).map_err(Problem::internal)?;
    Ok(hash.into_inner().map_err(Problem::internal)?.0.finalize().to_vec())
}

/// Takes what is written into a hash.
struct Hashing(Sha256);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The same value with the keys of its objects in order, whatever order the map type of this build keeps.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let ordered: std::collections::BTreeMap<&String, Value> = members.iter().map(|(k, v)| (k, sorted(v))).collect();
            ordered.into_iter().map(|(k, v)| (k.clone(), v)).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_kept() {
        let (before, after) = difference(&json!({"a": 1, "b": 2, "gone": 3}), &json!({"a": 1, "b": 5, "new": null}));
        assert_eq!(before, json!({"b": 2, "gone": 3}));
        assert_eq!(after, json!({"b": 5, "new": null}));
    }
}
