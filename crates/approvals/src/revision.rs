//! What was submitted before and what the next submission changed, in words: for the page of the record and for whoever decides about it
//! again. Pure; a feature says what its content says.

use chrono::{DateTime, Utc};
use kernel::{Problem, Result};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

/// Most changes that are named; a table of many classes can change everywhere. The versions themselves are on the page of the record.
const MOST: usize = 40;

/// What was submitted once, as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<C> {
    pub round: i64,
    pub submitted_at: DateTime<Utc>,
    pub content: C,
}

impl<C: DeserializeOwned> Version<C> {
    /// As a table of versions keeps it.
    pub fn kept(round: i64, submitted_at: DateTime<Utc>, content: serde_json::Value) -> Result<Self> {
        let content = serde_json::from_value(content).map_err(Problem::internal)?;
        Ok(Self { round, submitted_at, content })
    }
}

/// One thing that a submission says: a field or a line by its name, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    label: String,
    value: String,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// What stood at one place before, and what stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RevisionChange)]
pub struct Change {
    #[schema(example = "角阀")]
    pub label: String,
    /// Nothing where it was not there.
    #[schema(example = "1 只 × 38.00")]
    pub before: Option<String>,
    /// Nothing where it is not there any more.
    #[schema(example = "1 只 × 36.00")]
    pub after: Option<String>,
}

/// What one submission changed of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RevisionChanges)]
pub struct Changes {
    /// The first of them, in the order of the record.
    pub items: Vec<Change>,
    /// How many there are beside these.
    pub more: i64,
}

impl Changes {
    /// Facts of the same name are compared in their order.
    pub fn between(before: &[Fact], after: &[Fact]) -> Self {
        let mut gone: Vec<&Fact> = before.iter().collect();
        let mut all = Vec::new();
        for now in after {
            let then = gone.iter().position(|old| old.label == now.label).map(|at| gone.remove(at).value.clone());
            if then.as_ref() != Some(&now.value) {
                all.push(Change { label: now.label.clone(), before: then, after: Some(now.value.clone()) });
            }
        }
        all.extend(gone.into_iter().map(|old| Change { label: old.label.clone(), before: Some(old.value.clone()), after: None }));
        let more = i64::try_from(all.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
        all.truncate(MOST);
        Self { items: all, more }
    }
}

/// That something is here again, for whoever decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApprovalRevised)]
pub struct Revised {
    /// How often it was submitted.
    pub round: i64,
    /// What is other than at the last time; nothing of what was submitted then before versions were kept.
    pub changes: Option<Changes>,
}

impl Revised {
    /// Nothing of what was submitted once.
    pub fn of(round: i64, before: Option<&[Fact]>, now: &[Fact]) -> Option<Self> {
        (round > 1).then(|| Self { round, changes: before.map(|before| Changes::between(before, now)) })
    }
}

/// Versions, oldest first, each with what the next one changed; the last with what stands there `now`.
pub fn with_changes<C>(kept: &[Version<C>], now: Vec<Fact>, facts: impl Fn(&C) -> Vec<Fact>) -> Vec<(&Version<C>, Changes)> {
    let said: Vec<Vec<Fact>> = kept.iter().map(|version| facts(&version.content)).chain([now]).collect();
    let pairs = said.iter().zip(said.iter().skip(1));
    kept.iter().zip(pairs).map(|(version, (before, after))| (version, Changes::between(before, after))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(said: &[(&str, &str)]) -> Vec<Fact> {
        said.iter().map(|(label, value)| Fact::new(*label, *value)).collect()
    }

    fn change(label: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change { label: label.into(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
    }

    #[test]
    fn what_is_other_new_or_gone_is_a_change_and_nothing_else() {
        let before = facts(&[("用途", "换角阀"), ("角阀", "5 只"), ("生料带", "1 卷")]);
        let after = facts(&[("用途", "换角阀"), ("角阀", "3 只"), ("软管", "3 根")]);
        let changes = Changes::between(&before, &after);
        let expected =
            [change("角阀", Some("5 只"), Some("3 只")), change("软管", None, Some("3 根")), change("生料带", Some("1 卷"), None)];
        assert_eq!((changes.items.as_slice(), changes.more), (expected.as_slice(), 0));
        assert!(Changes::between(&after, &after).items.is_empty());
    }

    #[test]
    fn lines_of_the_same_name_are_compared_in_their_order() {
        let changes = Changes::between(&facts(&[("笔", "1"), ("笔", "2")]), &facts(&[("笔", "1"), ("笔", "3")]));
        assert_eq!(changes.items, [change("笔", Some("2"), Some("3"))]);
    }

    #[test]
    fn of_many_changes_the_first_are_named_and_the_others_counted() {
        let table = |value: &str| (0..50).map(|class| Fact::new(format!("{class} 班"), value)).collect::<Vec<_>>();
        let changes = Changes::between(&table("2 包"), &table("3 包"));
        assert_eq!((changes.items.len(), changes.more), (MOST, 10));
    }

    #[test]
    fn what_was_submitted_once_is_not_revised_and_what_was_not_kept_is_not_compared() {
        let now = facts(&[("用途", "x")]);
        assert_eq!(Revised::of(1, None, &now), None);
        assert_eq!(Revised::of(2, None, &now), Some(Revised { round: 2, changes: None }));
        let same = Revised::of(2, Some(&now), &now).and_then(|revised| revised.changes);
        assert_eq!(same, Some(Changes { items: Vec::new(), more: 0 }));
    }

    #[test]
    fn each_version_stands_with_what_the_next_one_changed() {
        let version = |round, content| Version { round, submitted_at: DateTime::UNIX_EPOCH, content };
        let kept = [version(1, "5 只"), version(2, "3 只")];
        let all = with_changes(&kept, facts(&[("角阀", "2 只")]), |said| facts(&[("角阀", *said)]));
        let to: Vec<_> = all.iter().map(|(version, changes)| (version.round, changes.items[0].after.as_deref())).collect();
        assert_eq!(to, [(1, Some("3 只")), (2, Some("2 只"))]);
    }
}
