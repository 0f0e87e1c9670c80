//! Tables `role_grant` and `role_grant_place`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub role: String,
    pub valid_from: DateTimeUtc,
    pub valid_until: Option<Date>,
    pub granted_by: Option<Uuid>,
    pub confirmed_by: Option<Uuid>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub starts_on: Option<Date>,
    pub ending_told_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "place::Entity")]
    Places,
}

impl Related<place::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Places.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

pub mod place {
    //! Where a grant holds; no row means the whole school.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_grant_place")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub grant_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub location_id: Uuid,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::Entity",
            from = "(Column::SchoolId, Column::GrantId)",
            to = "(super::Column::SchoolId, super::Column::Id)"
        )]
        Grant,
    }

    impl Related<super::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Grant.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}
