//! Table `auditor_seat`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "auditor_seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    /// As whoever opened it called himself.
    pub name: String,
    pub unit: String,
    pub opened_at: DateTimeUtc,
    pub last_day: Date,
    pub ended_at: Option<DateTimeUtc>,
    /// Who ended it before its last day; nobody when it ran out.
    pub ended_by: Option<Uuid>,
    pub end_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether somebody may still sit in it on this day.
    pub(super) fn is_open(&self, today: Date) -> bool {
        self.ended_at.is_none() && self.last_day >= today
    }
}

pub mod code {
    //! Table `auditor_code`: the codes that were ever sealed, by their hashes.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "auditor_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_hash: Vec<u8>,
        pub school_id: Uuid,
        pub made_at: DateTimeUtc,
        /// `None` for the one that set-up made.
        pub made_by: Option<Uuid>,
        pub used_at: Option<DateTimeUtc>,
        pub voided_at: Option<DateTimeUtc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
