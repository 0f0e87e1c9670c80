//! Tables `goods_receipt`, `goods_receipt_line`, `goods_receipt_acceptor` and `goods_receipt_result`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goods_receipt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub order_id: Uuid,
    pub order_number: String,
    pub phase: String,
    pub delivered_on: Date,
    pub note: Option<String>,
    /// Who handed it over for the supplier; of food needed.
    pub supplier_signer: Option<String>,
    pub reason: Option<String>,
    pub invoice_nos: Json,
    /// Ids of those of its attachments that are its invoices, in order.
    pub invoice_files: Json,
    /// What was accepted is worth.
    pub total: i64,
    pub excepted: bool,
    pub made_by: Uuid,
    pub made_at: DateTimeUtc,
    pub accepted_at: Option<DateTimeUtc>,
    pub posted_by: Option<Uuid>,
    pub posted_at: Option<DateTimeUtc>,
    pub posted_on: Option<Date>,
    pub voucher_no: Option<String>,
    pub posting_mode: Option<String>,
    pub submitted_on: Option<Date>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod line {
    //! What was delivered, line by line; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goods_receipt_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub receipt_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub order_position: i64,
        pub name: String,
        pub unit: String,
        pub delivered: i64,
        pub accepted: i64,
        pub refused: i64,
        pub refusal_reason: Option<String>,
        /// What the accepted part is to become.
        pub destination: Json,
        /// Of food: what stands on it and in its papers.
        pub food: Option<Json>,
        /// What became of what was refused, of food.
        pub refused_goods: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod acceptor {
    //! Who accepts, and since when he has signed.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goods_receipt_acceptor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub receipt_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub using_side: bool,
        pub signed_at: Option<DateTimeUtc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod result {
    //! Which cards and stock documents a line became; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goods_receipt_result")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub receipt_id: Uuid,
        pub position: i64,
        pub kind: String,
        pub record_id: Option<Uuid>,
        pub record_number: Option<String>,
        pub value: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
