//! Tables `account` and `sign_in_name`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub password_hash: String,
    /// Six digits that stand for the password where one is signed in already.
    pub pin_hash: Option<String>,
    pub token_version: i64,
    /// Secret of the authenticator, sealed.
    pub totp_sealed: Option<Vec<u8>>,
    /// Since when signing in asks for a one-time code.
    pub totp_since: Option<DateTimeUtc>,
    /// The last step of the clock whose code was used.
    pub totp_step: Option<i64>,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod sign_in_name {
    //! The names an account signs in by: staff number, and the person's name while nobody else has it.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name_key: String,
        pub name: String,
        pub account_id: Uuid,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::Entity", from = "Column::AccountId", to = "super::Column::Id")]
        Account,
    }

    impl Related<super::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Account.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}
