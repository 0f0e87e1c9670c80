//! Suppliers, their licences, and their bank accounts, which two people decide about.

use sea_orm_migration::prelude::*;

use crate::ddl::{final_once, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE supplier (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            name_key text NOT NULL,
            contact text,
            phone text,
            address text,
            sells text,
            price_list_from {date},
            price_list_until {date},
            status text NOT NULL CHECK (status IN ('active', 'suspended')),
            status_reason text,
            created_at {timestamp} NOT NULL,
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (status = 'active' OR status_reason IS NOT NULL),
            CHECK (price_list_until IS NULL OR price_list_from IS NOT NULL),
            CHECK (price_list_until >= price_list_from)
        )",
        // Two suppliers of one name would be taken for one another; it also holds the order of the list.
        "CREATE UNIQUE INDEX supplier_name ON supplier (school_id, name_key)",
        "CREATE TABLE supplier_licence (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            supplier_id {uuid} NOT NULL,
            kind text NOT NULL CHECK (kind IN
                ('business_licence', 'food_business_licence', 'food_production_licence', 'agreement', 'insurance', 'other')),
            number text NOT NULL,
            issued_on {date},
            expires_on {date},
            attachment_id {uuid},
            added_by {uuid} NOT NULL,
            added_at {timestamp} NOT NULL,
            replaced_at {timestamp},
            PRIMARY KEY (school_id, id),
            CHECK (expires_on >= issued_on),
            FOREIGN KEY (school_id, supplier_id) REFERENCES supplier (school_id, id),
            FOREIGN KEY (school_id, attachment_id) REFERENCES attachment (school_id, id),
            FOREIGN KEY (school_id, added_by) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX supplier_licence_in_force ON supplier_licence (school_id, supplier_id, kind) WHERE replaced_at IS NULL",
        "CREATE INDEX supplier_licence_expires ON supplier_licence (school_id, expires_on) WHERE replaced_at IS NULL AND expires_on IS NOT NULL",
        "CREATE TABLE supplier_bank_account (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            supplier_id {uuid} NOT NULL,
            account_name text NOT NULL,
            bank text NOT NULL,
            account_number text NOT NULL,
            state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
            proposed_by {uuid} NOT NULL,
            proposed_for {uuid},
            proposed_at {timestamp} NOT NULL,
            decided_by {uuid},
            decided_at {timestamp},
            refusal text,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((state = 'proposed') = (decided_by IS NULL)),
            CHECK ((state = 'proposed') = (decided_at IS NULL)),
            CHECK ((state = 'refused') = (refusal IS NOT NULL)),
            CHECK (state <> 'confirmed' OR decided_by <> proposed_by),
            CHECK (state <> 'confirmed' OR proposed_for IS NULL OR decided_by <> proposed_for),
            FOREIGN KEY (school_id, supplier_id) REFERENCES supplier (school_id, id),
            FOREIGN KEY (school_id, proposed_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, proposed_for) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, decided_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX supplier_bank_account_history ON supplier_bank_account (school_id, supplier_id, id)",
        "CREATE UNIQUE INDEX supplier_bank_account_open ON supplier_bank_account (school_id, supplier_id) WHERE state = 'proposed'",
    ]).await?;
    final_once(manager, "supplier_licence", "replaced_at").await?;
    final_once(manager, "supplier_bank_account", "decided_at").await?;
});
