//! Tables `stock_distribution`, `stock_distribution_cell` and `stock_distribution_version`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_distribution")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub store_id: Uuid,
    pub made_by: Uuid,
    pub purpose: String,
    pub phase: String,
    pub round: i64,
    pub reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub submitted_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod cell {
    //! How much of an item a class is to get, as it is now; nothing is a quantity.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stock_distribution_cell")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub distribution_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_position: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub class_position: i64,
        pub item_id: Uuid,
        pub class_id: Uuid,
        pub quantity: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod version {
    //! Every version that was submitted, as those who decide saw it; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stock_distribution_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub distribution_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub round: i64,
        pub content: Json,
        pub submitted_at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
