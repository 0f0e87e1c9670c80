//! Tables `outside_inspection` and `outside_finding`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outside_inspection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub canteen_id: Uuid,
    /// The school's day of `happened_at`.
    pub day: Date,
    pub authority: String,
    /// Who came, by office and name.
    pub inspectors: String,
    pub result: String,
    pub said: Option<String>,
    /// What was imposed, where something was.
    pub penalty: Option<String>,
    pub happened_at: DateTimeUtc,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    pub late: bool,
    pub struck_at: Option<DateTimeUtc>,
    pub struck_by: Option<Uuid>,
    pub struck_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod finding {
    //! What an inspection found: written once, mended once.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outside_finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub inspection_id: Uuid,
        pub no: i64,
        pub said: String,
        pub place_id: Option<Uuid>,
        pub responsible_id: Uuid,
        pub due_on: Date,
        pub phase: String,
        /// The repair that it became.
        pub case_id: Option<Uuid>,
        pub case_number: Option<String>,
        pub mended_at: Option<DateTimeUtc>,
        pub mended_by: Option<Uuid>,
        pub mended_note: Option<String>,
        pub version: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
