//! The canteen's daily sheet is signed second by somebody who is not of the canteen (domain.md S75): daily checks that were set up before ask for
//! it from their next round on, in a version of their checklist of its own.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "INSERT INTO checklist_version (school_id, checklist_id, number, items, second_signature, made_by, made_at)
         SELECT v.school_id, v.checklist_id, v.number + 1, v.items, true, NULL, c.updated_at
         FROM checklist c JOIN checklist_version v
         ON v.school_id = c.school_id AND v.checklist_id = c.id AND v.number = c.latest
         WHERE c.key LIKE 'canteen.daily.%' AND NOT v.second_signature",
        "UPDATE checklist SET latest = latest + 1, version = version + 1
         WHERE key LIKE 'canteen.daily.%' AND EXISTS (SELECT 1 FROM checklist_version v
         WHERE v.school_id = checklist.school_id AND v.checklist_id = checklist.id AND v.number = checklist.latest + 1)",
    ]).await?;
});
