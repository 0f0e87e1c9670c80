//! What is kept how long, and what makes it go. Each rule is a policy value in days with a floor below which no school can set it
//! (`policy/pack.json`: a law, or a promise of the product); the features state what is old in their tables. Cards, cases and the audit
//! trail are never touched.

mod dto;
pub mod entity;
mod routes;
mod run;
mod service;

pub use routes::routes;
pub use run::{run, swept};

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Rows of one school: `$1` the school, `$2` the moment before which a row is old, `$3` most rows of a statement.
    School,
    /// Rows of no school in particular: `$1` the moment, `$2` most rows. The longest time that a school has set holds.
    Installation,
    /// Done elsewhere, by its own means; the rule only says how long.
    Elsewhere,
}

/// A rule: the policy value that says how many days, and the statements that make go what is older.
#[derive(Debug)]
pub struct Rule {
    pub key: &'static str,
    pub default: u32,
    pub reach: Reach,
    /// Bounded; the last one counts.
    pub statements: &'static [&'static str],
}

impl Rule {
    const fn days(&self) -> crate::policy::Policy<u32> {
        crate::policy::Policy { key: self.key, default: self.default }
    }
}

/// The rules of all features.
pub type Rules = &'static [&'static [Rule]];

/// What the kernel keeps: it knows no policy values.
pub const RULES: &[Rule] = &[
    Rule {
        key: "retention.sign_in_attempts_days",
        default: 180,
        reach: Reach::Installation,
        statements: &["DELETE FROM attempt_counter WHERE (key, window_start) IN \
             (SELECT key, window_start FROM attempt_counter WHERE window_start < $1 ORDER BY window_start LIMIT $2)"],
    },
    Rule {
        key: "retention.idempotency_keys_days",
        default: 30,
        reach: Reach::Installation,
        statements: &["DELETE FROM idempotency_key WHERE (school_id, scope, operation, key) IN \
             (SELECT school_id, scope, operation, key FROM idempotency_key WHERE created_at < $1 LIMIT $2)"],
    },
    UNATTACHED_UPLOADS,
];

/// Uploads that nobody attached: [`files::Files::sweep`] removes rows and bytes together.
pub const UNATTACHED_UPLOADS: Rule =
    Rule { key: "retention.unattached_uploads_days", default: 1, reach: Reach::Elsewhere, statements: &[] };

/// For how long an upload of this school may wait for what it belongs to.
pub async fn unattached(
    db: &impl sea_orm::ConnectionTrait,
    school: &crate::school::entity::Model,
    now: chrono::DateTime<chrono::Utc>,
) -> kernel::Result<chrono::TimeDelta> {
    let days = UNATTACHED_UPLOADS.days().on(db, school.id, school.today(now)).await?;
    Ok(chrono::TimeDelta::days(days.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_says_the_same_and_its_floor_is_not_above_its_default() {
        for rule in RULES {
            let packed = crate::policy::pack().unwrap().into_iter().find(|entry| entry.key == rule.key).unwrap();
            assert_eq!(packed.default, rule.default, "{}", rule.key);
            assert!(packed.in_use && packed.min.is_some_and(|floor| floor >= 1 && floor <= i64::from(rule.default)), "{}", rule.key);
        }
    }
}
