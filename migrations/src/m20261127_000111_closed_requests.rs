//! When a request was closed: everything of it came, or the rest is not bought.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // What is closed is what was approved: the phase says what was decided, this column that nothing follows any more.
        "ALTER TABLE purchase_request ADD COLUMN closed_at {timestamp} CHECK (closed_at IS NULL OR phase = 'approved')",
        // Of what came whole until now nothing can be ordered either.
        &format!(
            "UPDATE purchase_request SET closed_at = (SELECT MAX(o.updated_at) FROM {ORDERS} AND o.phase = 'received')
             WHERE phase = 'approved' AND EXISTS (SELECT 1 FROM {ORDERS} AND o.phase = 'received')
             AND NOT EXISTS (SELECT 1 FROM purchase_request_line p WHERE p.school_id = purchase_request.school_id
                 AND p.request_id = purchase_request.id AND p.quantity > {CAME})"
        ),
    ])
    .await?;
});

const ORDERS: &str = "purchase_order o WHERE o.school_id = purchase_request.school_id AND o.request_id = purchase_request.id";

/// What of a line of a request (`p`) was accepted.
const CAME: &str = "(SELECT COALESCE(SUM(l.accepted), 0) FROM purchase_order o
    JOIN purchase_order_line l ON l.school_id = o.school_id AND l.order_id = o.id
    WHERE o.school_id = p.school_id AND o.request_id = p.request_id AND l.request_position = p.position AND o.phase <> 'cancelled')";
