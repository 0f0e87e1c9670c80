//! Tables `approval` and `approval_step`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub subject_number: String,
    pub title: String,
    pub requester_id: Uuid,
    pub witness_id: Option<Uuid>,
    pub amount: Option<i64>,
    pub phase: String,
    pub round: i64,
    pub step: Option<i64>,
    pub waits_for: Option<String>,
    pub reason: Option<String>,
    pub asked_at: DateTimeUtc,
    pub waiting_since: DateTimeUtc,
    pub version: i64,
    pub raised: bool,
    /// When whoever holds it was reminded of where it waits now.
    pub reminded_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "step::Entity")]
    Steps,
}

impl Related<step::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Steps.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

pub mod step {
    //! The steps of all rounds. A decided one is never changed: a trigger refuses it.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "approval_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub approval_id: Uuid,
        pub round: i64,
        pub position: i64,
        pub approver: String,
        pub outcome: Option<String>,
        pub decided_by: Option<Uuid>,
        pub on_behalf_of: Option<Uuid>,
        pub decided_at: Option<DateTimeUtc>,
        pub comment: Option<String>,
        pub held_on: Option<Date>,
        pub present: Option<i64>,
        pub votes_for: Option<i64>,
        pub votes_against: Option<i64>,
        pub votes_abstained: Option<i64>,
        /// Of every meeting; empty where only its pages say what was resolved.
        pub minutes: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::Entity",
            from = "(Column::SchoolId, Column::ApprovalId)",
            to = "(super::Column::SchoolId, super::Column::Id)"
        )]
        Approval,
    }

    impl Related<super::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Approval.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}
