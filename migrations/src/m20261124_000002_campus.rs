//! People, departments, role grants, places and their signs, policy values.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE department (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            name_key text NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, name_key)
        )",
        "CREATE TABLE person (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            account_id {uuid},
            name text NOT NULL,
            name_key text NOT NULL,
            staff_no text,
            phone text,
            department_id {uuid},
            active boolean NOT NULL DEFAULT true,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, staff_no),
            UNIQUE (school_id, account_id),
            FOREIGN KEY (school_id, department_id) REFERENCES department (school_id, id)
        )",
        "CREATE INDEX person_name ON person (school_id, name_key, id)",
        "CREATE TABLE location (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            parent_id {uuid},
            kind text NOT NULL CHECK (kind IN ('campus', 'building', 'floor', 'room', 'zone')),
            name text NOT NULL,
            name_key text NOT NULL,
            path text NOT NULL,
            path_key text NOT NULL,
            position bigint NOT NULL DEFAULT 0,
            room_use text,
            responsible_person_id {uuid},
            sign_code text,
            campus_id {uuid},
            building_id {uuid},
            floor_id {uuid},
            room_id {uuid},
            active boolean NOT NULL DEFAULT true,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, path_key),
            FOREIGN KEY (school_id, parent_id) REFERENCES location (school_id, id),
            FOREIGN KEY (school_id, responsible_person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX location_parent ON location (school_id, parent_id, position, id)",
        "CREATE INDEX location_responsible ON location (school_id, responsible_person_id)",
        "CREATE INDEX location_name ON location (school_id, name_key)",
        // Installation table: a scanned code has to find its school before anything else is known.
        "CREATE TABLE sign_code (
            code text NOT NULL PRIMARY KEY,
            school_id {uuid} NOT NULL REFERENCES school (id),
            kind text NOT NULL CHECK (kind IN ('location', 'follow_up')),
            subject_id {uuid} NOT NULL
        )",
        "CREATE TABLE role_grant (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            role text NOT NULL,
            valid_from {timestamp} NOT NULL,
            valid_until {date},
            granted_by {uuid},
            confirmed_by {uuid},
            confirmed_at {timestamp},
            revoked_at {timestamp},
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (confirmed_by IS NULL OR granted_by IS NULL OR confirmed_by <> granted_by),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX role_grant_person ON role_grant (school_id, person_id)",
        "CREATE TABLE role_grant_place (
            school_id {uuid} NOT NULL,
            grant_id {uuid} NOT NULL,
            location_id {uuid} NOT NULL,
            PRIMARY KEY (school_id, grant_id, location_id),
            FOREIGN KEY (school_id, grant_id) REFERENCES role_grant (school_id, id),
            FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id)
        )",
        "CREATE TABLE policy_value (
            school_id {uuid} NOT NULL REFERENCES school (id),
            key text NOT NULL,
            valid_from {date} NOT NULL,
            value_json {json} NOT NULL,
            source text NOT NULL,
            set_by {uuid},
            reason text NOT NULL,
            PRIMARY KEY (school_id, key, valid_from)
        )",
    ]).await?;
});
