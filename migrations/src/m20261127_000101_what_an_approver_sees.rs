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
        "ALTER TABLE stock_item ADD COLUMN name_key text NOT NULL DEFAULT ''",
        &format!("UPDATE stock_item SET name_key = {name}"),
        "CREATE INDEX stock_item_named ON stock_item (school_id, name_key)",
    ])
    .await?;
});
