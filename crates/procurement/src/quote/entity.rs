//! Tables `quote_sheet`, `quote`, `quote_line` and `quote_sheet_version`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quote_sheet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub phase: String,
    /// How many quotes are needed, why, and by which rules: as it was judged when the sheet was opened.
    pub need: Json,
    /// How often it was settled.
    pub round: i64,
    pub reopen_reason: Option<String>,
    pub chosen_quote_id: Option<Uuid>,
    pub total: Option<i64>,
    pub not_lowest: Option<String>,
    pub single_source: Option<String>,
    pub single_source_words: Option<String>,
    pub opened_by: Uuid,
    pub opened_at: DateTimeUtc,
    pub settled_by: Option<Uuid>,
    pub settled_at: Option<DateTimeUtc>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod quote {
    //! What one supplier said. Never changed: a corrected one takes its place.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "quote")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub sheet_id: Uuid,
        pub supplier_id: Uuid,
        pub channel: String,
        pub quoted_on: Date,
        pub asked_by: Uuid,
        pub recorded_by: Uuid,
        pub recorded_at: DateTimeUtc,
        pub attachment_id: Option<Uuid>,
        pub note: Option<String>,
        pub superseded_at: Option<DateTimeUtc>,
        pub superseded_by: Option<Uuid>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod line {
    //! The price of one line of the request; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "quote_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub quote_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub unit_price: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod version {
    //! Every time it was settled, as it was then; append-only.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "quote_sheet_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sheet_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub round: i64,
        pub content: Json,
        pub settled_by: Uuid,
        pub settled_at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
