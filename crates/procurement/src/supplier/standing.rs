//! How long food may still be bought of suppliers, for whoever answers for a kitchen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Result, Text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    LicenceKind, Status,
    entity::{self, licence},
    food,
};

/// The licence under which a supplier sells food: of several the one that holds longest, which is the one that counts.
#[derive(Debug, Clone)]
pub struct FoodLicence {
    pub supplier_id: Uuid,
    pub supplier: String,
    pub title: Text,
    pub number: String,
    pub expires_on: NaiveDate,
}

/// Licences for food of the suppliers that the school buys from, of those that are over by a day; what is over first before the others.
///
/// # Errors
/// When the database fails.
pub async fn food_licences(db: &impl ConnectionTrait, school: Uuid, until: NaiveDate) -> Result<Vec<FoodLicence>> {
    let kinds = LicenceKind::ALL.into_iter().filter(|kind| kind.is_for_food()).map(LicenceKind::key);
    let to_supplier = licence::Entity::belongs_to(entity::Entity)
        .from((licence::Column::SchoolId, licence::Column::SupplierId))
        .to((entity::Column::SchoolId, entity::Column::Id));
    let rows = licence::Entity::find()
        .join(JoinType::InnerJoin, to_supplier.into())
        .select_also(entity::Entity)
        .filter(licence::Column::SchoolId.eq(school))
        .filter(licence::Column::Kind.is_in(kinds))
        .filter(entity::Column::Status.eq(Status::Active.key()))
        .all(db)
        .await?;
    // Of each kind the one entered last that counts; one that waits for a second person takes no place yet.
    let mut last: BTreeMap<(Uuid, String), (licence::Model, entity::Model)> = BTreeMap::new();
    for (licence, supplier) in rows.into_iter().filter(|(licence, _)| food::counts(licence)) {
        let Some(supplier) = supplier else { continue };
        let key = (supplier.id, licence.kind.clone());
        if last.get(&key).is_none_or(|(other, _)| other.id < licence.id) {
            last.insert(key, (licence, supplier));
        }
    }
    let mut longest: BTreeMap<Uuid, (licence::Model, entity::Model)> = BTreeMap::new();
    for (licence, supplier) in last.into_values() {
        let ends = |one: &licence::Model| one.expires_on.unwrap_or(NaiveDate::MAX);
        match longest.get(&supplier.id) {
            Some((other, _)) if ends(other) >= ends(&licence) => {}
            Some(_) | None => {
                longest.insert(supplier.id, (licence, supplier));
            }
        }
    }
    let mut ending: Vec<FoodLicence> = longest.into_values().filter_map(|(licence, supplier)| of(licence, supplier, until)).collect();
    ending.sort_by(|one, other| one.expires_on.cmp(&other.expires_on).then_with(|| one.supplier.cmp(&other.supplier)));
    Ok(ending)
}

fn of(licence: licence::Model, supplier: entity::Model, until: NaiveDate) -> Option<FoodLicence> {
    Some(FoodLicence {
        supplier_id: supplier.id,
        supplier: supplier.name,
        title: LicenceKind::of(&licence.kind)?.title(),
        number: licence.number,
        expires_on: licence.expires_on.filter(|last| *last <= until)?,
    })
}
