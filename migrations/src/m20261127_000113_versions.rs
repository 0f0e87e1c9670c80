//! Every submission of a petty purchase, a requisition and a distribution as it was submitted, beside those of purchase requests. Of what
//! was submitted before nothing was kept; what stands there now is kept when it is written anew.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    for (table, of, key) in [
        ("petty_purchase_version", "petty_purchase", "petty_id"),
        ("requisition_version", "requisition", "requisition_id"),
        ("stock_distribution_version", "stock_distribution", "distribution_id"),
    ] {
        run(manager, &[&format!(
            "CREATE TABLE {table} (
                school_id {{uuid}} NOT NULL REFERENCES school (id),
                {key} {{uuid}} NOT NULL,
                round bigint NOT NULL CHECK (round >= 1),
                content {{json}} NOT NULL,
                submitted_at {{timestamp}} NOT NULL,
                PRIMARY KEY (school_id, {key}, round),
                FOREIGN KEY (school_id, {key}) REFERENCES {of} (school_id, id)
            )"
        )]).await?;
        append_only(manager, table).await?;
    }
});
