//! Tables of stock: documents with their lines, lots, moves, balances.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub kind: String,
    pub store_id: Uuid,
    pub happened_on: Date,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    pub receiver_id: Option<Uuid>,
    pub class_id: Option<Uuid>,
    pub purpose: Option<String>,
    pub confirmation: Option<String>,
    pub source: Option<String>,
    pub source_id: Option<Uuid>,
    pub source_number: Option<String>,
    pub return_of: Option<Uuid>,
    pub requisition_id: Option<Uuid>,
    pub distribution_id: Option<Uuid>,
    pub counter_ids: Option<Json>,
    pub keeper_id: Option<Uuid>,
    pub to_store_id: Option<Uuid>,
    pub repair_case_id: Option<Uuid>,
    pub repair_case_no: Option<String>,
    /// Of whom it was bought, where it was.
    pub supplier: Option<String>,
    /// Written down on a later day than it happened.
    pub late: bool,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod line {
    //! What a document says, line by line; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stock_document_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub document_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub item_id: Uuid,
        pub quantity: i64,
        pub value: i64,
        pub wanted: Option<i64>,
        pub expected: Option<i64>,
        pub counted: Option<i64>,
        pub old_pieces: Option<i64>,
        pub note: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod lot {
    //! What came in together, with what is left of it.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stock_lot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub store_id: Uuid,
        pub item_id: Uuid,
        pub document_id: Uuid,
        pub bin: Option<String>,
        pub received_on: Date,
        pub expires_on: Option<Date>,
        pub quantity: i64,
        /// What the maker wrote on it.
        pub lot_no: Option<String>,
        pub produced_on: Option<Date>,
        /// Since when nobody may use it any more.
        pub stopped_at: Option<DateTimeUtc>,
        pub stop_reason: Option<String>,
        /// Of where it lies and whether it may be used; what goes in and out does not change it.
        pub version: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod moves {
    //! What went in and out, with its sign; append-only. Everything else is counted from here.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stock_move")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub document_id: Uuid,
        pub position: i64,
        pub store_id: Uuid,
        pub item_id: Uuid,
        pub lot_id: Uuid,
        pub happened_on: Date,
        pub quantity: i64,
        pub value: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod balance {
    //! What a store holds of an item: the sum of its moves, under the constraint that keeps it from going below nothing.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stock_balance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub store_id: Uuid,
        pub quantity: i64,
        pub value: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
