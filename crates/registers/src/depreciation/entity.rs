//! Tables `depreciation_run` and `depreciation_line`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "depreciation_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub period: String,
    pub basis: String,
    pub begins: String,
    pub state: String,
    pub cards: i64,
    pub original_value: i64,
    pub month_amount: i64,
    pub accumulated: i64,
    pub official: i64,
    pub posted: i64,
    pub differences: i64,
    pub inputs_sha256: Vec<u8>,
    pub computed_at: DateTimeUtc,
    pub computed_by: Option<Uuid>,
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<Uuid>,
    pub voucher_no: Option<String>,
    pub discarded_at: Option<DateTimeUtc>,
    pub discard_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod line {
    //! A card in a month.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "depreciation_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub run_id: Uuid,
        pub asset_id: Uuid,
        pub category_code: String,
        pub original_value: i64,
        pub life_months: i64,
        /// Months of its life that are over with this one.
        pub months_taken: i64,
        /// What a month takes until something changes.
        pub rate: i64,
        /// The school's own figure of the month.
        pub month_amount: i64,
        /// The school's own figure after the month.
        pub accumulated: i64,
        /// What the books had before the run.
        pub booked: i64,
        /// What the asset system says after the month.
        pub official: Option<i64>,
        /// What closing writes into the books.
        pub posted: i64,
        /// The school's own figure without the official one.
        pub difference: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
