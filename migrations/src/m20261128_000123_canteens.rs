//! Canteens, who works in them, and their yearly health certificates.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE canteen (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            name_key text NOT NULL,
            mode text NOT NULL CHECK (mode IN ('own', 'contracted', 'delivered')),
            place_id {uuid},
            diners bigint NOT NULL CHECK (diners >= 0 AND diners <= 1000000),
            meals {json} NOT NULL,
            manager_id {uuid},
            officer_id {uuid},
            director_id {uuid},
            retired boolean NOT NULL DEFAULT false,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, place_id) REFERENCES location (school_id, id),
            FOREIGN KEY (school_id, manager_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, officer_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, director_id) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX canteen_name ON canteen (school_id, name_key)",
        "CREATE TABLE canteen_staff (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            canteen_id {uuid} NOT NULL,
            person_id {uuid},
            name text NOT NULL,
            name_key text NOT NULL,
            post text NOT NULL,
            active boolean NOT NULL DEFAULT true,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX canteen_staff_of ON canteen_staff (school_id, canteen_id, name_key, id)",
        // A person works in a canteen once.
        "CREATE UNIQUE INDEX canteen_staff_person ON canteen_staff (school_id, canteen_id, person_id) WHERE person_id IS NOT NULL",
        "CREATE TABLE health_certificate (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            staff_id {uuid} NOT NULL,
            number text NOT NULL,
            issued_on {date} NOT NULL,
            expires_on {date} NOT NULL,
            phase text NOT NULL CHECK (phase IN ('submitted', 'valid', 'suspended', 'withdrawn')),
            entered_by {uuid} NOT NULL,
            verified_by {uuid},
            verified_at {timestamp},
            reason text,
            reminded_days bigint,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (expires_on > issued_on),
            CHECK (phase NOT IN ('valid', 'suspended') OR (verified_by IS NOT NULL AND verified_at IS NOT NULL)),
            CHECK (verified_by <> entered_by),
            CHECK ((phase IN ('suspended', 'withdrawn')) = (reason IS NOT NULL)),
            FOREIGN KEY (school_id, staff_id) REFERENCES canteen_staff (school_id, id),
            FOREIGN KEY (school_id, entered_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, verified_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX health_certificate_staff ON health_certificate (school_id, staff_id, expires_on)",
        "CREATE INDEX health_certificate_ending ON health_certificate (school_id, expires_on) WHERE phase = 'valid'",
    ]).await?;
});
