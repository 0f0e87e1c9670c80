//! Invoices themselves, not only their numbers: which attachments of a goods receipt are its invoices. The others are photos of what was
//! refused.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &["ALTER TABLE goods_receipt ADD COLUMN invoice_files {json} NOT NULL DEFAULT '[]'"]).await?;
});
