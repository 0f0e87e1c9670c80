//! What a school could say and the product never did: that an invoice which comes twice is only warned of, and that what was bought hangs
//! on a public page. Nothing obeyed it, and neither is offered any more; that it was said stays in the audit trail.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "DELETE FROM policy_value WHERE key = 'invoice.duplicates' AND CAST(value_json AS text) = '\"warn\"'",
        "DELETE FROM policy_value WHERE key = 'publication.form' AND CAST(value_json AS text) = '\"public_page\"'",
    ])
    .await?;
});
