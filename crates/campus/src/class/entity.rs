//! Tables `school_class` and `class_advance`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "school_class")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The autumn in which the class was, or would have been, in grade one.
    pub entry_year: i64,
    pub number: i64,
    /// The school year that its grade is meant for.
    pub school_year: i64,
    pub size: Option<i64>,
    pub room_id: Option<Uuid>,
    pub class_teacher_id: Option<Uuid>,
    /// False once it has left the school.
    pub active: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod advance {
    //! What the classes were before and after all of them moved up.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "class_advance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub to_year: i64,
        pub before_json: Json,
        pub after_json: Json,
        pub done_by: Option<Uuid>,
        pub done_at: DateTimeUtc,
        pub undone_at: Option<DateTimeUtc>,
        pub version: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
