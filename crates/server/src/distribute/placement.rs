//! Where each table lives once schools are spread over machines. Both lists are closed: whatever is in neither is a table of a school and
//! goes with it. The schema test holds every table against them.

/// Whole on every machine, because schools' rows point at them or because they are asked before the school is known.
pub const REFERENCE: [&str; 13] = [
    "account",
    "account_mail",
    "auditor_code",
    "openid_link",
    "passkey",
    "recovery_code",
    "refresh_token",
    "school",
    "session",
    "sign_code",
    "sign_in_name",
    "sign_in_slip",
    "used_challenge",
];

/// On the coordinator only. `outbox` and `job` are taken by `FOR UPDATE SKIP LOCKED` without naming a school, which Citus refuses on tables
/// that are spread; the others belong to the servers and to no school.
pub const LOCAL: [&str; 6] = ["attempt_counter", "job", "lease", "outbox", "seaql_migrations", "token_key"];

/// Where a table lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placement {
    /// Copied to every machine.
    Reference,
    /// Spread by `school_id`: all rows of a school on one machine.
    BySchool,
    /// Stays on the coordinator.
    Local,
}

/// Where a table of this name lives.
pub fn of(table: &str) -> Placement {
    if REFERENCE.contains(&table) {
        Placement::Reference
    } else if LOCAL.contains(&table) {
        Placement::Local
    } else {
        Placement::BySchool
    }
}
