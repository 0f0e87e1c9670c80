//! What an approver has to see at once: that it went higher up than its amount; and items of stock by their names, before more is bought.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{migration, run};

migration!(manager => {
    // The key of an item begins with its folded name, which holds no space.
    let name = if manager.get_connection().get_database_backend() == DbBackend::Postgres {
        "split_part(item_key, ' ', 1)"
    } else {
        "substr(item_key, 1, instr(item_key, ' ') - 1)"
    };
    run(manager, &[
        "ALTER TABLE approval ADD COLUMN raised boolean NOT NULL DEFAULT false",
        // What is under way was judged already: the version that was submitted last says it.
        "UPDATE approval SET raised = true WHERE subject_kind = 'purchase_request' AND phase = 'deciding' AND EXISTS (
            SELECT 1 FROM purchase_request_version v WHERE v.school_id = approval.school_id AND v.request_id = approval.subject_id
            AND CAST(v.content -> 'judgement' -> 'chain' -> 'raised' AS text) = 'true'
            AND v.round = (
                SELECT MAX(l.round) FROM purchase_request_version l WHERE l.school_id = v.school_id AND l.request_id = v.request_id
            )
        )",
        "ALTER TABLE stock_item ADD COLUMN name_key text NOT NULL DEFAULT ''",
        &format!("UPDATE stock_item SET name_key = {name}"),
        "CREATE INDEX stock_item_named ON stock_item (school_id, name_key)",
    ])
    .await?;
});
