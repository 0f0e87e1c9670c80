//! What was kept by rules that hold no more: orders named whoever wrote the minutes of a meeting down among those who approved, and a
//! school could say that budgets go by its own years.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{migration, run};

migration!(manager => {
    let postgres = manager.get_connection().get_database_backend() == DbBackend::Postgres;
    let approvers = if postgres { POSTGRES } else { SQLITE };
    // Who decided, and for whom; of whatever round, as it is kept with an order that is made today.
    let [by, on_behalf] = ["decided_by", "on_behalf_of"]
        .map(|who| format!("SELECT s.{who} AS person FROM {APPROVED} AND s.minutes IS NULL AND s.{who} IS NOT NULL"));
    run(manager, &[
        &format!(
            "UPDATE purchase_order SET approver_ids = (SELECT {approvers} FROM ({by} UNION {on_behalf} ORDER BY 1) signed)
             WHERE EXISTS (SELECT 1 FROM {APPROVED} AND s.minutes IS NOT NULL)"
        ),
        // It was obeyed by nothing; that it was said stays in the audit trail.
        "DELETE FROM policy_value WHERE key = 'budget.period' AND CAST(value_json AS text) = '\"school_year\"'",
    ])
    .await?;
});

/// The steps at which an order's request was approved. Those of meetings have minutes, and no others have.
const APPROVED: &str = "approval a JOIN approval_step s ON s.school_id = a.school_id AND s.approval_id = a.id
    WHERE a.school_id = purchase_order.school_id AND a.subject_kind = 'purchase_request' AND a.subject_id = purchase_order.request_id
    AND s.outcome = 'approved'";

const POSTGRES: &str = "COALESCE(jsonb_agg(signed.person ORDER BY signed.person), '[]')";

/// An id is 16 bytes here, and text in JSON.
const SQLITE: &str = "json_group_array(lower(substr(hex(signed.person), 1, 8) || '-' || substr(hex(signed.person), 9, 4) || '-' ||
    substr(hex(signed.person), 13, 4) || '-' || substr(hex(signed.person), 17, 4) || '-' || substr(hex(signed.person), 21, 12)))";
