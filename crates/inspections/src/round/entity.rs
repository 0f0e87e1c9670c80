//! Tables `inspection_round`, `inspection_answer` and `inspection_finding`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub plan_id: Option<Uuid>,
    pub checklist_id: Uuid,
    pub checklist_number: i64,
    pub location_id: Option<Uuid>,
    pub campus_id: Option<Uuid>,
    pub building_id: Option<Uuid>,
    pub floor_id: Option<Uuid>,
    pub room_id: Option<Uuid>,
    pub check_kind: String,
    pub level: String,
    pub performer_id: Option<Uuid>,
    pub performer_role: Option<String>,
    pub due_on: Date,
    pub due_from: DateTimeUtc,
    pub due_until: DateTimeUtc,
    pub phase: String,
    pub started_at: Option<DateTimeUtc>,
    pub missed_at: Option<DateTimeUtc>,
    pub performed_by: Option<Uuid>,
    pub recorded_by: Option<Uuid>,
    pub happened_at: Option<DateTimeUtc>,
    pub recorded_at: Option<DateTimeUtc>,
    pub late: bool,
    pub nothing_found: bool,
    pub faults: i64,
    pub remark: Option<String>,
    pub second_signer_id: Option<Uuid>,
    pub second_by: Option<Uuid>,
    pub second_at: Option<DateTimeUtc>,
    pub second_remark: Option<String>,
    pub reviewed_by: Option<Uuid>,
    pub reviewed_at: Option<DateTimeUtc>,
    pub review_note: Option<String>,
    pub reason: Option<String>,
    /// What a spot check drew by chance, written once.
    pub sample: Option<Json>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod answer {
    //! What was said to each item; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub round_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_no: i64,
        pub outcome: String,
        pub yes: Option<bool>,
        /// Thousandths.
        pub reading: Option<i64>,
        pub said: Option<String>,
        pub remark: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod finding {
    //! What was wrong, where, and the repair that it became; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "inspection_finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        /// Of the checklist; none for what was seen on the way.
        pub item_no: Option<i64>,
        pub location_id: Option<Uuid>,
        /// The school's day on which it was seen.
        pub found_on: Date,
        pub said: String,
        pub danger: bool,
        pub case_id: Option<Uuid>,
        pub recorded_by: Uuid,
        pub recorded_at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
