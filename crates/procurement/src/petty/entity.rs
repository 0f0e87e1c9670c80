//! Tables `petty_purchase`, `petty_purchase_line`, `petty_purchase_version` and `purchase_invoice`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "petty_purchase")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub handler_id: Uuid,
    pub witness_id: Uuid,
    pub shop: String,
    pub shop_key: String,
    pub bought_on: Date,
    pub purpose: String,
    pub fund: String,
    pub invoice_no: Option<String>,
    pub repair_case_id: Option<Uuid>,
    pub repair_case_no: Option<String>,
    pub phase: String,
    pub total: i64,
    pub judged_amount: i64,
    pub split_count: i64,
    /// Something else follows from all of them together than from this one alone.
    pub in_pieces: bool,
    pub shop_count: i64,
    pub shop_amount: i64,
    pub round: i64,
    pub reason: Option<String>,
    pub recorded_at: DateTimeUtc,
    pub recorded_on: Date,
    pub submitted_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
    /// Written down more than a week after it was bought.
    pub late: bool,
    /// Approved before vouchers were kept here, and entered here under none since then.
    pub before_vouchers: bool,
    pub posted_by: Option<Uuid>,
    pub posted_at: Option<DateTimeUtc>,
    pub posted_on: Option<Date>,
    pub voucher_no: Option<String>,
    pub posting_mode: Option<String>,
    pub submitted_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod line {
    //! What was bought, line by line.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "petty_purchase_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub petty_id: Uuid,
        pub position: i64,
        pub name: String,
        pub item_key: String,
        pub spec: Option<String>,
        pub unit: String,
        pub quantity: i64,
        pub unit_price: i64,
        pub amount: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod invoice {
    //! Invoices by their numbers: each is paid once.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "purchase_invoice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: String,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub subject_number: String,
        pub entered_at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod version {
    //! Every version that was submitted, as those who decide saw it; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "petty_purchase_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub petty_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub round: i64,
        pub content: Json,
        pub submitted_at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
