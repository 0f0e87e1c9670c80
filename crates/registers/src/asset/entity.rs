//! Tables `asset`, `asset_assignment`, `asset_value_event`, `asset_due` and `asset_import`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, Default, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub search_no: i64,
    pub asset_no: String,
    pub category_id: Uuid,
    pub category_code: String,
    pub name: String,
    pub spec_model: Option<String>,
    pub brand: Option<String>,
    pub serial_no: Option<String>,
    pub unit: String,
    pub quantity: i64,
    pub unit_price: Option<i64>,
    pub original_value: Option<i64>,
    pub accumulated_depreciation: Option<i64>,
    pub acquired_on: Option<Date>,
    pub booked_on: Option<Date>,
    pub acquisition_method: Option<String>,
    pub supplier: Option<String>,
    pub voucher_no: Option<String>,
    pub invoice_no: Option<String>,
    pub status: String,
    pub location_id: Option<Uuid>,
    pub campus_id: Option<Uuid>,
    pub building_id: Option<Uuid>,
    pub floor_id: Option<Uuid>,
    pub room_id: Option<Uuid>,
    pub department_id: Option<Uuid>,
    pub custodian_id: Option<Uuid>,
    pub legacy_no: Option<String>,
    pub official_no: Option<String>,
    pub extra: Option<Json>,
    pub remarks: Option<String>,
    pub import_id: Option<Uuid>,
    pub source_row: Option<i64>,
    pub created_at: DateTimeUtc,
    pub version: i64,
    pub kind_attributes: Option<Json>,
    pub manufacturer: Option<String>,
    pub contract_no: Option<String>,
    pub procurement_form: Option<String>,
    pub fund_source: Option<String>,
    pub accounting_subject: Option<String>,
    pub value_type: Option<String>,
    pub fiscal_value: Option<i64>,
    pub non_fiscal_value: Option<i64>,
    pub depreciates: bool,
    pub life_months: Option<i64>,
    pub in_service_on: Option<Date>,
    pub use_condition: Option<String>,
    pub use_direction: Option<String>,
    pub property_right: Option<String>,
    pub using_department_id: Option<Uuid>,
    pub user_person_id: Option<Uuid>,
    pub responsible_person_id: Option<Uuid>,
    pub gift_terms: Option<String>,
    pub official_entered_on: Option<Date>,
    pub barcode: Option<String>,
    pub label_code: Option<String>,
    pub batch_id: Option<Uuid>,
    /// The card it was split from.
    pub split_from_id: Option<Uuid>,
    pub voided_at: Option<DateTimeUtc>,
    pub void_reason: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod assignment {
    //! Where a card is and who has it: the only place where custody changes.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub location_id: Option<Uuid>,
        pub department_id: Option<Uuid>,
        pub custodian_id: Option<Uuid>,
        pub started_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub document_kind: String,
        pub document_id: Option<Uuid>,
        pub using_department_id: Option<Uuid>,
        pub user_person_id: Option<Uuid>,
        pub responsible_person_id: Option<Uuid>,
        pub reason: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod value_event {
    //! What a card is worth, as a sum of events.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_value_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub kind: String,
        pub original_value: i64,
        pub accumulated_depreciation: i64,
        pub quantity: i64,
        pub effective_on: Date,
        pub recorded_at: DateTimeUtc,
        pub document_kind: String,
        pub document_id: Option<Uuid>,
        /// Under which it stands in the accounts, and why it is so: of what changes a value.
        pub voucher_no: Option<String>,
        pub reason: Option<String>,
        /// The life from then on, and the one before, where it changed.
        pub life_months: Option<i64>,
        pub life_before: Option<i64>,
        /// The class under which it was booked: what a card is put under later says nothing of what was before.
        pub category_code: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod import {
    //! Ledgers that were imported.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub file_name: String,
        pub file_sha256: Vec<u8>,
        pub quantity_mode: String,
        pub source_rows: i64,
        pub cards: i64,
        pub original_value: i64,
        pub accumulated_depreciation: Option<i64>,
        pub imported_by: Option<Uuid>,
        pub imported_at: DateTimeUtc,
        /// `add` new cards, or `update` those that are there.
        pub mode: String,
        pub changed_cards: i64,
        pub undone_at: Option<DateTimeUtc>,
        pub undone_by: Option<Uuid>,
        pub undo_reason: Option<String>,
        pub version: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod due {
    //! Days by which something has to be done with a card.

    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_due")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub school_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub kind: String,
        pub due_on: Date,
        pub note: Option<String>,
        pub done_on: Option<Date>,
        pub done_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
