//! What of signing in is kept how long.

use campus::retention::{Reach, Rule};

/// A session and its tokens go together, so both statements find the same ones.
pub const RULES: &[Rule] = &[
    Rule {
        key: "retention.ended_sessions_days",
        default: 365,
        reach: Reach::School,
        statements: &[
            "DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM session WHERE school_id = $1 \
             AND COALESCE(ended_at, expires_at) < $2 ORDER BY COALESCE(ended_at, expires_at), id LIMIT $3)",
            "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE school_id = $1 \
             AND COALESCE(ended_at, expires_at) < $2 ORDER BY COALESCE(ended_at, expires_at), id LIMIT $3)",
        ],
    },
    Rule {
        key: "retention.sign_in_slips_days",
        default: 30,
        reach: Reach::School,
        statements: &["DELETE FROM sign_in_slip WHERE code_hash IN \
             (SELECT code_hash FROM sign_in_slip WHERE school_id = $1 AND expires_at < $2 LIMIT $3)"],
    },
];
