//! Tables `repair_case` and `repair_joiner`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "repair_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub category: String,
    pub description: String,
    pub danger: bool,
    pub priority: i64,
    pub location_id: Uuid,
    pub campus_id: Option<Uuid>,
    pub building_id: Option<Uuid>,
    pub floor_id: Option<Uuid>,
    pub room_id: Option<Uuid>,
    pub asset_id: Option<Uuid>,
    pub reporter_id: Option<Uuid>,
    pub reporter_name: String,
    pub reporter_phone: Option<String>,
    pub channel: String,
    pub entered_by: Option<Uuid>,
    pub happened_at: DateTimeUtc,
    pub reported_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub phase: String,
    pub is_open: bool,
    pub worker_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub assigned_at: Option<DateTimeUtc>,
    pub started_at: Option<DateTimeUtc>,
    pub expected_on: Option<Date>,
    pub note: Option<String>,
    pub work_note: Option<String>,
    pub damage: Option<String>,
    pub done_at: Option<DateTimeUtc>,
    pub done_by: Option<Uuid>,
    pub accept_due_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub auto_accepted: bool,
    pub reason: Option<String>,
    pub refusals: i64,
    pub previous_case_id: Option<Uuid>,
    pub follow_up_code: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod joiner {
    //! Others who reported the same.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "repair_joiner")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub person_id: Option<Uuid>,
        pub name: String,
        pub description: String,
        pub at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
