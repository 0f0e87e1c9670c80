//! Tables `location` and `sign_code`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "location")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    pub kind: String,
    pub name: String,
    pub name_key: String,
    pub path: String,
    pub path_key: String,
    pub position: i64,
    pub room_use: Option<String>,
    pub responsible_person_id: Option<Uuid>,
    pub sign_code: Option<String>,
    pub campus_id: Option<Uuid>,
    pub building_id: Option<Uuid>,
    pub floor_id: Option<Uuid>,
    pub room_id: Option<Uuid>,
    pub active: bool,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod sign {
    //! Which school and subject a scanned code belongs to.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub school_id: Uuid,
        pub kind: String,
        pub subject_id: Uuid,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
