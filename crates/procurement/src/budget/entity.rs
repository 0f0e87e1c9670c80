//! Tables `budget` and `budget_event`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// A calendar year.
    pub year: i64,
    pub fund: String,
    pub created_at: DateTimeUtc,
    /// The number of its last event.
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod event {
    //! What happened to the money of a budget; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "budget_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub budget_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub kind: String,
        /// More than nothing, but for an allotment that takes back.
        pub amount: i64,
        pub reason: Option<String>,
        /// The record by which it came: a request, an order, a receipt, a petty purchase.
        pub source_kind: Option<String>,
        pub source_id: Option<Uuid>,
        pub source_number: Option<String>,
        /// Whose reservation it changes.
        pub request_id: Option<Uuid>,
        /// Whose commitment it changes.
        pub order_id: Option<Uuid>,
        pub by_id: Uuid,
        pub at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
