//! Tables `supplier`, `supplier_licence` and `supplier_bank_account`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// The name folded: how two names are told to be the same, and the order of the list.
    pub name_key: String,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub sells: Option<String>,
    /// From when on a fixed price list holds; none without it.
    pub price_list_from: Option<Date>,
    pub price_list_until: Option<Date>,
    pub status: String,
    pub status_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod licence {
    //! What a supplier may sell, and until when. One of a kind is in force; the others stay as they were.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier_licence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub supplier_id: Uuid,
        pub kind: String,
        pub number: String,
        pub issued_on: Option<Date>,
        pub expires_on: Option<Date>,
        pub attachment_id: Option<Uuid>,
        pub added_by: Uuid,
        pub added_at: DateTimeUtc,
        pub replaced_at: Option<DateTimeUtc>,
        /// It counts once a second person has compared it with the paper; not asked of what was entered before that rule.
        pub asks_second: bool,
        pub verified_by: Option<Uuid>,
        pub verified_at: Option<DateTimeUtc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod bank {
    //! Accounts that were proposed, and what a second person said. The one confirmed last is in force; all of them stay.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier_bank_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub supplier_id: Uuid,
        pub account_name: String,
        pub bank: String,
        pub account_number: String,
        pub state: String,
        pub proposed_by: Uuid,
        /// For whom he stood in who proposed it.
        pub proposed_for: Option<Uuid>,
        pub proposed_at: DateTimeUtc,
        pub decided_by: Option<Uuid>,
        pub decided_at: Option<DateTimeUtc>,
        pub refusal: Option<String>,
        pub version: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
