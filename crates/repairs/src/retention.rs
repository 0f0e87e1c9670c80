//! What of repairs is kept how long. Cases stay; the phone number of somebody without an account is of use until the case is over and can
//! be reopened no more.

use campus::retention::{Reach, Rule};

pub const RULES: &[Rule] = &[Rule {
    key: "retention.reporter_phone_days",
    default: 180,
    reach: Reach::School,
    statements: &["UPDATE repair_case SET reporter_phone = NULL WHERE school_id = $1 AND id IN (SELECT id FROM repair_case \
         WHERE school_id = $1 AND reporter_phone IS NOT NULL AND NOT is_open AND updated_at < $2 ORDER BY updated_at LIMIT $3)"],
}];
