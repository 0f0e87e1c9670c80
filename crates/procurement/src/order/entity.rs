//! Tables `purchase_order`, `purchase_order_line` and `purchase_order_buyer`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purchase_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub request_id: Uuid,
    pub request_number: String,
    pub requester_id: Uuid,
    pub supplier_id: Uuid,
    /// As it was called then.
    pub supplier_name: String,
    pub phase: String,
    pub total: i64,
    pub buyers_needed: i64,
    pub acceptors_needed: i64,
    pub emergency: bool,
    pub excepted: bool,
    /// Who approved the request: none of them buys, none of them posts.
    pub approver_ids: Json,
    pub expected_on: Option<Date>,
    pub note: Option<String>,
    pub reason: Option<String>,
    pub made_by: Uuid,
    pub made_at: DateTimeUtc,
    pub ordered_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod line {
    //! What is bought, line by line, and how much of it came.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "purchase_order_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub request_position: i64,
        pub name: String,
        pub spec: Option<String>,
        pub unit: String,
        pub quantity: i64,
        pub unit_price: i64,
        pub amount: i64,
        /// The sum of what its receipts accepted.
        pub accepted: i64,
        pub accepted_value: i64,
        /// Bought of licensed suppliers only, and accepted by two.
        pub food: bool,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod buyer {
    //! Who buys, and since when he says so himself.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "purchase_order_buyer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub confirmed_at: Option<DateTimeUtc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
