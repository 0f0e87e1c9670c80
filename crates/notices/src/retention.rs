//! What of notices is kept how long.

use campus::retention::{Reach, Rule};

/// What happened goes once nobody's inbox holds it any more.
const EVENTS: &str = "DELETE FROM notice_event WHERE school_id = $1 AND id IN (SELECT e.id FROM notice_event e WHERE e.school_id = $1 \
     AND e.created_at < $2 AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.school_id = e.school_id AND n.event_id = e.id) LIMIT $3)";

pub const RULES: &[Rule] = &[
    Rule {
        key: "retention.read_notices_days",
        default: 180,
        reach: Reach::School,
        statements: &["DELETE FROM notice WHERE school_id = $1 AND id IN \
             (SELECT id FROM notice WHERE school_id = $1 AND read_at < $2 ORDER BY read_at LIMIT $3)"],
    },
    Rule {
        key: "retention.notices_days",
        default: 180,
        reach: Reach::School,
        statements: &[
            EVENTS,
            "DELETE FROM notice WHERE school_id = $1 AND id IN \
             (SELECT id FROM notice WHERE school_id = $1 AND created_at < $2 ORDER BY created_at LIMIT $3)",
        ],
    },
    Rule {
        key: "retention.deliveries_days",
        default: 90,
        reach: Reach::School,
        statements: &["DELETE FROM notice_delivery WHERE school_id = $1 AND id IN (SELECT id FROM notice_delivery \
             WHERE school_id = $1 AND created_at < $2 AND status <> 'waiting' ORDER BY created_at LIMIT $3)"],
    },
];
