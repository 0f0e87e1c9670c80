//! Table `food_sample`: what became of a record of that kind. The version is the record's.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "food_sample")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    pub phase: String,
    pub fridge: Option<String>,
    pub stored_at: Option<DateTimeUtc>,
    /// When that was written down, and whether it was late; unknown of samples from before it was kept.
    pub stored_recorded_at: Option<DateTimeUtc>,
    pub stored_late: Option<bool>,
    /// The first moment at which it may be discarded.
    pub keep_until: Option<DateTimeUtc>,
    /// When it was discarded, and when that was written down.
    pub discarded_at: Option<DateTimeUtc>,
    pub discard_recorded_at: Option<DateTimeUtc>,
    pub discard_late: Option<bool>,
    /// Of the canteen's staff.
    pub discarded_by: Option<Uuid>,
    pub discard_supervisor_id: Option<Uuid>,
    pub sealed_at: Option<DateTimeUtc>,
    pub seal_reason: Option<String>,
    /// That it left its last seal: released for this reason, or handed over to this one.
    pub unsealed_at: Option<DateTimeUtc>,
    pub unsealed_by: Option<Uuid>,
    pub unseal_note: Option<String>,
    /// The incident that keeps it sealed.
    pub incident_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
